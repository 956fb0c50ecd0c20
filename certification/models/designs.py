"""How an administration's certificates look: its pictures, and the designs it has published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import AppendOnly


class CertificatePicture(AppendOnly):
    """A logo or a signature as it was cleaned, named by what is in it. Lies in the private storage."""

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="certificate_pictures"
    )
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200, help_text=_("Name in the private storage."))
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("picture of a certificate")
        verbose_name_plural = _("pictures of certificates")
        constraints = [
            models.UniqueConstraint(fields=["administration", "sha256"], name="one_picture_per_content")
        ]

    def __str__(self):
        return self.sha256[:16]


class CertificateDesign(AppendOnly):
    """A published design. The newest is used at issue; a certificate keeps the one it was issued with.

    An empty text leaves the words of the certificate's language.
    """

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="certificate_designs"
    )
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    logo = models.ForeignKey(CertificatePicture, on_delete=models.PROTECT, null=True, related_name="+")
    heading = models.CharField(_("heading"), max_length=60, blank=True)
    opening = models.CharField(_("before the name"), max_length=120, blank=True)
    statement = models.CharField(_("after the name"), max_length=160, blank=True)
    participation_heading = models.CharField(_("heading"), max_length=60, blank=True)
    participation_statement = models.CharField(_("after the name"), max_length=160, blank=True)
    note = models.CharField(_("note at the foot"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("design of certificates")
        verbose_name_plural = _("designs of certificates")
        ordering = ["administration", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["administration", "number"], name="one_design_per_number")
        ]

    def __str__(self):
        return f"{self.administration_id} · {self.number}"


class Signatory(AppendOnly):
    """Who signs for the administration on the certificates of a design."""

    design = models.ForeignKey(CertificateDesign, on_delete=models.PROTECT, related_name="signatories")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    office = models.CharField(_("office"), max_length=80, blank=True)
    signature = models.ForeignKey(CertificatePicture, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["design", "order"]
        constraints = [models.UniqueConstraint(fields=["design", "order"], name="one_signatory_per_place")]

    def __str__(self):
        return self.name
