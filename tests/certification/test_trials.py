"""A trial leaves no trace in progress, awards, exports or the coordinator's pages."""

import pytest
from django.test import Client
from django.urls import reverse

from certification.models import Award
from certification.resources import CompletionResource
from certification.services.awarding import award_if_due
from certification.services.completions import proofs_of
from certification.services.curricula import enrol
from certification.services.overview import last_activity
from courses.models import ModuleEnrolment, Unit, UnitProgress
from courses.services.progress import repair_completions, start_module
from quizzes.models import Attempt
from quizzes.services.attempts import start_attempt, submit_attempt
from tests.certification.conftest import curriculum
from tests.factories import NOON, ModuleFactory, UnitFactory, quiz_with
from tests.quizzes.papers_for_tests import answer_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    """A module that is completed by passing its quiz."""
    module = ModuleFactory()
    UnitFactory(module=module, kind=Unit.Kind.QUIZ, quiz=quiz_with(2))
    return module


@pytest.fixture
def passed_trial(officer, administration, module):
    """A trial that would pass, by somebody who takes the module."""
    enrol(
        officer=officer,
        version=curriculum(administration, [(module, 80)]),
        administration=administration,
        now=NOON,
    )
    start_module(officer=officer, module=module, administration=administration, now=NOON)
    return run(officer, administration, module, trial=True)


def run(officer, administration, module, *, trial):
    attempt = start_attempt(
        quiz=module.units.get().quiz,
        officer=officer,
        administration=administration,
        now=NOON,
        seed=1,
        trial=trial,
    )
    answer_all(attempt)
    return submit_attempt(attempt=attempt, now=NOON)


def test_a_passed_trial_makes_no_progress_also_when_completions_are_mended(passed_trial, module):
    assert passed_trial.grade.passed
    assert repair_completions(now=NOON) == 0
    assert not UnitProgress.objects.filter(completed_at__isnull=False).exists()
    assert ModuleEnrolment.objects.get(module=module).completed_at is None


def test_a_passed_trial_earns_no_award(passed_trial, officer, administration):
    assert award_if_due(officer=officer, administration=administration, now=NOON) == []
    assert not Award.objects.exists()


def test_a_passed_trial_proves_nothing_even_of_a_finished_module(
    passed_trial, officer, administration, module
):
    ModuleEnrolment.objects.update(completed_at=NOON)
    proofs = proofs_of(officers=[officer.pk], administration=administration, modules=[module.pk])
    assert [proof.percent for proof in proofs[officer.pk, module.pk]] == [None]
    rows = list(CompletionResource(administration, NOON.date()).rows())
    assert len(rows) == 1
    assert "100" not in [str(value) for value in rows[0]]


def test_a_trial_is_no_activity_and_on_no_page_of_a_coordinator(
    passed_trial, officer, administration, coordinator
):
    assert last_activity([officer.pk], administration) == {}
    client = Client()
    client.force_login(coordinator)
    page = client.get(reverse("certification:officer", args=[administration.slug, officer.pk]))
    assert page.context["attempts"] == []


def test_the_same_run_as_an_attempt_counts_everywhere(officer, administration, module, passed_trial):
    run(officer, administration, module, trial=False)
    assert Attempt.objects.count() == 1
    assert ModuleEnrolment.objects.get(module=module).completed_at
    assert Award.objects.exists()
