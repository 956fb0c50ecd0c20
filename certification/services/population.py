"""Which officers a list, a figure or a file is about: the questions, and who answers to them.

A figure of the dashboard carries the questions whose answer it counts, and the list of officers asks the very
same ones: so a figure and the list behind it cannot differ.
"""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.db.models import Count, DateTimeField, Exists, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.names import folded, staff_number_as_kept
from accounts.periods import moments
from accounts.services.moves import trainees_of
from certification.models import (
    STATE_LABELS,
    Award,
    Certificate,
    Certification,
    Cohort,
    Curriculum,
    CurriculumVersion,
    FaultTally,
    Level,
    ObjectiveTally,
)
from certification.states import State
from courses.models import Module, ModuleEnrolment, UnitProgress
from exercises.consignments.faults import all_faults
from quizzes.models import Attempt
from reference.models import Objective

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
HOLDS = (State.CERTIFIED, State.WINDOW_OPEN)
# How the states are taken together in plots and figures; every state is in one of them.
GROUPS = {
    "holds": HOLDS,
    "under_way": (State.IN_PROGRESS, State.DUE_SOON),
    "attention": (State.OVERDUE, State.EXPIRED, State.SUSPENDED, State.REVOKED),
    "not_begun": (State.ASSIGNED,),
}
GROUP_LABELS = {
    "holds": _("Holds the certificate"),
    "under_way": _("Under way"),
    "attention": _("Overdue, expired or withdrawn"),
    "not_begun": _("Not begun"),
}
NOT_ENROLLED = "none"
# Who serves no more: a list of its own.
LEFT = "left"
STATE_CHOICES = [
    ("", _("Any state")),
    (_("Taken together"), list(GROUP_LABELS.items())),
    (_("One by one"), [(state.value, label) for state, label in STATE_LABELS.items()]),
    (NOT_ENROLLED, _("Not enrolled")),
    (LEFT, _("Left the administration")),
]
NO_STATES = {"", NOT_ENROLLED, LEFT}
# No code of an office holds a dot.
NO_OFFICE = "."
PERIODS = {
    "seen": _("Last seen"),
    "completed": _("A module completed"),
    "certified": _("The curriculum completed"),
    "due": _("Due"),
    "expires": _("The certificate ends"),
    "renewed": _("Renewed; the certificate before ends"),
    "answered": _("Questions answered, by month"),
    "inspected": _("Documents inspected, by month"),
}
# As the kind of fault: any entry without one. Who inspected anything had some before them.
SOUND_ENTRIES = "sound"
# A certificate before the one in force: it ends sooner.
OUTLIVED = Q(award__enrolment__certification__valid_until=None) | Q(
    valid_until__lt=F("award__enrolment__certification__valid_until")
)
PROGRESS = {"done": _("Done"), "open": _("Not done")}


@dataclass(frozen=True)
class Asked:
    """What is asked of officers. Empty fields ask nothing."""

    q: str = ""
    curriculum: str = ""
    state: str = ""
    office: str = ""
    cohort: str = ""
    path: str = ""
    module: str = ""
    progress: str = ""
    objective: str = ""
    fault: str = ""
    period: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self):
        """Whether anything is asked. What alone narrows nothing does not count."""
        alone = {"period", "progress"}
        return any(value for name, value in asdict(self).items() if name not in alone)

    def but(self, **changes):
        """The same with some fields changed."""
        return replace(self, **changes)

    @property
    def query(self):
        """As the part of an address after the question mark."""
        return urlencode({name: str(value) for name, value in asdict(self).items() if value})


@dataclass(frozen=True)
class Figure:
    """A number of officers, and what was asked to get it."""

    number: int
    asked: Asked

    def __str__(self):
        return str(self.number)


def officers_of(administration, day):
    """The trainees serving on a day, by name."""
    return _by_name(trainees_of(administration).on(day))


