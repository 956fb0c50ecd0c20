"""Awards with their evidence, certificates with their history."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AppendOnly
from quizzes.models.fields import FractionField


class Level(models.TextChoices):
    """How much an award attests."""

    PARTICIPATION = "participation", _("Participation")
    ACHIEVEMENT = "achievement", _("Achievement")


class Award(AppendOnly):
    """The fact that an officer met what a version asks for at one level, once in each run."""

    enrolment = models.ForeignKey(
        "certification.CurriculumEnrolment", on_delete=models.PROTECT, related_name="awards"
    )
    level = models.CharField(_("level"), max_length=13, choices=Level.choices, default=Level.ACHIEVEMENT)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="awards")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="awards"
    )
    awarded_at = models.DateTimeField()
    completed_on = models.DateField(
        help_text=_("The day on which the last requirement held, where the administration is.")
    )

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "level"], name="one_award_per_level_and_run")
        ]
        indexes = [models.Index(fields=["administration", "completed_on"], name="awards_by_day")]

    def __str__(self):
        return f"{self.officer_id} · {self.enrolment_id}"


class Evidence(AppendOnly):
    """How one requirement was met: the attempt, its grade and the mark as it stood; or the sign-off."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="evidence")
    requirement = models.ForeignKey("certification.Requirement", on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField()
    attempt = models.ForeignKey(
        "quizzes.Attempt", on_delete=models.PROTECT, null=True, related_name="evidence"
    )
    grade = models.ForeignKey("quizzes.Grade", on_delete=models.PROTECT, null=True, related_name="evidence")
    percent = FractionField(null=True)
    sign_off = models.ForeignKey(
        "certification.SignOff", on_delete=models.PROTECT, null=True, related_name="evidence"
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(fields=["award", "requirement"], name="one_evidence_per_requirement")
        ]

    def __str__(self):
        return f"{self.award_id} · {self.requirement_id}"


class SigningCertificate(models.Model):
    """The public half of a key that signs PDFs. Kept for good: a paper is judged by the key of its day."""

    fingerprint = models.CharField(max_length=64, unique=True)
    pem = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("signing certificate")
        verbose_name_plural = _("signing certificates")

    def __str__(self):
        return self.fingerprint[:16]


class Certificate(models.Model):
    """What an officer holds. Everything it states is copied into it and stays as it was issued."""

    class Standing(models.TextChoices):
        IN_FORCE = "in_force", _("In force")
        SUSPENDED = "suspended", _("Suspended")
        REVOKED = "revoked", _("Revoked")
        SUPERSEDED = "superseded", _("Superseded")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="certificates")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="certificates")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="certificates"
    )
    serial = models.CharField(_("serial number"), max_length=20, unique=True)
    holder_name = models.CharField(_("holder"), max_length=200)
    holder_latin_name = models.CharField(_("holder, in Latin letters"), max_length=200, blank=True)
    administration_name = models.CharField(_("administration"), max_length=200)
    signatory = models.CharField(_("signatory"), max_length=200, blank=True)
    design = models.ForeignKey(
        "certification.CertificateDesign",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
        help_text=_("Empty: the plain design."),
    )
    level = models.CharField(_("level"), max_length=13, choices=Level.choices, default=Level.ACHIEVEMENT)
    curriculum_title = models.CharField(_("curriculum"), max_length=200)
    curriculum_version = models.PositiveSmallIntegerField(_("version"))
    modules = models.JSONField(
        _("modules"), help_text=_("What was required: convention, name and mark of each module.")
    )
    issued_at = models.DateTimeField()
    issued_on = models.DateField(_("issued"))
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day, where the administration is.")
    )
    time_zone = models.CharField(max_length=64)
    language = models.CharField(max_length=15)
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing.choices, default=Standing.IN_FORCE
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    pdf = models.CharField(
        max_length=200, blank=True, help_text=_("Name in the private storage; empty until it is made.")
    )
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    signed_with = models.ForeignKey(
        SigningCertificate, on_delete=models.PROTECT, null=True, related_name="certificates"
    )

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["award"],
                condition=models.Q(standing__in=["in_force", "suspended"]),
                name="one_standing_certificate_per_award",
            )
        ]
        indexes = [
            models.Index(fields=["administration", "valid_until"], name="certificates_by_end"),
            models.Index(fields=["administration", "-issued_at"], name="certificates_by_issue"),
        ]

    def __str__(self):
        return self.serial


class CertificateEvent(AppendOnly):
    """What happened to a certificate: when, by whom and why."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("Issued")
        SUSPENDED = "suspended", _("Suspended")
        REINSTATED = "reinstated", _("Reinstated")
        REVOKED = "revoked", _("Revoked")
        REPLACED = "replaced", _("Replaced")

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.certificate_id}: {self.kind}"
