"""Runs: where decisions lead, what chance does, which way is the best."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.scenarios.checking import MAX_STEPS, faults_of
from exercises.scenarios.forms import GREATEST, End, scenario_of
from exercises.scenarios.running import NotOffered, best_steps, debrief, display_order, play, steps_to
from tests.exercises.scenarios.scenarios_for_tests import body, decision, example, scenarios, situation


def seed_with_event(scenario, wanted):
    """The first seed under which an event happens at the start, or none does."""
    return next(seed for seed in range(100) if (play(scenario, seed, []).event is not None) is wanted)


def test_a_run_begins_at_the_start_with_the_declared_state():
    scenario = example()
    position = play(scenario, seed_with_event(scenario, False), [])
    assert position.node.id == "counter"
    assert position.state == {"time_used": 0, "evidence": 0, "trust": 50, "asked": 0}
    assert [choice.id for choice in position.decisions] == ["count", "ask", "release"]
    assert (position.score, position.path, position.end) == (0, (), None)


def test_decisions_change_the_state_and_lead_on():
    scenario = example()
    position = play(scenario, seed_with_event(scenario, False), ["ask", "count", "detain"])
    assert position.state == {"time_used": 40, "evidence": 3, "trust": 50, "asked": 1}
    assert position.end.id == "secured"
    assert position.score == 20
    assert [step.situation.id for step in position.path] == ["counter", "counter", "excess"]
    assert position.path[1].state["time_used"] == 10


def test_a_way_whose_condition_fails_is_not_taken():
    scenario = example()
    hurried = seed_with_event(scenario, True)
    # Two questions and three calls of the director: 65 minutes, less two questions.
    assert play(scenario, hurried, ["ask", "ask", "count", "detain"]).end.id == "late"
    assert (
        play(scenario, seed_with_event(scenario, False), ["ask", "ask", "count", "detain"]).end.id
        == "secured"
    )


def test_a_decision_whose_condition_fails_is_not_offered():
    scenario = example()
    seed = seed_with_event(scenario, False)
    assert [choice.id for choice in play(scenario, seed, ["ask", "ask"]).decisions] == ["count", "release"]
    with pytest.raises(NotOffered) as refused:
        play(scenario, seed, ["ask", "ask", "ask"])
    assert refused.value.number == 3


@pytest.mark.parametrize("steps", [["unknown"], ["release", "count"], ["release", "release"]])
def test_a_step_that_is_not_offered_is_refused(steps):
    with pytest.raises(NotOffered):
        play(example(), 1, steps)


def test_an_event_happens_as_often_as_its_chance_and_the_same_in_every_visit():
    scenario = example()
    happened = sum(play(scenario, seed, []).event is not None for seed in range(2000))
    assert abs(happened / 2000 - 0.4) < 0.03
    seed = seed_with_event(scenario, True)
    assert play(scenario, seed, []).state["trust"] == 40
    assert play(scenario, seed, ["ask"]).state == {"time_used": 20, "evidence": 0, "trust": 30, "asked": 1}


def test_an_event_whose_condition_fails_does_not_happen():
    start = situation(
        "one",
        decision("again", "one", effects={"calm": 1}, when="calm < 1", quality="poor", score=0),
        decision("on", "over"),
        events=[{"chance": 100, "text": "<p>Noise.</p>", "when": "calm = 0"}],
    )
    scenario = scenario_of(body(start, state={"calm": 0}))
    assert faults_of(scenario) == []
    assert play(scenario, 1, []).event.text == "<p>Noise.</p>"
    assert play(scenario, 1, ["again"]).event is None


def test_numbers_of_the_state_stay_in_their_bounds():
    start = situation("one", decision("on", "over", effects={"trust": -60, "legal": 700}))
    scenario = scenario_of(body(start, state={"trust": 50, "legal": 500}))
    assert play(scenario, 1, ["on"]).state == {"trust": 0, "legal": GREATEST}


def test_the_best_way_is_the_one_that_earns_most():
    scenario = example()
    for seed in range(20):
        assert best_steps(scenario, seed) == ("count", "detain")
        assert play(scenario, seed, best_steps(scenario, seed)).score == 20


def test_the_best_way_goes_round_where_the_short_one_earns_less():
    one = situation("one", decision("detour", "two", score=3), decision("short", "over", score=5))
    two = situation("two", decision("on", "over", score=4))
    assert best_steps(scenario_of(body(one, two)), 1) == ("detour", "on")


def test_of_ways_that_earn_the_same_the_better_decisions_are_the_best_way():
    one = situation(
        "one", decision("lucky", "over", quality="poor", score=4), decision("right", "over", score=4)
    )
    assert best_steps(scenario_of(body(one)), 1) == ("right",)


def test_the_debrief_sets_the_way_taken_beside_the_best():
    scenario = example()
    told = debrief(scenario, 1, ["ask", "release"])
    assert [step.decision.id for step in told.taken.path] == ["ask", "release"]
    assert [step.decision.id for step in told.best.path] == ["count", "detain"]
    assert (told.taken.score, told.best.score, told.parting) == (0, 20, 1)
    assert debrief(scenario, 1, ["count", "correct"]).parting == 2


def test_a_way_as_good_as_the_best_is_not_set_beside_another():
    told = debrief(example(), 1, ["ask", "count", "detain"])
    assert told.best == told.taken
    assert told.parting is None


def test_decisions_stand_in_an_order_by_chance_that_a_seed_fixes():
    start = example().situations[0]
    orders = {tuple(choice.id for choice in display_order(start, seed)) for seed in range(60)}
    assert len(orders) == 6
    assert display_order(start, 7) == display_order(start, 7)


@settings(max_examples=60, deadline=None)
@given(scenarios(), st.integers(0, 2**40), st.randoms(use_true_random=False))
def test_every_run_of_a_sound_scenario_ends_and_earns_no_more_than_the_best(scenario, seed, chance):
    assert faults_of(scenario) == []
    steps = []
    position = play(scenario, seed, steps)
    while position.end is None:
        steps.append(chance.choice(position.decisions).id)
        position = play(scenario, seed, steps)
        assert len(steps) <= MAX_STEPS
    best = play(scenario, seed, best_steps(scenario, seed))
    assert isinstance(best.node, End)
    assert best.score >= position.score


def test_the_search_for_the_best_way_is_exact_on_small_graphs():
    """Against trying every way, in scenarios that chance makes."""
    rng = random.Random(5)
    for seed in range(40):
        names = [f"s{number}" for number in range(5)]
        parts = [
            situation(
                name,
                *[
                    decision(
                        f"d{extra}", rng.choice([*names[number + 1 :], "over"]), score=rng.randint(-5, 9)
                    )
                    for extra in range(3)
                ],
            )
            for number, name in enumerate(names)
        ]
        scenario = scenario_of(body(*parts))
        assert play(scenario, seed, best_steps(scenario, seed)).score == max(every_score(scenario, seed, ()))


def every_score(scenario, seed, steps):
    position = play(scenario, seed, steps)
    if position.end:
        yield position.score
    for choice in position.decisions:
        yield from every_score(scenario, seed, (*steps, choice.id))


@settings(deadline=None)
@given(scenarios(), st.integers(0, 9))
def test_the_shortest_way_to_a_node_leads_there(scenario, seed):
    """The best decisions go through all situations, so each can be reached, and no later than on that way."""
    chain = [step.situation.id for step in play(scenario, seed, best_steps(scenario, seed)).path]
    for name in scenario.nodes():
        steps = steps_to(scenario, seed, name)
        if steps is not None:
            assert play(scenario, seed, steps).node.id == name
        if name in chain:
            assert steps is not None
            assert len(steps) <= chain.index(name)


def test_where_chance_keeps_a_run_away_there_is_no_way():
    """Only the event leads on, and whether it happens is a matter of the seed."""
    scenario = scenario_of(
        body(
            situation(
                "one",
                decision("on", "two", when="luck = 1"),
                decision("off", "over", quality="poor"),
                events=[{"chance": 50, "text": "<p>Luck.</p>", "effects": {"luck": 1}}],
            ),
            situation("two", decision("on", "over")),
            state={"luck": 0},
        )
    )
    ways = [steps_to(scenario, seed, "two") for seed in range(40)]
    assert set(ways) == {None, ("on",)}
    assert all(steps_to(scenario, seed, "over") for seed in range(40))