def former_officers_of(administration, day):
    """Those who learnt there before a day and neither do on it nor will: their last service, by name."""
    later = trainees_of(administration).filter(user=OuterRef("user"))
    ends_later = Q(until=None) | Q(until__gt=OuterRef("until"))
    later = later.filter(ends_later | Q(until=OuterRef("until"), pk__gt=OuterRef("pk")))
    return _by_name(trainees_of(administration).filter(~Exists(later), until__lt=day))


def _by_name(memberships):
    """Who was merged into another account stands in a list under that one only."""
    # They are few: looking for them apart spares a join with everybody.
    merged = User.objects.exclude(merged_into=None)
    return (
        memberships.exclude(user__in=merged.values("pk"))
        .select_related("user", "office")
        .order_by("user__name", "user")
    )


def narrowed(officers, asked, administration):
    """Those of officers_of() who answer to everything that is asked."""
    officers = _by_text(officers, asked.q)
    officers = offices_asked(officers, asked.office)
    officers = _by_certification(officers, asked, administration)
    officers = _by_training(officers, asked, administration)
    return _by_results(officers, asked, administration)


def offices_asked(officers, code):
    """By the code of an office, or by having none."""
    if code == NO_OFFICE:
        return officers.filter(office=None)
    return officers.filter(office__code=code) if code else officers


def _by_text(officers, text):
    """By words of a name in any script or in Latin letters, with accents or without, or of a staff number."""
    for word in text.split():
        found = Q(staff_number__contains=staff_number_as_kept(word))
        for part in folded(word).split():
            found |= Q(user__sought__contains=part)
        officers = officers.filter(found)
    return officers


def _by_certification(officers, asked, administration):
    """By one certification that answers to all at once; or by having none."""
    found = certifications(asked, administration)
    if asked.state == NOT_ENROLLED:
        enrolled = certifications(Asked(curriculum=asked.curriculum), administration)
        officers = officers.filter(~Exists(enrolled.filter(officer=OuterRef("user"))))
    days = asked.since or asked.until
    about = (
        (asked.curriculum and asked.state != NOT_ENROLLED)
        or asked.cohort
        or asked.path
        or asked.state not in NO_STATES
        or (days and asked.period in {"certified", "due", "expires", "renewed"})
    )
    return officers.filter(Exists(found.filter(officer=OuterRef("user")))) if about else officers


def certifications(asked, administration):
    """The certifications of an administration that answer to what is asked of one."""
    found = Certification.objects.filter(administration=administration, closed_at=None)
    if asked.curriculum:
        found = found.filter(curriculum__slug=asked.curriculum)
    if asked.cohort:
        found = found.filter(cohort=asked.cohort)
    if asked.path:
        found = found.filter(path=asked.path)
    if asked.state in GROUPS:
        found = found.filter(state__in=GROUPS[asked.state])
    elif asked.state not in NO_STATES:
        found = found.filter(state=asked.state)
    if not (asked.since or asked.until):
        return found
    if asked.period == "due":
        return found.filter(**_days("due_on", asked))
    if asked.period == "expires":
        return found.filter(**_days("valid_until", asked), state__in=HOLDS)
    if asked.period == "certified":
        awards = Award.objects.filter(
            enrolment__certification=OuterRef("pk"),
            level=Level.ACHIEVEMENT,
            **_days("completed_on", asked),
        )
        return found.filter(Exists(awards))
    if asked.period == "renewed":
        before = Certificate.objects.filter(
            OUTLIVED,
            award__enrolment__certification=OuterRef("pk"),
            award__level=Level.ACHIEVEMENT,
            **_days("valid_until", asked),
        )
        return found.filter(Exists(before), state__in=HOLDS)
    return found


def _days(column, asked):
    """Lookups for a day within the period that is asked for."""
    found = {f"{column}__gte": asked.since, f"{column}__lte": asked.until}
    return {lookup: day for lookup, day in found.items() if day}


def months_asked(asked):
    """Lookups for a month that the period touches."""
    found = {"month__gte": asked.since and asked.since.replace(day=1), "month__lte": asked.until}
    return {lookup: day for lookup, day in found.items() if day}


