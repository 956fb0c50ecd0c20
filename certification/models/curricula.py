"""National curricula: what an administration asks of its officers, in versions."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Curriculum(models.Model):
    """What one administration certifies. Its requirements stand in its versions."""

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="curricula"
    )
    slug = models.SlugField(_("permanent name"))
    enrols_new_officers = models.BooleanField(_("new officers are enrolled when approved"), default=False)

    class Meta:
        verbose_name = _("curriculum")
        verbose_name_plural = _("curricula")
        constraints = [
            models.UniqueConstraint(fields=["administration", "slug"], name="one_curriculum_per_name")
        ]

    def __str__(self):
        return self.slug


class CurriculumVersion(models.Model):
    """One published state of a curriculum. Officers keep the version they were enrolled on."""

    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=200)
    validity_months = models.PositiveSmallIntegerField(
        _("valid for, months"), null=True, blank=True, help_text=_("Empty: without end.")
    )
    renewal_days = models.PositiveSmallIntegerField(_("renewal window, days before the end"), default=90)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("version of a curriculum")
        verbose_name_plural = _("versions of curricula")
        ordering = ["curriculum", "number"]
        constraints = [
            models.UniqueConstraint(fields=["curriculum", "number"], name="one_curriculum_version_per_number")
        ]

    def __str__(self):
        return f"{self.title} · {self.number}"


class RequirementGroup(models.Model):
    """Requirements of which all, or at least `needed`, must hold."""

    version = models.ForeignKey(CurriculumVersion, on_delete=models.PROTECT, related_name="groups")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=200, blank=True)
    needed = models.PositiveSmallIntegerField(
        _("how many are needed"), null=True, blank=True, help_text=_("Empty: all.")
    )
    in_order = models.BooleanField(_("to be taken in order"), default=False)

    class Meta:
        verbose_name = _("group of requirements")
        verbose_name_plural = _("groups of requirements")
        ordering = ["order"]

    def __str__(self):
        return self.title or f"{self.version_id}.{self.order}"


class Requirement(models.Model):
    """A module to be completed, with the least mark in its final quiz."""

    group = models.ForeignKey(RequirementGroup, on_delete=models.PROTECT, related_name="requirements")
    module = models.ForeignKey("courses.Module", on_delete=models.PROTECT, related_name="requirements")
    minimum_mark = models.PositiveSmallIntegerField(_("least mark, per cent"), default=0)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["group", "module"], name="one_requirement_per_module_and_group"),
            models.CheckConstraint(
                condition=models.Q(minimum_mark__lte=100), name="least_mark_is_a_percentage"
            ),
        ]

    def __str__(self):
        return f"{self.module_id} ≥ {self.minimum_mark} %"


class CurriculumEnrolment(models.Model):
    """An officer on one version of a curriculum."""

    officer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="curriculum_enrolments"
    )
    version = models.ForeignKey(CurriculumVersion, on_delete=models.PROTECT, related_name="enrolments")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="curriculum_enrolments"
    )
    enrolled_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment in a curriculum")
        verbose_name_plural = _("enrolments in curricula")
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "version"],
                condition=models.Q(withdrawn_at=None),
                name="one_enrolment_per_officer_and_version",
            )
        ]

    def __str__(self):
        return f"{self.officer_id} · {self.version_id}"
