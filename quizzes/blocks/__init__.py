"""How a trainer writes a question: one block per kind, and its way to a version's body and back."""

from quizzes.blocks.questions import EDITORS, editor_of

__all__ = ["EDITORS", "editor_of"]
