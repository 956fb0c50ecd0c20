"""Moodle XML is read without reading anything beside it, and written so that it is read back the same."""
# ruff: noqa: E501  (a table reads better in long lines)

import base64
from fractions import Fraction

import pytest

from quizzes.formats import moodle_xml
from quizzes.formats.neutral import (
    Answer,
    Choices,
    Gap,
    Gaps,
    Item,
    Number,
    Numbers,
    Order,
    Pair,
    Pairs,
    Picture,
    Refused,
    Texts,
    TrueFalse,
)
from tests.quizzes.test_gift import HALF, TRICKY, answers

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def quiz(*questions):
    return ("<?xml version='1.0' encoding='UTF-8'?>\n<quiz>\n" + "\n".join(questions) + "\n</quiz>").encode()


def question(kind, inside, stem="<p>Which?</p>", name="a-name"):
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>{inside}</question>'
    )


def only(text):
    (found,) = moodle_xml.read(quiz(text))
    return found


def answer(text, fraction, feedback="", further=""):
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text>{feedback}</text></feedback>{further}</answer>'
    )


KG = "<units><unit><multiplier>1</multiplier><unit_name>kg</unit_name></unit><unit><multiplier>1000</multiplier><unit_name>g</unit_name></unit></units>"
READ = [
    ("multichoice", "<single>true</single><shuffleanswers>0</shuffleanswers>" + answer("One", 100, "Right.") + answer("Two", 0), Choices(True, answers(("One", 1, "Right."), ("Two", 0, "")), False)),
    ("multichoice", "<single>false</single>" + answer("One", "50") + answer("Two", "50.00000") + answer("Three", "-33.33333"), Choices(False, answers(("One", HALF, ""), ("Two", HALF, ""), ("Three", Fraction(-1, 3), "")))),
    ("truefalse", answer("true", 0, "The original is needed.") + answer("false", 100, "Right."), TrueFalse(False, "<p>The original is needed.</p>", "<p>Right.</p>")),
    ("shortanswer", "<usecase>1</usecase>" + answer("import permit*", 100) + answer("permit", 50, "Which?"), Texts((Answer("import permit*", Fraction(1)), Answer("permit", HALF, "<p>Which?</p>")), True)),
    ("numerical", answer("12.5", 100, "", "<tolerance>0.1</tolerance>") + answer("*", 0, "Count."), Numbers((Number("12.5", "0.1"), Number("*", "0", False, Fraction(0), "<p>Count.</p>")))),
    ("numerical", answer("1", 100) + KG + "<unitgradingtype>2</unitgradingtype><unitpenalty>0.1000000</unitpenalty><showunits>0</showunits>", Numbers((Number("1"),), (("kg", "1"), ("g", "0.001")), "required", Fraction(1, 10))),
    ("numerical", answer("1", 100) + KG + "<unitgradingtype>0</unitgradingtype><showunits>0</showunits>", Numbers((Number("1"),), (("kg", "1"), ("g", "0.001")), "optional")),
    ("numerical", answer("1", 100) + answer(".5", 50) + KG + "<unitgradingtype>1</unitgradingtype><unitpenalty>0.5</unitpenalty><showunits>1</showunits>", Numbers((Number("1"), Number("0.5", "0", False, HALF)), (("kg", "1"), ("g", "0.001")), "required", HALF, "response")),
    ("numerical", answer("1", 100) + KG + "<showunits>3</showunits>", Numbers((Number("1"),))),
    ("matching", "<subquestion format='html'><text>W</text><answer><text>Wild</text></answer></subquestion><subquestion><text>C</text><answer><text>Captive &amp;amp; bred</text></answer></subquestion><subquestion><text></text><answer><text>Ranched</text></answer></subquestion>", Pairs((Pair("<p>W</p>", "Wild"), Pair("<p>C</p>", "Captive & bred")), ("Ranched",))),
    ("ordering", "<selecttype>ALL</selecttype><gradingtype>LONGEST_ORDERED_SUBSET</gradingtype>" + answer("A", 1) + answer("B", 2), Order(("<p>A</p>", "<p>B</p>"), "longest_ordered_subset")),
    ("ordering", "<gradingtype>7</gradingtype>" + answer("A", 1) + answer("B", 2), Order(("<p>A</p>", "<p>B</p>"), "distance")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "inside", "expected"), READ)
def test_every_type_is_read(kind, inside, expected):
    found = only(question(kind, inside))
    assert (found.problems, found.skipped) == ([], "")
    assert found.item.content == expected


