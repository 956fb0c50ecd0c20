"""The editor of a question in which to put items in order."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.questions import (
    QuestionEditor,
    html_of,
    list_of,
    register_editor,
    rich_line,
    rich_text,
    with_ids,
)


@register_editor
class OrderingEditor(QuestionEditor):
    """The items are written in the right order."""

    kind = "ordering"

    stem = rich_text(label=_("Question"))
    items = list_of(rich_line(label=_("Item")), label=_("Items in the right order"), max_num=12)
    mode = blocks.ChoiceBlock(
        choices=[
            ("absolute_position", _("Items in their right place")),
            ("all_or_nothing", _("All in their right place, or nothing")),
            ("distance", _("How near each item is to its right place")),
            ("relative_next", _("Items followed by the right one")),
            ("relative_next_and_last", _("Items followed by the right one, the last by none")),
            ("relative_one_previous_next", _("Right items directly before and after each")),
            ("relative_all_previous_next", _("Right items anywhere before and after each")),
            ("longest_ordered_subset", _("The most items that are in order among themselves")),
            ("longest_contiguous_subset", _("The longest run of successive items that are in order")),
        ],
        default="absolute_position",
        label=_("What is counted"),
    )
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Ordering")

    def to_raw(self, body):
        return {
            "stem": body["stem"],
            "items": [item["text"] for item in body["items"]],
            "mode": body["mode"],
            "explanation": body["explanation"],
        }

    def to_body(self, value, earlier):
        items = [{"text": html_of(item.source)} for item in value["items"]]
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "items": with_ids(items, earlier["items"] if earlier else []),
            "mode": value["mode"],
        }
