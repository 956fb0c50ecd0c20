"""What is worth reading after a module."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ReadingBlock(blocks.StructBlock):
    """One title, where it is found, and what it is good for."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    publisher = blocks.CharBlock(label=_("Publisher"), required=False, max_length=200)
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1800, max_value=2200)
    language = blocks.CharBlock(label=_("Language"), required=False, max_length=60)
    location = blocks.CharBlock(
        label=_("Where it is found"), required=False, max_length=300, help_text=_("An address or a shelf.")
    )
    good_for = blocks.CharBlock(
        label=_("What it is good for"), max_length=300, help_text=_("One sentence for an officer.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Title")
        template = "courses/blocks/reading.html"
        preview_value = {
            "title": "Manual for the green channel",
            "publisher": "Sampland Customs",
            "year": 2026,
            "language": "English",
            "location": "sampland.example/manual",
            "good_for": "Forms and telephone numbers of the authorities.",
        }
