"""Annexes and appendices, and what is listed in them from when to when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from reference.models.rows import TableRow


class Annex(TableRow):
    """An annex, appendix or group of one, and what being listed there means at the border."""

    slug = models.SlugField(_("permanent name"), max_length=80)
    convention = models.ForeignKey(
        "reference.Convention", on_delete=models.PROTECT, related_name="annexes", verbose_name=_("convention")
    )
    title = models.CharField(_("title"), max_length=100)
    meaning = models.CharField(_("what being listed means"), max_length=500, blank=True)

    class Meta(TableRow.Meta):
        verbose_name = _("annex or appendix")
        verbose_name_plural = _("annexes and appendices")
        ordering = ["convention__order", "slug", "edition"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["slug", "edition"], name="one_annex_per_name_and_edition"),
        ]

    def __str__(self):
        return f"{self.convention}, {self.title}"

    def names(self):
        return [f"annex:{self.slug}"]


class Listing(TableRow):
    """One substance or species in one annex: for which populations, forms or uses, from when to when."""

    slug = models.SlugField(_("permanent name"), max_length=120)
    annex = models.ForeignKey(
        Annex, on_delete=models.PROTECT, related_name="listings", verbose_name=_("annex")
    )
    substance = models.ForeignKey(
        "reference.Substance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name=_("substance"),
    )
    species = models.ForeignKey(
        "reference.Species",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name=_("species"),
    )
    scope = models.CharField(
        _("of which"), max_length=400, blank=True, help_text=_("Populations, forms or uses. Empty: all.")
    )
    annotation = models.CharField(_("annotation"), max_length=400, blank=True)

    class Meta(TableRow.Meta):
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        ordering = ["annex__convention__order", "slug", "edition"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["slug", "edition"], name="one_listing_per_name_and_edition"),
            models.CheckConstraint(
                condition=models.Q(substance__isnull=False, species__isnull=True)
                | models.Q(substance__isnull=True, species__isnull=False),
                name="a_listing_lists_one_thing",
            ),
        ]

    def __str__(self):
        return f"{self.listed}: {self.annex}"

    @property
    def listed(self):
        return self.substance or self.species

    def clean(self):
        super().clean()
        if (self.substance_id is None) == (self.species_id is None):
            raise ValidationError(_("Choose a substance or a species: one of the two."))

    def names(self):
        return self.listed.names()
