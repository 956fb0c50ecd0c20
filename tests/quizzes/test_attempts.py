"""Attempts: the paper is frozen, what was acknowledged stays, time is the server's, grading happens once."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from quizzes.grading import InvalidAnswer
from quizzes.grading.events import state_of
from quizzes.grading.marking import Line, mark_paper
from quizzes.models import AnswerEvent, Attempt, BlueprintRow, Grade, ItemMark, PaperItem
from quizzes.services.attempts import (
    ConflictingReplay,
    StartRefused,
    TooLate,
    settle,
    standing,
    submit_attempt,
    submit_overdue,
)
from quizzes.services.questions import retire_question, write_version
from quizzes.signals import attempt_graded
from tests.factories import (
    NOON,
    ObjectiveFactory,
    QuestionVersionFactory,
    QuizFactory,
    quiz_with,
    single_choice_body,
)
from tests.quizzes.bodies import BODIES, CHOICES
from tests.quizzes.papers_for_tests import answer, answer_all, attempt_of, mixed_quiz

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def start(quiz, officer, now=NOON, seed=1):
    return attempt_of(officer, quiz, now=now, seed=seed)


def paper(attempt):
    return [(item.version_id, item.order) for item in attempt.items.all()]


@pytest.fixture
def graded():
    """The attempts that the apps above were told of."""
    told = []

    def hear(sender, attempt, grade, **kwargs):
        told.append((attempt.pk, grade.pk))

    attempt_graded.connect(hear)
    yield told
    attempt_graded.disconnect(hear)


# --- starting ---------------------------------------------------------------------------------------


def test_starting_draws_and_freezes_a_paper(officer, administration):
    quiz = mixed_quiz(2)
    attempt = start(quiz, officer)
    assert attempt.administration == administration
    assert (attempt.started_at, attempt.deadline) == (NOON, NOON + 20 * MINUTE)
    items = list(attempt.items.select_related("version__question"))
    assert [item.position for item in items] == list(range(1, 2 * len(BODIES) + 1))
    assert sorted(item.version.question.kind for item in items) == sorted([*BODIES, *BODIES])
    assert all(item.order for item in items if item.version.question.kind != "short_text")


def test_editing_a_question_changes_no_running_attempt(officer):
    quiz = quiz_with(3)
    attempt = start(quiz, officer)
    before = paper(attempt)
    for question in quiz.bank.questions.select_related("current__objective"):
        write_version(
            question=question,
            body=single_choice_body(stem="Something else?", right="c"),
            objective=question.current.objective,
            difficulty="basic",
            source=None,
            where="",
            verified=True,
            author=None,
            reason="Corrected.",
            now=NOON,
        )
        retire_question(question=question, now=NOON)
    BlueprintRow.objects.filter(quiz=quiz).update(number=1)
    quiz.minutes, quiz.pass_mark = 1, 100
    quiz.save()
    answer_all(attempt, right=3)
    attempt = submit_attempt(attempt=attempt, now=NOON + 10 * MINUTE)
    assert paper(attempt) == before
    assert all(
        "Which document" in item.version.body["stem"] for item in attempt.items.select_related("version")
    )
    assert attempt.grade.percent == 100
    assert attempt.pass_mark == 80


def test_starting_twice_gives_the_same_attempt(officer):
    quiz = quiz_with(3)
    first = start(quiz, officer, seed=1)
    before = paper(first)
    assert start(quiz, officer, now=NOON + MINUTE, seed=2) == first
    assert paper(first) == before
    assert Attempt.objects.count() == 1


def test_the_database_holds_one_open_attempt_per_officer_and_quiz(officer):
    attempt = start(quiz_with(1), officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            quiz=attempt.quiz,
            officer=officer,
            administration=attempt.administration,
            number=2,
            started_at=NOON,
            deadline=NOON + MINUTE,
            pass_mark=80,
        )


def test_a_retake_waits_for_the_pause_and_draws_what_was_not_seen(officer):
    quiz = quiz_with(6, drawn=3, pause_minutes=30)
    first = start(quiz, officer)
    submit_attempt(attempt=first, now=NOON + MINUTE)
    with pytest.raises(StartRefused) as refused:
        start(quiz, officer, now=NOON + 30 * MINUTE)
    assert refused.value.until == NOON + 31 * MINUTE
    second = start(quiz, officer, now=NOON + 31 * MINUTE)
    assert second.number == 2
    versions = {version for version, _order in paper(first) + paper(second)}
    assert len(versions) == 6


def test_the_pause_of_an_attempt_that_time_closed_counts_from_its_deadline(officer):
    quiz = quiz_with(2, pause_minutes=30)
    start(quiz, officer)
    with pytest.raises(StartRefused) as refused:
        start(quiz, officer, now=NOON + 40 * MINUTE)
    assert refused.value.until == NOON + 50 * MINUTE
    assert start(quiz, officer, now=NOON + 50 * MINUTE).number == 2


def test_no_more_attempts_than_the_quiz_allows(officer):
    quiz = quiz_with(2, attempts_allowed=2)
    for _ in range(2):
        submit_attempt(attempt=start(quiz, officer), now=NOON)
    with pytest.raises(StartRefused, match="All the attempts"):
        start(quiz, officer)
    assert standing(quiz=quiz, officer=officer, now=NOON).left == 0


def test_a_bank_that_lacks_questions_is_told_by_objective_and_number(officer):
    quiz = quiz_with(2)
    lacking = ObjectiveFactory(code="LO9")
    QuestionVersionFactory(question__bank=quiz.bank, objective=lacking, difficulty="advanced", verified=False)
    BlueprintRow.objects.create(quiz=quiz, objective=lacking, difficulty="advanced", number=2, order=1)
    with pytest.raises(StartRefused, match=r"lacks 2 of the questions on LO9 \(Advanced\)"):
        start(quiz, officer)
    assert not Attempt.objects.exists()


def test_retired_and_unverified_questions_are_not_drawn(officer):
    quiz = quiz_with(3, drawn=1)
    keep, retired, unverified = quiz.bank.questions.select_related("current__objective")
    retire_question(question=retired, now=NOON)
    current = unverified.current
    write_version(
        question=unverified,
        body=current.body,
        objective=current.objective,
        difficulty="basic",
        source=None,
        where="",
        verified=False,
        author=None,
        reason="",
        now=NOON,
    )
    for seed in range(6):
        attempt = start(quiz, officer, seed=seed)
        assert attempt.items.get().version.question == keep
        submit_attempt(attempt=attempt, now=NOON)


def test_a_quiz_without_a_blueprint_cannot_start(officer):
    quiz = quiz_with(2)
    quiz.blueprint.all().delete()
    with pytest.raises(StartRefused, match="no blueprint"):
        start(quiz, officer)


def test_the_standing_of_an_officer(officer):
    quiz = quiz_with(2, pause_minutes=10, attempts_allowed=3)
    assert standing(quiz=quiz, officer=officer, now=NOON).may_start
    attempt = start(quiz, officer)
    assert standing(quiz=quiz, officer=officer, now=NOON).open_attempt == attempt
    submit_attempt(attempt=attempt, now=NOON)
    stands = standing(quiz=quiz, officer=officer, now=NOON + MINUTE)
    assert (stands.open_attempt, stands.used, stands.left) == (None, 1, 2)
    assert stands.not_before == NOON + 10 * MINUTE
    assert not stands.may_start
    assert standing(quiz=quiz, officer=officer, now=NOON + 10 * MINUTE).may_start


# --- answering --------------------------------------------------------------------------------------


@pytest.fixture
def item(officer):
    return attempt_of(officer).items.select_related("version__question").first()


def test_an_answer_is_stored_as_an_event(item):
    saved = answer(item, "b", number=1, client_time=NOON - timedelta(days=400))
    assert saved.counts
    assert (saved.replayed, saved.highest, saved.rival) == (False, 1, None)
    event = AnswerEvent.objects.get()
    assert (event.item, event.answer, event.number, event.received_at) == (item, "b", 1, NOON)


def test_the_clock_of_an_officers_device_decides_nothing(item):
    answer(item, "a", number=1, client_time=datetime(2099, 1, 1, tzinfo=UTC))
    answer(item, "b", number=2, client_time=datetime(1999, 1, 1, tzinfo=UTC))
    assert state_of(AnswerEvent.objects.all())[item.pk].answer == "b"


def test_a_replay_is_answered_as_the_first_time_and_stored_once(item):
    first = answer(item, "b")
    again = answer(item, "b", now=NOON + MINUTE)
    assert again.replayed
    assert (again.event, again.event.received_at, again.highest) == (first.event, NOON, 1)
    assert AnswerEvent.objects.count() == 1


def test_a_replay_is_answered_as_the_first_time_after_the_end_too(item):
    first = answer(item, "b")
    submit_attempt(attempt=item.attempt, now=NOON + MINUTE)
    assert answer(item, "b", now=NOON + 2 * MINUTE).event == first.event
    assert answer(item, "b", now=NOON + timedelta(days=3)).event == first.event


def test_the_same_key_with_other_content_is_a_conflict(item):
    answer(item, "b")
    with pytest.raises(ConflictingReplay) as conflict:
        answer(item, "c")
    assert conflict.value.event.answer == "b"
    other = item.attempt.items.select_related("version__question").last()
    with pytest.raises(ConflictingReplay):
        answer(other, "b")
    assert AnswerEvent.objects.count() == 1


def test_a_stale_window_loses_to_a_newer_answer_and_both_are_told(item):
    answer(item, "a", number=1, client="old")
    newer = answer(item, "b", number=2, client="new")
    stale = answer(item, "c", number=2, client="early")
    assert AnswerEvent.objects.filter(answer="c").exists()
    assert not stale.counts
    assert stale.current_event == newer.event
    assert stale.rival == newer.event
    assert stale.highest == 2


def test_two_windows_with_the_same_answer_are_no_conflict(item):
    answer(item, "b", number=1, client="x")
    saved = answer(item, "b", number=1, client="w")
    assert saved.counts
    assert saved.rival is None


def test_the_highest_number_is_that_of_the_whole_attempt(item):
    other = item.attempt.items.select_related("version__question").last()
    answer(other, "a", number=8)
    assert answer(item, "a", number=2, client="y").highest == 8


def test_an_answer_can_be_taken_back(officer):
    quiz = mixed_quiz()
    attempt = start(quiz, officer)
    item = attempt.items.select_related("version__question").get(version__question__kind="multiple_choice")
    answer(item, ["box14"], number=1)
    answer(item, [], number=2)
    submit_attempt(attempt=attempt, now=NOON)
    assert ItemMark.objects.get(item=item).fraction == 0
    assert AnswerEvent.objects.get(number=2).answer is None


@pytest.mark.parametrize("given", ["elsewhere", ["a"], {"a": "b"}, "a" * 5000, 3])
def test_an_answer_that_was_not_offered_is_not_stored(item, given):
    with pytest.raises(InvalidAnswer):
        answer(item, given)
    assert not AnswerEvent.objects.exists()


@pytest.mark.parametrize(
    "key", [("", 1), ("x" * 41, 1), ("a b", 1), ("x", 0), ("x", -1), ("x", 10**9), ("x\n", 1)]
)
def test_a_key_that_is_out_of_bounds_is_not_stored(item, key):
    with pytest.raises(InvalidAnswer):
        answer(item, "a", client=key[0], number=key[1])
    assert not AnswerEvent.objects.exists()


# --- time -------------------------------------------------------------------------------------------


def test_a_late_answer_is_refused_and_the_attempt_stands_with_what_it_held(item):
    answer(item, "a", now=NOON + 20 * MINUTE - timedelta(seconds=1))
    with pytest.raises(TooLate, match="time for this attempt has run out"):
        answer(item, "b", number=2, now=NOON + 20 * MINUTE)
    attempt = Attempt.objects.get()
    assert attempt.closed_by == Attempt.ClosedBy.TIME
    assert attempt.submitted_at == NOON + 20 * MINUTE
    assert attempt.grade.earned == 1
    assert AnswerEvent.objects.count() == 1


def test_an_answer_after_handing_in_is_refused(item):
    submit_attempt(attempt=item.attempt, now=NOON + MINUTE)
    with pytest.raises(TooLate, match="has been handed in"):
        answer(item, "a", now=NOON + 2 * MINUTE)
    assert not AnswerEvent.objects.exists()


def test_settling_hands_in_what_is_overdue_and_nothing_else(item):
    attempt = item.attempt
    assert settle(attempt=attempt, now=NOON + 19 * MINUTE).is_open
    closed = settle(attempt=attempt, now=NOON + 21 * MINUTE)
    assert closed.closed_by == Attempt.ClosedBy.TIME
    assert closed.grade is not None


def test_overdue_attempts_are_handed_in_once(officer, graded):
    quizzes = [quiz_with(1), quiz_with(1), quiz_with(1, minutes=300)]
    attempts = [start(quiz, officer) for quiz in quizzes]
    assert submit_overdue(now=NOON + 20 * MINUTE) == 2
    assert submit_overdue(now=NOON + 20 * MINUTE) == 0
    assert [pk for pk, _grade in graded] == [attempts[0].pk, attempts[1].pk]
    assert Attempt.objects.open().get() == attempts[2]


def test_one_attempt_that_cannot_be_handed_in_does_not_hold_up_the_others(officer, caplog):
    attempts = [start(quiz_with(1), officer) for _ in range(2)]

    def fail(sender, attempt, **kwargs):
        if attempt.pk == attempts[0].pk:
            raise RuntimeError("sample failure")

    attempt_graded.connect(fail)
    try:
        assert submit_overdue(now=NOON + 20 * MINUTE) == 1
    finally:
        attempt_graded.disconnect(fail)
    assert "could not be handed in" in caplog.text
    assert Attempt.objects.open().get() == attempts[0]
    assert submit_overdue(now=NOON + 21 * MINUTE) == 1


def test_the_command_closes_overdue_attempts_and_may_be_repeated(officer, capsys):
    start(quiz_with(1), officer)
    call_command("close_overdue_attempts")
    call_command("close_overdue_attempts")
    assert capsys.readouterr().out == "1 attempts handed in.\n0 attempts handed in.\n"


# --- handing in -------------------------------------------------------------------------------------


def test_submitting_twice_grades_once(officer, graded):
    attempt = attempt_of(officer)
    answer_all(attempt)
    first = submit_attempt(attempt=attempt, now=NOON + MINUTE)
    second = submit_attempt(attempt=attempt, now=NOON + 5 * MINUTE)
    assert second.submitted_at == first.submitted_at == NOON + MINUTE
    assert Grade.objects.count() == 1
    assert graded == [(attempt.pk, first.grade_id)]


def test_marks_are_exact_and_kept_by_item_with_the_event_that_counted(officer):
    attempt = start(mixed_quiz(kinds=CHOICES, pass_mark=83), officer)
    given = {
        "single_choice": "importpermit",
        "multiple_choice": ["box11", "box14"],
        "true_false": False,
        "matching": {"codew": "Taken from the wild", "codec": "Bred in captivity"},
    }
    for number, item in enumerate(attempt.items.select_related("version__question"), 1):
        answer(item, given[item.version.question.kind], number=number)
    grade = submit_attempt(attempt=attempt, now=NOON).grade
    marks = {
        mark.item.version.question.kind: mark
        for mark in grade.marks.select_related("item__version__question")
    }
    assert {kind: mark.fraction for kind, mark in marks.items()} == {
        "single_choice": 1,
        "multiple_choice": Fraction(5, 6),
        "true_false": 1,
        "matching": Fraction(1, 2),
    }
    assert all(mark.event.answer == given[kind] for kind, mark in marks.items())
    assert (grade.earned, grade.possible) == (Fraction(10, 3), 4)
    assert grade.passed  # 83 1/3 of 83


def test_what_just_misses_the_pass_mark_fails(officer):
    attempt = start(mixed_quiz(kinds=CHOICES, pass_mark=84), officer)
    given = {
        "single_choice": "importpermit",
        "multiple_choice": ["box11", "box14"],
        "true_false": False,
        "matching": {"codew": "Taken from the wild", "codec": "Bred in captivity"},
    }
    for number, item in enumerate(attempt.items.select_related("version__question"), 1):
        answer(item, given[item.version.question.kind], number=number)
    assert not submit_attempt(attempt=attempt, now=NOON).grade.passed


def test_an_attempt_without_answers_can_be_handed_in(officer):
    grade = submit_attempt(attempt=attempt_of(officer), now=NOON).grade
    assert (grade.earned, grade.possible, grade.passed) == (0, 4, False)
    assert grade.marks.filter(event=None).count() == 4


def test_grading_again_gives_the_same_marks(officer):
    attempt = start(mixed_quiz(), officer)
    for number, item in enumerate(attempt.items.select_related("version__question"), 1):
        if item.version.question.kind == "multiple_choice":
            answer(item, ["box14", "box5", "box11"], number=number)
    attempt = submit_attempt(attempt=attempt, now=NOON)
    state = state_of(attempt.events.all())
    again = mark_paper(
        Line(
            item.version.question.kind, item.version.body, state[item.pk].answer if item.pk in state else None
        )
        for item in attempt.items.select_related("version__question")
    )
    assert again == [mark.fraction for mark in attempt.grade.marks.order_by("item__position")]
    assert sum(again) == Fraction(1, 3)


def test_a_receiver_that_fails_undoes_the_grading_with_itself(officer):
    """What may fail without undoing opens a savepoint of its own: the signal is inside the transaction."""
    attempt = attempt_of(officer)

    def fail(sender, **kwargs):
        raise RuntimeError("sample failure")

    attempt_graded.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            submit_attempt(attempt=attempt, now=NOON)
    finally:
        attempt_graded.disconnect(fail)
    assert Attempt.objects.get().is_open
    assert not Grade.objects.exists()


# --- queries ----------------------------------------------------------------------------------------


def answer_one(attempt, items):
    answer(items[0], "b", number=100)


def hand_in(attempt, items):
    submit_attempt(attempt=attempt, now=NOON)


def start_another(attempt, items):
    quiz = QuizFactory(bank=attempt.quiz.bank)
    row = attempt.quiz.blueprint.get()
    BlueprintRow.objects.create(quiz=quiz, objective=row.objective, number=row.number)
    with CaptureQueriesContext(connection) as queries:
        start(quiz, attempt.officer)
    return queries


# Save: lock, events, highest number, insert. Hand in: lock, events, items, corrections, two inserts, update.
# The savepoint that stands for the transaction in a test adds two.
@pytest.mark.parametrize(("do", "at_most"), [(answer_one, 6), (hand_in, 9), (start_another, 15)])
def test_a_longer_paper_costs_no_more_queries(officer, do, at_most, monkeypatch):
    monkeypatch.setattr(attempt_graded, "send", lambda **told: [])
    counted = []
    for number_of_questions in (5, 20):
        attempt = start(quiz_with(number_of_questions), officer)
        items = list(attempt.items.select_related("version__question"))
        for number, item in enumerate(items, 1):
            answer(item, "a", number=number)
        with CaptureQueriesContext(connection) as queries:
            counted.append(len(do(attempt, items) or queries))
    assert counted[0] == counted[1]
    assert counted[0] <= at_most


def test_items_and_answers_are_records(item):
    answer(item, "a")
    for queryset in (PaperItem.objects, AnswerEvent.objects, Grade.objects, ItemMark.objects):
        with pytest.raises(TypeError):
            queryset.all().delete()
    with pytest.raises(TypeError):
        AnswerEvent.objects.update(answer="b")
