"""Scenarios as they were written, and the runs of officers through them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AppendOnly


class ScenarioVersion(AppendOnly):
    """What a scenario says from one edit to the next. `body` is the data of exercises.scenarios.forms.

    The greatest number is in force; a run keeps the version that it began with.
    """

    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.PROTECT, related_name="scenario_versions"
    )
    number = models.PositiveIntegerField()
    body = models.JSONField()
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a scenario")
        verbose_name_plural = _("versions of scenarios")
        ordering = ["exercise", "number"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "number"], name="one_scenario_version_per_number")
        ]

    def __str__(self):
        return f"{self.exercise_id} v{self.number}"


class ScenarioRunQuerySet(models.QuerySet):
    def of(self, officer):
        """An officer's own."""
        return self.filter(officer=officer)

    def open(self):
        return self.filter(ended_at=None)


class CountedRuns(models.Manager.from_queryset(ScenarioRunQuerySet)):
    """Runs that count. Whoever asks for runs gets no trial, also through a relation's manager."""

    def get_queryset(self):
        return super().get_queryset().filter(trial=False)


class ScenarioRun(models.Model):
    """One officer's run through a scenario. The seed fixes what chance does in it.

    A trial is an author's run, and nothing follows from it. `ScenarioRun.objects` leaves trials out,
    `ScenarioRun.every` holds them.
    """

    class Outcome(models.TextChoices):
        SUCCESS = "success", _("Success")
        PARTIAL = "partial", _("Partly successful")
        FAILURE = "failure", _("Failure")
        HARM = "harm", _("Harm done")

    exercise = models.ForeignKey("exercises.Exercise", on_delete=models.PROTECT, related_name="scenario_runs")
    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="runs")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="scenario_runs")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="scenario_runs"
    )
    seed = models.BigIntegerField()
    trial = models.BooleanField(_("trial"), default=False, help_text=_("By an author: it does not count."))
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    score = models.IntegerField(null=True, blank=True)
    best_score = models.IntegerField(
        null=True, blank=True, help_text=_("What the best way through this run earns.")
    )

    objects = CountedRuns()
    every = ScenarioRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of a scenario")
        verbose_name_plural = _("runs of scenarios")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "officer"],
                condition=Q(ended_at=None, trial=False),
                name="one_open_run_per_officer_and_exercise",
            ),
            models.UniqueConstraint(
                fields=["exercise", "officer"],
                condition=Q(ended_at=None, trial=True),
                name="one_open_trial_run_per_person_and_exercise",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="", score=None, best_score=None)
                | (Q(ended_at__isnull=False, score__isnull=False, best_score__isnull=False) & ~Q(outcome="")),
                name="an_ended_run_has_outcome_and_score",
            ),
        ]

    def __str__(self):
        return f"{self.exercise_id} · {self.officer_id}"

    @property
    def is_open(self):
        return self.ended_at is None


class ScenarioStep(AppendOnly):
    """One decision of a run: the situation by its name, the time spent with it, and where it led."""

    run = models.ForeignKey(ScenarioRun, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    node = models.CharField(max_length=50)
    decision = models.CharField(max_length=50)
    to = models.CharField(max_length=50, help_text=_("The situation or end that followed."))
    entered_at = models.DateTimeField()
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a run")
        verbose_name_plural = _("steps of runs")
        ordering = ["run", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_step_per_number_of_a_run")]

    def __str__(self):
        return f"{self.run_id}.{self.number}"

    @property
    def seconds(self):
        """Time from entering the situation to deciding, with whatever interruption there was."""
        return (self.decided_at - self.entered_at).total_seconds()
