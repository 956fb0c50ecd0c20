"""Choose one, in questions.yaml."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from quizzes.formats.pack_yaml import PartId, QuestionForm, register_form, unique
from reference.formats.fields import AnyInline, Form, Inline


class OptionForm(Form):
    id: PartId
    text: Inline
    right: bool = False
    feedback: AnyInline


@register_form
class SingleChoiceForm(QuestionForm):
    kind: Literal["single_choice"]
    shuffle: bool = True
    options: Annotated[list[OptionForm], Field(min_length=2, max_length=26)]

    @model_validator(mode="after")
    def _one_is_right(self):
        unique([option.id for option in self.options])
        right = sum(option.right for option in self.options)
        if right != 1:
            raise ValueError(f"Exactly one option must have right: true; here {right} have.")
        return self
