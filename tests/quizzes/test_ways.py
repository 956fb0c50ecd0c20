"""Attempts that check answers as they go, ask for certainty, sit in a room, or get more time."""

import random
from datetime import timedelta
from fractions import Fraction as F

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Role
from quizzes.models import Attempt, Check, FixedItem
from quizzes.services.accommodations import accommodate
from quizzes.services.attempts import (
    Finished,
    NothingToCheck,
    StartRefused,
    TooLate,
    check_answer,
    save_answer,
    standing,
    start_attempt,
    submit_attempt,
)
from quizzes.services.drawing import Stock
from quizzes.services.questions import retire_question, set_rivalry
from quizzes.services.sittings import ALPHABET, checked_networks, end_sitting, open_sitting
from tests.factories import NOON, AdministrationFactory, MembershipFactory, quiz_with
from tests.quizzes.papers_for_tests import answer, answer_all, attempt_of

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def coordinator(administration):
    return MembershipFactory(administration=administration, role=Role.COORDINATOR).user


def checked(item, given_, number, client="window-a", now=NOON):
    return check_answer(item=item, client=client, number=number, answer=given_, client_time=None, now=now)


def graded(attempt, now=NOON):
    return submit_attempt(attempt=attempt, now=now).grade


# --- checked as they go -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "finished", "earned"),
    [
        ([], [], F(0)),
        (["a"], [True], F(1)),
        (["b"], [False], F(0)),
        (["b", "a"], [False, True], F(2, 3)),
        (["b", "c", "a"], [False, False, True], F(1, 3)),
        (["b", "c", "b"], [False, False, True], F(0)),
        (["b", "b", "a"], [False, False, True], F(2, 3)),
    ],
)
def test_each_try_that_was_not_right_costs_a_third_and_the_same_answer_twice_is_one(
    officer, answers, finished, earned
):
    attempt = attempt_of(officer, quiz_with(1, behaviour="tries", tries=3, penalty=F(1, 3)))
    item = attempt.items.get()
    seen = [checked(item, given_, number)[1] for number, given_ in enumerate(answers, 1)]
    assert seen == finished
    assert graded(attempt).earned == earned


def test_an_answer_given_after_the_last_check_is_a_try_of_its_own(officer):
    attempt = attempt_of(officer, quiz_with(1, behaviour="tries", tries=3, penalty=F(1, 4)))
    item = attempt.items.get()
    checked(item, "b", 1)
    answer(item, "a", number=2)
    assert graded(attempt).earned == F(3, 4)


def test_practice_checks_once_and_takes_no_answer_after(officer):
    attempt = attempt_of(officer, quiz_with(1, behaviour="immediate"))
    item = attempt.items.get()
    check, finished = checked(item, "b", 1)
    assert (check.fraction, finished) == (0, True)
    with pytest.raises(Finished):
        answer(item, "a", number=2)
    with pytest.raises(Finished):
        checked(item, "a", 3, client="window-b")
    assert checked(item, "b", 1)[0] == check
    assert graded(attempt).earned == 0


def test_nothing_is_checked_without_an_answer_or_after_the_end(officer):
    attempt = attempt_of(officer, quiz_with(1, behaviour="tries"))
    item = attempt.items.get()
    with pytest.raises(NothingToCheck):
        checked(item, None, 1)
    with pytest.raises(TooLate):
        checked(item, "a", 2, now=attempt.deadline)
    assert not Check.objects.exists()


def test_an_examination_keeps_no_checks_from_changing_an_answer(officer):
    attempt = attempt_of(officer, quiz_with(1))
    item = attempt.items.get()
    answer(item, "b", number=1)
    answer(item, "a", number=2)
    assert graded(attempt).earned == 1


def test_changing_the_quiz_changes_no_running_attempt(officer):
    quiz = quiz_with(1, behaviour="tries", tries=3, penalty=F(1, 3))
    attempt = attempt_of(officer, quiz)
    quiz.behaviour, quiz.tries, quiz.penalty = "immediate", 1, F(1)
    quiz.save()
    item = attempt.items.get()
    assert checked(item, "b", 1)[1] is False
    assert checked(item, "a", 2)[1] is True
    assert graded(attempt).earned == F(2, 3)


def test_a_quiz_with_tries_is_valid_as_it_stands():
    quiz_with(1, behaviour="tries", tries=3, penalty=F(1, 3)).full_clean()


# --- certainty --------------------------------------------------------------------------------------


def test_certainty_is_kept_with_the_answer_and_weighs_its_mark(officer):
    attempt = attempt_of(officer, quiz_with(4, behaviour="certainty", pass_mark=25))
    for number, (item, (given_, level)) in enumerate(
        zip(attempt.items.all(), [("a", 3), ("a", 1), ("b", 2), ("b", None)], strict=True), 1
    ):
        save_answer(
            item=item, client="w", number=number, answer=given_, client_time=None, now=NOON, certainty=level
        )
    grade = graded(attempt)
    assert [mark.fraction for mark in grade.marks.all()] == [3, 1, -2, 0]
    assert (grade.earned, grade.possible, grade.passed) == (2, 12, False)


