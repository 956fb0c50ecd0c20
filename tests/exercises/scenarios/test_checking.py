"""Broken scenarios are refused, and the sentence names the node."""

import time

import pytest

from exercises.scenarios.checking import MAX_STEPS, faults_of
from exercises.scenarios.forms import scenario_of
from tests.exercises.scenarios.scenarios_for_tests import body, decision, example, situation


def messages(*situations, **fields):
    return [fault.message for fault in faults_of(scenario_of(body(*situations, **fields)))]


def test_the_example_is_sound():
    assert faults_of(example()) == []


POOR = {"quality": "poor", "score": 0}
BROKEN = {
    "an unknown target": (
        [situation("one", decision("on", "over"), decision("off", "nowhere", **POOR))],
        {},
        ["Situation one, decision off: it leads to nowhere, which is no situation or end."],
    ),
    "an unknown start": (
        [situation("one", decision("on", "over"))],
        {"start": "over"},
        ["The start over is no situation of this scenario."],
    ),
    "a name used twice": (
        [situation("one", decision("on", "over")), situation("one", decision("on", "over"))],
        {},
        ["The id one is used by more than one situation or end."] * 2,
    ),
    "an end named as a situation": (
        [situation("over", decision("on", "over"))],
        {},
        ["The id over is used by more than one situation or end."] * 2,
    ),
    "a decision named twice": (
        [situation("one", decision("on", "over"), decision("on", "over"))],
        {},
        ["Situation one: more than one decision has the id on."] * 2,
    ),
    "an unreachable situation": (
        [situation("one", decision("on", "over")), situation("two", decision("on", "over"))],
        {},
        ["Situation two: nothing leads there from the start."],
    ),
    "an unreachable end": (
        [situation("one", decision("on", "over"))],
        {"ends": ("over", "far")},
        ["End far: nothing leads there from the start."],
    ),
    "a trap without an end": (
        [
            situation("one", decision("on", "over"), decision("off", "two", **POOR)),
            situation("two", decision("on", "three")),
            situation("three", decision("back", "two")),
        ],
        {},
        [
            "Situation two: no way leads from here to an end.",
            "Situation three: no way leads from here to an end.",
        ],
    ),
    "a loop that never runs out": (
        [situation("one", decision("on", "over"), decision("again", "one", **POOR))],
        {},
        [
            "Situation one, decision again: it closes a loop that an officer can go round for ever. "
            "Give a decision of the loop a condition that fails after some rounds."
        ],
    ),
    "a loop whose guard never changes": (
        [situation("one", decision("on", "over"), decision("again", "one", when="trust > 5", **POOR))],
        {"state": {"trust": 50}},
        [
            "Situation one, decision again: it closes a loop that an officer can go round for ever. "
            "Give a decision of the loop a condition that fails after some rounds."
        ],
    ),
    "a loop that runs out late": (
        [
            situation(
                "one",
                decision("on", "over"),
                decision("again", "one", when="time_used < 500", effects={"time_used": 1}, **POOR),
            )
        ],
        {"state": {"time_used": 0}},
        [f"A run can take more than {MAX_STEPS} decisions. Shorten its loops."],
    ),
    "a condition that never holds": (
        [
            situation(
                "one",
                decision("on", "over", effects={"trust": -5}),
                decision("off", "over", when="trust > 50", **POOR),
            )
        ],
        {"state": {"trust": 50}},
        ["Situation one, decision off: the condition “trust > 50” can never hold."],
    ),
    "a way whose condition never holds": (
        [
            situation(
                "one",
                decision("on", [{"when": "trust = 50", "to": "over"}, {"to": "over"}], effects={"trust": -5}),
            )
        ],
        {"state": {"trust": 50}},
        ["Situation one, decision on, way to over: the condition “trust = 50” can never hold."],
    ),
    "a way hidden by the one before": (
        [
            situation(
                "one",
                decision(
                    "on",
                    [
                        {"when": "trust > 10", "to": "over"},
                        {"when": "trust > 20", "to": "over"},
                        {"to": "over"},
                    ],
                ),
            )
        ],
        {"state": {"trust": 50}},
        ["Situation one, decision on, way to over: the condition “trust > 20” can never hold."],
    ),
    "an event whose condition never holds": (
        [
            situation(
                "one",
                decision("on", "over"),
                events=[{"chance": 50, "text": "<p>A call.</p>", "when": "trust < 50"}],
            )
        ],
        {"state": {"trust": 50}},
        ["Situation one, event 1: the condition “trust < 50” can never hold."],
    ),
    "a situation without a decision to see": (
        [
            situation("one", decision("on", "two"), decision("off", "two", effects={"trust": -20}, **POOR)),
            situation("two", decision("on", "over", when="trust > 40")),
        ],
        {"state": {"trust": 50}},
        ["Situation two: with trust 30 no decision is offered."],
    ),
    "a situation left without a decision by chance": (
        [
            situation(
                "one",
                decision("on", "over", when="trust > 40"),
                events=[{"chance": 1, "text": "<p>A call.</p>", "effects": {"trust": -20}}],
            )
        ],
        {"state": {"trust": 50}},
        ["Situation one: with trust 30 no decision is offered."],
    ),
    "an end that only an impossible condition leads to": (
        [situation("one", decision("on", [{"when": "trust > 50", "to": "far"}, {"to": "over"}]))],
        {"state": {"trust": 50}, "ends": ("over", "far")},
        [
            "End far: no state of a run leads there.",
            "Situation one, decision on, way to far: the condition “trust > 50” can never hold.",
        ],
    ),
    "a number that is not declared": (
        [situation("one", decision("on", "over", effects={"trust": 1}, when="legal > 1"))],
        {},
        [
            "Situation one, decision on: the condition asks for legal, which state does not declare.",
            "Situation one, decision on: there is an effect on trust, which state does not declare.",
        ],
    ),
    "chances above 100": (
        [
            situation(
                "one",
                decision("on", "over"),
                events=[{"chance": 60, "text": "<p>A call.</p>"}, {"chance": 60, "text": "<p>Rain.</p>"}],
            )
        ],
        {},
        ["Situation one: the chances of its events make more than 100."],
    ),
    "a poor decision that earns more than the best": (
        [situation("one", decision("on", "over"), decision("off", "over", quality="poor", score=11))],
        {},
        [
            "Situation one, decision off: it is poor, yet a run that takes it can earn 11 from there on, and "
            "with the best decision 10. Lower the score of the detour.",
        ],
    ),
    "a detour that earns more than the best way": (
        [
            situation("one", decision("on", "over"), decision("off", "two", quality="poor")),
            situation("two", decision("on", "over")),
        ],
        {},
        [
            "Situation one, decision off: it is poor, yet a run that takes it can earn 12 from there on, and "
            "with the best decision 10. Lower the score of the detour."
        ],
    ),
    "a best way that earns nothing": (
        [situation("one", decision("on", "over", score=0))],
        {},
        ["The best way through this scenario earns nothing. Give it a score."],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_scenario_is_refused(name):
    situations, fields, expected = BROKEN[name]
    assert messages(*situations, **fields) == expected


def test_a_loop_that_runs_out_is_sound():
    again = decision("again", "one", when="asked < 3", effects={"asked": 1}, **POOR)
    assert messages(situation("one", decision("on", "over"), again), state={"asked": 0}) == []


def test_what_is_certain_to_happen_is_not_supposed_to_fail():
    call = {"chance": 100, "text": "<p>A call.</p>", "effects": {"called": 1}}
    one = situation("one", decision("on", "over", when="called = 1"), events=[call])
    assert messages(one, state={"called": 0}) == []


def test_a_scenario_with_too_many_states_is_refused_in_reasonable_time():
    counters = {f"n{number}": 0 for number in range(6)}
    ways = [
        decision(f"add-{name}", "one", when=f"{name} < 15", effects={name: 1}, **POOR) for name in counters
    ]
    began = time.monotonic()
    (message,) = messages(situation("one", decision("on", "over"), *ways), state=counters)
    assert "cannot be checked" in message
    assert time.monotonic() - began < 20
