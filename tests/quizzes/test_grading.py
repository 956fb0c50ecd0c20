"""The rules of grading, against a table worked out by hand and against generated answers."""

import copy
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizzes.grading import InvalidAnswer, UnknownKind, kinds, validate_body
from quizzes.grading.marking import Line, mark_paper, passes
from quizzes.grading.percent import shown_percent
from tests.quizzes.bodies import BODIES, MATCHING, MULTIPLE, OTHER_KEYS, OWN_BODIES, SECRETS, SINGLE, with_

WILD, BRED, RANCHED, BEFORE = "Taken from the wild", "Bred in captivity", "Ranched", "Before the Convention"

# Kind, answer, mark: worked out by hand from tests/quizzes/bodies.py.
CASES = [
    ("single_choice", "importpermit", "1"),
    ("single_choice", "exportpermit", "0"),
    ("single_choice", "invoice", "0"),
    ("single_choice", None, "0"),
    ("multiple_choice", ["box14"], "1/2"),
    ("multiple_choice", ["box11"], "1/3"),
    ("multiple_choice", ["box9"], "1/6"),
    ("multiple_choice", ["box5"], "0"),
    ("multiple_choice", ["box1"], "0"),
    ("multiple_choice", ["box14", "box11"], "5/6"),
    ("multiple_choice", ["box14", "box9"], "2/3"),
    ("multiple_choice", ["box14", "box5"], "0"),
    ("multiple_choice", ["box14", "box1"], "1/2"),
    ("multiple_choice", ["box11", "box9"], "1/2"),
    ("multiple_choice", ["box11", "box5"], "0"),
    ("multiple_choice", ["box11", "box1"], "1/3"),
    ("multiple_choice", ["box9", "box5"], "0"),
    ("multiple_choice", ["box9", "box1"], "1/6"),
    ("multiple_choice", ["box5", "box1"], "0"),
    ("multiple_choice", ["box14", "box11", "box9"], "1"),
    ("multiple_choice", ["box14", "box11", "box5"], "1/3"),
    ("multiple_choice", ["box14", "box9", "box5"], "1/6"),
    ("multiple_choice", ["box11", "box9", "box5"], "0"),
    ("multiple_choice", ["box14", "box11", "box9", "box1"], "1"),
    ("multiple_choice", ["box14", "box11", "box9", "box5"], "1/2"),
    ("multiple_choice", ["box14", "box11", "box9", "box5", "box1"], "1/2"),
    ("multiple_choice", ["box9", "box14"], "2/3"),
    ("multiple_choice", ["box14", "box14"], "1/2"),
    ("multiple_choice", [], "0"),
    ("multiple_choice", None, "0"),
    ("true_false", False, "1"),
    ("true_false", True, "0"),
    ("true_false", None, "0"),
    ("matching", {"codew": WILD, "codec": BRED, "coder": RANCHED, "codeo": BEFORE}, "1"),
    ("matching", {"codeo": BEFORE, "coder": RANCHED, "codec": BRED, "codew": WILD}, "1"),
    ("matching", {"codew": WILD, "codec": BRED, "coder": RANCHED}, "3/4"),
    ("matching", {"codew": WILD, "codec": BRED, "coder": BEFORE, "codeo": RANCHED}, "1/2"),
    ("matching", {"codew": BRED, "codec": WILD, "coder": BEFORE, "codeo": RANCHED}, "0"),
    ("matching", {"codew": WILD}, "1/4"),
    ("matching", {"codew": WILD, "codec": WILD, "coder": WILD, "codeo": WILD}, "1/4"),
    ("matching", {"codew": "Confiscated"}, "0"),
    ("matching", {"codew": "Confiscated", "codec": BRED}, "1/4"),
    ("matching", {}, "0"),
    ("matching", None, "0"),
    ("numerical", {"text": "4012.5", "unit": "kg"}, "1"),
    ("numerical", {"text": "4,0125", "unit": "t"}, "1"),
    ("numerical", {"text": "4 012 000", "unit": "g"}, "1"),
    ("numerical", {"text": "4012.5", "unit": ""}, "9/10"),
    ("numerical", {"text": "4100", "unit": "kg"}, "1/2"),
    ("numerical", {"text": "4100", "unit": ""}, "2/5"),
    ("numerical", {"text": "12", "unit": "kg"}, "0"),
    ("numerical", {"text": "twelve", "unit": "kg"}, "0"),
    ("numerical", {"text": "", "unit": "kg"}, "0"),
    ("numerical", None, "0"),
    ("short_text", {"text": "Zanzibar II"}, "1"),
    ("short_text", {"text": "zánzibar ii"}, "1"),
    ("short_text", {"text": "Zanzibar I"}, "1/3"),
    ("short_text", {"text": "none"}, "0"),
    ("short_text", None, "0"),
    ("ordering", ["stepone", "steptwo", "stepthree", "stepfour"], "1"),
    ("ordering", ["steptwo", "stepthree", "stepfour", "stepone"], "3/4"),
    ("ordering", ["steptwo", "stepone", "stepfour", "stepthree"], "1/2"),
    ("ordering", ["stepfour", "stepthree", "steptwo", "stepone"], "0"),
    ("ordering", None, "0"),
    ("cloze", {"docgap": "exportdoc", "monthgap": "4013.25", "whogap": "Zanzibarman"}, "1"),
    ("cloze", {"docgap": "exportdoc"}, "1/2"),
    ("cloze", {"docgap": "importdoc", "monthgap": "4 013.25", "whogap": "a zanzibari"}, "5/16"),
    ("cloze", {"docgap": "transitdoc", "monthgap": "many", "whogap": "the carrier"}, "0"),
    ("cloze", None, "0"),
    ("classify", {"tiger": "one", "pangolin": "one", "caiman": "two"}, "1"),
    ("classify", {"tiger": "two", "caiman": "two"}, "1/3"),
    ("hotspot", ["quantity", "quota"], "1"),
    ("hotspot", ["quantity", "stamp"], "1/6"),
    ("pick_picture", "first-tusk", "1"),
    ("pick_picture", "bone", "0"),
]


