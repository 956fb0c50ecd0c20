"""The outline of a scenario: situations in order, each decision with its worth and where it leads."""

from exercises.models import ScenarioRun
from exercises.pages.condition_words import condition_in_words, effects_in_words, name_in_words
from exercises.pages.graphs import numbers_of
from exercises.pages.scenarios import KINDS_OF_EVIDENCE, OUTCOMES, QUALITIES


def outline_of(scenario):
    """What the outline shows of a scenario, numbered as its drawing is."""
    numbers, nodes = numbers_of(scenario), scenario.nodes()
    return {
        "scenario": scenario,
        "state": [(name_in_words(name), name, value) for name, value in scenario.state.items()],
        "start": node_label(scenario.start, numbers, nodes),
        "situations": [_situation(situation, numbers, nodes) for situation in scenario.situations],
        "ends": [
            {
                "end": end,
                "number": numbers[end.id],
                "tone": OUTCOMES[end.outcome],
                "outcome": ScenarioRun.Outcome(end.outcome).label,
            }
            for end in scenario.ends
        ],
    }


def node_label(name, numbers, nodes):
    """How a node is called where something leads there: its name, number and title."""
    return {"name": name, "number": numbers[name], "title": nodes[name].title}


def _situation(situation, numbers, nodes):
    return {
        "situation": situation,
        "number": numbers[situation.id],
        "evidence": [(item, KINDS_OF_EVIDENCE[item.kind][1]) for item in situation.evidence],
        "events": [
            (event, condition_in_words(event.when), effects_in_words(event.effects))
            for event in situation.events
        ],
        "decisions": [
            {
                "decision": decision,
                "quality": QUALITIES[decision.quality][1],
                "when": condition_in_words(decision.when),
                "effects": effects_in_words(decision.effects),
                "ways": [
                    (condition_in_words(way.when), node_label(way.to, numbers, nodes)) for way in decision.to
                ],
            }
            for decision in situation.decisions
        ],
    }
