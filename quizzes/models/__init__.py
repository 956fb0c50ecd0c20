"""The tables of measuring: banks, questions and their versions, quizzes, attempts, grades."""

from quizzes.models.attempts import AnswerEvent, Attempt, Grade, ItemMark, PaperItem
from quizzes.models.banks import Bank, Difficulty, Question, QuestionVersion
from quizzes.models.quizzes import BlueprintRow, Quiz, Review

__all__ = [
    "AnswerEvent",
    "Attempt",
    "Bank",
    "BlueprintRow",
    "Difficulty",
    "Grade",
    "ItemMark",
    "PaperItem",
    "Question",
    "QuestionVersion",
    "Quiz",
    "Review",
]
