"""An open gate of a quiz, and an officer who is signed in."""

from tests.quizzes.conftest import client_, gate

__all__ = ["client_", "gate"]
