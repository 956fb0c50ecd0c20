"""Wastes: the codes by which papers name them, and what lies in the container."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reference.models.fields import CodeField, LinesField
from reference.models.rows import TableRow


class WasteCode(TableRow):
    """A code of an annex of the Basel Convention, or of the OECD's own list."""

    code = CodeField(_("code"), max_length=10, rule="basel_code")
    annex = models.ForeignKey(
        "reference.Annex",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="waste_codes",
        verbose_name=_("annex"),
        help_text=_("Empty: a code of the OECD."),
    )
    meaning = models.CharField(_("meaning"), max_length=400)

    natural = ("code",)

    class Meta(TableRow.Meta):
        verbose_name = _("code of wastes")
        verbose_name_plural = _("codes of wastes")
        ordering = ["code", "edition"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["code", "edition"], name="one_waste_code_per_edition"),
        ]

    def __str__(self):
        return f"{self.code} {self.meaning}"

    def names(self):
        return [f"waste-code:{self.code}"]


class Waste(TableRow):
    """A waste as it is found in trade, with all the codes that its papers may carry."""

    slug = models.SlugField(_("permanent name"), max_length=80)
    name = models.CharField(_("name"), max_length=200)
    entries = LinesField(_("codes of the Basel annexes II, VIII and IX"), rule="basel_code")
    y_codes = LinesField(_("Y codes"), rule="basel_code")
    h_codes = LinesField(_("H codes"), rule="basel_code")
    oecd_codes = LinesField(_("OECD codes"), rule="basel_code")
    un_numbers = LinesField(_("UN numbers"), rule="un_number")
    un_class = models.CharField(_("transport class"), max_length=120, blank=True)
    cas = LinesField(_("CAS numbers"), rule="cas_number")
    hs_codes = LinesField(_("HS codes"), rule="hs_code")
    note = models.CharField(_("what decides between the codes"), max_length=500, blank=True)

    class Meta(TableRow.Meta):
        verbose_name = _("waste")
        verbose_name_plural = _("wastes")
        ordering = ["slug", "edition"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["slug", "edition"], name="one_waste_per_name_and_edition"),
        ]

    def __str__(self):
        return self.name

    def names(self):
        return [f"waste:{self.slug}"]
