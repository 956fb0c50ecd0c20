"""How hard the next round is, and what a page lets officers flag."""

from fractions import Fraction

import pytest

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults
from exercises.inspections.rounds import Result, entries_of, made_for, next_level, reasons_of

each_template = pytest.mark.parametrize("template", list(MAKERS))
WELL = Result(1, Fraction(9, 10), Fraction(1))
SO_SO = Result(1, Fraction(1, 2), Fraction(1))


def at(level, result):
    return result._replace(level=level)


def test_the_first_round_is_on_the_first_level():
    assert next_level([], 2, 4) == 1


def test_the_level_rises_after_rounds_well_done_in_a_row():
    assert next_level([WELL], 2, 4) == 1
    assert next_level([WELL, WELL], 2, 4) == 2
    assert next_level([WELL, SO_SO, WELL], 2, 4) == 1
    assert next_level([WELL, WELL, at(2, WELL)], 2, 4) == 2
    assert next_level([WELL, WELL, at(2, WELL), at(2, WELL)], 2, 4) == 3


def test_a_wrong_decision_is_not_well_done():
    wrong = WELL._replace(decision=Fraction(1, 2))
    assert next_level([WELL, wrong], 2, 4) == 1


def test_the_level_falls_after_a_poor_mark_and_never_below_the_first():
    poor = Result(3, Fraction(1, 5), Fraction(1))
    assert next_level([poor], 2, 4) == 2
    assert next_level([at(1, poor)], 2, 4) == 1


def test_the_level_never_passes_the_greatest_number_of_faults():
    assert next_level([at(4, WELL)] * 2, 2, 4) == 4
    assert next_level([at(4, SO_SO)], 2, 3) == 3


def test_without_growth_the_level_stays():
    assert next_level([WELL] * 9, 0, 4) == 1


@each_template
def test_the_same_seed_and_level_make_the_same_set(template):
    first, again = (made_for(template, 7, 3, clean_share=Fraction(0)) for _ in range(2))
    assert first == again
    assert 1 <= len(first.faults) <= 3


@each_template
def test_every_fault_can_be_flagged_on_the_page_and_given_as_a_reason(template):
    reasons = set(reasons_of(template).values())
    for seed in range(120):
        made = made_for(template, seed, 4, clean_share=Fraction(0))
        offered = entries_of(made.given)
        for signal in made.key.signals:
            assert signal.entries <= offered
            assert signal.kind in reasons


def test_signs_of_reasons_are_the_same_everywhere_and_differ():
    signs = {sign: slug for template in MAKERS for sign, slug in reasons_of(template).items()}
    assert len(signs) == len(set(signs.values())) == len(all_faults())
