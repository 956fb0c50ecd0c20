"""The certification by a State not party, and the check of the register, in one set at export."""

from random import Random

import pytest

from exercises.consignments.clean import clean_set
from exercises.consignments.faults import all_faults, faults_of
from exercises.consignments.mixing import inspection
from exercises.consignments.model import permit_of, permits_of
from exercises.consignments.rules import findings
from exercises.consignments.showing import facts_told
from exercises.consignments.stock.trade import trade

TEMPLATE = "stockholm-declaration"
DDT, OTHER = frozenset({"chemical:ddt"}), frozenset({"chemical:other"})


def given(having=DDT, seed=4):
    return clean_set(TEMPLATE, Random(seed), having)


def fired(changed):
    return {finding.rule for finding in findings(changed)}


def mixed(kind, seed):
    return inspection(TEMPLATE, seed, clean_share=0, kinds=[kind]).given


def test_the_certification_is_the_permit_though_another_document_lies_beside_it():
    assert permits_of(TEMPLATE) == ("stockholm-declaration", "stockholm-register-check")
    assert tuple(given().documents)[:2] == permits_of(TEMPLATE)
    assert given().entry("permit:number") == ("stockholm-declaration", "reference")


@pytest.mark.parametrize(
    ("template", "permit"),
    [
        ("cites-permit", "cites-permit"),
        ("basel-notification", "basel-movement"),
        ("ods-cylinder-label", "ods-licence"),
        ("stockholm-nameplate", "stockholm-equipment-declaration"),
    ],
)
def test_the_permit_of_other_sets_is_the_numbered_document(template, permit):
    assert permit_of(template) == permit


def test_the_goods_are_presented_for_export_and_not_yet_on_board():
    for seed in range(40):
        made = given(frozenset(), seed)
        told = dict(facts_told(made))
        assert told["Procedure"] == "export"
        assert told["Departs from"] == made.facts.departs_from
        assert not made.text("waybill:departed")
        assert not [mark for mark in made.marks("waybill") if mark.at == "on_board_stamp"]
        assert made.day("commercial-invoice:date") < made.facts.presented_on


def test_other_sets_stay_at_import():
    for template in ("cites-permit", "basel-movement", "ods-licence", "stockholm-nameplate"):
        assert dict(facts_told(clean_set(template, Random(3))))["Procedure"] == "import"


@pytest.mark.parametrize("seed", range(60))
def test_a_clean_certification_is_of_this_year_and_in_order(seed):
    made = given(frozenset(), seed)
    signed, presented = made.day("permit:signed_on"), made.facts.presented_on
    assert signed.year == presented.year == 2026
    assert signed < made.day("permit:received_on") <= presented
    sent = made.when("permit:sent_on")
    assert sent is None or made.day("permit:received_on") < sent <= presented
    assert made.text("permit:state") == made.facts.destination == made.text("check:state")
    assert made.text("permit:exporting_party") == made.facts.departs_from == made.text("check:party")
    assert made.text("permit:use") == made.text("check:purpose")
    assert bool(made.text("permit:ddt")) == (made.text("permit:chemical") == "DDT")


def test_fifty_seeds_give_fifty_different_certifications_of_all_the_goods():
    made = [given(frozenset(), seed) for seed in range(50)]
    assert len({one.text("permit:reference") for one in made}) == 50
    assert len({one.goods for one in made}) == 5


def test_of_no_real_state_is_said_whether_it_is_a_party():
    names = {one.name for one in trade().invented.values()}
    for seed in range(60):
        made = inspection(TEMPLATE, seed).given
        assert {made.text(name) for name in ("permit:state", "check:state", "check:party")} <= names


def test_twenty_five_kinds_are_of_certification_and_register():
    own = [one for one in faults_of(TEMPLATE) if one.templates == (TEMPLATE,)]
    assert len(own) == 25
    for one in own:
        text = " ".join((one.title, one.shows, one.matters, one.basis[TEMPLATE].where))
        assert not any(word in text.lower() for word in ("sixty", "60 days", "un number"))


def test_kinds_about_traders_and_arrival_do_not_hold_at_export():
    slugs = {one.slug for one in faults_of(TEMPLATE)}
    assert not slugs & {"other-importer", "other-exporter", "departed-after-arrival"}
    assert {"other-consignee", "other-permit-on-invoice", "other-seal"} <= slugs


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"permit:chemical": "Dieldrin", "permit:cas": "60-57-1"}, {"stockholm-certified-chemical"}),
        ({"permit:cas": "60-57-1"}, {"stockholm-certified-cas"}),
        ({"permit:cas": ""}, set()),
        ({"permit:use": ""}, {"stockholm-use-stated"}),
        ({"permit:use": "Control of household ants"}, {"stockholm-use-registered"}),
        ({"permit:ddt": ""}, {"stockholm-commitment-ddt"}),
        ({"permit:documents": ()}, {"stockholm-supported"}),
        ({"permit:authority": "Sample Redwater Imports Ltd"}, {"stockholm-issued-by-state"}),
        ({"permit:signed_on": "2025-05-01"}, {"stockholm-this-year"}),
        ({"check:status": "party"}, {"stockholm-state-not-party"}),
        ({"check:expiry": ""}, set()),
        ({"check:quantity": "1", "check:remarks": "None", "permit:contact": ""}, set()),
    ],
)
def test_each_rule_sees_its_own_entry(changes, rules):
    assert fired(given().write(changes)) == rules


def test_only_for_ddt_the_third_promise_is_asked_for():
    other = given(OTHER)
    assert other.text("permit:chemical") == "Sulfluramid"
    assert not other.text("permit:ddt")
    assert fired(other) == set()


def test_only_codes_that_are_verified_are_held_against_the_invoice():
    code = {"commercial-invoice:line1.hs_code": "3808.91"}
    assert fired(given().write(code)) == {"stockholm-chemical-code"}
    assert fired(given(OTHER).write(code)) == set()


def test_a_company_signs_and_stamps_its_own_letter():
    for seed in range(30):
        made = mixed("stockholm-letter-of-company", seed)
        stamp, signature = ([mark.text for mark in made.marks("permit") if mark.at == at] for at in PLACES)
        assert made.text("permit:authority").upper() in stamp[0]
        assert made.text("permit:signatory").startswith(signature[0])
        assert made.text("permit:ministry") == made.text("permit:authority")


PLACES = ("stamp", "signature")


def test_a_certification_of_last_year_was_sent_last_year():
    for seed in range(60):
        made = mixed("stockholm-certified-other-year", seed)
        dates = [made.when(f"permit:{key}") for key in ("signed_on", "received_on", "sent_on")]
        days = [day for day in dates if day]
        assert days == sorted(days)
        assert made.day("permit:signed_on").year == 2025


def test_both_faults_of_another_chemical_are_reasons_for_each_other():
    known = all_faults()
    certified, found = (known[f"stockholm-other-chemical-{what}"].reasons for what in ("certified", "found"))
    assert certified == found
