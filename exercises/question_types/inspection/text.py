"""Inspect a set of documents, in questions.yaml."""

from typing import Annotated, Literal

from pydantic import Field

from exercises.consignments.mixing import MOST
from exercises.inspections.fixed import FixedSet
from exercises.question_types.inspection.grading import SEED_BITS
from quizzes.formats.pack_yaml import QuestionForm, register_form
from reference.formats.fields import AnyRich, Form, Slug

Faults = Annotated[int, Field(ge=1, le=MOST)]


class FeedbackForm(Form):
    whole: AnyRich = ""
    part: AnyRich = ""
    nothing: AnyRich = ""


@register_form
class InspectionForm(QuestionForm):
    kind: Literal["inspection"]
    template: Slug
    kinds: list[Slug] = []
    clean_percent: Annotated[int, Field(ge=0, le=100)] = 25
    least: Faults = 1
    most: Faults = 2
    seed: Annotated[int, Field(ge=0, lt=2**SEED_BITS)] | None = None
    fixed: FixedSet | None = None
    feedback: FeedbackForm = FeedbackForm()
