"""Inspections of documents: how many faults officers see, of which kinds, and their false alarms."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from certification.marks import share
from certification.services.population import SOUND_ENTRIES, Figure, fault_titles, months_asked
from quizzes.grading.percent import tenths

SOUND = ""
MOST = 12
LEAST_ENTRIES = 5


@dataclass(frozen=True)
class FaultLine:
    """One kind of fault: how many there were, how many were flagged, and who had them before them.

    The line of sound entries has no title: what was flagged of them were false alarms.
    """

    title: str
    entries: int
    flagged: int
    officers: Figure

    @property
    def shown(self):
        """The share that was flagged, in per cent."""
        return tenths(share(self.flagged, self.entries))


@dataclass(frozen=True)
class Inspections:
    """All faults together, the sound entries, and the kinds of fault, the least often seen first."""

    faults: int
    seen: int
    sound: FaultLine | None
    kinds: list

    @property
    def drawn(self):
        """The kinds that a plot shows: where they are more than MOST, the least often seen ones.

        One with fewer than LEAST_ENTRIES entries is left out then: chance would speak.
        """
        if len(self.kinds) <= MOST:
            return self.kinds
        return [line for line in self.kinds if line.entries >= LEAST_ENTRIES][:MOST]

    @property
    def hit_rate(self):
        return tenths(share(self.seen, self.faults)) if self.faults else None


def by_fault(scope):
    """The results of inspections in the months of the period. One query."""
    tallies = "user__faulttally_rows"
    months = {f"{tallies}__{lookup}": day for lookup, day in months_asked(scope.asked).items()}
    rows = (
        scope.officers.filter(**{f"{tallies}__administration": scope.administration}, **months)
        .values_list(f"{tallies}__kind")
        .annotate(Sum(f"{tallies}__entries"), Sum(f"{tallies}__flagged"), Count("pk", distinct=True))
        .order_by()
    )
    period = {"period": "inspected", **scope.days} if months else {}
    titles = fault_titles()
    lines = {
        kind: FaultLine(
            title=titles.get(kind, kind),
            entries=entries,
            flagged=flagged,
            officers=scope.figure(number, fault=kind or SOUND_ENTRIES, **period),
        )
        for kind, entries, flagged, number in rows
        if entries
    }
    sound = lines.pop(SOUND, None)
    return Inspections(
        faults=sum(line.entries for line in lines.values()),
        seen=sum(line.flagged for line in lines.values()),
        sound=sound,
        kinds=sorted(lines.values(), key=lambda line: (share(line.flagged, line.entries), line.title)),
    )
