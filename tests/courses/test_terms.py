"""Terms explained in place: where they are marked, and where not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.terms import Explainer, Term

PERMIT = Term("permit", ("Permit", "permits"))
EXPORT_PERMIT = Term("export-permit", ("Export permit",))
COP = Term("cop", ("CoP", "R&D"))


def marked(html, *terms):
    """(HTML with marks written [slug:word], slugs found)"""
    explainer = Explainer(list(terms))
    html = explainer.mark(html)
    return re.sub(
        r'<a class="term" id="use-([\w-]+)" href="#term-\1">(.*?)</a>', r"[\1:\2]", html
    ), explainer.found


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A permit.</p>", "<p>A [permit:permit].</p>"),
        ("<p>Permits and permits.</p>", "<p>[permit:Permits] and permits.</p>"),
        ("<p>An export permit, a permit.</p>", "<p>An [export-permit:export permit], a [permit:permit].</p>"),
        ("<p>permitted, re-permit, permit-holder</p>", "<p>permitted, re-permit, permit-holder</p>"),
        ("<p>A <b>permit</b>.</p>", "<p>A <b>[permit:permit]</b>.</p>"),
        ("<h3>A permit</h3><p>No.</p>", "<h3>A permit</h3><p>No.</p>"),
        (
            '<p><a href="/permit/">permit</a> permit</p>',
            '<p><a href="/permit/">permit</a> [permit:permit]</p>',
        ),
        ('<p class="tab">permit</p><p>permit</p>', '<p class="tab">permit</p><p>[permit:permit]</p>'),
        ("<figure><p>permit</p></figure> permit", "<figure><p>permit</p></figure> [permit:permit]"),
        ("<svg><svg/><g>permit</g></svg> permit", "<svg><svg/><g>permit</g></svg> [permit:permit]"),
        ("<p>Since CoP, not COP or cop.</p>", "<p>Since [cop:CoP], not COP or cop.</p>"),
        ("<p>By R&amp;D here.</p>", "<p>By [cop:R&amp;D] here.</p>"),
        ("<p>R&amp;permit</p>", "<p>R&amp;[permit:permit]</p>"),
    ],
)
def test_the_first_place_in_prose_is_marked(html, expected):
    assert marked(html, PERMIT, EXPORT_PERMIT, COP)[0] == expected


def test_what_was_met_in_one_piece_is_not_marked_in_the_next():
    explainer = Explainer([PERMIT])
    assert "term-permit" in explainer.mark("<p>A permit.</p>")
    assert explainer.mark("<p>A permit.</p>") == "<p>A permit.</p>"
    assert explainer.found == ["permit"]


def test_without_terms_nothing_changes():
    assert marked("<p>A permit.</p>") == ("<p>A permit.</p>", [])


@given(
    st.lists(st.sampled_from(["permit", "Export permit", " ", "<p>", "</p>", "<a>", "</a>", "&amp;", "x"]))
)
def test_only_marks_are_added(pieces):
    html = "".join(pieces)
    added = Explainer([PERMIT, EXPORT_PERMIT]).mark(html)
    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", added) == html
