"""The documents of Article 18 of the Cartagena Protocol, each with the decision of the national authority."""

from random import Random

import pytest

from exercises.consignments.clean import clean_set
from exercises.consignments.faults import faults_of
from exercises.consignments.mixing import inspection
from exercises.consignments.model import LMO, permit_of, permits_of
from exercises.consignments.rules import findings
from exercises.consignments.rules.lmo import LINES
from exercises.consignments.stock.cartagena import events, modified
from reference.codes import check_figure, unique_identifier

FFP, CONTAINED, RELEASE = LMO
MAIZE, PLANT, COLD = frozenset({"crop:maize"}), frozenset({"identifier:yes"}), frozenset({"cold:dry-ice"})
each_document = pytest.mark.parametrize("template", LMO)

DECISION = "cartagena-decision"


def given(template, having=frozenset(), seed=4):
    return clean_set(template, Random(seed), having)


def fired(changed):
    return {finding.rule for finding in findings(changed)}


def written_in(changed):
    """The identifiers in the table of events."""
    return [text for line in LINES if (text := changed.text(f"{line}.identifier"))]


@each_document
def test_document_and_decision_lie_on_the_counter_and_the_document_is_the_permit(template):
    assert permits_of(template) == (template, DECISION)
    assert permit_of(template) == template
    made = given(template)
    assert tuple(made.documents)[:2] == (template, DECISION)
    assert made.entry("permit:number") == (template, "decision_number")
    assert made.entry("decision:number") == (DECISION, "number")


@each_document
@pytest.mark.parametrize("seed", range(40))
def test_a_clean_document_says_what_decision_and_invoice_say(template, seed):
    made = given(template, seed=seed)
    assert made.text("permit:number") == made.text("decision:number")
    assert made.text("permit:scientific_name") == made.text("decision:organism")
    assert made.text("permit:importer") == made.text("decision:holder.name")
    assert made.number("decision:quantity_kg") >= made.number("packing-list:total_net_kg")
    assert set(written_in(made)) <= set(made.value("decision:identifiers"))
    assert made.day("decision:issue_date") < made.day("permit:date") < made.day("waybill:departed")
    assert made.facts.presented_on < made.day("decision:expiry_date")


@each_document
def test_every_kind_of_goods_for_this_use_occurs(template):
    use = {FFP: "ffp", CONTAINED: "contained", RELEASE: "release"}[template]
    made = {given(template, seed=seed).goods for seed in range(150)}
    assert made == {one.slug for one in modified() if one.use == use}


def test_both_statements_occur_and_the_invoice_repeats_them():
    said = {}
    for seed in range(60):
        made = given(FFP, seed=seed)
        said[made.text("permit:statement")] = made.text("commercial-invoice:line1.description").split(", ")[1]
    assert said == {"contains": "contains LMOs", "may-contain": "may contain LMOs"}


def test_a_decision_on_maize_leaves_an_event_out():
    maize = {one.identifier for one in events() if one.crop == "Zea mays"}
    for seed in range(60):
        approved = set(given(FFP, MAIZE, seed).value("decision:identifiers"))
        assert approved < maize


@each_document
def test_ten_kinds_or_more_spoil_the_document_and_ten_or_more_the_decision(template):
    spoilt = {template: 0, DECISION: 0}
    for one in faults_of(template):
        made = inspection(template, 5, clean_share=0, kinds=[one.slug]).given
        for slug in {slug for slug, _ in one.entries_in(made)} & spoilt.keys():
            spoilt[slug] += 1
    assert spoilt[template] >= 20
    assert spoilt[DECISION] >= 10


@each_document
@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"permit:statement": ""}, {"lmo-identified"}),
        ({"permit:common_name": "Sugar beet"}, {"lmo-goods"}),
        ({"permit:scientific_name": "Beta vulgaris"}, {"lmo-scientific-name"}),
        ({"commercial-invoice:line1.hs_code": "1209.10"}, {"lmo-tariff-code"}),
        ({"permit:contact.telephone": ""}, set()),
        ({"permit:contact.telephone": "", "permit:contact.email": ""}, {"lmo-contact-reached"}),
        ({"permit:invoice_number": "INV-1"}, {"lmo-invoice"}),
        ({"permit:date": "2027-01-01"}, {"lmo-dated-before-departure"}),
        ({"decision:number": "CNA-1"}, {"lmo-decision-number"}),
        ({"decision:holder.name": "Sample Bluebay Imports Ltd, branch"}, {"lmo-holder"}),
        ({"decision:authority": ("National Biosafety Authority", "Samoa")}, {"lmo-decision-country"}),
        ({"decision:organism": "Beta vulgaris"}, {"lmo-decided-organism"}),
        ({"decision:quantity_kg": "1"}, {"lmo-decided-quantity"}),
        ({"decision:port": "A border post"}, {"lmo-decided-port"}),
        ({"decision:expiry_date": "2026-01-01"}, {"lmo-decision-not-expired"}),
        ({"decision:issue_date": "2027-01-01"}, {"lmo-decision-issued"}),
        ({"decision:consignments": "9", "decision:conditions": ("Milling at the port.",)}, set()),
        ({"decision:number": "", "decision:organism": "", "decision:use": ""}, set()),
    ],
)
def test_each_rule_sees_its_own_entry(template, changes, rules):
    assert fired(given(template).write(changes)) == rules


