"""Worked cases, and the card that sums a lesson up."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.prose import InlineRichTextBlock
from reference.rich_text import TEXT_FEATURES


class CaseBlock(blocks.StructBlock):
    """What happened somewhere, and what to take from it."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    where = blocks.CharBlock(label=_("Where and when"), max_length=160, required=False)
    text = blocks.RichTextBlock(label=_("What happened"), features=TEXT_FEATURES)
    lesson = blocks.RichTextBlock(label=_("What to take from it"), features=TEXT_FEATURES)
    source = blocks.CharBlock(
        label=_("Source"),
        required=False,
        max_length=300,
        help_text=_("The code of a source of this module, or words."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Case")
        template = "courses/blocks/case.html"
        preview_value = {
            "title": "Ivory behind timber",
            "where": "A sea port, 2019",
            "text": "<p>Three containers were declared as timber. Behind the first rows lay tusks.</p>",
            "lesson": "<p>Look behind the first rows.</p>",
            "source": "Report of the port, 2019",
        }


class SummaryBlock(blocks.StructBlock):
    """What fits on a card in the pocket; printed, it stays on one page."""

    points = blocks.ListBlock(InlineRichTextBlock(label=_("Point")), label=_("Points"), min_num=2, max_num=12)

    class Meta:
        icon = "list-ul"
        label = _("Summary")
        template = "courses/blocks/summary.html"
        preview_value = {"points": ["<p>Ask for the original.</p>", "<p>Count the goods.</p>"]}
