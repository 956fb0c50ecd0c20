"""A scenario in force."""

import pytest

from exercises.models import Exercise
from exercises.services.scenarios import write_scenario_version
from tests.exercises.scenarios.scenarios_for_tests import example
from tests.factories import NOON


@pytest.fixture
def exercise(db):
    """Two crates, in its first version."""
    exercise = Exercise.objects.create(slug="two-crates", kind=Exercise.Kind.SCENARIO, title="Two crates")
    write_scenario_version(exercise=exercise, scenario=example(), now=NOON)
    return exercise
