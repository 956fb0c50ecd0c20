"""Every kind of fault says what an officer has to know about it."""

import re
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults, faults_of
from exercises.consignments.faults.registry import Basis, fault
from exercises.consignments.mixing import inspection
from exercises.consignments.rules import findings
from exercises.consignments.rules.registry import rule
from exercises.inspections.scoring import Decision

ROOT = Path(__file__).parents[3]
each_fault = pytest.mark.parametrize("one", all_faults().values(), ids=lambda one: one.slug)
each_template = pytest.mark.parametrize("template", MAKERS)


def sources():
    files = (ROOT / "fixtures/reference/sources.yaml", ROOT / "exercises/consignments/sources.yaml")
    return [row["id"] for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))]


@each_template
def test_there_are_at_least_thirty_kinds_of_fault_for_each_template(template):
    assert len(faults_of(template)) >= 30


@each_fault
def test_a_fault_says_how_it_shows_and_why_it_matters(one):
    assert one.title
    assert not one.title.endswith(".")
    for text in (one.shows, one.matters):
        assert text.endswith(".")
        assert "!" not in text


@each_fault
def test_a_fault_names_a_known_source_and_the_place_in_it(one):
    for template, basis in one.basis.items():
        assert basis.source in sources()
        assert basis.where
        prefix = template.partition("-")[0]
        assert basis.source.partition("-")[0] == {"ods": "montreal"}.get(prefix, prefix)


@each_fault
def test_a_fault_asks_for_more_than_release(one):
    assert one.action != Decision.RELEASE
    assert one.entries
    assert one.trips


@each_fault
def test_a_reason_that_is_as_right_is_so_both_ways_and_for_the_same_entries(one):
    for slug in one.also:
        other = all_faults()[slug]
        assert one.slug in other.also
        assert set(one.entries) & set(other.entries)


def test_no_kind_names_a_block_of_the_notification_that_the_reference_has_not_verified():
    verified = {str(block) for block in range(1, 16)}
    own = [one for one in all_faults().values() if one.templates == ("basel-notification",)]
    assert len(own) == 16
    for one in own:
        words = " ".join([one.title, one.shows, one.matters, one.basis["basel-notification"].where])
        named = re.findall(r"(?<!Article )\b\d+\b(?!\()", " ".join(re.findall(r"blocks?[^;.]*", words)))
        assert set(named) <= verified, one.slug


def test_every_source_is_cited_and_stands_in_one_place():
    own = yaml.safe_load((ROOT / "exercises/consignments/sources.yaml").read_text(encoding="utf-8"))
    cited = {basis.source for one in all_faults().values() for basis in one.basis.values()}
    assert {row["id"] for row in own} <= cited
    assert len(sources()) == len(set(sources()))


@each_template
def test_all_kinds_that_go_together_do(template):
    pairs = [pair for pair in combinations(faults_of(template), 2) if not pair[0].conflicts(pair[1])]
    assert len(pairs) > 300
    for seed, (one, other) in enumerate(pairs):
        made = inspection(template, seed, clean_share=0, faults=2, kinds=[one.slug, other.slug])
        fired = {finding.rule for finding in findings(made.given)}
        assert fired == one.trips | other.trips, f"{one.slug} with {other.slug}, seed {seed}"


def test_kinds_that_touch_the_same_entry_do_not_go_together():
    known = all_faults()
    assert known["cites-expired"].conflicts(known["cites-validity-too-long"])
    assert known["packages-differ"].conflicts(known["packages-not-as-counted"])


def test_kinds_that_need_sets_of_different_sorts_do_not_go_together():
    known = all_faults()
    assert known["cites-first-export-missing"].conflicts(known["cites-re-export-as-export"])
    assert known["basel-deleted-code"].conflicts(known["basel-other-un-number"])


def test_a_second_fault_or_rule_of_the_same_name_is_refused():
    described = {"title": "", "shows": "", "matters": "", "basis": Basis("", "")}
    with pytest.raises(ValueError, match="two kinds of fault 'cites-expired'"):
        fault("cites-expired", **described, action=Decision.ASK, entries=(), trips=())(
            lambda given, rng: given
        )
    with pytest.raises(ValueError, match="two rules 'same-packages'"):
        rule("same-packages")(lambda given: ())
