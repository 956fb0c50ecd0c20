"""The figures of one item, from a count of each pair (mark, total) over the attempts that hold it."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from quizzes.statistics import moments
from quizzes.statistics.moments import Pairs

ENOUGH = 30
EASY, HARD = Fraction(95, 100), Fraction(20, 100)
WEAK = 20


class Flag(Enum):
    """What is worth a look, the most pressing first: an item is given one."""

    TOO_FEW = "too_few"
    NEGATIVE = "negative"
    GUESSED = "guessed"
    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"
    WEAK = "weak"


@dataclass(frozen=True)
class ItemFigures:
    """One item. x is its mark, T the total of the attempt, o = T − x; None where it is not defined.

    facility     mean(x) / maximum, a part of 1
    variance     var(x); its root is the deviation, in marks
    guess        the part of the maximum that pure guessing earns
    intended     100 · maximum / mean of what the papers that hold it are worth
    effective    100 · √cov(x, T) / Σ√cov(x, T); None where cov(x, T) is negative
    covariance   cov(x, T)
    discrimination   100 · cov(x, o) / √(var(x) · var(o))
    efficiency       100 · cov(x, o) / the greatest cov(x, o) that the same marks allow
    """

    attempts: int
    maximum: Fraction
    facility: Fraction | None
    variance: Fraction | None
    covariance: Fraction | None
    discrimination: float | None
    efficiency: Fraction | None
    guess: Fraction | None = None
    intended: Fraction | None = None
    effective: float | None = None

    @property
    def deviation(self) -> float | None:
        return moments.root(self.variance)

    @property
    def negative(self) -> bool:
        """Whether those with higher totals earn less here: left out of the effective weights."""
        return self.covariance is not None and self.covariance < 0

    @property
    def flag(self) -> Flag | None:
        """What an author should look at first; of fewer than 30 attempts nothing but that they are few."""
        if self.attempts < ENOUGH:
            return Flag.TOO_FEW
        if self.negative or (self.discrimination is not None and self.discrimination < 0):
            return Flag.NEGATIVE
        if self.facility is None:
            return None
        if self.guess is not None and self.facility <= self.guess:
            return Flag.GUESSED
        if self.facility <= HARD:
            return Flag.TOO_HARD
        if self.facility >= EASY:
            return Flag.TOO_EASY
        if self.discrimination is None or self.discrimination < WEAK:
            return Flag.WEAK
        return None

    def guessed_at(self, guess: Fraction | None) -> "ItemFigures":
        """The same figures beside what guessing earns."""
        return replace(self, guess=guess)


def figures(pairs: Pairs, maximum: Fraction) -> ItemFigures:
    """The figures of an item that need no other item."""
    marks = moments.first_of(pairs)
    middle = moments.mean(marks)
    others: Counter[tuple[Fraction, Fraction]] = Counter()
    for (mark, total), times in pairs.items():
        others[mark, total - mark] += times
    together = moments.covariance(others)
    most = moments.covariance(moments.sorted_apart(others))
    return ItemFigures(
        attempts=moments.size(pairs),
        maximum=maximum,
        facility=middle / maximum if middle is not None and maximum else None,
        variance=moments.variance(marks),
        covariance=moments.covariance(pairs),
        discrimination=_hundredfold(moments.correlation(others)),
        efficiency=100 * together / most if together is not None and most else None,
    )


def _hundredfold(value: float | None) -> float | None:
    return None if value is None else 100 * value
