"""Inspections as they were set up, and the rounds of officers."""

from fractions import Fraction

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AppendOnly
from exercises.consignments.mixing import MOST
from exercises.inspections.scoring import Found, Score
from quizzes.models.fields import FractionField


class InspectionVersion(AppendOnly):
    """How an inspection is set up from one edit to the next: exercises.inspections.settings.

    The greatest number is in force; a round keeps the version that it began with.
    """

    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.PROTECT, related_name="inspection_versions"
    )
    number = models.PositiveIntegerField()
    template = models.SlugField(_("document"))
    kinds = models.JSONField(
        _("kinds of fault"), default=list, blank=True, help_text=_("None: all that the document can have.")
    )
    clean_percent = models.PositiveSmallIntegerField(_("sets without a fault, in per cent"))
    most = models.PositiveSmallIntegerField(_("greatest number of faults"))
    growth = models.PositiveSmallIntegerField(
        _("rounds well done for the next level"), help_text=_("0 keeps officers on the first level.")
    )
    fixed = models.JSONField(
        _("set written by hand"),
        null=True,
        blank=True,
        help_text=_("The same in every round; without it sets are mixed."),
    )
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of an inspection")
        verbose_name_plural = _("versions of inspections")
        ordering = ["exercise", "number"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "number"], name="one_inspection_version_per_number"),
            models.CheckConstraint(condition=Q(clean_percent__lte=100), name="clean_sets_are_a_share"),
            models.CheckConstraint(
                condition=Q(most__gte=1, most__lte=MOST), name="faults_are_of_a_number_that_goes_together"
            ),
        ]

    def __str__(self):
        return f"{self.exercise_id} v{self.number}"


class InspectionRoundQuerySet(models.QuerySet):
    def of(self, officer):
        """An officer's own."""
        return self.filter(officer=officer)

    def open(self):
        return self.filter(handed_in_at=None)

    def handed_in(self):
        """What was handed in, in the order in which it was begun."""
        return self.exclude(handed_in_at=None).order_by("number")


class CountedRounds(models.Manager.from_queryset(InspectionRoundQuerySet)):
    """Rounds that count. Whoever asks for rounds gets no trial, also through a relation's manager."""

    def get_queryset(self):
        return super().get_queryset().filter(trial=False)


class InspectionRound(models.Model):
    """One officer's inspection of one set. The set is not kept: version, seed and level make it again.

    `flags` are reasons by `document:entry`, empty where none is chosen yet; `result` has what became of each
    fault, and the false alarms. `InspectionRound.objects` leaves trials out, `InspectionRound.every` holds
    them.
    """

    class Decision(models.TextChoices):
        RELEASE = "release", _("Release")
        ASK = "ask", _("Ask for information")
        CONSULT = "consult", _("Consult the authority")
        DETAIN = "detain", _("Detain")
        REFUSE = "refuse", _("Refuse")

    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.PROTECT, related_name="inspection_rounds"
    )
    version = models.ForeignKey(InspectionVersion, on_delete=models.PROTECT, related_name="rounds")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="inspection_rounds")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="inspection_rounds"
    )
    number = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    level = models.PositiveSmallIntegerField()
    trial = models.BooleanField(_("trial"), default=False, help_text=_("By an author: it does not count."))
    started_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    saves = models.PositiveIntegerField(default=0, help_text=_("How often the flags were saved."))
    flags = models.JSONField(default=dict, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    mark = FractionField(null=True, blank=True)
    decision_mark = FractionField(null=True, blank=True)
    hits = models.PositiveSmallIntegerField(null=True, blank=True)
    misses = models.PositiveSmallIntegerField(null=True, blank=True)
    false_alarms = models.PositiveSmallIntegerField(null=True, blank=True)
    sound = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)

    objects = CountedRounds()
    every = InspectionRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of an inspection")
        verbose_name_plural = _("rounds of inspections")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "officer", "trial", "number"], name="one_round_per_number"
            ),
            models.UniqueConstraint(
                fields=["exercise", "officer"],
                condition=Q(handed_in_at=None, trial=False),
                name="one_open_round_per_officer_and_exercise",
            ),
            models.UniqueConstraint(
                fields=["exercise", "officer"],
                condition=Q(handed_in_at=None, trial=True),
                name="one_open_trial_round_per_person_and_exercise",
            ),
            models.CheckConstraint(
                condition=Q(
                    handed_in_at=None,
                    mark=None,
                    decision_mark=None,
                    hits=None,
                    misses=None,
                    false_alarms=None,
                    sound=None,
                )
                | (
                    Q(
                        handed_in_at__isnull=False,
                        mark__isnull=False,
                        decision_mark__isnull=False,
                        hits__isnull=False,
                        misses__isnull=False,
                        false_alarms__lte=F("sound"),
                    )
                    & ~Q(decision="")
                ),
                name="a_round_handed_in_is_marked",
            ),
        ]

    def __str__(self):
        return f"{self.exercise_id} · {self.officer_id} · {self.number}"

    @property
    def is_open(self):
        return self.handed_in_at is None

    @property
    def score(self):
        """How it was marked when it was handed in, whatever the catalogue says by now."""
        return Score(
            found=tuple(Found(kind, hit != "0", Fraction(hit)) for kind, hit in self.result["found"].items()),
            false_alarms=frozenset(tuple(entry.split(":", 1)) for entry in self.result["alarms"]),
            sound=self.sound,
            mark=self.mark,
            decision=self.decision_mark,
        )
