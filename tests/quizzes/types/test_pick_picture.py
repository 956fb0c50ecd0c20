"""Pick a picture: the whole mark for the right one; pages name pictures by their place."""

import copy
import random
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizzes.grading import InvalidAnswer, kinds, validate_body
from tests.quizzes.bodies import PICK_PICTURE
from tests.quizzes.test_grading import form_of

KIND = kinds.get("pick_picture")
BODY = KIND.body(PICK_PICTURE)


def of(number, right):
    """A body of so many pictures of which one, counted from 0, is right."""
    return {
        "stem": "<p>Which?</p>",
        "options": [
            {"id": f"o{n}", "image": f"picture-{n}", "right": n == right, "feedback": ""}
            for n in range(number)
        ],
    }


# How many pictures, which is right, which is chosen (counted from 0), the mark.
CASES = [
    (2, 0, 0, 1), (2, 0, 1, 0), (2, 1, 0, 0), (2, 1, 1, 1),
    (3, 0, 0, 1), (3, 0, 1, 0), (3, 0, 2, 0), (3, 1, 0, 0), (3, 1, 1, 1), (3, 1, 2, 0),
    (3, 2, 0, 0), (3, 2, 1, 0), (3, 2, 2, 1),
    (4, 0, 0, 1), (4, 0, 3, 0), (4, 3, 3, 1), (4, 3, 0, 0), (4, 2, 1, 0),
    (5, 4, 4, 1), (5, 4, 0, 0), (5, 1, 1, 1), (5, 2, 3, 0),
    (6, 0, 0, 1), (6, 5, 5, 1), (6, 5, 4, 0), (6, 0, 5, 0), (6, 3, None, 0),
]  # fmt: skip


@pytest.mark.parametrize(("number", "right", "chosen", "mark"), CASES)
def test_a_choice_earns_what_the_table_says(number, right, chosen, mark):
    body = KIND.body(of(number, right))
    answer = None if chosen is None else f"o{chosen}"
    assert KIND.fraction(body, KIND.accept(body, answer)) == mark


@given(number=st.integers(2, 6), right=st.integers(0, 5), chosen=st.integers(0, 5), seed=st.integers(0, 9999))
def test_a_choice_is_read_back_from_its_page_whatever_the_shuffle(number, right, chosen, seed):
    body = KIND.body(of(number, right % number))
    answer = KIND.accept(body, f"o{chosen % number}")
    assert KIND.accept(body, answer) == answer
    assert KIND.fraction(body, answer) == (1 if chosen % number == right % number else 0)
    order = KIND.option_order(body, random.Random(seed))
    assert KIND.read(body, order, form_of(KIND.shown(body, order, answer))) == answer


@pytest.mark.parametrize("order", list(permutations(["first-tusk", "second-tusk", "bone"])))
@pytest.mark.parametrize("figure", ["", "sample-form"])
def test_the_place_of_a_picture_leads_to_the_picture_of_that_option(order, figure):
    body = KIND.body(PICK_PICTURE | {"figure": figure})
    images = {option["id"]: option["image"] for option in PICK_PICTURE["options"]}
    slugs = KIND.pictures(body, list(order))
    rows = KIND.shown(body, list(order))["options"]
    assert [slugs[row["picture"] - 1] for row in rows] == [images[option] for option in order]
    assert slugs[0] == figure or not figure


def test_pictures_are_always_shuffled():
    orders = {tuple(KIND.option_order(BODY, random.Random(seed))) for seed in range(40)}
    assert len(orders) == 6


def test_a_review_tells_right_and_wrong_and_keeps_the_places():
    order = ["bone", "first-tusk", "second-tusk"]
    rows = KIND.reviewed(BODY, order, "bone")["options"]
    assert [(row["letter"], row["picture"], row["checked"], row["right"]) for row in rows] == [
        ("A", 1, True, False),
        ("B", 2, False, True),
        ("C", 3, False, False),
    ]


def test_what_guessing_earns_and_what_was_said():
    assert KIND.guess_score(BODY) == Fraction(1, 3)
    assert KIND.responses(BODY, "bone") == [("", "worked-bone")]
    assert KIND.responses(BODY, None) == []
    assert [said for _part, said in KIND.offered(BODY)] == ["ivory-elephant", "ivory-mammoth", "worked-bone"]


@pytest.mark.parametrize("answer", ["elsewhere", ["bone"], 1, True, {"bone": 1}])
def test_a_foreign_answer_is_refused(answer):
    with pytest.raises(InvalidAnswer):
        KIND.accept(BODY, answer)


@pytest.mark.parametrize("values", [["4"], ["0"], ["bone"], ["1", "2"]])
def test_a_form_value_that_was_not_offered_is_refused(values):
    with pytest.raises(InvalidAnswer):
        KIND.read(BODY, ["bone", "first-tusk", "second-tusk"], {"choice": values})


def changed(place, name, value):
    body = copy.deepcopy(PICK_PICTURE)
    body["options"][place][name] = value
    return body


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (changed(1, "right", True), "exactly one picture must be right; here: first-tusk, second-tusk"),
        (changed(0, "right", False), "exactly one picture must be right; here: none"),
        (changed(1, "image", "ivory-elephant"), "picture ivory-elephant occurs twice"),
        (changed(1, "image", ""), "pattern"),
        (changed(1, "image", "../etc"), "pattern"),
        (changed(1, "id", "first-tusk"), "option id first-tusk occurs twice"),
        (PICK_PICTURE | {"options": PICK_PICTURE["options"][:1]}, "at least 2"),
    ],
)
def test_a_body_that_cannot_be_graded_is_refused_in_words(body, says):
    with pytest.raises(ValidationError) as error:
        validate_body("pick_picture", body)
    assert says in str(error.value)
