"""The editor of a question in which to choose one of several pictures."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.blocks.pictures import QuestionPictureBlock
from quizzes.blocks.questions import (
    QuestionEditor,
    html_of,
    list_of,
    register_editor,
    rich_line,
    rich_text,
    with_ids,
)
from quizzes.types.pick_picture.grading import MOST_PICTURES
from reference.models import Illustration


class PictureOptionBlock(blocks.StructBlock):
    image = QuestionPictureBlock(label=_("Picture"))
    right = blocks.BooleanBlock(label=_("This is the right one"), required=False)
    feedback = rich_line(label=_("Feedback to who chooses it"))


@register_editor
class PickPictureEditor(QuestionEditor):
    """One of several pictures is right. Each is shown with its neutral text."""

    kind = "pick_picture"

    stem = rich_text(label=_("Question"))
    options = list_of(PictureOptionBlock(), label=_("Pictures"), max_num=MOST_PICTURES)
    explanation = rich_text(label=_("Explanation shown with the feedback"), required=False)

    class Meta:
        label = _("Pick a picture")

    def clean(self, value):
        value = super().clean(value)
        if sum(option["right"] for option in value["options"]) != 1:
            error = ValidationError(_("Mark exactly one picture as the right one."))
            raise blocks.StructBlockValidationError({"options": error})
        return value

    def to_raw(self, body):
        slugs = [option["image"] for option in body["options"]]
        known = dict(Illustration.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        return {
            "stem": body["stem"],
            "options": [
                {
                    "image": known.get(option["image"]),
                    "right": option["right"],
                    "feedback": option["feedback"],
                }
                for option in body["options"]
            ],
            "explanation": body["explanation"],
        }

    def to_body(self, value, earlier):
        options = [
            {
                "image": option["image"].slug,
                "right": option["right"],
                "feedback": html_of(option["feedback"].source),
            }
            for option in value["options"]
        ]
        return {
            "stem": html_of(value["stem"].source),
            "explanation": html_of(value["explanation"].source),
            "options": with_ids(options, earlier["options"] if earlier else [], by="image"),
        }
