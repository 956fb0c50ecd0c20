"""Officers brought in by a file: the record of each import, and what became of each row."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OfficerImport(models.Model):
    """One uploaded file, from its preview to what became of it."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("Waits for confirmation")
        DONE = "done", _("Imported")
        DISCARDED = "discarded", _("Discarded")
        UNDONE = "undone", _("Undone")

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="officer_imports"
    )
    file_name = models.CharField(_("file name"), max_length=200)
    file = models.CharField(
        max_length=200, blank=True, help_text=_("Name in the private storage; empty once it is deleted.")
    )
    note = models.TextField(blank=True, help_text=_("What had to be guessed or was not read."))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PREVIEW)
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import of officers")
        verbose_name_plural = _("imports of officers")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.file_name


class OfficerImportRowQuerySet(models.QuerySet):
    def good(self):
        return self.filter(problems="")

    def bad(self):
        return self.exclude(problems="")


class OfficerImportRow(models.Model):
    """One row of an uploaded file, the texts as they were read."""

    officer_import = models.ForeignKey(OfficerImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    name = models.TextField(blank=True)
    latin_name = models.TextField(blank=True)
    email = models.TextField(blank=True)
    staff_number = models.TextField(blank=True)
    office = models.TextField(blank=True)
    problems = models.TextField(
        blank=True, help_text=_("Why the row cannot be imported: one sentence a line; empty for a good row.")
    )
    user = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")

    objects = OfficerImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer_import", "number"], name="one_row_per_number_of_an_import"
            )
        ]

    def __str__(self):
        return f"{self.officer_import_id}: {self.number}"
