"""Give a number, in questions.yaml."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from quizzes.formats.pack_yaml import QuestionForm, register_form
from quizzes.formats.typed_answers import NumberAnswerForm, Share, number_rows, plain_number
from reference.formats.fields import Form, NeededWords

_FACTOR = re.compile(r"\d{1,15}(\.\d{1,15}|/0*[1-9]\d{0,14})?", re.ASCII)


def _factor(value):
    text = str(value)
    if not _FACTOR.fullmatch(text):
        raise ValueError(f"Write a factor such as 1000, 0.001 or 1/12; here it is {text}.")
    return plain_number(text)


class UnitForm(Form):
    name: Annotated[NeededWords, Field(max_length=20)]
    factor: Annotated[str | int, AfterValidator(_factor)]


@register_form
class NumericalForm(QuestionForm):
    kind: Literal["numerical"]
    answers: Annotated[list[NumberAnswerForm], Field(min_length=1, max_length=10)]
    units: Annotated[list[UnitForm], Field(max_length=10)] = []
    unit_handling: Literal["none", "optional", "required"] = "none"
    unit_penalty: Share = "1/10"
    unit_penalty_of: Literal["mark", "response"] = "mark"

    def body(self):
        body = super().body()
        return body | {
            "answers": number_rows(body["answers"]),
            "units": [unit | {"factor": str(unit["factor"])} for unit in body["units"]],
            "unit_penalty": str(body["unit_penalty"]),
        }
