"""Quizzes and their blueprints."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.banks import Difficulty


class Review(models.TextChoices):
    """When an officer sees right answers and feedback."""

    NEVER = "never", _("Never: marks by objective only")
    AFTER_PASSING = "passed", _("After passing")
    AFTER_HANDING_IN = "handed_in", _("After handing in")


class Quiz(models.Model):
    """A graded quiz: how papers are drawn, how long an officer has, what passes."""

    slug = models.SlugField(_("permanent name"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, null=True, blank=True, related_name="quizzes"
    )
    bank = models.ForeignKey("quizzes.Bank", on_delete=models.PROTECT, related_name="quizzes")
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=[MinValueValidator(1)])
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, per cent"), validators=[MaxValueValidator(100)]
    )
    pause_minutes = models.PositiveIntegerField(_("pause between attempts, minutes"), default=0)
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"), null=True, blank=True, help_text=_("Empty: any number.")
    )
    review = models.CharField(
        _("review"), max_length=10, choices=Review.choices, default=Review.AFTER_HANDING_IN
    )

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=models.Q(pass_mark__lte=100), name="pass_mark_is_a_percentage"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="a_quiz_takes_time"),
        ]

    def __str__(self):
        return self.title


class BlueprintRow(models.Model):
    """How many questions on one objective, of one difficulty or any, a paper holds."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="blueprint")
    order = models.PositiveSmallIntegerField(default=0)
    objective = models.ForeignKey(
        "reference.Objective", on_delete=models.PROTECT, related_name="blueprint_rows"
    )
    difficulty = models.CharField(_("difficulty"), max_length=10, choices=Difficulty.choices, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("row of a blueprint")
        verbose_name_plural = _("rows of a blueprint")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "objective", "difficulty"], name="one_blueprint_row_per_cell"
            )
        ]

    def __str__(self):
        return f"{self.objective_id} × {self.number}"
