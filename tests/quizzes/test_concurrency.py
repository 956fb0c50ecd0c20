"""What holds when requests meet. Only PostgreSQL locks rows, so only there is it tried."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from quizzes.models import AnswerEvent, Attempt, Correction, Grade, ItemMark
from quizzes.services.attempts import ConflictingReplay, save_answer, start_attempt, submit_attempt
from quizzes.services.regrading import apply_correction
from tests.factories import NOON, MembershipFactory, quiz_with

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("laid_site"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL locks rows"),
]
AT_ONCE = 8


def at_once(do, times=AT_ONCE):
    """Call `do(n)` in as many threads, all released together; what each returned or raised."""
    barrier = Barrier(times)

    def run(n):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            return do(n)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def start(quiz, officer):
    administration = officer.memberships.get().administration
    return start_attempt(quiz=quiz, officer=officer, administration=administration, now=NOON)


def test_starts_at_once_give_one_attempt(officer):
    quiz = quiz_with(5, drawn=3)
    attempts = at_once(lambda n: start(quiz, officer).pk)
    assert len(set(attempts)) == 1
    assert Attempt.objects.get().items.count() == 3


def test_handing_in_at_once_grades_once(officer):
    attempt = start(quiz_with(3), officer)
    grades = at_once(lambda n: submit_attempt(attempt=attempt, now=NOON).grade_id)
    assert grades == [Grade.objects.get().pk] * AT_ONCE
    assert ItemMark.objects.count() == 3


def save(item, number, answer, client="window"):
    return save_answer(item=item, client=client, number=number, answer=answer, client_time=None, now=NOON)


def test_the_same_event_at_once_is_stored_once(officer):
    item = start(quiz_with(1), officer).items.select_related("version__question").get()
    saved = at_once(lambda n: save(item, 1, "b"))
    assert [reply.event.pk for reply in saved] == [AnswerEvent.objects.get().pk] * AT_ONCE
    assert sorted(reply.replayed for reply in saved) == [False] + [True] * (AT_ONCE - 1)


def test_the_same_key_with_two_contents_at_once_keeps_one_and_tells_the_others(officer):
    item = start(quiz_with(1), officer).items.select_related("version__question").get()
    replies = at_once(lambda n: save(item, 1, "ab"[n % 2]))
    kept = AnswerEvent.objects.get().answer
    for n, reply in enumerate(replies):
        assert isinstance(reply, ConflictingReplay) == ("ab"[n % 2] != kept)


def test_answers_while_handing_in_are_counted_or_refused_but_never_lost(officer):
    attempt = start(quiz_with(AT_ONCE - 1), officer)
    items = list(attempt.items.select_related("version__question"))

    def do(n):
        if n == AT_ONCE - 1:
            return submit_attempt(attempt=attempt, now=NOON)
        return save(items[n], 1, "a", client=f"window-{n}")

    replies = at_once(do)
    acknowledged = [reply.event.pk for reply in replies[:-1] if not isinstance(reply, Exception)]
    assert set(AnswerEvent.objects.values_list("pk", flat=True)) == set(acknowledged)
    assert Grade.objects.get().earned == len(acknowledged)


def test_handing_in_while_a_correction_is_applied_never_escapes_it(administration):
    quiz = quiz_with(3)
    people = [MembershipFactory(administration=administration).user for _number in range(AT_ONCE - 1)]
    attempts = [start(quiz, person) for person in people]
    version = attempts[0].items.first().version
    submit_attempt(attempt=attempts[0], now=NOON)

    def do(n):
        if n == AT_ONCE - 1:
            return correct(version)
        return submit_attempt(attempt=attempts[n], now=NOON)

    replies = at_once(do)
    assert [reply for reply in replies if isinstance(reply, Exception)] == []
    assert {attempt.grade.possible for attempt in Attempt.objects.select_related("grade")} == {2}


def test_starting_and_handing_in_while_a_correction_is_applied_never_escapes_it(administration):
    quiz = quiz_with(3)
    people = [MembershipFactory(administration=administration).user for _number in range(AT_ONCE - 1)]
    first = start(quiz, people[0])
    version = first.items.first().version
    submit_attempt(attempt=first, now=NOON)

    def do(n):
        if n == AT_ONCE - 1:
            return correct(version)
        return submit_attempt(attempt=start(quiz, people[n]), now=NOON)

    replies = at_once(do)
    assert [reply for reply in replies if isinstance(reply, Exception)] == []
    assert {attempt.grade.possible for attempt in Attempt.objects.select_related("grade")} == {2}


def test_the_same_correction_at_once_is_made_once(officer):
    attempt = start(quiz_with(3), officer)
    submit_attempt(attempt=attempt, now=NOON)
    version = attempt.items.first().version
    made = at_once(lambda n: correct(version).correction.pk)
    assert made == [Correction.objects.get().pk] * AT_ONCE
    assert Grade.objects.count() == 2


def test_two_questions_of_a_paper_corrected_at_once_are_both_counted(officer):
    attempt = start(quiz_with(AT_ONCE + 1), officer)
    submit_attempt(attempt=attempt, now=NOON)
    versions = [item.version for item in attempt.items.all()]
    replies = at_once(lambda n: correct(versions[n]))
    assert [reply for reply in replies if isinstance(reply, Exception)] == []
    assert Attempt.objects.get().grade.possible == 1


def correct(version):
    return apply_correction(version=version, way="left-out", by=None, reason="It misled.", now=NOON)
