"""What has to be looked at again because a row of the reference tables changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewMarkQuerySet(models.QuerySet):
    def open(self):
        """Marks that nobody has cleared."""
        return self.filter(cleared_at=None)


class ReviewMark(models.Model):
    """A lesson, question or other user of a row that changed. Nothing in it changes by itself."""

    row = models.CharField(_("row"), max_length=160, help_text=_("Such as hs:0106.12."))
    kind = models.CharField(_("kind of user"), max_length=40)
    user = models.CharField(_("user"), max_length=200, help_text=_("The key of the user in its kind."))
    what = models.TextField(_("what changed"))
    since = models.DateTimeField(_("since"))
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True)
    cleared_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = ReviewMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark for review")
        verbose_name_plural = _("marks for review")
        ordering = ["-since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "kind", "user"],
                condition=models.Q(cleared_at=None),
                name="one_open_mark_per_row_and_user",
            ),
            models.CheckConstraint(
                condition=models.Q(cleared_at=None) | ~models.Q(reason=""),
                name="a_mark_is_cleared_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.user}: {self.row}"
