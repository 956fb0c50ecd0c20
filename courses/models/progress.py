"""How far an officer is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ModuleEnrolment(models.Model):
    """An officer who takes a module, in one administration."""

    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="module_enrolments")
    module = models.ForeignKey("courses.Module", on_delete=models.PROTECT, related_name="enrolments")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="module_enrolments"
    )
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment in a module")
        verbose_name_plural = _("enrolments in modules")
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "module", "administration"],
                name="one_enrolment_per_module_and_administration",
            )
        ]

    def __str__(self):
        return f"{self.officer_id} · {self.module_id}"


class UnitProgress(models.Model):
    """When an officer opened a unit first, and when it was finished."""

    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="unit_progress")
    unit = models.ForeignKey("courses.Unit", on_delete=models.PROTECT, related_name="progress")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="unit_progress"
    )
    opened_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("progress in a unit")
        verbose_name_plural = _("progress in units")
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "unit", "administration"], name="one_progress_per_unit_and_administration"
            )
        ]

    def __str__(self):
        return f"{self.officer_id} · {self.unit_id}"
