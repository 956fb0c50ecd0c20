"""Serial numbers: made by chance, read however they are typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.serials import ALPHABET, new_serial, read_serial


def test_serials_have_the_promised_form_and_do_not_repeat():
    made = {new_serial() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"GC(-[0-9A-HJKMNP-TV-Z]{4}){3}", serial) for serial in made)


@pytest.mark.parametrize(
    "typed",
    [
        "GC-7Q4M-2XKD-90TF",
        "gc-7q4m-2xkd-90tf",
        " GC 7Q4M 2XKD 90TF ",
        "GC7Q4M2XKD90TF",
        "7Q4M-2XKD-90TF",
        "GC-7Q4M-2XKD-9OTF",
        "gc–7q4m–2xkd–9oTF",
        "\uff27\uff23-7Q4M-2XKD-90TF",
        "GC-٧Q٤M-٢XKD-٩٠TF",
    ],
)
def test_any_spelling_is_read_as_the_same_serial(typed):
    assert read_serial(typed) == "GC-7Q4M-2XKD-90TF"


def test_i_and_l_are_read_as_one():
    assert read_serial("GC-iIlL-0000-0000") == "GC-1111-0000-0000"


@pytest.mark.parametrize(
    "typed", ["", "GC", "GC-7Q4M-2XKD-90T", "GC-7Q4M-2XKD-90TFF", "GC-UUUU-2XKD-90TF", "%00", "é" * 12]
)
def test_what_can_be_no_serial_is_read_as_none(typed):
    assert read_serial(typed) is None


@given(
    st.text(ALPHABET, min_size=12, max_size=12), st.booleans(), st.sampled_from(["", " ", "-", " - ", "/"])
)
def test_a_serial_is_read_back_from_every_grouping(signs, lower, between):
    groups = [signs[n : n + 4] for n in (0, 4, 8)]
    typed = between.join(["GC", *groups])
    assert read_serial(typed.lower() if lower else typed) == "-".join(["GC", *groups])


@given(st.text(max_size=40))
def test_reading_never_fails_and_is_stable(typed):
    read = read_serial(typed)
    assert read is None or read_serial(read) == read
