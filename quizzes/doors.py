"""Where officers find a quiz: asked of the app above, which knows the modules."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Door:
    """The page by which officers come to a quiz. `url` is where an author edits it; empty: it has no page."""

    place: str
    url: str = ""
    live: bool = False
    retired: bool = False


class Keeper:
    """Knows the places where a quiz can stand. This one knows none."""

    def places(self, user) -> list[tuple[str, str, Any]]:
        """Where a person may put quizzes: key, name, and whose it is (an administration's key, or None)."""
        return []

    def put(self, quiz, key: str, user) -> None:
        """Make a door for a quiz in a place of `places`, as a draft. A quiz that has one keeps it."""
        raise LookupError(key)

    def doors(self, quizzes: Iterable[Any]) -> dict[int, Door]:
        """The door of each quiz that has one, by key: as many queries for many as for one."""
        return {}

    def retire(self, quiz, *, now, user) -> None:
        """Let nobody start a quiz any more; results stay. `now` is None: take it in use again."""


_keepers: list[Keeper] = [Keeper()]


def register(keeper: Keeper) -> Keeper:
    """From now on this one is asked."""
    _keepers[:] = [keeper]
    return keeper


def keeper() -> Keeper:
    return _keepers[0]


def door_of(quiz) -> Door | None:
    return keeper().doors([quiz]).get(quiz.pk)
