"""Completions as rows for export: who finished which module, with the mark and the certificate.

django-import-export names the fields and their values; the rows are written out one by one (accounts/tables),
so an administration of any size takes little memory.
"""

from django.utils.translation import gettext_lazy as _
from import_export import fields, resources
from import_export.widgets import DateWidget, Widget

from accounts.models import Membership
from certification.models import Evidence
from certification.services.certificates import state_on
from certification.services.completions import best_mark, completed_modules, proofs_of
from quizzes.grading.percent import tenths

CHUNK = 1000
WIDGETS = {
    "completed_on": DateWidget(coerce_to_string=False),
    "valid_until": DateWidget(coerce_to_string=False),
}
COLUMNS = {
    "officer_name": _("Officer"),
    "latin_name": _("Name in Latin letters"),
    "staff_number": _("Staff number"),
    "office": _("Office"),
    "module": _("Module"),
    "completed_on": _("Completed on"),
    "mark": _("Mark, per cent"),
    "certificate": _("Certificate"),
    "state": _("State"),
    "valid_until": _("Valid until"),
}


class AsIsWidget(Widget):
    """A value as it is: the format decides how a number or a text is written."""

    def render(self, value, obj=None, **kwargs):
        return value


def _field(name, attribute):
    return fields.Field(attribute=attribute, column_name=name, widget=WIDGETS.get(name, AsIsWidget()))


class CompletionResource(resources.Resource):
    """One row for each finished module of an officer, in one administration.

    Dates are days where the administration is. The certificate is the newest whose evidence holds the module.
    """

    officer_name = _field("officer_name", "officer_name")
    latin_name = _field("latin_name", "latin_name")
    staff_number = _field("staff_number", "staff_number")
    office = _field("office", "office")
    module = _field("module", "module_title")
    completed_on = _field("completed_on", "completed_on")
    mark = _field("mark", "mark")
    certificate = _field("certificate", "serial")
    state = _field("state", "state")
    valid_until = _field("valid_until", "valid_until")

    class Meta:
        export_order = tuple(COLUMNS)

    def __init__(self, administration, day, **kwargs):
        super().__init__(**kwargs)
        self.administration = administration
        self.day = day

    def headers(self):
        """The headings in the reader's language."""
        return [str(heading) for heading in COLUMNS.values()]

    def get_queryset(self):
        return (
            completed_modules(self.administration)
            .select_related("officer", "module")
            .order_by("officer__name", "officer", "completed_at", "pk")
        )

    def rows(self):
        """The values of each row, read in chunks of a fixed number of queries."""
        chunk = []
        for enrolment in self.get_queryset().iterator(chunk_size=CHUNK):
            chunk.append(enrolment)
            if len(chunk) == CHUNK:
                yield from self._rows_of(chunk)
                chunk = []
        yield from self._rows_of(chunk)

    def _rows_of(self, enrolments):
        """Dress a chunk with what its columns need, and export it."""
        officers = {enrolment.officer_id for enrolment in enrolments}
        memberships = {
            membership.user_id: membership
            for membership in Membership.objects.filter(administration=self.administration, user__in=officers)
            .select_related("office")
            .order_by("-role", "since", "pk")
        }
        proofs = proofs_of(
            officers=officers,
            administration=self.administration,
            modules={enrolment.module_id for enrolment in enrolments},
        )
        certificates = self._certificates(officers)
        for enrolment in enrolments:
            key = (enrolment.officer_id, enrolment.module_id)
            membership = memberships.get(enrolment.officer_id)
            certificate = certificates.get(key)
            mark = best_mark(proofs.get(key, ()))
            enrolment.officer_name = enrolment.officer.name
            enrolment.latin_name = enrolment.officer.latin_name
            enrolment.staff_number = membership.staff_number if membership else ""
            enrolment.office = membership.office.name if membership and membership.office else ""
            enrolment.module_title = enrolment.module.title
            enrolment.completed_on = self.administration.day_of(enrolment.completed_at)
            enrolment.mark = None if mark is None else tenths(mark)
            enrolment.serial = certificate.serial if certificate else ""
            enrolment.state = str(state_on(certificate, self.day)) if certificate else ""
            enrolment.valid_until = certificate.valid_until if certificate else None
            yield self.export_resource(enrolment)

    def _certificates(self, officers):
        """The newest certificate by officer and module."""
        evidence = (
            Evidence.objects.filter(award__officer__in=officers, award__administration=self.administration)
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
