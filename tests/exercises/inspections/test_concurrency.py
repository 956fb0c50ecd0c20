"""What holds when requests of one officer meet. Only PostgreSQL locks rows, so only there is it tried."""

import pytest
from django.db import connection  # noqa: F401  (named in pytestmark)
from django.test import Client
from django.urls import reverse

from exercises.models import InspectionRound
from exercises.services.inspections import StaleFlags, hand_in, save_flags, score_of
from exercises.signals import inspection_handed_in
from tests.exercises.inspections.answers import decision_of, faults_of, form_of, sound_of
from tests.factories import NOON
from tests.quizzes.test_concurrency import AT_ONCE, at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("laid_site"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL locks rows"),
]


@pytest.fixture
def told():
    """The rounds of which the apps above were told."""
    rounds = []

    def receive(round, **sent):
        rounds.append(round.pk)

    inspection_handed_in.connect(receive)
    yield rounds
    inspection_handed_in.disconnect(receive)


def test_starts_at_once_give_one_round(begin):
    rounds = at_once(lambda n: begin(seed=n).pk)
    assert rounds == [InspectionRound.objects.get().pk] * AT_ONCE


def test_handing_in_at_once_marks_once(begin, told):
    one = begin()
    save_flags(round_=one, flags=faults_of(one), decision=decision_of(one), saves=0)
    marks = at_once(lambda n: (hand_in(round_=one, now=NOON).mark, told.count(one.pk)))
    assert {mark for mark, _told in marks} == {1}
    assert told == [one.pk]


def test_saves_at_once_keep_one_and_tell_the_others(begin):
    one = begin()
    entries = [faults_of(one), {sound_of(one): ""}]
    replies = at_once(lambda n: save_flags(round_=one, flags=entries[n % 2], decision="ask", saves=0))
    one.refresh_from_db()
    assert (one.saves, one.flags in entries) == (1, True)
    assert [isinstance(reply, StaleFlags) for reply in replies] == [
        entries[n % 2] != one.flags for n in range(AT_ONCE)
    ]


def test_a_save_that_meets_a_hand_in_is_marked_or_told_that_it_came_too_late(begin, officer, gate, told):
    """Whoever reads “Saved” finds what was saved in the mark; whoever does not is led to the debrief."""
    one = begin()
    save_flags(round_=one, flags=faults_of(one), decision=decision_of(one), saves=0)
    one.refresh_from_db()
    sent = form_of(one, {sound_of(one): faults_of(one).popitem()[1]}, "release")
    address = reverse("exercises:inspect", args=[one.pk])

    def do(n):
        if n % 2:
            return hand_in(round_=one, now=NOON).pk
        client = Client()
        client.force_login(officer)
        return client.post(address, sent, follow=True).content.decode()

    pages = [reply for reply in at_once(do) if isinstance(reply, str)]
    one.refresh_from_db()
    kept = one.flags != faults_of(one)
    assert len(pages) == AT_ONCE // 2
    assert told == [one.pk]
    assert (one.mark, one.decision_mark) == (score_of(one).mark, score_of(one).decision)
    saved = ["Saved. You can go on" in page for page in pages]
    late = ["handed in before" in page for page in pages]
    assert all(one_of != other for one_of, other in zip(saved, late, strict=True))
    assert any(saved) <= kept
