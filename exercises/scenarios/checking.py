"""What is asked of a scenario before it is kept: every run comes to an end, and everything in it can happen.

First the graph as drawn: names, targets, what can be reached. If that is sound, every state that a run can
be in is visited, with every event happening and not happening. Only numbers that a condition asks for are
told apart, so most scenarios have few more states than situations.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from exercises.scenarios.conditions import State, holds, names
from exercises.scenarios.forms import Decision, End, Scenario, Situation
from exercises.scenarios.papers import problems_of
from exercises.scenarios.running import changed, decisive, offered, target

MAX_POSITIONS = 20_000
MAX_STEPS = 100

Path = tuple[str | int, ...]
Place = tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class Fault:
    """Something wrong: where in the data, and a sentence that names the node."""

    path: Path
    message: str


def faults_of(scenario: Scenario) -> list[Fault]:
    """Everything that is wrong with a scenario."""
    found = [*_names(scenario), *_targets(scenario), *_undeclared(scenario), *_chances(scenario)]
    found += _papers(scenario)
    found = found or [*_unreachable(scenario), *_endless(scenario)]
    return found or _Walk(scenario).faults()


def _decisions(scenario: Scenario) -> Iterator[tuple[Path, Situation, Decision]]:
    for index, situation in enumerate(scenario.situations):
        for place, decision in enumerate(situation.decisions):
            yield ("situations", index, "decisions", place), situation, decision


def _node_paths(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    for index, situation in enumerate(scenario.situations):
        yield ("situations", index), situation.id
    for index, end in enumerate(scenario.ends):
        yield ("ends", index), end.id


# --- the graph as drawn -----------------------------------------------------------------------------


def _twice(values: Iterable[str]) -> set[str]:
    return {value for value, times in Counter(values).items() if times > 1}


def _names(scenario: Scenario) -> Iterator[Fault]:
    nodes = list(_node_paths(scenario))
    twice = _twice(name for _path, name in nodes)
    for path, name in nodes:
        if name in twice:
            yield Fault((*path, "id"), f"The id {name} is used by more than one situation or end.")
    for index, situation in enumerate(scenario.situations):
        twice = _twice(decision.id for decision in situation.decisions)
        for place, decision in enumerate(situation.decisions):
            if decision.id in twice:
                yield Fault(
                    ("situations", index, "decisions", place, "id"),
                    f"Situation {situation.id}: more than one decision has the id {decision.id}.",
                )


def _targets(scenario: Scenario) -> Iterator[Fault]:
    nodes = scenario.nodes()
    if scenario.start not in {situation.id for situation in scenario.situations}:
        yield Fault(("start",), f"The start {scenario.start} is no situation of this scenario.")
    for path, situation, decision in _decisions(scenario):
        for number, way in enumerate(decision.to):
            if way.to not in nodes:
                yield Fault(
                    (*path, "to", number, "to"),
                    f"Situation {situation.id}, decision {decision.id}: it leads to {way.to}, "
                    "which is no situation or end.",
                )


def _conditions(scenario: Scenario) -> Iterator[tuple[Path, str, str]]:
    """Path, whose it is in words, and the text of every condition."""
    for index, situation in enumerate(scenario.situations):
        for place, event in enumerate(situation.events):
            if event.when:
                path: Path = ("situations", index, "events", place, "when")
                yield path, f"Situation {situation.id}, event {place + 1}", event.when
    for here, situation, decision in _decisions(scenario):
        whose = f"Situation {situation.id}, decision {decision.id}"
        if decision.when:
            yield (*here, "when"), whose, decision.when
        for number, way in enumerate(decision.to):
            if way.when:
                yield (*here, "to", number, "when"), f"{whose}, way to {way.to}", way.when


def _effects(scenario: Scenario) -> Iterator[tuple[Path, str, Mapping[str, int]]]:
    for index, situation in enumerate(scenario.situations):
        for place, event in enumerate(situation.events):
            path: Path = ("situations", index, "events", place, "effects")
            yield path, f"Situation {situation.id}, event {place + 1}", event.effects
    for here, situation, decision in _decisions(scenario):
        yield (*here, "effects"), f"Situation {situation.id}, decision {decision.id}", decision.effects


def _undeclared(scenario: Scenario) -> Iterator[Fault]:
    for path, whose, condition in _conditions(scenario):
        for name in sorted(names(condition) - set(scenario.state)):
            yield Fault(path, f"{whose}: the condition asks for {name}, which state does not declare.")
    for path, whose, effects in _effects(scenario):
        for name in sorted(set(effects) - set(scenario.state)):
            yield Fault(
                (*path, name), f"{whose}: there is an effect on {name}, which state does not declare."
            )


def _chances(scenario: Scenario) -> Iterator[Fault]:
    for index, situation in enumerate(scenario.situations):
        if sum(event.chance for event in situation.events) > 100:
            yield Fault(
                ("situations", index, "events"),
                f"Situation {situation.id}: the chances of its events make more than 100.",
            )


def _papers(scenario: Scenario) -> Iterator[Fault]:
    for index, situation in enumerate(scenario.situations):
        for place, item in enumerate(situation.evidence):
            if item.paper:
                here: Path = ("situations", index, "evidence", place, "paper")
                for path, message in problems_of(item.paper):
                    yield Fault((*here, *path), f"Situation {situation.id}, evidence {place + 1}: {message}")


def _closure(seeds: Iterable[str], ways: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = set(), list(seeds)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += ways.get(name, ())
    return reached


def _unreachable(scenario: Scenario) -> Iterator[Fault]:
    ways: dict[str, set[str]] = {}
    for _path, situation, decision in _decisions(scenario):
        ways.setdefault(situation.id, set()).update(way.to for way in decision.to)
    reached = _closure([scenario.start], ways)
    for path, name in _node_paths(scenario):
        if name not in reached:
            yield Fault(path, f"{_kind(path)} {name}: nothing leads there from the start.")


def _endless(scenario: Scenario) -> Iterator[Fault]:
    back: dict[str, set[str]] = {}
    for _path, situation, decision in _decisions(scenario):
        for way in decision.to:
            back.setdefault(way.to, set()).add(situation.id)
    ending = _closure((end.id for end in scenario.ends), back)
    for path, name in _node_paths(scenario):
        if name not in ending:
            yield Fault(path, f"Situation {name}: no way leads from here to an end.")


def _kind(path: Path) -> str:
    return "Situation" if path[0] == "situations" else "End"


# --- every state that a run can be in ---------------------------------------------------------------


@dataclass
class _Visit:
    """What is known of one place: the steps of the longest way from it to an end, and the score of the best
    way if chance does its worst."""

    steps: int = 0
    score: int | None = None
    open: bool = True


@dataclass
class _Walk:
    """Visits every place, that is a node in a state, depth first."""

    scenario: Scenario
    places: dict[Place, _Visit] = field(default_factory=dict)
    seen: set[Path] = field(default_factory=set)
    told: dict[Path, Fault] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = self.scenario.nodes()
        self.paths = {name: path for path, name in _node_paths(self.scenario)}
        asked = decisive(self.scenario)
        self.start = {name: value for name, value in self.scenario.state.items() if name in asked}

    def faults(self) -> list[Fault]:
        firsts = list(self._entered(self.scenario.start, self.start))
        if not self._walk(firsts):
            return [
                Fault(
                    (),
                    f"This scenario has more than {MAX_POSITIONS} states and cannot be checked: ask for "
                    "fewer numbers in conditions, or change them in larger steps.",
                )
            ]
        found = list(self.told.values())
        found += self._never(found)
        if not found:
            visits = [self.places[self._place(name, state)] for name, state in firsts]
            if max(visit.steps for visit in visits) > MAX_STEPS:
                found.append(Fault((), f"A run can take more than {MAX_STEPS} decisions. Shorten its loops."))
            if min(visit.score or 0 for visit in visits) <= 0:
                found.append(Fault((), "The best way through this scenario earns nothing. Give it a score."))
        return found

    @staticmethod
    def _place(name: str, state: State) -> Place:
        return name, tuple(state.values())

    def _entered(self, name: str, state: State) -> Iterator[tuple[str, State]]:
        """The node with every state that it can be entered in: with each of its events, and with none."""
        node = self.nodes[name]
        happening = []
        if isinstance(node, Situation):
            for place, event in enumerate(node.events):
                if holds(event.when, state):
                    self.seen.add((*self.paths[name], "events", place, "when"))
                    happening.append(event)
        if sum(event.chance for event in happening) < 100:
            yield name, state
        for event in happening:
            yield name, changed(state, event.effects)

    def _onward(self, name: str, state: State) -> Iterator[tuple[Decision, str, State]]:
        """Every place that a decision made here can lead to."""
        node = self.nodes[name]
        if isinstance(node, End):
            return
        path = self.paths[name]
        choices = offered(node, state)
        if not choices:
            self.told.setdefault(
                path, Fault(path, f"Situation {name}: {self._in_words(state)} no decision is offered.")
            )
        for place, decision in self._of(name):
            if decision not in choices:
                continue
            here: Path = (*path, "decisions", place)
            self.seen.add((*here, "when"))
            after = changed(state, decision.effects)
            to = target(decision, after)
            number = next(number for number, way in enumerate(decision.to) if holds(way.when, after))
            self.seen.add((*here, "to", number, "when"))
            for reached, then in self._entered(to, after):
                yield decision, reached, then

    @staticmethod
    def _in_words(state: State) -> str:
        return "with " + ", ".join(f"{name} {value}" for name, value in state.items()) if state else "there"

    def _walk(self, firsts: list[tuple[str, State]]) -> bool:
        """Visit all there is; False when that is too much."""
        for name, state in firsts:
            if self._place(name, state) in self.places:
                continue
            stack = [(name, state, self._opened(name, state))]
            while stack:
                name, state, onward = stack[-1]
                visit = self.places[self._place(name, state)]
                if len(self.places) > MAX_POSITIONS:
                    return False
                for decision, reached, then in onward:
                    known = self.places.get(self._place(reached, then))
                    if known is None:
                        stack.append((reached, then, self._opened(reached, then)))
                        break
                    if known.open:
                        self._round(name, decision)
                else:
                    self._close(visit, name, state)
                    stack.pop()
        return True

    def _opened(self, name: str, state: State) -> Iterator[tuple[Decision, str, State]]:
        self.places[self._place(name, state)] = _Visit()
        return self._onward(name, state)

    def _close(self, visit: _Visit, name: str, state: State) -> None:
        """Sum up a place whose onward places are all summed up."""
        visit.open = False
        if isinstance(self.nodes[name], End):
            visit.score = 0
            return
        least: dict[str, int] = {}
        for decision, reached, then in self._onward(name, state):
            known = self.places[self._place(reached, then)]
            visit.steps = max(visit.steps, known.steps + 1)
            if known.score is not None:
                score = known.score + decision.points
                least[decision.id] = min(least.get(decision.id, score), score)
        visit.score = max(least.values(), default=None)
        self._compare(name, least)

    def _compare(self, name: str, least: Mapping[str, int]) -> None:
        """No detour may earn more than the best decision: else the way that earns most is not the best."""
        path = self.paths[name]
        decisions = [(place, decision) for place, decision in self._of(name) if decision.id in least]
        right = [least[decision.id] for _place, decision in decisions if decision.quality == "best"]
        for place, decision in decisions:
            if right and decision.quality != "best" and least[decision.id] > max(right):
                here: Path = (*path, "decisions", place)
                self.told.setdefault(
                    here,
                    Fault(
                        here,
                        f"Situation {name}, decision {decision.id}: it is {decision.quality}, yet a run that "
                        f"takes it can earn {least[decision.id]} from there on, and with the best decision "
                        f"{max(right)}. Lower the score of the detour.",
                    ),
                )

    def _of(self, name: str) -> Iterator[tuple[int, Decision]]:
        node = self.nodes[name]
        return enumerate(node.decisions) if isinstance(node, Situation) else enumerate(())

    def _round(self, name: str, closing: Decision) -> None:
        place, decision = next(pair for pair in self._of(name) if pair[1] is closing)
        path: Path = (*self.paths[name], "decisions", place)
        self.told.setdefault(
            path,
            Fault(
                path,
                f"Situation {name}, decision {decision.id}: it closes a loop that an officer can go round "
                "for ever. Give a decision of the loop a condition that fails after some rounds.",
            ),
        )

    def _never(self, already: list[Fault]) -> Iterator[Fault]:
        """Nodes that no state leads to, and conditions that hold in none."""
        visited = {name for name, _state in self.places}
        for path, name in _node_paths(self.scenario):
            if name not in visited:
                yield Fault(path, f"{_kind(path)} {name}: no state of a run leads there.")
        silent = {self.paths[name] for name in self.nodes if name not in visited}
        for path, whose, condition in _conditions(self.scenario):
            if path not in self.seen and path[:2] not in silent:
                yield Fault(path, f"{whose}: the condition “{condition}” can never hold.")
