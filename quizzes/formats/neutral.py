"""A question between two formats: what GIFT, Moodle XML and the table can say, in one form.

A format reads its text to `Found`s and writes `Item`s; it knows the shapes below and no kind of ours. A
kind maps its body to and from a shape (quizzes.formats.exchange). Rich text is canonical HTML, marks are
exact fractions, numbers stay the texts that were written.
"""

import re
from dataclasses import dataclass, field
from fractions import Fraction

MOST_ITEMS = 10_000


class CannotHold(ValueError):
    """This question has no place on the other side. `str()` is a sentence that says why."""


class Faulty(ValueError):
    """This question is written wrongly. `str()` is a sentence that says what to change."""


class Refused(ValueError):
    """The file cannot be read at all. `line` is where that shows, counted from 1."""

    def __init__(self, message, line=1):
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Answer:
    """An answer and the part of the mark it earns. `text` is rich text in Choices, a pattern in Texts."""

    text: str
    fraction: Fraction = Fraction(0)
    feedback: str = ""


@dataclass(frozen=True)
class Choices:
    """Options to choose from: one of them, or several whose parts of the mark are added."""

    single: bool
    answers: tuple[Answer, ...]
    shuffle: bool | None = None


@dataclass(frozen=True)
class TrueFalse:
    answer: bool
    if_true: str = ""
    if_false: str = ""


@dataclass(frozen=True)
class Texts:
    """A text to be typed: the first pattern that matches counts. None: the format does not say."""

    answers: tuple[Answer, ...]
    case_matters: bool | None = None
    accents_matter: bool | None = None


@dataclass(frozen=True)
class Number:
    """A number that is right within its tolerance. The value `*` is any other answer."""

    value: str
    tolerance: str = "0"
    relative: bool = False
    fraction: Fraction = Fraction(1)
    feedback: str = ""


@dataclass(frozen=True)
class Numbers:
    """A number to be typed, perhaps with a unit. A unit's factor takes its value to the base unit.

    `units` is None where the format has none. The penalty for a unit is a part of the mark, or of the
    response's.
    """

    answers: tuple[Number, ...]
    units: tuple[tuple[str, str], ...] | None = ()
    unit_handling: str = "none"
    unit_penalty: Fraction = Fraction(0)
    unit_penalty_of: str = "mark"


@dataclass(frozen=True)
class Pair:
    text: str
    match: str
    feedback: str = ""


@dataclass(frozen=True)
class Pairs:
    """Prompts with their matches, and choices that match nothing."""

    pairs: tuple[Pair, ...]
    extra: tuple[str, ...] = ()
    shuffle: bool | None = None


@dataclass(frozen=True)
class Order:
    """Items in their right order. `mode` is the name of ours for how partial order is marked."""

    items: tuple[str, ...]
    mode: str | None = None


@dataclass(frozen=True)
class Gap:
    holds: Choices | Texts | Numbers
    weight: int = 1


@dataclass(frozen=True)
class Gaps:
    """Rich text in which `[[1]]` stands for the first gap, `[[2]]` for the second."""

    text: str
    gaps: tuple[Gap, ...]


Shape = Choices | TrueFalse | Texts | Numbers | Pairs | Order | Gaps


@dataclass(frozen=True)
class Picture:
    """A picture that a file carries within it."""

    data: bytes
    suffix: str
    alt: str = ""


@dataclass
class Item:
    """One question. What a format does not say is None: then the question keeps what it had."""

    name: str
    stem: str
    content: Shape
    explanation: str | None = ""
    picture: Picture | None = None
    category: tuple[str, ...] = ()
    kind: str | None = None
    objective: str | None = None
    difficulty: str | None = None
    source: str | None = None
    where: str | None = None
    verified: bool | None = None


@dataclass
class Found:
    """One question of a file: read (`item`), or left out and why, or wrong and why; `notes` beside it."""

    line: int
    name: str = ""
    item: object = None
    skipped: str = ""
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """A file that was written, and what could not go into it: (name of the question or "", sentence)."""

    data: bytes
    dropped: tuple[tuple[str, str], ...] = ()


def text_of(data, largest):
    """The text of a file in UTF-8, with or without its mark. Raises Refused."""
    if len(data) > largest:
        raise Refused(f"The file is larger than {largest // 1024 // 1024} MB. Divide it into several files.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused("The letters of this file cannot be read: save it as UTF-8.", line) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise Refused("This file is not a text: a zero byte stands in it. Save it as UTF-8.", line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


_PERCENT = re.compile(r"([+-]*)(\d{1,4})(?:\.(\d{0,12}))?", re.ASCII)


def fraction_of_percent(text):
    """A percentage as the exact part of the mark it stands for: 33.33333 is a third. Raises Faulty.

    A cut decimal stands for the simplest fraction that is written so; a whole percentage is exact.
    """
    found = _PERCENT.fullmatch(text.strip())
    if not found:
        raise Faulty(f"“{text.strip()[:40]}” is not a percentage such as 50 or -33.33333.")
    sign = -1 if "-" in found[1] else 1
    decimals = len(found[3] or "")
    exact = Fraction(f"{found[2]}.{found[3] or 0}") / 100
    if decimals:
        ulp = Fraction(1, 10 ** (decimals + 2))
        simple = exact.limit_denominator(max(1, int((10 ** (decimals + 2)) ** 0.5) // 2))
        if abs(simple - exact) <= ulp / 2:
            exact = simple
    if exact > 1:
        raise Faulty(f"A part of the mark lies between -100% and 100%; here it is {text.strip()[:40]}%.")
    return sign * exact


def percent_of(fraction):
    """The percentage as Moodle writes it: five decimals for the fractions it knows, ten for others."""
    places = 5 if fraction.denominator <= 20 else 10
    scaled = round(fraction * 100 * 10**places)
    whole, part = divmod(abs(scaled), 10**places)
    digits = f"{part:0{places}}".rstrip("0")
    return f"{'-' if scaled < 0 else ''}{whole}{'.' + digits if digits else ''}"


_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)


def exact_number(text):
    """The exact value of a number as text. Raises Faulty."""
    found = _NUMBER.fullmatch(text.strip())
    if not found or abs(int((found[3] or "e0")[1:])) > 300:
        raise Faulty(f"“{text.strip()[:40]}” is not a number such as 12.5.")
    return Fraction(text.strip())


def kept_number(text):
    """A number as it was written, with a digit before its point and behind it. Raises Faulty."""
    exact_number(text)
    text = text.strip().lstrip("+")
    return re.sub(r"^(-?)\.", r"\g<1>0.", re.sub(r"\.(?!\d)", "", text))


def number_text(value):
    """An exact value as a decimal without an exponent; one that has no end is cut at twelve places."""
    rest, places = value.denominator, 0
    while rest % 10 in (0, 2, 4, 5, 6, 8) and rest > 1:
        rest, places = Fraction(rest, 10).numerator, places + 1
    places = places if rest == 1 else 12
    whole, part = divmod(abs(round(value * 10**places)), 10**places)
    digits = f"{part:0{places}}".rstrip("0") if places else ""
    return f"{'-' if value < 0 else ''}{whole}{'.' + digits if digits else ''}"


def absolute_tolerance(answer):
    """The tolerance of a number in the number's own unit."""
    if not answer.relative or answer.value == "*":
        return answer.tolerance
    return number_text(abs(exact_number(answer.value)) * exact_number(answer.tolerance))
