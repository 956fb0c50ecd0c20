"""Orders, marked as Moodle marks them.

Expected marks of the table were worked out by hand from the definitions of Moodle's nine grading types,
for items numbered 0, 1, 2 … in their right order.
"""

import random
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizzes.grading import kinds, validate_body
from quizzes.types.ordering.grading import mark_order
from tests.quizzes.bodies import ORDERING, with_
from tests.quizzes.types.round_trips import through_editor, through_yaml

KIND = kinds.get("ordering")
MODES = [
    "all_or_nothing",
    "absolute_position",
    "relative_next",
    "relative_next_and_last",
    "relative_one_previous_next",
    "relative_all_previous_next",
    "longest_ordered_subset",
    "longest_contiguous_subset",
    "distance",
]

# An order, then its mark in each mode as in MODES.
TABLE = [
    ("01234", "1", "1", "1", "1", "1", "1", "1", "1", "1"),
    ("12340", "0", "0", "3/4", "3/5", "3/5", "3/5", "4/5", "4/5", "3/5"),
    ("43210", "0", "1/5", "0", "0", "0", "0", "0", "0", "2/5"),
    ("40123", "0", "0", "3/4", "3/5", "3/5", "3/5", "4/5", "4/5", "3/5"),
    ("10234", "0", "3/5", "1/2", "3/5", "1/2", "9/10", "4/5", "4/5", "9/10"),
    ("01243", "0", "3/5", "1/2", "2/5", "1/2", "9/10", "4/5", "4/5", "9/10"),
    ("03124", "0", "2/5", "1/4", "2/5", "2/5", "4/5", "4/5", "3/5", "4/5"),
    ("02134", "0", "3/5", "1/4", "2/5", "2/5", "9/10", "4/5", "3/5", "9/10"),
    ("41230", "0", "3/5", "1/2", "2/5", "2/5", "3/10", "3/5", "3/5", "3/5"),
    ("02413", "0", "1/5", "0", "0", "1/10", "7/10", "3/5", "2/5", "7/10"),
    ("13024", "0", "1/5", "0", "1/5", "1/10", "7/10", "3/5", "2/5", "7/10"),
    ("34012", "0", "0", "3/4", "3/5", "3/5", "2/5", "3/5", "3/5", "2/5"),
    ("01", "1", "1", "1", "1", "1", "1", "1", "1", "1"),
    ("10", "0", "0", "0", "0", "0", "0", "0", "0", "0"),
    ("210", "0", "1/3", "0", "0", "0", "0", "0", "0", "1/3"),
    ("120", "0", "0", "1/2", "1/3", "1/3", "1/3", "2/3", "2/3", "1/3"),
    ("021", "0", "1/3", "0", "0", "1/6", "2/3", "2/3", "2/3", "2/3"),
    ("123450", "0", "0", "4/5", "2/3", "2/3", "2/3", "5/6", "5/6", "2/3"),
]
CASES = [(order, mode, mark) for order, *marks in TABLE for mode, mark in zip(MODES, marks, strict=True)]


@pytest.mark.parametrize(("order", "mode", "mark"), CASES)
def test_an_order_earns_what_the_table_says(order, mode, mark):
    assert mark_order(mode, [int(place) for place in order]) == Fraction(mark)


def question(number, mode):
    items = [{"id": f"i{place}", "text": f"<p>Item {place}</p>"} for place in range(number)]
    return KIND.body({"stem": "<p>In order?</p>", "items": items, "mode": mode})


@pytest.mark.parametrize("mode", [mode for mode in MODES if not mode.startswith("longest")])
@pytest.mark.parametrize("number", [2, 3, 5])
def test_guessing_earns_the_mean_over_all_orders(mode, number):
    marks = [mark_order(mode, order) for order in permutations(range(number))]
    assert KIND.guess_score(question(number, mode)) == sum(marks) / len(marks)


def test_the_paper_never_shows_the_right_order():
    body = question(2, "distance")
    assert {tuple(KIND.option_order(body, random.Random(seed))) for seed in range(30)} == {("i1", "i0")}


ORDER = ["i2", "i0", "i1"]
THREE = question(3, "absolute_position")


