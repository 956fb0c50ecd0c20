"""Accepted numbers and texts as they stand in questions.yaml."""

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from quizzes.formats.pack_yaml import PartId
from reference.formats.fields import AnyInline, Form

_SHARE = re.compile(r"\d{1,4}(/0*[1-9]\d{0,3})?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?", re.ASCII)


def plain_number(text):
    """A whole number as such, any other as the text it is, so that each has one spelling in the file."""
    return int(text) if re.fullmatch(r"0|-?[1-9]\d{0,14}", text, re.ASCII) else text


def _share(value):
    text = str(value)
    if not _SHARE.fullmatch(text) or not 0 <= Fraction(text) <= 1:
        raise ValueError(
            f"Write a part of the mark as a fraction from 0 to 1, such as 1/2; here it is {text}."
        )
    return plain_number(str(Fraction(text)))


def _number(value):
    text = str(value)
    if text != "*" and not _NUMBER.fullmatch(text):
        raise ValueError(f"Write a number such as 12.5; here it is {text}.")
    return plain_number(text)


def _tolerance(value):
    if str(value).startswith(("-", "*")):
        raise ValueError("A tolerance is a number not below 0.")
    return _number(value)


Share = Annotated[str | int, AfterValidator(_share)]
AnyNumber = Annotated[str | int, AfterValidator(_number)]
Tolerance = Annotated[str | int, AfterValidator(_tolerance)]


class NumberAnswerForm(Form):
    id: PartId
    value: AnyNumber
    tolerance: Tolerance = 0
    tolerance_kind: Literal["nominal", "relative"] = "nominal"
    fraction: Share = 1
    feedback: AnyInline


class TextAnswerForm(Form):
    id: PartId
    pattern: Annotated[str, Field(max_length=200)]
    fraction: Share = 1
    feedback: AnyInline


def number_rows(rows):
    """Accepted numbers as a body holds them."""
    return [row | {name: str(row[name]) for name in ("value", "tolerance", "fraction")} for row in rows]


def text_rows(rows):
    """Accepted texts as a body holds them."""
    return [row | {"fraction": str(row["fraction"])} for row in rows]