@pytest.mark.parametrize(("kind", "answer", "mark"), CASES)
def test_an_answer_earns_what_the_table_says(kind, answer, mark):
    kind = kinds.get(kind)
    body = kind.body(BODIES[kind.kind])
    assert kind.fraction(body, kind.accept(body, answer)) == Fraction(mark)


def test_a_paper_is_marked_line_by_line():
    lines = [Line(kind, BODIES[kind], answer) for kind, answer, _mark in CASES if answer not in ([], {})]
    expected = [Fraction(mark) for _kind, answer, mark in CASES if answer not in ([], {})]
    assert mark_paper(lines) == expected


def test_two_prompts_may_share_a_match():
    body = copy.deepcopy(MATCHING)
    body["prompts"][1]["match"] = WILD
    kind = kinds.get("matching")
    checked = kind.body(body)
    assert checked.choices == [BEFORE, "Confiscated", RANCHED, WILD]
    assert kind.fraction(checked, {"codew": WILD, "codec": WILD}) == Fraction(1, 2)


# --- generated answers ----------------------------------------------------------------------------


@st.composite
def weighted_bodies(draw):
    """Bodies of multiple choice: gains that sum to 1, at least one loss, some neutral."""
    shares = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5))
    losses = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    weights = [Fraction(share, sum(shares)) for share in shares]
    weights += [-Fraction(loss, 9) for loss in losses] + [Fraction(0)] * draw(st.integers(0, 2))
    options = [
        {"id": f"o{n}", "text": f"<p>{n}</p>", "weight": str(weight)} for n, weight in enumerate(weights)
    ]
    return {"stem": "<p>Which?</p>", "options": draw(st.permutations(options))}


