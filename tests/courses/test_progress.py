"""Coming forward in a module: what completes it, and what does not."""

from datetime import timedelta
from fractions import Fraction

import pytest

from courses.models import Module, ModuleEnrolment, Unit, UnitProgress
from courses.services.progress import (
    ModuleNotOpen,
    complete_unit,
    open_unit,
    repair_completions,
    start_module,
)
from courses.signals import module_completed
from quizzes.models import Attempt, Grade
from quizzes.signals import attempt_graded
from tests.courses.factories import lesson_page, module_page, quiz_page
from tests.factories import NOON, ModuleFactory, UnitFactory, quiz_with

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def completions():
    heard = []

    def hear(sender, enrolment, **kwargs):
        heard.append(enrolment)

    module_completed.connect(hear)
    yield heard
    module_completed.disconnect(hear)


@pytest.fixture
def page(db):
    return module_page()


@pytest.fixture
def enrolment(page, officer, administration):
    return start_module(officer=officer, module=page.module, administration=administration, now=NOON)


def graded(quiz, officer, administration, *, passed, number=1):
    """A handed-in attempt with its grade, as grading leaves it before it tells anybody."""
    attempt = Attempt.objects.create(
        quiz=quiz,
        officer=officer,
        administration=administration,
        number=number,
        started_at=NOON,
        deadline=LATER,
        pass_mark=80,
        submitted_at=LATER,
    )
    attempt.grade = Grade.objects.create(
        attempt=attempt, number=1, earned=Fraction(2 if passed else 0), possible=Fraction(2), passed=passed
    )
    attempt.save()
    return attempt


def complete(unit, enrolment, now=LATER):
    return complete_unit(
        officer=enrolment.officer, unit=unit, administration=enrolment.administration, now=now
    )


def test_starting_twice_is_one_enrolment(page, officer, administration):
    first = start_module(officer=officer, module=page.module, administration=administration, now=NOON)
    second = start_module(officer=officer, module=page.module, administration=administration, now=LATER)
    assert first == second
    assert second.started_at == NOON


def test_a_module_in_preparation_cannot_be_started(officer, administration):
    module = ModuleFactory(status=Module.Status.PREPARATION)
    with pytest.raises(ModuleNotOpen):
        start_module(officer=officer, module=module, administration=administration, now=NOON)
    assert not ModuleEnrolment.objects.exists()


def test_a_national_module_cannot_be_started_elsewhere(officer, administration, other_administration):
    module = ModuleFactory(administration=other_administration)
    with pytest.raises(ModuleNotOpen):
        start_module(officer=officer, module=module, administration=administration, now=NOON)


def test_the_first_opening_stays(enrolment):
    unit = UnitFactory(module=enrolment.module)
    for now in (NOON, LATER):
        open_unit(officer=enrolment.officer, unit=unit, administration=enrolment.administration, now=now)
    assert UnitProgress.objects.get().opened_at == NOON


def test_the_last_required_unit_completes_the_module_once(page, enrolment, completions):
    first, second = lesson_page(page, title="One").unit, lesson_page(page, title="Two").unit
    complete(first, enrolment, NOON)
    assert completions == []
    complete(second, enrolment, LATER)
    complete(second, enrolment, LATER + timedelta(days=1))
    assert completions == [enrolment]
    enrolment.refresh_from_db()
    assert enrolment.completed_at == LATER
    assert UnitProgress.objects.get(unit=second).completed_at == LATER


def test_an_optional_unit_is_not_needed(page, enrolment, completions):
    needed = lesson_page(page, title="One").unit
    lesson_page(page, title="Two", unit=UnitFactory(module=page.module, required=False))
    complete(needed, enrolment)
    assert completions == [enrolment]


def test_a_retired_unit_is_not_needed(page, enrolment, completions):
    needed = lesson_page(page, title="One").unit
    lesson_page(page, title="Two", unit=UnitFactory(module=page.module, retired_at=NOON))
    complete(needed, enrolment)
    assert completions == [enrolment]


def test_a_lesson_that_is_still_a_draft_is_not_needed(page, enrolment, completions):
    needed = lesson_page(page, title="One").unit
    lesson_page(page, title="Two", live=False)
    complete(needed, enrolment)
    assert completions == [enrolment]


def test_progress_in_another_administration_counts_there_only(
    page, enrolment, other_administration, completions
):
    unit = lesson_page(page).unit
    complete_unit(officer=enrolment.officer, unit=unit, administration=other_administration, now=NOON)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is None
    assert completions == []


def test_without_an_enrolment_no_module_is_completed(page, officer, administration, completions):
    unit = lesson_page(page).unit
    complete_unit(officer=officer, unit=unit, administration=administration, now=NOON)
    assert completions == []


def test_a_passing_attempt_completes_the_unit_and_the_module(page, enrolment, completions):
    quiz = quiz_page(page).unit.quiz
    attempt = graded(quiz, enrolment.officer, enrolment.administration, passed=True)
    attempt_graded.send(sender=Attempt, attempt=attempt, grade=attempt.grade, now=NOON)
    assert UnitProgress.objects.get(unit__quiz=quiz).completed_at == LATER
    assert completions == [enrolment]


def test_a_failing_attempt_completes_nothing(page, enrolment, completions):
    quiz = quiz_page(page).unit.quiz
    attempt = graded(quiz, enrolment.officer, enrolment.administration, passed=False)
    attempt_graded.send(sender=Attempt, attempt=attempt, grade=attempt.grade, now=NOON)
    assert not UnitProgress.objects.filter(completed_at__isnull=False).exists()
    assert completions == []


def test_an_attempt_at_a_quiz_outside_of_modules_is_nobodys_unit(officer, administration):
    attempt = graded(quiz_with(1), officer, administration, passed=True)
    attempt_graded.send(sender=Attempt, attempt=attempt, grade=attempt.grade, now=NOON)
    assert not UnitProgress.objects.exists()


def test_a_fault_in_completing_is_logged_and_leaves_the_grade(page, enrolment, monkeypatch, caplog):
    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("courses.receivers.complete_unit", fail)
    quiz = quiz_page(page).unit.quiz
    attempt = graded(quiz, enrolment.officer, enrolment.administration, passed=True)
    attempt_graded.send(sender=Attempt, attempt=attempt, grade=attempt.grade, now=NOON)
    assert Grade.objects.filter(attempt=attempt, passed=True).exists()
    assert "was not completed" in caplog.text


def test_repair_completes_what_was_passed_but_not_recorded(page, enrolment, completions):
    quiz = quiz_page(page).unit.quiz
    graded(quiz, enrolment.officer, enrolment.administration, passed=True)
    assert repair_completions(now=LATER) == 1
    assert completions == [enrolment]
    assert repair_completions(now=LATER) == 0
    assert completions == [enrolment]


def test_repair_completes_a_module_whose_last_open_unit_was_retired(page, enrolment, completions):
    done, dropped = lesson_page(page, title="One").unit, lesson_page(page, title="Two").unit
    complete(done, enrolment)
    Unit.objects.filter(pk=dropped.pk).update(retired_at=LATER)
    assert repair_completions(now=LATER) == 1
    assert completions == [enrolment]


def test_repair_leaves_a_module_without_required_units(enrolment, completions):
    assert repair_completions(now=LATER) == 0
    assert completions == []
