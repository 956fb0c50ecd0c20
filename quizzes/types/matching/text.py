"""Match each prompt with a choice, in questions.yaml."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from quizzes.formats.pack_yaml import PartId, QuestionForm, register_form, unique
from reference.formats.fields import AnyInline, Form, Inline, NeededWords

Choice = Annotated[NeededWords, Field(max_length=300)]


class PromptForm(Form):
    id: PartId
    text: Inline
    match: Choice
    feedback: AnyInline


@register_form
class MatchingForm(QuestionForm):
    kind: Literal["matching"]
    shuffle: bool = True
    prompts: Annotated[list[PromptForm], Field(min_length=2, max_length=26)]
    extra: list[Choice] = []

    @model_validator(mode="after")
    def _choices_differ(self):
        unique([prompt.id for prompt in self.prompts])
        matches = {prompt.match for prompt in self.prompts}
        if matches & set(self.extra) or len(set(self.extra)) != len(self.extra):
            raise ValueError("An extra choice must match no prompt and stand there once.")
        if len(matches) + len(self.extra) < 2:
            raise ValueError("There must be at least two different choices.")
        return self
