"""Every template is whole: its fields are printed and told, each once and apart from the others."""

from itertools import combinations, pairwise

import pytest

from exercises.documents.model import Document, Hand, Kind, Mark, MarkKind
from exercises.documents.paper import HEIGHT, WIDTH
from exercises.documents.registry import all_templates, layout, template
from tests.exercises.documents.filled import cites_permit, samples

SLUGS = (
    "air-waybill",
    "basel-movement",
    "basel-notification",
    "bill-of-lading",
    "bwm-certificate",
    "bwm-record-book",
    "bwm-report",
    "bwm-sampling-result",
    "cartagena-contained-use",
    "cartagena-decision",
    "cartagena-ffp",
    "cartagena-introduction",
    "cites-permit",
    "commercial-invoice",
    "ods-cylinder-label",
    "ods-licence",
    "ods-safety-data-sheet",
    "packing-list",
    "rotterdam-import-response",
    "rotterdam-label",
    "rotterdam-notification",
    "rotterdam-safety-data-sheet",
    "stockholm-declaration",
    "stockholm-equipment-declaration",
    "stockholm-nameplate",
    "stockholm-register-check",
)
each_template = pytest.mark.parametrize("slug", SLUGS)


def test_templates_are_found_by_their_folders():
    assert set(SLUGS) <= set(all_templates())
    assert all(found.slug == slug for slug, found in all_templates().items())


def test_an_unknown_template_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="There is no template 'permit'; there are air-waybill"):
        template("permit")


@each_template
def test_keys_of_fields_and_places_are_used_once(slug):
    form = template(slug)
    keys = [field.key for field in form.fields] + [place.key for place in form.places]
    assert len(keys) == len(set(keys))


@each_template
def test_every_field_and_place_has_one_spot_on_its_page(slug):
    form, sheets = template(slug), layout(slug)
    assert len(sheets) == form.pages
    for page, sheet in enumerate(sheets, start=1):
        assert sorted(slot.key for slot in sheet.slots) == sorted(
            f.key for f in form.fields if f.page == page
        )
        assert sorted(spot.key for spot in sheet.spots) == sorted(
            p.key for p in form.places if p.page == page
        )


@each_template
def test_no_entry_can_stand_on_another(slug):
    for sheet in layout(slug):
        for one, other in combinations(sheet.slots, 2):
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert across < 0.1 or down < 0.1, (one.key, other.key)


@each_template
def test_everything_is_inside_the_page(slug):
    for sheet in layout(slug):
        for area in (*sheet.slots, *sheet.spots):
            assert area.x >= 3
            assert area.y >= 3
            assert area.x + area.width <= WIDTH - 3, area.key
            assert area.y + area.height <= HEIGHT - 3, area.key


@each_template
def test_boxes_are_told_in_the_order_of_the_form(slug):
    def number(box):
        digits = "".join(filter(str.isdigit, box.split("(")[0]))
        return int(digits) if digits else 0

    for page in range(1, template(slug).pages + 1):
        boxes = [number(field.box) for field in template(slug).fields if field.page == page]
        falls = [(a, b) for a, b in pairwise(boxes) if b < a]
        # Goods lines repeat their boxes, and so do the columns of a table.
        assert all(b in {0, 7, 12, 11} for _, b in falls), falls


@each_template
def test_tables_repeat_the_same_fields_on_every_line(slug):
    lines = [name for name in template(slug).lines() if name.startswith("line") or len(name) == 1]
    kept = [{f.key.partition(".")[2] for f in template(slug).fields if f.line == line} for line in lines]
    assert all(each == kept[0] for each in kept)


@each_template
def test_a_sample_of_each_template_is_sound_data(slug):
    assert samples()[slug].template is template(slug)


def test_boxes_of_the_cites_permit_are_all_there():
    boxes = {field.box for field in template("cites-permit").fields}
    assert boxes == {*map(str, range(1, 16)), "", "3a", "5a", "5b", "11a", "12a", "12b"}


def test_blocks_of_the_movement_document_are_all_there():
    boxes = {field.box for field in template("basel-movement").fields}
    assert boxes == {*map(str, range(1, 23)), "8(a)", "8(b)", "8(c)"} - {"8"}


def test_blocks_of_the_notification_are_all_there():
    form = template("basel-notification")
    assert {field.box for field in form.fields} == set(map(str, range(1, 22)))
    assert len([field for field in form.fields if field.box == "14"]) == 12


def test_boxes_of_the_licence_are_all_there():
    assert {field.box for field in template("ods-licence").fields} == {*map(str, range(1, 21)), ""}


@pytest.mark.parametrize(
    ("slug", "boxes"),
    [
        ("cartagena-ffp", 12),
        ("cartagena-contained-use", 7),
        ("cartagena-introduction", 10),
        ("cartagena-decision", 9),
    ],
)
def test_boxes_of_the_papers_of_modified_organisms_are_all_there(slug, boxes):
    assert {field.box for field in template(slug).fields} == {*map(str, range(1, boxes + 1)), ""}


@pytest.mark.parametrize(
    ("values", "marks", "said"),
    [
        ({"colour": "red"}, (), "has no field 'colour'"),
        ({"type": "loan"}, (), "type has no square 'loan'"),
        ({"permit_number": ("1", "2")}, (), "permit_number holds one text"),
        ({}, (Mark(MarkKind.SIGNATURE, "nowhere", "A"),), "no place 'nowhere' for a mark signature"),
        ({}, (Mark(MarkKind.SIGNATURE, "issuer_seal", "A"),), "no place 'issuer_seal' for a mark signature"),
        ({}, (Mark(MarkKind.ALTERATION, "valid_until", state="burnt"),), "no state 'burnt', but: erased"),
        ({}, (Mark(MarkKind.PHOTOCOPY, "page3"),), "no place 'page3'"),
        ({}, (Mark(MarkKind.STRUCK_OUT, "z"),), "no place 'z'"),
    ],
)
def test_a_document_that_cannot_be_is_refused_with_the_reason(values, marks, said):
    with pytest.raises(ValueError, match=said):
        Document(template("cites-permit"), values, marks)


def test_further_pages_belong_to_a_document_when_something_stands_on_them():
    assert cites_permit().pages() == (1,)
    assert cites_permit(continuation_sheet="2").pages() == (1, 2)
    stamped = Document(
        template("basel-movement"),
        {},
        (Mark(MarkKind.ENDORSEMENT, "exit_stamp", "Customs", date="2026-10-08"),),
    )
    assert stamped.pages() == (1, 2)


def test_what_officials_fill_in_is_written_by_hand():
    hands = {field.key: field.hand for field in template("cites-permit").fields}
    assert hands["a.endorsed_quantity"] == Hand.WRITTEN
    assert hands["a.quantity"] == Hand.TYPED


def test_dates_and_numbers_have_their_kinds():
    kinds = {field.key: field.kind for field in template("ods-licence").fields}
    assert kinds["issue_date"] == Kind.DATE
    assert kinds["quantity_kg"] == Kind.NUMBER
