"""Outlines on a drawn form: over the drawing and nothing of it, told apart by their shapes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from exercises.documents.drawing import drawn
from exercises.documents.outlining import Outline, Shape, badge, outlined
from exercises.documents.paper import HEIGHT, WIDTH
from exercises.documents.registry import all_templates, layout
from tests.exercises.documents.filled import cites_permit, samples

COLOURS = re.compile(r"#[0-9a-f]{6}")


def areas_of(slug):
    return [area for sheet in layout(slug) for area in (*sheet.slots, *sheet.spots)]


def test_outlines_lie_over_the_drawing_and_change_nothing_of_it():
    for slug, document in samples().items():
        outlines = [Outline(area.key, Shape.SQUARE, "1", flagged=True) for area in areas_of(slug)]
        html = str(drawn(document, outlines=outlines))
        for page, sheet in enumerate(layout(slug), start=1):
            over = "".join(map(str, outlined(sheet, outlines)))
            assert html.count(over) == (page in document.pages())
            html = html.replace(over, "")
        assert html == str(drawn(document))


def test_every_field_and_place_of_every_form_can_be_outlined():
    for slug in all_templates():
        for sheet in layout(slug):
            for area in (*sheet.slots, *sheet.spots):
                (group,) = outlined(sheet, [Outline(area.key, Shape.CIRCLE, "1")])
                way = f"M{area.x - 0.7:.2f}".rstrip("0").rstrip(".")
                assert f'd="{way} ' in group


def test_what_is_not_on_the_page_is_not_outlined():
    first, second = layout("cites-permit")
    outlines = [Outline(key, Shape.CIRCLE, "1") for key in ("e.quantity", "nowhere")]
    assert outlined(first, outlines) == []
    assert len(outlined(second, outlines)) == 1


@given(
    st.sampled_from([(slug, area.key) for slug in all_templates() for area in areas_of(slug)]),
    st.sampled_from(Shape),
    st.text("ABC1289", min_size=1, max_size=2),
    st.booleans(),
)
def test_signs_lie_on_the_sheet_and_say_what_they_were_given(area, shape, sign, flagged):
    slug, key = area
    (group,) = [
        group for sheet in layout(slug) for group in outlined(sheet, [Outline(key, shape, sign, flagged)])
    ]
    ((x, y, said),) = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', group)
    assert said == sign
    assert 2 < float(x) < WIDTH - 2
    assert 2 < float(y) < HEIGHT - 2
    assert ("#ffe066" in group) == flagged


def test_shapes_are_told_apart_without_colours():
    sheet = layout("cites-permit")[0]
    groups = ["".join(outlined(sheet, [Outline("valid_until", shape, "1")])) for shape in Shape]
    dashes = {str(re.findall(r'stroke-dasharray="([^"]*)"', group)) for group in groups}
    signs = {COLOURS.sub("", str(badge(shape))) for shape in Shape}
    assert len(signs) == len(dashes) == len(Shape)


def test_outlines_are_kept_from_who_hears_the_page():
    """The text beside says all that they show."""
    html = drawn(cites_permit(), outlines=[Outline("valid_until", Shape.CIRCLE, "1")])
    assert html.count('aria-hidden="true"') == 1
    assert 'aria-hidden="true"' in badge(Shape.CIRCLE, "1")
