"""What officers type: cleaned without changing what it says, and the share that an accepted answer earns."""

import re
import unicodedata
from fractions import Fraction
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator

from quizzes.grading.kinds import FormData, InvalidAnswer

_SHARE = re.compile(r"\d{1,4}(/0*[1-9]\d{0,3})?", re.ASCII)


def _share(value: object) -> Fraction:
    if isinstance(value, str) and _SHARE.fullmatch(value):
        value = Fraction(value)
    if not isinstance(value, Fraction) or not 0 <= value <= 1:
        raise ValueError("write a part of the mark as a fraction from 0 to 1, such as 1/2")
    return value


Share = Annotated[Fraction, PlainValidator(_share), PlainSerializer(str, return_type=str)]


def cleaned(value: object, most: int) -> str:
    """A typed text on one line, as it may be stored. Raises InvalidAnswer for what is none or too long."""
    if not isinstance(value, str):
        raise InvalidAnswer("This answer must be a text.")
    shown = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in value)
    text = shown.strip()
    if len(text) > most:
        raise InvalidAnswer(f"This answer is longer than {most} characters.")
    return text


def typed(data: FormData, name: str) -> str:
    """The one value of a field, empty when the form has none. Raises InvalidAnswer for several."""
    values = data.get(name, ())
    if len(values) > 1:
        raise InvalidAnswer("This field holds one answer.")
    return values[0] if values else ""
