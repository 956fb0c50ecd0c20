"""How the officers of an administration stand, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, DateTimeField, Exists, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Office
from accounts.periods import moments
from accounts.services.moves import trainees_of
from certification import rules
from certification.models import Award, Certificate, CurriculumEnrolment, Requirement
from certification.serials import read_serial
from certification.services.completions import asked_in, need_groups
from courses.models import ModuleEnrolment, UnitProgress
from quizzes.models import Attempt

SOON = timedelta(days=90)
# What a list of officers can be narrowed to: what the newest certificate says, or that there is none.
STATES = {
    rules.State.VALID: _("Certified"),
    rules.State.EXPIRED: _("Expired"),
    rules.State.SUPERSEDED: _("Superseded"),
    rules.State.SUSPENDED: _("Suspended"),
    rules.State.REVOKED: _("Revoked"),
    "none": _("No certificate yet"),
}
# Who serves no more: a list of its own.
LEFT = "left"


def officers_of(administration, day):
    """The trainees serving on a day, each with `standing` and `last_day` of the newest certificate.

    `latest` is that certificate's key, or None.
    """
    return _with_certificate(trainees_of(administration).on(day), administration)


def former_officers_of(administration, day):
    """The same of those who learnt there before a day and neither do on it nor will: their last service."""
    later = trainees_of(administration).filter(user=OuterRef("user"))
    ends_later = Q(until=None) | Q(until__gt=OuterRef("until"))
    later = later.filter(ends_later | Q(until=OuterRef("until"), pk__gt=OuterRef("pk")))
    last = trainees_of(administration).filter(~Exists(later), until__lt=day)
    return _with_certificate(last, administration)


def _with_certificate(memberships, administration):
    """The list of some officers. Who was merged into another account stands there under that one only."""
    newest = Certificate.objects.filter(officer=OuterRef("user"), administration=administration).order_by(
        "-issued_at", "-pk"
    )
    return (
        memberships.filter(user__merged_into=None)
        .select_related("user", "office")
        .annotate(
            latest=Subquery(newest.values("pk")[:1]),
            standing=Subquery(newest.values("standing")[:1]),
            last_day=Subquery(newest.values("valid_until")[:1]),
        )
        .order_by("user__name", "user")
    )


# What a list of officers can be sorted by, and the columns that decide.
SORTS = {
    "name": ["user__name"],
    "number": ["staff_number"],
    "office": ["office__name"],
    "done": ["modules_done"],
    "state": ["standing"],
    "valid": ["last_day"],
    "seen": ["last_seen"],
}
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
PERIODS = {"seen": _("Last seen"), "completed": _("A module completed")}
PROGRESS = {"done": _("Done"), "open": _("Not done")}


def sorted_by(officers, sort, administration):
    """officers_of() in another order: a name of SORTS, with - before it the other way round.

    What is empty comes last either way; equals are by name. Any other `sort` changes nothing.
    """
    name = sort.removeprefix("-")
    if name not in SORTS:
        return officers
    if name == "done":
        officers = officers.annotate(modules_done=_modules_done(administration))
    if name == "seen":
        officers = with_last_activity(officers, administration)
    down = sort.startswith("-")
    columns = [
        F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True) for column in SORTS[name]
    ]
    return officers.order_by(*columns, "user__name", "user")


def _modules_done(administration):
    """How many modules that a curriculum of theirs asks for officers have completed."""
    asked = Requirement.objects.filter(
        group__version__enrolments__officer=OuterRef("officer"),
        group__version__enrolments__administration=administration,
        group__version__enrolments__withdrawn_at=None,
        module=OuterRef("module"),
    )
    done = (
        ModuleEnrolment.objects.filter(officer=OuterRef("user"), administration=administration)
        .exclude(completed_at=None)
        .filter(Exists(asked))
    )
    return Coalesce(Subquery(done.order_by().values("officer").annotate(n=Count("pk")).values("n")), 0)


def with_last_activity(officers, administration):
    """The officers with `last_seen`: when each last opened or finished something, NEVER for nobody."""
    opened = UnitProgress.objects.annotate(last=Greatest("opened_at", Coalesce("completed_at", "opened_at")))
    attempted = Attempt.objects.annotate(last=Greatest("started_at", Coalesce("submitted_at", "started_at")))
    never = Value(NEVER, output_field=DateTimeField())
    latest = [
        Coalesce(
            Subquery(
                rows.filter(officer=OuterRef("user"), administration=administration)
                .order_by()
                .values("officer")
                .annotate(latest=Max("last"))
                .values("latest")
            ),
            never,
        )
        for rows in (opened, attempted)
    ]
    return officers.annotate(last_seen=Greatest(*latest))


def within(rows, column, begin, end):
    """Rows whose moment in a column lies in a period, an open end included."""
    if begin:
        rows = rows.filter(**{f"{column}__gte": begin})
    return rows.filter(**{f"{column}__lt": end}) if end else rows


def by_training(officers, administration, *, module="", progress="", period="", since=None, until=None):
    """Narrow a list of officers by a module done or not, and by days of last activity or completion."""
    begin, end = moments(since, until, administration.zone)
    completed = ModuleEnrolment.objects.filter(
        officer=OuterRef("user"), administration=administration, completed_at__isnull=False
    )
    if module:
        completed = completed.filter(module__slug=module)
        if progress == "open":
            officers = officers.filter(~Exists(completed))
        elif progress == "done":
            officers = officers.filter(Exists(completed))
    if not (begin or end):
        return officers
    if period == "completed":
        return officers.filter(Exists(within(completed, "completed_at", begin, end)))
    seen = with_last_activity(officers, administration).filter(last_seen__gt=NEVER)
    return within(seen, "last_seen", begin, end)


def matching(officers, *, text="", office="", state="", day):
    """Narrow a list of officers by name or staff number, by the code of an office, by state."""
    for word in text.split():
        officers = officers.filter(
            Q(user__name__icontains=word)
            | Q(user__latin_name__icontains=word)
            | Q(staff_number__icontains=word)
        )
    if office:
        officers = officers.filter(office__code=office)
    in_time = Q(last_day=None) | Q(last_day__gte=day)
    if state == rules.State.VALID:
        return officers.filter(in_time, standing=Certificate.Standing.IN_FORCE)
    if state == rules.State.EXPIRED:
        return officers.filter(standing=Certificate.Standing.IN_FORCE, last_day__lt=day)
    if state == "none":
        return officers.filter(standing=None)
    return officers.filter(standing=state) if state and state != LEFT else officers


def certificates_matching(
    certificates, administration, *, day, q="", office="", state="", since=None, until=None
):
    """Narrow certificates by holder or serial number, by office of the holder, by state, by day of issue."""
    if q:
        serial = read_serial(q)
        certificates = certificates.filter(
            Q(serial=serial) if serial else Q(holder_name__icontains=q) | Q(holder_latin_name__icontains=q)
        )
    if office:
        there = Membership.objects.filter(
            user=OuterRef("officer"), administration=administration, office__code=office
        )
        certificates = certificates.filter(Exists(there))
    if since:
        certificates = certificates.filter(issued_on__gte=since)
    if until:
        certificates = certificates.filter(issued_on__lte=until)
    if state == rules.State.VALID:
        in_time = Q(valid_until=None) | Q(valid_until__gte=day)
        return certificates.filter(in_time, standing=Certificate.Standing.IN_FORCE)
    if state == rules.State.EXPIRED:
        return certificates.filter(standing=Certificate.Standing.IN_FORCE, valid_until__lt=day)
    return certificates.filter(standing=state) if state else certificates


@dataclass(frozen=True)
class Figures:
    """The numbers above the list. One query."""

    officers: int
    certified: int
    expiring: int
    revoked: int

    @property
    def without(self):
        return self.officers - self.certified


def figures(officers, day):
    in_force = Q(standing=Certificate.Standing.IN_FORCE)
    return Figures(
        **officers.order_by().aggregate(
            officers=Count("pk"),
            certified=Count("pk", filter=in_force & (Q(last_day=None) | Q(last_day__gte=day))),
            expiring=Count("pk", filter=in_force & Q(last_day__gte=day, last_day__lte=day + SOON)),
            revoked=Count("pk", filter=Q(standing=Certificate.Standing.REVOKED)),
        )
    )


@dataclass(frozen=True)
class OfficerRow:
    """One line of the list."""

    membership: Membership
    done: int
    wanted: int
    enrolled: bool
    state: rules.State | None
    valid_until: date | None
    soon: bool
    waits_for_name: bool
    last_seen: datetime | None


def officer_rows(memberships, administration, day):
    """The lines for some officers of officers_of(), in six queries."""
    memberships = list(memberships)
    officers = [membership.user_id for membership in memberships]
    enrolments = {
        enrolment.officer_id: enrolment
        for enrolment in CurriculumEnrolment.objects.filter(
            officer__in=officers, administration=administration, withdrawn_at=None
        )
        .select_related("certification", "version")
        .order_by("enrolled_at", "pk")
    }
    groups = need_groups({enrolment.version_id for enrolment in enrolments.values()})
    finished = defaultdict(set)
    for officer, module in (
        ModuleEnrolment.objects.filter(officer__in=officers, administration=administration)
        .exclude(completed_at=None)
        .values_list("officer", "module")
    ):
        finished[officer].add(module)
    waiting = set(
        Award.objects.filter(
            officer__in=officers, administration=administration, certificates=None
        ).values_list("officer", flat=True)
    )
    seen = last_activity(officers, administration)
    rows = []
    for membership in memberships:
        enrolment = enrolments.get(membership.user_id)
        done, wanted = (
            rules.progress(asked_in(enrolment, groups), finished[membership.user_id]) if enrolment else (0, 0)
        )
        state = rules.state(membership.standing, membership.last_day, day) if membership.standing else None
        rows.append(
            OfficerRow(
                membership=membership,
                done=done,
                wanted=wanted,
                enrolled=enrolment is not None,
                state=state,
                valid_until=membership.last_day,
                soon=bool(
                    state == rules.State.VALID and membership.last_day and membership.last_day <= day + SOON
                ),
                waits_for_name=membership.user_id in waiting,
                last_seen=seen.get(membership.user_id),
            )
        )
    return rows


def last_activity(officers, administration):
    """When each officer last opened or finished something there, by id. Two queries."""
    seen = {}
    opened = UnitProgress.objects.filter(officer__in=officers, administration=administration).annotate(
        last=Greatest("opened_at", Coalesce("completed_at", "opened_at"))
    )
    attempted = Attempt.objects.filter(officer__in=officers, administration=administration).annotate(
        last=Greatest("started_at", Coalesce("submitted_at", "started_at"))
    )
    for queryset in (opened, attempted):
        for officer, last in queryset.order_by().values_list("officer").annotate(Max("last")):
            seen[officer] = max(seen.get(officer, last), last)
    return seen


def offices_of(administration):
    return Office.objects.filter(administration=administration)
