"""Two thousand seeds of every template: clean sets are clean, faulted sets trip what they declare."""

import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from exercises.consignments.clean import MAKERS, clean_set
from exercises.consignments.faults import all_faults, faults_of
from exercises.consignments.mixing import inspection
from exercises.consignments.model import PERMITS
from exercises.consignments.rules import all_rules, findings
from exercises.consignments.stock.trade import trade
from exercises.documents.registry import template as form

ROOT = Path(__file__).parents[3]
SEEDS = range(2000)
CLEAN_SHARE = 0.25
each_template = pytest.mark.parametrize("template", MAKERS)
each_template_of_goods = pytest.mark.parametrize("template", PERMITS)


@pytest.fixture(scope="module", params=MAKERS)
def mixed(request):
    """The inspections of all seeds, with one fault each where they are not clean."""
    return request.param, [inspection(request.param, seed, clean_share=CLEAN_SHARE) for seed in SEEDS]


@each_template
def test_no_rule_fires_on_a_clean_set(template):
    for seed in SEEDS:
        found = findings(clean_set(template, Random(seed)))
        assert not found, f"{template}, seed {seed}: {found}"


def test_exactly_the_declared_rules_fire_on_a_set(mixed):
    template, made = mixed
    for one in made:
        fired = {finding.rule for finding in findings(one.given)}
        declared = frozenset().union(*(fault.trips for fault in one.faults))
        assert fired == declared, f"{template}, seed {one.seed}: {[fault.slug for fault in one.faults]}"


@each_template
@pytest.mark.parametrize("faults", [2, 3, 5, 8])
def test_several_faults_neither_hide_each_other_nor_add_to_each_other(template, faults):
    for seed in SEEDS[:250]:
        made = inspection(template, seed, clean_share=0, faults=faults)
        fired = {finding.rule for finding in findings(made.given)}
        assert len(made.faults) == faults
        assert fired == frozenset().union(*(fault.trips for fault in made.faults)), (
            f"{template}, seed {seed}: {[fault.slug for fault in made.faults]}"
        )


def test_what_a_rule_finds_is_what_the_officer_should_flag(mixed):
    _, made = mixed
    for one in made:
        for finding in findings(one.given):
            right = [fault for fault in one.faults if finding.rule in fault.trips]
            entry = (finding.document, finding.field)
            assert any(entry in fault.entries_in(one.given) for fault in right), f"seed {one.seed}: {finding}"


def test_the_share_of_clean_sets_is_the_one_set(mixed):
    _, made = mixed
    share = sum(not one.faults for one in made) / len(made)
    assert abs(share - CLEAN_SHARE) < 0.03


def test_every_kind_of_fault_is_as_frequent_as_any_other(mixed):
    template, made = mixed
    kinds = Counter(fault.slug for one in made for fault in one.faults)
    faulted = kinds.total()
    known = faults_of(template)
    assert set(kinds) == {fault.slug for fault in known}
    assert all(abs(kinds[fault.slug] / faulted - 1 / len(known)) < 0.02 for fault in known)


@each_template
@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_the_share_of_clean_sets_can_be_set(template, share):
    clean = sum(not inspection(template, seed, clean_share=share).faults for seed in SEEDS)
    assert abs(clean / len(SEEDS) - share) < 0.02


@each_template
def test_the_same_seed_gives_the_same_set(template):
    for seed in SEEDS[:100]:
        assert inspection(template, seed, faults=3) == inspection(template, seed, faults=3)


def test_the_same_seed_gives_the_same_set_in_another_process():
    asked = (
        "from exercises.consignments.mixing import inspection; print(inspection('cites-permit', 5, faults=4))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", asked],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        )
        .stdout.partition(", key=Key(")[0]
        .partition("traits=")[0]
        for seed in ("1", "2")
    }
    assert len(told) == 1


@each_template
def test_other_seeds_give_other_sets(template):
    made = [inspection(template, seed, clean_share=1).given for seed in SEEDS[:100]]
    assert all(one != other for one, other in pairwise(made))


@each_template_of_goods
def test_a_set_has_its_permit_and_the_papers_of_trade(template):
    for seed in SEEDS[:100]:
        documents = set(clean_set(template, Random(seed)).documents)
        assert {template, "commercial-invoice", "packing-list"} < documents
        assert len(documents & {"bill-of-lading", "air-waybill"}) == 1


def test_a_permit_by_air_and_one_by_sea_occur():
    slugs = {clean_set("cites-permit", Random(seed)).waybill for seed in SEEDS[:50]}
    assert slugs == {"bill-of-lading", "air-waybill"}


