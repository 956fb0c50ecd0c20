"""What a certificate is worth, as rules: when requirements hold, until when, in which state. No database."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Proof:
    """That a module was finished: since when, with which exact per cent (None: it has no quiz).

    `source` is whatever the caller wants back as evidence; the rules do not look at it.
    """

    at: datetime
    percent: Fraction | None = None
    source: Any = None


@dataclass(frozen=True)
class Need:
    """One module that is asked for, with the least mark in per cent; 0 asks for no mark.

    Without a module it is a practical sign-off, proven under its own key.
    """

    key: int
    module: int | None
    minimum_mark: int = 0

    def met_by(self, proof: Proof) -> bool:
        """Exactly, unrounded: 79.99 does not reach 80."""
        if not self.minimum_mark:
            return True
        return proof.percent is not None and proof.percent >= self.minimum_mark


class Stage(StrEnum):
    """For which certificate a group of needs is asked."""

    INITIAL = "initial"
    RENEWAL = "renewal"


@dataclass(frozen=True)
class NeedGroup:
    """Needs of which all, or `needed`, must hold; in order: each after the one before it."""

    needs: tuple[Need, ...]
    needed: int | None = None
    in_order: bool = False
    stage: Stage = Stage.INITIAL
    paths: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """How many must hold. Never more than there are, so no group asks for the impossible."""
        return len(self.needs) if self.needed is None else min(self.needed, len(self.needs))


def asked_of(groups: Iterable[NeedGroup], stage: Stage, path: str) -> tuple[NeedGroup, ...]:
    """The groups for one stage and one officer: those for all paths, and those for the officer's own.

    An officer without a path ("") has only the groups for all.
    """
    return tuple(
        group for group in groups if group.stage == stage and (not group.paths or path in group.paths)
    )


def for_participation(groups: Iterable[NeedGroup]) -> tuple[NeedGroup, ...]:
    """What participation asks of the same groups: the modules, without least marks and sign-offs."""
    return tuple(
        replace(
            group,
            needs=tuple(replace(need, minimum_mark=0) for need in group.needs if need.module is not None),
        )
        for group in groups
    )


def since(proofs: Iterable[Proof], counts_from: datetime | None) -> list[Proof]:
    """The proofs that count in a run: those not before its beginning. None: all of them."""
    return [proof for proof in proofs if counts_from is None or proof.at >= counts_from]


@dataclass(frozen=True)
class Judgement:
    """Which needs hold, each with its proof, and which are missing."""

    held: Mapping[int, Proof]
    missing: tuple[Need, ...]
    met: bool

    @property
    def last_proof(self) -> datetime:
        """When the latest of the proofs was given. Ask only where something holds."""
        return max(proof.at for proof in self.held.values())


class Proofs:
    """What one officer has proven: modules by their ids, sign-offs by the keys of their needs."""

    def __init__(
        self,
        modules: Mapping[int, Sequence[Proof]],
        signed: Mapping[int, Sequence[Proof]] | None = None,
    ) -> None:
        self.modules = modules
        self.signed = signed or {}

    def of(self, need: Need) -> Sequence[Proof]:
        """The proofs given of a need, whether they meet it or not."""
        return self.signed.get(need.key, ()) if need.module is None else self.modules.get(need.module, ())

    def fitting(self, need: Need) -> list[Proof]:
        """The proofs that meet a need."""
        return [proof for proof in self.of(need) if need.met_by(proof)]


def judge(groups: Sequence[NeedGroup], proofs: Proofs) -> Judgement:
    """Hold needs against proofs. Groups without a single need certify nothing."""
    held: dict[int, Proof] = {}
    missing: list[Need] = []
    met = any(group.needs for group in groups)
    for group in groups:
        found = _in_order(group, proofs) if group.in_order else _in_any_order(group, proofs)
        held |= found
        if len(found) < group.size:
            met = False
            missing += [need for need in group.needs if need.key not in found]
    return Judgement(held=held, missing=tuple(missing), met=met)


def _in_any_order(group: NeedGroup, proofs: Proofs) -> dict[int, Proof]:
    """For each need that holds the best proof; of equals the earliest."""
    found = {}
    for need in group.needs:
        if fitting := proofs.fitting(need):
            found[need.key] = min(fitting, key=lambda proof: (-_mark(proof), proof.at))
    return found


def _in_order(group: NeedGroup, proofs: Proofs) -> dict[int, Proof]:
    """For each need the earliest proof that is not before the last one; what has none is passed over.

    A module finished too early counts again from a later attempt that meets the mark.
    """
    found: dict[int, Proof] = {}
    last: datetime | None = None
    for need in group.needs:
        fitting = since(proofs.fitting(need), last)
        if fitting:
            found[need.key] = min(fitting, key=lambda proof: (proof.at, -_mark(proof)))
            last = found[need.key].at
        elif group.needed is None:
            break
    return found


def _mark(proof: Proof) -> Fraction:
    return Fraction(0) if proof.percent is None else proof.percent


def progress(
    groups: Iterable[NeedGroup], modules: Iterable[int], signed: Iterable[int] = ()
) -> tuple[int, int]:
    """How many needs are done of those asked for, from finished modules and keys of what is signed off."""
    finished, signed = set(modules), set(signed)
    done = wanted = 0
    for group in groups:
        wanted += group.size
        done += min(group.size, sum(need.module in finished or need.key in signed for need in group.needs))
    return done, wanted


class ExpiryRule(StrEnum):
    """From when the period of validity is counted."""

    COMPLETION = "completion"
    PREVIOUS_EXPIRY = "previous_expiry"
    FIXED_DATE = "fixed_date"


def months_on(day: date, months: int) -> date:
    """So many calendar months later: the same day of the month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def valid_until(
    rule: ExpiryRule,
    *,
    completed_on: date,
    months: int | None,
    previous_until: date | None = None,
    due_on: date | None = None,
    minimum_active_months: int = 0,
) -> date | None:
    """The last day of validity; None: without end.

    `previous_until` is the last day of the certificate before: it is counted from while that one is in force
    on the day of completion, its last day included. `due_on` is the fixed date: of it and the days a multiple
    of the period later, the first that is after completion, and not before the minimum is over. Without a
    fixed date the period is counted from completion. Months are always counted from the base at once, so that
    the 31st comes back after a shorter month. Raises ValueError for a fixed date without a period.
    """
    if months is None:
        return None
    if rule == ExpiryRule.PREVIOUS_EXPIRY and previous_until is not None and previous_until >= completed_on:
        return months_on(previous_until, months)
    if rule == ExpiryRule.FIXED_DATE and due_on is not None:
        return _next_fixed(due_on, months, completed_on, months_on(completed_on, minimum_active_months))
    return months_on(completed_on, months)


def _next_fixed(due_on: date, months: int, completed_on: date, least: date) -> date:
    """The first of the fixed days that is later than completion and not before `least`."""
    if months < 1:
        raise ValueError("A fixed date comes again after one month at least.")
    distance = (least.year - due_on.year) * 12 + least.month - due_on.month
    periods = max(0, distance // months)
    while (last := months_on(due_on, periods * months)) <= completed_on or last < least:
        periods += 1
    return last


class State(StrEnum):
    """What the register says of a certificate on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


def state(standing: str, last_day: date | None, day: date) -> State:
    """The state on a day. What an administration decided outweighs the calendar."""
    if standing in {State.REVOKED, State.SUPERSEDED, State.SUSPENDED}:
        return State(standing)
    return State.EXPIRED if last_day is not None and day > last_day else State.VALID
