"""A curriculum as it is composed: what it asks for and how long it is worth. Values only; no database.

Whether a plan can be published, and what sets it apart from another, are the questions answered here. The
sentences for both stand in certification.wording.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

# The shortest month: a renewal window of more days than that many months of them could open before the issue.
SHORTEST_MONTH = 28
WHOLE = 100


class Stage(StrEnum):
    """When a group is asked for. The values are those of RequirementGroup.Stage."""

    INITIAL = "initial"
    RENEWAL = "renewal"


class Expiry(StrEnum):
    """From when validity is counted. The values are those of ExpiryRule."""

    COMPLETION = "completion"
    PREVIOUS_EXPIRY = "previous_expiry"
    FIXED_DATE = "fixed_date"


class Renewal(StrEnum):
    """What a renewal asks for. The values are those of RenewalPath."""

    SAME = "same"
    SHORTER = "shorter"


@dataclass(frozen=True)
class Asked:
    """A module with its least mark in per cent (0: none), or a sign-off with what is to be seen."""

    module: int | None = None
    minimum_mark: int = 0
    sign_off: str = ""
    checklist: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """What is asked for together: all of it, or `needed`; for officers on some paths, or (empty) for all."""

    asked: tuple[Asked, ...]
    title: str = ""
    stage: Stage = Stage.INITIAL
    needed: int | None = None
    in_order: bool = False
    paths: frozenset[str] = frozenset()

    def is_for(self, path: str) -> bool:
        return not self.paths or path in self.paths


@dataclass(frozen=True)
class Plan:
    """One version of a curriculum, without its number."""

    title: str
    groups: tuple[Group, ...]
    participation: bool = False
    expiry_rule: Expiry = Expiry.COMPLETION
    validity_months: int | None = None
    fixed_on: date | None = None
    minimum_active_months: int = 0
    renewal_days: int = 90
    renewal_path: Renewal = Renewal.SAME

    @property
    def modules(self) -> frozenset[int]:
        return frozenset(
            asked.module for group in self.groups for asked in group.asked if asked.module is not None
        )

    def stage(self, stage: Stage) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.stage == stage)


@dataclass(frozen=True)
class Known:
    """A module that may be asked for. `pass_mark` is that of its final quiz; None: it has none."""

    title: str
    pass_mark: int | None = None


class Fault(StrEnum):
    """What speaks against a plan."""

    NO_TITLE = "no_title"
    NO_GROUP = "no_group"
    EMPTY_GROUP = "empty_group"
    NONE_NEEDED = "none_needed"
    TOO_MANY_NEEDED = "too_many_needed"
    NOTHING_ASKED = "nothing_asked"
    UNKNOWN_MODULE = "unknown_module"
    MODULE_TWICE = "module_twice"
    SIGN_OFF_TWICE = "sign_off_twice"
    NO_CHECKLIST = "no_checklist"
    MARK_TOO_HIGH = "mark_too_high"
    MARK_WITHOUT_QUIZ = "mark_without_quiz"
    FIXED_WITHOUT_DATE = "fixed_without_date"
    COUNTED_WITHOUT_MONTHS = "counted_without_months"
    NO_MONTHS = "no_months"
    ACTIVE_TOO_LONG = "active_too_long"
    WINDOW_TOO_LONG = "window_too_long"
    NO_RENEWAL_GROUP = "no_renewal_group"
    PATH_WITHOUT_RENEWAL = "path_without_renewal"
    RENEWAL_GROUP_UNUSED = "renewal_group_unused"
    NOT_PROVEN_AGAIN = "not_proven_again"
    LOW_MARK = "low_mark"
    NOTHING_WITHOUT_PATH = "nothing_without_path"


ADVICE = frozenset({Fault.LOW_MARK, Fault.NOTHING_WITHOUT_PATH})
"""What may stand so, and is worth a second look."""


@dataclass(frozen=True)
class Problem:
    """One fault and its place: a field of the plan, of a group, or of one thing asked for in it (from 0)."""

    fault: Fault
    field: str
    group: int | None = None
    asked: int | None = None
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def is_advice(self) -> bool:
        return self.fault in ADVICE


def problems_of(plan: Plan, modules: Mapping[int, Known]) -> tuple[Problem, ...]:
    """Everything that speaks against a plan, in its order. `modules` are those that may be asked for."""
    found = [*_of_the_whole(plan), *_of_the_renewal(plan, modules)]
    for number, group in enumerate(plan.groups):
        found += _of_a_group(number, group)
        for place, asked in enumerate(group.asked):
            found += _of_one(number, place, asked, modules)
    found += _twice(plan, modules)
    return tuple(found)


def faults_of(plan: Plan, modules: Mapping[int, Known]) -> tuple[Problem, ...]:
    """The problems with which a plan cannot be saved."""
    return tuple(problem for problem in problems_of(plan, modules) if not problem.is_advice)


def _of_the_whole(plan: Plan) -> Iterator[Problem]:
    if not plan.title.strip():
        yield Problem(Fault.NO_TITLE, "title")
    initial = plan.stage(Stage.INITIAL)
    if not initial:
        yield Problem(Fault.NO_GROUP, "title")
    elif all(group.paths for group in initial):
        yield Problem(Fault.NOTHING_WITHOUT_PATH, "title")
    months = plan.validity_months
    if months == 0:
        yield Problem(Fault.NO_MONTHS, "validity_months")
    if plan.expiry_rule != Expiry.COMPLETION and months is None:
        yield Problem(Fault.COUNTED_WITHOUT_MONTHS, "validity_months")
    if plan.expiry_rule == Expiry.FIXED_DATE:
        if plan.fixed_on is None:
            yield Problem(Fault.FIXED_WITHOUT_DATE, "fixed_on")
        if months and plan.minimum_active_months > months:
            yield Problem(Fault.ACTIVE_TOO_LONG, "minimum_active_months", values={"months": months})
    if months and plan.renewal_days > months * SHORTEST_MONTH:
        yield Problem(
            Fault.WINDOW_TOO_LONG, "renewal_days", values={"days": months * SHORTEST_MONTH, "months": months}
        )


def _of_the_renewal(plan: Plan, modules: Mapping[int, Known]) -> Iterator[Problem]:
    """A renewal must ask for something, of everybody, that can be proven a second time."""
    renewing = plan.stage(Stage.RENEWAL)
    if plan.renewal_path == Renewal.SAME:
        for number, group in enumerate(plan.groups):
            if group.stage == Stage.RENEWAL:
                yield Problem(Fault.RENEWAL_GROUP_UNUSED, "stage", number)
    elif not renewing:
        yield Problem(Fault.NO_RENEWAL_GROUP, "renewal_path")
    else:
        initial = plan.stage(Stage.INITIAL)
        asked_of = sorted({"", *(path for group in initial for path in group.paths)})
        for path in asked_of:
            is_asked = any(group.is_for(path) for group in initial)
            if is_asked and not any(group.is_for(path) for group in renewing):
                yield Problem(Fault.PATH_WITHOUT_RENEWAL, "renewal_path", values={"path": path})
    if plan.validity_months is None:
        return
    stage = Stage.INITIAL if plan.renewal_path == Renewal.SAME else Stage.RENEWAL
    for number, group in enumerate(plan.groups):
        if group.stage != stage:
            continue
        for place, asked in enumerate(group.asked):
            known = modules.get(asked.module) if asked.module is not None else None
            if known is not None and known.pass_mark is None:
                yield Problem(Fault.NOT_PROVEN_AGAIN, "module", number, place, {"module": known.title})


def _of_a_group(number: int, group: Group) -> Iterator[Problem]:
    if not group.asked:
        yield Problem(Fault.EMPTY_GROUP, "title", number)
    if group.needed is not None and group.needed < 1:
        yield Problem(Fault.NONE_NEEDED, "needed", number)
    elif group.needed is not None and group.asked and group.needed > len(group.asked):
        values = {"needed": group.needed, "there": len(group.asked)}
        yield Problem(Fault.TOO_MANY_NEEDED, "needed", number, values=values)


def _of_one(number: int, place: int, asked: Asked, modules: Mapping[int, Known]) -> Iterator[Problem]:
    if asked.module is None:
        if not asked.sign_off.strip():
            yield Problem(Fault.NOTHING_ASKED, "sign_off", number, place)
        elif not any(line.strip() for line in asked.checklist):
            yield Problem(Fault.NO_CHECKLIST, "checklist", number, place)
        return
    known = modules.get(asked.module)
    if known is None:
        yield Problem(Fault.UNKNOWN_MODULE, "module", number, place)
    elif asked.minimum_mark > WHOLE:
        yield Problem(Fault.MARK_TOO_HIGH, "minimum_mark", number, place)
    elif asked.minimum_mark and known.pass_mark is None:
        yield Problem(Fault.MARK_WITHOUT_QUIZ, "minimum_mark", number, place, {"module": known.title})
    elif known.pass_mark is not None and 0 < asked.minimum_mark < known.pass_mark:
        values = {"module": known.title, "pass_mark": known.pass_mark}
        yield Problem(Fault.LOW_MARK, "minimum_mark", number, place, values)


def _twice(plan: Plan, modules: Mapping[int, Known]) -> Iterator[Problem]:
    """What one officer would be asked for twice at one stage."""
    seen: dict[tuple[Stage, int | str], list[int]] = {}
    for number, group in enumerate(plan.groups):
        for place, asked in enumerate(group.asked):
            name = asked.module if asked.module is not None else asked.sign_off.strip().casefold()
            if not name:
                continue
            before = seen.setdefault((group.stage, name), [])
            if any(_meet(group, plan.groups[other]) for other in before):
                known = modules.get(asked.module) if asked.module is not None else None
                if asked.module is None:
                    yield Problem(Fault.SIGN_OFF_TWICE, "sign_off", number, place)
                elif known is not None:
                    yield Problem(Fault.MODULE_TWICE, "module", number, place, {"module": known.title})
            before.append(number)


def _meet(one: Group, other: Group) -> bool:
    """Whether some officer is asked for both groups."""
    return one is other or not one.paths or not other.paths or bool(one.paths & other.paths)


class Change(StrEnum):
    """What sets a plan apart from the one before."""

    TITLE = "title"
    MODULE_ADDED = "module_added"
    MODULE_REMOVED = "module_removed"
    MARK_RAISED = "mark_raised"
    MARK_LOWERED = "mark_lowered"
    SIGN_OFF_ADDED = "sign_off_added"
    SIGN_OFF_REMOVED = "sign_off_removed"
    CHECKLIST = "checklist"
    ARRANGEMENT = "arrangement"
    VALIDITY = "validity"
    EXPIRY_RULE = "expiry_rule"
    FIXED_DATE = "fixed_date"
    MINIMUM_ACTIVE = "minimum_active"
    WINDOW = "window"
    RENEWAL_PATH = "renewal_path"
    PARTICIPATION = "participation"


@dataclass(frozen=True)
class Difference:
    """One change, with what was and what is; `name`: a module's id, or what a sign-off is called."""

    change: Change
    before: Any = None
    after: Any = None
    name: int | str | None = None
    stage: Stage | None = None


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """What is new in `after`. Equal plans have no difference, and different plans have one."""
    found = [
        Difference(change, was, is_now)
        for change, was, is_now in (
            (Change.TITLE, before.title, after.title),
            (Change.VALIDITY, before.validity_months, after.validity_months),
            (Change.EXPIRY_RULE, before.expiry_rule, after.expiry_rule),
            (Change.FIXED_DATE, before.fixed_on, after.fixed_on),
            (Change.MINIMUM_ACTIVE, before.minimum_active_months, after.minimum_active_months),
            (Change.WINDOW, before.renewal_days, after.renewal_days),
            (Change.RENEWAL_PATH, before.renewal_path, after.renewal_path),
            (Change.PARTICIPATION, before.participation, after.participation),
        )
        if was != is_now
    ]
    for stage in Stage:
        found += _asked_otherwise(before, after, stage)
        same_things = _names(before, stage).keys() == _names(after, stage).keys()
        if same_things and _arrangement(before, stage) != _arrangement(after, stage):
            found.append(Difference(Change.ARRANGEMENT, stage=stage))
    if not found and before != after:
        found.append(Difference(Change.ARRANGEMENT))
    return tuple(found)


