"""questions.yaml: what is read is what the grading rules hold, and it is written back the same."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.formats.pack_yaml import FORMS, question_of, read_questions, write_questions
from quizzes.grading import validate_body
from quizzes.grading.texts import plain
from reference.formats.fields import HTML
from tests.courses.packs import QUESTIONS
from tests.reference.rich_texts import inline_texts, rich_texts


def read(text):
    questions, problems = read_questions(text, "questions.yaml")
    assert problems == []
    return [question for question, _line in questions]


def test_every_kind_becomes_the_body_of_its_kind():
    bodies = {question.id: question.body() for question in read(QUESTIONS)}
    assert bodies["q-first"] == {
        "stem": "<p>Which comes first?</p>",
        "explanation": "<p>The import permit.</p>",
        "figure": "",
        "shuffle": True,
        "options": [
            {"id": "a", "text": "<p>The import permit</p>", "right": True, "feedback": "<p>Right.</p>"},
            {"id": "b", "text": "<p>The export permit</p>", "right": False, "feedback": "<p>It follows.</p>"},
        ],
    }
    assert [option["weight"] for option in bodies["q-boxes"]["options"]] == ["1/2", "-1/2", "1/2"]
    assert bodies["q-true"] == {
        "stem": "<p>A permit covers one consignment.</p>",
        "explanation": "<p>One only.</p>",
        "figure": "",
        "answer": True,
        "feedback": {"true": "<p>Right.</p>", "false": "<p>One only.</p>"},
    }
    assert bodies["q-extra"] == {
        "stem": "<p>Match the codes.</p>",
        "explanation": "<p>See the list.</p>",
        "figure": "",
        "shuffle": False,
        "prompts": [
            {"id": "p1", "text": "<p>Code W</p>", "match": "Wild", "feedback": "<p>Taken from the wild.</p>"},
            {"id": "p2", "text": "<p>Code C</p>", "match": "Captive", "feedback": "<p>Bred.</p>"},
        ],
        "extra": ["Confiscated"],
    }


def test_the_lines_of_questions_are_known():
    questions, _problems = read_questions(QUESTIONS, "questions.yaml")
    assert {question.id: line for question, line in questions} == {
        "q-first": 1,
        "q-boxes": 13,
        "q-true": 25,
        "q-extra": 35,
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("text: The export permit, ", "", 12, "text is missing"),
        ("where: Article III(3)", "where: Article III(3)\n  page: 3", 7, "no field page"),
        ("difficulty: applied", "difficulty: hard", 16, "basic, applied or advanced"),
        ("verified: false", "verified: no", 40, "true or false"),
        ("weight: -1/2", "weight: 3/2", 23, "fraction"),
        ("weight: -1/2", "weight: 1/0", 23, "fraction"),
        ("weight: -1/2", "weight: 0", 13, "below 0"),
        ("{id: c, text: Box 15", "{id: a, text: Box 15", 13, "stands here twice"),
        ("extra: [Confiscated]", "extra: [Wild]", 35, "extra choice"),
        ("feedback: {true: Right., false: One only.}", "feedback: {true: Right.}", 34, "false is missing"),
        ("stem: Which comes first?", "stem: 1973", 8, "quotation marks"),
        ("stem: Which comes first?", 'stem: ""', 8, "Write a text"),
        ("explanation: See the list.", "explanation: |\n    fine\n\n    <u>not</u>", 45, "<u>"),
    ],
)  # fmt: skip
def test_a_faulty_question_is_named_with_its_line(old, new, line, says):
    assert QUESTIONS.count(old) == 1
    _questions, problems = read_questions(QUESTIONS.replace(old, new), "questions.yaml")
    assert [problem.line for problem in problems if says in problem.message] == [line], problems


def test_a_stored_question_becomes_the_same_question():
    for question in read(QUESTIONS):
        stored = validate_body(question.kind, question.body()).model_dump(mode="json")
        again = question_of(
            slug=question.id,
            kind=question.kind,
            body=stored,
            objective=question.objective,
            difficulty=question.difficulty,
            source=question.source,
            where=question.where,
            verified=question.verified,
        )
        assert again == question


_words = (
    st.from_regex(r"[A-Za-z0-9é:#\-' ]{1,12}", fullmatch=True)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_ids = st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,5}", fullmatch=True), min_size=2, max_size=5, unique=True)
_shared = {
    "id": st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True),
    "objective": st.just("lo1"),
    "difficulty": st.sampled_from(["basic", "applied", "advanced"]),
    "source": st.one_of(st.none(), st.just("S-CONV")),
    "where": st.one_of(st.just(""), _words),
    "verified": st.booleans(),
    "stem": rich_texts(),
    "explanation": st.one_of(st.just(""), rich_texts()),
}


def _parts(ids, fields):
    one = st.fixed_dictionaries(
        {"text": inline_texts(), "feedback": st.one_of(st.just(""), inline_texts())} | fields
    )
    return st.tuples(*[one] * len(ids)).map(
        lambda parts: [{"id": name} | part for name, part in zip(ids, parts, strict=True)]
    )


def _single(options):
    return [option | {"right": place == 0} for place, option in enumerate(options)]


def _weighted(options):
    good = len(options) - 1
    share = Fraction(1, good)
    return [
        option | {"weight": str(share) if place < good else "-1/2"} for place, option in enumerate(options)
    ]


def _question(kind, own):
    data = st.fixed_dictionaries(_shared | {"kind": st.just(kind)} | own)
    return data.map(lambda values: FORMS[kind].model_validate(values, context=HTML))


_shuffle = {"shuffle": st.booleans()}
_questions = st.one_of(
    _question(
        "single_choice", _shuffle | {"options": _ids.flatmap(lambda ids: _parts(ids, {})).map(_single)}
    ),
    _question(
        "multiple_choice", _shuffle | {"options": _ids.flatmap(lambda ids: _parts(ids, {})).map(_weighted)}
    ),
    _question(
        "true_false",
        {
            "answer": st.booleans(),
            "feedback": st.fixed_dictionaries({"true": inline_texts(), "false": st.just("")}),
        },
    ),
    _question(
        "matching",
        _shuffle
        | {
            "prompts": _ids.flatmap(lambda ids: _parts(ids, {"match": _words.map("m {}".format)})),
            "extra": st.lists(_words.map("x {}".format), min_size=1, max_size=2, unique=True),
        },
    ),
)
_shapes = st.one_of(
    st.builds(
        lambda x, y, side: {"kind": "rect", "x": x, "y": y / 100, "width": side, "height": side},
        st.integers(0, 50),
        st.integers(0, 5000),
        st.integers(2, 50),
    ),
    st.just({"kind": "circle", "x": 50, "y": 12.25, "r": "7.5"}),
    st.just({"kind": "polygon", "points": [[1, 1], [9, 1.5], [5, 40]]}),
)


def _named(parts, name):
    return [part | {name: f"{name} {place}"} for place, part in enumerate(parts)]


def _pictured(ids, fields):
    return _parts(ids, fields).map(
        lambda parts: [{name: part[name] for name in part if name != "text"} for part in parts]
    )


_new_questions = st.one_of(
    _question(
        "classify",
        {
            "groups": st.just([{"id": "g1", "text": "Appendix I"}, {"id": "g2", "text": "R & D: two"}]),
            "items": _ids.flatmap(lambda ids: _parts(ids, {"group": st.sampled_from(["g1", "g2"])})).filter(
                lambda items: len({plain(item["text"]) for item in items}) == len(items)
            ),
        },
    ),
    _question(
        "pick_picture",
        {
            "figure": st.sampled_from(["", "some-form"]),
            "options": _ids.flatmap(lambda ids: _pictured(ids, {})).map(
                lambda options: [
                    option | {"image": f"picture-{place}"} for place, option in enumerate(_single(options))
                ]
            ),
        },
    ),
    _question(
        "hotspot",
        {
            "figure": st.just("some-form"),
            "select": st.just("many"),
            "regions": _ids.flatmap(lambda ids: _pictured(ids, {"shape": _shapes})).map(
                lambda regions: _named(_named(_weighted(regions), "name"), "label")
            ),
        },
    ),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(question=_new_questions)
def test_questions_on_pictures_and_groups_read_back_the_same_and_from_the_database(question):
    assert read(write_questions([question])) == [question]
    stored = validate_body(question.kind, question.body()).model_dump(mode="json")
    names = ("kind", "objective", "difficulty", "source", "where", "verified")
    shared = {name: getattr(question, name) for name in names}
    assert question_of(slug=question.id, body=stored, **shared) == question


def test_the_pictures_of_a_question_are_known():
    (question,) = read(PICTURED)
    assert question.pictures() == ["some-form", "ivory-1", "ivory-2"]


PICTURED = """\
- id: q-picture
  kind: pick_picture
  objective: lo1
  difficulty: basic
  source: null
  verified: false
  stem: Which?
  explanation: ""
  figure: some-form
  options:
    - {id: a, image: ivory-1, right: true, feedback: ""}
    - {id: b, image: ivory-2, feedback: ""}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("image: ivory-2", "image: ivory-1", 1, "A picture stands here twice."),
        ("right: true", "right: false", 1, "Exactly one picture"),
        ("image: ivory-2, ", "", 12, "image is missing"),
    ],
)
def test_a_faulty_question_on_pictures_is_named_with_its_line(old, new, line, says):
    _questions, problems = read_questions(PICTURED.replace(old, new), "questions.yaml")
    assert [problem.line for problem in problems if says in problem.message] == [line], problems


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(_questions, min_size=1, max_size=3, unique_by=lambda question: question.id))
def test_questions_that_are_written_read_back_the_same(questions):
    text = write_questions(questions)
    assert sorted(read(text), key=lambda one: one.id) == sorted(questions, key=lambda one: one.id)
    assert write_questions(read(text)) == text


def test_rows_of_the_reference_tables_are_spelled_in_one_way_and_kept():
    text = QUESTIONS.replace("verified: false", "verified: false\n  uses: [species:lion, 'hs:050710']")
    questions = read(text)
    named = [question for question in questions if question.uses]
    assert [question.uses for question in named] == [["hs:0507.10", "species:lion"]]
    assert read(write_questions(questions)) == questions
    shown = {"slug": named[0].id, "kind": named[0].kind, "body": named[0].body()}
    shared = ("objective", "difficulty", "source", "where", "verified", "uses")
    again = question_of(**shown, **{name: getattr(named[0], name) for name in shared})
    assert again.uses == named[0].uses


@pytest.mark.parametrize("name", ["fish:cod", "hs:05", "[hs:0507, hs:0507]"])
def test_a_name_that_no_row_can_have_is_a_fault(name):
    listed = name if name.startswith("[") else f"[{name}]"
    text = QUESTIONS.replace("verified: false", f"verified: false\n  uses: {listed}")
    _questions, problems = read_questions(text, "questions.yaml")
    assert len(problems) == 1
