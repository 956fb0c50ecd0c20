"""Corrections: what was decided about a question after papers had been drawn with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.grading import rulings


class CorrectionQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn_at=None)

    def by_version(self, versions):
        """For each of these versions the correction that counts, of several in force the latest."""
        found = self.in_force().filter(version__in=versions).select_related("graded_by").order_by("pk")
        return {correction.version_id: correction for correction in found}


class Correction(models.Model):
    """How a version of a question is graded where it stands on papers, from a moment on, and why.

    Of several in force the latest counts, so that withdrawing it brings back what was before.
    """

    class Way(models.TextChoices):
        """The values are those of quizzes.grading.rulings."""

        VERSION = rulings.Way.VERSION.value, _("Graded by another version")
        FULL = rulings.Way.FULL.value, _("Void: full marks for all")
        LEFT_OUT = rulings.Way.LEFT_OUT.value, _("Void: left out of the total")

    version = models.ForeignKey(
        "quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="corrections"
    )
    way = models.CharField(_("what becomes of it"), max_length=10, choices=Way.choices)
    graded_by = models.ForeignKey(
        "quizzes.QuestionVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way=rulings.Way.VERSION.value, graded_by__isnull=False)
                | ~models.Q(way=rulings.Way.VERSION.value) & models.Q(graded_by=None),
                name="a_version_grades_exactly_where_it_is_said",
            ),
            models.CheckConstraint(
                condition=models.Q(graded_by=None) | ~models.Q(graded_by=models.F("version")),
                name="another_version_grades",
            ),
        ]

    def __str__(self):
        return f"{self.version_id}: {self.way}"

    @property
    def ruling(self):
        """The decision as grading takes it."""
        return rulings.Ruling(rulings.Way(self.way), self.graded_by and self.graded_by.body)

    @property
    def is_in_force(self):
        return self.withdrawn_at is None

    def rules_like(self, other):
        """Whether another correction, or None, decides the same."""
        return other is not None and (self.way, self.graded_by_id) == (other.way, other.graded_by_id)