# --- windows ----------------------------------------------------------------------------------------


def test_a_quiz_starts_only_in_its_window_and_ends_with_it(officer):
    quiz = quiz_with(1, minutes=20, opens_at=NOON, closes_at=NOON + 30 * MINUTE)
    with pytest.raises(StartRefused, match="not open yet") as early:
        attempt_of(officer, quiz, now=NOON - MINUTE)
    assert early.value.until == NOON
    assert standing(quiz=quiz, officer=officer, now=NOON - MINUTE).may_start is False
    attempt = attempt_of(officer, quiz, now=NOON + 20 * MINUTE)
    assert attempt.deadline == quiz.closes_at
    submit_attempt(attempt=attempt, now=NOON + 21 * MINUTE)
    with pytest.raises(StartRefused, match="closed"):
        attempt_of(officer, quiz, now=quiz.closes_at)
    assert standing(quiz=quiz, officer=officer, now=quiz.closes_at).is_closed


def test_a_window_that_ends_before_it_begins_and_an_impossible_review_are_refused():
    quiz = quiz_with(1)
    quiz.opens_at, quiz.closes_at = NOON, NOON
    with pytest.raises(ValidationError, match="after the quiz opens"):
        quiz.clean()
    quiz.opens_at = quiz.closes_at = None
    quiz.shows_solution = "during"
    with pytest.raises(ValidationError, match="only in practice"):
        quiz.clean()
    quiz.shows_solution = "closed"
    with pytest.raises(ValidationError, match="say when it closes"):
        quiz.clean()


# --- sittings ---------------------------------------------------------------------------------------


@pytest.fixture
def sitting(administration, coordinator):
    return open_sitting(
        quiz=quiz_with(1, invigilated=True),
        administration=administration,
        place="Room 2",
        networks=checked_networks(["192.0.2.17/24", "2001:db8::/32"]),
        opens_at=NOON,
        closes_at=NOON + 10 * MINUTE,
        by=coordinator,
        now=NOON - 60 * MINUTE,
    )


def begin(sitting, officer, *, code=None, address="192.0.2.9", now=NOON, administration=None):
    return start_attempt(
        quiz=sitting.quiz,
        officer=officer,
        administration=administration or sitting.administration,
        now=now,
        code=sitting.code if code is None else code,
        address=address,
    )


def test_an_invigilated_quiz_starts_with_the_code_of_the_room(sitting, officer):
    attempt = begin(sitting, officer, code=f" {sitting.code[:3].lower()} {sitting.code[3:]} ")
    assert attempt.sitting == sitting
    assert set(sitting.code) <= set(ALPHABET)
    assert begin(sitting, officer, code="", address=None) == attempt


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": ""}, "Type the start code"),
        ({"code": "WRONG"}, "not the start code"),
        ({"address": "198.51.100.1"}, "network of its room"),
        ({"address": None}, "network of its room"),
        ({"address": "no address"}, "network of its room"),
        ({"now": NOON - MINUTE}, "None is open now"),
        ({"now": NOON + 10 * MINUTE}, "None is open now"),
    ],
)
def test_a_sitting_takes_nobody_else(sitting, officer, changes, said):
    with pytest.raises(StartRefused, match=said):
        begin(sitting, officer, **changes)
    assert not Attempt.objects.exists()


def test_a_sitting_of_another_administration_opens_nothing(sitting):
    elsewhere = MembershipFactory(administration=AdministrationFactory())
    with pytest.raises(StartRefused, match="None is open now"):
        begin(sitting, elsewhere.user, administration=elsewhere.administration)


def test_an_ended_sitting_takes_nobody_and_lets_who_began_go_on(sitting, officer, coordinator):
    attempt = begin(sitting, officer)
    end_sitting(sitting=sitting, by=coordinator, now=NOON + MINUTE)
    assert end_sitting(sitting=sitting, by=coordinator, now=NOON + 2 * MINUTE).ended_at == NOON + MINUTE
    assert begin(sitting, officer, now=NOON + 2 * MINUTE) == attempt
    with pytest.raises(StartRefused):
        begin(sitting, MembershipFactory(administration=sitting.administration).user, now=NOON + 2 * MINUTE)


def test_what_is_no_address_range_is_named():
    with pytest.raises(ValueError, match=r"10\.0\.0\.999 is no address range"):
        checked_networks(["10.0.0.0/8", "10.0.0.999"])


# --- accommodations ---------------------------------------------------------------------------------


def grant(quiz, officer, administration, by, *, now=NOON, minutes=0, attempts=0):
    return accommodate(
        quiz=quiz,
        officer=officer,
        administration=administration,
        extra_minutes=minutes,
        further_attempts=attempts,
        reason="A broken wrist.",
        by=by,
        now=now,
    )


