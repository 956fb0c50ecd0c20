"""What holds when requests of one officer meet. Only PostgreSQL locks rows, so only there is it tried."""

import pytest
from django.db import connection  # noqa: F401  (named in pytestmark)

from exercises.models import ScenarioRun, ScenarioStep
from exercises.services.scenarios import StalePage, decide, start_run
from exercises.signals import scenario_ended
from tests.factories import NOON
from tests.quizzes.test_concurrency import AT_ONCE, at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("laid_site"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL locks rows"),
]


@pytest.fixture
def start(exercise, officer, administration):
    return lambda: start_run(exercise=exercise, officer=officer, administration=administration, now=NOON)


def test_starts_at_once_give_one_run(start):
    runs = at_once(lambda n: start().pk)
    assert runs == [ScenarioRun.objects.get().pk] * AT_ONCE


def test_the_same_decision_at_once_is_recorded_once(start):
    run = start()
    replies = at_once(lambda n: decide(run=run, number=1, decision="release", now=NOON))
    assert replies == [run] * AT_ONCE
    assert ScenarioStep.objects.get().decision == "release"


def test_two_decisions_at_once_keep_one_and_tell_the_others(start):
    run = start()
    names = [["count", "release"][n % 2] for n in range(AT_ONCE)]
    replies = at_once(lambda n: decide(run=run, number=1, decision=names[n], now=NOON))
    kept = ScenarioStep.objects.get().decision
    assert [isinstance(reply, StalePage) for reply in replies] == [name != kept for name in names]


def test_the_last_decision_at_once_ends_the_run_once(start):
    told = []

    def receive(run, **sent):
        told.append(run.pk)

    scenario_ended.connect(receive)
    try:
        run = start()
        replies = at_once(lambda n: decide(run=run, number=1, decision="release", now=NOON).ended_at)
    finally:
        scenario_ended.disconnect(receive)
    assert replies == [NOON] * AT_ONCE
    assert told == [run.pk]


def test_a_start_that_meets_the_end_of_a_run_gives_that_run_or_a_new_one(start):
    run = start()

    def do(n):
        if n == 0:
            return decide(run=run, number=1, decision="release", now=NOON).pk
        return start().pk

    replies = at_once(do)
    assert [reply for reply in replies if isinstance(reply, Exception)] == []
    assert set(replies) <= set(ScenarioRun.objects.values_list("pk", flat=True))
    assert ScenarioRun.objects.open().count() <= 1
    assert ScenarioRun.objects.count() <= 2