def form(order, *, placed=False, move=None):
    return {"order": list(order)} | ({"placed": ["1"]} if placed else {}) | ({"move": [move]} if move else {})


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (form("123"), None),
        (form("123", placed=True), ["i2", "i0", "i1"]),
        (form("231", placed=True), ["i0", "i1", "i2"]),
        (form("123", move="1:down"), ["i0", "i2", "i1"]),
        (form("123", move="3:up"), ["i2", "i1", "i0"]),
        (form("123", move="1:up"), ["i2", "i0", "i1"]),
        (form("123", move="3:down"), ["i2", "i0", "i1"]),
        (form("312", move="2:up", placed=True), ["i1", "i0", "i2"]),
        ({}, None),
    ],
)
def test_an_order_is_an_answer_once_a_line_is_moved_or_the_box_ticked(data, answer):
    assert KIND.read(THREE, ORDER, data) == answer


def test_what_is_shown_is_the_answer_or_else_the_order_of_the_paper():
    fresh, given_ = KIND.shown(THREE, ORDER), KIND.shown(THREE, ORDER, ["i0", "i1", "i2"])
    assert ([row["value"] for row in fresh["rows"]], fresh["placed"]) == (["1", "2", "3"], False)
    assert ([row["value"] for row in given_["rows"]], given_["placed"]) == (["2", "3", "1"], True)


def test_a_response_is_the_place_of_each_item():
    assert KIND.responses(THREE, ["i1", "i0", "i2"]) == [("Item 0", "2"), ("Item 1", "1"), ("Item 2", "3")]
    assert KIND.responses(THREE, None) == []
    assert KIND.offered(THREE)[:3] == [("Item 0", "1"), ("Item 0", "2"), ("Item 0", "3")]


def test_a_review_shows_the_given_place_beside_the_right_one():
    review = KIND.reviewed(THREE, ORDER, ["i1", "i0", "i2"])
    assert [(row["number"], row["given"]) for row in review["rows"]] == [(1, 2), (2, 1), (3, 3)]
    assert all(row["given"] is None for row in KIND.reviewed(THREE, ORDER, None)["rows"])


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (with_(ORDERING, "steptwo", "items", 0, "id"), "item id steptwo occurs twice"),
        (with_(ORDERING, "<p>Open a <b>crate</b></p>", "items", 0, "text"), "item Open a crate occurs twice"),
        (with_(ORDERING, ORDERING["items"][:1], "items"), "at least 2"),
        (with_(ORDERING, "nearly", "mode"), "Input should be"),
    ],
)
def test_a_question_that_cannot_be_graded_is_refused_in_words(body, says):
    with pytest.raises(ValidationError) as error:
        validate_body("ordering", body)
    assert says in str(error.value)


# --- properties ---------------------------------------------------------------------------------------

orders = st.integers(2, 12).flatmap(lambda number: st.permutations(range(number)))


@given(order=orders, mode=st.sampled_from(MODES))
def test_marks_lie_within_0_and_1_and_only_the_right_order_earns_1(order, mode):
    mark = mark_order(mode, order)
    assert 0 <= mark <= 1
    assert (mark == 1) == (order == sorted(order))


@given(order=orders)
def test_a_longest_run_is_never_longer_than_the_longest_order(order):
    assert mark_order("longest_contiguous_subset", order) <= mark_order("longest_ordered_subset", order)


@given(number=st.integers(2, 12), seed=st.integers(0, 999), data=st.data())
def test_what_a_form_sends_is_the_order_that_the_page_shows(number, seed, data):
    body = question(number, "distance")
    order = KIND.option_order(body, random.Random(seed))
    answer = KIND.accept(body, data.draw(st.permutations(body.ids)))
    assert KIND.accept(body, answer) == answer
    shown = KIND.shown(body, order, answer)
    assert KIND.read(body, order, form((row["value"] for row in shown["rows"]), placed=True)) == answer


@pytest.mark.parametrize("mode", MODES)
def test_a_question_survives_its_yaml_and_its_editor(mode):
    data = ORDERING | {"mode": mode}
    assert through_yaml("ordering", data) == data
    assert through_editor("ordering", data) == data
