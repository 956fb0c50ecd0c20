"""Quizzes: how papers are drawn, answered, timed, passed and reviewed."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import AppendOnly
from quizzes.grading import behaviours
from quizzes.models.banks import Difficulty
from quizzes.models.fields import FractionField
from quizzes.review import PRESETS, What, When


class Behaviour(models.TextChoices):
    """How answering goes. The values are those of quizzes.grading.behaviours."""

    DEFERRED = behaviours.Behaviour.DEFERRED.value, _("Examination: graded when handed in")
    IMMEDIATE = behaviours.Behaviour.IMMEDIATE.value, _("Practice: each answer can be checked at once")
    TRIES = behaviours.Behaviour.TRIES.value, _("Practice: several tries, each one costs")
    CERTAINTY = behaviours.Behaviour.CERTAINTY.value, _("Weighted by how certain the officer is")


class Counts(models.TextChoices):
    """Which attempt is the one that counts."""

    BEST = "best", _("The best")
    FIRST = "first", _("The first")
    LAST = "last", _("The last")


class Shown(models.TextChoices):
    """From when on an officer sees something of an attempt. The values are those of quizzes.review."""

    NEVER = When.NEVER.value, _("Never")
    DURING = When.DURING.value, _("As soon as the answer is checked")
    AT_ONCE = When.AT_ONCE.value, _("After handing in")
    PASSED = When.PASSED.value, _("After passing")
    CLOSED = When.CLOSED.value, _("After the quiz has closed")


def _shown(label):
    return models.CharField(label, max_length=10, choices=Shown.choices, default=Shown.AT_ONCE)


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
    counts = models.CharField(
        _("attempt that counts"), max_length=10, choices=Counts.choices, default=Counts.BEST
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Attempts that run then are handed in.")
    )
    behaviour = models.CharField(
        _("behaviour"), max_length=10, choices=Behaviour.choices, default=Behaviour.DEFERRED
    )
    tries = models.PositiveSmallIntegerField(
        _("tries at each question"), default=3, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    penalty = FractionField(
        _("cost of a try"), default="1/3", help_text=_("A part of the mark, such as 1/3.")
    )
    invigilated = models.BooleanField(
        _("invigilated"),
        default=False,
        help_text=_("Starts only in a sitting that a coordinator has opened, with its code."),
    )
    shows_answer = _shown(_("the answer given"))
    shows_verdict = _shown(_("whether it was right"))
    shows_marks = _shown(_("its marks"))
    shows_feedback = _shown(_("feedback to it"))
    shows_solution = _shown(_("the right answer with its reason"))

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=models.Q(pass_mark__lte=100), name="pass_mark_is_a_percentage"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="a_quiz_takes_time"),
            models.CheckConstraint(
                condition=models.Q(opens_at=None)
                | models.Q(closes_at=None)
                | models.Q(opens_at__lt=models.F("closes_at")),
                name="a_quiz_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=models.Q(tries__gte=1, tries__lte=10), name="a_question_has_a_try_or_more"
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("Choose a time after the quiz opens.")})
        if self.penalty is not None and not 0 <= self.penalty <= 1:
            raise ValidationError({"penalty": _("Write a fraction from 0 to 1, such as 1/3.")})
        checks = behaviours.Behaviour(self.behaviour).checks
        faults = {
            f"shows_{what}": _("Answers are checked one by one only in practice: choose a later time.")
            for what, when in self.review.items()
            if when == When.DURING and not checks
        }
        if self.shows_closed_without_end:
            faults |= {"closes_at": _("Something is shown after the quiz has closed: say when it closes.")}
        if faults:
            raise ValidationError(faults)

    @property
    def review(self):
        """The policy of quizzes.review: for each thing, from when on it is shown."""
        return {what: When(getattr(self, f"shows_{what}")) for what in What}

    @review.setter
    def review(self, policy):
        """A policy, or the name of a preset."""
        for what, when in (PRESETS[policy] if isinstance(policy, str) else policy).items():
            setattr(self, f"shows_{What(what)}", When(when).value)

    @property
    def shows_closed_without_end(self):
        return self.closes_at is None and When.CLOSED in self.review.values()

    def is_closed(self, now):
        return self.closes_at is not None and self.closes_at <= now


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


class FixedItem(models.Model):
    """A question that stands on every paper of a quiz, beside what the blueprint draws."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="fixed_items")
    question = models.ForeignKey("quizzes.Question", on_delete=models.PROTECT, related_name="fixed_items")

    class Meta:
        verbose_name = _("fixed question")
        verbose_name_plural = _("fixed questions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="a_question_is_fixed_once_in_a_quiz")
        ]

    def __str__(self):
        return f"{self.quiz_id}: {self.question_id}"


class Rivalry(models.Model):
    """Questions that exclude each other, such as one that gives another away: a paper holds one at most."""

    bank = models.ForeignKey("quizzes.Bank", on_delete=models.CASCADE, related_name="rivalries")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("set of questions that exclude each other")
        verbose_name_plural = _("sets of questions that exclude each other")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["bank", "name"], name="one_rivalry_per_name_in_a_bank")
        ]

    def __str__(self):
        return self.name


class Accommodation(AppendOnly):
    """Extra time and further attempts at a quiz for one officer, with the reason. The latest one counts."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="accommodations")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="accommodations")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="accommodations"
    )
    extra_minutes = models.PositiveSmallIntegerField(_("extra minutes"), default=0)
    further_attempts = models.PositiveSmallIntegerField(_("further attempts"), default=0)
    reason = models.CharField(_("reason"), max_length=300)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        ordering = ["given_at", "pk"]

    def __str__(self):
        return f"{self.quiz_id} · {self.officer_id}"


class SittingQuerySet(models.QuerySet):
    def at(self, now):
        """Sittings that take officers at this moment."""
        return self.filter(opens_at__lte=now, closes_at__gt=now, ended_at=None)


class Sitting(models.Model):
    """An invigilated session of a quiz in one administration. Its code is given in the room."""

    class State(models.TextChoices):
        COMING = "coming", _("To come")
        OPEN = "open", _("Open")
        OVER = "over", _("Over")
        ENDED = "ended", _("Ended")

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="sittings")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="sittings"
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    code = models.CharField(_("start code"), max_length=20)
    networks = models.JSONField(
        _("networks"),
        default=list,
        blank=True,
        help_text=_("Address ranges such as 192.0.2.0/24; none: any."),
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("no start after"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_at__lt=models.F("closes_at")),
                name="a_sitting_opens_before_it_closes",
            )
        ]

    def __str__(self):
        return f"{self.quiz_id} · {self.opens_at:%Y-%m-%d}"

    def state(self, now):
        """Whether officers can start in it at this moment, and why not."""
        if self.ended_at:
            return self.State.ENDED
        if now < self.opens_at:
            return self.State.COMING
        return self.State.OPEN if now < self.closes_at else self.State.OVER
