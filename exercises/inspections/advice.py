"""What the rules say of a set that somebody wrote: which fire, and whether the faults told explain them.

Rules advise an author. A set may have a fault that no rule knows, and a rule may be too strict for a case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercises.consignments.faults import Fault, faults_of
from exercises.consignments.mixing import Inspection
from exercises.consignments.model import Entry
from exercises.consignments.rules import Finding, findings


@dataclass(frozen=True)
class Fired:
    """A rule that found something: where, the kinds of fault that trip it, the faults that explain it."""

    rule: str
    entries: tuple[Entry, ...]
    kinds: tuple[Fault, ...]
    explained_by: tuple[Fault, ...]


@dataclass(frozen=True)
class Advice:
    """`silent` are faults of the catalogue that are told though no rule of theirs finds anything."""

    fired: tuple[Fired, ...]
    silent: tuple[Fault, ...]

    @property
    def unexplained(self) -> tuple[Fired, ...]:
        return tuple(one for one in self.fired if not one.explained_by)

    @property
    def explained(self) -> tuple[Fired, ...]:
        return tuple(one for one in self.fired if one.explained_by)


def advice_on(made: Inspection) -> Advice:
    """A finding is explained by a fault whose kind trips the rule, or that names one of the entries found."""
    found = findings(made.given)
    rules = list(dict.fromkeys(one.rule for one in found))
    fired = tuple(_fired(rule, found, made) for rule in rules)
    silent = tuple(fault for fault in made.faults if fault.trips and not fault.trips & set(rules))
    return Advice(fired, silent)


def _fired(rule: str, found: Sequence[Finding], made: Inspection) -> Fired:
    entries = tuple(dict.fromkeys((one.document, one.field) for one in found if one.rule == rule))
    kinds = tuple(fault for fault in faults_of(made.template) if rule in fault.trips)
    return Fired(rule, entries, kinds, tuple(_explaining(rule, entries, made)))


def _explaining(rule: str, entries: Sequence[Entry], made: Inspection) -> Iterable[Fault]:
    for fault in made.faults:
        if rule in fault.trips or fault.entries_in(made.given) & set(entries):
            yield fault
