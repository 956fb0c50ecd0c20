"""Who may sit which quiz: asked of the apps above, which know where a quiz belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entry:
    """The way into a quiz for one person.

    `refusal` says why it is closed (empty: it is open); the back address is the page of the quiz.
    """

    administration: Any
    refusal: str = ""
    back_url: str = "/"
    back_title: str = ""


Gate = Callable[[Any, Any], Entry | None]
_gates: list[Gate] = []


def register(gate: Gate) -> Gate:
    """Add fn(quiz, user) -> Entry, or None for a quiz that is not its own. Adding twice adds once."""
    if gate not in _gates:
        _gates.append(gate)
    return gate


def entry(quiz, user) -> Entry | None:
    """The first gate's answer that is one; None: for this person there is no such quiz."""
    return next((found for gate in _gates if (found := gate(quiz, user)) is not None), None)
