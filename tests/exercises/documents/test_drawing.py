"""What is drawn: every field, every mark, and nothing that tells in the markup what can only be seen."""

import gzip
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from exercises.documents.drawing import drawn
from exercises.documents.model import Document, Kind, Mark, MarkKind
from exercises.documents.registry import template
from exercises.documents.svg import element
from exercises.documents.writing import shown
from tests.exercises.documents.filled import CITES_MARKS, cites_permit, samples

TELLING = (
    *(
        "photocopy",
        "copied",
        "alter",
        "erase",
        "overwrit",
        "retype",
        "lifted",
        "cancel",
        "struck",
        "perforat",
    ),
    *("missing", "fault", "forge", "fake", "valid=", "genuine", "tamper", "wrong", "glue"),
)


class Markup(HTMLParser):
    """Names used in markup, and the text in it."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.attributes, self.names, self.text = set(), set(), set(), []
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"class", "id", "role", "lang"} or name.startswith(("data-", "aria-")):
                self.names.add((name, value))

    def handle_data(self, data):
        self.text.append(data)

    def all_names(self):
        return self.elements, self.attributes, self.names


@pytest.fixture(params=sorted(samples()))
def document(request):
    return samples()[request.param]


def test_every_field_and_place_of_a_page_is_drawn(document):
    html = str(drawn(document))
    pages = document.pages()
    for entry in (*document.template.fields, *document.template.places):
        if entry.page in pages:
            kind = "field" if entry in document.template.fields else "place"
            assert html.count(f'data-{kind}="{entry.key}"') == 1


def test_every_value_can_be_read_in_the_drawing(document):
    text = "".join("".join(Markup(drawn(document)).text).split())
    for field in document.template.fields:
        if field.kind == Kind.TICKS:
            continue
        for line in shown(field, document.value(field.key)):
            assert "".join(line.split()) in text, field.key


def _variants(document):
    """The document with each mark gone or in another state, and with what a hand could do to it."""
    sound = list(document.marks)
    for number, mark in enumerate(sound):
        yield [*sound[:number], *sound[number + 1 :]]
        if mark.kind == MarkKind.SECURITY_STAMP:
            for state in ("uncancelled", "lifted"):
                yield [*sound[:number], replace(mark, state=state), *sound[number + 1 :]]
    if len(sound) > 1:
        yield []
    yield [*sound, Mark(MarkKind.PHOTOCOPY, "page1")]
    yield [*sound, Mark(MarkKind.PERFORATION, "page1", "4711")]
    for field in document.template.fields:
        if field.kind == Kind.NUMBER and field.page == 1:
            for state in ("erased", "overwritten", "retyped"):
                yield [*sound, Mark(MarkKind.ALTERATION, field.key, "17", state)]
                yield [*sound, Mark(MarkKind.ALTERATION, field.key, "17", state, validated=True)]
            yield [*sound, Mark(MarkKind.STRUCK_OUT, field.key)]
            break


def test_no_name_in_the_markup_tells_what_is_wrong(document):
    sound = Markup(drawn(document)).all_names()
    pages = document.pages()
    for marks in _variants(document):
        other = Document(document.template, document.values, marks, document.seed)
        assert other.pages() == pages
        html = drawn(other)
        assert Markup(html).all_names() == sound


def test_no_word_in_the_markup_tells_what_is_wrong(document):
    for marks in _variants(document):
        html = str(drawn(Document(document.template, document.values, marks, document.seed))).lower()
        # Words of the form itself may name what a permit is: only names and attributes are looked at.
        tags = " ".join(re.findall(r"<[^>]*>", html))
        assert not [word for word in TELLING if word in tags]


def test_each_mark_changes_what_is_seen(document):
    seen = {
        str(drawn(Document(document.template, document.values, marks, 1))) for marks in _variants(document)
    }
    assert len(seen) == len(list(_variants(document)))


def test_the_same_seed_draws_the_same_and_another_differs():
    assert drawn(cites_permit(seed=1)) == drawn(cites_permit(seed=1))
    assert drawn(cites_permit(seed=1)) != drawn(cites_permit(seed=2))


def test_what_is_entered_cannot_become_markup():
    nasty = '<script>alert("x")</script>&\'"'
    for form in samples().values():
        values = {
            field.key: ((nasty,) if field.kind in {Kind.LINES, Kind.CODE} else nasty)
            for field in form.template.fields
            if field.kind != Kind.TICKS
        }
        marks = [
            Mark(
                kind,
                place.key,
                nasty,
                state="cancelled" if kind == MarkKind.SECURITY_STAMP else "",
                date=nasty,
            )
            for place in form.template.places
            for kind in place.kinds
        ]
        html = str(drawn(Document(form.template, values, marks)))
        assert "<script" not in html
        assert "script" not in Markup(html).elements


def test_an_attribute_ends_where_it_should():
    assert element("g", fill='"><script>') == '<g fill="&quot;&gt;&lt;script&gt;"></g>'


def test_the_strict_policy_is_kept(document):
    html = str(drawn(document))
    names = Markup(html)
    assert "style" not in names.elements | names.attributes
    assert "script" not in names.elements
    assert not [name for name in names.attributes if name.startswith("on")]


def test_documents_on_one_page_share_no_id():
    first, second = (Markup(drawn(cites_permit(), prefix)).names for prefix in ("one", "two"))
    ids = [{value for name, value in names if name == "id"} for names in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_every_page_says_that_it_is_a_specimen(document):
    assert str(drawn(document)).count(">SPECIMEN</text>") == len(document.pages())


def test_a_copied_page_has_no_colour():
    page = re.findall(
        r'"#([0-9a-f]{6})"', str(drawn(cites_permit((*CITES_MARKS, Mark(MarkKind.PHOTOCOPY, "page1")))))
    )
    assert page
    assert all(colour[:2] == colour[2:4] or int(colour[:2], 16) - int(colour[4:], 16) <= 2 for colour in page)


def test_a_stamp_stuck_over_its_seal_lies_on_top_of_it():
    def order(state):
        marks = [
            replace(mark, state=state) if mark.kind == MarkKind.SECURITY_STAMP else mark
            for mark in CITES_MARKS
        ]
        html = str(drawn(cites_permit(marks)))
        return html.index('data-place="security_stamp"') < html.index('data-place="issuer_seal"')

    assert order("cancelled")
    assert not order("lifted")


def test_a_blank_form_can_be_drawn():
    for form in samples().values():
        assert "svg" in str(drawn(Document(form.template, {})))


def test_a_permit_with_its_continuation_stays_small():
    html = str(drawn(cites_permit(continuation_sheet="2 of 2")))
    assert len(gzip.compress(html.encode())) < 32_000
    assert template("cites-permit").pages == 2
