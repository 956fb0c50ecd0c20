"""Certificates: what was issued to whom, until when it is valid, and what the register says of it today."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from certification.models import Certificate
from certification.resources.rows import OFFICER, OfficerResource
from certification.services.certificates import state_on
from certification.services.overview import STATES


class CertificateResource(OfficerResource):
    """One row for each certificate, also for those that were replaced or revoked."""

    title = _("Certificates")
    columns: ClassVar[dict] = OFFICER | {
        "serial": _("Serial number"),
        "curriculum_title": _("Curriculum"),
        "curriculum_version": _("Version"),
        "level": _("Level"),
        "issued_on": _("Issued"),
        "valid_until": _("Valid until"),
        "state": _("State"),
    }

    def get_queryset(self):
        found = self.own(Certificate.objects.all())
        if self.asked.since:
            found = found.filter(issued_on__gte=self.asked.since)
        if self.asked.until:
            found = found.filter(issued_on__lte=self.asked.until)
        return (
            found.select_related("award")
            .defer("modules")
            .order_by("officer__name", "officer", "issued_at", "pk")
        )

    def dress(self, found):
        for certificate in found:
            award = certificate.award
            state = state_on(certificate, self.day)
            certificate.level = str(award.get_level_display() if self.words else award.level)
            certificate.state = str(STATES[state] if self.words else state)
