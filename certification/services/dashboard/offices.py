"""How the offices stand: the state of each officer in the curriculum, as it is today."""

from dataclasses import dataclass

from django.db.models import Count

from certification.services.population import GROUPS, NO_OFFICE, NOT_ENROLLED, Figure

# How the bars draw the states that are taken together (components/stackbar.html).
KINDS = {"holds": "passed", "under_way": "under_way", "attention": "overdue", "not_begun": "not_started"}


@dataclass(frozen=True)
class OfficeLine:
    """The officers of one office by state, in the order of GROUPS. `name` is empty without an office."""

    name: str
    enrolled: Figure
    groups: tuple[Figure, ...]
    without: Figure

    @property
    def parts(self):
        """As the stacked bar takes them."""
        return [(kind, figure.number) for kind, figure in zip(KINDS.values(), self.groups, strict=True)]


def by_office(scope):
    """A line for each office with serving officers, by name, those without an office last. One query."""
    officers = scope.joined
    if scope.asked.cohort or scope.asked.path:
        officers = officers.filter(held__isnull=False)
    rows = (
        officers.values("office", "office__code", "office__name", "held__state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    offices = {}
    for row in rows:
        key = (row["office__name"] is None, row["office__name"] or "", row["office__code"] or NO_OFFICE)
        offices.setdefault(key, {})[row["held__state"]] = row["number"]
    return [_line(scope, name, code, states) for (_last, name, code), states in sorted(offices.items())]


def _line(scope, name, code, states):
    def number_of(group):
        return sum(states.get(state.value, 0) for state in GROUPS[group])

    groups = tuple(scope.figure(number_of(group), office=code, state=group) for group in GROUPS)
    return OfficeLine(
        name=name,
        enrolled=scope.figure(sum(figure.number for figure in groups), office=code),
        groups=groups,
        without=scope.figure(states.get(None, 0), office=code, state=NOT_ENROLLED),
    )


def totals(lines, scope):
    """The lines of all offices added up, as a line without a name."""
    groups = tuple(
        scope.figure(sum(line.groups[place].number for line in lines), state=group)
        for place, group in enumerate(GROUPS)
    )
    return OfficeLine(
        name="",
        enrolled=scope.figure(sum(line.enrolled.number for line in lines)),
        groups=groups,
        without=scope.figure(sum(line.without.number for line in lines), state=NOT_ENROLLED),
    )
