"""Requirements, validity and states, as values."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.rules import (
    ExpiryRule,
    Need,
    NeedGroup,
    Proof,
    Proofs,
    Stage,
    State,
    asked_of,
    for_participation,
    progress,
    state,
    valid_until,
)
from certification.rules import judge as judge_proofs

START = datetime(2026, 1, 1, tzinfo=UTC)


def judge(groups, modules, signed=None):
    return judge_proofs(groups, Proofs(modules, signed))


def day(number):
    return START + timedelta(days=number)


def group(*modules, needed=None, in_order=False, minimum=0):
    needs = tuple(Need(key=module, module=module, minimum_mark=minimum) for module in modules)
    return NeedGroup(needs=needs, needed=needed, in_order=in_order)


def proofs(**at_and_mark):
    """m1=(day, mark) and so on."""
    return {
        int(name[1:]): [Proof(at=day(at), percent=None if mark is None else Fraction(mark))]
        for name, (at, mark) in at_and_mark.items()
    }


@pytest.mark.parametrize(
    ("groups", "done", "met", "missing"),
    [
        ([group(1, 2)], proofs(m1=(1, 90), m2=(2, 90)), True, []),
        ([group(1, 2)], proofs(m1=(1, 90)), False, [2]),
        ([group(1, 2, 3, needed=2)], proofs(m1=(1, 90), m3=(1, 90)), True, []),
        ([group(1, 2, 3, needed=2)], proofs(m3=(1, 90)), False, [1, 2]),
        ([group(1, 2, needed=5)], proofs(m1=(1, 90), m2=(1, 90)), True, []),
        ([group(1), group(2, 3, needed=1)], proofs(m1=(1, 90), m2=(1, 90)), True, []),
        ([group(1), group(2, 3, needed=1)], proofs(m2=(1, 90)), False, [1]),
        ([group(1, minimum=80)], proofs(m1=(1, 80)), True, []),
        ([group(1, minimum=80)], proofs(m1=(1, "7999/100")), False, [1]),
        ([group(1, minimum=80)], proofs(m1=(1, None)), False, [1]),
        ([group(1)], proofs(m1=(1, None)), True, []),
        ([group(1, 2, in_order=True)], proofs(m1=(1, 90), m2=(2, 90)), True, []),
        ([group(1, 2, in_order=True)], proofs(m1=(2, 90), m2=(1, 90)), False, [2]),
        ([group(1, 2, in_order=True)], proofs(m2=(2, 90)), False, [1, 2]),
        ([group(1, 2, 3, needed=2, in_order=True)], proofs(m2=(1, 90), m3=(2, 90)), True, []),
        ([], {}, False, []),
        ([group()], {}, False, []),
    ],
)
def test_requirements_hold_or_are_missing(groups, done, met, missing):
    judgement = judge(groups, done)
    assert judgement.met is met
    assert [need.module for need in judgement.missing] == missing


def test_the_best_mark_counts_and_of_equal_ones_the_earliest():
    first, best, again = (Proof(at=day(n), percent=Fraction(mark)) for n, mark in [(1, 81), (2, 95), (3, 95)])
    assert judge([group(1)], {1: [first, again, best]}).held[1] is best


def test_a_module_finished_too_early_counts_again_from_a_later_attempt():
    early, late = Proof(at=day(1), percent=Fraction(90)), Proof(at=day(5), percent=Fraction(85))
    judgement = judge([group(1, 2, in_order=True)], {1: [Proof(at=day(3))], 2: [early, late]})
    assert judgement.met
    assert judgement.held[2] is late


def test_progress_counts_no_more_electives_than_are_needed():
    assert progress([group(1, 2), group(3, 4, 5, needed=1)], {1, 3, 4, 5}) == (2, 3)


marks = st.fractions(min_value=0, max_value=100, max_denominator=60)
groups_of_needs = st.lists(
    st.builds(
        lambda size, offset, needed, in_order, minimum: group(
            *range(offset, offset + size), needed=needed, in_order=in_order, minimum=minimum
        ),
        st.integers(0, 4),
        st.integers(0, 40).map(lambda n: n * 10),
        st.none() | st.integers(0, 5),
        st.booleans(),
        st.integers(0, 100),
    ),
    max_size=3,
    unique_by=lambda made: made.needs[0].module if made.needs else -1,
)


@given(groups_of_needs, st.data())
def test_met_means_that_every_group_has_as_many_as_it_asks_for(groups, data):
    modules = [need.module for each in groups for need in each.needs]
    done = {
        module: data.draw(
            st.lists(st.builds(Proof, at=st.integers(0, 9).map(day), percent=st.none() | marks), max_size=3)
        )
        for module in modules
    }
    judgement = judge(groups, done)
    enough = all(sum(need.key in judgement.held for need in each.needs) >= each.size for each in groups)
    assert judgement.met == (enough and bool(modules))
    assert judgement.met == (not judgement.missing and bool(modules))
    for each in groups:
        held = [judgement.held[need.key] for need in each.needs if need.key in judgement.held]
        assert all(need.met_by(judgement.held[need.key]) for need in each.needs if need.key in judgement.held)
        if each.in_order:
            assert [proof.at for proof in held] == sorted(proof.at for proof in held)


@given(groups_of_needs, st.data())
def test_a_further_proof_never_takes_away_what_was_met_in_any_order(groups, data):
    modules = [need.module for each in groups for need in each.needs if not each.in_order]
    free = [each for each in groups if not each.in_order]
    done = {module: [Proof(at=day(1), percent=data.draw(marks))] for module in modules}
    before = judge(free, done)
    if modules:
        done[data.draw(st.sampled_from(modules))].append(Proof(at=day(2), percent=data.draw(marks)))
    assert set(before.held) <= set(judge(free, done).held)


def test_a_sign_off_is_proven_under_its_own_key_and_by_nothing_else():
    asked = [NeedGroup(needs=(Need(key=1, module=7), Need(key=2, module=None)))]
    module = {7: [Proof(at=day(1))]}
    assert [need.key for need in judge(asked, module).missing] == [2]
    assert not judge(asked, module | {2: [Proof(at=day(2))]}).met
    judgement = judge(asked, module, {2: [Proof(at=day(3))]})
    assert judgement.met
    assert judgement.last_proof == day(3)


def test_a_group_is_asked_of_its_stage_and_its_paths_and_without_paths_of_everybody():
    everybody = group(1)
    laboratory = NeedGroup(needs=group(2).needs, paths=frozenset({"laboratory"}))
    both = NeedGroup(needs=group(3).needs, paths=frozenset({"laboratory", "trainer"}))
    renewal = NeedGroup(needs=group(4).needs, stage=Stage.RENEWAL)
    groups = [everybody, laboratory, both, renewal]
    assert asked_of(groups, Stage.INITIAL, "") == (everybody,)
    assert asked_of(groups, Stage.INITIAL, "laboratory") == (everybody, laboratory, both)
    assert asked_of(groups, Stage.INITIAL, "trainer") == (everybody, both)
    assert asked_of(groups, Stage.RENEWAL, "trainer") == (renewal,)


def test_participation_asks_for_the_modules_without_their_marks_and_for_no_sign_off():
    asked = [NeedGroup(needs=(Need(key=1, module=7, minimum_mark=90), Need(key=2, module=None)))]
    low = {7: [Proof(at=day(1), percent=Fraction(70))]}
    assert not judge(asked, low).met
    assert judge(for_participation(asked), low).met
    assert not judge(for_participation(asked), {}).met


def test_sign_offs_alone_let_nobody_participate():
    asked = [NeedGroup(needs=(Need(key=2, module=None),))]
    assert not judge(for_participation(asked), {}).met


def test_progress_counts_what_is_signed_off():
    asked = [NeedGroup(needs=(Need(key=1, module=7), Need(key=2, module=None)))]
    assert progress(asked, [7]) == (1, 2)
    assert progress(asked, [7], [2]) == (2, 2)


# Reckoned by hand on a calendar. 2024, 2028 and 2032 are leap years, 2100 is none.
COMPLETION = [
    # completed, months, last day
    ("2026-09-01", 24, "2028-09-01"),
    ("2026-01-31", 1, "2026-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", 48, "2028-02-29"),
    ("2096-02-29", 48, "2100-02-28"),
    ("2026-12-31", 2, "2027-02-28"),
    ("2027-12-31", 2, "2028-02-29"),
    ("2026-11-30", 1, "2026-12-30"),
    ("2026-11-30", 3, "2027-02-28"),
    ("2026-08-31", 1, "2026-09-30"),
    ("2026-08-31", 13, "2027-09-30"),
    ("2026-12-01", 1, "2027-01-01"),
    ("2026-05-05", 120, "2036-05-05"),
    ("2026-05-05", 0, "2026-05-05"),
    ("2026-05-05", None, None),
]


@pytest.mark.parametrize(("completed", "months", "last"), COMPLETION)
def test_validity_is_counted_in_calendar_months_and_ends_on_the_months_last_day(completed, months, last):
    found = valid_until(ExpiryRule.COMPLETION, completed_on=date.fromisoformat(completed), months=months)
    assert found == (last and date.fromisoformat(last))


PREVIOUS = [
    # completed, months, last day of the certificate before, last day
    # early in the window: nothing of the old period is lost
    ("2028-06-10", 24, "2028-09-01", "2030-09-01"),
    # on the very last day it is still in force
    ("2028-09-01", 24, "2028-09-01", "2030-09-01"),
    # lapsed by a day: counted from completion
    ("2028-09-02", 24, "2028-09-01", "2030-09-02"),
    # lapsed for years
    ("2033-01-15", 24, "2028-09-01", "2035-01-15"),
    # far too early, two years ahead
    ("2026-09-02", 24, "2028-09-01", "2030-09-01"),
    # the first certificate has none before
    ("2026-09-01", 24, None, "2028-09-01"),
    # ends of months
    ("2028-02-01", 12, "2028-02-29", "2029-02-28"),
    ("2027-02-01", 12, "2027-02-28", "2028-02-28"),
    ("2026-01-10", 1, "2026-01-31", "2026-02-28"),
    ("2026-03-31", 6, "2026-08-31", "2027-02-28"),
    ("2026-12-31", 6, "2026-12-31", "2027-06-30"),
    # without end
    ("2026-12-31", None, "2026-12-31", None),
]


@pytest.mark.parametrize(("completed", "months", "previous", "last"), PREVIOUS)
def test_a_renewal_in_time_is_counted_from_the_end_of_the_certificate_before(
    completed, months, previous, last
):
    found = valid_until(
        ExpiryRule.PREVIOUS_EXPIRY,
        completed_on=date.fromisoformat(completed),
        months=months,
        previous_until=previous and date.fromisoformat(previous),
    )
    assert found == (last and date.fromisoformat(last))


FIXED = [
    # completed, months, due, minimum, last day
    # before the due date: the due date itself
    ("2026-06-15", 12, "2026-12-31", 0, "2026-12-31"),
    # the day before
    ("2026-12-30", 12, "2026-12-31", 0, "2026-12-31"),
    # on the due date: later than completion is one period on
    ("2026-12-31", 12, "2026-12-31", 0, "2027-12-31"),
    # after it
    ("2027-01-01", 12, "2026-12-31", 0, "2027-12-31"),
    # three periods on
    ("2029-03-01", 12, "2026-12-31", 0, "2029-12-31"),
    # the minimum is just reached: six months after 30 June is 30 December
    ("2026-06-30", 12, "2026-12-31", 6, "2026-12-31"),
    # six months after 1 July is 1 January: the next one
    ("2026-07-01", 12, "2026-12-31", 6, "2027-12-31"),
    # exactly the minimum counts as reached
    ("2026-06-01", 12, "2026-12-01", 6, "2026-12-01"),
    ("2026-06-02", 12, "2026-12-01", 6, "2027-12-01"),
    # the minimum is clamped too: one month after 31 January is 28 February
    ("2026-01-31", 12, "2026-02-28", 1, "2026-02-28"),
    ("2026-01-31", 12, "2026-02-27", 1, "2027-02-27"),
    # a minimum longer than the period takes two of them: 30 June 2028 is reached by 31 December 2028
    ("2026-12-30", 12, "2026-12-31", 18, "2028-12-31"),
    # the 31st comes back after a shorter month: 28 February is not the new base
    ("2027-02-28", 1, "2027-01-31", 0, "2027-03-31"),
    ("2027-02-27", 1, "2027-01-31", 0, "2027-02-28"),
    ("2027-08-30", 6, "2026-08-31", 0, "2027-08-31"),
    ("2026-12-01", 6, "2026-08-31", 0, "2027-02-28"),
    # a leap day comes back in the next leap year, and is the 28th between
    ("2028-02-29", 12, "2028-02-29", 0, "2029-02-28"),
    ("2031-03-01", 12, "2028-02-29", 0, "2032-02-29"),
    # a short period, far on
    ("2030-05-15", 3, "2026-01-31", 0, "2030-07-31"),
    # completed long before the due date
    ("2024-01-01", 12, "2026-12-31", 0, "2026-12-31"),
    # without a fixed date: from completion
    ("2026-06-15", 12, None, 6, "2027-06-15"),
    ("2026-06-15", None, "2026-12-31", 0, None),
]


@pytest.mark.parametrize(("completed", "months", "due", "minimum", "last"), FIXED)
def test_with_a_fixed_date_the_first_that_leaves_the_minimum_is_the_last_day(
    completed, months, due, minimum, last
):
    found = valid_until(
        ExpiryRule.FIXED_DATE,
        completed_on=date.fromisoformat(completed),
        months=months,
        due_on=due and date.fromisoformat(due),
        minimum_active_months=minimum,
    )
    assert found == (last and date.fromisoformat(last))


def test_a_fixed_date_that_never_comes_again_is_refused():
    with pytest.raises(ValueError, match="one month"):
        valid_until(ExpiryRule.FIXED_DATE, completed_on=date(2026, 1, 1), months=0, due_on=date(2025, 1, 1))


days_of_life = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@given(days_of_life, st.integers(0, 120))
def test_the_last_day_is_that_many_months_on_and_never_on_a_later_day_of_the_month(completed, months):
    last = valid_until(ExpiryRule.COMPLETION, completed_on=completed, months=months)
    assert (last.year * 12 + last.month) - (completed.year * 12 + completed.month) == months
    assert last.day <= completed.day
    assert last.day == completed.day or (last + timedelta(days=1)).day == 1


@given(days_of_life, days_of_life, st.integers(1, 60), st.integers(0, 60))
def test_a_fixed_last_day_is_the_first_of_its_row_that_will_do(completed, due, months, minimum):
    def on_the_row(periods):
        return valid_until(ExpiryRule.COMPLETION, completed_on=due, months=periods * months)

    least = valid_until(ExpiryRule.COMPLETION, completed_on=completed, months=minimum)
    last = valid_until(
        ExpiryRule.FIXED_DATE,
        completed_on=completed,
        months=months,
        due_on=due,
        minimum_active_months=minimum,
    )
    periods = 0
    while on_the_row(periods) <= completed or on_the_row(periods) < least:
        periods += 1
    assert last == on_the_row(periods)


LAST = date(2028, 9, 1)


@pytest.mark.parametrize(
    ("standing", "last", "on", "expected"),
    [
        ("in_force", LAST, date(2028, 8, 31), State.VALID),
        ("in_force", LAST, LAST, State.VALID),
        ("in_force", LAST, date(2028, 9, 2), State.EXPIRED),
        ("in_force", None, date(2099, 1, 1), State.VALID),
        ("suspended", LAST, LAST, State.SUSPENDED),
        ("suspended", LAST, date(2029, 1, 1), State.SUSPENDED),
        ("revoked", LAST, LAST, State.REVOKED),
        ("revoked", LAST, date(2029, 1, 1), State.REVOKED),
        ("superseded", LAST, LAST, State.SUPERSEDED),
        ("superseded", LAST, date(2029, 1, 1), State.SUPERSEDED),
    ],
)
def test_the_state_on_a_day(standing, last, on, expected):
    assert state(standing, last, on) == expected
