"""Publishing a draft: whom it touches, and what is done about them. Nothing that was issued is rewritten."""

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from accounts.services.audit import record_act
from certification.models import (
    Certification,
    Curriculum,
    CurriculumEnrolment,
    Requirement,
    SignOff,
    Supervision,
)
from certification.plans import faults_of
from certification.services.certifications import move_due
from certification.services.curricula import (
    Overtaken,
    PlanRefused,
    draft_of,
    known_modules,
    newest_version,
    plan_of,
)
from certification.states import State


class NothingNew(Exception):
    """The draft says what the newest version says."""


CHUNK = 500
Kind = CurriculumEnrolment.Kind

# The groups of people whom a new version may touch, by name. Nobody is in two.
UNDER_WAY, RENEWING, IN_FORCE, EXPIRED = GROUPS = ("under-way", "renewing", "in-force", "expired")


def _everybody(curriculum):
    """The certifications of a curriculum with what runs, those taken off the curriculum left out."""
    running = CurriculumEnrolment.objects.open().filter(certification=OuterRef("pk"))
    return Certification.objects.filter(curriculum=curriculum, closed_at=None).annotate(
        begins=Exists(running.exclude(kind=Kind.RENEWAL)),
        renews=Exists(running.filter(kind=Kind.RENEWAL)),
    )


def _membership(group):
    none = Q(begins=False, renews=False)
    return {
        UNDER_WAY: Q(begins=True),
        RENEWING: Q(renews=True) | none & Q(state=State.WINDOW_OPEN),
        IN_FORCE: none & Q(state=State.CERTIFIED),
        EXPIRED: none & Q(state=State.EXPIRED),
    }[group]


def touched(curriculum, group):
    """The certifications of one group."""
    return _everybody(curriculum).filter(_membership(group))


def reach_of(curriculum):
    """Whom a new version touches, in numbers. One query."""
    names = {group: group.replace("-", "_") for group in GROUPS}
    counted = _everybody(curriculum).aggregate(
        **{name: Count("pk", filter=_membership(group)) for group, name in names.items()}
    )
    return {group: counted[name] for group, name in names.items()}


@transaction.atomic
def publish(*, curriculum, edition, by, now, move=False, bridge_by=None):
    """Publish the draft of a curriculum. Whoever is under way keeps the version unless `move` is set.

    With a day `bridge_by` holders in force are asked for what is new until then: their certificates stay in
    force as they were issued. What was proven before counts, so only what is new is open. Returns the
    version; publishing what was published gives it back. Raises Overtaken where the draft was written since
    `edition`, NothingNew where it says what stands already, PlanRefused where it cannot stand any more.
    """
    curriculum = Curriculum.objects.select_for_update().select_related("administration").get(pk=curriculum.pk)
    draft, before = draft_of(curriculum), newest_version(curriculum)
    if draft is None and before is not None and curriculum.edition == edition + 1:
        return before
    if draft is None or curriculum.edition != edition:
        raise Overtaken
    plan = plan_of(draft)
    if before is not None and plan == plan_of(before):
        raise NothingNew
    if faults := faults_of(plan, known_modules(curriculum.administration)):
        raise PlanRefused(faults)
    draft.curriculum = curriculum
    draft.published_at, draft.published_by = now, by
    draft.save(update_fields=["published_at", "published_by"])
    curriculum.edition += 1
    curriculum.save(update_fields=["edition"])
    # Who is asked for a bridge is told by how things stood before anybody was moved.
    holders = _keys(touched(curriculum, IN_FORCE)) if bridge_by else []
    running = _keys(_everybody(curriculum).filter(Q(begins=True) | Q(renews=True))) if move else []
    moved = sum(_move(chunk, draft, now) for chunk in _chunks(running))
    bridged = sum(_bridge(chunk, draft, bridge_by, by, now) for chunk in _chunks(holders))
    record_act(
        administration=curriculum.administration,
        by=by,
        act="curriculum.published",
        now=now,
        what=f"{draft.title} · {draft.number}",
        detail={"moved": moved, "bridged": bridged},
    )
    return draft


