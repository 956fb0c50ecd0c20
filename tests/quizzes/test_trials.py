"""Trials: an author sees a quiz as an officer does, and nothing of it counts."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection

from accounts.models import Role
from quizzes import gates
from quizzes.gates import Entry
from quizzes.models import Attempt, PaperItem
from quizzes.services.attempts import standing, start_attempt, submit_attempt, submit_overdue
from quizzes.services.banks import allow_writing
from quizzes.signals import attempt_graded
from tests.factories import NOON, MembershipFactory, quiz_with
from tests.quizzes.papers_for_tests import answer_all, attempt_of

pytestmark = pytest.mark.django_db

MARK = "Trial: it does not count"


@pytest.fixture
def trainer(administration):
    """A trainer who may write the questions of the bank of `quiz`."""
    return MembershipFactory(administration=administration, role=Role.TRAINER).user


@pytest.fixture
def quiz(trainer, administration):
    quiz = quiz_with(3, administration=administration)
    trainer.groups.add(administration.trainers)
    allow_writing(group=administration.trainers, collection=quiz.bank.collection)
    return quiz


@pytest.fixture
def gate(monkeypatch, administration):
    """The quiz is known to everybody, and closed to officers."""
    closed = Entry(administration, "Start the module first.", "/the-quiz/", "The quiz")
    monkeypatch.setattr(gates, "_gates", [lambda quiz, user: closed])


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def trial_of(person, quiz, administration, now=NOON):
    return start_attempt(
        quiz=quiz, officer=person, administration=administration, now=now, seed=1, trial=True
    )


def test_who_writes_the_questions_may_try_a_quiz_that_is_closed_to_officers(gate, trainer, quiz):
    response = client_of(trainer).post(reverse("quizzes:start", args=[quiz.slug]), {"trial": "1"})
    trial = Attempt.every.get()
    assert trial.trial
    assert response.headers["Location"] == reverse("quizzes:item", args=[trial.pk, 1])


@pytest.mark.parametrize("role", Role.values)
def test_without_writing_rights_there_is_no_trial(gate, administration, quiz, role):
    person = MembershipFactory(administration=administration, role=role).user
    response = client_of(person).post(reverse("quizzes:start", args=[quiz.slug]), {"trial": "1"})
    assert response.status_code == 404
    assert not Attempt.every.exists()


def test_writing_rights_on_another_bank_are_not_enough(gate, administration, other_administration):
    person = MembershipFactory(administration=administration, role=Role.TRAINER).user
    elsewhere = Collection.get_first_root_node().add_child(name="Elsewhere")
    person.groups.add(administration.trainers)
    allow_writing(group=administration.trainers, collection=elsewhere)
    response = client_of(person).post(reverse("quizzes:start", args=[quiz_with(1).slug]), {"trial": "1"})
    assert response.status_code == 404


def test_every_page_of_a_trial_is_marked_and_no_page_of_an_attempt(gate, trainer, quiz, administration):
    client = client_of(trainer)
    now = timezone.now()
    for make, marked in ((trial_of, True), (start_real, False)):
        attempt = make(trainer, quiz, administration, now)
        pages = [client.get(reverse("quizzes:item", args=[attempt.pk, 1]))]
        pages.append(client.get(reverse("quizzes:check", args=[attempt.pk])))
        client.post(reverse("quizzes:submit", args=[attempt.pk]))
        pages.append(client.get(reverse("quizzes:result", args=[attempt.pk])))
        assert [page.status_code for page in pages] == [200, 200, 200]
        assert [MARK in page.content.decode() for page in pages] == [marked] * 3


def start_real(person, quiz, administration, now):
    return start_attempt(quiz=quiz, officer=person, administration=administration, now=now, seed=1)


def test_a_trial_is_its_makers_alone(gate, trainer, quiz, administration, officer):
    trial = trial_of(trainer, quiz, administration, timezone.now())
    for name, args in (("item", [trial.pk, 1]), ("check", [trial.pk]), ("result", [trial.pk])):
        assert client_of(officer).get(reverse(f"quizzes:{name}", args=args)).status_code == 404


def test_answers_of_a_trial_are_saved_and_graded_and_nobody_is_told(trainer, quiz, administration):
    told = []

    def hear(**kwargs):
        told.append(kwargs)

    attempt_graded.connect(hear)
    try:
        trial = trial_of(trainer, quiz, administration)
        answer_all(trial)
        trial = submit_attempt(attempt=trial, now=NOON)
    finally:
        attempt_graded.disconnect(hear)
    assert trial.grade.passed
    assert told == []


def test_a_trial_stands_beside_an_attempt_and_is_started_once(trainer, quiz, administration):
    attempt = attempt_of(trainer, quiz)
    trial = trial_of(trainer, quiz, administration)
    assert trial.pk != attempt.pk
    assert trial_of(trainer, quiz, administration).pk == trial.pk
    assert attempt_of(trainer, quiz).pk == attempt.pk


@pytest.mark.parametrize("trial", [True, False])
def test_the_database_holds_one_open_attempt_and_one_open_trial(trainer, quiz, administration, trial):
    first = start_attempt(
        quiz=quiz, officer=trainer, administration=administration, now=NOON, seed=1, trial=trial
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            quiz=quiz,
            officer=trainer,
            administration=administration,
            number=first.number + 1,
            started_at=NOON,
            deadline=NOON,
            pass_mark=80,
            trial=trial,
        )


def test_a_trial_uses_no_attempt_and_begins_no_pause(trainer, administration, quiz):
    quiz.attempts_allowed, quiz.pause_minutes = 1, 60
    quiz.save()
    for _ in range(3):
        submit_attempt(attempt=trial_of(trainer, quiz, administration), now=NOON)
    stands = standing(quiz=quiz, officer=trainer, now=NOON)
    assert (stands.used, stands.left, stands.not_before) == (0, 1, None)
    assert attempt_of(trainer, quiz).number == 1


def test_a_trial_needs_no_attempt_left_and_no_end_of_a_pause(trainer, administration, quiz):
    quiz.attempts_allowed, quiz.pause_minutes = 1, 60
    quiz.save()
    submit_attempt(attempt=attempt_of(trainer, quiz), now=NOON)
    assert trial_of(trainer, quiz, administration).is_open


def test_what_was_seen_in_a_trial_is_not_passed_over_in_an_attempt(trainer, administration):
    quiz = quiz_with(2, drawn=1)
    attempt = start_real(trainer, quiz, administration, NOON)
    drawn = PaperItem.objects.get(attempt=attempt).version_id
    Attempt.every.all().update(trial=True, submitted_at=NOON)
    again = start_real(trainer, quiz, administration, NOON)
    assert PaperItem.objects.get(attempt=again).version_id == drawn


def test_an_overdue_trial_is_handed_in_with_the_others(trainer, administration, quiz):
    trial = trial_of(trainer, quiz, administration)
    assert submit_overdue(now=NOON + timedelta(days=1)) == 1
    assert not Attempt.every.get(pk=trial.pk).is_open


def test_trials_are_no_use_of_a_question(gate, trainer, quiz, administration):
    administration.trainers.permissions.add(Permission.objects.get(codename="access_admin"))
    trial_of(trainer, quiz, administration)
    url = reverse("question_banks:edit", args=[quiz.bank.slug, quiz.bank.questions.first().pk])
    before = client_of(trainer).get(url)
    assert before.context["uses"] == 0
    start_real(trainer, quiz, administration, NOON)
    assert client_of(trainer).get(url).context["uses"] == 1


def test_attempts_asked_for_are_never_trials(trainer, administration, quiz):
    trial_of(trainer, quiz, administration)
    assert not Attempt.objects.exists()
    assert not quiz.attempts.exists()
    assert not trainer.attempts.exists()
    assert not administration.attempts.exists()