@each_template_of_goods
def test_all_parties_are_plainly_samples(template):
    known = ("Sample", "Specimen", "Example", "Model", "Practice", "Demonstration")
    for seed in SEEDS[:100]:
        given = clean_set(template, Random(seed))
        for name in (
            "permit:importer",
            "permit:exporter",
            "waybill:consignee.name",
            "packing-list:shipper.name",
        ):
            assert not given.has(name) or given.text(name).startswith(known)


def test_every_fault_can_be_asked_for_by_itself_and_is_found():
    for fault in all_faults().values():
        for template in fault.templates:
            made = inspection(template, 7, clean_share=0, kinds=[fault.slug])
            assert made.faults == (fault,)
            assert {finding.rule for finding in findings(made.given)} == fault.trips


@each_template
def test_compatible_faults_share_no_entry_in_any_set(template):
    given = [clean_set(template, Random(seed)) for seed in range(12)]
    for fault in faults_of(template):
        for other in faults_of(template):
            if fault is not other and not fault.conflicts(other):
                assert not any(fault.entries_in(one) & other.entries_in(one) for one in given)


def test_every_declared_rule_exists_and_every_rule_is_tripped_by_a_fault():
    tripped = frozenset().union(*(fault.trips for fault in all_faults().values()))
    assert tripped == set(all_rules())


def test_a_rule_and_the_faults_that_trip_it_are_of_the_same_templates():
    for fault in all_faults().values():
        for rule in fault.trips:
            assert set(fault.templates) <= set(all_rules()[rule].templates), fault.slug


def test_the_entries_of_a_fault_are_on_the_forms():
    for fault in all_faults().values():
        for template in fault.templates:
            made = inspection(template, 11, clean_share=0, kinds=[fault.slug])
            for slug, key in fault.entries_in(made.given):
                assert key in {one.key for one in (*form(slug).fields, *form(slug).places)}


@each_template
def test_a_key_has_a_decision_and_sound_entries(template):
    for seed in SEEDS[:100]:
        made = inspection(template, seed, faults=3)
        assert len(made.key.decisions) == 1
        assert len(made.key.sound) > 40
        assert len(made.key.signals) == len(made.faults)


def test_a_clean_set_is_to_be_released():
    made = inspection("ods-licence", 1, clean_share=1)
    assert [str(one) for one in made.key.decisions] == ["release"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"faults": 0}, "1 to 8 faults"),
        ({"faults": 9}, "1 to 8 faults"),
        ({"kinds": ["cites-expired", "no-such"]}, "no faults of the kind no-such"),
        ({"kinds": ["cites-expired"], "faults": 2}, "cannot have 2 faults"),
        ({"clean_share": 1.5}, "between 0 and 1"),
    ],
)
def test_settings_that_cannot_be_met_are_refused_in_words(settings, message):
    with pytest.raises(ValueError, match=message):
        inspection("cites-permit", 1, **{"clean_share": 0, **settings})


def test_a_template_without_sets_is_refused_in_words():
    with pytest.raises(ValueError, match="There are no sets for 'packing-list'"):
        clean_set("packing-list", Random(1))


SIGNING_FOR_ONE = {
    "cites-permit": ("applicant", "issuer_signature", "endorsement_signature"),
    "basel-notification": (
        *("exporter_signature", "generator_signature", "acknowledged.signature"),
        *("consent1.signature", "consent2.signature"),
    ),
    "basel-movement": ("declaration_signature", "carrier1.signature", "carrier2.signature", "exit_signature"),
}


@pytest.mark.parametrize(("template", "places"), SIGNING_FOR_ONE.items())
def test_nobody_signs_a_document_in_two_roles(template, places):
    for seed in range(300):
        marks = clean_set(template, Random(seed)).documents[template].marks
        names = [mark.text for mark in marks if mark.at in places]
        assert len(names) == len(set(names)) == len(places), seed


@each_template_of_goods
def test_a_consignment_crosses_a_customs_border(template):
    for seed in range(300):
        facts = clean_set(template, Random(seed)).facts
        start, end = (trade().named(name) for name in (facts.departs_from, facts.destination))
        assert start.apart_from(end), seed


def test_a_licence_is_never_given_out_of_a_quota_that_has_no_room():
    for seed in SEEDS:
        given = inspection("ods-licence", seed, clean_share=0, faults=1 + seed % 3).given
        assert not given.text("permit:quota_after").startswith("-"), seed
