"""One run told step by step: what was met, what was decided, how long it took, how things stood then."""

from collections import Counter, defaultdict

from exercises.models import ScenarioRun
from exercises.pages.condition_words import name_in_words
from exercises.pages.graphs import graph_of, numbers_of
from exercises.pages.outlines import node_label
from exercises.pages.scenarios import QUALITIES
from exercises.scenarios.running import best_steps, play


def replay_of(run, scenario, steps):
    """What the page of a replay shows. `steps` are the rows of the run, in their order."""
    numbers, nodes = numbers_of(scenario), scenario.nodes()
    decisions = [step.decision for step in steps]
    position = play(scenario, run.seed, decisions)
    states = [taken.state for taken in position.path[1:]] + [position.state]
    told, score = [], 0
    for step, taken, after in zip(steps, position.path, states, strict=True):
        score += taken.decision.points
        first = all(one["step"].node != step.node for one in told) and step.node != position.node.id
        told.append(
            {
                "label": node_label(step.node, numbers, nodes),
                "step": step,
                "first": first,
                "taken": taken,
                "qualities": [
                    (choice, choice is taken.decision, QUALITIES[choice.quality][1])
                    for choice in taken.offered
                ],
                "score": score,
                "state": [(name_in_words(name), value) for name, value in after.items()],
            }
        )
    ways = defaultdict(Counter)
    for step, taken in zip(steps, position.path, strict=True):
        ways[step.node, step.to][taken.decision.quality] += 1
    reached = Counter([scenario.start, *(step.to for step in steps)])
    best = play(scenario, run.seed, best_steps(scenario, run.seed))
    return {
        "steps": told,
        "standing": node_label(position.node.id, numbers, nodes),
        "outcome": ScenarioRun.Outcome(position.end.outcome).label if position.end else "",
        "score": position.score,
        "best_score": best.score,
        "best": [(node_label(one.situation.id, numbers, nodes), one.decision.text) for one in best.path],
        "graph": graph_of(scenario, counts=ways, reached=dict(reached), told=reached),
    }
