"""The editor of a question in which to tick all that apply."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.questions import OptionsEditor, list_of_options, register_editor, rich_line, rich_text


class WeightedOptionBlock(blocks.StructBlock):
    text = rich_line(label=_("Option"))
    weight = blocks.RegexBlock(
        regex=r"^-?\d{1,3}(/\d{1,3})?$",
        label=_("Weight"),
        help_text=_("A part of the mark: 1/2, 1/3; below nothing for a wrong one: -1/2."),
        error_messages={"invalid": _("Write a fraction such as 1/2 or -1/2.")},
    )
    feedback = rich_line(label=_("Feedback to who ticks it"))

    class Meta:
        label_format = _("Option: {text}")


@register_editor
class MultipleChoiceEditor(OptionsEditor):
    """Tick all that apply."""

    kind = "multiple_choice"
    verdict = "weight"

    stem = rich_text(label=_("Question"))
    options = list_of_options(WeightedOptionBlock(), max_num=10)
    shuffle = blocks.BooleanBlock(label=_("Shuffle the options"), required=False, default=True)
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Multiple choice")