@pytest.mark.parametrize(
    ("template", "changes", "rules"),
    [
        (FFP, {"permit:statement": ("contains", "may-contain")}, {"lmo-one-statement"}),
        (FFP, {"permit:not_for_release": ""}, {"lmo-not-for-release"}),
        (FFP, {"permit:quantity_kg": "1"}, {"lmo-quantity"}),
        (FFP, {"permit:lot": "LOT 1"}, {"lmo-lot"}),
        (FFP, {"permit:container": "SMPU 000000 0"}, {"lmo-container"}),
        (FFP, {"permit:bch_address": "", "permit:commercial_name": "A name"}, set()),
        (CONTAINED, {"permit:importer.person": "The Director"}, {"lmo-person"}),
        (CONTAINED, {"permit:importer.address": ("Flat 4", "Kumasi")}, {"lmo-facility"}),
        (CONTAINED, {"permit:scientific_name": ""}, {"lmo-name"}),
        (CONTAINED, {"permit:risk_class": "3"}, {"lmo-risk-class"}),
        (CONTAINED, {"permit:un_number": "UN 2814"}, {"lmo-un-number"}),
        (CONTAINED, {"permit:handling": ()}, {"lmo-handling"}),
        (CONTAINED, {"permit:event": "", "permit:use": ""}, set()),
        (RELEASE, {"permit:handling": ()}, {"lmo-handling"}),
        (RELEASE, {"permit:trait": ()}, {"lmo-trait"}),
        (RELEASE, {"permit:trait": ("Blue colour",)}, {"lmo-trait-of-goods"}),
        (RELEASE, {"permit:declaration": ""}, {"lmo-declaration"}),
    ],
)
def test_each_use_has_rules_of_its_own(template, changes, rules):
    assert fired(given(template).write(changes)) == rules


@pytest.mark.parametrize("template", [FFP, RELEASE])
def test_identifiers_on_clean_documents_are_proved_by_their_last_figure(template):
    for seed in range(40):
        for written in written_in(given(template, PLANT, seed)):
            assert unique_identifier(written) == written


def test_a_wrong_last_figure_is_one_that_the_rule_of_the_code_does_not_give():
    for seed in range(40):
        made = inspection(FFP, seed, clean_share=0, kinds=["lmo-wrong-check-figure"]).given
        wrong = [one for one in written_in(made) if one[-1] != check_figure(one[:-1])]
        assert len(wrong) == 1


def test_a_letter_for_zero_is_another_fault_than_a_wrong_figure():
    for seed in range(40):
        made = inspection(FFP, seed, clean_share=0, kinds=["lmo-letter-for-zero"]).given
        known = {event.identifier for event in events()}
        (wrong,) = set(written_in(made)) - known
        applicant, _, rest = wrong.partition("-")
        assert f"{applicant}-{rest.replace('O', 'Ø')}" in known
        assert fired(made) == {"lmo-zero"}


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("MON-ØØ81Ø-6", set()),
        ("MON-ØØ81Ø-9", {"lmo-check-figure"}),
        ("MON-ØØ81O-6", {"lmo-check-figure"}),
        ("various", {"lmo-check-figure"}),
        ("DAS-O15Ø7-1", {"lmo-zero"}),
        ("", set()),
    ],
)
def test_an_identifier_that_the_stock_does_not_have_is_judged_by_its_figure_alone(written, rules):
    made = given(FFP, MAIZE).write(
        {"permit:line6.event": "Another event", "permit:line6.identifier": written}
    )
    assert fired(made) == rules


@pytest.mark.parametrize(
    "kind",
    [
        *("lmo-wrong-check-figure", "lmo-letter-for-zero", "lmo-identifier-of-other-event"),
        *("lmo-event-of-other-crop", "lmo-event-not-approved"),
    ],
)
def test_of_several_rows_only_the_spoilt_one_is_to_be_flagged(kind):
    several = 0
    for seed in range(40):
        made = inspection(FFP, seed, clean_share=0, kinds=[kind])
        (fault,) = made.faults
        lines = {key.partition(".")[0] for slug, key in fault.entries_in(made.given) if slug == FFP}
        assert lines == {finding.field.partition(".")[0] for finding in findings(made.given)}
        assert len(lines) == 1
        several += len(written_in(made.given)) > 1
    assert several


def test_an_event_of_another_crop_is_not_also_one_without_approval():
    made = given(FFP, MAIZE).write({"permit:line1.event": "HB4", "permit:line1.identifier": "IND-ØØ412-7"})
    assert fired(made) == {"lmo-event-crop"}


def test_dry_ice_is_told_to_the_carrier():
    made = given(CONTAINED, COLD)
    assert "UN 3245, UN 1845" in made.text("waybill:line1.marks")
    silent = made.write({"waybill:line1.marks": "UN 3245, SAMPLE 1–4"})
    assert fired(silent) == {"lmo-dry-ice-on-waybill"}


def test_a_declaration_without_a_signature_is_seen_and_no_signature_without_a_declaration_is_asked_for():
    unsigned = given(RELEASE).unmark("permit:signature")
    assert fired(unsigned) == {"lmo-declaration-signed"}
    assert fired(unsigned.write({"permit:declaration": ""})) == {"lmo-declaration"}


def test_no_kind_turns_on_what_the_reference_has_not_verified():
    for template in LMO:
        for one in faults_of(template):
            entries = {name.partition(":")[2] for name in one.entries}
            assert not entries & {"bch_address", "commercial_name", "consignments", "conditions"}
