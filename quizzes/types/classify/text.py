"""Put each item into its group, in questions.yaml."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from quizzes.formats.pack_yaml import PartId, QuestionForm, register_form, unique
from reference.formats.fields import AnyInline, Form, Inline, NeededWords


class GroupForm(Form):
    id: PartId
    text: Annotated[NeededWords, Field(max_length=300)]


class ItemForm(Form):
    id: PartId
    text: Inline
    group: PartId
    feedback: AnyInline


@register_form
class ClassifyForm(QuestionForm):
    kind: Literal["classify"]
    groups: Annotated[list[GroupForm], Field(min_length=2, max_length=6)]
    items: Annotated[list[ItemForm], Field(min_length=2, max_length=20)]

    @model_validator(mode="after")
    def _every_item_has_its_group(self):
        unique([group.id for group in self.groups])
        unique([item.id for item in self.items])
        known = {group.id for group in self.groups}
        for item in self.items:
            if item.group not in known:
                raise ValueError(f"The item {item.id} names the group {item.group}, which is not there.")
        return self
