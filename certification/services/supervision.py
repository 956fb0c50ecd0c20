"""Practical sign-offs: who is to give them, who waits for one, and what was seen."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.models import Role
from accounts.scoping import memberships_of
from accounts.services.audit import record_act
from certification.models import (
    CurriculumEnrolment,
    Requirement,
    RequirementGroup,
    SignOff,
    Supervision,
)
from certification.services.awarding import try_to_award

Stage = RequirementGroup.Stage
Kind = CurriculumEnrolment.Kind
SIGNED, NOT_YET = SignOff.Outcome.SIGNED, SignOff.Outcome.NOT_YET


class SignOffRefused(Exception):
    """What a supervisor would record cannot stand."""


class SeenSince(Exception):
    """Something else was recorded since the page was read."""


def supervisions_of(person):
    """What a person is to sign off: in runs under way where the person serves, never the person's own.

    Each has `outcome` and `decided_at` of the newest sign-off, None before the first.
    """
    newest = SignOff.objects.filter(
        enrolment=OuterRef("enrolment"), requirement=OuterRef("requirement")
    ).order_by("-at", "-pk")
    return (
        Supervision.objects.filter(
            supervisor=person,
            enrolment__withdrawn_at=None,
            enrolment__administration__in=memberships_of(person).values("administration"),
        )
        .exclude(enrolment__officer=person)
        .annotate(
            outcome=Subquery(newest.values("outcome")[:1]),
            decided_at=Subquery(newest.values("at")[:1]),
        )
    )


def waiting(supervisions):
    """Of supervisions those whose officer waits."""
    return supervisions.filter(Q(outcome=None) | Q(outcome=NOT_YET), enrolment__ended_at=None)


@transaction.atomic
def sign_off(*, supervision, outcome, seen, remark, after, now):
    """Record what a supervisor saw, then try to award. Returns the sign-off.

    `seen` are lines of the checklist, `after` is the id of the newest sign-off when the page was read, or
    None: the same recorded twice is recorded once. Raises SeenSince where something else was recorded
    since, SignOffRefused for a run that has ended, one's own, or a sign-off with lines missing.
    """
    run = CurriculumEnrolment.objects.select_for_update(of=["self"]).get(pk=supervision.enrolment_id)
    supervision = Supervision.objects.select_related("requirement", "supervisor").get(pk=supervision.pk)
    checklist = supervision.requirement.checklist
    seen = [line for line in checklist if line in set(seen)]
    newest = run.sign_offs.filter(requirement=supervision.requirement).order_by("-at", "-pk").first()
    if newest is not None and newest.pk != after:
        said = (newest.supervisor_id, newest.outcome, newest.seen, newest.remark)
        if said == (supervision.supervisor_id, outcome, seen, remark):
            return newest
        raise SeenSince
    if run.officer_id == supervision.supervisor_id or run.withdrawn_at or run.ended_at:
        raise SignOffRefused
    if outcome == SIGNED and seen != checklist:
        raise SignOffRefused
    made = SignOff.objects.create(
        enrolment=run,
        requirement=supervision.requirement,
        supervisor=supervision.supervisor,
        outcome=outcome,
        seen=seen,
        remark=remark,
        at=now,
    )
    record_act(
        administration=run.administration,
        by=supervision.supervisor,
        act="sign_off.recorded",
        now=now,
        subject=run.officer,
        what=f"{run.officer.name} · {supervision.requirement.sign_off}",
        detail={"outcome": outcome, "reason": remark},
    )
    if outcome == SIGNED:
        try_to_award(officer=run.officer, administration=run.administration, now=now)
    return made


# --- the coordinator ------------------------------------------------------------------------------


def asked_sign_offs(curriculum):
    """The sign-offs that versions with runs under way ask for, with their groups. One query."""
    running = CurriculumEnrolment.objects.open().filter(version=OuterRef("group__version"))
    return list(
        Requirement.objects.filter(group__version__curriculum=curriculum, module=None)
        .filter(Exists(running))
        .select_related("group__version")
        .order_by("sign_off", "pk")
    )


def is_asked(requirement, run):
    """Whether a run asks for a requirement, by its stage and the path of its certification."""
    group = requirement.group
    own_renewal = group.version.renewal_path == "shorter"
    stage = Stage.RENEWAL if run.kind == Kind.RENEWAL and own_renewal else Stage.INITIAL
    return (
        group.version_id == run.version_id
        and group.stage == stage
        and (not group.paths or run.certification.path in group.paths)
    )


def runs_with_sign_offs(curriculum, requirements):
    """The runs under way that ask for one of some requirements, the longest under way first."""
    asking = Q(pk__in=[])
    for requirement in requirements:
        group = requirement.group
        condition = Q(version=group.version_id)
        if group.stage == Stage.RENEWAL:
            condition &= Q(kind=Kind.RENEWAL)
        elif group.version.renewal_path == "shorter":
            condition &= ~Q(kind=Kind.RENEWAL)
        if group.paths:
            condition &= Q(certification__path__in=group.paths)
        asking |= condition
    return (
        CurriculumEnrolment.objects.open()
        .filter(asking, certification__curriculum=curriculum)
        .select_related("officer", "certification")
        .order_by("enrolled_at", "pk")
    )


@dataclass(frozen=True)
class Waiting:
    """One sign-off that a run asks for: with whom it lies, what was said last, waiting since when."""

    run: CurriculumEnrolment
    requirement: Requirement
    supervision: Supervision | None
    last: SignOff | None
    since: datetime

    @property
    def is_signed(self):
        return self.last is not None and self.last.outcome == SIGNED


def sign_off_lines(runs, requirements):
    """The sign-offs that some runs ask for, in the order of the runs. Two queries."""
    runs = list(runs)
    named = {
        (row.enrolment_id, row.requirement_id): row
        for row in Supervision.objects.filter(enrolment__in=runs).select_related("supervisor")
    }
    last = {
        (row.enrolment_id, row.requirement_id): row
        for row in SignOff.objects.filter(enrolment__in=runs)
        .select_related("supervisor")
        .order_by("at", "pk")
    }
    lines = []
    for run in runs:
        for requirement in requirements:
            if is_asked(requirement, run):
                key = run.pk, requirement.pk
                supervision = named.get(key)
                lines.append(
                    Waiting(
                        run=run,
                        requirement=requirement,
                        supervision=supervision,
                        last=last.get(key),
                        since=supervision.named_at if supervision else run.enrolled_at,
                    )
                )
    return lines


@transaction.atomic
def name_supervisor(*, runs, requirements, supervisor, by, now):
    """Name who signs off some requirements in some runs, where they ask for them and are under way.

    Nobody is named for oneself: those runs are left out and returned. Naming the same again changes nothing.
    """
    runs = list(
        CurriculumEnrolment.objects.select_for_update(of=["self"])
        .filter(pk__in=[run.pk for run in runs])
        .open()
        .select_related("certification", "officer", "administration")
        .order_by("pk")
    )
    own = [run for run in runs if run.officer_id == supervisor.pk]
    wanted = {
        (run.pk, requirement.pk): run
        for run in runs
        if run.officer_id != supervisor.pk
        for requirement in requirements
        if is_asked(requirement, run)
    }
    there = {
        (row.enrolment_id, row.requirement_id): row
        for row in Supervision.objects.filter(enrolment__in=runs, requirement__in=requirements)
    }
    fresh = [
        Supervision(
            enrolment_id=run, requirement_id=requirement, supervisor=supervisor, named_by=by, named_at=now
        )
        for run, requirement in wanted
        if (run, requirement) not in there
    ]
    others = [row for key, row in there.items() if key in wanted and row.supervisor_id != supervisor.pk]
    for row in others:
        row.supervisor, row.named_by, row.named_at = supervisor, by, now
    Supervision.objects.bulk_create(fresh)
    Supervision.objects.bulk_update(others, ["supervisor", "named_by", "named_at"])
    if fresh or others:
        officers = {wanted[row.enrolment_id, row.requirement_id].officer for row in (*fresh, *others)}
        record_act(
            administration=runs[0].administration,
            by=by,
            act="supervisor.named",
            now=now,
            subject=next(iter(officers)) if len(officers) == 1 else None,
            what=supervisor.name,
            detail={"count": len(fresh) + len(others)},
        )
    return len(fresh) + len(others), own


def likely_supervisors(administration, day):
    """Whom to offer first: who supervises already, trains or coordinates. At most a hundred memberships."""
    known = Supervision.objects.filter(supervisor=OuterRef("user"), enrolment__administration=administration)
    return (
        administration.memberships.on(day)
        .filter(Q(role__in=[Role.TRAINER, Role.COORDINATOR]) | Exists(known))
        .select_related("user")
        .order_by("user__name", "pk")[:100]
    )
