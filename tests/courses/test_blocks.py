"""The blocks of a lesson: how each is drawn, what it refuses."""

import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from courses.blocks import LessonBody
from courses.lessons import render_body
from courses.models import LessonPage
from reference.models import GlossaryTerm, Source
from tests.courses.factories import illustration

BLOCKS = LessonBody().child_blocks


def value_of(name, raw):
    return BLOCKS[name].normalize(raw)


def drawn(name, raw, **context):
    html = value_of(name, raw)
    return re.sub(r"\s+", " ", BLOCKS[name].render(html, context))


def stream(*blocks):
    return LessonPage(body=list(blocks)).body


def option(text, right=False):
    return {"text": RichText(f"<p>{text}</p>"), "right": right, "feedback": RichText(f"<p>About {text}.</p>")}


def check(name="first", *, multiple=False, options):
    return {"name": name, "question": RichText("<p>Which?</p>"), "multiple": multiple, "options": options}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_the_preview_of_each_block_renders_and_is_styled(name):
    block = BLOCKS[name]
    html = block.render(block.get_preview_value())
    assert html.strip()
    assert "style=" not in html
    assert "<script" not in html


def test_prose_stands_bare_so_that_paragraphs_are_children_of_the_article():
    assert (
        drawn("prose", RichText("<p>One.</p><ul><li>Two</li></ul>")).strip()
        == "<p>One.</p><ul><li>Two</li></ul>"
    )


@pytest.mark.parametrize(("level", "tag"), [("2", "h2"), ("3", "h3")])
def test_a_heading_has_its_level(level, tag):
    assert f"<{tag}>Boxes &lt;1&gt;</{tag}>" in drawn("heading", {"level": level, "text": "Boxes <1>"})


def test_a_callout_names_its_kind_and_its_source():
    html = drawn(
        "callout", {"kind": "law", "text": RichText("<p>A permit.</p>"), "source": "CITES III, 1973"}
    )
    assert "slip law" in html
    assert "What the law says" in html
    assert "CITES III, 1973" in html


def test_what_the_law_says_must_name_its_article():
    with pytest.raises(ValidationError) as error:
        BLOCKS["callout"].clean(
            value_of("callout", {"kind": "law", "text": RichText("<p>A</p>"), "source": ""})
        )
    assert "Name the article this states." in str(error.value.as_json_data())
    BLOCKS["callout"].clean(value_of("callout", {"kind": "note", "text": RichText("<p>A</p>"), "source": ""}))


def test_a_figure_is_an_image_with_what_it_means_its_size_and_its_key(db):
    image = illustration(neutral_text="A ladder.", revealing_text="Step one is Appendix I.")
    html = drawn("figure", {"image": image, "caption": "Three regimes", "key": ["Appendix I"]}, number=2)
    assert f'src="{image.file.url}"' in html
    assert 'alt="Step one is Appendix I."' in html
    assert re.search(r'width="\d+" height="\d+"', html)
    assert "<svg" not in html
    assert "<li>Appendix I</li>" in html
    assert "<b>Figure 2.</b> Three regimes" in html


def test_a_comparison_names_the_column_of_each_cell():
    raw = {
        "title": "Two regimes",
        "columns": ["Appendix I", "Appendix II"],
        "rows": [
            {"label": "Import permit", "cells": [RichText("<p>Always</p>"), RichText("<p>Where asked</p>")]}
        ],
    }
    html = drawn("comparison", raw)
    assert '<td data-l="Appendix I">Always</td><td data-l="Appendix II">Where asked</td>' in html
    assert '<th scope="row">Import permit</th>' in html


def test_a_comparison_has_a_cell_for_each_column():
    raw = {
        "title": "Three",
        "columns": ["A", "B", "C"],
        "rows": [{"label": "Row", "cells": [RichText("<p>1</p>"), RichText("<p>2</p>")]}],
    }
    with pytest.raises(ValidationError) as error:
        BLOCKS["comparison"].clean(value_of("comparison", raw))
    assert "Give every row one cell for each column." in str(error.value.as_json_data())


def test_steps_are_an_ordered_list():
    html = drawn(
        "steps", {"title": "At the counter", "steps": [RichText("<p>Ask.</p>"), RichText("<p>Count.</p>")]}
    )
    assert "At the counter" in html
    assert re.findall(r"<li><span>(.*?)</span></li>", html) == ["Ask.", "Count."]


def test_a_check_tells_about_each_option():
    html = drawn("check", check(options=[option("one", right=True), option("two")]))
    assert html.count('type="radio"') == 2
    assert html.count('name="first"') == 2
    assert "About one." in html
    assert "About two." in html
    assert "<label" in html
    assert not re.search(r"<span class=\"txt\"><p", html)


def test_a_check_with_several_right_options_has_boxes_to_tick():
    html = drawn(
        "check", check(multiple=True, options=[option("one", right=True), option("two", right=True)])
    )
    assert html.count('type="checkbox"') == 2


