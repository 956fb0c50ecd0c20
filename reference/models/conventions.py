"""The agreements, what an officer is to be able to do about them, and where it is written."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Source(models.Model):
    """A publication that facts are cited from."""

    pack = models.SlugField(_("pack"), help_text=_("The module whose list names this source."))
    code = models.CharField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    location = models.CharField(_("where to find it"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["pack", "code"]
        constraints = [models.UniqueConstraint(fields=["pack", "code"], name="one_source_per_code")]

    def __str__(self):
        return f"{self.title} ({self.year})" if self.year else self.title


class Objective(models.Model):
    """What an officer can do after learning: the unit that questions measure and results report."""

    slug = models.SlugField(unique=True)
    convention = models.ForeignKey(
        Convention, on_delete=models.PROTECT, null=True, blank=True, related_name="objectives"
    )
    code = models.CharField(_("code"), max_length=20)
    text = models.CharField(_("the officer can"), max_length=400)

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["slug"]

    def __str__(self):
        return f"{self.code} {self.text}"
