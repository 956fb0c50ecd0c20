"""A scenario in its module: who may enter it, what its door shows, and what a run completes."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Unit, UnitProgress
from courses.services.progress import repair_completions, start_module
from courses.services.site import administration_page
from exercises.models import ScenarioRun
from exercises.services.scenarios import decide, start_run
from tests.courses.factories import lesson_page, module_page, scenario_page
from tests.factories import NOON, ModuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return scenario_page(module_page())


@pytest.fixture
def enrolment(page, officer, administration):
    return start_module(officer=officer, module=page.module, administration=administration, now=NOON)


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer)
    return client


def words(client, url):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(url).content.decode()).split())


def run_to_the_end(page, officer, administration, *, trial=False):
    run = start_run(
        exercise=page.unit.exercise,
        officer=officer,
        administration=administration,
        now=NOON,
        seed=1,
        trial=trial,
    )
    decide(run=run, number=1, decision="release", now=NOON + timedelta(minutes=1))
    return ScenarioRun.every.get(pk=run.pk)


def start(client, page):
    return client.post(reverse("exercises:start", args=[page.unit.exercise.slug]))


def test_the_door_starts_a_run_and_goes_on_with_it(client, page, enrolment, administration):
    assert "Start the scenario" in words(client, page.url)
    response = start(client, page)
    run = ScenarioRun.objects.get()
    assert response.url == reverse("exercises:situation", args=[run.pk])
    assert run.administration == administration
    assert "Go on with your run" in words(client, page.url)


def test_the_door_lists_the_runs_that_ended(client, page, enrolment, officer, administration):
    run = run_to_the_end(page, officer, administration)
    said = words(client, page.url)
    assert "Harm done" in said
    assert "0 of 20" in said
    assert "Start a new run" in said
    assert reverse("exercises:debrief", args=[run.pk]) in client.get(page.url).content.decode()


def test_who_does_not_take_the_module_does_not_come_in(client, page):
    assert client.get(page.url).url == page.module_page.url
    assert start(client, page).url == page.url
    assert not ScenarioRun.objects.exists()


@pytest.mark.parametrize("shut", ["draft", "retired", "preparation"])
def test_a_scenario_that_is_not_open_starts_no_run(client, page, enrolment, shut):
    if shut == "draft":
        page.unpublish()
    elif shut == "retired":
        Unit.objects.filter(pk=page.unit_id).update(retired_at=NOON)
    else:
        page.module.status = "preparation"
        page.module.save()
    assert start(client, page).status_code == 302
    assert not ScenarioRun.objects.exists()


def test_a_national_scenario_is_not_there_for_others(client, other_administration):
    ground = administration_page(other_administration)
    page = scenario_page(module_page(ground, module=ModuleFactory(administration=other_administration)))
    assert client.get(page.url).status_code == 404
    assert start(client, page).status_code == 404


def test_any_end_of_a_run_completes_the_unit_and_the_module(page, enrolment, officer, administration):
    run = run_to_the_end(page, officer, administration)
    assert run.outcome == "harm"
    assert UnitProgress.objects.get(unit=page.unit).completed_at == run.ended_at
    enrolment.refresh_from_db()
    assert enrolment.completed_at == run.ended_at


def test_a_run_that_is_open_completes_nothing(client, page, enrolment):
    start(client, page)
    assert not UnitProgress.objects.filter(completed_at__isnull=False).exists()


def test_a_trial_completes_nothing(page, enrolment, officer, administration):
    run_to_the_end(page, officer, administration, trial=True)
    assert not UnitProgress.objects.exists()


def test_a_fault_in_completing_is_logged_and_leaves_the_run_ended(
    page, enrolment, officer, administration, monkeypatch, caplog
):
    def fail(**values):
        raise RuntimeError("power cut")

    monkeypatch.setattr("courses.receivers.complete_unit", fail)
    assert run_to_the_end(page, officer, administration).outcome == "harm"
    assert "its unit was not completed" in caplog.text


def test_repair_completes_a_run_that_ended_unrecorded(page, enrolment, officer, administration, monkeypatch):
    monkeypatch.setattr("courses.receivers.complete_unit", lambda **values: None)
    run_to_the_end(page, officer, administration)
    assert repair_completions(now=NOON) == 1
    assert repair_completions(now=NOON) == 0
    enrolment.refresh_from_db()
    assert enrolment.completed_at == NOON


def test_a_scenario_that_is_still_a_draft_is_not_needed(officer, administration):
    home = module_page()
    scenario_page(home, live=False)
    lesson = lesson_page(home)
    assert list(Unit.objects.due()) == [lesson.unit]


def test_the_module_lists_the_scenario_with_its_state(client, page, enrolment, officer, administration):
    lesson_page(page.module_page)
    said = words(client, page.module_page.url)
    assert "Two crates of orchids Scenario 10 minutes Not finished yet" in said
    run_to_the_end(page, officer, administration)
    assert "Two crates of orchids Scenario 10 minutes Done" in words(client, page.module_page.url)


def test_a_trainer_cannot_make_a_scenario_page():
    home = module_page()
    assert type(scenario_page(home)) not in home.creatable_subpage_models()
