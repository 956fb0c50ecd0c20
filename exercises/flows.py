"""How runs of a scenario went: counted in the database, told situation by situation.

Times are medians: a step lasts from the decision before it, interruptions included.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Avg, Count, F, Max, Q, Window
from django.db.models.functions import RowNumber

from exercises.models import ScenarioStep, ScenarioVersion
from exercises.scenarios.forms import QUALITIES, Decision, End, Situation

WRONG = frozenset(QUALITIES[2:])
PERCENT = Avg(F("score") * 100.0 / F("best_score"), filter=Q(best_score__gt=0))
"""The mean score of runs in per cent of what their best ways earn."""


@dataclass(frozen=True)
class Choice:
    """A decision of a situation: how often it was taken, and the median of the seconds before it."""

    decision: Decision
    number: int
    of: int
    seconds: float | None
    led: dict[str, int]

    @property
    def percent(self):
        return round(100 * self.number / self.of) if self.of else None


@dataclass(frozen=True)
class Reached:
    """A situation: how often runs decided there, and how."""

    situation: Situation
    number: int
    choices: list[Choice]

    @property
    def wrong(self):
        """How many of the decisions taken here were poor or dangerous."""
        return sum(choice.number for choice in self.choices if choice.decision.quality in WRONG)

    @property
    def percent_wrong(self):
        return round(100 * self.wrong / self.number) if self.number else None


@dataclass(frozen=True)
class Flow:
    """What runs did. `elsewhere`: decisions that the scenario shown does not know, of other versions.

    `ways`: how often each way from node to node was gone, by the quality of the decision.
    """

    runs: int
    open: int
    percent: float | None
    situations: list[Reached]
    ends: list[tuple[End, int]]
    elsewhere: int
    ways: dict[tuple[str, str], Counter] = field(default_factory=dict)

    @property
    def worst(self):
        """Where runs go wrong, the greatest share first."""
        found = [reached for reached in self.situations if reached.wrong]
        return sorted(found, key=lambda reached: (-reached.wrong / reached.number, -reached.number))


def flow_of(runs, scenario):
    """The flow of a queryset of runs through a scenario. Runs that are not ended are only counted.

    Three queries, whatever the number of runs; nothing of a single run is read.
    """
    # A single run's order would group every run by itself.
    runs = runs.order_by()
    told = runs.aggregate(
        ended=Count("pk", filter=~Q(ended_at=None)),
        open=Count("pk", filter=Q(ended_at=None)),
        percent=PERCENT,
    )
    steps = ScenarioStep.objects.filter(run__in=runs.exclude(ended_at=None)).order_by()
    taken, led = Counter(), defaultdict(Counter)
    for node, decision, to, number in steps.values_list("node", "decision", "to").annotate(Count("pk")):
        taken[node, decision] += number
        led[node, decision][to] += number
    return _told(scenario, told, taken, led, _medians(steps))


def _told(scenario, told, taken, led, medians):
    known, nodes = set(), scenario.nodes()
    situations, ways, ended = [], defaultdict(Counter), Counter()
    for situation in scenario.situations:
        number = sum(taken[situation.id, decision.id] for decision in situation.decisions)
        choices = []
        for decision in situation.decisions:
            key = situation.id, decision.id
            known.add(key)
            choices.append(Choice(decision, taken[key], number, medians.get(key), dict(led[key])))
            for to, times in led[key].items():
                if to in nodes:
                    ways[situation.id, to][decision.quality] += times
                    ended[to] += times
        situations.append(Reached(situation, number, choices))
    return Flow(
        runs=told["ended"],
        open=told["open"],
        percent=told["percent"],
        situations=situations,
        ends=[(end, ended[end.id]) for end in scenario.ends],
        elsewhere=sum(number for key, number in taken.items() if key not in known),
        ways=dict(ways),
    )


def _medians(steps):
    """The median seconds of each (node, decision): of its steps by time, the one or two in the middle."""
    group = [F("node"), F("decision")]
    lasted = F("decided_at") - F("entered_at")
    middle = (
        steps.annotate(
            lasted=lasted,
            place=Window(RowNumber(), partition_by=group, order_by=lasted),
            size=Window(Count("pk"), partition_by=group),
        )
        .filter(place__gte=(F("size") + 1) / 2, place__lte=F("size") / 2 + 1)
        .values_list("node", "decision", "lasted")
    )
    found = defaultdict(list)
    for node, decision, one in middle:
        found[node, decision].append(one.total_seconds())
    return {key: sum(seconds) / len(seconds) for key, seconds in found.items()}


def figures_of(scenarios, runs):
    """(ended runs, mean score and share of runs that end well, in per cent) by scenario: one query."""
    ended = runs.filter(exercise__in=scenarios).exclude(ended_at=None).order_by()
    rows = ended.values_list("exercise").annotate(
        number=Count("pk"),
        percent=PERCENT,
        success=100.0 * Count("pk", filter=Q(outcome="success")) / Count("pk"),
    )
    return {exercise: tuple(figures) for exercise, *figures in rows}


def latest_versions(scenarios):
    """The version in force of each scenario that is written, by key: one query."""
    versions = ScenarioVersion.objects.filter(exercise__in=scenarios).annotate(
        newest=Max("exercise__scenario_versions__number")
    )
    return {version.exercise_id: version for version in versions.filter(number=F("newest"))}
