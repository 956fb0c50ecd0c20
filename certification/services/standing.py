"""How one officer stands in the curricula of an administration: what is asked, what holds, until when."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from accounts.models import User
from certification.models import (
    Certification,
    CurriculumEnrolment,
    Level,
    Requirement,
    RequirementGroup,
    SignOff,
    Supervision,
)
from certification.services.completions import Learning, best_mark
from courses.contents import identity_of
from quizzes.grading.percent import shown_percent

Kind = CurriculumEnrolment.Kind


@dataclass
class StandingLine:
    """One thing asked for: a module with its mark, or a sign-off with what was said of it last.

    `url` is for the page that leads on to the module.
    """

    requirement: Requirement
    holds: bool
    mark: Fraction | None = None
    completed_at: datetime | None = None
    supervisor: User | None = None
    last: SignOff | None = None
    url: str = ""

    @property
    def module(self):
        return self.requirement.module

    @property
    def minimum_mark(self):
        return self.requirement.minimum_mark

    @property
    def mark_slug(self):
        """The sign and hue that the module has everywhere."""
        return identity_of(self.module).slug if self.module else ""

    @property
    def shown(self):
        """The mark as shown: never rounded up to what it misses."""
        return None if self.mark is None else shown_percent(self.mark, self.minimum_mark)

    @property
    def checklist(self):
        """The lines of a sign-off, each with whether it was seen."""
        seen = set(self.last.seen) if self.last else set()
        return [(line, line in seen) for line in self.requirement.checklist]


@dataclass(frozen=True)
class StandingGroup:
    """Things asked for together: how many of them, and how many hold."""

    group: RequirementGroup
    lines: list

    @property
    def of(self):
        return len(self.lines)

    @property
    def needed(self):
        return self.of if self.group.needed is None else min(self.group.needed, self.of)

    @property
    def done(self):
        """How many hold that count: what goes beyond what is needed is not counted."""
        return min(self.needed, sum(line.holds for line in self.lines))

    @property
    def is_met(self):
        return self.done >= self.needed


@dataclass(frozen=True)
class Standing:
    """One curriculum that an officer is on: the newest run, what it asks for and until when."""

    certification: Certification
    run: CurriculumEnrolment
    groups: list
    reached: frozenset
    today: date

    @property
    def lines(self):
        return [line for group in self.groups for line in group.lines]

    @property
    def first(self):
        """The module to go on with: the first that does not hold in a group that is not complete."""
        lines = [line for group in self.groups if not group.is_met for line in group.lines]
        return next((line for line in lines if line.module and not line.holds), None)

    @property
    def done(self):
        return sum(group.done for group in self.groups)

    @property
    def wanted(self):
        return sum(group.needed for group in self.groups)

    @property
    def is_open(self):
        return self.run.ended_at is None

    @property
    def is_bridge(self):
        return self.run.kind == Kind.BRIDGE

    @property
    def is_renewal(self):
        return self.run.kind == Kind.RENEWAL

    @property
    def days_left(self):
        """Days until the due date, below 0 after it; None without one or when nothing is open."""
        due_on = self.certification.due_on
        return (due_on - self.today).days if due_on and self.is_open else None

    @property
    def days_over(self):
        """How many days the due date is past, 0 before it."""
        return max(-(self.days_left or 0), 0)

    @property
    def participates(self):
        """Participation is certified, achievement is not yet."""
        return Level.PARTICIPATION in self.reached and Level.ACHIEVEMENT not in self.reached


def standing_of(officer, administration, now):
    """How an officer stands in each curriculum, the newest run first. Queries are fixed in number."""
    runs = {}
    for run in (
        CurriculumEnrolment.objects.filter(
            officer=officer,
            administration=administration,
            withdrawn_at=None,
            certification__closed_at=None,
        )
        .select_related("certification__curriculum", "version")
        .prefetch_related(
            "awards",
            "version__groups__requirements__module__convention",
            "version__groups__requirements__module__administration",
        )
        .order_by("-enrolled_at", "-pk")
    ):
        runs.setdefault(run.certification_id, run)
    if not runs:
        return []
    learning = Learning(runs.values())
    supervisors = {
        (row.enrolment_id, row.requirement_id): row.supervisor
        for row in Supervision.objects.filter(enrolment__in=runs.values()).select_related("supervisor")
    }
    last = {
        (row.enrolment_id, row.requirement_id): row
        for row in SignOff.objects.filter(enrolment__in=runs.values())
        .select_related("supervisor")
        .order_by("at", "pk")
    }
    today = administration.day_of(now)
    return [_standing(run, learning, supervisors, last, today) for run in runs.values()]


def _standing(run, learning, supervisors, last, today):
    held = learning.judged(run).held
    modules = learning.proofs(run).modules
    asked = {need.key for group in learning.groups(run) for need in group.needs}
    groups = []
    for group in run.version.groups.all():
        lines = []
        for requirement in group.requirements.all():
            if requirement.pk not in asked:
                continue
            proofs = modules.get(requirement.module_id, ())
            key = run.pk, requirement.pk
            lines.append(
                StandingLine(
                    requirement=requirement,
                    holds=requirement.pk in held,
                    mark=best_mark(proofs),
                    completed_at=_completed_at(requirement, held, proofs),
                    supervisor=supervisors.get(key),
                    last=last.get(key),
                )
            )
        if lines:
            groups.append(StandingGroup(group, lines))
    return Standing(
        certification=run.certification,
        run=run,
        groups=groups,
        reached=frozenset(award.level for award in run.awards.all()),
        today=today,
    )


def _completed_at(requirement, held, proofs):
    """Since when a requirement holds, or a module that misses its mark is finished; None for neither."""
    if requirement.module_id is None:
        return held[requirement.pk].at if requirement.pk in held else None
    return min((proof.at for proof in proofs), default=None)
