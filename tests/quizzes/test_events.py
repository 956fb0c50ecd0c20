"""The state of an attempt does not depend on how its events travelled."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading.events import rival_of, state_of


@dataclass(frozen=True)
class Event:
    item_id: int
    client: str
    number: int
    answer: str


@st.composite
def two_clients(draw):
    """What two windows may send: keys that occur once, any items, any answers."""
    keys = draw(st.lists(st.tuples(st.sampled_from("xy"), st.integers(1, 12)), unique=True, max_size=20))
    return [
        Event(draw(st.integers(1, 3)), client, number, draw(st.sampled_from("abc")))
        for client, number in keys
    ]


@given(events=two_clients(), data=st.data())
def test_any_order_and_any_repetition_of_events_gives_the_same_state(events, data):
    again = data.draw(st.lists(st.sampled_from(events), max_size=10)) if events else []
    arrived = data.draw(st.permutations(events + again))
    assert state_of(arrived) == state_of(events)


@given(events=two_clients())
def test_the_state_of_an_item_is_its_event_with_the_greatest_number_and_client(events):
    state = state_of(events)
    assert set(state) == {event.item_id for event in events}
    for event in events:
        held = state[event.item_id]
        assert (held.number, held.client) >= (event.number, event.client)


def test_a_window_that_lagged_behind_loses_and_is_shown_the_newer_answer():
    newer, stale = Event(1, "x", 7, "a"), Event(1, "y", 3, "b")
    assert state_of([newer, stale])[1] == newer
    assert rival_of(stale, [newer, stale]) == newer
    assert rival_of(newer, [newer, stale]) is None


def test_two_windows_that_had_seen_the_same_are_rivals_whoever_wins():
    first, second = Event(1, "x", 4, "a"), Event(1, "y", 4, "b")
    assert state_of([first, second])[1] == second
    assert rival_of(second, [first, second]) == first
    assert rival_of(first, [first, second]) == second


def test_answers_to_other_items_are_no_rivals():
    assert rival_of(Event(1, "x", 1, "a"), [Event(2, "y", 9, "b")]) is None
