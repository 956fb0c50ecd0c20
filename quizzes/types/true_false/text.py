"""Judge a statement, in questions.yaml."""

from typing import Literal

from quizzes.formats.pack_yaml import QuestionForm, register_form
from reference.formats.fields import AnyRich, Form


class SaidForm(Form):
    true: AnyRich
    false: AnyRich


@register_form
class TrueFalseForm(QuestionForm):
    kind: Literal["true_false"]
    answer: bool
    feedback: SaidForm
