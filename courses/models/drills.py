"""The drill on a guide: the cards of a day, their answers as an append-only log, and what is remembered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import AppendOnly
from courses.guides.cards import Card


class CardFields(models.Model):
    """What a card asks, of whom, learnt where. `other` is the entry that it is to be told from."""

    class Kind(models.TextChoices):
        WHAT = "what", _("What is this?")
        WHICH = "which", _("Which of the two?")
        CONTROLLED = "controlled", _("Controlled or not?")

    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    administration = models.ForeignKey("accounts.Administration", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    entry = models.ForeignKey("courses.GuideEntry", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("courses.GuideEntry", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def card(self):
        """The card as the rules know it: entries by their permanent names."""
        return Card(self.kind, self.entry.slug, self.other.slug if self.other_id else "")


class DrillTurn(CardFields):
    """One card of an officer's day, drawn with the day's others and then kept."""

    unit = models.ForeignKey("courses.Unit", on_delete=models.PROTECT, related_name="drill_turns")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    choices = models.JSONField(help_text="What can be answered, in its order: entries, or words.")

    class Meta:
        verbose_name = _("card of a day")
        verbose_name_plural = _("cards of a day")
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "administration", "unit", "day", "number"],
                name="one_card_per_place_of_a_day",
            )
        ]

    def __str__(self):
        return f"{self.officer_id} {self.day} {self.number}"


class DrillReview(AppendOnly):
    """The answer to a card of a day: the log that memories and confusions are worked out from."""

    turn = models.OneToOneField(DrillTurn, on_delete=models.PROTECT, related_name="review")
    given = models.CharField(max_length=100)
    right = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a card")
        verbose_name_plural = _("answers to cards")
        ordering = ["answered_at", "pk"]

    def __str__(self):
        return f"{self.turn_id}: {self.given}"


class DrillMemory(CardFields):
    """What an officer remembers of a card (courses.guides.spacing). The log, played again, gives the same."""

    stability = models.FloatField(help_text="Days.")
    difficulty = models.FloatField()
    due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("memory of a card")
        verbose_name_plural = _("memories of cards")
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "administration", "kind", "entry"],
                condition=Q(other=None),
                name="one_memory_per_card",
            ),
            models.UniqueConstraint(
                fields=["officer", "administration", "kind", "entry", "other"],
                condition=Q(other__isnull=False),
                name="one_memory_per_card_of_a_pair",
            ),
            models.CheckConstraint(
                condition=Q(kind="which", other__isnull=False) | (~Q(kind="which") & Q(other=None)),
                name="a_card_of_a_pair_names_the_other",
            ),
        ]

    def __str__(self):
        return f"{self.officer_id} · {self.kind} {self.entry_id}"
