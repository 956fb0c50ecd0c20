"""Texts as officers type them, matched with patterns in which `*` stands for anything."""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

from pydantic import StringConstraints

from quizzes.grading.texts import Part, PartId, Rich, unique
from quizzes.grading.typed import Share

LONGEST_TEXT = 200

Pattern = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT, strip_whitespace=True)]

_WILD = re.compile(r"(?<!\\)\*+")
_ALIKE = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
)
# Marks that make another letter (nukta, kana voicing, virama) are no accents.
_LETTER_MARKS = frozenset({0, 7, 8, 9})


def folded(text: str, *, case_matters: bool, accents_matter: bool) -> str:
    """A text in the form in which it is compared: one spelling of what looks the same, single spaces."""
    text = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    if not accents_matter:
        parts = unicodedata.normalize("NFD", text)
        text = "".join(sign for sign in parts if unicodedata.combining(sign) in _LETTER_MARKS)
    if not case_matters:
        text = text.casefold()
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))


def fits(pattern: str, text: str, *, case_matters: bool = False, accents_matter: bool = False) -> bool:
    r"""Whether a whole text fits a pattern: `*` stands for anything or nothing, `\*` for itself."""
    text = folded(text, case_matters=case_matters, accents_matter=accents_matter).strip()
    pieces = [
        folded(piece.replace(r"\*", "*"), case_matters=case_matters, accents_matter=accents_matter)
        for piece in _WILD.split(pattern)
    ]
    pieces[0], pieces[-1] = pieces[0].lstrip(), pieces[-1].rstrip()
    if len(pieces) == 1:
        return text == pieces[0]
    first, *middle, last = pieces
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def example(pattern: str) -> str:
    """A pattern as a review shows it: an ellipsis where anything may stand."""
    return _WILD.sub("…", pattern).replace(r"\*", "*")


class TextAnswer(Part):
    """A pattern that counts."""

    id: PartId
    pattern: Pattern
    fraction: Share = Fraction(1)
    feedback: Rich = ""


def check_patterns(answers: Sequence[TextAnswer]) -> None:
    """What any list of accepted patterns must keep. Raises ValueError."""
    unique("answer id", [answer.id for answer in answers])
    unique("pattern", [answer.pattern for answer in answers])
    if not any(answer.fraction == 1 and _WILD.sub("", answer.pattern) for answer in answers):
        raise ValueError("one pattern must earn the whole mark")


def first_fit(
    answers: Sequence[TextAnswer], text: str, *, case_matters: bool, accents_matter: bool
) -> TextAnswer | None:
    """The first answer whose pattern a text fits: it counts, whatever it is worth."""
    for answer in answers:
        if fits(answer.pattern, text, case_matters=case_matters, accents_matter=accents_matter):
            return answer
    return None
