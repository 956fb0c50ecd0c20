"""Export notification and import response, each with label and safety data sheet."""

from datetime import timedelta
from random import Random

import pytest

from exercises.consignments.clean import clean_set
from exercises.consignments.faults import faults_of
from exercises.consignments.mixing import inspection
from exercises.consignments.model import permit_of, permits_of
from exercises.consignments.rules import findings
from exercises.consignments.stock.trade import trade

NOTIFIED, ANSWERED = "rotterdam-notification", "rotterdam-import-response"
BESIDE = ("rotterdam-label", "rotterdam-safety-data-sheet")
each_set = pytest.mark.parametrize("template", [NOTIFIED, ANSWERED])


def given(template=NOTIFIED, *having):
    return clean_set(template, Random(4), frozenset(having))


def answered(answer):
    return given(ANSWERED, f"answer:{answer}")


def fired(changed):
    return {finding.rule for finding in findings(changed)}


def spoiled(template, kind, seed):
    return inspection(template, seed, clean_share=0, kinds=[kind]).given


@each_set
def test_the_document_of_the_convention_comes_first_with_label_and_sheet_beside_it(template):
    assert permits_of(template) == (template, *BESIDE)
    assert permit_of(template) == template
    assert tuple(given(template).documents)[:3] == (template, *BESIDE)


def test_a_permit_of_other_sets_is_the_last_of_their_documents():
    assert permit_of("basel-notification") == "basel-movement"
    assert permit_of("ods-cylinder-label") == "ods-licence"
    assert permit_of("cites-permit") == "cites-permit"


@each_set
def test_countries_are_invented(template):
    for seed in range(60):
        facts = clean_set(template, Random(seed)).facts
        assert {facts.departs_from, facts.destination} <= {one.name for one in trade().invented.values()}


@each_set
@pytest.mark.parametrize("seed", range(60))
def test_label_and_sheet_say_the_same(template, seed):
    made = clean_set(template, Random(seed))
    for key in ("product", "use", "cas", "signal_word", "hazards", "supplier.name", "supplier.telephone"):
        assert made.value(f"label:{key}") == made.value(f"sheet:{key}"), key
    assert made.text("label:active") == made.text("sheet:substance") == made.text("permit:common_name")
    assert made.text("label:strength") == made.text("sheet:concentration")
    assert made.day("sheet:revision_date") < made.day("label:made_on") < made.day("waybill:departed")
    assert made.day("label:expires_on") > made.facts.presented_on


@pytest.mark.parametrize("seed", range(60))
def test_a_clean_notification_is_signed_acknowledged_and_then_used(seed):
    made = clean_set(NOTIFIED, Random(seed))
    days = ("effective_on", "signed_on", "acknowledged.received", "acknowledged.signed_on", "export_date")
    dates = [made.day(f"permit:{key}") for key in days]
    assert dates == sorted(dates)
    assert dates[3] - dates[2] <= timedelta(days=30)
    assert made.text("permit:number") == made.text("permit:acknowledged.number")
    assert made.text("permit:number").split("-")[1] == made.text("permit:year") == "2026"
    assert made.text("permit:cas") == made.text("sheet:cas")


@pytest.mark.parametrize("seed", range(60))
def test_a_clean_response_allows_what_is_here(seed):
    made = clean_set(ANSWERED, Random(seed))
    assert made.text("permit:party") == made.facts.destination
    assert made.text("permit:decision") in {"consent", "conditions"}
    assert made.day("permit:submitted_on") < made.day("permit:published_on") < made.day("waybill:departed")
    assert bool(made.text("permit:condition_use")) == (made.text("permit:decision") == "conditions")
    allowed = made.number("permit:condition_kg")
    assert allowed is None or allowed >= made.number("packing-list:total_net_kg")
    assert "licence_number" not in made.documents["commercial-invoice"].values


def test_ten_kinds_and_more_spoil_each_document():
    label_and_sheet = {one.slug for one in faults_of(NOTIFIED)} & {one.slug for one in faults_of(ANSWERED)}
    for template, least in ((NOTIFIED, 17), (ANSWERED, 14)):
        own = [one for one in faults_of(template) if one.slug not in label_and_sheet]
        papers = {one.slug for one in own if one.slug.startswith("rotterdam-")}
        assert len(papers) == least
    touching = {
        slug: [
            one.slug
            for one in faults_of(NOTIFIED)
            if one.slug in label_and_sheet and any(entry.startswith(f"{name}:") for entry in one.entries)
        ]
        for name, slug in (("label", BESIDE[0]), ("sheet", BESIDE[1]))
    }
    assert all(len(kinds) >= 10 for kinds in touching.values())


@each_set
def test_no_kind_turns_on_an_entry_of_which_nothing_is_verified(template):
    unverified = {
        *(
            "permit:preparation",
            "permit:ingredient1.concentration",
            "permit:properties",
            "permit:effective_on",
        ),
        *("label:language", "label:registration", "label:expires_on", "label:precautions"),
        *("sheet:regulation", "sheet:hazards"),
    }
    for one in faults_of(template):
        assert not unverified & {*one.entries, *one.touches}, one.slug


