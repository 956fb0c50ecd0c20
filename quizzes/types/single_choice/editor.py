"""The editor of a question in which to choose one."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.questions import OptionsEditor, list_of_options, register_editor, rich_line, rich_text


class ChoiceOptionBlock(blocks.StructBlock):
    text = rich_line(label=_("Option"))
    right = blocks.BooleanBlock(label=_("This is the right one"), required=False)
    feedback = rich_line(label=_("Feedback to who chooses it"))

    class Meta:
        label_format = _("Option: {text}")


@register_editor
class SingleChoiceEditor(OptionsEditor):
    """One of several is right."""

    kind = "single_choice"
    verdict = "right"

    stem = rich_text(label=_("Question"))
    options = list_of_options(ChoiceOptionBlock(), max_num=8)
    shuffle = blocks.BooleanBlock(label=_("Shuffle the options"), required=False, default=True)
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Single choice")

    def clean(self, value):
        value = super().clean(value)
        if sum(option["right"] for option in value["options"]) != 1:
            error = ValidationError(_("Mark exactly one option as the right one."))
            raise blocks.StructBlockValidationError({"options": error})
        return value
