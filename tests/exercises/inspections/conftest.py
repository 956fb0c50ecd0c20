"""An inspection in force, and a round of it."""

import pytest

from exercises.models import Exercise
from exercises.services.inspections import begin_round, write_inspection_version
from tests.factories import NOON


@pytest.fixture
def exercise(db):
    """Permits of which all have one fault."""
    exercise = Exercise.objects.create(slug="permits", kind=Exercise.Kind.INSPECTION, title="Permits")
    write_inspection_version(exercise=exercise, template="cites-permit", clean_percent=0, now=NOON)
    return exercise


@pytest.fixture
def begin(exercise, officer, administration):
    """A function that begins the officer's next round with a seed."""

    def begin(seed=4711, **other):
        who = {"exercise": exercise, "officer": officer, "administration": administration}
        return begin_round(**{**who, "now": NOON, "seed": seed, **other})

    return begin


@pytest.fixture
def round_(begin):
    return begin()
