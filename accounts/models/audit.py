"""The audit log: what coordinators and owners did."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.models.append_only import AppendOnly, AppendOnlyQuerySet


class AuditEntryQuerySet(AppendOnlyQuerySet):
    def matching(self, *, text="", act="", by=None, begin=None, end=None):
        """Narrow to entries that name a text in their object or person, to an act, a doer, a period.

        `begin` is the first moment of the period, `end` the first one after it; None where it is open.
        """
        found = self
        for word in text.split():
            found = found.filter(
                models.Q(what__icontains=word)
                | models.Q(subject__name__icontains=word)
                | models.Q(subject__latin_name__icontains=word)
            )
        if act:
            found = found.filter(act=act)
        if by is not None:
            found = found.filter(by=by)
        if begin:
            found = found.filter(at__gte=begin)
        return found.filter(at__lt=end) if end else found


class AuditEntry(AppendOnly):
    """One act: who did it, when, to whom and to what. Nobody changes or deletes it."""

    administration = models.ForeignKey(
        "accounts.Administration",
        on_delete=models.PROTECT,
        null=True,
        related_name="audit_entries",
        help_text=_("Empty: an act for the whole platform."),
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty: a command of the service."),
    )
    act = models.CharField(max_length=60)
    subject = models.ForeignKey(
        "accounts.User",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("The person concerned."),
    )
    what = models.CharField(max_length=300, help_text=_("The object, as it was called then."))
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["administration", "-at", "-id"], name="audit_of_administration"),
            models.Index(fields=["-at", "-id"], name="audit_by_time"),
        ]

    def __str__(self):
        return f"{self.act} · {self.what}"

    @property
    def words(self):
        return acts.words_of(self.act)

    @property
    def details(self):
        """The details by name, with words for their names, as (words, text); lists are joined."""
        return [(acts.words_of_detail(name), _text(value)) for name, value in sorted(self.detail.items())]


def _text(value):
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return ", ".join(
            f"{acts.words_of_detail(name)}: {_text(inner)}" for name, inner in sorted(value.items())
        )
    return "–" if value in {None, ""} else str(value)
