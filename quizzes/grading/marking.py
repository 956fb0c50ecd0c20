"""Marks of a paper: pure, so that grading can be repeated."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizzes.grading import kinds


@dataclass(frozen=True)
class Line:
    """One item of a paper with the answer that counts."""

    kind: str
    body: Any
    answer: Any


def mark(line: Line) -> Fraction:
    """The part of the mark that one answer earns; nothing for no answer."""
    if line.answer is None:
        return Fraction(0)
    kind = kinds.get(line.kind)
    return kind.fraction(kind.body(line.body), line.answer)


def mark_paper(lines: Iterable[Line]) -> list[Fraction]:
    """The fractions of a paper, line by line. Every item carries one mark."""
    return [mark(line) for line in lines]


def passes(earned: Fraction, possible: int | Fraction, pass_mark: int) -> bool:
    """Whether exact marks reach a pass mark in per cent. An empty paper passes nothing."""
    return possible > 0 and 100 * earned >= pass_mark * possible
