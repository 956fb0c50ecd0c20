"""Requirements, validity and states, as values."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.rules import Need, NeedGroup, Proof, State, judge, progress, state, valid_until

START = datetime(2026, 1, 1, tzinfo=UTC)


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


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        (date(2026, 9, 1), 24, date(2028, 9, 1)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
        (date(2026, 5, 5), None, None),
    ],
)
def test_validity_is_counted_in_calendar_months_and_ends_on_the_months_last_day(issued, months, last):
    assert valid_until(issued, months) == last


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_the_last_day_is_that_many_months_on_and_never_on_a_later_day_of_the_month(issued, months):
    last = valid_until(issued, months)
    assert (last.year * 12 + last.month) - (issued.year * 12 + issued.month) == months
    assert last.day <= issued.day
    assert last.day == issued.day or (last + timedelta(days=1)).day == 1


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
