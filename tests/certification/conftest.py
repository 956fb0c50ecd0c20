"""What tests of certification need: curricula, and officers who have finished something."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from certification.models import Certificate
from certification.plans import Asked, Group, Plan
from certification.services.awarding import award_if_due
from certification.services.curricula import enrol, make_curriculum, newest_version, plan_of, write_draft
from certification.services.publishing import publish
from courses.models import ModuleEnrolment, Unit
from quizzes.models import Attempt, Grade
from tests.factories import NOON, ModuleFactory, QuizFactory, UnitFactory

LATER = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


def quiz_unit(module):
    """The final quiz of a module, made when first asked for."""
    unit = module.units.filter(kind=Unit.Kind.QUIZ, required=True).first()
    return unit or UnitFactory(module=module, kind=Unit.Kind.QUIZ, quiz=QuizFactory(), order=900)


def passed(officer, module, administration, percent=90, at=NOON):
    """An attempt at the module's final quiz, handed in and graded."""
    quiz = quiz_unit(module).quiz
    number = Attempt.objects.filter(quiz=quiz, officer=officer).count() + 1
    attempt = Attempt.objects.create(
        quiz=quiz,
        officer=officer,
        administration=administration,
        number=number,
        started_at=at,
        deadline=at,
        pass_mark=quiz.pass_mark,
        submitted_at=at,
        closed_by=Attempt.ClosedBy.OFFICER,
    )
    attempt.grade = Grade.objects.create(
        attempt=attempt,
        number=1,
        earned=Fraction(percent),
        possible=Fraction(100),
        passed=percent >= quiz.pass_mark,
        created_at=at,
    )
    attempt.save(update_fields=["grade"])
    return attempt


def finished(officer, module, administration, percent=90, at=NOON):
    """A module finished, with its mark; no signal is sent."""
    if percent is not None:
        passed(officer, module, administration, percent, at)
    return ModuleEnrolment.objects.create(
        officer=officer, module=module, administration=administration, started_at=at, completed_at=at
    )


def curriculum(administration, modules, *, months=24, title="Border officer, environment", **fields):
    """A published version that asks for these modules: a module, or a module with its least mark."""
    pairs = [module if isinstance(module, tuple) else (module, 0) for module in modules]
    asked = tuple(Asked(module=module.pk, minimum_mark=mark) for module, mark in pairs)
    if months is not None:
        for module, _mark in pairs:
            quiz_unit(module)
        fields.setdefault("renewal_days", min(90, 28 * months))
    slug = fields.pop("slug", "border")
    enrols_new_officers = fields.pop("enrols_new_officers", False)
    plan = Plan(title=title, groups=(Group(asked=asked),), validity_months=months, **fields)
    return published(administration, plan, slug=slug, enrols_new_officers=enrols_new_officers)


def published(administration, plan, *, slug="border", now=NOON, by=None, enrols_new_officers=False, **ways):
    """A version of a curriculum, published: the first, or the next one of the same permanent name."""
    curriculum = make_curriculum(
        administration=administration,
        plan=plan,
        slug=slug,
        enrols_new_officers=enrols_new_officers,
        by=by,
        now=now,
    )
    newest = newest_version(curriculum)
    if newest is not None and plan_of(newest) == plan:
        return newest
    write_draft(curriculum=curriculum, plan=plan, edition=curriculum.edition, by=by, now=now)
    curriculum.refresh_from_db()
    return publish(curriculum=curriculum, edition=curriculum.edition, by=by, now=now, **ways)


def certified(officer, administration, *, now=NOON, **fields):
    """The certificate of an officer who has finished the one module asked for."""
    module = ModuleFactory()
    version = curriculum(administration, [module], **fields)
    enrol(officer=officer, version=version, administration=administration, now=now)
    finished(officer, module, administration, at=now)
    award_if_due(officer=officer, administration=administration, now=now)
    return Certificate.objects.get(officer=officer, award__enrolment__version=version)


@pytest.fixture
def module(db):
    return ModuleFactory(title="CITES in practice")


@pytest.fixture
def certificate(officer, administration):
    return certified(officer, administration)
