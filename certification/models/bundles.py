"""Certificates gathered in one ZIP for a coordinator."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CertificateBundle(models.Model):
    """An order for a ZIP of certificates: how far it is, and where the file lies while it is kept."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits")
        RUNNING = "running", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")
        CLEARED = "cleared", _("Deleted after its time")

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="certificate_bundles"
    )
    certificates = models.ManyToManyField("certification.Certificate", related_name="+")
    number = models.PositiveIntegerField(_("certificates"))
    done = models.PositiveIntegerField(default=0, help_text=_("How many are in the ZIP so far."))
    damaged = models.JSONField(default=list, help_text=_("Serial numbers whose paper could not be read."))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    file = models.CharField(
        max_length=200, blank=True, help_text=_("Name in the private storage; empty before and after.")
    )
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    worked_at = models.DateTimeField(null=True, help_text=_("When the task last said how far it is."))

    class Meta:
        verbose_name = _("ZIP of certificates")
        verbose_name_plural = _("ZIPs of certificates")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.administration_id} · {self.created_at:%Y-%m-%d %H:%M}"
