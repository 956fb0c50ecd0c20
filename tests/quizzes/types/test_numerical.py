"""Numbers: read as officers write them, marked as Moodle marks them.

Expected marks were worked out by hand from the rules of Moodle's numerical question: the first accepted
number within the tolerance counts, ends included; the number is converted into the base unit, and then
tried as it stands; a unit that is missing, unknown or does not fit costs the penalty, a part of the whole
mark or of what was earned, never below nothing.
"""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizzes.grading import kinds, validate_body
from quizzes.grading.numbers import read_number
from tests.quizzes.bodies import NUMERICAL, with_
from tests.quizzes.types.round_trips import through_editor, through_yaml

KIND = kinds.get("numerical")


def accepted(value, tolerance="0", kind="nominal", fraction="1", name="a"):
    return {"id": name, "value": value, "tolerance": tolerance, "tolerance_kind": kind, "fraction": fraction}


def question(*answers, **fields):
    return KIND.body({"stem": "<p>How many?</p>", "answers": list(answers)} | fields)


EXACT = question(accepted("12.5"))
NOMINAL = question(accepted("12.5", "0.1"))
RELATIVE = question(accepted("200", "0.05", "relative"))
NEGATIVE = question(accepted("-40", "0.1", "relative"))
ZERO = question(accepted("0", "0.1", "relative"))
LARGE = question(accepted("6.02e23", "1e21"))
STEPS = question(
    accepted("100", "1"),
    accepted("100", "10", fraction="3/4", name="b"),
    accepted("1000", "10", fraction="1/4", name="c"),
    accepted("*", fraction="1/10", name="d"),
)
FIRST = question(accepted("10", "5", fraction="1/2"), accepted("10", name="b"))
METRES = [{"name": "m", "factor": "1"}, {"name": "cm", "factor": "0.01"}, {"name": "km", "factor": "1000"}]
LENGTH = question(accepted("2", "0.01"), units=METRES, unit_handling="required", unit_penalty="1/4")
HALF = question(
    accepted("2", "0.01"),
    accepted("3", "0.01", fraction="1/2", name="b"),
    units=METRES,
    unit_handling="required",
    unit_penalty="1/4",
)
OF_RESPONSE = KIND.body(HALF.model_dump(mode="json") | {"unit_penalty_of": "response"})
HARSH = KIND.body(HALF.model_dump(mode="json") | {"unit_penalty": "3/4"})
OPTIONAL = question(accepted("2", "0.01"), units=METRES, unit_handling="optional")
MONEY = question(
    accepted("1500"),
    units=[{"name": "€", "factor": "1"}, {"name": "ct", "factor": "1/100"}],
    unit_handling="required",
    unit_penalty="1/2",
)
DOZENS = question(
    accepted("2"),
    units=[{"name": "dozen", "factor": "1"}, {"name": "pieces", "factor": "1/12"}],
    unit_handling="required",
)

CASES = [
    (EXACT, "12.5", "", "1"),
    (EXACT, "12,5", "", "1"),
    (EXACT, "12.50", "", "1"),
    (EXACT, "+12.5", "", "1"),
    (EXACT, "1.25e1", "", "1"),
    (EXACT, "125x10^-1", "", "1"),
    (EXACT, "12.500000000001", "", "0"),
    (EXACT, "-12.5", "", "0"),
    (EXACT, "12.5 kg", "", "1"),
    (EXACT, "12.5 or 13", "", "0"),
    (EXACT, "12.5-13", "", "0"),
    (EXACT, "about 12.5", "", "0"),
    (EXACT, "", "", "0"),
    (NOMINAL, "12.6", "", "1"),
    (NOMINAL, "12.4", "", "1"),
    (NOMINAL, "12.60000001", "", "0"),
    (NOMINAL, "12.39", "", "0"),
    (RELATIVE, "190", "", "1"),
    (RELATIVE, "210", "", "1"),
    (RELATIVE, "189.99", "", "0"),
    (RELATIVE, "210.01", "", "0"),
    (NEGATIVE, "-44", "", "1"),
    (NEGATIVE, "−36", "", "1"),
    (NEGATIVE, "40", "", "0"),
    (NEGATIVE, "-44.1", "", "0"),
    (ZERO, "0", "", "1"),
    (ZERO, "-0.0", "", "1"),
    (ZERO, "0.001", "", "0"),
    (LARGE, "6.02e23", "", "1"),
    (LARGE, "6.03×10^23", "", "1"),
    (LARGE, "6.03 x 10²³", "", "1"),
    (LARGE, "6.04e23", "", "0"),
    (STEPS, "101", "", "1"),
    (STEPS, "102", "", "3/4"),
    (STEPS, "110", "", "3/4"),
    (STEPS, "1,000", "", "1/10"),
    (STEPS, "1,000,000", "", "1/10"),
    (STEPS, "1 000", "", "1/4"),
    (STEPS, "7", "", "1/10"),
    (STEPS, "seven", "", "0"),
    (FIRST, "10", "", "1/2"),
    (LENGTH, "2", "m", "1"),
    (LENGTH, "200", "cm", "1"),
    (LENGTH, "0.002", "km", "1"),
    (LENGTH, "2 m", "", "1"),
    (LENGTH, "201cm", "", "1"),
    (LENGTH, "202 cm", "", "0"),
    (LENGTH, "2", "", "3/4"),
    (LENGTH, "2 ft", "", "3/4"),
    (LENGTH, "2", "cm", "3/4"),
    (LENGTH, "200", "", "0"),
    (LENGTH, "2 m", "m", "1"),
    (LENGTH, "2 m", "cm", "3/4"),
    (LENGTH, "2 M", "", "3/4"),
    (HALF, "3", "m", "1/2"),
    (HALF, "3", "", "1/4"),
    (OF_RESPONSE, "2", "", "3/4"),
    (OF_RESPONSE, "3", "", "3/8"),
    (OF_RESPONSE, "300", "cm", "1/2"),
    (HARSH, "2", "", "1/4"),
    (HARSH, "3", "", "0"),
    (OPTIONAL, "2", "", "1"),
    (OPTIONAL, "200", "cm", "1"),
    (OPTIONAL, "2", "cm", "1"),
    (OPTIONAL, "200", "", "0"),
    (MONEY, "€ 1500", "", "1"),
    (MONEY, "1500€", "", "1"),
    (MONEY, "150000 ct", "", "1"),
    (MONEY, "1500", "", "1/2"),
    (MONEY, "€1500 €", "", "1/2"),
    (DOZENS, "24", "pieces", "1"),
    (DOZENS, "2", "dozen", "1"),
    (DOZENS, "25", "pieces", "0"),
]


