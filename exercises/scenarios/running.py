"""How a run goes: from a scenario, a seed and the decisions taken to where the officer stands.

The seed fixes which events of the situations happen in a run, whatever way it takes: so what would have
been the best way through this very run can be said afterwards.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exercises.scenarios.conditions import State, holds, names
from exercises.scenarios.forms import GREATEST, QUALITIES, Decision, End, Event, Scenario, Situation


class NotOffered(ValueError):
    """A step names a decision that is not to be had where the run stands. `number` counts from 1."""

    def __init__(self, number: int, decision: str) -> None:
        super().__init__(f"Step {number}: the decision {decision} is not offered here.")
        self.number = number


@dataclass(frozen=True)
class Taken:
    """One step: where the officer stood, what was offered, what was decided."""

    situation: Situation
    event: Event | None
    state: State
    offered: tuple[Decision, ...]
    decision: Decision


@dataclass(frozen=True)
class Position:
    """Where a run stands. At an end nothing is offered any more."""

    node: Situation | End
    event: Event | None
    state: State
    decisions: tuple[Decision, ...]
    score: int
    path: tuple[Taken, ...]

    @property
    def end(self) -> End | None:
        return self.node if isinstance(self.node, End) else None


@dataclass(frozen=True)
class Debrief:
    """The way taken beside the best one of the same run. `parting`: the first step that differs, from 1."""

    taken: Position
    best: Position

    @property
    def parting(self) -> int | None:
        ways = zip(self.taken.path, self.best.path, strict=False)
        differ = (
            number for number, (one, two) in enumerate(ways, start=1) if one.decision.id != two.decision.id
        )
        return next(differ, None)


def changed(state: State, effects: Mapping[str, int]) -> State:
    """A state after effects; every number stays in its bounds. Effects on numbers not kept pass by."""
    return {name: min(max(value + effects.get(name, 0), 0), GREATEST) for name, value in state.items()}


def offered(situation: Situation, state: State) -> tuple[Decision, ...]:
    """The decisions that a situation offers in a state, as the scenario orders them."""
    return tuple(decision for decision in situation.decisions if holds(decision.when, state))


def target(decision: Decision, state: State) -> str:
    """The node that a decision leads to, from the state after its effects."""
    return next(way.to for way in decision.to if holds(way.when, state))


def decisive(scenario: Scenario) -> frozenset[str]:
    """The numbers that any condition asks for: the others change nothing about the ways."""
    asked: set[str] = set()
    for situation in scenario.situations:
        for event in situation.events:
            asked |= names(event.when)
        for decision in situation.decisions:
            asked |= names(decision.when)
            for way in decision.to:
                asked |= names(way.when)
    return frozenset(asked)


def drawn(situation: Situation, seed: int) -> Event | None:
    """The event that the seed draws for a situation, whether or not its condition will hold."""
    if not situation.events:
        return None
    left = random.Random(f"{seed}:{situation.id}").randrange(100)  # noqa: S311  (no secret is made)
    for event in situation.events:
        left -= event.chance
        if left < 0:
            return event
    return None


def display_order(situation: Situation, seed: int) -> list[Decision]:
    """All decisions of a situation in an order by chance, since authors tend to write the best one first."""
    order = list(situation.decisions)
    random.Random(f"{seed}:{situation.id}:order").shuffle(order)  # noqa: S311  (no secret is made)
    return order


def _rank(decision: Decision) -> int:
    return QUALITIES.index(decision.quality)


class _Run:
    """A scenario with its nodes by name and the chance of one seed."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.nodes = scenario.nodes()
        self.seed = seed

    def enter(self, name: str, state: State) -> tuple[Situation | End, Event | None, State]:
        node = self.nodes[name]
        event = drawn(node, self.seed) if isinstance(node, Situation) else None
        if event is None or not holds(event.when, state):
            return node, None, state
        return node, event, changed(state, event.effects)


def play(scenario: Scenario, seed: int, steps: Sequence[str]) -> Position:
    """Where a run stands after these decisions. Raises NotOffered."""
    run = _Run(scenario, seed)
    node, event, state = run.enter(scenario.start, scenario.state)
    path: list[Taken] = []
    for number, name in enumerate(steps, start=1):
        choices = offered(node, state) if isinstance(node, Situation) else ()
        decision = next((choice for choice in choices if choice.id == name), None)
        if decision is None or not isinstance(node, Situation):
            raise NotOffered(number, name)
        path.append(Taken(node, event, state, choices, decision))
        state = changed(state, decision.effects)
        node, event, state = run.enter(target(decision, state), state)
    return Position(
        node=node,
        event=event,
        state=state,
        decisions=offered(node, state) if isinstance(node, Situation) else (),
        score=sum(step.decision.points for step in path),
        path=tuple(path),
    )


def best_steps(scenario: Scenario, seed: int) -> tuple[str, ...]:
    """The decisions of the way that earns most in the run of a seed; of equal ones the better decision.

    Checked scenarios are so bounded that the search is small and shallow (`checking`).
    """
    run = _Run(scenario, seed)
    asked = decisive(scenario)
    known: dict[tuple[str, tuple[int, ...]], tuple[int, tuple[str, ...]]] = {}

    def best_from(name: str, entering: State) -> tuple[int, tuple[str, ...]]:
        node, _event, state = run.enter(name, entering)
        if not isinstance(node, Situation):
            return 0, ()
        key = (name, tuple(state.values()))
        if key not in known:
            ways = []
            for decision in sorted(offered(node, state), key=_rank):
                after = changed(state, decision.effects)
                score, steps = best_from(target(decision, after), after)
                ways.append((score + decision.points, (decision.id, *steps)))
            known[key] = max(ways, key=lambda way: way[0])
        return known[key]

    start = {name: value for name, value in scenario.state.items() if name in asked}
    return best_from(scenario.start, start)[1]


def steps_to(scenario: Scenario, seed: int, name: str) -> tuple[str, ...] | None:
    """The fewest decisions that bring the run of a seed to a node; None where no way leads there."""
    run = _Run(scenario, seed)
    asked = decisive(scenario)
    start = {number: value for number, value in scenario.state.items() if number in asked}
    waiting: list[tuple[str, State, tuple[str, ...]]] = [(scenario.start, start, ())]
    seen: set[tuple[str, tuple[int, ...]]] = set()
    for here, entering, steps in waiting:
        if here == name:
            return steps
        node, _event, state = run.enter(here, entering)
        if not isinstance(node, Situation) or (here, tuple(state.values())) in seen:
            continue
        seen.add((here, tuple(state.values())))
        for decision in offered(node, state):
            after = changed(state, decision.effects)
            waiting.append((target(decision, after), after, (*steps, decision.id)))
    return None


def debrief(scenario: Scenario, seed: int, steps: Sequence[str]) -> Debrief:
    """What is told after a run. Who took a way as good as the best is shown no other."""
    taken = play(scenario, seed, steps)
    best = play(scenario, seed, best_steps(scenario, seed))
    return Debrief(taken, taken if taken.end and taken.score == best.score else best)
