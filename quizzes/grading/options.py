"""What the kinds that offer a list of options have in common."""

import random
from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from typing import Protocol

from quizzes.grading.kinds import FormData, InvalidAnswer

MOST_OPTIONS = len(ascii_uppercase)
FIELD = "choice"


class HasId(Protocol):
    @property
    def id(self) -> str: ...


def shuffled(ids: Iterable[str], rng: random.Random, shuffle: bool) -> list[str]:
    """The ids in the order of a paper."""
    order = list(ids)
    if shuffle:
        rng.shuffle(order)
    return order


def lettered(order: Sequence[str]) -> list[tuple[str, str, str]]:
    """For each option in order: its id, its form value, its letter."""
    return [(option, str(place), ascii_uppercase[place - 1]) for place, option in enumerate(order, 1)]


def chosen(order: Sequence[str], data: FormData, field: str = FIELD) -> list[str]:
    """The ids behind the form values of a field. Raises InvalidAnswer for a value that was not offered."""
    offered = {value: option for option, value, _letter in lettered(order)}
    values = [value for value in data.get(field, ()) if value != ""]
    unknown = [value for value in values if value not in offered]
    if unknown:
        raise InvalidAnswer("One of the options chosen does not belong to this question.")
    return [offered[value] for value in values]
