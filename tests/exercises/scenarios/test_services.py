"""Versions, runs and decisions: nothing is recorded twice, nothing is lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models.append_only import AppendOnlyError
from exercises.models import ScenarioRun, ScenarioStep
from exercises.scenarios.forms import scenario_of
from exercises.scenarios.running import NotOffered
from exercises.services.scenarios import (
    CannotStart,
    FaultyScenario,
    StalePage,
    decide,
    position_of,
    start_run,
    write_scenario_version,
)
from exercises.signals import scenario_ended
from tests.exercises.scenarios.scenarios_for_tests import body, decision, example, situation
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def later(minutes):
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def run(exercise, officer, administration):
    return start_run(exercise=exercise, officer=officer, administration=administration, now=NOON, seed=1)


def take(run, *decisions):
    for number, name in enumerate(decisions, start=run.steps.count() + 1):
        run = decide(run=run, number=number, decision=name, now=later(number))
    return run


# --- versions ---------------------------------------------------------------------------------------


def test_an_edit_writes_a_version_and_the_same_again_writes_none(exercise):
    same = write_scenario_version(exercise=exercise, scenario=example(), now=NOON)
    assert same.number == 1
    other = example().model_copy(update={"title": "Three crates"})
    assert (
        write_scenario_version(exercise=exercise, scenario=other, reason="A crate more", now=NOON).number == 2
    )
    assert write_scenario_version(exercise=exercise, scenario=example(), now=NOON).number == 3


def test_a_broken_scenario_is_not_kept(exercise):
    broken = scenario_of(body(situation("one", decision("on", "nowhere"))))
    with pytest.raises(FaultyScenario) as refused:
        write_scenario_version(exercise=exercise, scenario=broken, now=NOON)
    assert "nowhere" in str(refused.value)
    assert exercise.scenario_versions.count() == 1


def test_versions_and_steps_are_never_changed(exercise, run):
    take(run, "count")
    with pytest.raises(AppendOnlyError):
        exercise.scenario_versions.get().save()
    with pytest.raises(AppendOnlyError):
        run.steps.get().delete()


def test_a_run_keeps_the_version_that_it_began_with(exercise, run):
    other = example().model_copy(update={"title": "Three crates"})
    write_scenario_version(exercise=exercise, scenario=other, now=NOON)
    run = take(run, "count", "detain")
    assert run.version.number == 1
    assert run.outcome == "success"


# --- starting ---------------------------------------------------------------------------------------


def test_starting_twice_gives_the_same_run(exercise, officer, administration, run):
    again = start_run(exercise=exercise, officer=officer, administration=administration, now=later(5))
    assert again == run
    assert (again.seed, again.started_at) == (1, NOON)


def test_the_database_holds_one_open_run_per_officer_and_exercise(run):
    with pytest.raises(IntegrityError), transaction.atomic():
        ScenarioRun.objects.create(
            exercise=run.exercise,
            version=run.version,
            officer=run.officer,
            administration=run.administration,
            seed=2,
            started_at=NOON,
        )


def test_after_the_end_a_new_run_begins(exercise, officer, administration, run):
    take(run, "release")
    assert start_run(exercise=exercise, officer=officer, administration=administration, now=later(9)) != run


def test_a_trial_stands_beside_the_run_and_is_not_counted(exercise, officer, administration, run):
    trial = start_run(exercise=exercise, officer=officer, administration=administration, now=NOON, trial=True)
    take(trial, "release")
    assert list(ScenarioRun.objects.all()) == list(exercise.scenario_runs.all()) == [run]
    assert ScenarioRun.every.count() == 2


def test_what_is_not_written_or_retired_does_not_start(exercise, officer, administration):
    exercise.retired_at = NOON
    with pytest.raises(CannotStart, match="no longer used"):
        start_run(exercise=exercise, officer=officer, administration=administration, now=NOON)
    exercise.retired_at, exercise.pk, exercise.slug = None, None, "unwritten"
    exercise.save()
    with pytest.raises(CannotStart, match="not written yet"):
        start_run(exercise=exercise, officer=officer, administration=administration, now=NOON)


# --- deciding ---------------------------------------------------------------------------------------


def test_every_step_is_recorded_with_its_time(run):
    take(run, "ask", "count")
    assert [(step.number, step.node, step.decision, step.seconds) for step in run.steps.all()] == [
        (1, "counter", "ask", 60),
        (2, "counter", "count", 60),
    ]


def test_an_interrupted_run_goes_on_where_it_was(run):
    take(run, "count")
    resumed = ScenarioRun.objects.get(pk=run.pk)
    assert position_of(resumed).node.id == "excess"
    assert take(resumed, "detain").outcome == "success"


def test_the_same_decision_twice_is_recorded_once(run):
    for _ in range(2):
        decide(run=run, number=1, decision="ask", now=later(1))
    assert position_of(run).state["asked"] == 1
    assert ScenarioStep.objects.count() == 1


def test_the_last_decision_twice_ends_the_run_once(run):
    told = []

    def listen(sender, run, **kwargs):
        told.append((run.outcome, run.score))

    scenario_ended.connect(listen)
    try:
        take(run, "count", "detain")
        again = decide(run=run, number=2, decision="detain", now=later(30))
    finally:
        scenario_ended.disconnect(listen)
    assert told == [("success", 20)]
    assert (again.ended_at, again.score, again.best_score) == (later(2), 20, 20)


@pytest.mark.parametrize(("number", "name"), [(1, "release"), (3, "detain"), (0, "detain"), (-1, "detain")])
def test_a_decision_from_a_page_left_behind_changes_nothing(run, number, name):
    take(run, "count")
    with pytest.raises(StalePage):
        decide(run=run, number=number, decision=name, now=later(9))
    assert [step.decision for step in run.steps.all()] == ["count"]


def test_nothing_is_decided_after_the_end(run):
    take(run, "release")
    with pytest.raises(StalePage):
        decide(run=run, number=2, decision="count", now=later(9))


@pytest.mark.parametrize("name", ["detain", "", "unknown"])
def test_what_is_not_offered_is_not_recorded(run, name):
    with pytest.raises(NotOffered):
        decide(run=run, number=1, decision=name, now=later(1))
    assert not run.steps.exists()


def test_a_run_has_outcome_and_score_exactly_when_it_has_ended(run):
    with pytest.raises(IntegrityError), transaction.atomic():
        ScenarioRun.objects.filter(pk=run.pk).update(outcome="success")
    run = take(run, "count", "correct")
    assert (run.outcome, run.score, run.best_score) == ("harm", 12, 20)
