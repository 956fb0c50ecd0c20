"""Sums of results by officer and month, so that figures of many officers read few rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """An officer's results of one month. `month` is its first day, where the administration is."""

    officer = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="%(class)s_rows")
    administration = models.ForeignKey("accounts.Administration", on_delete=models.CASCADE, related_name="+")
    month = models.DateField(_("month"))

    class Meta:
        abstract = True


class ObjectiveTally(Tally):
    """The answers on one objective, of the attempts that count. Marks are in certification.marks.UNITS."""

    objective = models.ForeignKey(
        "reference.Objective", on_delete=models.CASCADE, related_name="objective_tallies"
    )
    answers = models.PositiveIntegerField()
    earned = models.BigIntegerField()
    possible = models.BigIntegerField()

    class Meta:
        verbose_name = _("results on an objective")
        verbose_name_plural = _("results on objectives")
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "administration", "objective", "month"],
                name="one_tally_per_objective_and_month",
            )
        ]
        indexes = [
            models.Index(
                # All that figures read, so that the index alone answers.
                fields=["administration", "objective", "month", "officer", "answers", "earned", "possible"],
                name="tallies_by_objective",
            )
        ]

    def __str__(self):
        return f"{self.officer_id} · {self.objective_id} · {self.month:%Y-%m}"


class FaultTally(Tally):
    """Inspections: how many entries had one kind of fault, and how many of them the officer flagged.

    An empty kind holds the sound entries: what was flagged of them were false alarms.
    """

    kind = models.CharField(_("kind of fault"), max_length=100, blank=True)
    entries = models.PositiveIntegerField()
    flagged = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("results on a kind of fault")
        verbose_name_plural = _("results on kinds of fault")
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "administration", "kind", "month"], name="one_tally_per_fault_and_month"
            ),
            models.CheckConstraint(
                condition=models.Q(flagged__lte=models.F("entries")), name="no_more_flags_than_entries"
            ),
        ]
        indexes = [
            models.Index(
                fields=["administration", "kind", "month", "officer", "entries", "flagged"],
                name="tallies_by_fault",
            )
        ]

    def __str__(self):
        return f"{self.officer_id} · {self.kind or '–'} · {self.month:%Y-%m}"
