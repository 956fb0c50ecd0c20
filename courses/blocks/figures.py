"""Drawings with their key in real text."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from courses.packs.audit import lacks_text


class FigureBlock(blocks.StructBlock):
    """A drawing, its caption, and the list that its numbered pins refer to. Its texts say what it shows."""

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

    def clean(self, value):
        value = super().clean(value)
        missing = lacks_text(value["image"].neutral_text, value["image"].revealing_text)
        if missing:
            said = gettext("%(missing)s Open the page of the image and write it.") % {"missing": missing}
            raise blocks.StructBlockValidationError({"image": ValidationError(said)})
        return value
