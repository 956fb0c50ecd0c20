"""The figures of a quiz and of its items, from the marks of each attempt.

Attempts may hold different items. An item's figures are those of the attempts that hold it, with the
totals of those attempts. Two figures of the whole need a rule beyond Moodle's, which knows places on a
paper and not only items; both give Moodle's numbers where every attempt holds the same items:

- An effective weight is a share of Σ (part of the attempts that hold the item) · √cov(x, T): of what an
  average paper has.
- Σvar(x) in the coefficient of internal consistency: an item that all attempts hold gives its variance.
  The n others of each paper were drawn and stand in random order, so their n places give the variances
  that are expected over all orders. With d the sum and q the sum of squares of an attempt's drawn marks:

      Σ over the n places = (Σq·(1 − 1/S) − ((Σd)² − Σd²) / (n·S)) / (S − 1)

Attempts of unequal length have no coefficient.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm, sqrt
from typing import TypeAlias, TypeVar

from quizzes.statistics import moments
from quizzes.statistics.items import ENOUGH, ItemFigures, figures
from quizzes.statistics.moments import Sample

Name = TypeVar("Name", bound=Hashable)
# One attempt: its items with their marks, no item twice.
Paper: TypeAlias = Sequence[tuple[Name, Fraction]]
BANDS = 10


@dataclass(frozen=True)
class QuizFigures:
    """A quiz as a whole, in marks; None where it is not defined.

    deviation    √k2, where k2 is the variance of T
    skewness     k3 / k2^1.5
    kurtosis     k4 / k2²
    consistency  100 · p/(p − 1) · (1 − Σvar(x) / k2), with p items on a paper
    error_ratio  100 · √(1 − consistency/100)
    error        error_ratio · deviation / 100
    bands        how many attempts earned 0 to 9 per cent, 10 to 19, …, 90 to 100
    """

    attempts: int
    items: int | None
    maximum: Fraction | None
    mean: Fraction | None
    median: Fraction | None
    deviation: float | None
    skewness: float | None
    kurtosis: Fraction | None
    consistency: Fraction | None
    error_ratio: float | None
    error: float | None
    bands: tuple[int, ...]

    @property
    def enough(self) -> bool:
        """Whether there are attempts enough to act on."""
        return self.attempts >= ENOUGH


@dataclass(frozen=True)
class Analysis:
    """The figures of a quiz and, by name, of its items."""

    quiz: QuizFigures
    items: dict[Hashable, ItemFigures]


def analyse(papers: Sequence[Paper[Name]], maxima: Mapping[Name, Fraction]) -> Analysis:
    """The figures of all attempts. `maxima` holds every item in the order wanted.

    Memory grows with the different pairs of mark and total, not with the attempts. Sums are of whole
    numbers, in units that make every mark whole: exact, and fast.
    """
    unit = lcm(
        *{mark.denominator for paper in papers for _item, mark in paper},
        *{most.denominator for most in maxima.values()},
    )
    worth = {item: _whole(most, unit) for item, most in maxima.items()}
    counted: dict[Name, Counter[tuple[int, int]]] = {item: Counter() for item in maxima}
    beside: dict[Name, int] = dict.fromkeys(maxima, 0)
    totals: Counter[tuple[int, int]] = Counter()
    for paper in papers:
        marks = [(item, _whole(mark, unit)) for item, mark in paper]
        total = sum(mark for _item, mark in marks)
        most = sum(worth[item] for item, _mark in marks)
        totals[total, most] += 1
        for item, mark in marks:
            counted[item][mark, total] += 1
            beside[item] += most
    items = {
        item: figures(
            {(Fraction(mark, unit), Fraction(total, unit)): n for (mark, total), n in pairs.items()},
            maxima[item],
        )
        for item, pairs in counted.items()
    }
    return Analysis(
        quiz=_quiz(
            papers, {(Fraction(t, unit), Fraction(m, unit)): n for (t, m), n in totals.items()}, unit, items
        ),
        items=_weighted(items, {item: Fraction(sums, unit) for item, sums in beside.items()}, len(papers)),
    )


def _whole(mark: Fraction, unit: int) -> int:
    return mark.numerator * (unit // mark.denominator)


def _weighted(
    items: Mapping[Name, ItemFigures], beside: Mapping[Name, Fraction], attempts: int
) -> dict[Hashable, ItemFigures]:
    """The items with their weights. `beside`: the sum of what the papers that hold an item are worth."""
    roots = {item: sqrt(found.covariance or 0) for item, found in items.items() if not found.negative}
    whole = sum(roots[item] * items[item].attempts / attempts for item in roots) if attempts else 0
    return {
        item: replace(
            found,
            intended=100 * found.maximum * found.attempts / beside[item] if beside[item] else None,
            effective=100 * roots[item] / whole
            if whole and item in roots and found.covariance is not None
            else None,
        )
        for item, found in items.items()
    }


def _quiz(
    papers: Sequence[Paper[Name]],
    totals: Mapping[tuple[Fraction, Fraction], int],
    unit: int,
    items: Mapping[Name, ItemFigures],
) -> QuizFigures:
    """The figures of the whole. `totals` counts each pair of what was earned and what was possible."""
    sample: Counter[Fraction] = Counter()
    bands = [0] * BANDS
    for (earned, most), times in totals.items():
        sample[earned] += times
        bands[_band(earned, most)] += times
    lengths = {len(paper) for paper in papers}
    worths = {most for _earned, most in totals}
    deviation = moments.deviation(sample)
    consistency = _consistency(papers, unit, sample, items) if len(lengths) == 1 else None
    error_ratio = None if consistency is None else 100 * sqrt(1 - consistency / 100)
    return QuizFigures(
        attempts=len(papers),
        items=lengths.pop() if len(lengths) == 1 else None,
        maximum=worths.pop() if len(worths) == 1 else None,
        mean=moments.mean(sample),
        median=moments.median(sample),
        deviation=deviation,
        skewness=moments.skewness(sample),
        kurtosis=moments.kurtosis(sample),
        consistency=consistency,
        error_ratio=error_ratio,
        error=None if error_ratio is None or deviation is None else error_ratio * deviation / 100,
        bands=tuple(bands),
    )


def _band(earned: Fraction, most: Fraction) -> int:
    part = int(BANDS * earned / most) if most else 0
    return min(max(part, 0), BANDS - 1)


def _consistency(
    papers: Sequence[Paper[Name]], unit: int, totals: Sample, items: Mapping[Name, ItemFigures]
) -> Fraction | None:
    """The coefficient of internal consistency of papers of one length."""
    length, attempts = len(papers[0]), len(papers)
    k2 = moments.variance(totals)
    if length < 2 or not k2:
        return None
    fixed = {item for item, found in items.items() if found.attempts == attempts}
    spread = sum(
        (found.variance or Fraction(0) for item, found in items.items() if item in fixed), Fraction(0)
    )
    drawn = length - len(fixed)
    if drawn:
        spread += _spread_of_drawn(papers, fixed, drawn, unit)
    return 100 * Fraction(length, length - 1) * (1 - spread / k2)


def _spread_of_drawn(papers: Sequence[Paper[Name]], fixed: set[Name], drawn: int, unit: int) -> Fraction:
    """The sum of the variances at the places of the drawn items, as expected over all orders."""
    attempts, squares, whole, sums = len(papers), 0, 0, 0
    for paper in papers:
        marks = [_whole(mark, unit) for item, mark in paper if item not in fixed]
        total = sum(marks)
        squares += sum(mark * mark for mark in marks)
        whole += total
        sums += total * total
    expected = Fraction(squares * (attempts - 1), attempts) - Fraction(whole**2 - sums, drawn * attempts)
    return expected / (attempts - 1) / unit**2
