"""What is practised."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Exercise(models.Model):
    """What is practised, made once: an inspection of documents or a branching scenario."""

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("Inspection of documents")
        SCENARIO = "scenario", _("Scenario")

    slug = models.SlugField(_("permanent name"), unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, null=True, blank=True, related_name="exercises"
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        ordering = ["title"]

    def __str__(self):
        return self.title
