"""The demonstration: answers that are worth what they are said to be, and a history that a day fixes."""

import random

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.models import Path as WorkPath
from courses.models import Unit
from elearning.demo import history
from elearning.demo.answers import RIGHT, answer_to
from elearning.demo.making import make_demo
from quizzes.grading import kinds
from quizzes.models import Attempt
from tests.factories import ModuleFactory, UnitFactory, quiz_with
from tests.quizzes.bodies import BODIES


def test_every_kind_of_question_has_answers_but_the_inspection():
    assert {kind.kind for kind in kinds.all()} - RIGHT.keys() == {"inspection"}


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_the_right_answer_earns_the_whole_mark_and_one_with_a_slip_less(name):
    kind, stored = kinds.get(name), BODIES[name]
    body = kind.body(stored)
    for seed in range(20):
        chance = random.Random(seed)
        right = answer_to(name, stored, right=True, chance=chance)
        slip = answer_to(name, stored, right=False, chance=chance)
        assert kind.fraction(body, kind.accept(body, right)) == 1
        assert kind.fraction(body, kind.accept(body, slip)) < 1


def test_the_same_day_gives_the_same_history(db, monkeypatch):
    """Told by the marks: nothing in it is left to a chance that no seed fixes."""
    monkeypatch.setattr(history, "INTAKES", [(90, 6, 40, WorkPath.FRONT_LINE)])
    monkeypatch.setattr(history.History, "_acts", lambda self: iter(()))
    for order, slug in enumerate(["intro", "cites"]):
        module = ModuleFactory(slug=slug, order=order)
        UnitFactory(module=module, kind=Unit.Kind.QUIZ, quiz=quiz_with(5, pass_mark=80), order=900)
    now, made = timezone.now(), []
    for _again in range(2):
        point = transaction.savepoint()
        make_demo(now=now, history=True, told=lambda part: None)
        made.append(list(Attempt.objects.order_by("pk").values_list("started_at", "grade__earned")))
        transaction.savepoint_rollback(point)
    assert made[0] == made[1] != []


def test_without_a_history_there_are_the_accounts_alone(db):
    UnitFactory(module=ModuleFactory(slug="cites"), kind=Unit.Kind.QUIZ, quiz=quiz_with(5), order=900)
    make_demo(now=timezone.now(), history=False, told=None)
    assert User.objects.count() == 4
    assert not Attempt.objects.exists()
