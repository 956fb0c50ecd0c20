"""The site's own table: what tells every process that kept pages are out of date."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ContentChangeQuerySet(models.QuerySet):
    def edition(self):
        """A queryset of one number, the edition of the content: another one after each change.

        It is the sum of the keys and not the greatest, because of two changes made at the same time the
        one with the smaller key may become visible last.
        """
        return self.order_by().values(edition=models.Func("pk", function="SUM"))


class ContentChange(models.Model):
    """Something that pages show has changed. Written in the transaction of the change itself.

    So a page that is kept under its edition is out of date in every process as soon as the change can be
    read, and no earlier. Rows are only added, hence no change waits for another.
    """

    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ContentChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of content")
        verbose_name_plural = _("changes of content")

    def __str__(self):
        return str(self.pk)
