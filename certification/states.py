"""The states of an officer's certification, and every way from one to another: one table. No database.

Sources: the life of a certificate as the administrations asked for it; each row is one thing that can happen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

DUE_SOON = timedelta(days=30)
REMINDERS = (90, 60, 30, 7, 0)
"""How many days before its last day the holder of a certificate is reminded; 0: on that day."""
LATEST = timedelta(days=30)
"""For so long after the last day the reminder of that day is made good, where days were missed."""


class State(StrEnum):
    """Where an officer is with a curriculum."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    CERTIFIED = "certified"
    WINDOW_OPEN = "window_open"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class Trigger(StrEnum):
    """What can happen: something that somebody does, or what a day brings."""

    ASSIGNED = "assigned"
    BEGUN = "begun"
    DUE_MOVED = "due_moved"
    DUE_NEARS = "due_nears"
    DUE_PASSED = "due_passed"
    AWARDED = "awarded"
    WINDOW_OPENED = "window_opened"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Transition:
    """One row of the table. A source of None is a certification that is only being made."""

    sources: tuple[State | None, ...]
    trigger: Trigger
    condition: str
    target: State


TRANSITIONS = (
    Transition(
        (None, State.REVOKED),
        Trigger.ASSIGNED,
        "The officer is put on the curriculum, or starts again after a revocation.",
        State.ASSIGNED,
    ),
    Transition(
        (State.ASSIGNED,),
        Trigger.BEGUN,
        "The first unit of a required module is opened.",
        State.IN_PROGRESS,
    ),
    Transition(
        (State.DUE_SOON, State.OVERDUE),
        Trigger.DUE_MOVED,
        "The due date is moved to a later day or taken away; what holds that day follows.",
        State.ASSIGNED,
    ),
    Transition(
        (State.ASSIGNED, State.IN_PROGRESS),
        Trigger.DUE_NEARS,
        "Thirty days or fewer are left until the due date.",
        State.DUE_SOON,
    ),
    Transition(
        (State.DUE_SOON,),
        Trigger.DUE_PASSED,
        "The due date is over.",
        State.OVERDUE,
    ),
    Transition(
        (
            State.ASSIGNED,
            State.IN_PROGRESS,
            State.DUE_SOON,
            State.OVERDUE,
            State.CERTIFIED,
            State.WINDOW_OPEN,
            State.EXPIRED,
        ),
        Trigger.AWARDED,
        "Everything asked for in the run is met, and the certificate is issued.",
        State.CERTIFIED,
    ),
    Transition(
        (State.CERTIFIED,),
        Trigger.WINDOW_OPENED,
        "The renewal window begins, and the officer serves on an open curriculum: the renewal is assigned.",
        State.WINDOW_OPEN,
    ),
    Transition(
        (State.EXPIRED,),
        Trigger.WINDOW_OPENED,
        "No renewal is under way, and the officer serves on an open curriculum again: it is assigned.",
        State.EXPIRED,
    ),
    Transition(
        (State.CERTIFIED, State.WINDOW_OPEN),
        Trigger.EXPIRED,
        "The last day of the certificate is over.",
        State.EXPIRED,
    ),
    Transition(
        (State.CERTIFIED, State.WINDOW_OPEN, State.EXPIRED),
        Trigger.SUSPENDED,
        "The certificate is suspended.",
        State.SUSPENDED,
    ),
    Transition(
        (State.SUSPENDED,),
        Trigger.REINSTATED,
        "The certificate is in force again; what the days have brought meanwhile follows.",
        State.CERTIFIED,
    ),
    Transition(
        (State.CERTIFIED, State.WINDOW_OPEN, State.EXPIRED, State.SUSPENDED),
        Trigger.REVOKED,
        "The certificate is revoked.",
        State.REVOKED,
    ),
)

_TARGETS = {(source, row.trigger): row.target for row in TRANSITIONS for source in row.sources}


class NoWay(ValueError):
    """The table has no such transition."""


def step(state: State | None, trigger: Trigger) -> State:
    """Where something that happens leads from a state. Raises NoWay."""
    try:
        return _TARGETS[state, trigger]
    except KeyError:
        raise NoWay(f"{trigger} does not happen to a certification that is {state or 'new'}.") from None


@dataclass(frozen=True)
class Facts:
    """What decides about a certification on a day. Days are those where the administration is.

    `running`: a run is under way. `waiting`: everything is met, only the certificate could not be issued yet.
    `active`: the officer serves, and is on the curriculum, which is open. `begun_on`: when the first unit of
    a module required in the run was opened.
    """

    state: State
    since: date
    due_on: date | None = None
    valid_until: date | None = None
    window_opens_on: date | None = None
    begun_on: date | None = None
    running: bool = False
    waiting: bool = False
    active: bool = True


@dataclass(frozen=True)
class Change:
    """One transition, with the day that it is counted for."""

    trigger: Trigger
    before: State | None
    after: State
    on: date


def due_triggers(facts: Facts, day: date) -> Iterator[Change]:
    """What the days up to and with `day` bring, in order: several where days were missed.

    Each is dated to the day on which it was due, never to one before the state that it ends.
    """
    while (due := _next_due(facts, day)) is not None:
        trigger, due_on = due
        on = max(due_on, facts.since)
        after = step(facts.state, trigger)
        yield Change(trigger, facts.state, after, on)
        opened = trigger == Trigger.WINDOW_OPENED
        facts = replace(facts, state=after, since=on, running=facts.running or opened)


def _next_due(facts: Facts, day: date) -> tuple[Trigger, date] | None:
    """The next thing that the calendar brings, with the day it is due; None: nothing by this day."""
    match facts.state:
        case State.ASSIGNED | State.IN_PROGRESS | State.DUE_SOON:
            return _next_before_award(facts, day) if facts.active and facts.running else None
        case State.CERTIFIED | State.WINDOW_OPEN | State.EXPIRED:
            return _next_after_award(facts, day)
    return None


def _next_before_award(facts: Facts, day: date) -> tuple[Trigger, date] | None:
    if facts.state == State.ASSIGNED and facts.begun_on is not None and facts.begun_on <= day:
        return Trigger.BEGUN, facts.begun_on
    if facts.due_on is None:
        return None
    if facts.state == State.DUE_SOON:
        over = facts.due_on + timedelta(days=1)
        return (Trigger.DUE_PASSED, over) if over <= day else None
    nears = facts.due_on - DUE_SOON
    return (Trigger.DUE_NEARS, nears) if nears <= day else None


def _next_after_award(facts: Facts, day: date) -> tuple[Trigger, date] | None:
    opens_on = facts.window_opens_on
    may_renew = facts.active and not facts.waiting
    if facts.state == State.CERTIFIED and may_renew and opens_on is not None and opens_on <= day:
        return Trigger.WINDOW_OPENED, opens_on
    if facts.state == State.EXPIRED:
        return (Trigger.WINDOW_OPENED, day) if may_renew and not facts.running else None
    if facts.valid_until is not None and facts.valid_until < day:
        return Trigger.EXPIRED, facts.valid_until + timedelta(days=1)
    return None


def reminder_due(*, issued_on: date, valid_until: date, day: date) -> int | None:
    """The reminder of REMINDERS that a day asks for: the latest one due. None: nothing is due, or too late.

    What fell on the day of issue or before is not reminded of.
    """
    if day > valid_until + LATEST:
        return None
    due = [days for days in REMINDERS if issued_on < valid_until - timedelta(days=days) <= day]
    return min(due, default=None)
