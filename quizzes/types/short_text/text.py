"""Give a short text, in questions.yaml."""

from typing import Annotated, Literal

from pydantic import Field

from quizzes.formats.pack_yaml import QuestionForm, register_form
from quizzes.formats.typed_answers import TextAnswerForm, text_rows


@register_form
class ShortTextForm(QuestionForm):
    kind: Literal["short_text"]
    answers: Annotated[list[TextAnswerForm], Field(min_length=1, max_length=20)]
    case_matters: bool = False
    accents_matter: bool = False

    def body(self):
        body = super().body()
        return body | {"answers": text_rows(body["answers"])}
