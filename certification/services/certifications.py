"""Certifications kept in step with runs, certificates and the calendar: what changes their state.

Locks are taken in one order everywhere: certification, run, certificate. Functions that take `certifications`
expect rows of one administration from `locked`; the others lock for themselves. All belong to the caller's
transaction, and each may be called again without harm.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q

from accounts.models import Membership
from certification.models import (
    Certificate,
    Certification,
    CertificationEvent,
    Curriculum,
    CurriculumEnrolment,
    CurriculumVersion,
    Level,
)
from certification.services.completions import asked_in, need_groups
from certification.states import DUE_SOON, Change, Facts, State, Trigger, due_triggers, step
from courses.models import UnitProgress

CHUNK = 500
HELD = {State.CERTIFIED, State.WINDOW_OPEN, State.EXPIRED, State.SUSPENDED, State.REVOKED}
Kind = CurriculumEnrolment.Kind


def locked(certifications):
    """The certifications of a queryset under their locks, always in the same order."""
    return (
        certifications.select_for_update(of=["self"], no_key=True)
        .select_related("curriculum", "administration", "officer", "cohort")
        .order_by("pk")
    )


def hold(certificate):
    """A certificate for an act on it: its certification is locked first, then itself. Returns it fresh."""
    _certification_of(certificate)
    return Certificate.objects.select_for_update(no_key=True).get(pk=certificate.pk)


def _certification_of(certificate):
    held = Certification.objects.filter(enrolments__awards__certificates=certificate)
    return locked(Certification.objects.filter(pk__in=held.values("pk"))).get()


# --- what the calendar brings -------------------------------------------------------------------


def moved_by(certifications, day):
    """Those of a queryset that the calendar may move by a day. Taken widely: the facts decide."""
    serving = Membership.objects.on(day).filter(
        user=OuterRef("officer"), administration=OuterRef("administration")
    )
    running = CurriculumEnrolment.objects.open().filter(certification=OuterRef("pk"))
    begun = UnitProgress.objects.filter(
        officer=OuterRef("officer"),
        administration=OuterRef("administration"),
        unit__module__requirements__group__version__enrolments__certification=OuterRef("pk"),
    )
    before = Q(state=State.ASSIGNED) & Exists(begun)
    before |= Q(state__in=[State.ASSIGNED, State.IN_PROGRESS], due_on__lte=day + DUE_SOON)
    before |= Q(state=State.DUE_SOON, due_on__lt=day)
    opens = Q(state=State.CERTIFIED, window_opens_on__lte=day)
    left = Q(state=State.EXPIRED) & ~Exists(running)
    ends = Q(state__in=[State.CERTIFIED, State.WINDOW_OPEN], valid_until__lt=day)
    active = Q(closed_at=None, curriculum__closed_at=None) & Exists(serving)
    return certifications.filter(active & (before | opens | left) | ends)


def coming(certifications, day):
    """What the days up to and with `day` bring to some certifications: pairs of one and a Change, in order.

    Nothing is written. Queries are fixed in number.
    """
    certifications = list(certifications)
    facts = _facts(certifications, day)
    return [
        (certification, change)
        for certification in certifications
        for change in due_triggers(facts[certification.pk], day)
    ]


def keep_up(*, certifications, day, now):
    """Bring certifications up to a day, in a fixed number of queries. Returns what `coming` does."""
    found = coming(certifications, day)
    record(found, now=now)
    return found


def record(changes, *, now, by=None, reason=""):
    """Write changes of locked certifications with their events, and assign the renewals that they open."""
    if not changes:
        return
    opened = [
        (certification, change.on)
        for certification, change in changes
        if change.trigger == Trigger.WINDOW_OPENED
    ]
    for certification, change in changes:
        certification.state, certification.state_since = change.after, change.on
    for certification, _on in opened:
        certification.due_on = certification.valid_until
    changed = list({certification.pk: certification for certification, _change in changes}.values())
    Certification.objects.bulk_update(changed, ["state", "state_since", "due_on"], batch_size=CHUNK)
    CertificationEvent.objects.bulk_create(
        (
            CertificationEvent(
                certification=certification,
                at=now,
                on=change.on,
                trigger=change.trigger,
                before=change.before or "",
                after=change.after,
                by=by,
                reason=reason,
            )
            for certification, change in changes
        ),
        batch_size=CHUNK,
    )
    if opened:
        _open_renewals(opened, now)


def _open_renewals(opened, now):
    """Assign the renewal path, on the newest version: what was proven since the window opened counts.

    A renewal that is under way goes on, as after a suspension; another run gives way.
    """
    runs = CurriculumEnrolment.objects.open().filter(
        certification__in=[certification for certification, _on in opened]
    )
    renewing = set(runs.filter(kind=Kind.RENEWAL).values_list("certification", flat=True))
    opened = [(certification, on) for certification, on in opened if certification.pk not in renewing]
    runs.exclude(kind=Kind.RENEWAL).update(ended_at=now)
    versions = newest_versions({certification.curriculum_id for certification, _on in opened})
    CurriculumEnrolment.objects.bulk_create(
        (
            CurriculumEnrolment(
                certification=certification,
                officer_id=certification.officer_id,
                version=versions[certification.curriculum_id],
                administration_id=certification.administration_id,
                kind=Kind.RENEWAL,
                enrolled_at=now,
                counts_from=_beginning(on, certification.administration),
            )
            for certification, on in opened
        ),
        batch_size=CHUNK,
    )


def _beginning(day, administration):
    """The moment at which a day begins where an administration is."""
    return datetime.combine(day, time(), tzinfo=administration.zone)


def newest_versions(curricula):
    """The newest published version of each curriculum, by its id. One query."""
    published = CurriculumVersion.objects.filter(curriculum__in=curricula).exclude(published_at=None)
    return {version.curriculum_id: version for version in published.order_by("number")}


def _facts(certifications, day):
    """What decides about certifications of one administration on a day, by id. Four queries, six at most."""
    runs = {
        run.certification_id: run
        for run in CurriculumEnrolment.objects.open()
        .filter(certification__in=certifications)
        .select_related("version", "certification")
    }
    waiting = set(
        CurriculumEnrolment.objects.waiting()
        .filter(certification__in=certifications)
        .values_list("certification", flat=True)
    )
    serving = set(
        Membership.objects.on(day)
        .filter(
            user__in={certification.officer_id for certification in certifications},
            administration__in={certification.administration_id for certification in certifications},
        )
        .values_list("user", "administration")
    )
    not_begun = [
        runs[certification.pk]
        for certification in certifications
        if certification.state == State.ASSIGNED and certification.pk in runs
    ]
    begun = _begun(not_begun)
    return {
        certification.pk: Facts(
            state=State(certification.state),
            since=certification.state_since,
            due_on=certification.due_on,
            valid_until=certification.valid_until,
            window_opens_on=certification.window_opens_on,
            begun_on=(
                certification.administration.day_of(begun[certification.pk])
                if certification.pk in begun
                else None
            ),
            running=certification.pk in runs,
            waiting=certification.pk in waiting,
            active=(
                certification.closed_at is None
                and certification.curriculum.closed_at is None
                and (certification.officer_id, certification.administration_id) in serving
            ),
        )
        for certification in certifications
    }


def _begun(runs):
    """When the first unit of a module that a run asks for was opened, by certification. Two queries."""
    if not runs:
        return {}
    groups = need_groups({run.version_id for run in runs})
    modules = {run: {need.module for group in asked_in(run, groups) for need in group.needs} for run in runs}
    opened = {
        (officer, administration, module): first
        for officer, administration, module, first in UnitProgress.objects.filter(
            officer__in={run.officer_id for run in runs},
            administration__in={run.administration_id for run in runs},
            unit__module__in=set().union(*modules.values()) - {None},
        )
        .order_by()
        .values_list("officer_id", "administration_id", "unit__module_id")
        .annotate(Min("opened_at"))
    }
    begun = {}
    for run, asked in modules.items():
        moments = [
            opened[key]
            for module in asked
            if (key := (run.officer_id, run.administration_id, module)) in opened
        ]
        if moments:
            begun[run.certification_id] = min(moments)
    return begun


@transaction.atomic
def begin(*, officer, administration, now):
    """An officer opened a unit: certifications that waited for it are under way. One query for most."""
    waiting = Certification.objects.filter(
        officer=officer, administration=administration, state=State.ASSIGNED, closed_at=None
    )
    if waiting.exists():
        keep_up(certifications=locked(waiting), day=administration.day_of(now), now=now)


# --- runs ---------------------------------------------------------------------------------------


@transaction.atomic
def open_certifications(*, officers, curriculum, version, now, by=None, due_on=None, cohort=None, path=""):
    """Put officers on a curriculum, with their first run. Who is on it already is left as they are.

    Returns the certifications made, in a fixed number of queries for each CHUNK.
    """
    # The curriculum's row is the lock: two who assign the same officer make one certification.
    curriculum = (
        Curriculum.objects.select_for_update(of=["self"], no_key=True)
        .select_related("administration")
        .get(pk=curriculum.pk)
    )
    officers = list({officer.pk: officer for officer in officers}.values())
    made = []
    for start in range(0, len(officers), CHUNK):
        some = officers[start : start + CHUNK]
        there = set(
            Certification.objects.filter(curriculum=curriculum, officer__in=some).values_list(
                "officer", flat=True
            )
        )
        new = [officer for officer in some if officer.pk not in there]
        made += _open_some(new, curriculum, version, now, by, due_on=due_on, cohort=cohort, path=path)
    return made


def _open_some(officers, curriculum, version, now, by, **fields):
    administration = curriculum.administration
    day = administration.day_of(now)
    certifications = Certification.objects.bulk_create(
        Certification(
            officer=officer,
            curriculum=curriculum,
            administration=administration,
            state=State.ASSIGNED,
            state_since=day,
            **fields,
        )
        for officer in officers
    )
    CurriculumEnrolment.objects.bulk_create(
        CurriculumEnrolment(
            certification=certification,
            officer_id=certification.officer_id,
            version=version,
            administration=administration,
            enrolled_at=now,
        )
        for certification in certifications
    )
    assigned = Change(Trigger.ASSIGNED, None, step(None, Trigger.ASSIGNED), day)
    record([(certification, assigned) for certification in certifications], now=now, by=by)
    keep_up(certifications=certifications, day=day, now=now)
    return certifications


@transaction.atomic
def assign(*, certification, version, kind=Kind.INITIAL, now, by=None, counts_from=None, due_on=None):
    """A run of an officer on a version; one under way on the same version and of the same kind is given back.

    Another one under way ends: this takes its place. One of the same kind leaves its due date, if no other is
    given, and the day from which the proofs of a renewal count.
    Raises ValueError for a bridge where no certificate is in force outside its window.
    """
    certification = locked(Certification.objects.filter(pk=certification.pk)).get()
    if kind == Kind.BRIDGE and certification.state != State.CERTIFIED:
        raise ValueError(f"No bridge for a certification that is {certification.state}.")
    former = certification.enrolments.open().first()
    if former and (former.version_id, former.kind) == (version.pk, kind):
        return former
    if former:
        former.ended_at = now
        former.save(update_fields=["ended_at"])
        if former.kind == kind:
            counts_from = counts_from or former.counts_from
    run = CurriculumEnrolment.objects.create(
        certification=certification,
        officer=certification.officer,
        version=version,
        administration=certification.administration,
        kind=kind,
        enrolled_at=now,
        counts_from=counts_from,
    )
    if due_on is not None or former is None or former.kind != kind:
        certification.due_on = due_on
        certification.save(update_fields=["due_on"])
    day = certification.administration.day_of(now)
    if certification.state == State.REVOKED:
        _happen(certification, Trigger.ASSIGNED, day, now=now, by=by)
    keep_up(certifications=[certification], day=day, now=now)
    return run


@transaction.atomic
def move_due(*, certifications, due_on, now, by=None):
    """Move the due date of certifications of one administration; their state follows. None: no due date."""
    keys = sorted(certification.pk for certification in certifications)
    for start in range(0, len(keys), CHUNK):
        some = list(locked(Certification.objects.filter(pk__in=keys[start : start + CHUNK])))
        moved = [certification for certification in some if certification.due_on != due_on]
        if not moved:
            continue
        day = moved[0].administration.day_of(now)
        for certification in moved:
            certification.due_on = due_on
        Certification.objects.bulk_update(moved, ["due_on"])
        later = [
            (certification, _change(certification, Trigger.DUE_MOVED, day))
            for certification in moved
            if _is_further_off(certification, day)
        ]
        record(later, now=now, by=by)
        keep_up(certifications=moved, day=day, now=now)


def _is_further_off(certification, day):
    """Whether the due date does not bear the state any more."""
    due_on = certification.due_on
    if certification.state == State.DUE_SOON:
        return due_on is None or due_on - DUE_SOON > day
    return certification.state == State.OVERDUE and (due_on is None or due_on >= day)


@transaction.atomic
def take_off(*, certification, now):
    """Take an officer off a curriculum: the run under way is withdrawn, what is held stays."""
    certification = locked(Certification.objects.filter(pk=certification.pk)).get()
    if certification.closed_at is None:
        certification.closed_at = now
        certification.save(update_fields=["closed_at"])
        certification.enrolments.open().update(withdrawn_at=now)
    return certification


@transaction.atomic
def put_back(*, certification, now, by=None):
    """Put an officer back on a curriculum, on its newest version: the run that the state asks for opens."""
    certification = locked(Certification.objects.filter(pk=certification.pk)).get()
    if certification.closed_at is not None:
        certification.closed_at = None
        certification.save(update_fields=["closed_at"])
        if certification.state == State.WINDOW_OPEN:
            _open_renewals([(certification, certification.window_opens_on)], now)
        elif certification.state not in HELD:
            version = newest_versions([certification.curriculum_id])[certification.curriculum_id]
            assign(certification=certification, version=version, now=now, by=by, due_on=certification.due_on)
        keep_up(certifications=[certification], day=certification.administration.day_of(now), now=now)
    return certification


# --- certificates -------------------------------------------------------------------------------


def achieved(*, certification, certificate, completed_on, now):
    """A certificate of achievement was issued: the locked certification holds it from now on."""
    _take(certification, certificate)
    _happen(certification, Trigger.AWARDED, completed_on, now=now)
    keep_up(certifications=[certification], day=certification.administration.day_of(now), now=now)


def follow(*, certificate, now, by=None, reason=""):
    """Bring a certification in line with what was done to its certificate: the last step of each such act.

    Certificates of participation, superseded ones, and those before the one that is held change nothing.
    """
    certification = _certification_of(certificate)
    held = (
        Certificate.objects.filter(
            award__enrolment__certification=certification, award__level=Level.ACHIEVEMENT
        )
        .exclude(standing=Certificate.Standing.SUPERSEDED)
        .select_related("award__enrolment__version")
        .order_by("-issued_at", "-pk")
        .first()
    )
    if held is None or held.pk != certificate.pk or certification.state not in HELD:
        return
    if certification.certificate_id != held.pk:
        _take(certification, held)
    day = certification.administration.day_of(now)
    triggers = {
        Certificate.Standing.SUSPENDED: Trigger.SUSPENDED,
        Certificate.Standing.REVOKED: Trigger.REVOKED,
    }
    trigger = triggers.get(held.standing)
    if trigger is None and certification.state == State.SUSPENDED:
        trigger = Trigger.REINSTATED
    if trigger is not None and certification.state != trigger:
        _happen(certification, trigger, day, now=now, by=by, reason=reason)
    if held.standing == Certificate.Standing.REVOKED:
        certification.enrolments.open().update(withdrawn_at=now)
    keep_up(certifications=[certification], day=day, now=now)


def _take(certification, certificate):
    """Let a locked certification hold a certificate, with the days that follow from it."""
    version = certificate.award.enrolment.version
    certification.certificate = certificate
    certification.valid_until = certificate.valid_until
    certification.window_opens_on = certificate.valid_until and certificate.valid_until - timedelta(
        days=version.renewal_days
    )
    certification.save(update_fields=["certificate", "valid_until", "window_opens_on"])


def _happen(certification, trigger, on, *, now, by=None, reason=""):
    record([(certification, _change(certification, trigger, on))], now=now, by=by, reason=reason)


def _change(certification, trigger, on):
    """One transition of a certification; never dated before the state that it ends. Raises NoWay."""
    before = State(certification.state)
    return Change(trigger, before, step(before, trigger), max(on, certification.state_since))
