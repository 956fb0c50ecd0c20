"""What a kind of fault is, and the kinds that are known."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from exercises.consignments.model import PERMITS, ConsignmentSet, Entry
from exercises.inspections.scoring import Decision

Inject = Callable[[ConsignmentSet, Random], ConsignmentSet]
Unconcerned = Callable[[ConsignmentSet], Collection[str]]


@dataclass(frozen=True)
class Basis:
    """Where it is laid down: a source by its id, and the place in it."""

    source: str
    where: str


@dataclass(frozen=True)
class Fault:
    """A kind of fault.

    `entries` are those that an officer should flag, any one of them; `touches` are others that change with
    them. `also` are other kinds whose title is as right a reason for flagging them. `needs` are the traits of
    a set that can have this fault. `trips` are the rules that it breaks, all of them and no others.
    `unconcerned` gives those of the entries that are in order in a set, such as the other rows of a table.
    """

    slug: str
    title: str
    shows: str
    matters: str
    basis: Mapping[str, Basis]
    action: Decision
    entries: tuple[str, ...]
    trips: frozenset[str]
    needs: frozenset[str]
    touches: tuple[str, ...]
    also: frozenset[str]
    inject: Inject
    unconcerned: Unconcerned = lambda given: ()

    @property
    def reasons(self) -> frozenset[str]:
        """The reasons that are right for it."""
        return self.also | {self.slug}

    @property
    def templates(self) -> tuple[str, ...]:
        return tuple(self.basis)

    def entries_in(self, given: ConsignmentSet) -> frozenset[Entry]:
        """The entries to flag in this set: not every form has every field."""
        unconcerned = self.unconcerned(given)
        return frozenset(
            given.entry(name) for name in self.entries if name not in unconcerned and given.has(name)
        )

    def conflicts(self, other: "Fault") -> bool:
        """Whether the two would touch the same entry, trip the same rule or need sets of different sorts."""
        mine, theirs = ({*one.entries, *one.touches} for one in (self, other))
        sorts = {need.partition(":")[0]: need for need in self.needs}
        apart = any(sorts.get(need.partition(":")[0], need) != need for need in other.needs)
        return bool(mine & theirs or self.trips & other.trips or apart)


FAULTS: dict[str, Fault] = {}


def fault(
    slug: str,
    *,
    title: str,
    shows: str,
    matters: str,
    basis: Basis | Mapping[str, Basis],
    action: Decision,
    entries: Sequence[str],
    trips: Sequence[str],
    templates: Sequence[str] = PERMITS,
    needs: Sequence[str] = (),
    touches: Sequence[str] = (),
    also: Sequence[str] = (),
    unconcerned: Unconcerned = lambda given: (),
) -> Callable[[Inject], Fault]:
    """Make a function that spoils a clean set a kind of fault."""

    def register(inject: Inject) -> Fault:
        if slug in FAULTS:
            raise ValueError(f"There are two kinds of fault {slug!r}.")
        FAULTS[slug] = Fault(
            slug=slug,
            title=title,
            shows=shows,
            matters=matters,
            basis=dict.fromkeys(templates, basis) if isinstance(basis, Basis) else dict(basis),
            action=action,
            entries=tuple(entries),
            trips=frozenset(trips),
            needs=frozenset(needs),
            touches=tuple(touches),
            also=frozenset(also),
            inject=inject,
            unconcerned=unconcerned,
        )
        return FAULTS[slug]

    return register
