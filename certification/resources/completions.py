"""Completions: who finished which module, with the mark and the certificate."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from accounts.periods import moments
from certification.models import Evidence
from certification.resources.attempts import attempts_at_modules, best_mark
from certification.resources.rows import OFFICER, OfficerResource
from certification.services.certificates import state_on
from certification.services.completions import completed_modules
from certification.services.overview import STATES
from certification.services.population import within
from quizzes.grading.percent import tenths


class CompletionResource(OfficerResource):
    """One row for each module that an officer completed, with the newest certificate that it counted for."""

    title = _("Completions")
    columns: ClassVar[dict] = OFFICER | {
        "module": _("Module"),
        "completed_on": _("Completed on"),
        "mark": _("Mark, per cent"),
        "certificate": _("Certificate"),
        "state": _("State"),
        "valid_until": _("Valid until"),
    }

    def get_queryset(self):
        begin, end = moments(self.asked.since, self.asked.until, self.administration.zone)
        return (
            within(self.own(completed_modules(self.administration)), "completed_at", begin, end)
            .select_related("module")
            .order_by("officer__name", "officer", "completed_at", "pk")
        )

    def dress(self, found):
        officers = {enrolment.officer_id for enrolment in found}
        attempts = attempts_at_modules(found, self.administration)
        certificates = newest_certificates(officers, self.administration)
        for enrolment in found:
            key = (enrolment.officer_id, enrolment.module_id)
            certificate = certificates.get(key)
            mark = best_mark(attempts.get(key, ()))
            state = certificate and state_on(certificate, self.day)
            enrolment.completed_on = self.administration.day_of(enrolment.completed_at)
            enrolment.mark = None if mark is None else tenths(mark)
            enrolment.certificate = certificate.serial if certificate else ""
            enrolment.state = str(STATES[state] if self.words else state) if certificate else ""
            enrolment.valid_until = certificate.valid_until if certificate else None


def newest_certificates(officers, administration):
    """The newest certificate whose evidence holds a module, by officer and module. Two queries."""
    evidence = (
        Evidence.objects.filter(award__officer__in=officers, award__administration=administration)
        .select_related("award", "requirement")
        .prefetch_related("award__certificates")
    )
    newest = {}
    for row in evidence:
        key = (row.award.officer_id, row.requirement.module_id)
        for certificate in row.award.certificates.all():
            if key not in newest or certificate.issued_at > newest[key].issued_at:
                newest[key] = certificate
    return newest