@each_set
@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"label:cas": "1-1-1"}, {"rotterdam-label-cas"}),
        ({"label:cas": ""}, set()),
        ({"label:active": "A chemical of another name"}, set()),
        ({"label:active": ""}, {"rotterdam-label-identifier"}),
        ({"label:frame": "black"}, {"rotterdam-label-frame"}),
        ({"label:frame": "dark red"}, set()),
        ({"label:pictogram1": ""}, {"rotterdam-label-pictograms"}),
        ({"label:strength": "1 % by mass"}, {"rotterdam-same-strength"}),
        ({"label:batch": "another", "label:language": "", "label:expires_on": ""}, set()),
        ({"sheet:cas": ""}, {"rotterdam-sheet-composition"}),
        ({"sheet:un_number": "UN 1"}, {"rotterdam-sheet-un-number"}),
        ({"sheet:fire": "", "sheet:disposal": ""}, {"rotterdam-sheet-sections"}),
        ({"sheet:state": "gas"}, {"rotterdam-sheet-state"}),
        ({"sheet:regulation": "", "sheet:revision_date": ""}, set()),
    ],
)
def test_each_rule_sees_its_own_entry_of_label_and_sheet(template, changes, rules):
    assert fired(given(template).write(changes)) == rules


def test_pictograms_may_stand_in_any_order():
    made = given(ANSWERED)
    shown = [made.text(f"label:pictogram{number}") for number in (1, 2, 3)]
    turned = dict(zip((f"label:pictogram{number}" for number in (1, 2, 3)), reversed(shown), strict=True))
    assert fired(made.write(turned)) == set()


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
def test_thirty_days_are_in_time(days, late):
    made = given()
    signed = made.day("permit:acknowledged.received") + timedelta(days=days)
    changed = made.write({"permit:acknowledged.signed_on": str(signed)})
    assert ("rotterdam-acknowledged-in-time" in fired(changed)) is late


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_a_notification_on_the_day_of_departure_is_in_time(days, late):
    made = given()
    signed = made.day("waybill:departed") + timedelta(days=days)
    changed = made.write({"permit:signed_on": str(signed), "permit:export_date": str(signed)})
    assert ("rotterdam-notified-first" in fired(changed)) is late


def test_an_authority_of_any_name_may_acknowledge_but_not_a_chamber():
    made = given()
    assert fired(made.write({"permit:acknowledged.authority": "Directorate of Chemicals"})) == set()
    chamber = made.write({"permit:acknowledged.authority": "Sample Chamber of Commerce, Meridia"})
    assert fired(chamber) == {"rotterdam-acknowledging-authority"}


def test_all_of_the_quantity_allowed_may_come():
    made = answered("conditions")
    packed = made.text("packing-list:total_net_kg")
    assert fired(made.write({"permit:condition_kg": packed})) == set()
    less = str(int(packed) - 1)
    assert fired(made.write({"permit:condition_kg": less})) == {"rotterdam-condition-quantity"}


def test_one_condition_that_is_told_is_enough():
    made = answered("conditions")
    assert fired(made.write({"permit:condition_use": "", "permit:condition_kg": ""})) == set()


def test_an_interim_response_that_consents_is_a_consent():
    made = answered("interim")
    assert (made.text("permit:type"), made.text("permit:decision")) == ("interim", "consent")
    assert fired(made) == set()
    assert fired(made.write({"permit:decision": ""})) == {"rotterdam-answer-decides"}


@pytest.mark.parametrize(("days", "old"), [(366, False), (367, True)])
def test_a_circular_is_old_when_two_have_come_after_it(days, old):
    made = answered("consent")
    published = made.facts.presented_on - timedelta(days=days)
    changed = made.write({"permit:published_on": str(published), "permit:submitted_on": "2008-01-01"})
    assert ("rotterdam-answer-current" in fired(changed)) is old


def test_circulars_are_counted_every_six_months():
    numbers = {}
    for seed in range(40):
        made = clean_set(ANSWERED, Random(seed))
        numbers[made.text("permit:published_on")] = made.text("permit:circular")
    assert numbers == {"2025-12-12": "Sample circular 40", "2026-06-12": "Sample circular 41"}
    old = [spoiled(ANSWERED, "rotterdam-answer-of-old-circular", seed) for seed in range(40)]
    assert all(one.day("permit:published_on").year < 2024 for one in old)


def test_what_was_not_acknowledged_leaves_the_page_with_its_number():
    paper = spoiled(NOTIFIED, "rotterdam-not-acknowledged", 3).documents[NOTIFIED]
    written = (*paper.values, *(mark.at for mark in paper.marks))
    assert [key for key in written if "acknowledged" in key] == ["acknowledged.number"]
    assert paper.pages() == (1, 2)


def test_a_notification_of_last_year_is_of_one_year_throughout():
    made = spoiled(NOTIFIED, "rotterdam-notification-of-last-year", 3)
    numbers = {
        made.text(name)
        for name in ("permit:number", "permit:acknowledged.number", "commercial-invoice:licence_number")
    }
    assert len(numbers) == 1
    assert "-2025-" in numbers.pop()


def test_another_chemical_has_another_number():
    for seed in range(40):
        made = spoiled(NOTIFIED, "rotterdam-sheet-of-other-chemical", seed)
        assert made.text("sheet:cas") != made.text("label:cas")
        assert made.text("sheet:substance") != made.text("label:active")
