"""Attempts: the paper drawn, what was answered when, and what it was worth."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AppendOnly
from quizzes.grading import behaviours
from quizzes.models.fields import FractionField
from quizzes.models.quizzes import Behaviour, Counts


class AttemptQuerySet(models.QuerySet):
    def of(self, officer):
        """An officer's own."""
        return self.filter(officer=officer)

    def open(self):
        return self.filter(submitted_at=None)

    def graded(self):
        """Those with a grade in force."""
        return self.exclude(grade=None)

    def overdue(self, now):
        """Open attempts whose time has run out: to be submitted with what they hold."""
        return self.filter(submitted_at=None, deadline__lte=now)

    def counting(self):
        """Graded attempts that count: of an officer's at a quiz the first, the last, or every one where the
        best does, for a pass is a pass."""
        graded = Attempt.objects.filter(
            officer=OuterRef("officer"), quiz=OuterRef("quiz"), grade__isnull=False
        )
        return self.filter(grade__isnull=False).filter(
            Q(quiz__counts=Counts.BEST)
            | Q(quiz__counts=Counts.FIRST) & ~Exists(graded.filter(number__lt=OuterRef("number")))
            | Q(quiz__counts=Counts.LAST) & ~Exists(graded.filter(number__gt=OuterRef("number")))
        )


class CountedAttempts(models.Manager.from_queryset(AttemptQuerySet)):
    """Attempts that count. Whoever asks for attempts gets no trial, also through a relation's manager."""

    def get_queryset(self):
        return super().get_queryset().filter(trial=False)


class Attempt(models.Model):
    """One officer's run through a quiz, on the paper drawn when it began.

    A trial is an author's run, to see a quiz as officers do: it is graded and nothing follows from it.
    `Attempt.objects` leaves trials out, `Attempt.every` holds them.
    """

    class ClosedBy(models.TextChoices):
        OFFICER = "officer", _("The officer")
        TIME = "time", _("The time limit")

    quiz = models.ForeignKey("quizzes.Quiz", on_delete=models.PROTECT, related_name="attempts")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="attempts")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="attempts"
    )
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    pass_mark = models.PositiveSmallIntegerField(help_text=_("Per cent, as it stood at the start."))
    behaviour = models.CharField(max_length=10, choices=Behaviour.choices, default=Behaviour.DEFERRED)
    tries = models.PositiveSmallIntegerField(default=1)
    penalty = FractionField(default="0")
    sitting = models.ForeignKey(
        "quizzes.Sitting", on_delete=models.PROTECT, null=True, blank=True, related_name="attempts"
    )
    trial = models.BooleanField(_("trial"), default=False, help_text=_("By an author: it does not count."))
    submitted_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=10, choices=ClosedBy.choices, blank=True)
    grade = models.ForeignKey(
        "quizzes.Grade", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = CountedAttempts()
    every = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "officer"],
                condition=models.Q(submitted_at=None, trial=False),
                name="one_open_attempt_per_officer_and_quiz",
            ),
            models.UniqueConstraint(
                fields=["quiz", "officer"],
                condition=models.Q(submitted_at=None, trial=True),
                name="one_open_trial_per_person_and_quiz",
            ),
            models.UniqueConstraint(
                fields=["quiz", "officer", "number", "trial"], name="one_attempt_per_number"
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline"], condition=models.Q(submitted_at=None), name="open_attempts_by_deadline"
            )
        ]

    def __str__(self):
        return f"{self.quiz_id} · {self.officer_id} · {self.number}"

    @property
    def is_open(self):
        return self.submitted_at is None

    @property
    def way(self):
        """How answering goes, with its rules."""
        return behaviours.Behaviour(self.behaviour)


class PaperItem(AppendOnly):
    """One item of a frozen paper: which version, in which order its options stand."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(
        "quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="paper_items"
    )
    order = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="one_item_per_position")]

    def __str__(self):
        return f"{self.attempt_id}.{self.position}"


class AnswerEvent(AppendOnly):
    """An answer as it was given. An item's state is the event with the greatest (number, client)."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="events")
    item = models.ForeignKey(PaperItem, on_delete=models.PROTECT, related_name="events")
    client = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    answer = models.JSONField(null=True)
    certainty = models.PositiveSmallIntegerField(
        null=True, help_text=_("1 to 3, where the behaviour asks for it.")
    )
    client_time = models.DateTimeField(null=True)
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number", "client"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "client", "number"], name="an_answer_event_is_stored_once"
            )
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.client}:{self.number}"

    @property
    def said(self):
        """What was answered and how certainly: two events that say the same are no rivals."""
        return self.answer, self.certainty


class Check(AppendOnly):
    """A try at an item: an answer that was checked while the attempt ran, and what it was worth."""

    item = models.ForeignKey(PaperItem, on_delete=models.PROTECT, related_name="checks")
    event = models.OneToOneField(AnswerEvent, on_delete=models.PROTECT, related_name="checked_as")
    number = models.PositiveSmallIntegerField()
    fraction = FractionField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_check_per_number_of_an_item")
        ]

    def __str__(self):
        return f"{self.item_id}: {self.number}"


class Grade(AppendOnly):
    """A grading of an attempt. The first has number 1; a regrade stands beside it."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="grades")
    number = models.PositiveSmallIntegerField()
    earned = FractionField()
    possible = FractionField()
    passed = models.BooleanField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [models.UniqueConstraint(fields=["attempt", "number"], name="one_grade_per_number")]

    def __str__(self):
        return f"{self.attempt_id}: {self.earned} of {self.possible}"

    @property
    def percent(self):
        """Exact per cent, a Fraction: rounded only where shown."""
        return 100 * self.earned / self.possible if self.possible else self.earned


class ItemMark(AppendOnly):
    """The fraction of one item's mark that an answer earned in one grading.

    `correction`: what had been decided about the question when this mark was written.
    """

    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="marks")
    item = models.ForeignKey(PaperItem, on_delete=models.PROTECT, related_name="marks")
    event = models.ForeignKey(AnswerEvent, on_delete=models.PROTECT, null=True, related_name="+")
    fraction = FractionField()
    correction = models.ForeignKey(
        "quizzes.Correction", on_delete=models.PROTECT, null=True, related_name="marks"
    )

    class Meta:
        ordering = ["item__position"]
        constraints = [models.UniqueConstraint(fields=["grade", "item"], name="one_mark_per_item_and_grade")]

    def __str__(self):
        return f"{self.item_id}: {self.fraction}"
