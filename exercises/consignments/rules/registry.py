"""What a rule is, and the rules that are known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exercises.consignments.model import PERMITS, ConsignmentSet
from exercises.documents.model import MarkKind

Names = Iterable[str]


@dataclass(frozen=True)
class Finding:
    """A field or place that does not agree with something else, by a rule."""

    document: str
    field: str
    rule: str


@dataclass(frozen=True)
class Rule:
    slug: str
    templates: tuple[str, ...]
    names: Callable[[ConsignmentSet], Names]

    def __call__(self, given: ConsignmentSet) -> list[Finding]:
        return [Finding(*given.entry(name), self.slug) for name in self.names(given)]


RULES: dict[str, Rule] = {}


def rule(slug: str, *templates: str) -> Callable[[Callable[[ConsignmentSet], Names]], Rule]:
    """Make a function a rule: it names the entries that do not agree, or nothing. It holds for the
    templates given, or for all.
    """

    def register(function: Callable[[ConsignmentSet], Names]) -> Rule:
        if slug in RULES:
            raise ValueError(f"There are two rules {slug!r}.")
        RULES[slug] = Rule(slug, templates or PERMITS, function)
        return RULES[slug]

    return register


def unlike(given: ConsignmentSet, one: str, other: str) -> Names:
    """Both entries, where both are filled in and do not say the same."""
    if given.text(one) and given.text(other) and given.text(one) != given.text(other):
        return (one, other)
    return ()


def other_than(given: ConsignmentSet, name: str, expected: str) -> Names:
    """The entry, where it is filled in and says something else."""
    return (name,) if given.text(name) not in {"", expected} else ()


def past(given: ConsignmentSet, name: str) -> Names:
    """The entry, where its date lies before the day of presentation."""
    day = given.when(name)
    return (name,) if day and day < given.facts.presented_on else ()


def to_come(given: ConsignmentSet, name: str) -> Names:
    """The entry, where its date lies after the day of presentation."""
    day = given.when(name)
    return (name,) if day and day > given.facts.presented_on else ()


def not_before(given: ConsignmentSet, first: str, then: str) -> Names:
    """Both entries, where the first date lies after the second."""
    early, late = given.when(first), given.when(then)
    return (first, then) if early and late and early > late else ()


def not_enough(given: ConsignmentSet, allowed: str, used: str) -> Names:
    """Both entries, where the first number is below the second."""
    limit, amount = given.number(allowed), given.number(used)
    return (allowed, used) if limit is not None and amount is not None and limit < amount else ()


def blank(given: ConsignmentSet, name: str) -> Names:
    """The entry, where nothing stands in it."""
    return () if given.value(name) else (name,)


def unmarked(given: ConsignmentSet, *names: str) -> Names:
    """Those of the places on which there is no mark."""
    return tuple(name for name in names if not given.marked(name))


def altered(given: ConsignmentSet, document: str) -> Names:
    """The entries of a document that were altered without the stamp and initials of the authority."""
    return tuple(
        f"{document}:{mark.at}"
        for mark in given.marks(document)
        if mark.kind == MarkKind.ALTERATION and not mark.validated
    )


def label_unlike_packed(given: ConsignmentSet) -> Names:
    """The net mass on the label, where that times the packages packed is not the net weight packed."""
    each, number, mass = (
        given.number(name)
        for name in ("label:net_kg", "packing-list:total_packages", "packing-list:total_net_kg")
    )
    if each is None or number is None or mass is None or each * number == mass:
        return ()
    return ("label:net_kg",)
