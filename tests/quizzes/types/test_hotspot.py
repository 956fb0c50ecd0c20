"""Hotspot: weights of the chosen regions; regions are numbered by where they lie."""

import copy
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError as FormError
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizzes.grading import InvalidAnswer, kinds, validate_body
from quizzes.templatetags.regions import regions
from quizzes.types.hotspot.editor import read_shape, written_shape
from tests.quizzes.bodies import HOTSPOT, HOTSPOT_ONE
from tests.quizzes.test_grading import form_of

KIND = kinds.get("hotspot")
MANY, ONE = KIND.body(HOTSPOT), KIND.body(HOTSPOT_ONE)
FOUR = HOTSPOT | {
    "regions": [
        HOTSPOT["regions"][0] | {"id": name, "name": name, "weight": weight}
        for name, weight in (("a", "1/2"), ("b", "1/2"), ("c", "-1/2"), ("d", "-1"))
    ]
}

# Weights: quantity 2/3, quota 1/3, stamp -1/2.
MANY_CASES = [
    ("", "0"),
    ("quantity", "2/3"),
    ("quota", "1/3"),
    ("stamp", "0"),
    ("quantity quota", "1"),
    ("quota quantity", "1"),
    ("quantity stamp", "1/6"),
    ("quota stamp", "0"),
    ("quantity quota stamp", "1/2"),
    ("quantity quantity", "2/3"),
]
# Weights: a 1/2, b 1/2, c -1/2, d -1.
FOUR_CASES = [
    ("a", "1/2"),
    ("b", "1/2"),
    ("c", "0"),
    ("d", "0"),
    ("a b", "1"),
    ("a c", "0"),
    ("a d", "0"),
    ("b c", "0"),
    ("c d", "0"),
    ("a b c", "1/2"),
    ("a b d", "0"),
    ("a c d", "0"),
    ("a b c d", "0"),
]
ONE_CASES = [("", "0"), ("quantity", "1"), ("quota", "0"), ("stamp", "0")]


@pytest.mark.parametrize(("words", "mark"), MANY_CASES)
def test_several_regions_earn_what_the_table_says(words, mark):
    assert KIND.fraction(MANY, KIND.accept(MANY, words.split())) == Fraction(mark)


@pytest.mark.parametrize(("words", "mark"), FOUR_CASES)
def test_four_regions_earn_what_the_table_says(words, mark):
    body = KIND.body(FOUR)
    assert KIND.fraction(body, KIND.accept(body, words.split())) == Fraction(mark)


@pytest.mark.parametrize(("words", "mark"), ONE_CASES)
def test_one_region_earns_what_the_table_says(words, mark):
    assert KIND.fraction(ONE, KIND.accept(ONE, words.split())) == Fraction(mark)


@given(
    shares=st.lists(st.integers(1, 9), min_size=1, max_size=6),
    losses=st.lists(st.integers(1, 9), min_size=1, max_size=6),
    data=st.data(),
)
def test_marks_lie_within_0_and_1_and_answers_are_read_back_from_their_page(shares, losses, data):
    weights = [Fraction(share, sum(shares)) for share in shares] + [-Fraction(loss, 9) for loss in losses]
    place, number = st.integers(0, 90), len(weights)
    places = data.draw(st.lists(st.tuples(place, place), min_size=number, max_size=number))
    body = KIND.body(
        HOTSPOT
        | {
            "regions": [
                {
                    "id": f"r{n}",
                    "name": f"Place {n}",
                    "label": f"Label {n}",
                    "shape": {"kind": "rect", "x": str(x), "y": str(y), "width": "10", "height": "10"},
                    "weight": str(weight),
                }
                for n, (weight, (x, y)) in enumerate(zip(weights, places, strict=True))
            ]
        }
    )
    ids = [region.id for region in body.regions]
    answer = KIND.accept(body, data.draw(st.lists(st.sampled_from(ids), unique=True)))
    assert KIND.accept(body, answer) == answer
    assert 0 <= KIND.fraction(body, answer) <= 1
    assert KIND.fraction(body, ids[: len(shares)]) == 1
    assert KIND.fraction(body, ids) < 1
    order = KIND.option_order(body, random.Random(0))
    assert sorted(order) == sorted(ids)
    assert KIND.read(body, order, form_of(KIND.shown(body, order, answer))) == answer


def test_regions_are_numbered_row_by_row_whatever_the_written_order():
    # The quota lies half a per cent above the quantity, which is no row of its own.
    for regions_ in (HOTSPOT["regions"], HOTSPOT["regions"][::-1]):
        body = KIND.body(HOTSPOT | {"regions": regions_})
        assert KIND.option_order(body, random.Random(4)) == ["stamp", "quantity", "quota"]
    shown = KIND.shown(MANY, ["stamp", "quantity", "quota"], ["quota"])
    assert [(row["letter"], row["text"], row["checked"]) for row in shown["options"]] == [
        ("1", "Upper start", False),
        ("2", "Lower middle", False),
        ("3", "Lower end", True),
    ]


def test_a_name_is_text_and_no_markup():
    body = copy.deepcopy(HOTSPOT)
    body["regions"][0]["name"] = "Left <b>of</b> A & B"
    shown = KIND.shown(KIND.body(body), ["quantity"])
    assert shown["options"][0]["text"] == "Left &lt;b&gt;of&lt;/b&gt; A &amp; B"


