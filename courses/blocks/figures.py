"""Drawings with their key in real text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class FigureBlock(blocks.StructBlock):
    """A drawing, its caption, and the list that its numbered pins refer to."""

    image = ImageChooserBlock(label=_("Drawing"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=400)
    key = blocks.ListBlock(
        blocks.CharBlock(label=_("What the pin points at"), max_length=300), label=_("Key"), default=[]
    )

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "courses/blocks/figure.html"
        preview_value = {
            "image": None,
            "caption": "The security stamp, with the signature across it.",
            "key": [],
        }
