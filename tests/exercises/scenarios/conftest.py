"""A scenario in force, an open gate, an officer who is signed in."""

import pytest
from django.test import Client

from exercises import gates
from exercises.models import Exercise
from exercises.services.scenarios import write_scenario_version
from quizzes.gates import Entry
from tests.exercises.scenarios.scenarios_for_tests import example
from tests.factories import NOON


@pytest.fixture
def exercise(db):
    """Two crates, in its first version."""
    exercise = Exercise.objects.create(slug="two-crates", kind=Exercise.Kind.SCENARIO, title="Two crates")
    write_scenario_version(exercise=exercise, scenario=example(), now=NOON)
    return exercise


@pytest.fixture
def gate(monkeypatch, administration):
    """Opens every exercise to everybody; tests set `refusal`, or `open` to False."""

    class Gate:
        refusal, open = "", True

        def __call__(self, exercise, user):
            return Entry(administration, self.refusal, "/the-unit/", "The unit") if self.open else None

    opened = Gate()
    monkeypatch.setattr(gates, "_gates", [opened])
    return opened


@pytest.fixture
def client_(officer, gate):
    client = Client()
    client.force_login(officer)
    return client