def _keys(certifications):
    return list(certifications.order_by("pk").values_list("pk", flat=True))


def _chunks(keys):
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _move(keys, version, now):
    """Let another run on the new version take the place of each run under way. Fixed queries."""
    _lock(keys)
    runs = list(
        CurriculumEnrolment.objects.open()
        .filter(certification__in=keys)
        .exclude(version=version)
        .order_by("pk")
    )
    CurriculumEnrolment.objects.filter(pk__in=[run.pk for run in runs]).update(ended_at=now)
    _run_again(runs, version, now)
    return len(runs)


def _bridge(keys, version, due_on, by, now):
    """Ask holders for what is new. Fixed queries."""
    holders = [holder for holder in _lock(keys) if not holder.runs]
    runs = [
        CurriculumEnrolment(certification_id=holder.pk, officer_id=holder.officer_id, kind=Kind.BRIDGE)
        for holder in holders
    ]
    _run_again(runs, version, now)
    move_due(certifications=holders, due_on=due_on, now=now, by=by)
    return len(holders)


def _lock(keys):
    """Some certifications under their locks, each with whether it `runs`."""
    running = CurriculumEnrolment.objects.open().filter(certification=OuterRef("pk"))
    return list(
        Certification.objects.select_for_update()
        .filter(pk__in=keys)
        .annotate(runs=Exists(running))
        .order_by("pk")
    )


def _run_again(runs, version, now):
    """Begin a run on the version for each of some runs, of the same kind, with what was seen before."""
    made = CurriculumEnrolment.objects.bulk_create(
        CurriculumEnrolment(
            certification_id=run.certification_id,
            officer_id=run.officer_id,
            version=version,
            administration_id=version.curriculum.administration_id,
            kind=run.kind,
            counts_from=run.counts_from,
            enrolled_at=now,
        )
        for run in runs
    )
    replaced = {run.certification_id: run.pk for run in runs}
    _carry_over(made, replaced, version, now)


def _carry_over(runs, replaced, version, now):
    """Give new runs the supervisors and the sign-offs of the runs before, where the same is to be seen.

    A sign-off is told by its words and its checklist: another checklist is to be seen anew. Of a renewal
    only the run that it takes the place of counts, by certification in `replaced`.
    """
    new = {}
    for row in Requirement.objects.filter(group__version=version, module=None).order_by("pk"):
        new.setdefault(_seen(row), []).append(row.pk)
    if not new or not runs:
        return
    run_of = {run.certification_id: run for run in runs}
    named, seen = {}, {}
    for found, model in ((named, Supervision), (seen, SignOff)):
        rows = (
            model.objects.filter(enrolment__certification__in=run_of)
            .exclude(enrolment__in=runs)
            .select_related("enrolment", "requirement")
            .order_by("enrolment", "pk")
        )
        for row in rows:
            certification = row.enrolment.certification_id
            if _counts(row.enrolment, run_of[certification], replaced[certification]):
                for requirement in new.get(_seen(row.requirement), ()):
                    found[run_of[certification], requirement] = row
    Supervision.objects.bulk_create(
        Supervision(
            enrolment=run,
            requirement_id=requirement,
            supervisor_id=row.supervisor_id,
            named_by_id=row.named_by_id,
            named_at=row.named_at,
        )
        for (run, requirement), row in named.items()
    )
    SignOff.objects.bulk_create(
        SignOff(
            enrolment=run,
            requirement_id=requirement,
            supervisor_id=row.supervisor_id,
            outcome=row.outcome,
            seen=row.seen,
            remark=row.remark,
            at=row.at,
        )
        for (run, requirement), row in seen.items()
    )


def _counts(earlier, run, replaced):
    """Whether what was seen in an earlier run counts in one that has just begun."""
    if run.kind == Kind.RENEWAL:
        return earlier.pk == replaced
    return earlier.kind != Kind.RENEWAL


def _seen(requirement):
    """What makes two sign-offs the same."""
    return requirement.sign_off, tuple(requirement.checklist)