def test_a_review_says_what_each_region_is_and_which_are_right():
    rows = KIND.reviewed(MANY, ["stamp", "quantity", "quota"], ["stamp"])["options"]
    assert [(row["right"], row["checked"], row["weight"]) for row in rows] == [
        (False, True, Fraction(-1, 2)),
        (True, False, Fraction(2, 3)),
        (True, False, Fraction(1, 3)),
    ]
    assert rows[0]["text"] == "Upper start: <strong>TOLD-114</strong>"
    assert all("weight" not in row for row in KIND.reviewed(ONE, ["stamp", "quota"], None)["options"])


def test_what_guessing_earns_and_what_was_said():
    assert KIND.guess_score(ONE) == Fraction(1, 3)
    assert KIND.guess_score(MANY) is None
    assert KIND.responses(MANY, ["quota", "stamp"]) == [("", "TOLD-112"), ("", "TOLD-114")]
    assert KIND.responses(MANY, None) == []
    assert len(KIND.offered(MANY)) == 3


@pytest.mark.parametrize("answer", [["elsewhere"], "quota", [1], {"quota": 1}, [["quota"]]])
def test_a_foreign_answer_is_refused(answer):
    with pytest.raises(InvalidAnswer):
        KIND.accept(MANY, answer)


def test_two_regions_are_refused_where_one_is_asked_for():
    with pytest.raises(InvalidAnswer):
        KIND.accept(ONE, ["quota", "stamp"])
    with pytest.raises(InvalidAnswer):
        KIND.read(ONE, ["stamp", "quantity", "quota"], {"choice": ["1", "2"]})
    with pytest.raises(InvalidAnswer):
        KIND.read(MANY, ["stamp", "quantity", "quota"], {"choice": ["4"]})


def changed(place, name, value, body=HOTSPOT):
    body = copy.deepcopy(body)
    body["regions"][place][name] = value
    return body


def rect(x, y, width, height):
    return {"kind": "rect", "x": x, "y": y, "width": width, "height": height}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (HOTSPOT | {"figure": ""}, "choose the figure on which the regions lie"),
        (changed(1, "id", "quantity"), "region id quantity occurs twice"),
        (changed(1, "name", "Lower middle"), "region name Lower middle occurs twice"),
        (changed(0, "weight", "1/3"), "here they sum to 2/3"),
        (changed(2, "weight", "0"), "a wrong region must cost something"),
        (changed(2, "weight", "-1/2", HOTSPOT_ONE), "one has the weight 1 and every other 0"),
        (changed(0, "shape", rect("90", "0", "20", "10")), "the rectangle reaches beyond the picture"),
        (changed(0, "shape", rect("10", "10", "1", "10")), "at least 2 per cent wide and high"),
        (changed(0, "shape", rect("-1", "10", "10", "10")), "in per cent"),
        (changed(0, "shape", rect("nan", "10", "10", "10")), "in per cent"),
        (changed(0, "shape", {"kind": "circle", "x": "5", "y": "5", "r": "0.5"}), "between 1 and 50"),
        (changed(0, "shape", {"kind": "polygon", "points": [["1", "1"], ["9", "9"]]}), "at least 3"),
        (
            changed(0, "shape", {"kind": "polygon", "points": [["1", "1"], ["9", "1"], ["5", "2"]]}),
            "at least 2 per cent wide and high",
        ),
        (changed(0, "shape", {"kind": "star", "x": "1"}), "does not match any of the expected tags"),
        (HOTSPOT | {"select": "some"}, "'one' or 'many'"),
    ],
)
def test_a_body_that_cannot_be_graded_or_seen_is_refused_in_words(body, says):
    with pytest.raises(ValidationError) as error:
        validate_body("hotspot", body)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("written", "stored"), [("12.50", "12.5"), ("40", "40"), (40, "40"), ("0.00", "0"), ("7.125", "7.12")]
)
def test_a_place_has_one_spelling(written, stored):
    body = validate_body("hotspot", changed(0, "shape", rect(written, "10", "10", "10")))
    assert body.model_dump(mode="json")["regions"][0]["shape"]["x"] == stored
    assert isinstance(body.regions[0].shape.x, Decimal)


@pytest.mark.parametrize("region", HOTSPOT["regions"], ids=lambda region: region["id"])
def test_what_a_trainer_types_is_the_shape_that_is_stored(region):
    assert read_shape(*written_shape(region["shape"])) == region["shape"]


@pytest.mark.parametrize(
    ("kind", "numbers", "says"),
    [
        ("rect", "10 20 30", "four numbers"),
        ("circle", "10 20", "three numbers"),
        ("rect", "90 20 30 10", "beyond the picture"),
        ("rect", "a b c d", "in per cent"),
        ("polygon", "1 1, 2 2", "at least 3"),
        ("polygon", "1 1, 20 2, 30", "at least 2"),
    ],
)
def test_numbers_that_make_no_shape_are_refused_in_words(kind, numbers, says):
    with pytest.raises(FormError) as error:
        read_shape(kind, numbers)
    assert says in str(error.value)


def test_a_drawn_circle_is_round_on_a_picture_that_is_not_square():
    rows = KIND.shown(MANY, ["stamp", "quantity", "quota"])["options"]
    drawn = regions(rows, 2.0)["regions"]
    # 8 per cent of the width are 16 per cent of the height of a picture twice as wide as high.
    assert 'rx="8" ry="16"' in drawn[0]["outline"]
    assert 'x="40" y="60.5" width="20" height="10"' in drawn[1]["outline"]
    assert 'points="70,60 90,60 90,75"' in drawn[2]["outline"]
    assert [(row["number"], row["x"], row["y"]) for row in drawn] == [
        ("1", "14.4", "4"),
        ("2", "40", "60.5"),
        ("3", "70", "60"),
    ]
