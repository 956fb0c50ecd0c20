"""Transcripts: a row for each officer and module, with dates, attempts, the mark and the certificate."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from accounts.periods import moments
from certification.resources.attempts import attempts_at_modules, best_mark
from certification.resources.completions import newest_certificates
from certification.resources.rows import OFFICER, OfficerResource
from certification.services.certificates import state_on
from certification.services.overview import STATES
from certification.services.population import within
from courses.models import ModuleEnrolment
from quizzes.grading.percent import tenths


class TranscriptResource(OfficerResource):
    """One row for each module that an officer began. A period is of the days of beginning."""

    title = _("Transcripts")
    columns: ClassVar[dict] = OFFICER | {
        "module": _("Module"),
        "started_on": _("Begun on"),
        "completed_on": _("Completed on"),
        "attempts": _("Attempts"),
        "last_attempt_on": _("Last attempt on"),
        "mark": _("Best mark that passed, per cent"),
        "certificate": _("Certificate"),
        "state": _("State"),
        "valid_until": _("Valid until"),
    }

    def get_queryset(self):
        begin, end = moments(self.asked.since, self.asked.until, self.administration.zone)
        return (
            within(self.own(ModuleEnrolment.objects.all()), "started_at", begin, end)
            .select_related("module")
            .order_by("officer__name", "officer", "started_at", "pk")
        )

    def dress(self, found):
        officers = {enrolment.officer_id for enrolment in found}
        attempts = attempts_at_modules(found, self.administration)
        certificates = newest_certificates(officers, self.administration)
        day_of = self.administration.day_of
        for enrolment in found:
            key = (enrolment.officer_id, enrolment.module_id)
            own, certificate = attempts.get(key, ()), certificates.get(key)
            mark = best_mark(own)
            state = certificate and state_on(certificate, self.day)
            enrolment.started_on = day_of(enrolment.started_at)
            enrolment.completed_on = enrolment.completed_at and day_of(enrolment.completed_at)
            enrolment.attempts = len(own)
            enrolment.last_attempt_on = day_of(own[-1].submitted_at) if own else None
            enrolment.mark = None if mark is None else tenths(mark)
            enrolment.certificate = certificate.serial if certificate else ""
            enrolment.state = str(STATES[state] if self.words else state) if certificate else ""
            enrolment.valid_until = certificate.valid_until if certificate else None
