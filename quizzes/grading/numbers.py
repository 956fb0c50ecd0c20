"""Numbers as officers type them and as answers accept them: exact, never a float."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from quizzes.grading.texts import Part, PartId, Rich, unique
from quizzes.grading.typed import Share

ANY = "*"
LONGEST_NUMBER = 60
GREATEST_POWER = 300

_WRITTEN = r"\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?"
Number = Annotated[str, StringConstraints(pattern=rf"^-?{_WRITTEN}$")]
Amount = Annotated[str, StringConstraints(pattern=rf"^{_WRITTEN}$")]

_SIGNS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "－": "-", "＋": "+", "٫": ".", "٬": "'", "’": "'"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_TYPED = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<digits>\d(?:[\s'.,]?\d)*[.,]?|[.,]\d+)"
    r"(?:\s*(?:[eE]|[x×*·]\s*10\s*(?:\^|\*\*))\s*(?P<power>[+-]?\d+)"
    r"|\s*[x×*·]\s*10(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]+))?"
)
_SECOND_NUMBER = re.compile(r"(?<![^\W_])\d")


def read_number(text: str, units: Iterable[str] = ()) -> tuple[Fraction, str] | None:
    """The number that a typed text begins with, and the unit behind (or, if known, before) it.

    A point or a comma marks the decimals; spaces, apostrophes, and commas or points that cannot be
    decimals, part groups of digits. None for what is no number or holds a second one.
    """
    text = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text).translate(_SIGNS)
    text = " ".join(text.split())
    before = next((unit for unit in units if text.startswith(unit)), "")
    found = _TYPED.match(text.removeprefix(before).lstrip())
    digits = _plain_decimal(found["digits"]) if found else None
    if found is None or digits is None:
        return None
    after = "".join(found.string[found.end() :].split())
    if after not in units and _SECOND_NUMBER.search(found.string[found.end() :]):
        return None
    power = int(found["power"] or (found["raised"] or "0").translate(_RAISED))
    if abs(power) > GREATEST_POWER:
        return None
    value = Fraction(digits) * Fraction(10) ** power
    return (-value if found["sign"] == "-" else value), before + after


def _plain_decimal(digits: str) -> str | None:
    """Digits with a point and nothing between groups; None when the signs between them make no sense."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        decimal = max(".,", key=digits.rfind)
    else:
        decimal = "." if points == 1 else "," if commas == 1 else ""
    if decimal and digits.count(decimal) > 1:
        return None
    whole, _, rest = digits.partition(decimal) if decimal else (digits, "", "")
    first, *groups = re.split(r"[\s'.,]", whole)
    if groups and not (
        1 <= len(first) <= 3 and len(groups[-1]) == 3 and all(2 <= len(group) <= 3 for group in groups)
    ):
        return None
    if rest and not rest.isdecimal():
        return None
    return f"{first}{''.join(groups)}.{rest or '0'}" if first or rest else None


class NumberAnswer(Part):
    """A number that counts, and how far off an answer may be; `*` takes any number."""

    id: PartId
    value: Number | Literal["*"]
    tolerance: Amount = "0"
    tolerance_kind: Literal["nominal", "relative"] = "nominal"
    fraction: Share = Fraction(1)
    feedback: Rich = ""

    @model_validator(mode="after")
    def _any_number_needs_no_tolerance(self) -> "NumberAnswer":
        if self.value == ANY and Fraction(self.tolerance) != 0:
            raise ValueError("an answer that takes any number has no tolerance")
        return self

    def takes(self, number: Fraction) -> bool:
        """Whether a number lies within the tolerance, its ends included."""
        if self.value == ANY:
            return True
        wanted, tolerance = Fraction(self.value), Fraction(self.tolerance)
        if self.tolerance_kind == "relative":
            tolerance *= abs(wanted)
        return abs(number - wanted) <= tolerance


def check_numbers(answers: Sequence[NumberAnswer]) -> None:
    """What any list of accepted numbers must keep. Raises ValueError."""
    unique("answer id", [answer.id for answer in answers])
    if any(answer.value == ANY for answer in answers[:-1]):
        raise ValueError("only the last answer may take any number, since the first that fits counts")
    if not any(answer.fraction == 1 and answer.value != ANY for answer in answers):
        raise ValueError("one answer must earn the whole mark")