@pytest.mark.parametrize(("body", "text", "unit", "mark"), CASES)
def test_a_number_earns_what_the_table_says(body, text, unit, mark):
    assert KIND.fraction(body, KIND.accept(body, {"text": text, "unit": unit})) == Fraction(mark)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3.142", "3.142", ""),
        (".2", "0.2", ""),
        (",2", "0.2", ""),
        ("1.", "1", ""),
        ("-1.", "-1", ""),
        ("+1.0", "1", ""),
        ("- 5", "-5", ""),
        ("1e4", "10000", ""),
        ("3.142E-4", "0.0003142", ""),
        (".2e+2", "20", ""),
        ("1.0e0", "1", ""),
        ("3x10^8", "300000000", ""),
        ("3.0*10^8", "300000000", ""),
        ("3.00x10**-8", "0.00000003", ""),
        ("5·10⁻³", "0.005", ""),
        ("1,000,000", "1000000", ""),
        ("1,000.25", "1000.25", ""),
        ("1.000,25", "1000.25", ""),
        ("1.000.000", "1000000", ""),
        ("1'000.5", "1000.5", ""),
        ("12,34,567", "1234567", ""),
        ("12,34,567.5", "1234567.5", ""),
        ("1\u202f000", "1000", ""),
        ("-1 000", "-1000", ""),
        ("1,234", "1.234", ""),
        ("٣٫٥", "3.5", ""),
        ("0001.000 mph", "1", "mph"),
        ("3 frogs", "3", "frogs"),
        ("3.142E-4  cm", "0.0003142", "cm"),
        ("5 m2", "5", "m2"),
        ("5 %", "5", "%"),
        ("5 live eggs", "5", "liveeggs"),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value, unit):
    assert read_number(text) == (Fraction(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        *("frog", ". m", ".e8 m", ",", "", " ", "-", "e5", "--5", "1e9999", "1,00,0", "1 00", "1..2"),
        *("1.2.3", "1,2,3", "12 34", "5 m 6", "5/6", "10^6", "1e5.5", "1.000,25,1", "5, 6"),
    ],
)
def test_what_is_no_single_number_is_not_guessed_at(text):
    assert read_number(text) is None


def test_a_huge_power_costs_nothing():
    assert read_number("1e999999999") is None
    assert KIND.fraction(EXACT, {"text": "9e300", "unit": ""}) == 0


@pytest.mark.parametrize(("text", "told"), [("twelve", True), ("12.5", False), ("9", False), ("", False)])
def test_the_page_says_when_no_number_can_be_read_whether_right_or_wrong(text, told):
    shown = KIND.shown(EXACT, [], {"text": text, "unit": ""})
    assert (shown["text"], shown["unreadable"]) == (text, told)


