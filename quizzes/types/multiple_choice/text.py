"""Tick all that apply, in questions.yaml."""

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from quizzes.formats.pack_yaml import PartId, QuestionForm, register_form, unique
from reference.formats.fields import AnyInline, Form, Inline

_FRACTION = re.compile(r"-?\d{1,4}(/0*[1-9]\d{0,3})?", re.ASCII)


def _weight(value):
    """A fraction in its one spelling: whole numbers as such, others in lowest terms."""
    text = str(value)
    if not _FRACTION.fullmatch(text) or not -1 <= Fraction(text) <= 1:
        raise ValueError(f"Write the weight as a fraction from -1 to 1, such as 1/2; here it is {text}.")
    weight = Fraction(text)
    return int(weight) if weight.denominator == 1 else str(weight)


Weight = Annotated[str | int, AfterValidator(_weight)]


class WeightedOptionForm(Form):
    id: PartId
    text: Inline
    weight: Weight
    feedback: AnyInline


@register_form
class MultipleChoiceForm(QuestionForm):
    kind: Literal["multiple_choice"]
    shuffle: bool = True
    options: Annotated[list[WeightedOptionForm], Field(min_length=2, max_length=26)]

    @model_validator(mode="after")
    def _weights_are_fair(self):
        unique([option.id for option in self.options])
        weights = [Fraction(option.weight) for option in self.options]
        gains = sum((weight for weight in weights if weight > 0), Fraction(0))
        if gains != 1:
            raise ValueError(f"The weights above 0 must sum to 1; here they sum to {gains}.")
        if min(weights) >= 0:
            raise ValueError("At least one wrong option needs a weight below 0.")
        return self

    def body(self):
        body = super().body()
        for option in body["options"]:
            option["weight"] = str(Fraction(option["weight"]))
        return body
