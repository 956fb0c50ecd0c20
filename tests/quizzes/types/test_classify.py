"""Classify into groups: right places by places, against a table worked out by hand."""

import copy
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizzes.grading import InvalidAnswer, kinds, validate_body
from tests.quizzes.bodies import CLASSIFY
from tests.quizzes.test_grading import form_of

KIND = kinds.get("classify")
BODY = KIND.body(CLASSIFY)
FIVE = {
    "stem": "<p>Under which convention?</p>",
    "groups": [{"id": "c", "text": "CITES"}, {"id": "b", "text": "Basel"}, {"id": "m", "text": "Montreal"}],
    "items": [
        {"id": "i1", "text": "<p>Ivory</p>", "group": "c"},
        {"id": "i2", "text": "<p>Used oil</p>", "group": "b"},
        {"id": "i3", "text": "<p>Old batteries</p>", "group": "b"},
        {"id": "i4", "text": "<p>Old cooling gas</p>", "group": "m"},
        {"id": "i5", "text": "<p>Orchids</p>", "group": "c"},
    ],
}

# The groups given to tiger, pangolin, caiman ("one", "one", "two" are right; "-": none), and the mark.
THREE_CASES = [
    ("one one two", "1"),
    ("one one one", "2/3"),
    ("one two two", "2/3"),
    ("two one two", "2/3"),
    ("one two one", "1/3"),
    ("two one one", "1/3"),
    ("two two two", "1/3"),
    ("two two one", "0"),
    ("one one -", "2/3"),
    ("one - two", "2/3"),
    ("- one two", "2/3"),
    ("one - -", "1/3"),
    ("- one -", "1/3"),
    ("- - two", "1/3"),
    ("two - -", "0"),
    ("- - one", "0"),
    ("- - -", "0"),
]
# The groups given to the five items ("c", "b", "b", "m", "c" are right), and the mark.
FIVE_CASES = [
    ("c b b m c", "1"),
    ("c b b m m", "4/5"),
    ("c b b c c", "4/5"),
    ("c b m b c", "3/5"),
    ("c c c c c", "2/5"),
    ("b b b b b", "2/5"),
    ("m m m m m", "1/5"),
    ("b c c b b", "0"),
    ("c b b - -", "3/5"),
    ("- - - m c", "2/5"),
    ("m b - - b", "1/5"),
    ("- - - - c", "1/5"),
]


def given_of(body, words):
    groups = words.split()
    return {item.id: group for item, group in zip(body.items, groups, strict=True) if group != "-"}


@pytest.mark.parametrize(("words", "mark"), THREE_CASES)
def test_three_items_earn_what_the_table_says(words, mark):
    assert KIND.fraction(BODY, KIND.accept(BODY, given_of(BODY, words))) == Fraction(mark)


@pytest.mark.parametrize(("words", "mark"), FIVE_CASES)
def test_five_items_earn_what_the_table_says(words, mark):
    body = KIND.body(FIVE)
    assert KIND.fraction(body, KIND.accept(body, given_of(body, words))) == Fraction(mark)


def test_no_answer_earns_nothing():
    assert KIND.accept(BODY, None) is KIND.accept(BODY, {}) is None
    assert KIND.fraction(BODY, None) == 0


@st.composite
def questions(draw):
    """A body and an answer to it."""
    groups = [{"id": f"g{n}", "text": f"Group {n}"} for n in range(draw(st.integers(2, 6)))]
    names = [group["id"] for group in groups]
    items = [
        {"id": f"i{n}", "text": f"<p>Item {n}</p>", "group": draw(st.sampled_from(names))}
        for n in range(draw(st.integers(2, 20)))
    ]
    answer = draw(st.dictionaries(st.sampled_from([item["id"] for item in items]), st.sampled_from(names)))
    return KIND.body({"stem": "<p>Which?</p>", "groups": groups, "items": items}), answer


