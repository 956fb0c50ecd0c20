"""What an answer earns by the way its attempt goes. Marks of certainty and tries are those of Moodle."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading.behaviours import Behaviour, after_tries, by_certainty, is_finished, possible
from quizzes.grading.marking import Line, mark
from tests.quizzes.bodies import SINGLE

RIGHT, WRONG = "importpermit", "invoice"


@pytest.mark.parametrize(
    ("fraction", "level", "expected"),
    [
        (F(1), 1, 1),
        (F(1), 2, 2),
        (F(1), 3, 3),
        (F(0), 1, 0),
        (F(0), 2, -2),
        (F(0), 3, -6),
        (F(1, 2), 1, F(1, 2)),
        (F(1, 2), 2, 1),
        (F(1, 3), 3, 1),
        (F(1), None, 1),
        (F(0), None, 0),
    ],
)
def test_certainty_weighs_right_and_wrong(fraction, level, expected):
    assert by_certainty(fraction, level) == expected


@pytest.mark.parametrize(
    ("fraction", "earlier", "penalty", "expected"),
    [
        (F(1), 0, F(1, 3), 1),
        (F(1), 1, F(1, 3), F(2, 3)),
        (F(1), 2, F(1, 3), F(1, 3)),
        (F(1), 3, F(1, 3), 0),
        (F(1), 4, F(1, 3), 0),
        (F(1, 2), 1, F(1, 4), F(1, 4)),
        (F(0), 2, F(1, 3), 0),
        (F(1), 5, F(0), 1),
        (F(1), 1, F(1), 0),
    ],
)
def test_every_earlier_try_costs_its_penalty_down_to_nothing(fraction, earlier, penalty, expected):
    assert after_tries(fraction, earlier, penalty) == expected


@pytest.mark.parametrize(
    ("way", "checked", "tries", "expected"),
    [
        (Behaviour.DEFERRED, [F(1)], 1, False),
        (Behaviour.CERTAINTY, [F(1)], 1, False),
        (Behaviour.IMMEDIATE, [], 3, False),
        (Behaviour.IMMEDIATE, [F(0)], 3, True),
        (Behaviour.TRIES, [F(0)], 3, False),
        (Behaviour.TRIES, [F(0), F(1, 2)], 3, False),
        (Behaviour.TRIES, [F(0), F(1)], 3, True),
        (Behaviour.TRIES, [F(0), F(0), F(0)], 3, True),
        (Behaviour.TRIES, [F(0)], 1, True),
    ],
)
def test_an_item_is_finished_when_it_was_right_or_its_tries_are_used(way, checked, tries, expected):
    assert is_finished(way, checked, tries) is expected


@pytest.mark.parametrize(
    ("way", "answer", "earlier", "certainty", "expected"),
    [
        (Behaviour.DEFERRED, RIGHT, 0, None, 1),
        (Behaviour.DEFERRED, RIGHT, 2, 3, 1),
        (Behaviour.DEFERRED, WRONG, 0, None, 0),
        (Behaviour.IMMEDIATE, RIGHT, 2, None, 1),
        (Behaviour.IMMEDIATE, None, 0, None, 0),
        (Behaviour.TRIES, RIGHT, 0, None, 1),
        (Behaviour.TRIES, RIGHT, 1, None, F(3, 4)),
        (Behaviour.TRIES, RIGHT, 2, None, F(1, 2)),
        (Behaviour.TRIES, WRONG, 1, None, 0),
        (Behaviour.TRIES, None, 0, None, 0),
        (Behaviour.CERTAINTY, RIGHT, 0, 3, 3),
        (Behaviour.CERTAINTY, WRONG, 0, 3, -6),
        (Behaviour.CERTAINTY, WRONG, 0, None, 0),
        (Behaviour.CERTAINTY, None, 0, 3, 0),
    ],
)
def test_a_single_choice_earns_its_mark_by_every_way(way, answer, earlier, certainty, expected):
    line = Line("single_choice", SINGLE, answer, earlier, certainty)
    assert mark(line, way, F(1, 4)) == expected


@given(
    way=st.sampled_from(list(Behaviour)),
    fraction=st.fractions(0, 1),
    level=st.sampled_from([1, 2, 3]),
    earlier=st.integers(0, 9),
    penalty=st.fractions(0, 1),
)
def test_no_mark_is_beyond_what_is_possible(way, fraction, level, earlier, penalty):
    if way == Behaviour.CERTAINTY:
        assert -2 * level <= by_certainty(fraction, level) <= level <= possible(way)
    else:
        assert 0 <= after_tries(fraction, earlier, penalty) <= fraction <= possible(way)
