"""How answering goes: graded at the end, at once, in several tries, or weighted by certainty."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

RIGHT = {1: 1, 2: 2, 3: 3}
WRONG = {1: 0, 2: -2, 3: -6}
"""Marks by level of certainty (Gardner-Medwin 1995, Confidence assessment in teaching basic science)."""
LEVELS = tuple(RIGHT)


class Behaviour(StrEnum):
    DEFERRED = "deferred"
    IMMEDIATE = "immediate"
    TRIES = "tries"
    CERTAINTY = "certainty"

    @property
    def checks(self) -> bool:
        """Whether single answers are checked while the attempt runs."""
        return self in (Behaviour.IMMEDIATE, Behaviour.TRIES)


def possible(behaviour: Behaviour) -> Fraction:
    """The most that one item can earn."""
    return Fraction(RIGHT[3]) if behaviour == Behaviour.CERTAINTY else Fraction(1)


def by_certainty(fraction: Fraction, level: int | None) -> Fraction:
    """The mark of an answer given with a level of certainty; without one it counts as level 1.

    Partly right earns that part of the right mark, and nothing right the wrong mark, as Moodle has it.
    """
    level = level if level in RIGHT else 1
    return RIGHT[level] * fraction if fraction > 0 else Fraction(WRONG[level])


def after_tries(fraction: Fraction, earlier: int, penalty: Fraction) -> Fraction:
    """The mark of an answer after `earlier` checked tries, never below 0."""
    return max(fraction - penalty * earlier, Fraction(0))


def is_finished(behaviour: Behaviour, checked: Sequence[Fraction], tries: int) -> bool:
    """Whether an item takes no further answer; `checked` holds the fractions of its tries in order."""
    if behaviour == Behaviour.IMMEDIATE:
        return len(checked) >= 1
    if behaviour == Behaviour.TRIES:
        return len(checked) >= tries or 1 in checked
    return False
