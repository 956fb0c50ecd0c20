"""How inspections are set up: what is refused, sets written by hand, and their text."""

import json
from dataclasses import replace

import pytest
from django.conf import settings as django_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults, faults_of
from exercises.consignments.faults.registry import FAULTS
from exercises.consignments.mixing import inspection
from exercises.consignments.model import SHIPS
from exercises.consignments.rules import findings
from exercises.documents.drawing import drawn
from exercises.documents.model import Document, Kind
from exercises.documents.telling import text_view
from exercises.inspections.pack_yaml import read_settings, write_settings
from exercises.inspections.refusals import reasons_in
from exercises.inspections.scoring import Answer, Decision, score
from exercises.inspections.settings import FixedSet, InspectionSettings
from tests.exercises.inspections.sets import OWN, set_in, written

each_template = pytest.mark.parametrize("template", list(MAKERS))


def reasons(data):
    with pytest.raises(ValidationError) as caught:
        InspectionSettings.model_validate(data)
    return [(place, str(refused)) for place, refused in reasons_in(caught.value)]


# --- mixed ------------------------------------------------------------------------------------------


def test_settings_make_what_the_mix_says():
    mixed = InspectionSettings(
        template="cites-permit", kinds=("cites-expired",), clean_percent=0, most=1, growth=0
    )
    assert [fault.slug for seed in range(5) for fault in mixed.made(seed, 1).faults] == ["cites-expired"] * 5
    clean = InspectionSettings(template="cites-permit", clean_percent=100)
    assert clean.made(1, 4).faults == ()


def test_what_was_kept_is_not_checked_again():
    """A kind that left the catalogue closes no round that was begun with others."""
    body = InspectionSettings(template="cites-permit", clean_percent=100).body()
    assert InspectionSettings.kept({**body, "most": 99}).made(3, 1).faults == ()


# --- written by hand --------------------------------------------------------------------------------


@each_template
def test_a_mixed_set_written_down_is_the_same_set(template):
    for seed in range(80):
        made = inspection(template, seed, faults=1 + seed % 4)
        again = InspectionSettings(template=template, fixed=FixedSet.of(made)).made(seed + 1, 1)
        assert again.given.documents == made.given.documents
        assert list(again.given.documents) == list(made.given.documents)
        assert (again.given.facts, again.given.found) == (made.given.facts, made.given.found)
        assert again.key.signals == made.key.signals
        assert (again.key.decisions, again.key.acceptable) == (made.key.decisions, made.key.acceptable)
        assert findings(again.given) == findings(made.given)


def test_a_fault_of_the_catalogue_brings_its_words_and_takes_others():
    data = written(faults=1)
    kind = data["fixed"]["faults"][0]["kind"]
    data["fixed"]["faults"] = [{"kind": kind, "shows": "Look at box 2.", "action": "ask"}]
    (fault,) = InspectionSettings.model_validate(data).made(0, 1).faults
    known = all_faults()[kind]
    assert (fault.title, fault.matters, fault.basis["cites-permit"], fault.reasons) == (
        known.title,
        known.matters,
        known.basis["cites-permit"],
        known.reasons,
    )
    assert (fault.shows, fault.action) == ("Look at box 2.", Decision.ASK)


def test_a_fault_in_own_words_is_marked_by_its_entries_and_reasons():
    data = written()
    data["fixed"]["faults"] = [OWN]
    made = InspectionSettings.model_validate(data).made(0, 1)
    right = score(made.key, Answer({("packing-list", "container"): "packages-differ"}, Decision.DETAIN))
    wrong = score(made.key, Answer({("packing-list", "container"): "cites-expired"}, Decision.ASK))
    assert (right.mark, right.decision) == (1, 1)
    assert (wrong.mark, wrong.decision) == (0.5, 0)
    assert right.found[0].kind == "Goods in an open crate"


def test_a_set_without_a_fault_is_released():
    data = written()
    data["fixed"]["faults"] = []
    made = InspectionSettings.model_validate(data).made(0, 1)
    assert made.key.signals == ()
    assert made.key.decisions == {Decision.RELEASE}


PERMIT = ("fixed", "documents", "cites-permit")


