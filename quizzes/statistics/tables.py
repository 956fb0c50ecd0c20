"""Figures as rows for tables and files: names that stay, values as numbers."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeAlias

from quizzes.statistics.items import ItemFigures
from quizzes.statistics.papers import QuizFigures

Value: TypeAlias = str | int | float | None

# How many decimals a reader needs: parts of 1 more than marks and per cent.
DECIMALS = {"attempts": 0, "items_on_a_paper": 0, "facility": 4, "random_guess_score": 4}
USUAL_DECIMALS = 2


def rounded(value: Fraction | float, places: int) -> Decimal:
    """Half up, away from zero, to so many decimals."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(value)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def item_row(name: str, item: ItemFigures) -> dict[str, Value]:
    """One item under the names of the columns."""
    return {
        "item": name,
        "attempts": item.attempts,
        "maximum": _number(item.maximum),
        "facility": _number(item.facility),
        "standard_deviation": item.deviation,
        "random_guess_score": _number(item.guess),
        "intended_weight": _number(item.intended),
        "effective_weight": item.effective,
        "negative_covariance": "yes" if item.negative else "no",
        "discrimination_index": item.discrimination,
        "discriminative_efficiency": _number(item.efficiency),
        "flag": item.flag.value if item.flag else "",
    }


def quiz_row(quiz: QuizFigures) -> dict[str, Value]:
    """The whole under the names of its figures."""
    return {
        "attempts": quiz.attempts,
        "items_on_a_paper": quiz.items,
        "maximum": _number(quiz.maximum),
        "mean": _number(quiz.mean),
        "median": _number(quiz.median),
        "standard_deviation": quiz.deviation,
        "skewness": quiz.skewness,
        "kurtosis": _number(quiz.kurtosis),
        "coefficient_of_internal_consistency": _number(quiz.consistency),
        "error_ratio": quiz.error_ratio,
        "standard_error": quiz.error,
        "enough_attempts": "yes" if quiz.enough else "no",
    }


def _number(value: Fraction | None) -> int | float | None:
    """An exact number for a file: whole ones stay whole."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
