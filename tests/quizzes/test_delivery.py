"""Two windows, a bad link, and what is stored in the end."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.pages import Paper
from quizzes.services.attempts import ConflictingReplay, submit_attempt
from tests.factories import NOON, quiz_with
from tests.quizzes.papers_for_tests import answer, attempt_of

pytestmark = pytest.mark.django_db

RIGHT = "a"
WINDOWS = st.sampled_from(["one", "two"])
FATES = st.sampled_from(["arrives", "is lost", "its reply is lost"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("give"), WINDOWS, st.integers(0, 1), st.sampled_from("abc")),
        st.tuples(st.just("send"), WINDOWS, FATES),
        st.tuples(st.just("late"), WINDOWS, st.integers(0, 9)),
        st.tuples(st.just("back"), WINDOWS),
    ),
    max_size=20,
)


class Window:
    """A window by the rules of answers.js: it numbers what it gives and keeps it until it is acknowledged."""

    def __init__(self, name, attempt):
        self.name, self.attempt = name, attempt
        self.items = list(attempt.items.all())
        self.highest, self.kept = 0, []
        self.sent, self.acknowledged = [], set()

    def give(self, place, given_):
        """An answer, with a number above all that this window has seen."""
        self.highest = max([self.highest, *(number for number, *_ in self.kept)]) + 1
        self.kept.append((self.highest, place, given_))

    def send(self, fate="arrives"):
        """Send the first answer that is kept. Only a reply that comes back changes anything here."""
        if not self.kept:
            return
        event = min(self.kept)
        self.sent.append(event)
        if fate == "is lost":
            return
        try:
            saved = self.deliver(event)
        except ConflictingReplay:
            if fate == "arrives":
                self.kept.remove(event)
                self.highest = max(self.highest, Paper(self.attempt).highest)
                self.give(*event[1:])
        else:
            if fate == "arrives":
                self.kept.remove(event)
                self.highest = max(self.highest, saved.highest)
                self.acknowledged.add(event)

    def late(self, which):
        """A copy of something sent arrives after all; nobody waits for its reply."""
        if self.sent:
            with suppress(ConflictingReplay):
                self.deliver(self.sent[which % len(self.sent)])

    def back(self):
        """The browser brings a page back that has seen nothing yet."""
        self.highest = 0

    def deliver(self, event):
        number, place, given_ = event
        return answer(self.items[place], given_, number=number, client=self.name)


def last_of(events):
    """For each place the answer of the greatest (number, window)."""
    return {place: given_ for number, name, place, given_ in sorted(events)}


def stored_in(attempt):
    return [
        (event.number, event.client, event.item.position - 1, event.answer)
        for event in attempt.events.select_related("item")
    ]


def marks_of(attempt):
    grade = submit_attempt(attempt=attempt, now=NOON).grade
    return [mark.fraction for mark in grade.marks.select_related("item").order_by("item__position")]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, data=st.data())
def test_loss_delay_repetition_and_pages_brought_back_change_nothing_that_was_acknowledged(
    officer, steps, data
):
    attempt = attempt_of(officer, quiz_with(2))
    windows = {name: Window(name, attempt) for name in ("one", "two")}
    for step, name, *more in steps:
        getattr(windows[name], step)(*more)
    for window in windows.values():
        while window.kept:
            window.send()
    events = [
        (number, name, place, given_)
        for name, window in windows.items()
        for number, place, given_ in window.acknowledged
    ]
    assert sorted(stored_in(attempt)) == sorted(events)
    expected = [last_of(events).get(place) == RIGHT for place in (0, 1)]
    assert marks_of(attempt) == expected

    other = attempt_of(officer, quiz_with(2))
    copies = data.draw(st.lists(st.sampled_from(events), max_size=5)) if events else []
    items = list(other.items.all())
    for number, name, place, given_ in data.draw(st.permutations(events + copies)):
        answer(items[place], given_, number=number, client=name)
    assert sorted(stored_in(other)) == sorted(events)
    assert marks_of(other) == expected
