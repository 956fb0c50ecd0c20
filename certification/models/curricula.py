"""National curricula: what an administration asks of its officers, in versions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certification import rules


class Path(models.TextChoices):
    """The work for which officers are trained. A group of requirements may be for some of them only."""

    FRONT_LINE = "front_line", _("Front line")
    RISK_ANALYSIS = "risk_analysis", _("Risk analysis")
    LABORATORY = "laboratory", _("Laboratory")
    TRAINER = "trainer", _("Trainer")


class Curriculum(models.Model):
    """What one administration certifies. Its requirements stand in its versions."""

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="curricula"
    )
    slug = models.SlugField(_("permanent name"))
    enrols_new_officers = models.BooleanField(_("new officers are enrolled when approved"), default=False)
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Since when nobody is enrolled any more.")
    )
    edition = models.PositiveIntegerField(
        default=0, help_text=_("How often it was written: who comes with an older number is told.")
    )

    class Meta:
        verbose_name = _("curriculum")
        verbose_name_plural = _("curricula")
        constraints = [
            models.UniqueConstraint(fields=["administration", "slug"], name="one_curriculum_per_name")
        ]

    def __str__(self):
        return self.slug


class ExpiryRule(models.TextChoices):
    """From when the period of validity is counted. The values are those of certification.rules."""

    COMPLETION = rules.ExpiryRule.COMPLETION.value, _("The day of completion")
    PREVIOUS_EXPIRY = (
        rules.ExpiryRule.PREVIOUS_EXPIRY.value,
        _("The last day of the certificate before, while it is in force"),
    )
    FIXED_DATE = rules.ExpiryRule.FIXED_DATE.value, _("A fixed date, the same for all")


class RenewalPath(models.TextChoices):
    """What a renewal asks for."""

    SAME = "same", _("The same requirements once more")
    SHORTER = "shorter", _("Requirements of its own")


class CurriculumVersion(models.Model):
    """One state of a curriculum, a draft until published. Officers keep the version they were enrolled on."""

    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=200)
    participation = models.BooleanField(
        _("participation is certified too"),
        default=False,
        help_text=_("When all modules are completed, before the least marks and the sign-offs are reached."),
    )
    expiry_rule = models.CharField(
        _("validity is counted from"),
        max_length=16,
        choices=ExpiryRule.choices,
        default=ExpiryRule.COMPLETION,
    )
    validity_months = models.PositiveSmallIntegerField(
        _("valid for, months"), null=True, blank=True, help_text=_("Empty: without end.")
    )
    fixed_on = models.DateField(
        _("fixed date"),
        null=True,
        blank=True,
        help_text=_("Where a cohort has no due date. Periods are counted from it."),
    )
    minimum_active_months = models.PositiveSmallIntegerField(
        _("valid for at least, months"),
        default=0,
        help_text=_("With a fixed date: what would expire sooner is valid for one more period."),
    )
    renewal_days = models.PositiveSmallIntegerField(_("renewal window, days before the end"), default=90)
    renewal_path = models.CharField(
        _("a renewal asks for"), max_length=8, choices=RenewalPath.choices, default=RenewalPath.SAME
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a curriculum")
        verbose_name_plural = _("versions of curricula")
        ordering = ["curriculum", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["curriculum", "number"], name="one_curriculum_version_per_number"
            ),
            models.UniqueConstraint(
                fields=["curriculum"], condition=Q(published_at=None), name="one_draft_per_curriculum"
            ),
        ]

    def __str__(self):
        return f"{self.title} · {self.number}"


class RequirementGroup(models.Model):
    """Requirements of which all, or at least `needed`, must hold."""

    class Stage(models.TextChoices):
        INITIAL = rules.Stage.INITIAL.value, _("First certificate")
        RENEWAL = rules.Stage.RENEWAL.value, _("Renewal")

    version = models.ForeignKey(CurriculumVersion, on_delete=models.PROTECT, related_name="groups")
    stage = models.CharField(_("asked for"), max_length=8, choices=Stage.choices, default=Stage.INITIAL)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=200, blank=True)
    needed = models.PositiveSmallIntegerField(
        _("how many are needed"), null=True, blank=True, help_text=_("Empty: all.")
    )
    in_order = models.BooleanField(_("to be taken in order"), default=False)
    paths = models.JSONField(
        _("for"), default=list, blank=True, help_text=_("Names of Path; empty: for every officer.")
    )

    class Meta:
        verbose_name = _("group of requirements")
        verbose_name_plural = _("groups of requirements")
        ordering = ["order"]

    def __str__(self):
        return self.title or f"{self.version_id}.{self.order}"


class Requirement(models.Model):
    """A module to be completed, with its least mark; or a practical sign-off with a checklist."""

    group = models.ForeignKey(RequirementGroup, on_delete=models.PROTECT, related_name="requirements")
    module = models.ForeignKey(
        "courses.Module", on_delete=models.PROTECT, null=True, blank=True, related_name="requirements"
    )
    minimum_mark = models.PositiveSmallIntegerField(_("least mark, per cent"), default=0)
    sign_off = models.CharField(
        _("practical sign-off"),
        max_length=200,
        blank=True,
        help_text=_("What a supervisor confirms; empty for a module."),
    )
    checklist = models.JSONField(
        _("checklist"), default=list, blank=True, help_text=_("What is to be seen, a text for each line.")
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["group", "module"], name="one_requirement_per_module_and_group"),
            models.CheckConstraint(condition=Q(minimum_mark__lte=100), name="least_mark_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(module__isnull=False, sign_off="") | Q(module=None) & ~Q(sign_off=""),
                name="a_module_or_a_sign_off",
            ),
        ]

    def __str__(self):
        return self.sign_off or f"{self.module_id} ≥ {self.minimum_mark} %"


class Cohort(models.Model):
    """Officers who take a curriculum together, until one day."""

    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=200)
    due_on = models.DateField(
        _("due on"), null=True, blank=True, help_text=_("The last day. Empty: no due date.")
    )
    path = models.CharField(_("path"), max_length=16, choices=Path.choices, blank=True)

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["curriculum", "name"], name="one_cohort_per_name")]

    def __str__(self):
        return self.name


class CurriculumEnrolmentQuerySet(models.QuerySet):
    def open(self):
        """Runs under way."""
        return self.filter(ended_at=None, withdrawn_at=None)

    def waiting(self):
        """Runs with an award that waits for its certificate.

        Of participation only while the run is under way: achieving it takes that award's place.
        """
        achieved = Q(awards__level="achievement") | Q(ended_at=None)
        return self.filter(
            achieved, awards__isnull=False, awards__certificates=None, withdrawn_at=None
        ).distinct()

    def unfinished(self):
        """Runs under way, and those with an award that waits for its certificate."""
        return self.filter(
            Q(ended_at=None) | Q(pk__in=self.model.objects.waiting().values("pk")), withdrawn_at=None
        )


class CurriculumEnrolment(models.Model):
    """One run of an officer through one version of a curriculum: the first, a renewal, or a bridge."""

    class Kind(models.TextChoices):
        INITIAL = "initial", _("First certificate")
        RENEWAL = "renewal", _("Renewal")
        BRIDGE = "bridge", _("Bridge to a new version")

    certification = models.ForeignKey(
        "certification.Certification", on_delete=models.PROTECT, related_name="enrolments"
    )
    officer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="curriculum_enrolments"
    )
    version = models.ForeignKey(CurriculumVersion, on_delete=models.PROTECT, related_name="enrolments")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="curriculum_enrolments"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.INITIAL)
    enrolled_at = models.DateTimeField(default=timezone.now)
    counts_from = models.DateTimeField(
        null=True, blank=True, help_text=_("What was proven before does not count. Empty: everything counts.")
    )
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When everything was met, or another run took its place.")
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CurriculumEnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment in a curriculum")
        verbose_name_plural = _("enrolments in curricula")
        constraints = [
            models.UniqueConstraint(
                fields=["certification"],
                condition=Q(ended_at=None, withdrawn_at=None),
                name="one_open_enrolment_per_certification",
            )
        ]

    def __str__(self):
        return f"{self.officer_id} · {self.version_id}"
