"""Texts with gaps: the weighted mean of what the gaps earn.

Expected marks were worked out by hand: weight of a gap times the part that its answer earns, summed, over
the sum of the weights, as in Moodle's embedded answers.
"""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizzes.grading import kinds, validate_body
from quizzes.templatetags.question_texts import pieces
from tests.quizzes.bodies import CLOZE, with_
from tests.quizzes.types.round_trips import through_editor, through_yaml

KIND = kinds.get("cloze")


def choice(name, *texts, **fields):
    options = [
        {"id": f"o{place}", "text": text, "right": place == 0, "feedback": ""}
        for place, text in enumerate(texts)
    ]
    return {"id": name, "kind": "choice", "options": options} | fields


def text(name, *patterns, **fields):
    answers = [
        {"id": f"a{place}", "pattern": pattern, "fraction": fraction}
        for place, (pattern, fraction) in enumerate(patterns)
    ]
    return {"id": name, "kind": "text", "answers": answers} | fields


def number(name, *values, **fields):
    answers = [
        {"id": f"a{place}", "value": value, "tolerance": tolerance, "fraction": fraction}
        for place, (value, tolerance, fraction) in enumerate(values)
    ]
    return {"id": name, "kind": "number", "answers": answers} | fields


def question(*gaps, **fields):
    words = "".join(f"<p>Here is [[{gap['id']}]].</p>" for gap in gaps)
    return KIND.body({"stem": "<p>Fill.</p>", "text": words, "gaps": list(gaps)} | fields)


CHOOSE = choice("c", "export", "import", "transit")
WRITE = text("t", ("permit", "1"), ("*permit*", "1/2"), ("*", "0"))
COUNT = number("n", ("6", "0", "1"), ("6", "1", "1/4"))
ONE = question(CHOOSE)
TWO = question(CHOOSE, WRITE)
THREE = question(CHOOSE, WRITE, COUNT)
HEAVY = question(CHOOSE | {"weight": 3}, WRITE | {"weight": 2}, COUNT)
STRICT = question(text("t", ("É", "1"), case_matters=True, accents_matter=True))
ANYTHING = question(text("t", ("a", "1"), ("*", "1/3")), number("n", ("1", "0", "1"), ("*", "0", "1/2")))

CASES = [
    (ONE, {"c": "o0"}, "1"),
    (ONE, {"c": "o1"}, "0"),
    (ONE, {}, "0"),
    (TWO, {"c": "o0", "t": "permit"}, "1"),
    (TWO, {"c": "o0"}, "1/2"),
    (TWO, {"t": "Permit"}, "1/2"),
    (TWO, {"t": "a permit"}, "1/4"),
    (TWO, {"c": "o0", "t": "a permit"}, "3/4"),
    (TWO, {"c": "o2", "t": "none"}, "0"),
    (THREE, {"c": "o0", "t": "permit", "n": "6"}, "1"),
    (THREE, {"c": "o0", "t": "permit", "n": "7"}, "3/4"),
    (THREE, {"c": "o0", "t": "permit", "n": "8"}, "2/3"),
    (THREE, {"c": "o1", "t": "permit", "n": "6,0"}, "2/3"),
    (THREE, {"c": "o1", "t": "permits", "n": "5"}, "1/4"),
    (THREE, {"n": "6"}, "1/3"),
    (THREE, {"n": "six"}, "0"),
    (THREE, {"n": "6 months"}, "1/3"),
    (THREE, {"n": "6 or 7"}, "0"),
    (THREE, {"n": "6.5"}, "1/12"),
    (HEAVY, {"c": "o0"}, "1/2"),
    (HEAVY, {"t": "permit"}, "1/3"),
    (HEAVY, {"n": "6"}, "1/6"),
    (HEAVY, {"c": "o0", "t": "permit"}, "5/6"),
    (HEAVY, {"c": "o0", "n": "6"}, "2/3"),
    (HEAVY, {"t": "my permit", "n": "7"}, "5/24"),
    (HEAVY, {"c": "o1", "t": "no", "n": "0"}, "0"),
    (STRICT, {"t": "É"}, "1"),
    (STRICT, {"t": "é"}, "0"),
    (STRICT, {"t": "E"}, "0"),
    (ANYTHING, {"t": "z", "n": "9"}, "5/12"),
    (ANYTHING, {"t": "a", "n": "9"}, "3/4"),
    (ANYTHING, {"t": "z", "n": "nine"}, "1/6"),
]