@given(question=questions(), seed=st.integers(0, 9999))
def test_any_answer_earns_between_nothing_and_all_and_is_read_back_from_its_page(question, seed):
    body, answer = question
    accepted = KIND.accept(body, answer)
    assert KIND.accept(body, accepted) == accepted
    assert 0 <= KIND.fraction(body, accepted) <= 1
    order = KIND.option_order(body, random.Random(seed))
    assert KIND.read(body, order, form_of(KIND.shown(body, order, accepted))) == accepted
    right = {item.id: item.group for item in body.items}
    assert KIND.fraction(body, right) == 1


def test_groups_stand_as_written_and_items_are_shuffled():
    orders = [KIND.option_order(BODY, random.Random(seed)) for seed in range(20)]
    assert {tuple(order["groups"]) for order in orders} == {("one", "two")}
    assert len({tuple(order["items"]) for order in orders}) > 1


def test_what_an_item_is_shown_by_is_its_place():
    order = {"items": ["caiman", "tiger", "pangolin"], "groups": ["one", "two"]}
    shown = KIND.shown(BODY, order, {"caiman": "two"})
    assert [prompt["name"] for prompt in shown["prompts"]] == ["group-1", "group-2", "group-3"]
    assert shown["prompts"][0]["choices"] == [
        {"value": "1", "text": "Appendix I", "checked": False},
        {"value": "2", "text": "Appendix II", "checked": True},
    ]


def test_a_review_sets_the_right_group_beside_the_given_one():
    order = {"items": ["caiman", "tiger", "pangolin"], "groups": ["one", "two"]}
    rows = KIND.reviewed(BODY, order, {"caiman": "one", "tiger": "one"})["prompts"]
    assert [(row["given"], row["match"], row["right"]) for row in rows] == [
        ("Appendix I", "Appendix II", False),
        ("Appendix I", "Appendix I", True),
        ("", "Appendix I", False),
    ]


def test_what_guessing_earns_and_what_was_said():
    assert KIND.guess_score(BODY) == Fraction(1, 2)
    assert KIND.guess_score(KIND.body(FIVE)) == Fraction(1, 3)
    assert KIND.responses(BODY, {"tiger": "two"}) == [("Tiger bone", "Appendix II")]
    assert KIND.responses(BODY, None) == []
    assert len(KIND.offered(BODY)) == 6


@pytest.mark.parametrize(
    "answer", [{"lion": "one"}, {"tiger": "three"}, {"tiger": ["one"]}, {"tiger": None}, ["one"], "one"]
)
def test_a_foreign_answer_is_refused(answer):
    with pytest.raises(InvalidAnswer):
        KIND.accept(BODY, answer)


@pytest.mark.parametrize("data", [{"group-1": ["3"]}, {"group-1": ["one"]}, {"group-1": ["1", "2"]}])
def test_a_form_value_that_was_not_offered_is_refused(data):
    with pytest.raises(InvalidAnswer):
        KIND.read(BODY, KIND.option_order(BODY, random.Random(1)), data)


def changed(part, place, name, value):
    body = copy.deepcopy(CLASSIFY)
    body[part][place][name] = value
    return body


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (changed("items", 0, "group", "three"), "the group of tiger is none of the question's groups"),
        (changed("items", 1, "id", "tiger"), "item id tiger occurs twice"),
        (changed("items", 1, "text", "<p>Tiger  bone</p>"), "item Tiger bone occurs twice"),
        (changed("groups", 1, "id", "one"), "group id one occurs twice"),
        (changed("groups", 1, "text", "Appendix I"), "group Appendix I occurs twice"),
        (changed("groups", 1, "text", " "), "at least 1 character"),
        (CLASSIFY | {"groups": CLASSIFY["groups"][:1]}, "at least 2"),
        (CLASSIFY | {"items": CLASSIFY["items"][:1]}, "at least 2"),
    ],
)
def test_a_body_that_cannot_be_graded_is_refused_in_words(body, says):
    with pytest.raises(ValidationError) as error:
        validate_body("classify", body)
    assert says in str(error.value)
