"""Banks of questions. What a question says stands in its versions, and a version never changes."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AppendOnly
from reference.models.fields import LinesField


class Difficulty(models.TextChoices):
    BASIC = "basic", _("Basic")
    APPLIED = "applied", _("Applied")
    ADVANCED = "advanced", _("Advanced")


class Bank(models.Model):
    """A collection of questions that trainers keep together: a module's, or an administration's own."""

    slug = models.SlugField(_("permanent name"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    administration = models.ForeignKey(
        "accounts.Administration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="banks",
        help_text=_("Empty: international."),
    )
    collection = models.ForeignKey("wagtailcore.Collection", on_delete=models.PROTECT, related_name="banks")

    class Meta:
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")
        ordering = ["title"]

    def __str__(self):
        return self.title


class Question(models.Model):
    """One question through all its versions. Retired ones stay, and are drawn no more."""

    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="questions")
    slug = models.SlugField(_("permanent name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=40)
    current = models.ForeignKey(
        "quizzes.QuestionVersion", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)
    rivalry = models.ForeignKey(
        "quizzes.Rivalry",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("excludes"),
        help_text=_("A paper holds one question of the set at most."),
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["bank", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["bank", "slug"], name="one_question_per_name_in_a_bank")
        ]

    def __str__(self):
        return self.slug

    @property
    def waiting(self):
        """The version that is put forward and not in force yet, or None."""
        proposal = getattr(self, "proposal", None)
        return proposal.version if proposal and proposal.waits else None

    @property
    def latest(self):
        """What its authors work on: the version that waits, else the one in force."""
        return self.waiting or self.current


class QuestionVersion(AppendOnly):
    """What a question says from one edit to the next. `body` is the data of its kind (quizzes.grading)."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    objective = models.ForeignKey(
        "reference.Objective", on_delete=models.PROTECT, related_name="question_versions"
    )
    difficulty = models.CharField(_("difficulty"), max_length=10, choices=Difficulty.choices)
    source = models.ForeignKey(
        "reference.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="question_versions"
    )
    where = models.CharField(_("where in the source"), max_length=200, blank=True)
    verified = models.BooleanField(
        _("verified"), default=True, help_text=_("Only verified questions are drawn.")
    )
    uses = LinesField(
        _("rows it rests on"),
        help_text=_(
            "One a line, such as hs:0106.12 or species:panthera-leo. When a row changes, you are told."
        ),
    )
    body = models.JSONField()
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_version_per_number")]

    def __str__(self):
        return f"{self.question_id} v{self.number}"