def test_units_are_offered_in_alphabetical_order():
    order = KIND.option_order(LENGTH, random.Random(1))
    assert [unit["text"] for unit in KIND.shown(LENGTH, order)["units"]] == ["cm", "km", "m"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (with_(NUMERICAL, "twelve", "answers", 0, "value"), "pattern"),
        (with_(NUMERICAL, "1/2", "answers", 0, "value"), "pattern"),
        (with_(NUMERICAL, "-1", "answers", 0, "tolerance"), "pattern"),
        (with_(NUMERICAL, "1", "answers", 2, "tolerance"), "has no tolerance"),
        (with_(NUMERICAL, NUMERICAL["answers"][::-1], "answers"), "only the last answer"),
        (with_(NUMERICAL, "1/2", "answers", 0, "fraction"), "one answer must earn the whole mark"),
        (with_(NUMERICAL, "3/2", "answers", 0, "fraction"), "from 0 to 1"),
        (with_(NUMERICAL, 0.5, "answers", 1, "fraction"), "from 0 to 1"),
        (with_(NUMERICAL, "exact", "answers", 1, "id"), "answer id exact occurs twice"),
        (with_(NUMERICAL, "g", "units", 0, "name"), "unit g occurs twice"),
        (with_(NUMERICAL, "2", "units", 0, "factor"), "must have the factor 1"),
        (with_(NUMERICAL, "0", "units", 1, "factor"), "a factor above 0"),
        (with_(NUMERICAL, "1/0", "units", 1, "factor"), "a factor above 0"),
        (with_(NUMERICAL, "none", "unit_handling"), "units stand with"),
        (with_(NUMERICAL, [], "units"), "units stand with"),
        (with_(NUMERICAL, [], "answers"), "at least 1"),
    ],
)
def test_a_question_that_cannot_be_graded_is_refused_in_words(body, says):
    with pytest.raises(ValidationError) as error:
        validate_body("numerical", body)
    assert says in str(error.value)


def test_guessing_earns_what_the_last_answer_gives_to_any_number():
    assert KIND.guess_score(STEPS) == Fraction(1, 10)
    assert KIND.guess_score(EXACT) == 0


def test_a_response_is_the_number_with_its_unit():
    assert KIND.responses(LENGTH, {"text": "200", "unit": "cm"}) == [("", "200 cm")]
    assert KIND.responses(LENGTH, None) == []
    assert KIND.offered(LENGTH) == []


def test_a_review_marks_the_answer_that_counted():
    review = KIND.reviewed(LENGTH, ["cm", "km", "m"], {"text": "2", "unit": "cm"})
    assert (review["given"], review["unit_is_wrong"]) == ("2 cm", True)
    assert [(row["value"], row["unit"], row["counts"]) for row in review["accepted"]] == [("2", "m", True)]


# --- properties ---------------------------------------------------------------------------------------

decimals = st.decimals(-(10**6), 10**6, places=3).map(lambda number: f"{number:f}")


@st.composite
def bodies(draw):
    values = draw(st.lists(decimals, min_size=1, max_size=4, unique_by=Fraction))
    answers = [
        {
            "id": f"n{place}",
            "value": value,
            "tolerance": draw(st.sampled_from(["0", "0.5", "10"])),
            "tolerance_kind": draw(st.sampled_from(["nominal", "relative"])),
            "fraction": "1" if place == 0 else draw(st.sampled_from(["0", "1/3", "1/2", "1"])),
            "feedback": "<p>Told.</p>",
        }
        for place, value in enumerate(values)
    ]
    handling = draw(st.sampled_from(["none", "optional", "required"]))
    return {
        "stem": "<p>How many?</p>",
        "explanation": "<p>So many.</p>",
        "figure": "",
        "answers": answers,
        "units": [] if handling == "none" else METRES,
        "unit_handling": handling,
        "unit_penalty": draw(st.sampled_from(["0", "1/10", "1/2", "1"])),
        "unit_penalty_of": draw(st.sampled_from(["mark", "response"])),
    }


@given(data=bodies(), text=st.one_of(decimals, st.text(max_size=20)), unit=st.sampled_from(["", "m", "cm"]))
def test_marks_lie_within_0_and_1_and_accepting_twice_is_accepting_once(data, text, unit):
    body = KIND.body(data)
    answer = KIND.accept(body, {"text": text, "unit": unit if data["units"] else ""})
    assert KIND.accept(body, answer) == answer
    assert 0 <= KIND.fraction(body, answer) <= 1


@given(data=bodies())
def test_the_first_accepted_number_in_the_base_unit_earns_the_whole_mark(data):
    body = KIND.body(data)
    answer = {"text": data["answers"][0]["value"], "unit": body.base_unit}
    assert KIND.fraction(body, KIND.accept(body, answer)) == 1


@given(data=bodies(), text=st.text(max_size=20), place=st.integers(0, 3), seed=st.integers(0, 99))
def test_what_a_form_sends_is_read_as_the_answer_that_the_page_shows(data, text, place, seed):
    body = KIND.body(data)
    order = KIND.option_order(body, random.Random(seed))
    form = {"number-given": [text], "unit-given": [str(place) if 0 < place <= len(order) else ""]}
    answer = KIND.read(body, order, form)
    shown = KIND.shown(body, order, answer)
    chosen = [unit["value"] for unit in shown["units"] if unit["checked"]]
    assert KIND.read(body, order, {"number-given": [shown["text"]], "unit-given": chosen}) == answer


@given(data=bodies())
def test_a_question_survives_its_yaml_and_its_editor(data):
    assert through_yaml("numerical", data) == data
    assert through_editor("numerical", data) == data