@given(body=weighted_bodies(), data=st.data())
def test_marks_of_multiple_choice_lie_within_0_and_1_and_ask_for_no_order(body, data):
    kind = kinds.get("multiple_choice")
    checked = kind.body(body)
    ids = [option["id"] for option in body["options"]]
    ticked = data.draw(st.lists(st.sampled_from(ids), unique=True))
    mark = kind.fraction(checked, ticked)
    assert 0 <= mark <= 1
    assert kind.fraction(checked, data.draw(st.permutations(ticked))) == mark
    turned = kind.body(body | {"options": data.draw(st.permutations(body["options"]))})
    assert kind.fraction(turned, ticked) == mark


@given(body=weighted_bodies())
def test_ticking_everything_never_earns_the_whole_mark(body):
    kind = kinds.get("multiple_choice")
    assert kind.fraction(kind.body(body), [option["id"] for option in body["options"]]) < 1


@given(
    given_=st.dictionaries(
        st.sampled_from(["codew", "codec", "coder", "codeo"]), st.sampled_from([WILD, BRED, RANCHED, BEFORE])
    )
)
def test_marks_of_matching_count_the_right_lines(given_):
    kind = kinds.get("matching")
    right = {"codew": WILD, "codec": BRED, "coder": RANCHED, "codeo": BEFORE}
    mark = kind.fraction(kind.body(MATCHING), given_)
    assert mark * 4 == len(given_.items() & right.items())


@pytest.mark.parametrize("slug", OWN_BODIES)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_options_changes_neither_what_is_read_nor_the_mark(slug, seed):
    """Whatever the shuffle, choosing the row that shows a text gives the answer with that text."""
    kind = kinds.get(slug)
    body = kind.body(BODIES[slug])
    order = kind.option_order(body, random.Random(seed))
    answers = [kind.accept(body, answer) for name, answer, _mark in CASES if name == slug]
    for answer in answers:
        assert kind.read(body, order, form_of(kind.shown(body, order, answer))) == answer


def form_of(shown):
    """The form that a page with these choices made would send: every field with a name and a value."""
    if "options" in shown:
        return {"choice": [option["value"] for option in shown["options"] if option["checked"]]}
    if "rows" in shown:
        placed = ["1"] if shown["placed"] else []
        return {shown["name"]: [row["value"] for row in shown["rows"]], shown["placed_name"]: placed}
    form = {}
    for field in shown.get("prompts") or shown.get("gaps") or [shown]:
        if "choices" in field:
            form[field["name"]] = [choice["value"] for choice in field["choices"] if choice["checked"]]
        else:
            form[field["name"]] = [field["text"]]
    for unit in shown.get("units", []):
        if unit["checked"]:
            form[shown["unit_name"]] = [unit["value"]]
    return form


def test_a_paper_that_is_not_shuffled_keeps_the_written_order_but_never_the_order_of_matches():
    rng = random.Random(1)
    single = kinds.get("single_choice")
    body = single.body(SINGLE | {"shuffle": False})
    assert single.option_order(body, rng) == ["importpermit", "exportpermit", "invoice"]
    matching = kinds.get("matching")
    order = matching.option_order(matching.body(MATCHING | {"shuffle": False}), rng)
    assert order == {
        "prompts": ["codew", "codec", "coder", "codeo"],
        "choices": [BEFORE, BRED, "Confiscated", RANCHED, WILD],
    }


# --- what a page shows ------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", OWN_BODIES)
def test_what_an_attempt_shows_tells_nothing_of_right_and_wrong(slug):
    """Neither feedback, weights nor flags, nor the ids: authors tend to write the right option first."""
    kind = kinds.get(slug)
    body = kind.body(BODIES[slug])
    shown = repr(kind.shown(body, kind.option_order(body, random.Random(3))))
    ids = [
        "importpermit",
        "exportpermit",
        "box14",
        "box5",
        "codew",
        "codec",
        "exact",
        "stepone",
        "docgap",
        "exportdoc",
        "tiger",
        "quota",
        "-tusk",
        "ivory-",
    ]
    for secret in [*SECRETS, *ids, "right", "weight", "Fraction", "feedback", "match'", "answer"]:
        assert secret not in shown


