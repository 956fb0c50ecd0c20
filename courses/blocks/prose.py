"""Running text, headings and callouts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from reference.rich_text import INLINE_FEATURES, TEXT_FEATURES


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "courses/blocks/prose.html"
        preview_value = "<p>A permit covers one consignment.</p>"


class HeadingBlock(blocks.StructBlock):
    """A heading within a lesson."""

    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("2", _("Section")), ("3", _("Subsection"))], default="2"
    )
    text = blocks.CharBlock(label=_("Text"), max_length=120)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "courses/blocks/heading.html"
        preview_value = {"level": "2", "text": "What the permit must show"}


class CalloutKind(models.TextChoices):
    LAW = "law", _("What the law says")
    SAFETY = "safety", _("Safety")
    PRACTICE = "practice", _("At the counter")
    NOTE = "note", _("Note")


class CalloutBlock(blocks.StructBlock):
    """A passage set apart. What the law says must name its article."""

    kind = blocks.ChoiceBlock(label=_("Kind"), choices=CalloutKind.choices, default=CalloutKind.PRACTICE)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)
    source = blocks.CharBlock(label=_("Source"), required=False, help_text=_("Convention, article and year."))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "courses/blocks/callout.html"
        preview_value = {
            "kind": "law",
            "text": "<p>A permit is needed.</p>",
            "source": "CITES Article III, 1973",
        }

    def clean(self, value):
        value = super().clean(value)
        if value["kind"] == CalloutKind.LAW and not value["source"]:
            error = ValidationError(_("Name the article this states."))
            raise blocks.StructBlockValidationError({"source": error})
        return value


class InlineRichTextBlock(blocks.RichTextBlock):
    """One paragraph with emphasis and links, for cells, steps and options."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", INLINE_FEATURES)
        super().__init__(**kwargs)
