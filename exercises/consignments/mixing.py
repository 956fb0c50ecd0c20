"""Inspections: a clean set, or one with faults that do not hide each other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from exercises.consignments.clean import clean_set
from exercises.consignments.faults import Fault, faults_of
from exercises.consignments.model import ConsignmentSet
from exercises.inspections.scoring import Decision, Key, Signal

CLEAN_SHARE = 0.25
MOST = 8
"""More faults at once teach nothing, and few kinds go together in greater numbers."""
GRAVITY = tuple(Decision)


@dataclass(frozen=True)
class Inspection:
    """A set to inspect, and what is wrong with it."""

    template: str
    seed: int
    given: ConsignmentSet
    faults: tuple[Fault, ...]
    key: Key


def inspection(
    template: str,
    seed: int,
    *,
    clean_share: float | Fraction = CLEAN_SHARE,
    faults: int = 1,
    kinds: Collection[str] | None = None,
) -> Inspection:
    """The inspection that these settings and this seed give, always the same.

    `clean_share` of all seeds have no fault; the others have as many as `faults` says, each of another kind,
    out of `kinds` or of all. Every kind is as likely as any other to be the first.
    """
    if not 0 <= clean_share <= 1:
        raise ValueError("The share of clean sets lies between 0 and 1.")
    rng = Random(f"{template} {seed}")  # noqa: S311 - practice, not secrets
    clean = rng.random() < clean_share
    chosen = () if clean else choose(template, faults, rng, kinds)
    needs = frozenset().union(*(one.needs for one in chosen))
    sound = clean_set(template, rng, needs)
    given = sound
    for one in chosen:
        given = one.inject(given, rng)
    entries = sound.entries() | given.entries()
    return Inspection(template, seed, given, chosen, key_of(given, chosen, entries))


def choose(
    template: str, number: int, rng: Random, kinds: Collection[str] | None = None
) -> tuple[Fault, ...]:
    """Faults of so many kinds that go together in one set."""
    known = faults_of(template)
    if kinds is not None:
        unknown = sorted(set(kinds) - {one.slug for one in known})
        if unknown:
            raise ValueError(f"A set for {template} has no faults of the kind {', '.join(unknown)}.")
        known = tuple(one for one in known if one.slug in kinds)
    if not 1 <= number <= MOST:
        raise ValueError(f"A set that is not clean has 1 to {MOST} faults.")
    found = _together(rng.sample(known, len(known)), number, ())
    if found is None:
        raise ValueError(f"A set for {template} cannot have {number} faults at once.")
    return found


def _together(left: Sequence[Fault], number: int, taken: tuple[Fault, ...]) -> tuple[Fault, ...] | None:
    if number == len(taken):
        return taken
    for place, one in enumerate(left):
        if number - len(taken) > len(left) - place:
            return None
        rest = [other for other in left[place + 1 :] if not one.conflicts(other)]
        if found := _together(rest, number, (*taken, one)):
            return found
    return None


def key_of(given: ConsignmentSet, faults: Sequence[Fault], entries: Collection[tuple[str, str]]) -> Key:
    """What is to be found and decided. The gravest action among the faults is the right decision; an action
    that one of them asks for and that is milder is worth half.
    """
    signals = tuple(Signal(one.slug, one.entries_in(given), one.reasons) for one in faults)
    actions = {one.action for one in faults} or {Decision.RELEASE}
    gravest = max(actions, key=GRAVITY.index)
    every = frozenset(entries).union(*(signal.entries for signal in signals))
    return Key(every, signals, frozenset({gravest}), frozenset(actions - {gravest}))
