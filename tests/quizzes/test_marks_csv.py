"""Tables of marks from elsewhere: what is read, and what is refused in a sentence that names the line."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.formats.marks_csv import MarksRefused, read_marks


def test_a_heading_and_marks_are_enough():
    marks = read_marks(b"Q1,Q2\n1,0\n0.5,2/3\n")
    assert marks.maxima == {"Q1": 1, "Q2": 1}
    assert marks.papers == [
        [("Q1", Fraction(1)), ("Q2", Fraction(0))],
        [("Q1", Fraction(1, 2)), ("Q2", Fraction(2, 3))],
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"Q1,Q2\nmax,4,1\n3,1\n",
        b"attempt,Q1,Q2\nmax,4,1\n17,3,1\n",
        b"Officer,Q1,Q2\nMAX,4,1\nfirst,3,1\n",
        b"\xef\xbb\xbf,Q1,Q2\r\nmax,4,1\r\n\r\nfirst,3,1\r\n",
        b"Q1;Q2\nmax;4;1\n3;1\n",
        b"Q1\tQ2\nmax\t4\t1\n3\t1\n",
    ],
)
def test_maxima_names_of_attempts_and_delimiters_are_understood(data):
    marks = read_marks(data)
    assert marks.maxima == {"Q1": 4, "Q2": 1}
    assert marks.papers == [[("Q1", 3), ("Q2", 1)]]


def test_a_dash_is_an_item_that_the_attempt_did_not_hold():
    assert read_marks(b"Q1,Q2\n-,1\n").papers == [[("Q2", 1)]]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty"),
        (b"\n \n", "The file is empty"),
        (b"Q1,Q2\n", "no marks below the heading"),
        (b"Q1,Q2\nmax,1,1\n", "no marks below the heading"),
        (b"attempt\n1\n", "Line 1 names no items"),
        (b"Q1,\n1,1\n", "Line 1: item 2 has no name"),
        (b"Q1,Q1\n1,1\n", "Line 1 names the item “Q1” twice"),
        (b"Q1,Q2\n1,0\n1\n", "Line 3 has 1 marks, but line 1 names 2 items"),
        (b"Q1,Q2\n1,0,1\n", "Line 2 has 3 marks"),
        (b"Q1,Q2\n1,right\n", "Line 2: “right” is no mark of Q2"),
        (b"Q1,Q2\n1,nan\n", "Line 2: “nan” is no mark"),
        (b"Q1,Q2\n1,1e999999999\n", "is no mark"),
        (b"Q1,Q2\n1,1/0\n", "is no mark"),
        (b"Q1,Q2\n\n1,\n", "Line 3: the mark of Q2 is missing"),
        (b"Q1,Q2\n1,2\n", "Line 2: 2 is above 1, the maximum of Q2"),
        (b"Q1,Q2\nmax,0,1\n0,1\n", "Line 2: the maximum of Q1 must be above 0"),
        (b"Q1,Q2,Q3\nmax,1,1\n1,1,1\n", "Line 2 lacks the maximum of an item"),
        (b"Q1,Q2,Q3\nmax,1\n1,1,1\n", "Line 2 has 1 marks"),
        (b"Q1,Q2\n-,-\n", "Line 2 holds no item"),
        ("Q1,Größe\n1,0\n".encode("cp1252"), "Line 1: this is not UTF-8"),
        ("Q1,Q2\n1,0\n".encode("utf-16"), "not UTF-8"),
        ("Q1,Q2\n1,0\n".encode("utf-16-le"), "no text file"),
        (b'Q1,Q2\n"' + b"1" * 200_000 + b'",0\n', "Line 2 cannot be read as CSV"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(data, told):
    with pytest.raises(MarksRefused, match=told):
        read_marks(data)


@settings(deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet='Q1,;-/.\n"max ', max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(data):
    with suppress(MarksRefused):
        marks = read_marks(data)
        assert marks.papers
        assert all(mark <= marks.maxima[item] for paper in marks.papers for item, mark in paper)
