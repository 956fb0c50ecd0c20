"""The tables of measuring: banks, questions and their versions, quizzes, attempts, grades."""

from quizzes.models.attempts import AnswerEvent, Attempt, Check, Grade, ItemMark, PaperItem
from quizzes.models.banks import Bank, Difficulty, Question, QuestionVersion
from quizzes.models.corrections import Correction
from quizzes.models.proposals import Proposal, SecondPerson
from quizzes.models.quizzes import (
    Accommodation,
    Behaviour,
    BlueprintRow,
    Counts,
    FixedItem,
    Quiz,
    Rivalry,
    Shown,
    Sitting,
)

__all__ = [
    "Accommodation",
    "AnswerEvent",
    "Attempt",
    "Bank",
    "Behaviour",
    "BlueprintRow",
    "Check",
    "Correction",
    "Counts",
    "Difficulty",
    "FixedItem",
    "Grade",
    "ItemMark",
    "PaperItem",
    "Proposal",
    "Question",
    "QuestionVersion",
    "Quiz",
    "Rivalry",
    "SecondPerson",
    "Shown",
    "Sitting",
]
