"""Animals and plants, and living organisms under the rules on biosafety and ballast water."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reference.models.fields import CodeField, LinesField
from reference.models.rows import TableRow


class Species(TableRow):
    """A species, or a genus, family or order that is listed or mistaken for a listed one as a whole."""

    slug = models.SlugField(_("permanent name"), max_length=80)
    scientific_name = models.CharField(_("scientific name"), max_length=200)
    name = models.CharField(_("common name"), max_length=200)
    specimens = models.CharField(_("what is traded"), max_length=200, blank=True)
    hs_codes = LinesField(_("HS codes"), rule="hs_code")
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta(TableRow.Meta):
        verbose_name = _("species")
        verbose_name_plural = _("species")
        ordering = ["scientific_name", "edition"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["slug", "edition"], name="one_species_per_name_and_edition"),
        ]

    def __str__(self):
        return f"{self.name} ({self.scientific_name})"

    def names(self):
        return [f"species:{self.slug}"]


class Organism(TableRow):
    """A living organism that a convention without a list of species is about."""

    slug = models.SlugField(_("permanent name"), max_length=80)
    convention = models.ForeignKey(
        "reference.Convention",
        on_delete=models.PROTECT,
        related_name="organisms",
        verbose_name=_("convention"),
    )
    name = models.CharField(_("common name"), max_length=200)
    scientific_name = models.CharField(_("scientific name"), max_length=200, blank=True)
    native_to = models.CharField(_("native to"), max_length=200, blank=True)
    introduced_to = models.CharField(_("carried to"), max_length=300, blank=True)
    un_numbers = LinesField(_("UN numbers"), rule="un_number")
    hs_codes = LinesField(_("HS codes"), rule="hs_code")
    control = models.CharField(_("control"), max_length=500, blank=True)

    class Meta(TableRow.Meta):
        verbose_name = _("organism")
        verbose_name_plural = _("organisms")
        ordering = ["convention__order", "slug", "edition"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["slug", "edition"], name="one_organism_per_name_and_edition"),
        ]

    def __str__(self):
        return self.name

    def names(self):
        return [f"organism:{self.slug}"]


class LmoEvent(TableRow):
    """A genetic modification of an organism, by its OECD unique identifier."""

    identifier = CodeField(_("OECD unique identifier"), max_length=20, rule="unique_identifier")
    organism = models.ForeignKey(
        Organism, on_delete=models.PROTECT, related_name="events", verbose_name=_("organism")
    )
    event = models.CharField(_("event"), max_length=120)

    natural = ("identifier",)

    class Meta(TableRow.Meta):
        verbose_name = _("modification")
        verbose_name_plural = _("modifications")
        ordering = ["organism__slug", "identifier", "edition"]
        constraints = [
            *TableRow.Meta.constraints,
            models.UniqueConstraint(fields=["identifier", "edition"], name="one_event_per_identifier"),
        ]

    def __str__(self):
        return f"{self.event} ({self.identifier})"

    def names(self):
        return [f"lmo:{self.identifier}"]
