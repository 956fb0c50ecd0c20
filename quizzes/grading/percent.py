"""Exact marks in the figures that people read: rounded once, half up, here."""

from decimal import Decimal
from fractions import Fraction
from math import floor


def tenths(value: Fraction) -> Decimal:
    """Half up to one decimal, which is left out when the value is whole."""
    shown = Decimal(floor(value * 10 + Fraction(1, 2))) / 10
    return shown.to_integral_value() if shown == shown.to_integral_value() else shown


def shown_percent(exact: Fraction, pass_mark: int | None = None) -> Decimal:
    """A percentage as shown. What fails is never rounded up to the pass mark: it is cut below it."""
    shown = tenths(exact)
    if pass_mark is not None and exact < pass_mark <= shown:
        return Decimal(floor(exact * 10)) / 10
    return shown
