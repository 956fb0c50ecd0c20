"""What all rows of the reference tables have: edition, dates, source, mark of verification."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from reference.models.conventions import TABLES_PACK
from reference.models.fields import LinesField


class TableRowQuerySet(models.QuerySet):
    """Rows of one table, as they are asked for."""

    def in_use(self):
        """Rows that were not taken out."""
        return self.filter(retired_at=None)

    def in_force(self, on):
        """Rows that count on a day. What is adopted counts from its date; without a date, not yet."""
        return self.in_use().filter(
            models.Q(effective_from=None) | models.Q(effective_from__lte=on),
            models.Q(effective_to=None) | models.Q(effective_to__gte=on),
            pending=False,
        )

    def verified(self):
        """Rows whose central claim was confirmed in their source."""
        return self.filter(verified=True)


class TableRow(RevisionMixin, models.Model):
    """A fact with its edition, the days on which it counts, its source and how far it is trusted."""

    edition = models.CharField(
        _("edition"), max_length=40, help_text=_("Such as HS 2022. Rows refer to rows of their own edition.")
    )
    effective_from = models.DateField(
        _("counts from"), null=True, blank=True, help_text=_("Empty: for as long as it is of interest.")
    )
    effective_to = models.DateField(
        _("counts until"), null=True, blank=True, help_text=_("The last day. Empty: no end is known.")
    )
    pending = models.BooleanField(
        _("adopted, date not known"),
        default=False,
        help_text=_("It does not count until it has a date."),
    )
    source = models.ForeignKey(
        "reference.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source"),
        limit_choices_to={"pack": TABLES_PACK},
    )
    where = models.CharField(_("where in the source"), max_length=200, blank=True)
    verified = models.BooleanField(
        _("verified"), default=False, help_text=_("Its central claim was confirmed in the source.")
    )
    unverified = LinesField(
        _("fields not confirmed"),
        help_text=_("One name of a field a line: what is doubtful though the central claim is not."),
    )
    retired_at = models.DateTimeField(_("taken out"), null=True, blank=True, editable=False)

    objects = TableRowQuerySet.as_manager()

    natural: tuple[str, ...] = ("slug",)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effective_from=None)
                | models.Q(effective_to=None)
                | models.Q(effective_from__lte=models.F("effective_to")),
                name="%(class)s_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(pending=False) | models.Q(effective_from=None),
                name="%(class)s_pending_has_no_date",
            ),
            models.CheckConstraint(
                condition=models.Q(verified=False) | models.Q(source__isnull=False),
                name="%(class)s_verified_has_a_source",
            ),
        ]

    def clean(self):
        super().clean()
        problems = {}
        if self.effective_from and self.effective_to and self.effective_from > self.effective_to:
            problems["effective_to"] = _("It ends before it begins: check both dates.")
        if self.pending and self.effective_from:
            problems["pending"] = _("It has a date: take one of them away.")
        if self.verified and self.source_id is None:
            problems["source"] = _("Name the source in which it was verified.")
        if problems:
            raise ValidationError(problems)

    def names(self):
        """The names by which lessons and questions say that they use this row."""
        raise NotImplementedError
