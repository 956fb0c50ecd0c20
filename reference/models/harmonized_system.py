"""Codes of the Harmonized System, and which convention controls what is declared there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reference.models.fields import CodeField, LinesField
from reference.models.rows import TableRow


class HsCode(TableRow):
    """A subheading of one edition of the Harmonized System, described in short words."""

    code = CodeField(_("code"), max_length=10, rule="hs_subheading", help_text=_("Six digits, as 0106.12."))
    description = models.CharField(_("description"), max_length=300)

    natural = ("code",)

    class Meta(TableRow.Meta):
        verbose_name = _("HS code")
        verbose_name_plural = _("HS codes")
        ordering = ["code", "edition"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["code", "edition"], name="one_hs_code_per_edition"),
        ]

    def __str__(self):
        return f"{self.code} {self.description}"

    def names(self):
        return [f"hs:{self.code}"]


class MatrixRow(TableRow):
    """A code that leads to a convention: for which goods, under what control, with which document.

    The code is a lead, not a verdict: name, CAS number or kind of waste decides.
    """

    hs = models.ForeignKey(
        HsCode, on_delete=models.PROTECT, related_name="matrix_rows", verbose_name=_("HS code")
    )
    convention = models.ForeignKey(
        "reference.Convention",
        on_delete=models.PROTECT,
        related_name="matrix_rows",
        verbose_name=_("convention"),
    )
    goods = models.CharField(_("goods"), max_length=400)
    control = models.CharField(_("control"), max_length=400)
    document = models.CharField(_("document to ask for"), max_length=500)
    note = models.CharField(_("note"), max_length=500, blank=True)
    look_alikes = LinesField(
        _("codes to compare"),
        rule="hs_code",
        help_text=_("One code a line: where the same goods are declared rightly or wrongly."),
    )

    natural = ("hs", "convention")

    class Meta(TableRow.Meta):
        verbose_name = _("row of the HS matrix")
        verbose_name_plural = _("rows of the HS matrix")
        ordering = ["hs__code", "edition", "convention__order"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["hs", "convention", "edition"], name="one_matrix_row_per_code"),
        ]

    def __str__(self):
        return f"{self.hs.code}: {self.convention}"

    def names(self):
        return self.hs.names()
