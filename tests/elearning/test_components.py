"""The components of the site's pages, and the promises that every page rests on."""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import brotli
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

ROOT = Path(__file__).parents[2]
STYLESHEET = ROOT / "elearning" / "static" / "elearning" / "css" / "site.css"
TEMPLATES = sorted((ROOT / "elearning" / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "elearning" / "static" / "elearning" / "js").glob("*.js"))


class Elements(HTMLParser):
    """The start tags of a page, as (name, attributes)."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def named(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def render(source, **context):
    return Template("{% load ledger %}" + source).render(Context(context))


class Enquiry(forms.Form):
    serial = forms.CharField(label="Serial number", help_text="As printed")
    way = forms.ChoiceField(choices=[("a", "By mail"), ("b", "By hand")], widget=forms.RadioSelect)
    keep = forms.BooleanField(label="Keep", required=False)


def test_the_stylesheet_leaves_room_for_a_verification_page_of_15_kilobytes():
    assert len(brotli.compress(STYLESHEET.read_bytes())) < 11_000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_of_the_site_holds_inline_style_or_script(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_of_the_site_writes_styles_or_evaluates_text(path):
    assert not re.search(r"\.style\b|cssText|\beval\(|innerHTML|new Function", path.read_text())


def test_a_gauge_below_the_pass_mark_is_hatched_and_one_at_it_is_not():
    below = render("{% gauge value=79.9 pass_mark=80 label='79.9 per cent' %}")
    at = render("{% gauge value=80 pass_mark=80 label='80 per cent' %}")
    assert "low" in Elements(below).named("svg")[0]["class"].split()
    assert "low" not in Elements(at).named("svg")[0]["class"].split()


def test_a_gauge_says_its_value_and_draws_the_pass_mark_where_it_is():
    page = Elements(render("{% gauge value=82.5 pass_mark=80 label='82.5, pass mark 80' %}"))
    assert page.named("svg")[0]["aria-label"] == "82.5, pass mark 80"
    assert (page.named("rect")[0]["x"], page.named("rect")[0]["width"]) == ("82.5%", "17.5%")
    assert {line["x1"] for line in page.named("line")} == {"80%"}


@pytest.mark.parametrize("value", [-5, 140])
def test_a_gauge_stays_inside_its_frame(value):
    rest = Elements(render("{% gauge value=value label='x' %}", value=value)).named("rect")[0]
    assert (rest["x"], rest["width"]) in {("0%", "100%"), ("100%", "0%")}


def test_a_measure_is_drawn_alike_in_a_language_with_decimal_commas():
    with translation.override("fr"):
        assert 'x="82.5%"' in render("{% gauge value=82.5 label='x' %}")


def test_a_scale_has_one_segment_for_each_lesson():
    page = Elements(render("{% scale done=3 of=8 label='3 of 8 lessons' %}"))
    assert len(page.named("line")) == 7
    assert page.named("rect")[0]["x"] == "37.5%"
    assert len([rect for rect in page.named("rect") if rect["class"] == "half"]) == 5


def test_a_scale_of_nothing_is_drawn_empty():
    assert 'x="0%" width="100%"' in render("{% scale done=0 of=0 label='No lessons' %}")


def test_the_parts_of_a_stacked_bar_fill_it_from_the_start_of_the_line():
    source = "{% stackbar parts 'All' %}"
    parts = [("passed", 3), ("overdue", 0), ("not_started", 1)]
    forwards = [part["x"] for part in Elements(render(source, parts=parts)).named("svg")[1:]]
    with translation.override("ar"):
        backwards = [part["x"] for part in Elements(render(source, parts=parts)).named("svg")[1:]]
    assert forwards == ["0%", "75%"]
    assert backwards == ["25%", "0%"]


def test_a_field_is_tied_to_its_hint_and_its_error():
    form = Enquiry({"serial": "", "way": "a"})
    page = Elements(render("{% field form.serial %}", form=form))
    ids = {attributes.get("id") for _tag, attributes in page.found}
    control = page.named("input")[0]
    assert control["aria-invalid"] == "true"
    assert set(control["aria-describedby"].split()) == {"id_serial_helptext", "id_serial_error"}
    assert set(control["aria-describedby"].split()) <= ids
    assert page.named("label")[0]["for"] == control["id"]


def test_a_group_of_choices_has_a_legend_and_a_single_tick_its_label():
    page = Elements(render("{% field form.way %}{% field form.keep %}", form=Enquiry()))
    assert len(page.named("fieldset")) == len(page.named("legend")) == 1
    assert page.named("label")[-1] == {"class": "tickline", "for": "id_keep"}


def test_the_summary_of_errors_links_to_every_field_that_is_wrong():
    summary = render("{% form_errors form %}", form=Enquiry({}))
    page = Elements(summary + render("{% form_fields form %}", form=Enquiry({})))
    targets = {link["href"].removeprefix("#") for link in Elements(summary).named("a")}
    assert len(targets) == 2
    assert targets <= {attributes.get("id") for _tag, attributes in page.found}
    assert render("{% form_errors form %}", form=Enquiry()).strip() == ""


def test_options_without_verdict_give_nothing_away():
    options = [{"value": "a", "text": "One"}, {"value": "b", "text": "Two", "checked": True}]
    page = render("{% opts name='choice' options=options %}", options=options)
    assert "told" not in page
    assert "data-right" not in page
    assert [("checked" in row, row["value"]) for row in Elements(page).named("input")] == [
        (False, "a"),
        (True, "b"),
    ]


def test_what_an_option_says_is_escaped():
    options = [{"value": "a", "text": "<script>", "verdict": "wrong", "feedback": "<b>"}]
    page = render("{% opts name='choice' options=options %}", options=options)
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;" in page


def test_a_verdict_is_a_word_and_not_only_a_colour():
    options = [
        {"value": "a", "text": "One", "verdict": "right"},
        {"value": "b", "text": "Two", "verdict": "wrong"},
    ]
    page = render("{% opts name='choice' options=options locked=True %}", options=options)
    assert "Right." in page
    assert "Not right." in page
    assert all("disabled" in row for row in Elements(page).named("input"))


def test_a_mark_is_hidden_from_readers_unless_it_stands_alone():
    assert Elements(render("{% mark 'cites' %}")).named("svg")[0]["aria-hidden"] == "true"
    alone = Elements(render("{% mark 'cites' label='CITES' %}")).named("svg")[0]
    assert (alone["role"], alone["aria-label"]) == ("img", "CITES")


def test_a_module_without_mark_or_plate_is_drawn_without():
    assert render("{% mark 'unheard' %}{% plate 'unheard' %}{% plate None %}") == ""


def test_a_slip_is_named_by_its_tab_and_keeps_what_stands_in_it():
    page = render("{% slip 'law' source='CITES III' %}<p>A <b>permit</b>.</p>{% endslip %}")
    assert "What the law says" in page
    assert "<p>A <b>permit</b>.</p>" in page
    assert "CITES III" in page


def test_turning_a_page_keeps_the_filters():
    request = RequestFactory().get("/officers/", {"office": "port", "page": "2"})
    page = Paginator(range(50), 10).page(2)
    links = Elements(render("{% pagination page %}", page=page, request=request)).named("a")
    assert [link["href"] for link in links] == ["?office=port&page=1", "?office=port&page=3"]


def test_a_list_of_one_page_has_no_pagination():
    page = Paginator(range(5), 10).page(1)
    assert render("{% pagination page %}", page=page, request=None).strip() == ""


def place(number, **known):
    known = {"saved": False, "flagged": False, "here": False, "url": f"/attempts/7/{number}/"} | known
    return SimpleNamespace(number=number, **known)


def test_the_map_of_a_paper_says_in_words_what_its_signs_say():
    items = [place(1, saved=True), place(2, here=True), place(3, saved=True, flagged=True, here=True)]
    drawn = render("{% papermap items %}", items=items)
    assert '<a href="/attempts/7/1/" class="done">1<span class="vh"> answered and saved</span></a>' in drawn
    assert 'class=" here" aria-current="step">2<span class="vh"> open</span></a>' in drawn
    assert 'class="done here" aria-current="step">3<span class="fold"></span>' in drawn
    assert '<span class="vh"> answered and saved, flagged</span>' in drawn


def test_what_an_address_on_the_map_says_is_escaped():
    drawn = render("{% papermap items %}", items=[place(1, url='/"><script>')])
    assert "<script>" not in drawn


def test_the_timer_tells_its_times_with_the_zone_of_the_page():
    now = datetime(2026, 3, 14, 12, tzinfo=UTC)
    with timezone.override(ZoneInfo("Asia/Kolkata")):
        drawn = render("{% timer deadline=deadline now=now %}", deadline=now + timedelta(hours=1), now=now)
    assert 'datetime="2026-03-14T18:30:00+05:30" data-deadline="2026-03-14T18:30:00+05:30"' in drawn
    assert 'data-now="2026-03-14T17:30:00+05:30">18:30</time>' in drawn
