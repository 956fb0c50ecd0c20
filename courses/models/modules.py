"""Modules and their units: what is learnt, made once. Pages are their content and may come and go."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Module(models.Model):
    """A course on one convention, the introduction, or an administration's own subject."""

    class Status(models.TextChoices):
        PREPARATION = "preparation", _("In preparation")
        OPEN = "open", _("Open")

    slug = models.SlugField(_("permanent name"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    convention = models.ForeignKey(
        "reference.Convention", on_delete=models.PROTECT, null=True, blank=True, related_name="modules"
    )
    administration = models.ForeignKey(
        "accounts.Administration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="modules",
        help_text=_("Empty: international."),
    )
    objectives = models.ManyToManyField("reference.Objective", related_name="modules", blank=True)
    prerequisites = models.ManyToManyField("self", symmetrical=False, related_name="leads_to", blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.PREPARATION)
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    order = models.PositiveSmallIntegerField(_("place in the catalogue"), default=0)

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["order", "title"]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        return self.status == self.Status.OPEN


class UnitQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None)

    def due(self):
        """What a module requires of an officer.

        A lesson or an exercise without a live page is closed, and so is a quiz whose page is a draft.
        """
        due = self.in_use().filter(required=True)
        for kind in PAGES:
            pages = page_model(kind).objects.filter(unit=models.OuterRef("pk"))
            shown = models.Exists(pages.filter(live=True))
            if kind == Unit.Kind.QUIZ:
                shown |= ~models.Exists(pages)
            due = due.filter(~models.Q(kind=kind) | shown)
        return due


class Unit(models.Model):
    """One step of a module. Passing or finishing all that are required completes the module."""

    class Kind(models.TextChoices):
        LESSON = "lesson", _("Lesson")
        GUIDE = "guide", _("Identification guide")
        SCENARIO = "scenario", _("Scenario")
        INSPECTION = "inspection", _("Inspection")
        QUIZ = "quiz", _("Quiz")

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="units")
    slug = models.SlugField(_("permanent name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    required = models.BooleanField(_("required"), default=True)
    quiz = models.OneToOneField(
        "quizzes.Quiz", on_delete=models.PROTECT, null=True, blank=True, related_name="unit"
    )
    exercise = models.OneToOneField(
        "exercises.Exercise", on_delete=models.PROTECT, null=True, blank=True, related_name="unit"
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["module", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["module", "slug"], name="one_unit_per_name_in_a_module"),
            models.CheckConstraint(
                condition=(models.Q(kind="quiz") & models.Q(quiz__isnull=False))
                | (~models.Q(kind="quiz") & models.Q(quiz__isnull=True)),
                name="a_quiz_unit_names_its_quiz",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["inspection", "scenario"]) | models.Q(exercise__isnull=False),
                name="a_unit_of_an_exercise_names_it",
            ),
            models.UniqueConstraint(
                fields=["module"], condition=models.Q(kind="guide"), name="one_guide_per_module"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def pages(self):
        """The pages that show it."""
        return getattr(self, PAGES[self.kind])


PAGES = {
    Unit.Kind.LESSON: "lesson_pages",
    Unit.Kind.GUIDE: "guide_pages",
    Unit.Kind.SCENARIO: "scenario_pages",
    Unit.Kind.INSPECTION: "inspection_pages",
    Unit.Kind.QUIZ: "quiz_pages",
}
"""The relation by which a unit of each kind has its pages."""


def page_model(kind):
    """The model of the pages that show units of a kind."""
    return Unit._meta.get_field(PAGES[kind]).related_model
