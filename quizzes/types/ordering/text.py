"""Put items in order, in questions.yaml."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from quizzes.formats.pack_yaml import PartId, QuestionForm, register_form, unique
from quizzes.types.ordering.grading import Mode
from reference.formats.fields import Form, Inline


class ItemForm(Form):
    id: PartId
    text: Inline


@register_form
class OrderingForm(QuestionForm):
    kind: Literal["ordering"]
    items: Annotated[list[ItemForm], Field(min_length=2, max_length=12)]
    mode: Mode = "absolute_position"

    @model_validator(mode="after")
    def _ids_differ(self):
        unique([item.id for item in self.items])
        return self