@pytest.mark.parametrize(
    ("path", "value", "at", "says"),
    [
        (("template",), "passport", ("template",), "no inspections of this document"),
        (("clean_percent",), 10, (), "leave out what mixes others"),
        (("kinds",), ["cites-expired"], (), "leave out what mixes others"),
        ((*PERMIT[:2], "visa"), {}, (*PERMIT[:2], "visa"), "no document visa in this set"),
        ((*PERMIT[:2], "packing-list"), None, PERMIT[:2], "missing: packing-list"),
        ((*PERMIT[:2], "air-waybill"), {}, PERMIT[:2], "one of the two"),
        ((*PERMIT[:2], "bill-of-lading"), None, PERMIT[:2], "one of the two"),
        ((*PERMIT, "values", "visa"), "x", (*PERMIT, "values", "visa"), "no field 'visa'"),
        ((*PERMIT, "values", "purpose"), 7, (*PERMIT, "values", "purpose"), "in quotation marks"),
        ((*PERMIT, "values", "type"), "import-export", (*PERMIT, "values", "type"), "no square"),
        ((*PERMIT, "values", "issue_date"), "31 May", (*PERMIT, "values", "issue_date"), "2026-11-18"),
        ((*PERMIT, "values", "a.quantity"), "1,000", (*PERMIT, "values", "a.quantity"), "in digits"),
        ((*PERMIT, "values", "a.quantity"), ["1"], (*PERMIT, "values", "a.quantity"), "one text"),
        ((*PERMIT, "marks", 0, "kind"), "halo", (*PERMIT, "marks", 0, "kind"), "no mark halo"),
        ((*PERMIT, "marks", 0, "at"), "page9", (*PERMIT, "marks", 0), "no place 'page9'"),
        ((*PERMIT, "marks", 0, "state"), "lifted", (*PERMIT, "marks", 0), "no state 'lifted'"),
        ((*PERMIT, "marks", 0, "date"), "today", (*PERMIT, "marks", 0), "2026-11-18"),
        (("fixed", "facts", "presented_on"), "x", ("fixed", "facts", "presented_on"), "2026-11-18"),
        (("fixed", "found", "goods"), "unicorns", ("fixed", "found", "goods"), "no goods unicorns"),
        (("fixed", "faults", 0), {"kind": "x"}, ("fixed", "faults", 0, "kind"), "no kind of fault x"),
        (
            ("fixed", "faults", 0),
            {"kind": "basel-waste-found"},
            ("fixed", "faults", 0, "kind"),
            "no kind of fault basel",
        ),
        (("fixed", "faults", 0), {**OWN, "action": "release"}, ("fixed", "faults", 0, "action"), "release"),
        (("fixed", "faults", 0), {**OWN, "shows": ""}, ("fixed", "faults", 0), "needs also: shows"),
        (("fixed", "faults", 0), {**OWN, "reasons": []}, ("fixed", "faults", 0), "needs also: reasons"),
        (
            ("fixed", "faults", 0),
            {**OWN, "reasons": ["tax"]},
            ("fixed", "faults", 0, "reasons"),
            "no reason tax",
        ),
        (
            ("fixed", "faults", 0),
            {**OWN, "entries": ["cites-permit:visa"]},
            ("fixed", "faults", 0, "entries"),
            "no entry cites-permit:visa",
        ),
        (
            ("fixed", "faults", 0),
            {**OWN, "entries": ["visa"]},
            ("fixed", "faults", 0, "entries", 0),
            "by its document and field",
        ),
        (("fixed", "faults"), [OWN, OWN], ("fixed", "faults", 0), "More than one fault"),
        (
            ("fixed", "faults"),
            [OWN, {**OWN, "title": "Another"}],
            ("fixed", "faults", 1, "entries"),
            "an entry belongs to one fault",
        ),
    ],
)
def test_what_makes_no_set_is_refused_in_words_at_its_place(path, value, at, says):
    told = reasons(set_in(written(), path, value))
    assert any(says in said and place == at for place, said in told), told


def test_all_that_is_wrong_with_the_documents_is_told_at_once():
    data = set_in(written(), (*PERMIT, "values", "issue_date"), "31 May")
    data = set_in(data, (*PERMIT, "values", "a.quantity"), "much")
    assert len(reasons(data)) == 2


def test_usual_entries_that_are_not_on_these_forms_are_left_out():
    """An air waybill has no seal; the packing list has."""
    seed = next(n for n in range(99) if "air-waybill" in inspection("cites-permit", n).given.documents)
    data = set_in(written(seed=seed), ("fixed", "faults"), [{"kind": "other-seal"}])
    (signal,) = InspectionSettings.model_validate(data).made(0, 1).key.signals
    assert signal.entries == {("packing-list", "seal")}


def test_a_kind_without_a_usual_entry_on_these_forms_needs_others(monkeypatch):
    data = set_in(written(), ("fixed", "faults"), [{"kind": "other-seal"}])
    astray = replace(all_faults()["other-seal"], entries=("permit:no_such_box",))
    monkeypatch.setitem(FAULTS, "other-seal", astray)
    assert reasons(data)[0][0] == ("fixed", "faults", 0, "entries")
    data = set_in(data, ("fixed", "faults", 0, "entries"), ["packing-list:seal"])
    assert len(InspectionSettings.model_validate(data).made(0, 1).key.signals) == 1


