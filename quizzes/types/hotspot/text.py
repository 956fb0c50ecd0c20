"""Choose regions of a figure, in questions.yaml."""

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from quizzes.formats.pack_yaml import PartId, QuestionForm, register_form, unique
from quizzes.types.multiple_choice.text import Weight
from reference.formats.fields import AnyInline, Form, NeededWords, Slug

_NUMBER = re.compile(r"\d{1,3}(\.\d{1,4})?", re.ASCII)


def _percent(value):
    """A number in its one spelling: whole numbers as such."""
    text = "" if isinstance(value, bool) else str(value)
    if not _NUMBER.fullmatch(text) or float(text) > 100:
        raise ValueError(f"Write the place in per cent of the picture, from 0 to 100; here it is {value}.")
    number = round(float(text), 2)
    return int(number) if number.is_integer() else number


Percent = Annotated[int | float, BeforeValidator(_percent)]
Said = Annotated[NeededWords, Field(max_length=300)]


class RectangleForm(Form):
    kind: Literal["rect"]
    x: Percent
    y: Percent
    width: Percent
    height: Percent


class CircleForm(Form):
    kind: Literal["circle"]
    x: Percent
    y: Percent
    r: Percent


class PolygonForm(Form):
    kind: Literal["polygon"]
    points: Annotated[
        list[Annotated[list[Percent], Field(min_length=2, max_length=2)]], Field(min_length=3, max_length=20)
    ]


class RegionForm(Form):
    id: PartId
    name: Said
    label: Said
    shape: Annotated[RectangleForm | CircleForm | PolygonForm, Field(discriminator="kind")]
    weight: Weight
    feedback: AnyInline


def _as_text(value):
    """The numbers of a shape as a body holds them."""
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return value if isinstance(value, str) else str(value)


@register_form
class HotspotForm(QuestionForm):
    kind: Literal["hotspot"]
    figure: Slug
    select: Literal["one", "many"]
    regions: Annotated[list[RegionForm], Field(min_length=2, max_length=12)]

    @model_validator(mode="after")
    def _names_differ(self):
        unique([region.id for region in self.regions])
        if len({region.name for region in self.regions}) < len(self.regions):
            raise ValueError("Two regions have one name.")
        return self

    def body(self):
        body = super().body()
        for region in body["regions"]:
            region["weight"] = str(Fraction(region["weight"]))
            region["shape"] = {name: _as_text(value) for name, value in region["shape"].items()}
        return body