@pytest.mark.parametrize("slug", OWN_BODIES)
def test_a_page_looks_the_same_whichever_option_is_right(slug):
    kind = kinds.get(slug)
    one, other = kind.body(BODIES[slug]), kind.body(OTHER_KEYS[slug])
    order = kind.option_order(one, random.Random(5))
    assert order == kind.option_order(other, random.Random(5))
    assert kind.shown(one, order) == kind.shown(other, order)


def test_a_review_shows_the_right_answer_beside_the_given_one():
    kind = kinds.get("single_choice")
    body = kind.body(SINGLE)
    review = kind.reviewed(body, ["invoice", "importpermit", "exportpermit"], "invoice")
    assert review["explanation"] == "<p>EXPLAINED-SINGLE</p>"
    assert [(o["letter"], o["checked"], o["right"], o["feedback"]) for o in review["options"]] == [
        ("A", True, False, "<p>TOLD-3</p>"),
        ("B", False, True, "<p>TOLD-1</p>"),
        ("C", False, False, "<p>TOLD-2</p>"),
    ]


@pytest.mark.parametrize("slug", OWN_BODIES)
@pytest.mark.parametrize("answered", [True, False])
def test_a_review_shows_every_feedback_and_the_explanation(slug, answered):
    kind = kinds.get(slug)
    body = kind.body(BODIES[slug])
    answer = next(a for name, a, mark in CASES if name == slug and (mark == "1") == answered)
    shown = repr(kind.reviewed(body, kind.option_order(body, random.Random(2)), answer))
    told = repr(BODIES[slug]).count("TOLD-")
    assert shown.count("TOLD-") == told
    assert "EXPLAINED" in shown


def test_the_stem_in_plain_words():
    kind = kinds.get("true_false")
    body = kind.body({"stem": "<p>Ivory of <i>Loxodonta</i> &amp; others.</p><p>True?</p>", "answer": True})
    assert kind.stem_text(body) == "Ivory of Loxodonta & others. True?"


# --- what is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("single_choice", "elsewhere"),
        ("single_choice", ["importpermit"]),
        ("single_choice", 1),
        ("multiple_choice", ["box14", "elsewhere"]),
        ("multiple_choice", "box14"),
        ("multiple_choice", [["box14"]]),
        ("true_false", "true"),
        ("true_false", 1),
        ("matching", {"elsewhere": WILD}),
        ("matching", {"codew": "elsewhere"}),
        ("matching", {"codew": ["x"]}),
        ("matching", [WILD]),
        ("numerical", {"text": 12, "unit": "kg"}),
        ("numerical", {"text": "12", "unit": "lb"}),
        ("numerical", {"text": "12", "unit": ["kg"]}),
        ("numerical", {"text": "1" * 61, "unit": ""}),
        ("numerical", {"number": "12"}),
        ("numerical", "12"),
        ("short_text", "Zanzibar II"),
        ("short_text", {"text": None}),
        ("short_text", {"text": "a" * 201}),
        ("short_text", {"text": "a", "unit": ""}),
        ("ordering", ["stepone", "steptwo", "stepthree"]),
        ("ordering", ["stepone", "steptwo", "stepthree", "stepthree"]),
        ("ordering", ["stepone", "steptwo", "stepthree", "stepfive"]),
        ("ordering", ["stepone", "steptwo", "stepthree", 4]),
        ("ordering", "stepone"),
        ("cloze", {"elsewhere": "a"}),
        ("cloze", {"docgap": "elsewhere"}),
        ("cloze", {"monthgap": 6}),
        ("cloze", {"whogap": "a" * 201}),
        ("cloze", ["exportdoc"]),
    ],
)
def test_an_answer_that_does_not_belong_to_the_question_is_refused(slug, answer):
    kind = kinds.get(slug)
    with pytest.raises(InvalidAnswer):
        kind.accept(kind.body(BODIES[slug]), answer)


