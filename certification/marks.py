"""Marks as whole numbers, so that a database can add them. No database here."""

from fractions import Fraction

UNITS = 27_720
"""Parts of a mark: the least common multiple of 1 to 12, so halves to twelfths are exact."""


def in_units(mark: Fraction) -> int:
    """An exact mark in parts of one UNITS-th, rounded half up."""
    return (2 * mark.numerator * UNITS + mark.denominator) // (2 * mark.denominator)


def share(earned: int, possible: int) -> Fraction:
    """What was earned of what was possible, in per cent. Raises ZeroDivisionError where nothing was."""
    return Fraction(100 * earned, possible)
