"""The image model: a picture says one thing during a question and another after it."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from reference.svg import UnsafeDrawing, sanitise_svg

# The size in which a photograph is shown; a drawing is served as it is.
RENDITION = "max-1600x1600"


class Illustration(AbstractImage):
    """A drawing or picture with a text that gives nothing away and a text that explains."""

    slug = models.SlugField(
        _("permanent name"),
        max_length=120,
        unique=True,
        null=True,
        blank=True,
        help_text=_("How packs refer to it."),
    )
    neutral_text = models.TextField(
        _("neutral text"), blank=True, help_text=_("What is to be seen, without giving an answer away.")
    )
    revealing_text = models.TextField(
        _("revealing text"), blank=True, help_text=_("What it shows and means.")
    )
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    origin = models.CharField(_("source"), max_length=300, blank=True)

    admin_form_fields = (
        "title",
        "slug",
        "file",
        "neutral_text",
        "revealing_text",
        "licence",
        "origin",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
        "tags",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def clean(self):
        """An SVG that is being uploaded is replaced by its sanitised form, or refused; a name stays."""
        super().clean()
        given = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if given and self.slug != given:
            raise ValidationError({"slug": _("The permanent name is %s and cannot be changed.") % given})
        if self.file and not self.file._committed and self.file.name.lower().endswith(".svg"):
            self.file.seek(0)
            try:
                self.file = ContentFile(sanitise_svg(self.file.read()), name=self.file.name)
            except UnsafeDrawing as error:
                raise ValidationError({"file": str(error)}) from error

    @property
    def default_alt_text(self):
        return self.revealing_text or self.neutral_text or self.title


class IllustrationRendition(AbstractRendition):
    """One size of an illustration, made by Wagtail."""

    image = models.ForeignKey(Illustration, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
