"""Names and numbers are kept in one way only."""

import pytest

from accounts.names import is_latin, is_name, join_code_as_kept, staff_number_as_kept, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sample   Officer ", "Sample Officer"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("\u0646\u0645\u0648\u0646\u0647\u200c", "\u0646\u0645\u0648\u0646\u0647\u200c"),
    ],
)
def test_a_name_is_kept_composed_and_with_single_spaces(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "name", ["Sample", "Żółć O’Brien-Sample", "نموذج", "Образец", "ตัวอย่าง", "நபர்", "样本"]
)
def test_letters_of_any_script_make_a_name(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["", "12", "--", "Sample\u202eOfficer", "Sample\x00", "Sample\ue000", "A\ud800"]
)
def test_what_is_not_written_makes_no_name(text):
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Sample Officer", True),
        ("Żółć Ångström-Đặng", True),
        ("Sample 2nd, Jr.", True),
        ("Образец", False),
        ("Sаmple", False),  # the second letter is Cyrillic
        ("نموذج", False),
        ("样本", False),
    ],
)
def test_latin_means_every_letter(text, latin):
    assert is_latin(text) is latin


@pytest.mark.parametrize("typed", ["S12/B", " s 12/b ", "ｓ12／b"])
def test_one_staff_number_however_it_is_typed(typed):
    assert staff_number_as_kept(typed) == "S12/B"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("abcd-2345", "ABCD-2345"), (" abcd 2345", "ABCD-2345"), ("sampland-2026", "SAMPLAND-2026"), ("", "")],
)
def test_a_join_code_is_found_however_it_is_typed(typed, kept):
    assert join_code_as_kept(typed) == kept
