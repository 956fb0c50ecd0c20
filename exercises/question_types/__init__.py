"""The kinds of question that exercises give to quizzes: one folder each, as in quizzes.types."""
