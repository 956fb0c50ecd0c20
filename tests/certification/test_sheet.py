"""The certificate as drawn on its page."""

import re

import pytest
import segno

from certification.sheet import (
    BAND_HEIGHT,
    BAND_TOP,
    LEFT,
    RIGHT,
    dark_cells,
    direction,
    fitting,
    in_lines,
    placed,
)


def test_the_code_has_the_cells_that_the_encoder_made():
    code = segno.make("https://example.org/verify/?serial=GC-7Q4M-2XKD-90TF", error="m", micro=False)
    dark = {
        (int(x) + step, int(y))
        for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", dark_cells(code))
        for step in range(int(run))
    }
    assert dark == {(x, y) for y, row in enumerate(code.matrix) for x, cell in enumerate(row) if cell}


@pytest.mark.parametrize("number", [1, 2, 6, 7, 8, 12])
def test_every_module_stands_inside_the_band(number):
    lines = [{"convention": "cites", "name": "Ballast Water Management", "mark": "82.5 %"}] * number
    for place in placed(lines):
        assert place["x"] >= LEFT
        assert place["text_x"] < RIGHT
        assert place["y"] >= BAND_TOP
        assert place["y"] + place["side"] <= BAND_TOP + BAND_HEIGHT
        assert place["mark_y"] <= BAND_TOP + BAND_HEIGHT
        assert " ".join(name for name, _y in place["names"]) == "Ballast Water Management"


def test_a_long_text_is_set_smaller_and_a_short_one_as_designed():
    assert fitting("B. Specimen", 46, 860) == 46
    assert fitting("x" * 200, 46, 860) < 10
    assert fitting("", 46, 860) == 46


def test_a_long_name_is_parted_near_its_middle():
    assert in_lines("Stockholm Convention", 15, 80) == ["Stockholm", "Convention"]
    assert in_lines("CITES", 15, 80) == ["CITES"]


def test_the_direction_is_that_of_the_first_letter():
    assert (direction("12 مثال"), direction("B. مثال"), direction("..."), direction("שם")) == (
        "rtl",
        "ltr",
        "ltr",
        "rtl",
    )
