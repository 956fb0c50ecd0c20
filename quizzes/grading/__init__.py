"""Rules of grading: kinds of question, states of items, marks of a paper. Values in, values out."""

from quizzes.grading.kinds import InvalidAnswer, Kind, UnknownKind, register, validate_body

__all__ = ["InvalidAnswer", "Kind", "UnknownKind", "register", "validate_body"]
