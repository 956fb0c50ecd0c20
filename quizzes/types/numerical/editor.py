"""The editor of a question in which to give a number."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.questions import QuestionEditor, html_of, register_editor, rich_text
from quizzes.blocks.typed_answers import NumberAnswerBlock, body_rows, raw_rows, share_block


class UnitBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=20, label=_("Unit"))
    factor = blocks.RegexBlock(
        regex=r"^\d{1,15}(\.\d{1,15}|/\d{1,15})?$",
        label=_("Factor"),
        default="1",
        help_text=_("What a number in this unit is multiplied by. The unit of the numbers above has 1."),
        error_messages={"invalid": _("Write a factor such as 1000, 0.001 or 1/12.")},
    )


@register_editor
class NumericalEditor(QuestionEditor):
    """The first accepted number that the answer fits counts."""

    kind = "numerical"

    stem = rich_text(label=_("Question"))
    answers = blocks.ListBlock(NumberAnswerBlock(), label=_("Accepted numbers"), min_num=1, max_num=10)
    unit_handling = blocks.ChoiceBlock(
        choices=[
            ("none", _("No unit is asked for")),
            ("optional", _("A unit may be given and is converted")),
            ("required", _("A unit is asked for; a missing or wrong one costs the penalty")),
        ],
        default="none",
        label=_("Units"),
    )
    units = blocks.ListBlock(UnitBlock(), label=_("Known units"), max_num=10, default=[])
    unit_penalty = share_block(label=_("Penalty for the unit"))
    unit_penalty_of = blocks.ChoiceBlock(
        choices=[("mark", _("Of the whole mark")), ("response", _("Of what the number earns"))],
        default="mark",
        label=_("What the penalty is a part of"),
    )
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Number")

    def clean(self, value):
        value = super().clean(value)
        if (value["unit_handling"] == "none") == bool(value["units"]):
            error = ValidationError(_("List the units when one may be given, and only then."))
            raise blocks.StructBlockValidationError({"units": error})
        return value

    def to_raw(self, body):
        kept = ("stem", "unit_handling", "unit_penalty", "unit_penalty_of", "explanation")
        return {name: body[name] for name in kept} | {
            "answers": raw_rows(NumberAnswerBlock, body["answers"]),
            "units": raw_rows(UnitBlock, body["units"]),
        }

    def to_body(self, value, earlier):
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "answers": body_rows(value["answers"], earlier["answers"] if earlier else [], by="value"),
            "units": [dict(unit) for unit in value["units"]],
            "unit_handling": value["unit_handling"],
            "unit_penalty": value["unit_penalty"],
            "unit_penalty_of": value["unit_penalty_of"],
        }
