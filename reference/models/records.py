"""What packs of tables have written, so that a later change made here is seen and left alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TableRecord(models.Model):
    """One row of a pack of tables as it was last written: the digest of its text in the pack's form."""

    pack = models.SlugField(_("pack"))
    item = models.CharField(_("item"), max_length=220, help_text=_("Such as hs-codes/0106.12 (HS 2022)."))
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    retired_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the row was gone from the pack.")
    )

    class Meta:
        verbose_name = _("record of a table's row")
        verbose_name_plural = _("records of tables' rows")
        constraints = [models.UniqueConstraint(fields=["pack", "item"], name="one_record_per_table_row")]

    def __str__(self):
        return f"{self.pack}/{self.item}"