def test_extra_time_counts_from_the_start_and_reaches_an_attempt_that_runs(
    officer, administration, coordinator
):
    quiz = quiz_with(1, minutes=20)
    grant(quiz, officer, administration, coordinator, minutes=10)
    attempt = attempt_of(officer, quiz)
    assert attempt.deadline == NOON + 30 * MINUTE
    grant(quiz, officer, administration, coordinator, minutes=15, now=NOON + 5 * MINUTE)
    attempt.refresh_from_db()
    assert attempt.deadline == NOON + 35 * MINUTE


def test_extra_time_reaches_beyond_the_end_of_the_window_for_this_officer_only(
    officer, administration, coordinator
):
    quiz = quiz_with(1, minutes=20, closes_at=NOON + 10 * MINUTE)
    grant(quiz, officer, administration, coordinator, minutes=5)
    assert attempt_of(officer, quiz).deadline == NOON + 15 * MINUTE
    assert (
        attempt_of(MembershipFactory(administration=administration).user, quiz).deadline == NOON + 10 * MINUTE
    )


def test_further_attempts_are_added_to_what_the_quiz_allows(officer, administration, coordinator):
    quiz = quiz_with(1, attempts_allowed=1)
    submit_attempt(attempt=attempt_of(officer, quiz), now=NOON)
    assert standing(quiz=quiz, officer=officer, now=NOON + MINUTE).left == 0
    grant(quiz, officer, administration, coordinator, attempts=1)
    assert standing(quiz=quiz, officer=officer, now=NOON + MINUTE).left == 1
    assert attempt_of(officer, quiz, now=NOON + MINUTE).number == 2


# --- which attempt counts ---------------------------------------------------------------------------


@pytest.mark.parametrize(("counts", "expected"), [("best", {1, 2, 3}), ("first", {1}), ("last", {3})])
def test_the_attempt_that_counts_is_the_one_the_quiz_names(officer, counts, expected):
    quiz = quiz_with(1, counts=counts)
    for number, right in enumerate([0, 1, 0], 1):
        attempt = attempt_of(officer, quiz, now=NOON + number * MINUTE)
        answer_all(attempt, right, now=NOON + number * MINUTE)
        submit_attempt(attempt=attempt, now=NOON + number * MINUTE)
    attempt_of(officer, quiz, now=NOON + 9 * MINUTE)
    found = Attempt.objects.filter(officer=officer).counting()
    assert set(found.values_list("number", flat=True)) == expected


# --- fixed questions and rivals ---------------------------------------------------------------------


def test_a_paper_holds_the_fixed_questions_and_no_two_rivals(officer):
    quiz = quiz_with(6, drawn=2)
    first, second, third, *_others = quiz.bank.questions.order_by("pk")
    FixedItem.objects.create(quiz=quiz, question=first)
    for question in (second, third):
        set_rivalry(question=question, name="Ivory")
    for seed in range(12):
        drawn = {version.question for version in Stock(quiz).draw(random.Random(seed))}
        assert first in drawn
        assert len(drawn) == 3
        assert not {second, third} <= drawn


def test_what_keeps_a_quiz_from_being_drawn_is_said_in_sentences():
    quiz = quiz_with(3)
    first, second, _third = quiz.bank.questions.order_by("pk")
    assert Stock(quiz).faults == []
    FixedItem.objects.create(quiz=quiz, question=first)
    FixedItem.objects.create(quiz=quiz, question=second)
    for question in (first, second):
        set_rivalry(question=question, name="Ivory")
    code = quiz.blueprint.get().objective.code
    assert Stock(quiz).faults == [
        f"{code} lacks 2 of 3 questions.",
        f"The fixed questions {first.slug}, {second.slug} exclude each other.",
    ]
    retire_question(question=second, now=NOON)
    assert f"The fixed question {second.slug} is retired or not verified." in Stock(quiz).faults


# --- any order of arrival ---------------------------------------------------------------------------


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    events=st.lists(
        st.tuples(
            st.integers(0, 1), st.sampled_from(["one", "two"]), st.integers(1, 5), st.sampled_from("abc")
        ),
        max_size=8,
        unique_by=lambda event: event[1:3],
    ),
    data=st.data(),
)
def test_in_an_examination_any_order_loss_and_repetition_of_arrival_gives_the_same_marks(
    officer, events, data
):
    """Two windows; every event arrives at last, some twice, in any order."""
    sent = data.draw(
        st.permutations(events + data.draw(st.lists(st.sampled_from(events))) if events else events)
    )
    marks = []
    for arrival in (events, sent):
        attempt = start_attempt(
            quiz=quiz_with(2),
            officer=officer,
            administration=officer.memberships.get().administration,
            now=NOON,
            seed=1,
        )
        items = list(attempt.items.all())
        for place, client, number, given_ in arrival:
            answer(items[place], given_, number=number, client=client)
        marks.append([mark.fraction for mark in graded(attempt).marks.all()])
    assert marks[0] == marks[1]