@pytest.mark.parametrize(("body", "answer", "mark"), CASES)
def test_filled_gaps_earn_what_the_table_says(body, answer, mark):
    assert KIND.fraction(body, KIND.accept(body, answer)) == Fraction(mark)


def test_gaps_are_numbered_as_they_stand_in_the_text():
    body = KIND.body(CLOZE | {"text": "<p>[[whogap]], [[docgap]], [[monthgap]]</p>"})
    order = KIND.option_order(body, random.Random(1))
    shown = KIND.shown(body, order, {"docgap": "importdoc", "whogap": "somebody"})
    assert shown["text"] == "<p>[[1]], [[2]], [[3]]</p>"
    assert [(gap["name"], gap["words"]) for gap in shown["gaps"]] == [
        ("gap-1", "somebody"),
        ("gap-2", "import"),
        ("gap-3", ""),
    ]


def test_a_text_is_shown_in_pieces_with_its_gaps_between():
    shown = KIND.shown(ONE, {"c": ["o2", "o0", "o1"]})
    before, gap, after = pieces(shown)
    assert (before["html"], gap["gap"]["name"], after["html"]) == ("<p>Here is ", "gap-1", ".</p>")


def test_written_options_are_shuffled_unless_the_author_says_otherwise():
    orders = {tuple(KIND.option_order(ONE, random.Random(seed))["c"]) for seed in range(60)}
    assert len(orders) == 6
    kept = question(CHOOSE, shuffle=False)
    assert KIND.option_order(kept, random.Random(1)) == {"c": ["o0", "o1", "o2"]}


def test_all_text_fields_are_equally_long_whatever_their_answers():
    short, long = question(text("t", ("a", "1"))), question(text("t", ("a" * 100, "1")))
    assert KIND.shown(short, {}) == KIND.shown(long, {})


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (with_(CLOZE, "<p>[[docgap]] [[monthgap]]</p>", "text"), "every gap once"),
        (with_(CLOZE, "<p>[[docgap]] [[monthgap]] [[whogap]] [[x]]</p>", "text"), "every gap once"),
        (with_(CLOZE, "<p>[[docgap]] [[docgap]] [[monthgap]] [[whogap]]</p>", "text"), "docgap occurs twice"),
        (
            with_(CLOZE, '<p>[[docgap]] [[monthgap]] <a href="/[[whogap]]">x</a></p>', "text"),
            "every gap once",
        ),
        (
            with_(CLOZE, '<p>[[docgap]] [[monthgap]] <a href="/x">[[whogap]]</a></p>', "text"),
            "cannot stand in a link",
        ),
        (with_(CLOZE, False, "gaps", 0, "options", 0, "right"), "exactly one option of the gap docgap"),
        (with_(CLOZE, "import", "gaps", 0, "options", 0, "text"), "option import occurs twice"),
        (with_(CLOZE, "1/2", "gaps", 1, "answers", 0, "fraction"), "one answer must earn the whole mark"),
        (with_(CLOZE, "1/2", "gaps", 2, "answers", 0, "fraction"), "one pattern must earn the whole mark"),
        (with_(CLOZE, 0, "gaps", 0, "weight"), "greater than or equal to 1"),
        (with_(CLOZE, "essay", "gaps", 0, "kind"), "does not match any of the expected tags"),
        (with_(CLOZE, [], "gaps"), "at least 1"),
    ],
)
def test_a_question_that_cannot_be_graded_is_refused_in_words(body, says):
    with pytest.raises(ValidationError) as error:
        validate_body("cloze", body)
    assert says in str(error.value)


