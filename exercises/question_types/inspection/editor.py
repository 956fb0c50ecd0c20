"""The editor of a question in which to inspect a set of documents."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults
from exercises.consignments.mixing import MOST
from exercises.documents.registry import template as form_of
from exercises.question_types.inspection.grading import SEED_BITS, refusal_of
from quizzes.blocks.questions import QuestionEditor, html_of, register_editor, rich_text


def documents():
    """The documents that can be inspected, by their names on paper."""
    return [(slug, form_of(slug).title) for slug in MAKERS]


def kinds_of_fault():
    """The kinds of fault, those of one document first: (group, [(kind, title)])."""
    groups = {}
    for fault in all_faults().values():
        groups.setdefault(fault.templates, []).append((fault.slug, gettext(fault.title)))
    order = sorted(groups, key=lambda templates: (len(templates), templates))
    return [
        (
            ", ".join(form_of(slug).title for slug in templates),
            sorted(groups[templates], key=lambda one: one[1]),
        )
        for templates in order
    ]


def feedback(label):
    return rich_text(label=label, required=False)


@register_editor
class InspectionEditor(QuestionEditor):
    """The document, the kinds of fault and their mix. Every paper has documents of its own."""

    kind = "inspection"

    stem = rich_text(label=_("Question"))
    template = blocks.ChoiceBlock(label=_("Document"), choices=documents)
    kinds = blocks.MultipleChoiceBlock(
        label=_("Kinds of fault"),
        choices=kinds_of_fault,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: all that the document can have."),
    )
    clean_percent = blocks.IntegerBlock(
        label=_("Papers without a fault, in per cent"),
        min_value=0,
        max_value=100,
        default=25,
        help_text=_("Where nothing can be in order, officers look for faults until they find one."),
    )
    least = blocks.IntegerBlock(label=_("Least number of faults"), min_value=1, max_value=MOST, default=1)
    most = blocks.IntegerBlock(label=_("Greatest number of faults"), min_value=1, max_value=MOST, default=2)
    seed = blocks.IntegerBlock(
        label=_("Seed"),
        required=False,
        min_value=0,
        max_value=2**SEED_BITS - 1,
        help_text=_("Give one only if every officer is to have the same documents."),
    )
    feedback_whole = feedback(_("Feedback to who has the whole mark"))
    feedback_part = feedback(_("Feedback to who has a part of it"))
    feedback_nothing = feedback(_("Feedback to who has nothing"))
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Inspect documents")

    def clean(self, value):
        value = super().clean(value)
        refused = refusal_of(value["template"], value["kinds"], value["least"], value["most"])
        if refused:
            field, sentence, given = refused
            raise blocks.StructBlockValidationError({field: ValidationError(gettext(sentence) % given)})
        return value

    def to_raw(self, body):
        told = {f"feedback_{worth}": text for worth, text in body["feedback"].items()}
        kept = ("stem", "template", "kinds", "clean_percent", "least", "most", "seed", "explanation")
        return {name: body[name] for name in kept} | told

    def to_body(self, value, earlier):
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "feedback": {
                worth: html_of(value[f"feedback_{worth}"].source) for worth in ("whole", "part", "nothing")
            },
        } | {name: value[name] for name in ("template", "kinds", "clean_percent", "least", "most", "seed")}
