"""The editor of a question in which to inspect a set of documents."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError as Refusals
from wagtail import blocks

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults
from exercises.consignments.mixing import MOST
from exercises.documents.registry import template as form_of
from exercises.inspections.fixed import FixedSet
from exercises.inspections.pack_yaml import read_settings, write_settings
from exercises.inspections.refusals import reasons_in
from exercises.inspections.settings import InspectionSettings
from exercises.question_types.inspection.grading import SEED_BITS, InspectionBody
from quizzes.blocks.questions import QuestionEditor, html_of, register_editor, rich_text

MIX = ("template", "kinds", "clean_percent", "least", "most", "seed")
WORTHS = ("whole", "part", "nothing")


def documents():
    """The documents that can be inspected, by their names on paper."""
    return [(slug, form_of(slug).title) for slug in MAKERS]


def kinds_of_fault():
    """The kinds of fault, those of one document first: (documents, [(kind, title)])."""
    groups = {}
    for fault in all_faults().values():
        groups.setdefault(fault.templates, []).append((fault.slug, gettext(fault.title)))
    order = sorted(groups, key=lambda templates: (len(templates), templates))
    return [(_names_of(templates), sorted(groups[templates], key=lambda one: one[1])) for templates in order]


def _names_of(templates):
    return ", ".join(form_of(slug).title for slug in templates)


def read_set(text, template):
    """The set for a document that the text of an inspection holds; None for an empty text.

    Raises ValidationError in words.
    """
    if not text.strip():
        return None
    settings, problems = read_settings(text, "")
    if problems:
        said = _("Line %(line)s: %(message)s")
        raise ValidationError([said % {"line": one.line, "message": one.message} for one in problems])
    if settings.fixed is None or settings.template != template:
        raise ValidationError(_("This text holds no set written by hand for this document."))
    return settings.fixed


def written_set(body):
    """The text of the set that a body holds, as `read_set` reads it; empty where it holds none."""
    if body["fixed"] is None:
        return ""
    fixed = FixedSet.model_validate(body["fixed"])
    return write_settings(InspectionSettings(template=body["template"], fixed=fixed))


def _feedback(label):
    return rich_text(label=label, required=False)


@register_editor
class InspectionEditor(QuestionEditor):
    """The document, the kinds of fault and their mix, or a set that was written by hand."""

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
        help_text=_("Where nothing is ever in order, officers go on until they find something."),
    )
    least = blocks.IntegerBlock(label=_("Least number of faults"), min_value=1, max_value=MOST, default=1)
    most = blocks.IntegerBlock(label=_("Greatest number of faults"), min_value=1, max_value=MOST, default=2)
    seed = blocks.IntegerBlock(
        label=_("Seed"),
        required=False,
        min_value=0,
        max_value=2**SEED_BITS - 1,
        help_text=_(
            "Every paper has documents of its own. Give a number only if all officers are to have the same."
        ),
    )
    fixed = blocks.TextBlock(
        label=_("Set written by hand"),
        required=False,
        rows=4,
        help_text=_(
            "In place of the mix: the text of an inspection that was written by hand. Then leave out the "
            "kinds and the seed, and leave the numbers as they are."
        ),
    )
    feedback_whole = _feedback(_("Feedback to who has the whole mark"))
    feedback_part = _feedback(_("Feedback to who has a part of it"))
    feedback_nothing = _feedback(_("Feedback to who has nothing"))
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Inspect documents")

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        try:
            body = self._body(value)
            InspectionBody.model_validate(body)
        except ValidationError as error:
            errors["fixed"] = error
        except Refusals as error:
            # What is said of the settings as a whole stands at the field that is the first to change.
            whole = "fixed" if value["fixed"].strip() else "most"
            for place, refused in reasons_in(error):
                field = "_".join(map(str, place[:2])) if place[:1] == ("feedback",) else "".join(place[:1])
                field = field if field in self.child_blocks else whole
                said = gettext(refused.sentence) % refused.given
                errors.setdefault(field, ValidationError([])).error_list.append(ValidationError(said))
        if errors:
            raise blocks.StructBlockValidationError(errors)
        return value

    def to_raw(self, body):
        told = {f"feedback_{worth}": body["feedback"][worth] for worth in WORTHS}
        kept = {name: body[name] for name in ("stem", "explanation", *MIX)}
        return kept | told | {"fixed": written_set(body)}

    def to_body(self, value, earlier):
        return self._body(value)

    def _body(self, value):
        written = read_set(value["fixed"], value["template"])
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "feedback": {worth: html_of(value[f"feedback_{worth}"].source) for worth in WORTHS},
            "fixed": written and written.model_dump(mode="json"),
        } | {name: value[name] for name in MIX}
