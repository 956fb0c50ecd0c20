"""Questions are written in versions, and a version never changes."""

import pytest
from pydantic import ValidationError

from accounts.models.append_only import AppendOnlyError
from quizzes.models import Question, QuestionVersion
from quizzes.services.questions import create_question, restore_question, retire_question, write_version
from tests.factories import NOON, BankFactory, ObjectiveFactory, single_choice_body
from tests.quizzes.bodies import MULTIPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return create_question(
        bank=BankFactory(),
        slug="first-document",
        kind="single_choice",
        body=single_choice_body(),
        objective=ObjectiveFactory(),
        difficulty="basic",
        now=NOON,
    )


def edit(question, **changes):
    current = question.current
    fields = {
        name: getattr(current, name)
        for name in ("objective", "difficulty", "source", "where", "verified", "body")
    }
    return write_version(question=question, author=None, reason="", now=NOON, **fields | changes)


def test_a_question_begins_with_its_first_version(question):
    held = Question.objects.get()
    assert held.current.number == 1
    assert held.current.body == single_choice_body()


def test_an_edit_writes_a_new_version_and_leaves_the_old_one(question):
    second = edit(question, body=single_choice_body(stem="Which is asked for first?"))
    assert second.number == 2
    assert Question.objects.get().current == second
    assert question.versions.get(number=1).body == single_choice_body()


def test_the_same_content_writes_nothing(question):
    first = question.current
    assert edit(question) == first
    assert edit(question, body={**single_choice_body()}) == first
    assert QuestionVersion.objects.count() == 1


@pytest.mark.parametrize("change", [{"where": "Article III"}, {"verified": False}, {"difficulty": "applied"}])
def test_every_change_of_content_is_a_version(question, change):
    assert edit(question, **change).number == 2


def test_a_version_cannot_be_changed(question):
    version = question.current
    version.where = "elsewhere"
    with pytest.raises(AppendOnlyError):
        version.save()


def test_a_body_that_cannot_be_graded_is_not_written(question):
    with pytest.raises(ValidationError):
        edit(question, body=single_choice_body(right="none"))
    with pytest.raises(ValidationError):
        create_question(
            bank=question.bank,
            slug="broken",
            kind="multiple_choice",
            body=MULTIPLE | {"options": MULTIPLE["options"][:2]},
            objective=question.current.objective,
            difficulty="basic",
            now=NOON,
        )
    assert QuestionVersion.objects.count() == 1
    assert Question.objects.count() == 1


def test_retiring_twice_keeps_the_first_date(question):
    retire_question(question=question, now=NOON)
    retire_question(question=question, now=NOON.replace(hour=18))
    assert Question.objects.get().retired_at == NOON
    restore_question(question=question)
    assert Question.objects.get().retired_at is None
