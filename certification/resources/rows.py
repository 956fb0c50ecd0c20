"""What the files have in common: columns, whose rows they hold, and writing them chunk by chunk.

django-import-export names the fields and their values; the rows are written out one by one (accounts/tables),
so an administration of any size takes little memory.
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from import_export import fields, resources
from import_export.widgets import DateWidget, Widget

from accounts.models import Membership, User
from certification.services.population import Asked, narrowed, officers_of

CHUNK = 1000
DAYS = {"completed_on", "started_on", "last_attempt_on", "issued_on", "valid_until"}
OFFICER = {
    "officer_name": _("Officer"),
    "latin_name": _("Name in Latin letters"),
    "staff_number": _("Staff number"),
    "office": _("Office"),
}


class AsIsWidget(Widget):
    """A value as it is: the format decides how a number or a text is written."""

    def render(self, value, obj=None, **kwargs):
        return value


class OfficerResource(resources.Resource):
    """Rows of officers of one administration, in a fixed number of queries for each chunk.

    `asked` narrows to the officers of a list (certification.services.population); its days are those of the
    rows. With nothing asked of officers those who left are in it too. `words`: states are in words of the
    reader's language, else by their permanent names. Days are those where the administration is.
    """

    title = ""
    columns: ClassVar[dict] = {}
    attributes: ClassVar[dict] = {"module": "module__title"}

    def __init_subclass__(cls):
        """The columns are the fields; `attributes` says where a value is not under their name."""
        cls.fields = {
            name: fields.Field(
                attribute=cls.attributes.get(name, name),
                column_name=name,
                widget=DateWidget(coerce_to_string=False) if name in DAYS else AsIsWidget(),
            )
            for name in cls.columns
        }

    def __init__(self, administration, day, asked=None, *, words=False, **kwargs):
        super().__init__(**kwargs)
        self.administration = administration
        self.day = day
        self.asked = asked or Asked()
        self.words = words

    def stated(self, fmt):
        """What the audit log says of a file of it."""
        stated = {"format": fmt, "count": self.count()}
        return stated | {"filters": self.asked.query} if self.asked else stated

    def headers(self):
        """The headings in the reader's language."""
        return [str(heading) for heading in self.columns.values()]

    def get_queryset(self):
        """What there is a row for, those of an officer together."""
        raise NotImplementedError

    def dress(self, found):
        """Give what was found the values of its columns."""
        raise NotImplementedError

    def count(self):
        """How many rows there are. One query."""
        return self.get_queryset().order_by().count()

    def found(self):
        """What there is a row for, read from the database as it is taken."""
        return self.get_queryset().iterator(chunk_size=CHUNK)

    def rows(self):
        """The values of each row."""
        for chunk in _chunks(self.found()):
            ids = {one.officer_id for one in chunk}
            officers = User.objects.only("name", "latin_name").in_bulk(ids)
            memberships = self._memberships(ids)
            for one in chunk:
                officer, membership = officers[one.officer_id], memberships.get(one.officer_id)
                one.officer_name, one.latin_name = officer.name, officer.latin_name
                one.staff_number = membership.staff_number if membership else ""
                one.office = membership.office.name if membership and membership.office else ""
            self.dress(chunk)
            yield from map(self.export_resource, chunk)

    def _memberships(self, officers):
        """The membership whose number and office are stated: the newest, as trainee before others."""
        return {
            membership.user_id: membership
            for membership in Membership.objects.filter(administration=self.administration, user__in=officers)
            .select_related("office")
            .order_by("-role", "since", "pk")
        }

    def own(self, queryset):
        """Rows of the administration, and of the officers asked for if any are."""
        queryset = queryset.filter(administration=self.administration)
        people = self.asked.but(since=None, until=None)
        if people:
            serving = officers_of(self.administration, self.day).select_related(None).order_by()
            queryset = queryset.filter(
                officer__in=narrowed(serving, people, self.administration).values("user")
            )
        return queryset


def _chunks(found):
    chunk = []
    for one in found:
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
