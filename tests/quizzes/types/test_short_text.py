"""Short texts: patterns as in Moodle, with case and accents ignored unless they matter.

Expected marks were worked out by hand from the rules of Moodle's short answer: `*` stands for any signs or
none, `\\*` for itself, the whole text must fit, and the first pattern that fits counts.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizzes.grading import InvalidAnswer, kinds, validate_body
from quizzes.grading.patterns import fits, folded
from tests.quizzes.bodies import SHORT_TEXT, with_
from tests.quizzes.types.round_trips import through_editor, through_yaml

KIND = kinds.get("short_text")


def question(*patterns, **fields):
    answers = [
        {"id": f"p{place}", "pattern": pattern, "fraction": fraction}
        for place, (pattern, fraction) in enumerate(patterns)
    ]
    return KIND.body({"stem": "<p>Which?</p>", "answers": answers} | fields)


PERMIT = question(("import permit", "1"), ("permit", "1/2"), ("*permit*", "1/4"), ("*", "0"))
FIRST = question(("*turtle*", "1/2"), ("green turtle", "1"))
CASE = question(("CITES", "1"), ("cites", "1/2"), case_matters=True)
ACCENTS = question(("Chelonia à", "1"), ("chelonia a", "1/3"), accents_matter=True)
BOTH = question(("É", "1"), case_matters=True, accents_matter=True)
STARS = question((r"2\*3*", "1"))
MIDDLE = question(("a*b*c", "1"))

CASES = [
    (PERMIT, "import permit", "1"),
    (PERMIT, "Import Permit", "1"),
    (PERMIT, "  import \t permit ", "1"),
    (PERMIT, "ímpørt permit", "1/4"),
    (PERMIT, "ímport pèrmit", "1"),
    (PERMIT, "import\u00a0permit", "1"),
    (PERMIT, "i\u00admport permit", "1"),
    (PERMIT, "ｉｍｐｏｒｔ permit", "1"),
    (PERMIT, "importpermit", "1/4"),
    (PERMIT, "permit", "1/2"),
    (PERMIT, "permits", "1/4"),
    (PERMIT, "the import permit", "1/4"),
    (PERMIT, "licence", "0"),
    (PERMIT, "", "0"),
    (PERMIT, "*", "0"),
    (FIRST, "green turtle", "1/2"),
    (FIRST, "turtle", "1/2"),
    (FIRST, "tortoise", "0"),
    (CASE, "CITES", "1"),
    (CASE, "cites", "1/2"),
    (CASE, "Cites", "0"),
    (ACCENTS, "chelonia à", "1"),
    (ACCENTS, "chelonia a\u0300", "1"),
    (ACCENTS, "chelonia a", "1/3"),
    (ACCENTS, "chelonia á", "0"),
    (BOTH, "É", "1"),
    (BOTH, "é", "0"),
    (BOTH, "E", "0"),
    (STARS, "2*3", "1"),
    (STARS, "2*3 = 6", "1"),
    (STARS, "2x3", "0"),
    (STARS, "23", "0"),
    (MIDDLE, "abc", "1"),
    (MIDDLE, "a to b to c", "1"),
    (MIDDLE, "acb", "0"),
    (MIDDLE, "abcd", "0"),
    (question(("straße", "1")), "STRASSE", "1"),
    (question(("d'Ivoire", "1")), "d’ivoire", "1"),
    (question(("pre-Convention", "1")), "pre–convention", "1"),
    (question(("m²", "1")), "m2", "1"),
    (question(("وثيقة", "1")), "وَثِيقَة", "1"),
    (question(("か", "1")), "が", "0"),
    (question(("a+b", "1")), "aab", "0"),
    (question((".*", "1")), "anything", "0"),
    (question((".*", "1")), ".hidden", "1"),
    (question(("a**b", "1")), "a-b", "1"),
    (question(("aba*aba", "1")), "aba", "0"),
    (question(("aba*aba", "1")), "abaaba", "1"),
]


@pytest.mark.parametrize(("body", "text", "mark"), CASES)
def test_a_text_earns_what_the_table_says(body, text, mark):
    assert KIND.fraction(body, KIND.accept(body, {"text": text})) == Fraction(mark)


def test_a_pattern_of_many_asterisks_is_matched_at_once():
    assert not fits("*a" * 60 + "*b", "a" * 200)


def test_signs_that_no_database_holds_become_spaces():
    assert KIND.accept(PERMIT, {"text": "a\x00b\nc\ud800d"}) == {"text": "a b c d"}


def test_a_text_that_no_page_can_send_is_refused():
    with pytest.raises(InvalidAnswer, match="longer than 200"):
        KIND.accept(PERMIT, {"text": "a" * 201})


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (with_(SHORT_TEXT, "1/2", "answers", 0, "fraction"), "one pattern must earn the whole mark"),
        (with_(SHORT_TEXT, "***", "answers", 0, "pattern"), "one pattern must earn the whole mark"),
        (with_(SHORT_TEXT, "*", "answers", 1, "pattern"), "pattern * occurs twice"),
        (with_(SHORT_TEXT, "two", "answers", 1, "id"), "answer id two occurs twice"),
        (with_(SHORT_TEXT, " ", "answers", 0, "pattern"), "at least 1 character"),
        (with_(SHORT_TEXT, "-1/2", "answers", 1, "fraction"), "from 0 to 1"),
        (with_(SHORT_TEXT, "no", "case_matters"), "valid boolean"),
        (with_(SHORT_TEXT, [], "answers"), "at least 1"),
    ],
)
def test_a_question_that_cannot_be_graded_is_refused_in_words(body, says):
    with pytest.raises(ValidationError) as error:
        validate_body("short_text", body)
    assert says in str(error.value)


def test_guessing_earns_what_the_pattern_for_anything_gives():
    assert KIND.guess_score(PERMIT) == 0
    assert KIND.guess_score(question(("a", "1"), ("*", "1/5"))) == Fraction(1, 5)


def test_a_response_is_the_text():
    assert KIND.responses(PERMIT, {"text": "permit"}) == [("", "permit")]
    assert (KIND.responses(PERMIT, None), KIND.offered(PERMIT)) == ([], [])


def test_a_review_marks_the_pattern_that_counted_and_shows_asterisks_as_gaps():
    review = KIND.reviewed(PERMIT, [], {"text": "a permit"})
    assert [(row["text"], row["counts"]) for row in review["accepted"]] == [
        ("import permit", False),
        ("permit", False),
        ("…permit…", True),
        ("…", False),
    ]


# --- properties ---------------------------------------------------------------------------------------

words = st.from_regex(r"[A-Za-zéß][A-Za-z0-9éß'-]{0,8}( [a-z*]{1,4}){0,2}", fullmatch=True)


@st.composite
def bodies(draw):
    patterns = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    return {
        "stem": "<p>Which?</p>",
        "explanation": "<p>This one.</p>",
        "figure": "",
        "answers": [
            {
                "id": f"p{place}",
                "pattern": pattern,
                "fraction": "1" if place == 0 else draw(st.sampled_from(["0", "1/3", "1"])),
                "feedback": "<p>Told.</p>",
            }
            for place, pattern in enumerate(patterns)
        ],
        "case_matters": draw(st.booleans()),
        "accents_matter": draw(st.booleans()),
    }


@given(data=bodies(), text=st.text(max_size=30))
def test_marks_lie_within_0_and_1_and_what_a_form_sends_is_what_the_page_shows(data, text):
    body = KIND.body(data)
    answer = KIND.read(body, [], {"text-given": [text]})
    assert KIND.accept(body, answer) == answer
    assert KIND.read(body, [], {"text-given": [KIND.shown(body, [], answer)["text"]]}) == answer
    assert 0 <= KIND.fraction(body, answer) <= 1


@given(data=bodies(), filling=st.text(alphabet="xyz", min_size=1, max_size=5))
def test_the_first_pattern_with_anything_for_its_asterisks_earns_the_whole_mark(data, filling):
    body = KIND.body(data)
    text = data["answers"][0]["pattern"].replace("*", filling)
    assert KIND.fraction(body, KIND.accept(body, {"text": text})) == 1


@given(text=st.text(max_size=30), case=st.booleans(), accents=st.booleans())
def test_folding_twice_is_folding_once(text, case, accents):
    rules = {"case_matters": case, "accents_matter": accents}
    once = folded(text, **rules)
    assert folded(once, **rules) == once


@given(data=bodies())
def test_a_question_survives_its_yaml_and_its_editor(data):
    assert through_yaml("short_text", data) == data
    assert through_editor("short_text", data) == data
