"""Who may enter which exercise: asked of the apps above, which know where an exercise belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from quizzes import gates


def _nobody() -> bool:
    return False


@dataclass(frozen=True)
class Entry(gates.Entry):
    """The way into an exercise for one person.

    `may_try` says whether this is an author, who may try it without its counting. It is asked only then.
    """

    may_try: Callable[[], bool] = _nobody


Gate = Callable[[Any, Any], Entry | None]
_gates: list[Gate] = []


def register(gate: Gate) -> Gate:
    """Add fn(exercise, user) -> Entry, or None for one that is not its own. Adding twice adds once."""
    if gate not in _gates:
        _gates.append(gate)
    return gate


def entry(exercise, user) -> Entry | None:
    """The first gate's answer that is one; None: for this person there is no such exercise."""
    return next((found for gate in _gates if (found := gate(exercise, user)) is not None), None)
