"""Codes in their one spelling. Check digits are worked out by hand or printed in their rules."""

import pytest

from reference import codes


@pytest.mark.parametrize("typed", ["0106.12", "010612", "01 06 12", "01.06.12"])
def test_an_hs_code_has_one_spelling(typed):
    assert codes.hs_code(typed) == "0106.12"


def test_a_heading_and_a_national_line_are_codes_too():
    assert codes.hs_code("0507") == "0507"
    assert codes.hs_code("05071000") == "0507.10.00"


@pytest.mark.parametrize("typed", ["", "1", "05071", "ABCD", "0507.10.00.00", "٠٥٠٧"])
def test_what_has_other_digits_is_no_hs_code(typed):
    with pytest.raises(ValueError, match="no HS code"):
        codes.hs_code(typed)


def test_a_subheading_has_six_digits():
    with pytest.raises(ValueError, match="six digits"):
        codes.hs_subheading("0507")


def test_a_heading_covers_its_subheadings_and_no_other():
    assert codes.hs_covers("0507", "0507.10")
    assert codes.hs_covers("0507.10", "0507.10")
    assert not codes.hs_covers("0507.10", "0507")
    assert not codes.hs_covers("0507", "0508.00")


@pytest.mark.parametrize("number", ["7732-18-5", "75-45-6", "50-29-3", "138495-42-8"])
def test_a_cas_number_with_its_right_digit_is_taken(number):
    assert codes.cas_number(number) == number


@pytest.mark.parametrize("number", ["7732-18-4", "75-45-5", "75-54-6"])
def test_a_cas_number_with_a_wrong_digit_is_refused(number):
    with pytest.raises(ValueError, match="wrong"):
        codes.cas_number(number)


def test_a_un_number_is_four_digits():
    assert codes.un_number("UN 1018") == "1018"
    with pytest.raises(ValueError, match="UN number"):
        codes.un_number("101")


def test_an_identifier_of_a_modified_plant_is_proved_by_its_last_figure():
    assert codes.unique_identifier("MON-ØØ81Ø-6") == "MON-ØØ81Ø-6"
    with pytest.raises(ValueError, match="wrong"):
        codes.unique_identifier("MON-ØØ81Ø-9")


@pytest.mark.parametrize(
    ("parts", "figure"),
    [
        ("MON-ØØ81Ø", "6"),
        ("MON-ØØ6Ø3", "6"),
        ("SYN-BTØ11", "1"),
        ("DAS-Ø15Ø7", "1"),
        ("DAS-59122", "7"),
        ("MON-87427", "7"),
        ("MON-8746Ø", "4"),
        ("MON-87411", "9"),
        ("MON-89788", "1"),
        ("IND-ØØ412", "7"),
        ("IR-ØØGR2E", "5"),
        ("KM-ØØØH71", "4"),
        ("ACS-ZMØØ4", "3"),
    ],
)
def test_the_last_figure_of_an_identifier_follows_from_what_stands_before_it(parts, figure):
    assert codes.check_figure(parts) == figure


def test_the_letter_o_in_place_of_zero_changes_the_last_figure():
    assert codes.check_figure("MON-ØØ81O") != codes.check_figure("MON-ØØ81Ø")


@pytest.mark.parametrize("code", ["Y46", "A1181", "B3011", "H6.1", "GC020", "D10"])
def test_codes_of_wastes_are_known(code):
    assert codes.basel_code(code.lower()) == code


@pytest.mark.parametrize("code", ["", "A118", "Y", "46", "H6.1.1"])
def test_what_is_no_code_of_a_waste_is_refused(code):
    with pytest.raises(ValueError, match="no code of a waste"):
        codes.basel_code(code)