def test_embedded_answers_become_gaps():
    stem = (
        "<p>Fill in.</p><p>A {1:MULTICHOICE:%0%copy#No.~=permit#Yes.} is valid {2:NUMERICAL:=6:0.5~%50%5} months; "
        "write {:SAC:=CITES~%50%cites*} \\{so\\}.</p>"
    )
    found = only(question("cloze", "", stem))
    assert found.item.stem == "<p>Fill in.</p>"
    assert found.item.content == Gaps(
        "<p>A [[1]] is valid [[2]] months; write [[3]] \\{so\\}.</p>",
        (
            Gap(Choices(True, answers(("copy", 0, "No."), ("permit", 1, "Yes.")))),
            Gap(Numbers((Number("6", "0.5"), Number("5", "0", False, HALF))), 2),
            Gap(Texts((Answer("CITES", Fraction(1)), Answer("cites*", HALF)), True)),
        ),
    )


@pytest.mark.parametrize(("kind", "box"), [("ddwtos", "dragbox"), ("gapselect", "selectoption")])
def test_words_for_gaps_become_choices_of_their_group(kind, box):
    boxes = "".join(
        f"<{box}><text>{text}</text><group>{group}</group></{box}>"
        for text, group in [("import", 1), ("export", 1), ("six", 2), ("two", 2)]
    )
    found = only(question(kind, boxes, "<p>The [[2]] permit is valid [[3]] months.</p>"))
    assert found.item.stem == "<p>Fill in the gaps.</p>"
    assert found.item.content == Gaps(
        "<p>The [[1]] permit is valid [[2]] months.</p>",
        (
            Gap(Choices(True, answers(("import", 0, ""), ("export", 1, "")))),
            Gap(Choices(True, answers(("six", 1, ""), ("two", 0, "")))),
        ),
    )


def test_names_categories_lines_and_what_is_not_kept():
    found = moodle_xml.read(
        quiz(
            '<question type="category"><category><text>$course$/top/CITES/LO1</text></category></question>',
            question(
                "truefalse",
                answer("true", 100) + answer("false", 0) + "<tags><tag><text>t</text></tag></tags>",
            ),
            question("essay", "", name="wrote"),
            question("description", ""),
            question("calculated", ""),
        )
    )
    assert [one.line for one in found] == [4, 5, 6, 7]
    assert found[0].item.category == ("CITES", "LO1")
    assert found[0].notes == ["Its tags are not kept."]
    assert [one.skipped.split()[1] for one in found[1:]] == ["essay", "description", "of"]
    assert "calculated" in found[3].skipped


@pytest.mark.parametrize(
    ("kind", "inside", "says"),
    [
        ("multichoice", answer("One", 100), "two options"),
        ("multichoice", answer("", 100) + answer("x", 0), "no text"),
        ("multichoice", answer("One", "much") + answer("x", 0), "percentage"),
        ("truefalse", answer("true", 100), "one answer true"),
        ("truefalse", answer("true", 100) + answer("false", 100), "one with 100"),
        ("shortanswer", "", "must be an answer"),
        ("numerical", answer("many", 100), "not a number"),
        ("numerical", answer("1", 100, "", "<tolerance>-1</tolerance>"), "below 0"),
        (
            "matching",
            "<subquestion><text>a</text><answer><text>b</text></answer></subquestion>",
            "two prompts",
        ),
        ("ordering", answer("a", 1), "two items"),
        ("cloze", "", "no gap"),
        ("ddwtos", "", "no gap"),
    ],
)
def test_a_fault_is_told_in_a_sentence(kind, inside, says):
    found = only(question(kind, inside))
    assert [says in problem for problem in found.problems] == [True], found
    assert found.item is None


@pytest.mark.parametrize(
    ("kind", "inside", "stem", "says"),
    [
        ("ordering", "<selecttype>RANDOM</selecttype>" + answer("a", 1) + answer("b", 2), "x", "part of its items"),
        ("cloze", "", "{1:MULTIRESPONSE:=a~=b}", "several"),
    ],
)  # fmt: skip
def test_what_cannot_be_held_is_left_out_with_a_reason(kind, inside, stem, says):
    assert says in only(question(kind, inside, stem)).skipped


BOMB = b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz>&b;</quiz>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (BOMB, "DOCTYPE"),
        (b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', "DOCTYPE"),
        (b'<!DOCTYPE quiz SYSTEM "http://example.org/quiz.dtd"><quiz/>', "DOCTYPE"),
        (b"<quiz>&unknown;</quiz>", "not XML"),
        (b"<quiz>", "not XML"),
        (b"", "not XML"),
        (b"<html/>", "must be <quiz>"),
        (b"<quiz>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</quiz>", "nested too deeply"),
        ("<quiz/>".encode("utf-16"), "UTF-8"),
        (b"<quiz>\x00</quiz>", "zero byte"),
        (b"x" * (moodle_xml.LARGEST + 1), "larger than"),
    ],
)
def test_what_could_act_or_burst_is_refused(data, says):
    with pytest.raises(Refused, match=says):
        moodle_xml.read(data)


