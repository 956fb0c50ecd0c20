"""GIFT is read as Moodle's documentation says, and written so that it is read back the same."""
# ruff: noqa: E501  (a table reads better in long lines)

from fractions import Fraction

import pytest

from quizzes.formats import gift
from quizzes.formats.neutral import (
    Answer,
    Choices,
    Item,
    Number,
    Numbers,
    Order,
    Pair,
    Pairs,
    Refused,
    Texts,
    TrueFalse,
    fraction_of_percent,
    percent_of,
)

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def only(text):
    (found,) = gift.read(text.encode())
    return found


def content(text):
    found = only(text)
    assert (found.problems, found.skipped) == ([], "")
    return found.item.content


def numbers(*rows):
    """Numbers of a format that says nothing of units."""
    return Numbers(rows, units=None)


def answers(*rows):
    return tuple(
        Answer(f"<p>{text}</p>", Fraction(part), told and f"<p>{told}</p>") for text, part, told in rows
    )


# Written for this test; what each must become is in Moodle's documentation of the format.
DIALECT = [
    ("Who grants it?{~The trader =The authority ~The port}", Choices(True, answers(("The trader", 0, ""), ("The authority", 1, ""), ("The port", 0, "")))),
    ("Who grants it?{\n=The authority#Right.\n~The trader#It applies.\n}", Choices(True, answers(("The authority", 1, "Right."), ("The trader", 0, "It applies.")))),
    ("Which two?{~%50%One ~%50%Two ~%-100%Three}", Choices(False, answers(("One", HALF, ""), ("Two", HALF, ""), ("Three", -1, "")))),
    ("Which three?{~%33.33333%One ~%33.33333%Two ~%33.33333%Three ~%-50%Four}", Choices(False, answers(("One", THIRD, ""), ("Two", THIRD, ""), ("Three", THIRD, ""), ("Four", -HALF, "")))),
    ("One earns a part{=All ~%50%Half#Nearly. ~None}", Choices(True, answers(("All", 1, ""), ("Half", HALF, "Nearly."), ("None", 0, "")))),
    ("A permit is enough.{TRUE}", TrueFalse(True)),
    ("A copy is enough.{F}", TrueFalse(False)),
    ("A copy is enough.{FALSE#The original is needed.}", TrueFalse(False, if_true="<p>The original is needed.</p>")),
    ("A copy is enough.{FALSE#The original is needed.#Right.}", TrueFalse(False, "<p>The original is needed.</p>", "<p>Right.</p>")),
    ("One covers one load.{T#It does.#Right.}", TrueFalse(True, "<p>Right.</p>", "<p>It does.</p>")),
    ("What is it called?{=permit =import permit}", Texts((Answer("permit", Fraction(1)), Answer("import permit", Fraction(1))))),
    ("What is it called?{=%100%import permit#Right. =%50%permit*#Which?}", Texts((Answer("import permit", Fraction(1), "<p>Right.</p>"), Answer("permit*", HALF, "<p>Which?</p>")))),
    ("What is it called?{permit}", Texts((Answer("permit", Fraction(1)),))),
    ("What is it called?{=TRUE}", Texts((Answer("TRUE", Fraction(1)),))),
    ("Match.{=W -> Wild =C -> Captive}", Pairs((Pair("<p>W</p>", "Wild"), Pair("<p>C</p>", "Captive")))),
    ("Match.{=W -> Wild =C -> Captive = -> Ranched}", Pairs((Pair("<p>W</p>", "Wild"), Pair("<p>C</p>", "Captive")), ("Ranched",))),
    ("How many?{#3}", numbers(Number("3"))),
    ("How many?{#3:2}", numbers(Number("3", "2"))),
    ("How many?{#-0.5:0.25}", numbers(Number("-0.5", "0.25"))),
    ("How many?{#1..5}", numbers(Number("3", "2"))),
    ("How many?{#-1.5..-1}", numbers(Number("-1.25", "0.25"))),
    ("How many?{#=%100%3:0#Exact. =%50%3:2#Near.}", numbers(Number("3", "0", False, Fraction(1), "<p>Exact.</p>"), Number("3", "2", False, HALF, "<p>Near.</p>"))),
    ("How many?{#3:2~#Count again.}", numbers(Number("3", "2"), Number("*", "0", False, Fraction(0), "<p>Count again.</p>"))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DIALECT, ids=[text[:40] for text, _ in DIALECT])
def test_every_answer_of_the_dialect_is_read(text, expected):
    assert content(text) == expected


STEMS = [
    ("Plain text{T}", "<p>Plain text</p>"),
    ("[plain]Less < more & so{T}", "<p>Less &lt; more &amp; so</p>"),
    ("[html]<p>One</p><p><b>Two</b></p>{T}", "<p>One</p><p><b>Two</b></p>"),
    ("[markdown]**Two** words{T}", "<p><b>Two</b> words</p>"),
    ("[moodle]One<br>two{T}", "<p>One<br>two</p>"),
    ("One\ntwo{T}", "<p>One<br>two</p>"),
    ("One\\ntwo{T}", "<p>One<br>two</p>"),
    ("[html]One\ntwo{T}", "<p>One two</p>"),
    ("Signs \\~ \\= \\# \\{ \\} \\: and \\\\ stay{T}", "<p>Signs ~ = # { } : and \\ stay</p>"),
    ("A {=permit} is needed.", "<p>A _____ is needed.</p>"),
    ("[unknown]text{T}", "<p>[unknown]text</p>"),
    ("// said aside\nA question{T}", "<p>A question</p>"),
    ("[html]<script>alert(1)</script><p onclick=x>Safe</p>{T}", "<p>Safe</p>"),
    ("[html]<a href='javascript:x'>word</a>{T}", "<p>word</p>"),
    ("[html]<div>One</div><div>Two</div>{T}", "<p>One</p><p>Two</p>"),
]


@pytest.mark.parametrize(("text", "stem"), STEMS, ids=[text[:30] for text, _ in STEMS])
def test_the_text_of_a_question_becomes_rich_text(text, stem):
    assert only(text).item.stem == stem


def test_names_categories_comments_and_lines():
    found = gift.read(
        b"// A comment\n\n$CATEGORY: $course$/top/Permits//Licences/LO1\n\n\n::Two \\: parts:: Yes?{T####Because}\n\n"
        b"$CATEGORY: top/Wastes\nNo name here{F}\n\n// [tag:old]\n::Third::No?{F}\n"
    )
    assert [(one.line, one.item.name, one.name) for one in found] == [
        (6, "Two : parts", "Two : parts"),
        (9, "", "No name here"),
        (12, "Third", "Third"),
    ]
    assert [one.item.category for one in found] == [("Permits/Licences", "LO1"), ("Wastes",), ("Wastes",)]
    assert found[0].item.explanation == "<p>Because</p>"
    assert found[2].notes == ["Tags and idnumbers in comments are not kept."]


def test_a_format_of_the_question_holds_for_its_answers():
    read = content("[html]Which?{=<b>One</b>#<i>Yes</i> ~[plain]<b>}")
    assert read.answers == (
        Answer("<p><b>One</b></p>", Fraction(1), "<p><i>Yes</i></p>"),
        Answer("<p>&lt;b&gt;</p>"),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Write an essay.{}", "essay"),
        ("Only read this.", "description"),
        ("Order them {>3 ALL VERTICAL\na\nb\nc}", "ordering"),
    ],
)
def test_what_no_machine_can_mark_is_left_out_with_a_reason(text, why):
    found = only(text)
    assert why in found.skipped
    assert found.item is None
    assert not found.problems


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("No end {=a ~b", "no partner"),
        ("No beginning } {", "no partner"),
        ("One option {~a}", "two options"),
        ("An empty option {=a ~}", "no text"),
        ("{T}", "no text before"),
        ("Match {=a -> b}", "two prompts"),
        ("Match {=a -> b =c}", "prompt -> match"),
        ("Match {=a -> =b -> c}", "no match"),
        ("Number {#many}", "not a number"),
        ("Number {#5..1}", "smaller"),
        ("Number {#3:-1}", "below 0"),
        ("Number {#}", "must be a number"),
        ("Number {#1e999999999}", "not a number"),
        ("Weight {~%200%a ~b}", "between -100%"),
        ("Weight {=%50%a ~b}", "follows ~"),
        ("[markdown]# Head\\n{T}", "heading"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_a_sentence(text, says):
    found = only(text)
    assert [says in problem for problem in found.problems] == [True], found
    assert found.item is None


def test_a_file_that_is_no_text_is_refused():
    for data, line in [(b"Yes?{T}\n\n\xff\xfe{T}", 3), (b"One{T}\n\nTwo\x00{T}", 3)]:
        with pytest.raises(Refused, match="UTF-8") as refusal:
            gift.read(data)
        assert refusal.value.line == line
    with pytest.raises(Refused, match="larger"):
        gift.read(b"x" * (gift.LARGEST + 1))


def test_a_byte_order_mark_and_every_end_of_line_are_read():
    found = gift.read("\ufeff::A::One{T}\r\n\r\n::B::Two{F}\r\r::C::Three{T}".encode())
    assert [(one.line, one.item.name) for one in found] == [(1, "A"), (3, "B"), (5, "C")]


@pytest.mark.parametrize(
    ("percent", "fraction"),
    [
        ("50", HALF),
        ("33.33333", THIRD),
        ("33.333", THIRD),
        ("33.3", THIRD),
        ("66.66667", Fraction(2, 3)),
        ("83.33333", Fraction(5, 6)),
        ("14.28571", Fraction(1, 7)),
        ("-16.66667", Fraction(-1, 6)),
        ("12.5", Fraction(1, 8)),
        ("2.5", Fraction(1, 40)),
        ("33", Fraction(33, 100)),
        ("100", Fraction(1)),
    ],
)
def test_a_cut_percentage_is_the_fraction_it_was_cut_from(percent, fraction):
    assert fraction_of_percent(percent) == fraction


def test_every_fraction_that_a_body_may_hold_survives_its_percentage():
    for denominator in [*range(1, 200), 997, 1999, 9999]:
        for numerator in {1, denominator // 2, denominator - 1, denominator}:
            fraction = Fraction(numerator, denominator)
            assert fraction_of_percent(percent_of(fraction)) == fraction


TRICKY = [
    Choices(True, answers(("a ~ b = c # d {e}: \\n \\", 1, "x####y"), ("[html] is a mark", 0, ""))),
    Choices(False, answers(("%50% of it", HALF, "%5%"), ("<b>two</b>", HALF, ""), ("TRUE", -THIRD, "[plain]"))),
    Choices(False, answers(("one<br>two", 1, ""), ("-&gt; three", -1, ""))),
    TrueFalse(True, "", "<p>told</p>"),
    TrueFalse(False, "<p>#</p>", ""),
    Texts((Answer("a\\*b*", Fraction(1)), Answer("%5%", HALF, "<p>t</p>"), Answer("[plain]", Fraction(0)))),
    numbers(Number("12.5", "0.1", False, Fraction(1), "<p>y</p>"), Number("-3", "0", False, THIRD), Number("*", "0", False, Fraction(0), "<p>n</p>")),
    numbers(Number("*", "0", False, HALF)),
    Pairs((Pair("<p>a = b</p>", "c -> d"), Pair("<p><i>e</i></p>", "{f}")), ("g#h",)),
]  # fmt: skip


@pytest.mark.parametrize("shape", TRICKY, ids=lambda shape: type(shape).__name__)
def test_what_is_written_is_read_back_the_same(shape):
    item = Item("a-name", "<p>Is {this} = ~a~ :: # text?</p><ul><li>1</li></ul>", shape, "<p>Be#cause</p>")
    item.category = ("lo1", "a/b")
    written = gift.write([item])
    assert written.dropped == ()
    found = only(written.data.decode())
    assert found.item == item


def test_what_is_dropped_is_told():
    items = [
        Item("ordered", "<p>?</p>", Order(("<p>a</p>", "<p>b</p>"))),
        Item("kept-order", "<p>?</p>", Choices(True, answers(("a", 1, ""), ("b", 0, "")), shuffle=False)),
        Item("arrow", "<p>?</p>", Texts((Answer("a->b", Fraction(1)),))),
        Item("units", "<p>?</p>", Numbers((Number("2", "0.1", True),), (("kg", "1"),), "required")),
        Item("told", "<p>?</p>", Pairs((Pair("<p>a</p>", "b", "<p>f</p>"), Pair("<p>c</p>", "d")))),
    ]  # fmt: skip
    written = gift.write(items)
    dropped = dict(written.dropped)
    assert set(dropped) == {item.name for item in items}
    assert "keep their order" in dropped["kept-order"]
    assert "left out" in dropped["ordered"]
    assert "arrow" in dropped["arrow"]
    assert "units" in dropped["units"]
    assert "relative" in dropped["units"]
    assert "feedback" in dropped["told"]
    assert [one.item.name for one in gift.read(written.data)] == ["kept-order", "units", "told"]
    assert gift.read(written.data)[1].item.content.answers == (Number("2", "0.2"),)
