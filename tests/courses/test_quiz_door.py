"""The door to a quiz: when it is open, how answering goes, and the code of an invigilated one."""

import re
from datetime import timedelta
from fractions import Fraction as F

import pytest
import time_machine
from django.test import Client

from courses.services.progress import start_module
from quizzes.models import FixedItem
from quizzes.services.attempts import start_attempt
from quizzes.services.sittings import open_sitting
from tests.courses.factories import module_page, quiz_page
from tests.factories import NOON, ModuleFactory, QuestionVersionFactory, quiz_with

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def door(officer, administration):
    """A function that shows the door of a quiz to an officer who takes its module."""
    client = Client()
    client.force_login(officer)

    def show(quiz):
        page = module_page(title=f"Module of quiz {quiz.pk}", module=ModuleFactory())
        start_module(officer=officer, module=page.module, administration=administration, now=NOON)
        html = client.get(quiz_page(page, quiz=quiz).url).content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", html).split()), html

    return show


def test_the_window_is_told_in_the_officers_own_time(door, officer):
    officer.time_zone = "Asia/Tokyo"
    officer.save()
    words, _html = door(quiz_with(1, opens_at=NOON - HOUR, closes_at=NOON + 5 * HOUR))
    assert "Opens 2 March 2026, 20:00 JST" in words
    assert "Closes 3 March 2026, 02:00 JST" in words
    assert "Start the attempt" in words


@pytest.mark.parametrize(
    ("window", "told"),
    [
        ({"opens_at": NOON + HOUR}, "It opens on 2 March 2026, 13:00 UTC."),
        ({"closes_at": NOON - HOUR}, "It closed on 2 March 2026, 11:00 UTC and takes no more attempts."),
    ],
)
def test_outside_its_window_a_quiz_has_no_button_and_says_when(door, window, told):
    words, _html = door(quiz_with(1, **window))
    assert told in words
    assert "Start the attempt" not in words


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Your answers are graded when you hand in; until then you can change each of them."),
        (
            {"behaviour": "immediate"},
            "You can check each answer as you go, once; after that it stays as it is.",
        ),
        (
            {"behaviour": "tries", "tries": 3, "penalty": F(1, 3)},
            "have 3 tries at each question; each further one costs 1/3 of its mark.",
        ),
        (
            {"behaviour": "tries", "tries": 3, "penalty": F(0)},
            "have 3 tries at each question, which cost nothing.",
        ),
        (
            {"behaviour": "tries", "tries": 2, "penalty": F(1)},
            "have 2 tries at each question; only the first can earn its mark.",
        ),
        ({"behaviour": "certainty"}, "a right one earns 1, 2 or 3 marks, a wrong one costs 0, 2 or 6."),
    ],
)
def test_one_sentence_says_how_answering_goes(door, fields, told):
    words, _html = door(quiz_with(1, **fields))
    assert told in words


def test_an_invigilated_quiz_asks_for_its_code_until_it_is_begun(door, officer, administration):
    quiz = quiz_with(1, invigilated=True)
    words, html = door(quiz)
    assert 'name="code"' in html
    assert "the code is given in the room" in words
    sitting = open_sitting(
        quiz=quiz_with(1, invigilated=True),
        administration=administration,
        place="",
        networks=[],
        opens_at=NOON,
        closes_at=NOON + HOUR,
        by=officer,
        now=NOON,
    )
    start_attempt(
        quiz=sitting.quiz, officer=officer, administration=administration, now=NOON, code=sitting.code
    )
    words, html = door(sitting.quiz)
    assert 'name="code"' not in html
    assert "Go on with your attempt" in words


def test_other_quizzes_ask_for_no_code_and_fixed_questions_are_counted(door):
    quiz = quiz_with(2)
    fixed = QuestionVersionFactory(question__bank=quiz.bank).question
    FixedItem.objects.create(quiz=quiz, question=fixed)
    words, html = door(quiz)
    assert 'name="code"' not in html
    assert "Questions 3" in words


def test_an_objective_asked_at_several_difficulties_stands_once_with_all_its_questions(door):
    quiz = quiz_with(2, drawn=1)
    row = quiz.blueprint.get()
    quiz.blueprint.create(objective=row.objective, difficulty="basic", number=1)
    words, _html = door(quiz)
    assert f"What it asks Objective Questions {row.objective.code} {row.objective.text} 2 " in words
