"""The text view: the same rows for every document of a template, whatever is wrong with it."""

from dataclasses import replace

import pytest

from exercises.documents.model import Document, Mark, MarkKind
from exercises.documents.telling import text_view, told
from tests.exercises.documents.filled import CITES_MARKS, cites_permit, samples


def row(document, key):
    (found,) = [each for each in text_view(document) if each.key == key]
    return found


@pytest.fixture(params=sorted(samples()))
def document(request):
    return samples()[request.param]


def test_every_field_and_place_has_one_row_in_the_text_view(document):
    keys = [each.key for each in text_view(document)]
    for entry in (*document.template.fields, *document.template.places):
        assert keys.count(entry.key) == (1 if entry.page in document.pages() else 0)


def test_every_document_of_a_template_has_the_same_rows(document):
    def frame(marks):
        made = Document(document.template, document.values, marks, document.seed)
        return [(each.box, each.label, each.key, each.page) for each in text_view(made)]

    for number in range(len(document.marks)):
        assert frame([*document.marks[:number], *document.marks[number + 1 :]]) == frame(document.marks)
    assert frame([Mark(MarkKind.PHOTOCOPY, "page1")]) == frame(document.marks)


def test_values_are_told_as_they_are_drawn():
    assert row(cites_permit(), "valid_until").text == "2 March 2027"
    assert row(cites_permit(), "a.quota").text == "12,000"
    assert row(cites_permit(), "type").text == "EXPORT"
    assert row(cites_permit(), "importer").text.startswith("Aurelia Leather Works Ltd; 14 Harbour Lane")


def test_no_sign_follows_a_full_stop():
    lines = ("Specimen Trading Co.", "14 Harbour Lane", "Open on workdays.")
    assert (
        row(cites_permit(importer=lines), "importer").text
        == "Specimen Trading Co; 14 Harbour Lane; Open on workdays."
    )
    seal = Mark(MarkKind.INK_STAMP, "issuer_seal", text="SPECIMEN SHIPPING CO.")
    assert (
        "A round stamp in coloured ink: SPECIMEN SHIPPING CO. "
        in row(cites_permit([seal]), "issuer_seal").text
    )


def test_blanks_are_told():
    assert row(cites_permit(), "a.operation").text == "Blank."
    assert row(cites_permit(type=""), "type").text == "Nothing ticked."


def test_lines_struck_through_are_told():
    assert row(cites_permit(), "c.quantity").text == "Blank. (struck through)"
    assert row(cites_permit(), "c.endorsed_quantity").text == "Blank. (struck through)"


def stamped(state):
    return [
        replace(mark, state=state) if mark.kind == MarkKind.SECURITY_STAMP else mark for mark in CITES_MARKS
    ]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("cancelled", "The seal and the signature run on over its edge."),
        ("uncancelled", "Neither the seal nor the signature touches its edge."),
        ("lifted", "The seal and the signature end at its edge; there is glue on the paper beside it."),
    ],
)
def test_a_security_stamp_is_told_with_its_number_and_its_edge(state, said):
    assert (
        row(cites_permit(stamped(state)), "security_stamp").text
        == f"An adhesive stamp, number AL 0093517. {said}"
    )


def test_a_missing_mark_is_told_in_the_same_place():
    bare = cites_permit(())
    assert row(bare, "security_stamp").text == "No adhesive stamp."
    assert row(bare, "issuer_seal").text == "No ink stamp. No embossed seal."
    assert row(bare, "issuer_signature").text == "No signature."
    assert row(bare, "endorsement_stamp").text == "No stamp with a date. No ink stamp."


def test_a_stamp_with_a_date_is_told_with_it():
    assert (
        "Customs of Altamar Puerto Claro, 14 September 2026" in row(cites_permit(), "endorsement_stamp").text
    )


def writing(document, part):
    (found,) = [each for each in text_view(document) if each.label == f"Writing: {part}"]
    return found.text


def test_the_writing_of_every_part_is_described_alike():
    sound = writing(cites_permit(), "Goods line A")
    assert sound == (
        "The entries are typed. Type and ink are one throughout. No figures or letters lie over others."
        " The background is even under all of them. No small stamp or initials stand beside them."
    )
    assert writing(cites_permit(), "Export endorsement").startswith("The entries are written by hand.")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("erased", "The background is rubbed pale in: box 11, Quantity (also to be read: 150)."),
        ("overwritten", "Figures or letters lie over others in: box 11, Quantity (also to be read: 150)."),
        ("retyped", "Type and ink are one throughout, but not in: box 11, Quantity (also to be read: 150)."),
    ],
)
def test_what_an_alteration_looks_like_is_told_where_it_is(state, said):
    altered = Mark(MarkKind.ALTERATION, "a.quantity", "150", state)
    text = writing(cites_permit((*CITES_MARKS, altered)), "Goods line A")
    assert said in text
    assert "No small stamp or initials stand beside them." in text
    confirmed = writing(cites_permit((*CITES_MARKS, replace(altered, validated=True))), "Goods line A")
    assert "A small stamp and initials stand beside: box 11, Quantity" in confirmed


def test_the_look_of_the_page_is_told_for_originals_and_copies():
    assert row(cites_permit(), "page1").text.startswith("The page is in colour")
    copied = cites_permit((*CITES_MARKS, Mark(MarkKind.PHOTOCOPY, "page1")))
    assert row(copied, "page1").text.startswith("The page is in shades of grey")
    assert row(copied, "authority_stamp").text.startswith("A round stamp in grey: National")
    assert "Nothing is punched" in row(copied, "page1").text


def test_the_text_view_is_a_list_of_definitions_and_escapes():
    html = str(told(cites_permit(permit_number="<b>1</b>")))
    assert "&lt;b&gt;1&lt;/b&gt;" in html
    assert html.count("<dt") == html.count("<dd") == len(text_view(cites_permit()))
