"""Exact moments. A sample is a count of each value; a paired sample a count of each pair.

Variances and covariances have the divisor S − 1, where S is the size of the sample. What a sample is too
small or too uniform to tell is None. Only roots are floats, each the root of an exact fraction.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from math import copysign, sqrt
from typing import TypeVar

Sample = Mapping[Fraction, int]
Pairs = Mapping[tuple[Fraction, Fraction], int]
V = TypeVar("V")


def size(sample: Mapping[V, int]) -> int:
    return sum(sample.values())


def mean(sample: Sample) -> Fraction | None:
    count = size(sample)
    return sum((value * times for value, times in sample.items()), Fraction(0)) / count if count else None


def median(sample: Sample) -> Fraction | None:
    """The middle value, or half way between the two middle ones."""
    count = size(sample)
    if not count:
        return None
    return (_at(sample, (count - 1) // 2) + _at(sample, count // 2)) / 2


def _at(sample: Sample, place: int) -> Fraction:
    """The value at a place of the sorted sample, from 0."""
    passed = 0
    for value in sorted(sample):
        passed += sample[value]
        if passed > place:
            break
    return value


def _powers(sample: Sample, power: int) -> Fraction:
    """Σ(x − mean)^power."""
    middle = mean(sample)
    if middle is None:
        return Fraction(0)
    return sum(((value - middle) ** power * times for value, times in sample.items()), Fraction(0))


def variance(sample: Sample) -> Fraction | None:
    """k2 = Σ(x − mean)² / (S − 1)."""
    count = size(sample)
    return _powers(sample, 2) / (count - 1) if count > 1 else None


def deviation(sample: Sample) -> float | None:
    return root(variance(sample))


def skewness(sample: Sample) -> float | None:
    """k3 / k2^1.5, where k3 = S·Σd³ / ((S − 1)(S − 2))."""
    count, k2 = size(sample), variance(sample)
    if count < 3 or not k2:
        return None
    k3 = count * _powers(sample, 3) / ((count - 1) * (count - 2))
    return copysign(sqrt(k3**2 / k2**3), k3)


def kurtosis(sample: Sample) -> Fraction | None:
    """k4 / k2², where k4 = (S(S + 1)·Σd⁴ − 3(S − 1)·(Σd²)²) / ((S − 1)(S − 2)(S − 3))."""
    count, k2 = size(sample), variance(sample)
    if count < 4 or not k2:
        return None
    k4 = (count * (count + 1) * _powers(sample, 4) - 3 * (count - 1) * _powers(sample, 2) ** 2) / (
        (count - 1) * (count - 2) * (count - 3)
    )
    return k4 / k2**2


def first_of(pairs: Pairs) -> Sample:
    """The sample of what stands first in each pair."""
    sample: Counter[Fraction] = Counter()
    for (first, _second), times in pairs.items():
        sample[first] += times
    return sample


def second_of(pairs: Pairs) -> Sample:
    """The sample of what stands second in each pair."""
    return first_of({(second, first): times for (first, second), times in pairs.items()})


def covariance(pairs: Pairs) -> Fraction | None:
    """Σ(x − mean x)(y − mean y) / (S − 1)."""
    count = size(pairs)
    middle, other = mean(first_of(pairs)), mean(second_of(pairs))
    if count < 2 or middle is None or other is None:
        return None
    products = (times * (first - middle) * (second - other) for (first, second), times in pairs.items())
    return sum(products, Fraction(0)) / (count - 1)


def sorted_apart(pairs: Pairs) -> Pairs:
    """The same values paired smallest with smallest: no other pairing has a greater covariance."""
    paired: Counter[tuple[Fraction, Fraction]] = Counter()
    ones, others = sorted(first_of(pairs).items()), sorted(second_of(pairs).items())
    one, left = ones.pop() if ones else (Fraction(0), 0)
    other, right = others.pop() if others else (Fraction(0), 0)
    while left and right:
        taken = min(left, right)
        paired[one, other] += taken
        left, right = left - taken, right - taken
        if not left and ones:
            one, left = ones.pop()
        if not right and others:
            other, right = others.pop()
    return paired


def correlation(pairs: Pairs) -> float | None:
    """cov(x, y) / √(var(x)·var(y)); None where one of them does not vary."""
    together = covariance(pairs)
    apart = (variance(first_of(pairs)) or 0) * (variance(second_of(pairs)) or 0)
    if together is None or not apart:
        return None
    return copysign(sqrt(together**2 / apart), together)


def root(value: Fraction | None) -> float | None:
    return None if value is None else sqrt(value)
