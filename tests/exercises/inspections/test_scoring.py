"""Marks of inspections, exact; d′ and criterion against values worked out by hand."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.consignments.clean import MAKERS
from exercises.consignments.mixing import inspection
from exercises.inspections.scoring import Answer, Decision, Key, Signal, Tally, rates_by_kind, score, tally

ENTRIES = frozenset(("permit", f"box{number}") for number in range(12))
EXPIRED = Signal("expired", frozenset({("permit", "box0")}), frozenset({"expired"}))
WEIGHTS = Signal("weights", frozenset({("permit", "box1"), ("permit", "box2")}), frozenset({"weights"}))
KEY = Key(ENTRIES, (EXPIRED, WEIGHTS), frozenset({Decision.REFUSE}), frozenset({Decision.ASK}))
CLEAN = Key(ENTRIES, (), frozenset({Decision.RELEASE}))


def answer(decision=None, **flags):
    return Answer({("permit", box): reason for box, reason in flags.items()}, decision)


def mark(key, **flags):
    return score(key, answer(**flags)).mark


def test_all_faults_found_and_nothing_else_is_the_full_mark():
    assert mark(KEY, box0="expired", box1="weights") == 1


def test_any_entry_of_a_fault_finds_it_and_the_others_cost_nothing():
    assert mark(KEY, box0="expired", box2="weights") == 1
    assert mark(KEY, box0="expired", box1="weights", box2="weights") == 1


def test_one_fault_of_two_is_half_the_mark():
    assert mark(KEY, box0="expired") == Fraction(1, 2)


def test_a_wrong_reason_halves_its_hit():
    assert mark(KEY, box0="weights") == Fraction(1, 4)
    assert mark(KEY, box0="weights", box1="weights") == Fraction(3, 4)


def test_one_right_reason_on_a_fault_is_enough():
    assert mark(KEY, box1="expired", box2="weights") == Fraction(1, 2)


def test_a_false_alarm_costs_its_share_of_the_sound_entries():
    assert mark(KEY, box0="expired", box5="expired") == Fraction(1, 2) - Fraction(1, 9)


def test_a_mark_is_never_below_zero():
    assert mark(KEY, box5="expired", box6="expired") == 0


def test_on_a_clean_set_each_false_alarm_costs_its_share():
    assert mark(CLEAN) == 1
    assert mark(CLEAN, box3="expired") == Fraction(11, 12)


def test_a_flag_on_what_cannot_be_flagged_counts_for_nothing():
    assert score(KEY, Answer({("invoice", "total"): "weights"})).false_alarms == frozenset()


def test_the_decision_has_a_mark_of_its_own():
    marks = [score(KEY, answer(decision)).decision for decision in (*Decision, None)]
    assert marks == [0, Fraction(1, 2), 0, 0, 1, 0]
    assert score(CLEAN, answer(Decision.RELEASE)).decision == 1


@given(st.dictionaries(st.sampled_from(sorted(ENTRIES)), st.sampled_from(["expired", "weights", "other"])))
def test_a_mark_lies_between_none_and_full(flags):
    for key in (KEY, CLEAN):
        assert 0 <= score(key, Answer(flags)).mark <= 1


def test_a_key_whose_faults_share_an_entry_is_refused():
    with pytest.raises(ValueError, match="shares an entry"):
        Key(ENTRIES, (EXPIRED, EXPIRED), frozenset({Decision.REFUSE}))


def test_a_key_with_a_fault_that_cannot_be_flagged_is_refused():
    stray = Signal("stray", frozenset({("invoice", "total")}), frozenset())
    with pytest.raises(ValueError, match="no entry that can be flagged"):
        Key(ENTRIES, (stray,), frozenset({Decision.ASK}))


def test_a_key_without_a_sound_entry_is_refused():
    with pytest.raises(ValueError, match="needs a sound entry"):
        Key(EXPIRED.entries, (EXPIRED,), frozenset({Decision.ASK}))


# Worked out by hand from a printed table of the normal distribution, with one linear step.
# Macmillan and Creelman (2005), chapter 1, have 20 hits of 25 and 10 false alarms of 25 as their example:
# uncorrected d′ = 0.842 + 0.253 = 1.095. With the correction of Hautus (1995):
#   H = 20.5/26 = 0.78846, z = 0.80 + (0.78846 − 0.78814)/0.28969 = 0.8011
#   F = 10.5/26 = 0.40385, z = −(0.24 + (0.59615 − 0.59483)/0.38762) = −0.2434
# 10 of 10 and 2 of 90, where no uncorrected d′ exists:
#   H = 10.5/11 = 0.95455, z = 1.69 + (0.954545 − 0.954486)/0.09566 = 1.6906
#   F = 2.5/91 = 0.02747, z = −(1.92 − (0.027473 − 0.027429)/0.06316) = −1.9193
@pytest.mark.parametrize(
    ("seen", "d_prime", "criterion"),
    [
        (Tally(20, 25, 10, 25), 1.0445, -0.2788),
        (Tally(10, 10, 2, 90), 3.6099, 0.1144),
        (Tally(5, 25, 15, 25), -1.0445, 0.2788),
    ],
)
def test_sensitivity_and_criterion_are_those_worked_out_by_hand(seen, d_prime, criterion):
    assert seen.d_prime == pytest.approx(d_prime, abs=2e-4)
    assert seen.criterion == pytest.approx(criterion, abs=2e-4)


def test_rates_carry_the_correction_exactly():
    seen = Tally(20, 25, 10, 25)
    assert seen.hit_rate == Fraction(41, 52)
    assert seen.false_alarm_rate == Fraction(21, 52)


def test_chance_has_no_sensitivity():
    assert Tally(5, 20, 5, 20).d_prime == 0


@pytest.mark.parametrize("seen", [Tally(0, 10, 0, 300), Tally(10, 10, 300, 300), Tally(0, 0, 3, 300)])
def test_an_officer_who_flags_nothing_or_everything_is_given_no_sensitivity(seen):
    assert seen.d_prime is None


def test_more_hits_than_faults_are_refused():
    with pytest.raises(ValueError, match="no more hits than faults"):
        Tally(3, 2, 0, 10)


def test_a_tally_adds_up_inspections():
    scores = [score(KEY, answer(box0="expired", box5="x")), score(CLEAN, answer(box3="x", box4="x"))]
    assert tally(scores) == Tally(hits=1, faults=2, false_alarms=3, sound=21)


def test_a_fault_flagged_for_a_wrong_reason_was_seen():
    assert tally([score(KEY, answer(box0="weights"))]).hits == 1


def test_kinds_come_with_the_least_often_seen_first():
    scores = [score(KEY, answer(box0="expired")), score(KEY, answer(box0="expired", box1="weights"))]
    rates = [(one.kind, one.seen, one.faults, one.rate) for one in rates_by_kind(scores)]
    assert rates == [("weights", 1, 2, Fraction(1, 2)), ("expired", 2, 2, Fraction(1))]


@pytest.mark.parametrize("template", MAKERS)
def test_flagging_all_is_worth_nothing_on_any_set(template):
    for seed in range(200):
        key = inspection(template, seed, clean_share=0.5, faults=3).key
        reasons = {entry: signal.kind for signal in key.signals for entry in signal.entries}
        flags = {entry: reasons.get(entry, "other") for entry in key.entries}
        assert score(key, Answer(flags)).mark == 0


@pytest.mark.parametrize("template", MAKERS)
def test_flagging_nothing_is_worth_the_share_of_clean_sets_and_no_more(template):
    keys = [inspection(template, seed, clean_share=0.5, faults=3).key for seed in range(200)]
    marks = [score(key, Answer({})).mark for key in keys]
    assert marks == [0 if key.signals else 1 for key in keys]


@pytest.mark.parametrize("template", MAKERS)
def test_flagging_at_random_is_worth_little(template):
    rng = Random(3)
    marks = []
    for seed in range(300):
        key = inspection(template, seed, clean_share=0, faults=3).key
        kinds = [signal.kind for signal in key.signals]
        flags = {entry: rng.choice(kinds) for entry in sorted(key.entries) if rng.random() < 0.5}
        marks.append(score(key, Answer(flags)).mark)
    assert sum(marks) / len(marks) < Fraction(1, 4)
