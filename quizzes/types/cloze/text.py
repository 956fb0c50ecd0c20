"""Fill the gaps of a text, in questions.yaml."""

import re
from typing import Annotated, Literal

from pydantic import Field, SerializerFunctionWrapHandler, WrapSerializer

from quizzes.formats.pack_yaml import PartId, QuestionForm, register_form
from quizzes.formats.typed_answers import NumberAnswerForm, TextAnswerForm, number_rows, text_rows
from reference.formats.fields import AnyInline, Form, NeededWords, Rich

_ESCAPED = re.compile(r"\\\[\\\[([A-Za-z0-9-]{1,40})\\\]\\\]")


def _gaps_as_written(html: str, written: SerializerFunctionWrapHandler) -> str:
    """Rich text in which the brackets of gaps stand as an author writes them."""
    return _ESCAPED.sub(r"[[\1]]", written(html))


class _GapForm(Form):
    id: PartId
    weight: Annotated[int, Field(ge=1, le=100)] = 1


class GapOptionForm(Form):
    id: PartId
    text: Annotated[NeededWords, Field(max_length=300)]
    right: bool = False
    feedback: AnyInline


class ChoiceGapForm(_GapForm):
    kind: Literal["choice"]
    options: Annotated[list[GapOptionForm], Field(min_length=2, max_length=12)]


class TextGapForm(_GapForm):
    kind: Literal["text"]
    answers: Annotated[list[TextAnswerForm], Field(min_length=1, max_length=20)]
    case_matters: bool = False
    accents_matter: bool = False


class NumberGapForm(_GapForm):
    kind: Literal["number"]
    answers: Annotated[list[NumberAnswerForm], Field(min_length=1, max_length=10)]


GapForm = Annotated[ChoiceGapForm | TextGapForm | NumberGapForm, Field(discriminator="kind")]
ROWS = {"text": text_rows, "number": number_rows}


@register_form
class ClozeForm(QuestionForm):
    kind: Literal["cloze"]
    text: Annotated[Rich, WrapSerializer(_gaps_as_written)]
    shuffle: bool = True
    gaps: Annotated[list[GapForm], Field(min_length=1, max_length=20)]

    def body(self):
        body = super().body()
        for gap in body["gaps"]:
            if gap["kind"] in ROWS:
                gap["answers"] = ROWS[gap["kind"]](gap["answers"])
        return body
