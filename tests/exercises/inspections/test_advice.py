"""What the rules say of a set that somebody wrote."""

from dataclasses import replace

import pytest

from exercises.consignments.clean import MAKERS
from exercises.consignments.mixing import inspection
from exercises.inspections.advice import advice_on
from exercises.inspections.settings import InspectionSettings
from tests.exercises.inspections.sets import OWN, set_in, written

each_template = pytest.mark.parametrize("template", list(MAKERS))


@each_template
def test_mixed_sets_are_explained_by_their_faults(template):
    for seed in range(150):
        made = inspection(template, seed, clean_share=0.2, faults=1 + seed % 4)
        advice = advice_on(made)
        assert (advice.unexplained, advice.silent) == ((), ())
        assert {one.rule for one in advice.fired} == frozenset().union(
            *(fault.trips for fault in made.faults)
        )


@each_template
def test_what_no_fault_is_told_of_is_named_with_the_kinds_it_looks_like(template):
    for seed in range(60):
        made = inspection(template, seed, clean_share=0, faults=2)
        hidden, told = made.faults
        advice = advice_on(replace(made, faults=(told,)))
        rules = {one.rule for one in advice.unexplained}
        assert rules == hidden.trips
        assert all(hidden in one.kinds for one in advice.unexplained)
        assert all(one.explained_by == (told,) for one in advice.explained)


def test_a_fault_of_which_no_rule_finds_anything_is_named():
    made = inspection("cites-permit", 3, clean_share=1)
    expired = inspection("cites-permit", 3, clean_share=0, kinds=["cites-expired"]).faults
    assert advice_on(replace(made, faults=expired)).silent == expired


def test_a_fault_in_own_words_explains_what_is_found_at_its_entries():
    data = written(faults=1)
    data = set_in(data, ("fixed", "documents", "packing-list", "values", "total_packages"), "99999")
    data = set_in(data, ("fixed", "faults"), [OWN])
    advice = advice_on(InspectionSettings.model_validate(data).made(0, 1))
    counted = next(one for one in advice.fired if one.rule == "packages-as-counted")
    assert [fault.title for fault in counted.explained_by] == [OWN["title"]]
    assert advice.silent == ()
    assert advice.unexplained


def test_a_kind_of_the_catalogue_explains_its_rules_wherever_it_is_flagged():
    seed = next(
        number
        for number in range(200)
        if inspection("cites-permit", number, clean_share=0).faults[0].slug == "packages-not-as-counted"
    )
    data = written(seed=seed, faults=1)
    fault = {"kind": "packages-not-as-counted", "entries": ["packing-list:number"]}
    advice = advice_on(
        InspectionSettings.model_validate(set_in(data, ("fixed", "faults"), [fault])).made(0, 1)
    )
    assert (advice.unexplained, advice.silent) == ((), ())