def _by_training(officers, asked, administration):
    """By a module done or not, and by days of last activity or of completing a module."""
    begin, end = moments(asked.since, asked.until, administration.zone)
    completed = ModuleEnrolment.objects.filter(
        officer=OuterRef("user"), administration=administration, completed_at__isnull=False
    )
    if asked.module:
        completed = completed.filter(module__slug=asked.module)
        if asked.progress == "open":
            officers = officers.filter(~Exists(completed))
        elif asked.progress == "done":
            officers = officers.filter(Exists(completed))
    if not (begin or end):
        return officers
    if asked.period == "completed":
        return officers.filter(Exists(within(completed, "completed_at", begin, end)))
    if asked.period in {"", "seen"}:
        officers = officers.filter(_active(administration, begin or NEVER))
        return officers.filter(~_active(administration, end)) if end else officers
    return officers


def _active(administration, since):
    """That an officer opened or finished something there at a moment or after it."""
    own = {"officer": OuterRef("user"), "administration": administration}
    opened = UnitProgress.objects.filter(Q(opened_at__gte=since) | Q(completed_at__gte=since), **own)
    attempted = Attempt.objects.filter(Q(started_at__gte=since) | Q(submitted_at__gte=since), **own)
    return Q(Exists(opened)) | Q(Exists(attempted))


def within(rows, column, begin, end):
    """Rows whose moment in a column lies in a period, an open end included."""
    if begin:
        rows = rows.filter(**{f"{column}__gte": begin})
    return rows.filter(**{f"{column}__lt": end}) if end else rows


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


def _by_results(officers, asked, administration):
    """By answers on an objective or inspections with a kind of fault, in the months that a period touches."""
    own = {"officer": OuterRef("user"), "administration": administration}
    answered = months_asked(asked) if asked.period == "answered" else {}
    if asked.objective or answered:
        found = ObjectiveTally.objects.filter(**own, **answered)
        officers = officers.filter(
            Exists(found.filter(objective__slug=asked.objective) if asked.objective else found)
        )
    inspected = months_asked(asked) if asked.period == "inspected" else {}
    if asked.fault or inspected:
        found = FaultTally.objects.filter(**own, **inspected, entries__gt=0)
        kind = "" if asked.fault == SOUND_ENTRIES else asked.fault
        officers = officers.filter(Exists(found.filter(kind=kind) if asked.fault else found))
    return officers


def offices_of(administration):
    return Office.objects.filter(administration=administration)


def curricula_with_titles(administration):
    """The curricula of an administration with the `title` of the newest published version, by title."""
    newest = (
        CurriculumVersion.objects.filter(curriculum=OuterRef("pk"))
        .exclude(published_at=None)
        .order_by("-number")
    )
    return (
        Curriculum.objects.filter(administration=administration)
        .annotate(title=Subquery(newest.values("title")[:1]))
        .exclude(title=None)
        .order_by("title", "pk")
    )


def most_taken(curricula):
    """Of some curricula the one with the most officers; of equals the first."""
    numbers = dict(
        Certification.objects.filter(curriculum__in=curricula, closed_at=None)
        .order_by()
        .values_list("curriculum")
        .annotate(Count("pk"))
    )
    return max(curricula, key=lambda curriculum: numbers.get(curriculum.pk, 0))


def cohorts_of(administration):
    return Cohort.objects.filter(curriculum__administration=administration)


def modules_for(administration):
    """The modules that officers of an administration can take."""
    return Module.objects.filter(Q(administration=None) | Q(administration=administration))


def objectives_for(administration):
    """The objectives that officers of an administration can be asked about."""
    return Objective.objects.filter(Q(administration=None) | Q(administration=administration))


def fault_titles():
    """The kinds of fault of inspections: title by permanent name, in the order of the titles."""
    titles = {slug: str(fault.title) for slug, fault in all_faults().items()}
    titles = dict(sorted(titles.items(), key=lambda item: item[1]))
    return {SOUND_ENTRIES: _("Any sound entry"), **titles}
