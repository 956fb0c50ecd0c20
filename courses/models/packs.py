"""What packs have written, so that a trainer's later change is seen and left alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PackRecord(models.Model):
    """One item of a pack as it was last written: the digest of its text in the pack's form."""

    pack = models.SlugField(_("pack"))
    item = models.CharField(_("item"), max_length=160, help_text=_("Such as lessons/permit-box-by-box."))
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    retired_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the item was gone from the pack.")
    )

    class Meta:
        verbose_name = _("record of a pack's item")
        verbose_name_plural = _("records of packs' items")
        constraints = [models.UniqueConstraint(fields=["pack", "item"], name="one_record_per_pack_item")]

    def __str__(self):
        return f"{self.pack}/{self.item}"