def test_documents_and_entries_stand_in_the_order_of_the_counter_whatever_a_database_does():
    data = written("basel-movement")
    turned = json.loads(json.dumps(data), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    here, there = (InspectionSettings.kept(InspectionSettings(**one).body()) for one in (data, turned))
    assert list(there.fixed.documents) == list(here.fixed.documents)
    assert next(iter(there.fixed.documents)) == "basel-movement"
    assert write_settings(there) == write_settings(here)


# --- what a trainer may write, rules and pages have to stand --------------------------------------------


def own_in(template):
    """A fault of one's own in a set."""
    if template in SHIPS:
        return OWN | {"entries": ["bwm-record-book:ship"], "reasons": ["bwm-page-of-other-book"]}
    return OWN


@each_template
def test_rules_and_pages_stand_any_entry_that_is_accepted(template):
    """Every entry of the forms blank, and every one filled with what its kind allows."""
    made = inspection(template, 5, clean_share=1)
    samples = {Kind.DATE: "1999-02-28", Kind.NUMBER: "0"}
    for slug, document in made.given.documents.items():
        for field in document.template.fields:
            blank = {key: value for key, value in document.values.items() if key != field.key}
            some = field.choices[-1][0] if field.choices else samples.get(field.kind, "Δ 12 (x)")
            for values in (blank, {**blank, field.key: some}):
                changed = Document(document.template, values, document.marks)
                documents = {**made.given.documents, slug: changed}
                found = findings(replace(made.given, documents=documents))
                assert all(one.document in documents for one in found)


def blank(template):
    """A set of forms in which nothing stands."""
    data = set_in(written(template), ("fixed", "facts", "notification"), None)
    documents = {slug: {} for slug in data["fixed"]["documents"]}
    return set_in(set_in(data, ("fixed", "documents"), documents), ("fixed", "faults"), [])


@each_template
def test_rules_and_pages_stand_documents_with_hardly_an_entry(template):
    data = set_in(blank(template), ("fixed", "documents", template, "marks"), [])
    paper, key = ("bwm-record-book", "page_number") if template in SHIPS else ("commercial-invoice", "number")
    data = set_in(data, ("fixed", "documents", paper), {"values": {key: "1"}})
    data = set_in(data, ("fixed", "faults"), [own_in(template)])
    given = InspectionSettings.model_validate(data).made(0, 1).given
    findings(given)
    for document in given.documents.values():
        assert text_view(document)
        assert drawn(document)


def test_a_set_in_which_nothing_is_in_order_is_refused():
    assert "needs an entry in order" in reasons(blank("cites-permit"))[0][1]


# --- text -------------------------------------------------------------------------------------------


@st.composite
def mixes(draw):
    template = draw(st.sampled_from(list(MAKERS)))
    slugs = [one.slug for one in faults_of(template)]
    kinds = draw(st.lists(st.sampled_from(slugs), min_size=12, unique=True) | st.just([]))
    return InspectionSettings(
        template=template,
        kinds=tuple(kinds),
        clean_percent=draw(st.integers(0, 100)),
        most=1 if kinds else draw(st.integers(1, 8)),
        growth=draw(st.integers(0, 100)),
    )


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40
).filter(str.strip)


@st.composite
def sets(draw):
    template = draw(st.sampled_from(list(MAKERS)))
    made = inspection(template, draw(st.integers(0, 500)), faults=draw(st.integers(1, 3)))
    data = FixedSet.of(made).model_dump(mode="json", exclude_defaults=True)
    for slug, document in made.given.documents.items():
        form = document.template
        texts = [one.key for one in form.fields if one.kind in {Kind.TEXT, Kind.LINES}]
        for key in draw(st.lists(st.sampled_from(texts), max_size=3)):
            data["documents"][slug]["values"][key] = draw(words)
        gone = draw(st.integers(0, len(document.marks)))
        data["documents"][slug]["marks"] = data["documents"][slug].get("marks", [])[gone:]
    if draw(st.booleans()):
        data["faults"] = [{**own_in(template), "title": draw(words), "shows": draw(words)}]
    return InspectionSettings.model_validate({"template": template, "fixed": data})


@settings(max_examples=80, deadline=None)
@given(mixes() | sets())
def test_settings_survive_text_and_version(made):
    text = write_settings(made)
    assert read_settings(text, "x.yaml") == (made, [])
    assert write_settings(read_settings(text, "x.yaml")[0]) == text
    held = json.loads(json.dumps(made.body(), sort_keys=True))
    assert InspectionSettings.model_validate(held) == made
    assert InspectionSettings.kept(held) == made


def test_a_fault_of_the_text_is_told_with_its_line():
    made = InspectionSettings.model_validate(written())
    text = write_settings(made)
    number = next(n for n, line in enumerate(text.splitlines(), start=1) if "valid_until:" in line)
    lines = text.splitlines()
    lines[number - 1] = "        valid_until: soon"
    held, problems = read_settings("\n".join(lines), "x.yaml")
    assert held is None
    assert [(problem.line, problem.message) for problem in problems] == [
        (number, "Write the date as 2026-11-18.")
    ]


def test_dates_can_be_written_without_quotation_marks():
    text = write_settings(InspectionSettings.model_validate(written()))
    lines = [line.replace("'", "") if "_date: '" in line else line for line in text.splitlines()]
    assert "\n".join(lines) != text
    assert read_settings("\n".join(lines), "x.yaml") == read_settings(text, "x.yaml")


def test_the_examples_of_the_authors_page_are_sound():
    page = (django_settings.BASE_DIR / "docs" / "authors" / "inspections-in-the-admin.md").read_text()
    examples = [part.split("```")[0] for part in page.split("```yaml\n")[1:]]
    assert examples
    for text in examples:
        made, problems = read_settings(text, "inspections-in-the-admin.md")
        assert problems == []
        assert made.made(1, 1).given.documents