CODED = base64.b64encode(PIXEL).decode()
IMAGES = [
    (f'<questiontext format="html"><text>&lt;p&gt;What?&lt;img src="@@PLUGINFILE@@/a%20b.png" alt="A leaf"&gt;&lt;/p&gt;</text><file name="a b.png" encoding="base64">{CODED}</file></questiontext>', Picture(PIXEL, "png", "A leaf")),
    (f'<questiontext format="html"><text>&lt;p&gt;What?&lt;img alt="A leaf" src="data:image/png;base64,{CODED}"&gt;&lt;/p&gt;</text></questiontext>', Picture(PIXEL, "png", "A leaf")),
]  # fmt: skip


def pictures_of(data):
    """A file with one statement whose picture is these bytes."""
    asked = IMAGES[0][0].replace(CODED, base64.b64encode(data).decode())
    return quiz(
        f'<question type="truefalse"><name><text>leaf</text></name>{asked}{answer("true", 100)}{answer("false", 0)}</question>'
    )


@pytest.mark.parametrize(("asked", "picture"), IMAGES)
def test_a_picture_within_the_file_is_kept(asked, picture):
    text = f'<question type="truefalse"><name><text>n</text></name>{asked}{answer("true", 100)}{answer("false", 0)}</question>'
    found = only(text)
    assert (found.item.stem, found.item.picture, found.notes) == ("<p>What?</p>", picture, [])


def test_a_picture_elsewhere_is_never_fetched():
    inside = answer("true", 100) + answer("false", 0)
    found = only(question("truefalse", inside, '<p>What?<img src="http://example.org/x.png"></p>'))
    assert found.item.picture is None
    assert found.notes == ["A picture that is not in the file is not kept: nothing is read from elsewhere."]


@pytest.mark.parametrize("coded", ["?!", "", "QQ", "A" * 20_000_000])
def test_a_picture_that_is_no_base64_is_told(coded):
    asked = IMAGES[0][0].replace(CODED, coded)
    text = f'<question type="truefalse">{asked}{answer("true", 100)}{answer("false", 0)}</question>'
    assert "picture" in only(text).problems[0]


GAPS = Gaps(
    "<p>A [[1]] is valid [[2]] months; write [[3]].</p><p>And [[4]]</p>",
    (
        Gap(Choices(True, answers(("a ~ # } copy &lt;b&gt;", 0, "No~#."), ("=permit", 1, "<b>Yes.</b>")))),
        Gap(Numbers((Number("6", "0.5"), Number("*", "0", False, Fraction(0), "<p>Count</p>"))), 3),
        Gap(Texts((Answer("a\\*b*", Fraction(1)), Answer("%5%", Fraction(0), "<p>t</p>")), True)),
        Gap(Texts((Answer("&amp; it's", Fraction(1)),), False)),
    ),
)
SHAPES = [
    *TRICKY,
    GAPS,
    Order(("<p>a</p>", "<p><b>b</b></p>"), "distance"),
    Choices(True, answers(("a", 1, ""), ("b", 0, "")), False),
    Texts((Answer("a", Fraction(1)),), True),
    Numbers((Number("1"),), (("kg", "1"), ("g", "0.001")), "required", Fraction(1, 10)),
]


def as_said(shape):
    """A shape as Moodle XML says it: what it always says is never None."""
    if isinstance(shape, Choices | Pairs) and shape.shuffle is None:
        return type(shape)(**vars(shape) | {"shuffle": True})
    if isinstance(shape, Numbers) and shape.units is None:
        return Numbers(shape.answers)
    if isinstance(shape, Texts) and shape.case_matters is None:
        return Texts(shape.answers, False)
    return shape


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_what_is_written_is_read_back_the_same(shape):
    item = Item("a-name", "<p>Is {this} &lt; ]]&gt; &amp; text?</p>", as_said(shape), "<p>Because</p>")
    item.category, item.picture = ("lo1", "a/b"), Picture(PIXEL, "png", 'A "leaf" & <b>')
    written = moodle_xml.write([item])
    assert written.dropped == ()
    (found,) = moodle_xml.read(written.data)
    assert found.item == item


def test_what_is_dropped_is_told():
    items = [
        Item("told", "<p>?</p>", Pairs((Pair("<p>a</p>", "b", "<p>f</p>"), Pair("<p>c</p>", "d")))),
        Item("accents", "<p>?</p>", Texts((Answer("é", Fraction(1)),), False, True)),
        Item("width", "<p>?</p>", Numbers((Number("50", "0.01", True),))),
        Item(
            "emphasis", "<p>?</p>", Gaps("<p>[[1]]</p>", (Gap(Choices(True, answers(("<b>a</b>", 1, "")))),))
        ),
    ]
    written = moodle_xml.write(items)
    dropped = dict(written.dropped)
    assert set(dropped) == {item.name for item in items}
    assert moodle_xml.read(written.data)[2].item.content.answers == (Number("50", "0.5"),)