@pytest.mark.parametrize(
    ("slug", "data"),
    [
        ("single_choice", {"choice": ["4"]}),
        ("single_choice", {"choice": ["importpermit"]}),
        ("single_choice", {"choice": ["1", "2"]}),
        ("single_choice", {"choice": ["0"]}),
        ("single_choice", {"choice": ["-1"]}),
        ("multiple_choice", {"choice": ["1", "6"]}),
        ("true_false", {"choice": ["3"]}),
        ("true_false", {"choice": ["1", "2"]}),
        ("matching", {"match-1": ["6"]}),
        ("matching", {"match-1": ["1", "2"]}),
        ("numerical", {"number-given": ["1"], "unit-given": ["4"]}),
        ("numerical", {"number-given": ["1"], "unit-given": ["1", "2"]}),
        ("numerical", {"number-given": ["1", "2"]}),
        ("short_text", {"text-given": ["a", "b"]}),
        ("ordering", {"order": ["1", "2", "3"], "placed": ["1"]}),
        ("ordering", {"order": ["1", "2", "3", "3"], "placed": ["1"]}),
        ("ordering", {"order": ["1", "2", "3", "5"], "placed": ["1"]}),
        ("ordering", {"order": ["1", "2", "3", "4"], "move": ["1:left"]}),
        ("ordering", {"order": ["1", "2", "3", "4"], "move": ["5:up"]}),
        ("ordering", {"order": ["1", "2", "3", "4"], "move": ["1:up", "2:up"]}),
        ("ordering", {"placed": ["1"]}),
        ("cloze", {"gap-1": ["4"]}),
        ("cloze", {"gap-1": ["1", "2"]}),
        ("cloze", {"gap-2": ["1", "2"]}),
    ],
)
def test_a_form_value_that_was_not_offered_is_refused(slug, data):
    kind = kinds.get(slug)
    body = kind.body(BODIES[slug])
    with pytest.raises(InvalidAnswer):
        kind.read(body, kind.option_order(body, random.Random(1)), data)


def without(body, *path):
    changed = copy.deepcopy(body)
    *way, last = path
    part = changed
    for step in way:
        part = part[step]
    del part[last]
    return changed


@pytest.mark.parametrize(
    ("slug", "body", "says"),
    [
        (
            "single_choice",
            with_(SINGLE, False, "options", 0, "right"),
            "exactly one option must be right; here: none",
        ),
        ("single_choice", with_(SINGLE, True, "options", 1, "right"), "here: importpermit, exportpermit"),
        (
            "single_choice",
            with_(SINGLE, "importpermit", "options", 1, "id"),
            "option id importpermit occurs twice",
        ),
        ("single_choice", with_(SINGLE, SINGLE["options"][:1], "options"), "at least 2"),
        ("single_choice", with_(SINGLE, "x", "hint"), "Extra inputs are not permitted"),
        ("single_choice", with_(SINGLE, 1, "options", 0, "weight"), "Extra inputs are not permitted"),
        ("single_choice", with_(SINGLE, "<p> </p>", "stem"), "write a text here"),
        ("single_choice", with_(SINGLE, "<p></p>", "options", 0, "text"), "write a text here"),
        ("single_choice", with_(SINGLE, "<script>alert(1)</script>", "stem"), "<script> is not allowed here"),
        (
            "single_choice",
            with_(SINGLE, '<p onclick="x">a</p>', "explanation"),
            "onclick is not allowed here",
        ),
        (
            "single_choice",
            with_(SINGLE, '<a href=" javascript:x">a</a>', "stem"),
            "a link must lead to a page",
        ),
        ("single_choice", with_(SINGLE, "a b", "options", 0, "id"), "pattern"),
        ("single_choice", with_(SINGLE, "yes", "options", 0, "right"), "valid boolean"),
        ("single_choice", without(SINGLE, "stem"), "Field required"),
        ("multiple_choice", with_(MULTIPLE, "1/3", "options", 0, "weight"), "here they sum to 5/6"),
        (
            "multiple_choice",
            with_(MULTIPLE, "0", "options", 3, "weight"),
            "a wrong option must cost something",
        ),
        ("multiple_choice", with_(MULTIPLE, "0.5", "options", 0, "weight"), "write a weight as a fraction"),
        ("multiple_choice", with_(MULTIPLE, 0.5, "options", 0, "weight"), "write a weight as a fraction"),
        ("multiple_choice", with_(MULTIPLE, True, "options", 0, "weight"), "write a weight as a fraction"),
        ("multiple_choice", with_(MULTIPLE, "1/0", "options", 0, "weight"), "write a weight as a fraction"),
        ("multiple_choice", with_(MULTIPLE, "-3/2", "options", 3, "weight"), "between -1 and 1"),
        ("multiple_choice", with_(MULTIPLE, "box14", "options", 1, "id"), "option id box14 occurs twice"),
        ("true_false", without(BODIES["true_false"], "answer"), "Field required"),
        ("true_false", with_(BODIES["true_false"], "no", "answer"), "valid boolean"),
        (
            "true_false",
            with_(BODIES["true_false"], "", "feedback", "maybe"),
            "Extra inputs are not permitted",
        ),
        ("matching", with_(MATCHING, [WILD], "extra"), "but Taken from the wild is a match"),
        ("matching", with_(MATCHING, ["a", "a"], "extra"), "extra choice a occurs twice"),
        ("matching", with_(MATCHING, "codew", "prompts", 1, "id"), "prompt id codew occurs twice"),
        ("matching", with_(MATCHING, " ", "prompts", 1, "match"), "at least 1 character"),
        ("matching", with_(MATCHING, MATCHING["prompts"][:1], "prompts"), "at least 2"),
    ],
)
def test_a_body_that_cannot_be_graded_is_refused_in_words(slug, body, says):
    with pytest.raises(ValidationError) as error:
        validate_body(slug, body)
    assert says in str(error.value)


