"""Knowledge checks: not graded, answered in place."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.prose import InlineRichTextBlock
from reference.rich_text import TEXT_FEATURES


class CheckOptionBlock(blocks.StructBlock):
    text = InlineRichTextBlock(label=_("Option"))
    right = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = InlineRichTextBlock(label=_("Feedback"))


class CheckBlock(blocks.StructBlock):
    """A question in a lesson, with feedback on every option."""

    name = blocks.RegexBlock(
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label=_("Short name, unique in the lesson"),
        error_messages={"invalid": _("Use lower-case letters, digits and hyphens.")},
    )
    question = blocks.RichTextBlock(label=_("Question"), features=TEXT_FEATURES)
    multiple = blocks.BooleanBlock(label=_("Several are right: tick all"), required=False)
    options = blocks.ListBlock(CheckOptionBlock(), label=_("Options"), min_num=2, max_num=6)

    class Meta:
        icon = "help"
        label = _("Knowledge check")
        template = "courses/blocks/check.html"
        preview_value = {
            "name": "first-permit",
            "question": "<p>Which permit comes first?</p>",
            "multiple": False,
            "options": [
                {
                    "text": "<p>The import permit</p>",
                    "right": True,
                    "feedback": "<p>It is granted first.</p>",
                },
                {"text": "<p>The export permit</p>", "right": False, "feedback": "<p>It follows.</p>"},
            ],
        }

    def clean(self, value):
        value = super().clean(value)
        right = sum(option["right"] for option in value["options"])
        if right == 0 or (right > 1 and not value["multiple"]):
            error = ValidationError(_("Mark one option as right, or tick “Several are right”."))
            raise blocks.StructBlockValidationError({"options": error})
        return value
