"""Nameplate and PCB label, and the declaration of the unit, in one set."""

from decimal import Decimal
from random import Random

import pytest

from exercises.consignments.clean import clean_set
from exercises.consignments.faults import all_faults, faults_of
from exercises.consignments.mixing import inspection
from exercises.consignments.model import permits_of
from exercises.consignments.rules import findings
from exercises.consignments.rules.nameplate import class_of, code_for
from exercises.consignments.stock.trade import trade

TEMPLATE = "stockholm-nameplate"


def given(seed=4):
    return clean_set(TEMPLATE, Random(seed))


def fired(changed):
    return {finding.rule for finding in findings(changed)}


def test_the_plate_lies_on_the_counter_and_the_declaration_is_the_permit():
    assert permits_of(TEMPLATE) == ("stockholm-nameplate", "stockholm-equipment-declaration")
    assert tuple(given().documents)[:2] == permits_of(TEMPLATE)
    assert given().entry("permit:number") == ("stockholm-equipment-declaration", "number")


@pytest.mark.parametrize("seed", range(60))
def test_a_clean_unit_is_one_unit_on_every_paper(seed):
    made = given(seed)
    serial = made.text("plate:serial")
    assert serial == made.text("permit:serial") == made.text("permit:test.serial")
    for name in (
        "commercial-invoice:line1.description",
        "packing-list:line1.marks",
        "waybill:line1.marks",
    ):
        assert serial in made.text(name)
    assert made.text("plate:cooling")[0] == "O"
    assert made.number("plate:label_result") == made.number("permit:test.result") < 50
    assert made.day("permit:test.sampled_on") < made.day("permit:date") < made.day("waybill:departed")
    assert made.number("plate:liquid_kg") < made.number("plate:total_kg")


def test_fifty_seeds_give_fifty_different_units():
    made = [given(seed) for seed in range(50)]
    assert len({one.text("plate:serial") for one in made}) == 50
    assert len({one.goods for one in made}) == 8


def test_both_ends_are_states_that_are_no_states():
    names = {one.name for one in trade().invented.values()}
    assert not names & {one.name for one in trade().countries.values()}
    for seed in range(60):
        facts = given(seed).facts
        assert {facts.departs_from, facts.destination} <= names


def test_twenty_kinds_are_of_plate_label_and_declaration():
    own = [one for one in faults_of(TEMPLATE) if one.templates == (TEMPLATE,)]
    assert len(own) == 20
    for one in own:
        text = " ".join((one.title, one.shows, one.matters, one.basis[TEMPLATE].where))
        assert not any(word in text.lower() for word in ("density", "dense", "ban ", "un number"))


@pytest.mark.parametrize(
    ("result", "ticked"),
    [("0", "below"), ("50", "below"), ("50.1", "middle"), ("500", "middle"), ("501", "above")],
)
def test_a_result_falls_into_one_of_three_classes(result, ticked):
    assert class_of(Decimal(result)) == ticked


@pytest.mark.parametrize(
    ("power", "code"),
    [("650", "8504.21"), ("651", "8504.22"), ("10000", "8504.22"), ("10001", "8504.23")],
)
def test_the_code_of_a_transformer_goes_by_its_power(power, code):
    assert code_for(Decimal(power)) == code


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"plate:cooling": "LNAF"}, {"stockholm-cooling-code"}),
        ({"plate:cooling": "CNAN"}, {"stockholm-cooling-code"}),
        ({"plate:cooling": "KNAN"}, set()),
        ({"plate:cooling": ""}, set()),
        ({"plate:liquid": "Askarel"}, {"stockholm-liquid-name"}),
        ({"plate:liquid": "Oil"}, set()),
        ({"plate:fixing": "paper"}, {"stockholm-plate-fixed"}),
        ({"plate:serial": ""}, set()),
        ({"plate:serial": "", "plate:maker": ""}, {"stockholm-plate-there"}),
        ({"permit:test.result": ""}, {"stockholm-tested"}),
        ({"permit:test.serial": "another"}, {"stockholm-unit-tested"}),
        ({"packing-list:line1.marks": "SAMPLE"}, {"stockholm-unit-packed"}),
        ({"plate:label_class": "above"}, {"stockholm-class-on-label"}),
        ({"permit:pcb_class": "above"}, {"stockholm-class-declared"}),
        ({"plate:voltage": "1/1", "permit:signatory": "", "plate:country": ""}, set()),
    ],
)
def test_each_rule_sees_its_own_entry(changes, rules):
    assert fired(given().write(changes)) == rules


def test_equipment_with_pcb_may_move_to_be_disposed_of():
    found = {
        "permit:test.result": "180",
        "plate:label_result": "180",
        "permit:pcb_class": "middle",
        "plate:label_class": "middle",
    }
    assert fired(given().write(found)) == {"stockholm-result-for-use"}
    assert fired(given().write(found | {"permit:purpose": "disposal"})) == set()


def test_a_plate_that_was_taken_off_leaves_its_boxes_blank_and_they_can_be_flagged():
    made = inspection(TEMPLATE, 3, clean_share=0, kinds=["stockholm-plate-missing"])
    (signal,) = made.key.signals
    assert made.given.text("plate:fixing") == "missing"
    assert not made.given.text("plate:liquid")
    assert (TEMPLATE, "cooling") in signal.entries <= made.key.entries


def test_a_code_of_pcb_keeps_the_rest_of_the_code_of_the_unit():
    codes = {
        inspection(TEMPLATE, seed, clean_share=0, kinds=["stockholm-pcb-cooling-code"]).given.text(
            "plate:cooling"
        )
        for seed in range(60)
    }
    assert codes == {"CNAN", "CNAF", "LNAN", "LNAF"}


def test_faults_that_are_read_from_the_same_entry_do_not_meet():
    known = all_faults()
    assert known["stockholm-pcb-for-use"].conflicts(known["stockholm-class-below-result"])
    assert known["stockholm-plate-missing"].conflicts(known["stockholm-other-serial"])
