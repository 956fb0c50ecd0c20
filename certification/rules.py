"""What a certificate is worth, as rules: when requirements hold, until when, in which state. No database."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    """One module that is asked for, with the least mark in per cent; 0 asks for no mark."""

    key: int
    module: int
    minimum_mark: int = 0

    def met_by(self, proof: Proof) -> bool:
        """Exactly, unrounded: 79.99 does not reach 80."""
        if not self.minimum_mark:
            return True
        return proof.percent is not None and proof.percent >= self.minimum_mark


@dataclass(frozen=True)
class NeedGroup:
    """Needs of which all, or `needed`, must hold; in order: each after the one before it."""

    needs: tuple[Need, ...]
    needed: int | None = None
    in_order: bool = False

    @property
    def size(self) -> int:
        """How many must hold. Never more than there are, so no group asks for the impossible."""
        return len(self.needs) if self.needed is None else min(self.needed, len(self.needs))


@dataclass(frozen=True)
class Judgement:
    """Which needs hold, each with its proof, and which are missing."""

    held: Mapping[int, Proof]
    missing: tuple[Need, ...]
    met: bool


def judge(groups: Sequence[NeedGroup], proofs: Mapping[int, Sequence[Proof]]) -> Judgement:
    """Hold needs against proofs, given by module. Groups without a single need certify nothing."""
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


def _in_any_order(group: NeedGroup, proofs: Mapping[int, Sequence[Proof]]) -> dict[int, Proof]:
    """For each need that holds the best proof; of equals the earliest."""
    found = {}
    for need in group.needs:
        fitting = [proof for proof in proofs.get(need.module, ()) if need.met_by(proof)]
        if fitting:
            found[need.key] = min(fitting, key=lambda proof: (-_mark(proof), proof.at))
    return found


def _in_order(group: NeedGroup, proofs: Mapping[int, Sequence[Proof]]) -> dict[int, Proof]:
    """For each need the earliest proof that is not before the last one; what has none is passed over.

    A module finished too early counts again from a later attempt that meets the mark.
    """
    found: dict[int, Proof] = {}
    last: datetime | None = None
    for need in group.needs:
        fitting = [
            proof
            for proof in proofs.get(need.module, ())
            if need.met_by(proof) and (last is None or proof.at >= last)
        ]
        if fitting:
            found[need.key] = min(fitting, key=lambda proof: (proof.at, -_mark(proof)))
            last = found[need.key].at
        elif group.needed is None:
            break
    return found


def _mark(proof: Proof) -> Fraction:
    return Fraction(0) if proof.percent is None else proof.percent


def progress(groups: Iterable[NeedGroup], modules: Iterable[int]) -> tuple[int, int]:
    """How many modules are done of those asked for, from the modules that are finished."""
    finished = set(modules)
    done = wanted = 0
    for group in groups:
        wanted += group.size
        done += min(group.size, sum(need.module in finished for need in group.needs))
    return done, wanted


def valid_until(issued_on: date, months: int | None) -> date | None:
    """The last day of validity: the same day of the month, or that month's last. None: without end."""
    if months is None:
        return None
    count = issued_on.year * 12 + issued_on.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(issued_on.day, last))


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