def _asked_otherwise(before: Plan, after: Plan, stage: Stage) -> Iterator[Difference]:
    was, is_now = _names(before, stage), _names(after, stage)
    for name, asked in is_now.items():
        added = Change.SIGN_OFF_ADDED if asked.module is None else Change.MODULE_ADDED
        if name not in was:
            yield Difference(added, after=asked.minimum_mark, name=name, stage=stage)
        elif asked.minimum_mark != was[name].minimum_mark:
            raised = asked.minimum_mark > was[name].minimum_mark
            change = Change.MARK_RAISED if raised else Change.MARK_LOWERED
            yield Difference(change, was[name].minimum_mark, asked.minimum_mark, name, stage)
        elif asked.checklist != was[name].checklist:
            yield Difference(Change.CHECKLIST, was[name].checklist, asked.checklist, name, stage)
    for name, asked in was.items():
        if name not in is_now:
            removed = Change.SIGN_OFF_REMOVED if asked.module is None else Change.MODULE_REMOVED
            yield Difference(removed, before=asked.minimum_mark, name=name, stage=stage)


def _names(plan: Plan, stage: Stage) -> dict[int | str, Asked]:
    """What is asked for at a stage, by the module's id or the sign-off's words; the highest mark of each."""
    found: dict[int | str, Asked] = {}
    for group in plan.stage(stage):
        for asked in group.asked:
            name = asked.module if asked.module is not None else asked.sign_off
            if name not in found or found[name].minimum_mark < asked.minimum_mark:
                found[name] = asked
    return found


def _arrangement(plan: Plan, stage: Stage) -> list[Any]:
    """How what is asked for is grouped."""
    return [
        (
            group.title,
            group.needed,
            group.in_order,
            group.paths,
            tuple((asked.module, asked.sign_off) for asked in group.asked),
        )
        for group in plan.stage(stage)
    ]
