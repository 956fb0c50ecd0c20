"""How the officers of an administration stand, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.names import folded
from certification import rules
from certification.models import Award, Certificate, Certification, CurriculumEnrolment, Requirement
from certification.serials import read_serial
from certification.services.completions import asked_in, need_groups
from certification.services.population import (
    HOLDS,
    NOT_ENROLLED,
    Asked,
    Figure,
    certifications,
    narrowed,
    with_last_activity,
)
from certification.states import State
from courses.models import ModuleEnrolment, UnitProgress
from quizzes.models import Attempt

SOON = timedelta(days=90)
# What a list of certificates can be narrowed to.
STATES = {
    rules.State.VALID: _("Valid"),
    rules.State.EXPIRED: _("Expired"),
    rules.State.SUPERSEDED: _("Superseded"),
    rules.State.SUSPENDED: _("Suspended"),
    rules.State.REVOKED: _("Revoked"),
}
# Of several certifications of an officer the list shows the one that comes first here.
URGENCY = [
    State.REVOKED,
    State.SUSPENDED,
    State.EXPIRED,
    State.OVERDUE,
    State.DUE_SOON,
    State.IN_PROGRESS,
    State.ASSIGNED,
    State.WINDOW_OPEN,
    State.CERTIFIED,
]
RANK = Case(*(When(state=state, then=Value(rank)) for rank, state in enumerate(URGENCY)))
# What a list of officers can be sorted by, and the columns that decide.
SORTS = {
    "name": ["user__name"],
    "number": ["staff_number"],
    "office": ["office__name"],
    "done": ["modules_done"],
    "state": ["urgency"],
    "valid": ["last_day"],
    "seen": ["last_seen"],
}


def sorted_by(officers, sort, administration, curriculum=""):
    """officers_of() in another order: a name of SORTS, with - before it the other way round.

    What is empty comes last either way; equals are by name. Any other `sort` changes nothing.
    """
    name = sort.removeprefix("-")
    if name not in SORTS:
        return officers
    if name == "done":
        officers = officers.annotate(modules_done=_modules_done(administration, curriculum))
    if name == "seen":
        officers = with_last_activity(officers, administration)
    if name in {"state", "valid"}:
        shown = certifications(Asked(curriculum=curriculum), administration).annotate(rank=RANK)
        shown = shown.filter(officer=OuterRef("user")).order_by("rank", "pk")
        officers = officers.annotate(
            urgency=Subquery(shown.values("rank")[:1]), last_day=Subquery(shown.values("valid_until")[:1])
        )
    down = sort.startswith("-")
    columns = [
        F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True) for column in SORTS[name]
    ]
    return officers.order_by(*columns, "user__name", "user")


def _modules_done(administration, curriculum):
    """How many modules officers have completed of those that the curriculum, or any, asks for."""
    asked = Requirement.objects.filter(group__version__curriculum__administration=administration)
    if curriculum:
        asked = asked.filter(group__version__curriculum__slug=curriculum)
    done = ModuleEnrolment.objects.filter(
        officer=OuterRef("user"),
        administration=administration,
        completed_at__isnull=False,
        module__in=asked.exclude(module=None).values("module"),
    )
    return Coalesce(Subquery(done.order_by().values("officer").annotate(n=Count("pk")).values("n")), 0)


def certificates_matching(
    certificates, administration, *, day, q="", office="", state="", since=None, until=None
):
    """Narrow certificates by holder or serial number, by office of the holder, by state, by day of issue."""
    if q:
        serial = read_serial(q)
        words = folded(q)
        named = Q(officer__sought__contains=words) if words else Q(holder_name__icontains=q)
        certificates = certificates.filter(
            Q(serial=serial) if serial else named | Q(holder_name__icontains=q)
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


def figures(officers, administration, day):
    """The numbers above the list, by name. One query each."""
    asked = {
        "officers": Asked(),
        "holders": Asked(state="holds"),
        "attention": Asked(state="attention"),
        "expiring": Asked(period="expires", since=day, until=day + SOON),
        "without": Asked(state=NOT_ENROLLED),
    }
    return {
        name: Figure(narrowed(officers, question, administration).count(), question)
        for name, question in asked.items()
    }


@dataclass(frozen=True)
class OfficerRow:
    """One line of the list. `certification` is the one asked for, or the most urgent, or None."""

    membership: Membership
    done: int
    wanted: int
    enrolled: bool
    certification: Certification | None
    soon: bool
    waits_for_name: bool
    last_seen: datetime | None


def officer_rows(memberships, administration, day, curriculum=""):
    """The lines for some officers of officers_of(), in seven queries. `curriculum`: of that one alone."""
    memberships = list(memberships)
    officers = [membership.user_id for membership in memberships]
    shown = {
        row.officer_id: row
        for row in certifications(Asked(curriculum=curriculum), administration)
        .filter(officer__in=officers)
        .annotate(rank=RANK)
        .order_by("-rank", "-pk")
    }
    enrolments = {
        enrolment.officer_id: enrolment
        for enrolment in CurriculumEnrolment.objects.filter(
            certification__in=[row.pk for row in shown.values()], withdrawn_at=None
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
        certification = shown.get(membership.user_id)
        rows.append(
            OfficerRow(
                membership=membership,
                done=done,
                wanted=wanted,
                enrolled=enrolment is not None,
                certification=certification,
                soon=_ends_soon(certification, day),
                waits_for_name=membership.user_id in waiting,
                last_seen=seen.get(membership.user_id),
            )
        )
    return rows


def _ends_soon(certification, day):
    """Whether a certificate that is held ends within SOON."""
    end = certification and certification.state in HOLDS and certification.valid_until
    return bool(end and end <= day + SOON)


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
