"""The life of an officer's certificate in one curriculum: its state, what changed it, what was said of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AppendOnly
from certification.models.curricula import Path
from certification.states import State, Trigger

STATE_LABELS = {
    State.ASSIGNED: _("Assigned"),
    State.IN_PROGRESS: _("In progress"),
    State.DUE_SOON: _("Due soon"),
    State.OVERDUE: _("Overdue"),
    State.CERTIFIED: _("Certified"),
    State.WINDOW_OPEN: _("Renewal open"),
    State.EXPIRED: _("Expired"),
    State.SUSPENDED: _("Suspended"),
    State.REVOKED: _("Revoked"),
}
STATES = [(state.value, label) for state, label in STATE_LABELS.items()]


class Certification(models.Model):
    """An officer in one curriculum, through all runs and certificates. What lists and figures are made of.

    State, days and certificate follow from enrolments, awards and certificates; services keep them so.
    Days are those where the administration is.
    """

    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="certifications")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="certifications"
    )
    curriculum = models.ForeignKey(
        "certification.Curriculum", on_delete=models.PROTECT, related_name="certifications"
    )
    path = models.CharField(_("path"), max_length=16, choices=Path.choices, blank=True)
    cohort = models.ForeignKey(
        "certification.Cohort", on_delete=models.PROTECT, null=True, blank=True, related_name="certifications"
    )
    due_on = models.DateField(
        _("due on"), null=True, blank=True, help_text=_("The last day for the run under way.")
    )
    state = models.CharField(_("state"), max_length=12, choices=STATES, default=State.ASSIGNED.value)
    state_since = models.DateField(_("since"))
    certificate = models.ForeignKey(
        "certification.Certificate", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    window_opens_on = models.DateField(_("renewal opens"), null=True, blank=True)
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the officer was taken off the curriculum.")
    )

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "curriculum"], name="one_certification_per_officer_and_curriculum"
            )
        ]
        indexes = [
            models.Index(fields=["administration", "state"], name="certifications_by_state"),
            models.Index(fields=["administration", "valid_until"], name="certifications_by_end"),
        ]

    def __str__(self):
        return f"{self.officer_id} · {self.curriculum_id}"


class CertificationEvent(AppendOnly):
    """One change of state, and what brought it."""

    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    on = models.DateField(help_text=_("The day that it is counted for, where the administration is."))
    trigger = models.CharField(max_length=16, choices=[(trigger.value, trigger.value) for trigger in Trigger])
    before = models.CharField(max_length=12, choices=STATES, blank=True)
    after = models.CharField(max_length=12, choices=STATES)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.certification_id}: {self.trigger}"


class Supervision(models.Model):
    """Who is to sign off an officer's practical requirement in one run."""

    enrolment = models.ForeignKey(
        "certification.CurriculumEnrolment", on_delete=models.PROTECT, related_name="supervisions"
    )
    requirement = models.ForeignKey("certification.Requirement", on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="supervisions")
    named_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        verbose_name = _("supervision")
        verbose_name_plural = _("supervisions")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "requirement"], name="one_supervisor_per_requirement_of_a_run"
            )
        ]

    def __str__(self):
        return f"{self.enrolment_id} · {self.requirement_id}"


class SignOff(AppendOnly):
    """What a supervisor saw on one day. The newest of a run and requirement counts."""

    class Outcome(models.TextChoices):
        SIGNED = "signed", _("Signed off")
        NOT_YET = "not_yet", _("Not yet")

    enrolment = models.ForeignKey(
        "certification.CurriculumEnrolment", on_delete=models.PROTECT, related_name="sign_offs"
    )
    requirement = models.ForeignKey("certification.Requirement", on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    seen = models.JSONField(default=list, help_text=_("The lines of the checklist that were ticked."))
    remark = models.CharField(_("remark"), max_length=1000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.enrolment_id} · {self.requirement_id}: {self.outcome}"


class Digest(models.Model):
    """One mail to the coordinators of an administration: whose certificates end when, told on one day."""

    administration = models.ForeignKey("accounts.Administration", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    claimed_at = models.DateTimeField(null=True, help_text=_("When a worker began to send it."))
    sent_at = models.DateTimeField(null=True, help_text=_("Empty until it was handed to the mail server."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["administration", "day"], name="one_digest_per_day")]

    def __str__(self):
        return f"{self.administration_id} · {self.day}"


class KeptDay(models.Model):
    """The newest day of an administration whose changes were all made."""

    administration = models.OneToOneField(
        "accounts.Administration", on_delete=models.PROTECT, related_name="+", primary_key=True
    )
    day = models.DateField()

    def __str__(self):
        return f"{self.administration_id} · {self.day}"


class Reminder(models.Model):
    """That a holder was told of the end of a certificate so many days before it; 0: on its last day."""

    certificate = models.ForeignKey(
        "certification.Certificate", on_delete=models.PROTECT, related_name="reminders"
    )
    days = models.PositiveSmallIntegerField()
    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, null=True, related_name="reminders")
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, help_text=_("When a worker began to send it."))
    sent_at = models.DateTimeField(null=True, help_text=_("Empty until it was handed to the mail server."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["certificate", "days"], name="one_reminder_per_time")]
        indexes = [
            models.Index(fields=["made_at"], condition=models.Q(sent_at=None), name="reminders_to_be_sent")
        ]

    def __str__(self):
        return f"{self.certificate_id} · {self.days}"