def test_guessing_earns_the_weighted_mean_of_the_gaps():
    assert KIND.guess_score(ONE) == Fraction(1, 3)
    assert KIND.guess_score(HEAVY) == Fraction(1, 6)
    assert KIND.guess_score(ANYTHING) == Fraction(5, 12)


def test_a_response_is_what_stands_in_each_gap():
    assert KIND.responses(THREE, {"c": "o1", "n": "7"}) == [("1", "import"), ("3", "7")]
    assert KIND.responses(THREE, None) == []
    assert KIND.offered(THREE) == [("1", "export"), ("1", "import"), ("1", "transit")]


def test_a_review_tells_each_gap_from_the_others():
    review = KIND.reviewed(HEAVY, {"c": ["o0", "o1", "o2"]}, {"c": "o0", "t": "my permit"})
    assert [(gap["number"], gap["given"], gap["earned"]) for gap in review["gaps"]] == [
        (1, "export", 1),
        (2, "my permit", Fraction(1, 2)),
        (3, "", 0),
    ]


# --- properties ---------------------------------------------------------------------------------------

_words = st.from_regex(r"[a-z]{1,8}", fullmatch=True)


@st.composite
def bodies(draw):
    names = draw(
        st.lists(st.from_regex(r"[a-z0-9_-]{1,6}", fullmatch=True), min_size=1, max_size=4, unique=True)
    )
    gaps = []
    for name in names:
        own = {
            "id": name,
            "weight": draw(st.integers(1, 9)),
            "kind": draw(st.sampled_from(["choice", "text"])),
        }
        texts = draw(st.lists(_words, min_size=2, max_size=4, unique=True))
        if own["kind"] == "choice":
            rows = [
                {"id": f"o{at}", "text": words, "right": at == 0, "feedback": "<p>Told.</p>"}
                for at, words in enumerate(texts)
            ]
            gaps.append(own | {"options": rows})
        else:
            rows = [
                {"id": f"a{at}", "pattern": words, "fraction": "1" if at == 0 else "1/2", "feedback": ""}
                for at, words in enumerate(texts)
            ]
            gaps.append(own | {"answers": rows, "case_matters": draw(st.booleans()), "accents_matter": False})
    return {
        "stem": "<p>Fill.</p>",
        "explanation": "<p>Filled.</p>",
        "figure": "",
        "text": "<p>Begin " + " and ".join(f"[[{name}]]" for name in draw(st.permutations(names))) + ".</p>",
        "shuffle": draw(st.booleans()),
        "gaps": gaps,
    }


def right_answer(data):
    return {
        gap["id"]: gap["options"][0]["id"] if gap["kind"] == "choice" else gap["answers"][0]["pattern"]
        for gap in data["gaps"]
    }


@given(data=bodies(), seed=st.integers(0, 99), picks=st.data())
def test_marks_lie_within_0_and_1_and_what_a_form_sends_is_what_the_page_shows(data, seed, picks):
    body = KIND.body(data)
    order = KIND.option_order(body, random.Random(seed))
    given_ = {name: what for name, what in right_answer(data).items() if picks.draw(st.booleans())}
    answer = KIND.accept(body, given_)
    assert KIND.accept(body, answer) == answer
    assert 0 <= KIND.fraction(body, answer) <= 1
    form = {
        gap["name"]: [choice["value"] for choice in gap["choices"] if choice["checked"]]
        if "choices" in gap
        else [gap["text"]]
        for gap in KIND.shown(body, order, answer)["gaps"]
    }
    assert KIND.read(body, order, form) == answer


@given(data=bodies())
def test_all_gaps_filled_rightly_earn_the_whole_mark(data):
    assert KIND.fraction(KIND.body(data), right_answer(data)) == 1


@given(data=bodies())
def test_a_question_survives_its_yaml_and_its_editor(data):
    assert through_yaml("cloze", data) == data
    assert through_editor("cloze", data) == data
