"""The editor of a question in which to put each item into its group."""

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
from quizzes.types.classify.grading import MOST_GROUPS, MOST_ITEMS


class ItemBlock(blocks.StructBlock):
    text = rich_line(label=_("Item"))
    feedback = rich_line(label=_("Feedback"))

    class Meta:
        label_format = _("Item: {text}")


class GroupBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Group"), max_length=200)
    items = blocks.ListBlock(ItemBlock(), label=_("Items that belong here"), max_num=MOST_ITEMS, default=[])

    class Meta:
        label_format = _("Group: {text}")


@register_editor
class ClassifyEditor(QuestionEditor):
    """Each group with the items that belong to it. What an officer sees is shuffled."""

    kind = "classify"

    stem = rich_text(label=_("Question"))
    groups = list_of(GroupBlock(), label=_("Groups"), max_num=MOST_GROUPS)
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Classify into groups")

    def to_raw(self, body):
        return {
            "stem": body["stem"],
            "groups": [
                {
                    "text": group["text"],
                    "items": [
                        {name: item[name] for name in ("text", "feedback")}
                        for item in body["items"]
                        if item["group"] == group["id"]
                    ],
                }
                for group in body["groups"]
            ],
            "explanation": body["explanation"],
        }

    def to_body(self, value, earlier):
        groups = with_ids(
            [{"text": group["text"]} for group in value["groups"]], earlier["groups"] if earlier else []
        )
        items = [
            {
                "text": html_of(item["text"].source),
                "group": group["id"],
                "feedback": html_of(item["feedback"].source),
            }
            for group, written in zip(groups, value["groups"], strict=True)
            for item in written["items"]
        ]
        held = earlier["items"] if earlier else []
        places = {item["id"]: place for place, item in enumerate(held)}
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "groups": groups,
            # In the order they had, the new ones last: what nobody touched stays what it was.
            "items": sorted(with_ids(items, held), key=lambda item: places.get(item["id"], len(places))),
        }
