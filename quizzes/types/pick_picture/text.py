"""Choose one of several pictures, in questions.yaml."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from quizzes.formats.pack_yaml import PartId, QuestionForm, register_form, unique
from reference.formats.fields import AnyInline, Form, Slug


class PictureOptionForm(Form):
    id: PartId
    image: Slug
    right: bool = False
    feedback: AnyInline


@register_form
class PickPictureForm(QuestionForm):
    kind: Literal["pick_picture"]
    options: Annotated[list[PictureOptionForm], Field(min_length=2, max_length=6)]

    @model_validator(mode="after")
    def _one_is_right(self):
        unique([option.id for option in self.options])
        if len({option.image for option in self.options}) < len(self.options):
            raise ValueError("A picture stands here twice.")
        right = sum(option.right for option in self.options)
        if right != 1:
            raise ValueError(f"Exactly one picture must have right: true; here {right} have.")
        return self
