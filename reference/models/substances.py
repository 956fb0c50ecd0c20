"""Chemicals, alone and in blends."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from reference.codes import share_of
from reference.models.fields import LinesField
from reference.models.rows import TableRow


class Substance(TableRow):
    """A chemical, a group of chemicals or a blend, with the numbers that identify it in papers."""

    slug = models.SlugField(_("permanent name"), max_length=80)
    name = models.CharField(_("name"), max_length=200)
    chemical_name = models.CharField(_("chemical name"), max_length=300, blank=True)
    cas = LinesField(_("CAS numbers"), rule="cas_number")
    un_numbers = LinesField(_("UN numbers"), rule="un_number")
    ashrae = models.CharField(_("refrigerant number"), max_length=20, blank=True)
    odp = models.DecimalField(
        _("ozone-depleting potential"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    gwp = models.DecimalField(
        _("global warming potential, 100 years"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    gwp_basis = models.CharField(_("where this potential is from"), max_length=120, blank=True)
    safety_class = models.CharField(_("ASHRAE 34 safety class"), max_length=5, blank=True)
    boiling_point = models.DecimalField(
        _("boiling point, °C"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    composition = LinesField(
        _("composition, per cent by mass"),
        rule="part_of_a_blend",
        help_text=_("One component a line, as HFC-125 44. Together 100."),
    )
    hs_codes = LinesField(_("HS codes"), rule="hs_code")
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta(TableRow.Meta):
        verbose_name = _("substance")
        verbose_name_plural = _("substances")
        ordering = ["slug", "edition"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["slug", "edition"], name="one_substance_per_name_and_edition"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.composition and sum(share_of(part) for part in self.composition) != 100:
            raise ValidationError({"composition": _("The parts of a blend sum to 100 per cent.")})

    def names(self):
        return [f"substance:{self.slug}", *(f"cas:{number}" for number in self.cas)]
