"""What an inspection is worth, and what many of them say about the eye of an officer.

One inspection: mark = max(0, hits ÷ faults − false alarms ÷ sound fields); on a clean set
1 − false alarms ÷ fields. A hit with a wrong reason counts half. The decision on the consignment has marks
of its own. All of these are exact fractions, to be rounded where they are shown.

Many inspections: every fault is a signal and every sound field is noise. The rates carry the log-linear
correction, H = (hits + ½) ÷ (faults + 1) and F = (false alarms + ½) ÷ (sound fields + 1), so that they are
never 0 or 1. From them d′ = z(H) − z(F), how well faults are told from sound entries, and the criterion
c = −½ (z(H) + z(F)): above 0 the officer flags too little, below 0 too much.
Where nothing or everything was flagged d′ is not defined: with few faults among many sound entries the
correction would else make it large.
Macmillan and Creelman, Detection Theory, 2nd edition (2005), chapters 1 and 2; Hautus, Behavior Research
Methods, Instruments, & Computers 27 (1995), pages 46 to 51, for the correction.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import NormalDist

Entry = tuple[str, str]
"""A document and the field or the place on it."""

HALF = Fraction(1, 2)


class Decision(StrEnum):
    """What an officer can do with a consignment, the mildest first."""

    RELEASE = "release"
    ASK = "ask"
    CONSULT = "consult"
    DETAIN = "detain"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Signal:
    """One fault in a set: to flag any one of its entries is to find it."""

    kind: str
    entries: frozenset[Entry]
    reasons: frozenset[str]


@dataclass(frozen=True)
class Key:
    """What is to be found in a set. `entries` are all that can be flagged, sound or not."""

    entries: frozenset[Entry]
    signals: tuple[Signal, ...]
    decisions: frozenset[Decision]
    acceptable: frozenset[Decision] = frozenset()

    def __post_init__(self) -> None:
        seen: set[Entry] = set()
        for signal in self.signals:
            if not signal.entries or not signal.entries <= self.entries:
                raise ValueError(
                    f"The fault {signal.kind} has no entry that can be flagged, or one that cannot."
                )
            if signal.entries & seen:
                raise ValueError(f"The fault {signal.kind} shares an entry with another fault.")
            seen |= signal.entries
        if not self.sound:
            raise ValueError("A set needs a sound entry beside its faults.")

    @property
    def sound(self) -> frozenset[Entry]:
        return self.entries.difference(*(signal.entries for signal in self.signals))


@dataclass(frozen=True)
class Answer:
    """What the officer flagged, with the reason chosen for each, and what was decided."""

    flags: Mapping[Entry, str]
    decision: Decision | None = None


@dataclass(frozen=True)
class Found:
    """One fault and what became of it: hits are 0, a half or 1."""

    kind: str
    flagged: bool
    hit: Fraction


@dataclass(frozen=True)
class Score:
    found: tuple[Found, ...]
    false_alarms: frozenset[Entry]
    sound: int
    mark: Fraction
    decision: Fraction


def score(key: Key, answer: Answer) -> Score:
    """Mark one inspection. A flag on what cannot be flagged in this set counts for nothing."""
    flags = {entry: reason for entry, reason in answer.flags.items() if entry in key.entries}
    return scored(
        key.signals,
        flags,
        alarms=frozenset(flags) & key.sound,
        sound=len(key.sound),
        decision=worth_of(answer.decision, key.decisions, key.acceptable),
    )


def scored(
    signals: Iterable[Signal],
    flags: Mapping[Entry, str],
    *,
    alarms: frozenset[Entry],
    sound: int,
    decision: Fraction,
) -> Score:
    """What flags are worth. `alarms` are those on sound entries, of which there are `sound`, at least one."""
    found = found_by(signals, flags)
    hits = Fraction(sum((one.hit for one in found), Fraction(0)), len(found)) if found else Fraction(1)
    mark = max(Fraction(0), hits - Fraction(len(alarms), sound))
    return Score(found=found, false_alarms=alarms, sound=sound, mark=mark, decision=decision)


def found_by(signals: Iterable[Signal], flags: Mapping[Entry, str]) -> tuple[Found, ...]:
    """What became of each fault under these flags."""
    return tuple(_found(signal, flags) for signal in signals)


def _found(signal: Signal, flags: Mapping[Entry, str]) -> Found:
    reasons = [flags[entry] for entry in signal.entries if entry in flags]
    right = any(reason in signal.reasons for reason in reasons)
    return Found(signal.kind, bool(reasons), Fraction(1) if right else HALF if reasons else Fraction(0))


def worth_of(
    decision: Decision | None, right: Collection[Decision], acceptable: Collection[Decision]
) -> Fraction:
    """What a decision on the consignment earns."""
    if decision in right:
        return Fraction(1)
    return HALF if decision in acceptable else Fraction(0)


@dataclass(frozen=True)
class Tally:
    """Signals and noise of any number of inspections. A fault flagged with a wrong reason was seen."""

    hits: int
    faults: int
    false_alarms: int
    sound: int

    def __post_init__(self) -> None:
        if not (0 <= self.hits <= self.faults and 0 <= self.false_alarms <= self.sound):
            raise ValueError(
                "There are no more hits than faults, and no more false alarms than sound entries."
            )

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.hits + other.hits,
            self.faults + other.faults,
            self.false_alarms + other.false_alarms,
            self.sound + other.sound,
        )

    @property
    def hit_rate(self) -> Fraction:
        return (self.hits + HALF) / (self.faults + 1)

    @property
    def false_alarm_rate(self) -> Fraction:
        return (self.false_alarms + HALF) / (self.sound + 1)

    @property
    def tells(self) -> bool:
        """Whether there is anything to tell faults from sound entries by: an officer who flagged nothing, or
        everything, told nothing apart, and the correction alone must not speak for that.
        """
        nothing = self.hits == 0 and self.false_alarms == 0
        everything = self.hits == self.faults and self.false_alarms == self.sound
        return bool(self.faults and self.sound) and not nothing and not everything

    @property
    def d_prime(self) -> float | None:
        return _z(self.hit_rate) - _z(self.false_alarm_rate) if self.tells else None

    @property
    def criterion(self) -> float | None:
        return -(_z(self.hit_rate) + _z(self.false_alarm_rate)) / 2 if self.faults and self.sound else None


def _z(rate: Fraction) -> float:
    return NormalDist().inv_cdf(float(rate))


def tally(scores: Iterable[Score]) -> Tally:
    total = Tally(0, 0, 0, 0)
    for one in scores:
        seen = sum(fault.flagged for fault in one.found)
        total += Tally(seen, len(one.found), len(one.false_alarms), one.sound)
    return total


@dataclass(frozen=True)
class KindRate:
    """How many faults of one kind were there, and how many were seen."""

    kind: str
    seen: int
    faults: int

    @property
    def rate(self) -> Fraction:
        return Fraction(self.seen, self.faults)


def rates_by_kind(scores: Collection[Score]) -> tuple[KindRate, ...]:
    """The kinds that were met, the least often seen first."""
    faults = Counter(fault.kind for one in scores for fault in one.found)
    seen = Counter(fault.kind for one in scores for fault in one.found if fault.flagged)
    rates = (KindRate(kind, seen[kind], number) for kind, number in faults.items())
    return tuple(sorted(rates, key=lambda one: (one.rate, one.kind)))
