"""Markdown and HTML carry the same rich text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reference.formats.rich_text import canonical, from_database, read_markdown, to_database, write_markdown
from tests.reference.rich_texts import rich_texts


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("A **bold** word", "<p>A <b>bold</b> word</p>"),
        ("One\n\nTwo *three*", "<p>One</p><p>Two <i>three</i></p>"),
        (
            "- a\n- b\n  1. c\n  2. d\n- e",
            "<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li><li>e</li></ul>",
        ),
        ("CO<sub>2</sub> and m<sup>3</sup>", "<p>CO<sub>2</sub> and m<sup>3</sup></p>"),
        ('<span lang="la">*Panthera leo*</span>', '<p><i><span lang="la">Panthera leo</span></i></p>'),
        ("[x](https://cites.org/a)", '<p><a href="https://cites.org/a">x</a></p>'),
        ("[x](unit:cites/permit)", '<p><a href="unit:cites/permit">x</a></p>'),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("a\nb", "<p>a b</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_markdown_reads_as_html(markdown, html):
    read, faults = read_markdown(markdown)
    assert faults == []
    assert read == canonical(html)


def test_bold_inside_a_word_before_a_quotation_mark_is_written_as_a_tag():
    html = "<p>a<b>“bold”</b>c</p>"
    assert write_markdown(html) == "a<b>“bold”</b>c"


def test_stars_that_would_be_read_otherwise_are_written_as_tags():
    html = "<p><b>a</b><i>b<b>c</b></i></p>"
    assert read_markdown(write_markdown(html)) == (html, [])


def test_plain_emphasis_is_written_with_stars():
    assert write_markdown("<p>An <b>import permit</b> and <i>one</i> more.</p>") == (
        "An **import permit** and *one* more."
    )


@pytest.mark.parametrize(
    ("markdown", "line", "says"),
    [
        ("text\n![x](y.svg)", 1, "figure"),
        ("a `code`", 0, "Code"),
        ("a\n\n| a | b |\n|---|---|\n| 1 | 2 |", 2, "Tables"),
        ("a\n\n> b", 2, "quotation"),
        ("a <u>b</u>", 0, "<u> is not allowed"),
        ("<script>alert(1)</script>", 0, "not allowed"),
        ("<b onclick=x>b</b>", 0, "not allowed"),
        ('<span lang="xx">b</span>', 0, "“xx”"),
        ("one\ntwo <b>three", 1, "not closed"),
        ("[x](javascript:alert(1))", 0, "not an address"),
        ("[x](http://example.org)", 0, "not an address"),
        ("[x](unit:cites)", 0, "unit:module/lesson"),
        ("[x][1]\n\n[1]: https://example.org", 2, "in place"),
        ("3. three", 0, "starts at 1"),
        ("# Title", 0, "heading"),
        ("    code", 0, "Code"),
    ],
)
def test_what_rich_text_does_not_have_is_named_with_its_line(markdown, line, says):
    _html, faults = read_markdown(markdown)
    assert (line, True) in [(found, says in message) for found, message in faults]


def test_what_the_editor_adds_makes_no_difference():
    written = '<p data-block-key="a1">A <strong>bold </strong>word.</p><p data-block-key="b2"></p>'
    assert canonical(written) == canonical("<p>A <b>bold</b> word.</p>")


def test_scripts_never_pass():
    assert "alert" not in canonical("<p>a<script>alert(1)</script></p>")


def test_links_to_units_become_links_to_pages_and_back():
    html = '<p>See <a href="unit:cites/permit">the permit</a>.</p>'
    stored = to_database(html, {"unit:cites/permit": 7}.get)
    assert stored == '<p>See <a linktype="page" id="7">the permit</a>.</p>'
    assert from_database(stored, {7: "unit:cites/permit"}.get) == html


def test_a_link_that_a_pack_cannot_carry_is_reported_and_becomes_text():
    left_out = []
    assert write_markdown('<p>See <a href="mailto:a@example.org">us</a>.</p>', left_out) == "See us."
    assert left_out == ["mailto:a@example.org"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rich_texts())
def test_markdown_gives_back_what_was_written(html):
    read, faults = read_markdown(write_markdown(html))
    assert faults == []
    assert read == html


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab <>/bi&;\"'*_`[]()!#-1.\n\\", max_size=60))
def test_the_canonical_form_is_reached_in_one_step(text):
    once = canonical(text)
    assert canonical(once) == once