@pytest.mark.parametrize(
    ("multiple", "rights"), [(False, [False, False]), (True, [False, False]), (False, [True, True])]
)
def test_a_check_needs_its_right_options(multiple, rights):
    raw = check(multiple=multiple, options=[option(str(n), right) for n, right in enumerate(rights)])
    with pytest.raises(ValidationError) as error:
        BLOCKS["check"].clean(value_of("check", raw))
    assert "Mark one option as right" in str(error.value.as_json_data())


def test_two_checks_of_a_lesson_have_two_names():
    options = [option("one", right=True), option("two")]
    body = stream(("check", check(options=options)), ("check", check(options=options)))
    with pytest.raises(ValidationError) as error:
        LessonBody().clean(body)
    assert "Another check of this lesson has this short name." in str(error.value.as_json_data())
    LessonBody().clean(stream(("check", check(options=options)), ("check", check("second", options=options))))


def test_an_hs_table_names_code_control_and_document():
    row = {"code": "0507.10", "description": "Ivory", "control": "CITES", "document": "Permit"}
    html = drawn("hs_table", {"title": "Ivory", "edition": "HS 2022", "rows": [row]})
    for text in ("0507.10", "Ivory", "CITES", "Permit", "HS 2022"):
        assert text in html


CASE = {
    "title": "Ivory behind timber",
    "where": "A sea port, 2019",
    "text": RichText("<p>Tusks lay behind the import permit.</p>"),
    "lesson": RichText("<p>Look behind.</p>"),
    "source": "S-PORT",
}


def test_a_case_says_what_happened_what_to_take_from_it_and_names_its_source_in_words():
    source = Source(code="S-PORT", title="Report of the port", publisher="The port", year=2019)
    html = drawn("case", CASE, sources={"S-PORT": source})
    for text in (
        "Ivory behind timber",
        "A sea port, 2019",
        "Tusks lay",
        "Look behind.",
        "What to take from it",
    ):
        assert text in html
    assert "The port, Report of the port, 2019" in html
    assert "S-PORT" not in html


def test_a_case_may_name_its_source_in_words():
    assert "S-PORT" in drawn("case", CASE)


def test_a_summary_is_a_list_without_paragraphs_in_it():
    html = drawn("summary", {"points": [RichText("<p>Ask.</p>"), RichText("<p>Count.</p>")]})
    assert re.findall(r"<li>(.*?)</li>", html) == ["Ask.", "Count."]


def test_a_term_is_explained_once_in_the_lesson_with_a_way_there_and_back():
    terms = [GlossaryTerm(slug="permit", term="Permit", also=["permits"], meaning="Leave in writing.")]
    prose = RichText("<p>Permits come first. A permit is paper.</p>")
    html = render_body(
        stream(("heading", {"level": "2", "text": "The permit"}), ("prose", prose), ("case", CASE)), terms
    )
    assert html.count('href="#term-permit"') == 1
    assert '<a class="term" id="use-permit" href="#term-permit">Permits</a> come first.' in html
    assert 'id="term-permit"' in html
    assert 'href="#use-permit"' in html
    assert "Leave in writing." in html


def test_terms_are_not_explained_in_checks_figures_and_summaries(db):
    terms = [GlossaryTerm(slug="one", term="one", also=["drawing"], meaning="A number.")]
    html = render_body(
        stream(
            ("check", check(options=[option("one", right=True), option("two")])),
            ("figure", {"image": illustration(), "caption": "A drawing", "key": ["one"]}),
            ("summary", {"points": [RichText("<p>Take one.</p>"), RichText("<p>Take two.</p>")]}),
        ),
        terms,
    )
    assert 'class="term' not in html


@pytest.mark.parametrize("code", ["507", "0507.1", "0507.10.1", "ivory"])
def test_a_code_is_written_with_its_dots(code):
    row = {"code": code, "description": "Ivory", "control": "CITES", "document": "Permit"}
    with pytest.raises(ValidationError):
        BLOCKS["hs_table"].clean(
            value_of("hs_table", {"title": "Ivory", "edition": "HS 2022", "rows": [row]})
        )


def test_figures_are_numbered_through_the_lesson(db):
    image = illustration()
    figure = {"image": image, "caption": "A drawing", "key": []}
    html = render_body(stream(("figure", figure), ("prose", RichText("<p>Between.</p>")), ("figure", figure)))
    assert re.findall(r"<b>(Figure \d)\.</b>", html) == ["Figure 1", "Figure 2"]


def test_the_first_paragraph_is_marked():
    html = render_body(
        stream(("prose", RichText("<p>One.</p><p>Two.</p>")), ("prose", RichText("<p>Three.</p>")))
    )
    assert re.findall(r"<p[^>]*>", html) == ['<p class="first">', "<p>", "<p>"]
