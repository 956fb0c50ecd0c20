"""The table of states, what a day brings, and when a reminder is due. Days are reckoned by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.states import (
    REMINDERS,
    TRANSITIONS,
    Facts,
    NoWay,
    State,
    Trigger,
    due_triggers,
    reminder_due,
    step,
)


def brought(day, state, *, since="2026-01-01", **facts):
    """What a day brings, as "trigger day" in order. Days are texts."""
    days = {
        name: value and date.fromisoformat(value)
        for name, value in facts.items()
        if name in {"due_on", "valid_until", "window_opens_on", "begun_on"}
    }
    flags = {name: value for name, value in facts.items() if name not in days}
    made = Facts(State(state), date.fromisoformat(since), **{"running": True} | days | flags)
    return [f"{change.trigger} {change.on}" for change in due_triggers(made, date.fromisoformat(day))]


# The certificate of these cases is valid until 1 September 2028, and its window opens 90 days before.
HELD = {"valid_until": "2028-09-01", "window_opens_on": "2028-06-03", "running": False}
ENDED = {"valid_until": "2028-09-01", "window_opens_on": "2028-06-03", "running": True}


@pytest.mark.parametrize(
    ("day", "state", "facts", "expected"),
    [
        # a due date of 31 March: 30 days before is 1 March
        ("2026-02-28", "assigned", {"due_on": "2026-03-31"}, []),
        ("2026-03-01", "assigned", {"due_on": "2026-03-31"}, ["due_nears 2026-03-01"]),
        ("2026-03-01", "in_progress", {"due_on": "2026-03-31"}, ["due_nears 2026-03-01"]),
        ("2026-03-31", "due_soon", {"due_on": "2026-03-31"}, []),
        ("2026-04-01", "due_soon", {"due_on": "2026-03-31"}, ["due_passed 2026-04-01"]),
        # in a leap year 30 days before 30 March is 29 February
        ("2028-02-28", "assigned", {"due_on": "2028-03-30"}, []),
        ("2028-02-29", "assigned", {"due_on": "2028-03-30"}, ["due_nears 2028-02-29"]),
        # days were missed
        (
            "2026-05-01",
            "assigned",
            {"due_on": "2026-03-31"},
            ["due_nears 2026-03-01", "due_passed 2026-04-01"],
        ),
        (
            "2026-05-01",
            "assigned",
            {"due_on": "2026-03-31", "begun_on": "2026-02-10"},
            ["begun 2026-02-10", "due_nears 2026-03-01", "due_passed 2026-04-01"],
        ),
        # assigned so late that both days had passed: nothing is dated before the assignment
        (
            "2026-05-01",
            "assigned",
            {"since": "2026-04-20", "due_on": "2026-03-31"},
            ["due_nears 2026-04-20", "due_passed 2026-04-20"],
        ),
        ("2026-02-10", "assigned", {"begun_on": "2026-02-10"}, ["begun 2026-02-10"]),
        ("2026-02-09", "assigned", {"begun_on": "2026-02-10"}, []),
        ("2036-01-01", "overdue", {"due_on": "2026-03-31"}, []),
        ("2036-01-01", "in_progress", {}, []),
        # everything met, only the certificate waits for a printable name: not overdue
        ("2026-05-01", "in_progress", {"due_on": "2026-03-31", "running": False, "waiting": True}, []),
        # the officer has left
        ("2026-05-01", "assigned", {"due_on": "2026-03-31", "active": False}, []),
        # window and end
        ("2028-06-02", "certified", HELD, []),
        ("2028-06-03", "certified", HELD, ["window_opened 2028-06-03"]),
        ("2028-09-01", "window_open", ENDED, []),
        ("2028-09-02", "window_open", ENDED, ["expired 2028-09-02"]),
        ("2029-01-01", "certified", HELD, ["window_opened 2028-06-03", "expired 2028-09-02"]),
        # the window is as long as the validity, or longer: it opens when the certificate is issued
        (
            "2028-08-15",
            "certified",
            {**HELD, "since": "2028-08-15"},
            ["window_opened 2028-08-15"],
        ),
        # the window opens on the last day
        ("2028-09-01", "certified", {**HELD, "window_opens_on": "2028-09-01"}, ["window_opened 2028-09-01"]),
        # without end
        ("2099-01-01", "certified", {"running": False}, []),
        # who has left is expired and assigned nothing; who comes back is assigned the renewal then
        ("2029-01-01", "certified", {**HELD, "active": False}, ["expired 2028-09-02"]),
        ("2028-06-03", "certified", {**HELD, "active": False}, []),
        ("2029-01-01", "expired", {**HELD, "since": "2028-09-02"}, ["window_opened 2029-01-01"]),
        ("2029-01-01", "expired", {**ENDED, "since": "2028-09-02"}, []),
        ("2029-01-01", "expired", {**HELD, "active": False}, []),
        # a renewal that is met and waits for its certificate opens no other
        ("2029-01-01", "expired", {**HELD, "waiting": True}, []),
        # what was decided outweighs the calendar
        ("2029-01-01", "suspended", HELD, []),
        ("2029-01-01", "revoked", HELD, []),
    ],
)
def test_what_a_day_brings(day, state, facts, expected):
    assert brought(day, state, **facts) == expected


@pytest.mark.parametrize(
    ("state", "trigger", "target"),
    [
        (None, "assigned", "assigned"),
        ("revoked", "assigned", "assigned"),
        ("assigned", "begun", "in_progress"),
        ("due_soon", "due_moved", "assigned"),
        ("overdue", "due_moved", "assigned"),
        ("in_progress", "due_nears", "due_soon"),
        ("due_soon", "due_passed", "overdue"),
        ("overdue", "awarded", "certified"),
        ("expired", "awarded", "certified"),
        ("window_open", "awarded", "certified"),
        ("certified", "suspended", "suspended"),
        ("expired", "suspended", "suspended"),
        ("suspended", "reinstated", "certified"),
        ("suspended", "revoked", "revoked"),
        ("window_open", "revoked", "revoked"),
    ],
)
def test_where_a_trigger_leads(state, trigger, target):
    assert step(state and State(state), Trigger(trigger)) == target


@pytest.mark.parametrize(
    ("state", "trigger"),
    [
        ("revoked", "reinstated"),
        ("revoked", "awarded"),
        ("suspended", "awarded"),
        ("suspended", "expired"),
        ("assigned", "suspended"),
        ("assigned", "expired"),
        ("assigned", "due_passed"),
        ("in_progress", "begun"),
        ("certified", "reinstated"),
        ("certified", "assigned"),
        ("revoked", "revoked"),
        (None, "awarded"),
    ],
)
def test_what_the_table_does_not_have_is_refused(state, trigger):
    with pytest.raises(NoWay):
        step(state and State(state), Trigger(trigger))


def test_the_table_says_each_way_once_and_can_reach_every_state():
    ways = [(source, row.trigger) for row in TRANSITIONS for source in row.sources]
    assert len(ways) == len(set(ways))
    assert {row.target for row in TRANSITIONS} == set(State)
    assert {row.trigger for row in TRANSITIONS} == set(Trigger)
    assert all(row.condition.endswith(".") for row in TRANSITIONS)


days = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@given(
    st.builds(
        Facts,
        state=st.sampled_from(State),
        since=days,
        due_on=st.none() | days,
        valid_until=st.none() | days,
        window_opens_on=st.none() | days,
        begun_on=st.none() | days,
        running=st.booleans(),
        waiting=st.booleans(),
        active=st.booleans(),
    ),
    days,
)
def test_what_a_day_brings_comes_to_an_end_in_the_order_of_days_and_by_the_table(facts, day):
    state, last = facts.state, facts.since
    for change in due_triggers(facts, day):
        assert change.before == state
        assert change.after == step(state, change.trigger)
        assert change.on >= last
        state, last = change.after, change.on


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # valid until 1 September 2028: 90 days before is 3 June, 60 is 3 July, 30 is 2 August, 7 is 25 August
        ("2028-06-02", None),
        ("2028-06-03", 90),
        ("2028-07-02", 90),
        ("2028-07-03", 60),
        ("2028-08-01", 60),
        ("2028-08-02", 30),
        ("2028-08-24", 30),
        ("2028-08-25", 7),
        ("2028-08-31", 7),
        ("2028-09-01", 0),
        ("2028-09-02", 0),
        ("2028-10-01", 0),
        ("2028-10-02", None),
    ],
)
def test_the_reminder_of_a_day_is_the_latest_one_due(day, expected):
    found = reminder_due(
        issued_on=date(2026, 9, 1), valid_until=date(2028, 9, 1), day=date.fromisoformat(day)
    )
    assert found == expected


@pytest.mark.parametrize(
    ("issued", "day", "expected"),
    [
        # issued 40 days before its end, when 90 and 60 were over
        ("2028-07-23", "2028-07-23", None),
        ("2028-07-23", "2028-08-01", None),
        ("2028-07-23", "2028-08-02", 30),
        # issued on the very day of a reminder
        ("2028-08-02", "2028-08-02", None),
        ("2028-08-02", "2028-08-25", 7),
        # issued on its last day
        ("2028-09-01", "2028-09-01", None),
    ],
)
def test_nobody_is_reminded_of_a_day_before_the_certificate_was_issued(issued, day, expected):
    found = reminder_due(
        issued_on=date.fromisoformat(issued), valid_until=date(2028, 9, 1), day=date.fromisoformat(day)
    )
    assert found == expected


@given(days, st.integers(0, 800), st.integers(0, 900))
def test_a_reminder_is_one_of_the_five_and_comes_no_earlier_than_its_day(issued, length, later):
    valid_until, day = issued + timedelta(days=length), issued + timedelta(days=later)
    found = reminder_due(issued_on=issued, valid_until=valid_until, day=day)
    assert found is None or (found in REMINDERS and valid_until - timedelta(days=found) <= day)
