"""The agreements, what an officer is to be able to do about them, and where it is written."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The pack of the sources that rows of the reference tables cite.
TABLES_PACK = "reference"


class Convention(models.Model):
    """An international agreement that controls trade for the environment."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("full name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("convention")
        verbose_name_plural = _("conventions")
        ordering = ["order"]

    def __str__(self):
        return self.short_name


class OwnedQuerySet(models.QuerySet):
    def offered_to(self, administration):
        """What is international, and what is this administration's own; None: only what is international."""
        return self.filter(models.Q(administration=None) | models.Q(administration=administration))


class Source(models.Model):
    """A publication that facts are cited from."""

    administration = models.ForeignKey(
        "accounts.Administration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text=_("Whose national module lists it. Empty: international."),
    )
    pack = models.SlugField(_("pack"), help_text=_("The module whose list names this source."))
    code = models.CharField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    location = models.CharField(_("where to find it"), max_length=500, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["pack", "code"]
        constraints = [models.UniqueConstraint(fields=["pack", "code"], name="one_source_per_code")]

    def __str__(self):
        return f"{self.title} ({self.year})" if self.year else self.title

    def names(self):
        """The name by which questions and lessons say that they cite this source."""
        return [f"source:{self.pack}.{self.code}"]


class Objective(models.Model):
    """What an officer can do after learning: the unit that questions measure and results report."""

    slug = models.SlugField(unique=True)
    administration = models.ForeignKey(
        "accounts.Administration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="objectives",
        help_text=_("Whose national module it is of. Empty: international."),
    )
    convention = models.ForeignKey(
        Convention, on_delete=models.PROTECT, null=True, blank=True, related_name="objectives"
    )
    code = models.CharField(_("code"), max_length=20)
    text = models.CharField(_("the officer can"), max_length=400)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["slug"]

    def __str__(self):
        return f"{self.code} {self.text}"

    def names(self):
        """The name by which questions and lessons say that they serve this objective."""
        return [f"objective:{self.slug}"]
