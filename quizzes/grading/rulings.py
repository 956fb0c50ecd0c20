"""What a later decision makes of a question on papers: graded by another version, or voided for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from quizzes.grading import kinds
from quizzes.grading.kinds import InvalidAnswer
from quizzes.grading.marking import Line, Void, fraction


class Way(StrEnum):
    VERSION = "version"
    FULL = "full"
    LEFT_OUT = "left-out"


@dataclass(frozen=True)
class Ruling:
    """How a question is graded where it stands on papers. `body`: of the version that grades it instead."""

    way: Way
    body: Any = None

    @property
    def void(self) -> Void | None:
        return {Way.FULL: Void.FULL, Way.LEFT_OUT: Void.LEFT_OUT}.get(self.way)


def fitting(kind: str, body: Any, answer: Any) -> Any:
    """An answer as another version reads it, or None where that version does not know it."""
    known = kinds.get(kind)
    try:
        return known.accept(known.body(body), answer)
    except InvalidAnswer:
        return None


def line_of(
    kind: str,
    body: Any,
    answer: Any,
    *,
    tried: Sequence[Any] = (),
    certainty: int | None = None,
    ruling: Ruling | None = None,
) -> tuple[Line, int | None]:
    """The line of an item, and which of the answers `tried` counts if it is not the last one given.

    An answer that was checked is no further try. Under another version an earlier try that was right by
    it counts: the officer was told that it was wrong, and would have stopped there.
    """
    earlier = len(tried) - bool(tried and tried[-1] == answer)
    if ruling is None:
        return Line(kind, body, answer, earlier, certainty), None
    if ruling.void:
        return Line(kind, body, answer, earlier, certainty, ruling.void), None
    for number, attempted in enumerate(tried):
        line = Line(kind, ruling.body, fitting(kind, ruling.body, attempted), number)
        if fraction(line) == Fraction(1):
            return line, number
    return Line(kind, ruling.body, fitting(kind, ruling.body, answer), earlier, certainty), None
