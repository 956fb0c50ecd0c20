"""Marks of a paper: pure, so that grading can be repeated."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from quizzes.grading import kinds
from quizzes.grading.behaviours import Behaviour, after_tries, by_certainty, possible


class Void(StrEnum):
    """A question that counts for nobody: everybody earns it, or nobody can."""

    FULL = "full"
    LEFT_OUT = "left-out"


@dataclass(frozen=True)
class Line:
    """One item of a paper with the answer that counts.

    `earlier`: how many other answers to it were checked before; `certainty`: the level given with it;
    `void`: set where the question counts for nobody, whatever was answered.
    """

    kind: str
    body: Any
    answer: Any
    earlier: int = 0
    certainty: int | None = None
    void: Void | None = None


def fraction(line: Line) -> Fraction:
    """The part of the mark that one answer is worth by itself; nothing for no answer."""
    if line.answer is None:
        return Fraction(0)
    kind = kinds.get(line.kind)
    return kind.fraction(kind.body(line.body), line.answer)


def mark(line: Line, way: Behaviour = Behaviour.DEFERRED, penalty: Fraction = Fraction(0)) -> Fraction:
    """What one answer earns the way its attempt went. No answer earns nothing and costs nothing."""
    if line.void:
        return possible(way) if line.void == Void.FULL else Fraction(0)
    earned = fraction(line)
    if way == Behaviour.CERTAINTY and line.answer is not None:
        return by_certainty(earned, line.certainty)
    if way == Behaviour.TRIES:
        return after_tries(earned, line.earlier, penalty)
    return earned


def mark_paper(
    lines: Iterable[Line], way: Behaviour = Behaviour.DEFERRED, penalty: Fraction = Fraction(0)
) -> list[Fraction]:
    """The marks of a paper, line by line."""
    return [mark(line, way, penalty) for line in lines]


def most(void: Void | None, way: Behaviour = Behaviour.DEFERRED) -> Fraction:
    """The most that an item can earn: nothing where it is left out."""
    return Fraction(0) if void == Void.LEFT_OUT else possible(way)


def possible_of(lines: Iterable[Line], way: Behaviour = Behaviour.DEFERRED) -> Fraction:
    """What a paper is worth: the most of its lines. A paper whose every item is left out is worth nothing."""
    return sum((most(line.void, way) for line in lines), Fraction(0))


def passes(earned: Fraction, possible: int | Fraction, pass_mark: int) -> bool:
    """Whether exact marks reach a pass mark in per cent. An empty paper passes nothing."""
    return possible > 0 and 100 * earned >= pass_mark * possible
