"""Label, safety data sheet and licence in one set."""

from random import Random

import pytest

from exercises.consignments.clean import clean_set
from exercises.consignments.faults import faults_of
from exercises.consignments.mixing import inspection
from exercises.consignments.model import permits_of
from exercises.consignments.rules import findings

SINGLE, BLEND = frozenset({"substance:single"}), frozenset({"substance:blend"})
PAPERS = ("ods-cylinder-label", "ods-safety-data-sheet", "ods-licence")


def given(having=SINGLE):
    return clean_set("ods-cylinder-label", Random(4), having)


def fired(changed):
    return {finding.rule for finding in findings(changed)}


def test_label_sheet_and_licence_lie_on_the_counter_in_this_order():
    assert permits_of("ods-cylinder-label") == PAPERS
    assert tuple(given().documents)[:3] == PAPERS
    assert given().entry("permit:number") == ("ods-licence", "licence_number")


def test_the_same_seed_gives_the_same_licence_with_and_without_its_label():
    alone = clean_set("ods-licence", Random(9)).documents["ods-licence"]
    assert clean_set("ods-cylinder-label", Random(9)).documents["ods-licence"] == alone


@pytest.mark.parametrize("seed", range(60))
def test_a_clean_label_and_sheet_say_what_the_licence_says(seed):
    made = clean_set("ods-cylinder-label", Random(seed))
    assert made.text("label:common_name") == made.text("sheet:product") == made.text("permit:common_name")
    for key in ("cas", "chemical_name", "composition"):
        assert made.value(f"label:{key}") == made.value(f"sheet:{key}") == made.value(f"permit:{key}")
    assert made.number("label:net_kg") == made.number("permit:container_net_kg")
    assert made.number("label:gross_kg") - made.number("label:tare_kg") == made.number("label:net_kg")
    assert made.day("sheet:revision_date") < made.day("label:fill_date") < made.day("waybill:departed")


def test_the_goods_as_found_do_not_say_what_the_label_says():
    for seed in range(40):
        signs = " ".join(clean_set("ods-cylinder-label", Random(seed)).found.signs)
        assert "Label" not in signs


def test_ten_kinds_need_label_or_sheet():
    alone = {one.slug for one in faults_of("ods-licence")}
    own = [one for one in faults_of("ods-cylinder-label") if one.slug not in alone]
    assert len(own) == 10
    for one in own:
        papers = {
            slug for slug, _ in one.entries_in(inspection("ods-cylinder-label", 1, kinds=[one.slug]).given)
        }
        assert papers & set(PAPERS[:2])


def test_without_label_and_sheet_no_fault_names_an_entry_of_them():
    alone = clean_set("ods-licence", Random(2))
    for one in faults_of("ods-licence"):
        assert not {slug for slug, _ in one.entries_in(alone)} & set(PAPERS[:2])


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"label:cas": "1-1-1"}, {"ods-label-cas"}),
        ({"label:un_number": "UN 1011"}, {"ods-label-un-number"}),
        ({"label:net_kg": "999"}, {"ods-label-mass"}),
        ({"label:net_kg": ""}, set()),
        ({"label:common_name": "A gas of another name"}, {"ods-labelled"}),
        ({"sheet:product": "A gas of another name"}, {"ods-sheet-product"}),
        ({"sheet:un_number": "UN 1011"}, {"ods-sheet-un-number"}),
        ({"sheet:cas": ""}, {"ods-sheet-cas"}),
        ({"sheet:gwp": "1", "sheet:odp": "1"}, {"ods-sheet-potential"}),
        ({"label:batch": "another", "sheet:use": "Propellant"}, set()),
    ],
)
def test_each_rule_sees_its_own_entry(changes, rules):
    assert fired(given().write(changes)) == rules


def test_a_sheet_without_the_components_of_its_blend_is_seen():
    blend = given(BLEND)
    assert fired(blend.write({"sheet:composition": ()})) == {"ods-sheet-composition"}
    assert fired(blend.write({"sheet:composition": ("HFC-32 100 %",)})) == {"ods-sheet-composition"}


def test_another_gas_on_the_label_brings_its_own_codes():
    for seed in range(40):
        made = inspection("ods-cylinder-label", seed, clean_share=0, kinds=["ods-label-of-other-gas"]).given
        assert made.text("label:un_number") != made.text("sheet:un_number")
        assert fired(made) == {"ods-labelled"}