@pytest.mark.parametrize("slug", OWN_BODIES)
def test_a_body_is_stored_and_read_without_loss(slug):
    body = validate_body(slug, BODIES[slug])
    assert validate_body(slug, body.model_dump(mode="json")) == body
    assert body.model_dump(mode="json") == BODIES[slug]


def test_an_unknown_kind_is_named():
    with pytest.raises(UnknownKind, match="There is no kind of question “riddle”; there are classify, cloze"):
        kinds.get("riddle")


# --- figures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (Fraction(80), "80"),
        (Fraction(1000, 12), "83.3"),
        (Fraction(165, 2), "82.5"),
        (Fraction(7965, 100), "79.7"),
        (Fraction(7964, 100), "79.6"),
        (Fraction(796, 10), "79.6"),
        (Fraction(7996, 100), "79.9"),
        (Fraction(799_999, 10_000), "79.9"),
        (Fraction(8001, 100), "80"),
        (Fraction(200, 3), "66.7"),
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction(1, 30), "0"),
    ],
)
def test_a_percentage_is_rounded_once_half_up_and_never_up_to_the_pass_mark(exact, shown):
    assert shown_percent(exact, 80) == Decimal(shown)
    assert str(shown_percent(exact, 80)) == shown


@given(exact=st.fractions(0, 100), pass_mark=st.integers(0, 100))
def test_the_shown_percentage_reaches_the_pass_mark_exactly_when_the_marks_do(exact, pass_mark):
    assert (shown_percent(exact, pass_mark) >= pass_mark) == passes(exact, 100, pass_mark)


@pytest.mark.parametrize(
    ("earned", "possible", "passed"),
    [
        (Fraction(8), 10, True),
        (Fraction(799, 100), 10, False),
        (Fraction(4), 5, True),
        (Fraction(79, 10), 10, False),
        (Fraction(0), 0, False),
    ],
)
def test_passing_is_decided_by_exact_marks(earned, possible, passed):
    assert passes(earned, possible, 80) is passed


@pytest.mark.parametrize("slug", OWN_BODIES)
def test_feedback_to_an_answer_is_some_of_what_the_review_tells_and_nothing_of_what_was_not_given(slug):
    kind = kinds.get(slug)
    body = kind.body(BODIES[slug])
    assert kind.feedback(body, None) == []
    order = kind.option_order(body, random.Random(1))
    for name, answer, _mark in CASES:
        if name == slug:
            told, whole = kind.feedback(body, kind.accept(body, answer)), kind.reviewed(body, order, answer)
            assert all(text and text in str(whole) for text in told)
