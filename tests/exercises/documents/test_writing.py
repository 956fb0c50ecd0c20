"""How values stand on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.documents.model import Field, Kind
from exercises.documents.writing import broken, fitted, grouped, shown, width_of, written_date


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("2026-11-18", "18 November 2026"),
        ("2027-03-02", "2 March 2027"),
        ("not dated", "not dated"),
        ("2026-13-01", "2026-13-01"),
    ],
)
def test_dates_are_written_out(value, seen):
    assert written_date(value) == seen


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("2720.5", "2,720.5"),
        ("500", "500"),
        ("1234567", "1,234,567"),
        ("0.40", "0.40"),
        ("none", "none"),
        ("", ""),
    ],
)
def test_figures_are_grouped(value, seen):
    assert grouped(value) == seen


def test_a_blank_has_no_lines():
    assert shown(Field("a", "1", "A", Kind.LINES), ("", "")) == ()
    assert shown(Field("a", "1", "A", Kind.CODE), "") == ()


def test_codes_stand_side_by_side():
    assert shown(Field("a", "1", "A", Kind.CODE), ("H8", "H12")) == ("H8, H12",)


@given(st.text(max_size=60), st.floats(4, 60))
def test_no_line_is_wider_than_its_box_and_no_letter_is_lost(text, width):
    lines = broken(text, width, 2.7, typed=True)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line, 2.7, typed=True) <= width or len(line) == 1 for line in lines)


def test_a_long_entry_is_made_smaller_until_it_fits():
    lines, size = fitted(("Alto de los Cedros " * 6,), 40, 8, 2.7)
    assert size < 2.7
    assert len(lines) * size * 1.18 <= 8.2
