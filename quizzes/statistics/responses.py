"""What was answered to one item, by thirds of the total."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from quizzes.statistics.moments import Sample, size

LOWER, MIDDLE, UPPER = 0, 1, 2
NO_ANSWER = ("", "")


@dataclass(frozen=True)
class Given:
    """A number of attempts with one total that gave the same answer and earned the same for it.

    `responses` holds what was answered to each part of the item; nothing is no answer.
    """

    total: Fraction
    mark: Fraction
    responses: tuple[tuple[str, str], ...]
    number: int = 1


@dataclass
class Response:
    """One response and how many of each third gave it; `held`: how many of each third had the item."""

    part: str
    text: str
    held: Sequence[int]
    thirds: list[int] = field(default_factory=lambda: [0, 0, 0])
    earned: Fraction = Fraction(0)

    @property
    def number(self) -> int:
        return sum(self.thirds)

    @property
    def shares(self) -> tuple[Fraction | None, ...]:
        """The part of each third that gave it; None for a third in which nobody had the item."""
        return tuple(
            Fraction(gave, had) if had else None for gave, had in zip(self.thirds, self.held, strict=True)
        )

    @property
    def is_none(self) -> bool:
        """Whether this line counts those who answered nothing at all."""
        return (self.part, self.text) == NO_ANSWER

    @property
    def mean(self) -> Fraction | None:
        """The mean mark on the item of those who gave it: 1 for a right answer, 0 for a wrong one."""
        return self.earned / self.number if self.number else None

    @property
    def idle(self) -> bool:
        """Offered, and nobody chose it."""
        return not self.number

    @property
    def draws_the_best(self) -> bool:
        """Mostly wrong, and still more often given by the upper third than by the lower."""
        return (
            self.mean is not None and self.mean < Fraction(1, 2) and self.thirds[UPPER] > self.thirds[LOWER]
        )


@dataclass(frozen=True)
class Responses:
    """The responses to one item, and how many attempts of each third hold it."""

    thirds: tuple[int, int, int]
    lines: Sequence[Response]


def thirds_of(totals: Sample) -> dict[Fraction, int]:
    """For each total its third. Equal totals stay together: their middle rank decides.

    The middle rank of a total is the number of attempts below it and half of those that have it.
    """
    attempts, below, thirds = size(totals), 0, {}
    for total in sorted(totals):
        rank = Fraction(2 * below + totals[total], 2 * attempts)
        thirds[total] = LOWER if rank < Fraction(1, 3) else UPPER if rank > Fraction(2, 3) else MIDDLE
        below += totals[total]
    return thirds


def responses(
    given: Iterable[Given], thirds: Mapping[Fraction, int], offered: Sequence[tuple[str, str]] = ()
) -> Responses:
    """The table of responses: those offered in their order, then others by how often; no answer last."""
    held = [0, 0, 0]
    lines = {(part, text): Response(part, text, held) for part, text in offered}
    nothing = Response(*NO_ANSWER, held)
    for one in given:
        third = thirds[one.total]
        held[third] += one.number
        for part, text in one.responses:
            line = lines.setdefault((part, text), Response(part, text, held))
            line.thirds[third] += one.number
            line.earned += one.mark * one.number
        if not one.responses:
            nothing.thirds[third] += one.number
    known = dict.fromkeys(offered)
    others = sorted(
        (line for key, line in lines.items() if key not in known),
        key=lambda line: (line.part, -line.number, line.text),
    )
    return Responses(
        thirds=(held[LOWER], held[MIDDLE], held[UPPER]),
        lines=[*(lines[key] for key in known), *others, *([nothing] if nothing.number else [])],
    )
