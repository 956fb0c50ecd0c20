"""Accounts that are one person's: merged, or said to be two people's."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly


class PeopleMerge(AppendOnly):
    """That one account was merged into another: what went over, and what both said before."""

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="people_merges"
    )
    kept = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="merges")
    closed = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="merge")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField(
        encoder=DjangoJSONEncoder, help_text=_("Names, address and staff numbers of both, before.")
    )
    moved = models.JSONField(
        encoder=DjangoJSONEncoder,
        help_text=_("By column that points at a person: the rows that moved, stayed and were changed."),
    )

    class Meta:
        verbose_name = _("merge of two accounts")
        verbose_name_plural = _("merges of accounts")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.closed_id} → {self.kept_id}"


class NotTheSame(models.Model):
    """That a coordinator has found two officers to be two people. The one with the lower key comes first."""

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="told_apart"
    )
    first = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pair told apart")
        verbose_name_plural = _("pairs told apart")
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "first", "second"], name="one_row_per_pair_told_apart"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="lower_key_of_a_pair_first"
            ),
        ]

    def __str__(self):
        return f"{self.first_id} ≠ {self.second_id}"
