"""A scenario in force; a land with a trainer and an officer."""

import pytest

from accounts.services.members import add_member
from exercises.models import Exercise
from exercises.services.scenarios import write_scenario_version
from tests.exercises.scenarios.scenarios_for_tests import example
from tests.factories import NOON, UserFactory
from tests.quizzes.conftest import land, trainer

__all__ = ["land", "trainer"]


@pytest.fixture
def exercise(db):
    """Two crates, in its first version."""
    exercise = Exercise.objects.create(slug="two-crates", kind=Exercise.Kind.SCENARIO, title="Two crates")
    write_scenario_version(exercise=exercise, scenario=example(), now=NOON)
    return exercise


@pytest.fixture
def officer_of_land(land):
    """A trainee of Sampland."""
    person = UserFactory()
    add_member(user=person, administration=land, role="trainee", since=NOON.date())
    return person
