"""Trials from the door: who writes a module tries its exercises, and nothing of it counts."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from courses.models import AdministrationPage, UnitProgress
from courses.services.progress import start_module
from courses.services.site import international_trainers
from exercises.models import InspectionRound, ScenarioRun
from exercises.services.inspections import hand_in, save_flags
from exercises.services.scenarios import decide
from tests.courses.factories import inspection_page, module_page, scenario_page
from tests.factories import NOON, MembershipFactory, ModuleFactory, UserFactory

pytestmark = pytest.mark.django_db

MARK = "Trial: it does not count"
BUTTON = "Try it as an officer would."


def run_to_its_end(run):
    return decide(run=run, number=1, decision="release", now=NOON)


def round_to_its_end(one):
    return hand_in(round_=save_flags(round_=one, flags={}, decision="ask", saves=0), now=NOON)


KINDS = {
    "scenario": (scenario_page, ScenarioRun, "situation", "debrief", run_to_its_end),
    "inspection": (inspection_page, InspectionRound, "inspect", "inspection_debrief", round_to_its_end),
}


@pytest.fixture
def home_customs(db):
    return create_administration(slug="homeland", name="Homeland Customs")


def person_of(administration, role, *groups):
    person = UserFactory()
    add_member(user=person, administration=administration, role=role, since=NOON.date())
    person.groups.add(*groups)
    return person


@pytest.fixture
def author(home_customs):
    """Writes the international modules, and learns in an administration."""
    return person_of(home_customs, Role.TRAINER, international_trainers())


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def start_of(page):
    return reverse(page.start_address, args=[page.unit.exercise.slug])


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


@pytest.mark.parametrize("status", ["open", "preparation"])
def test_an_author_tries_an_exercise_also_in_a_module_in_preparation(kind, author, status):
    make, model, shown_at, debrief, finish = kind
    page = make(module_page(module=ModuleFactory(status=status)))
    client = client_of(author)
    assert f"{BUTTON} The trial is marked on each page and never counts. Try it" in words(
        client.get(page.url)
    )
    response = client.post(start_of(page), {"trial": "1"})
    trial = model.every.get()
    assert trial.trial
    assert response.url == reverse(f"exercises:{shown_at}", args=[trial.pk])
    assert MARK in words(client.get(response.url))
    assert "Go on with the trial" in words(client.get(page.url))
    finish(trial)
    told = client.get(reverse(f"exercises:{debrief}", args=[trial.pk]))
    assert MARK in words(told)
    assert page.url in told.content.decode()
    assert not model.objects.exists()
    assert not UnitProgress.objects.exists()


def test_pressing_twice_goes_on_with_the_same_trial(kind, author):
    page = kind[0](module_page())
    client = client_of(author)
    first, again = (client.post(start_of(page), {"trial": "1"}).url for _ in range(2))
    assert first == again


def test_a_trial_of_a_draft_can_be_asked_for(kind, author):
    page = kind[0](module_page(), live=False)
    assert client_of(author).post(start_of(page), {"trial": "1"}).status_code == 302
    assert kind[1].every.get().trial


@pytest.mark.parametrize("role", Role.values)
def test_who_does_not_write_the_module_may_not_try(kind, role, home_customs):
    page = kind[0](module_page())
    person = person_of(home_customs, role)
    start_module(officer=person, module=page.module, administration=home_customs, now=NOON)
    client = client_of(person)
    assert BUTTON not in words(client.get(page.url))
    assert client.post(start_of(page), {"trial": "1"}).status_code == 404
    assert not kind[1].every.exists()


def test_a_national_trainer_tries_the_exercises_of_national_modules_only(kind, home_customs):
    ground = AdministrationPage.objects.get(administration=home_customs)
    page = kind[0](module_page(ground, module=ModuleFactory(administration=home_customs)))
    client = client_of(person_of(home_customs, Role.TRAINER))
    assert BUTTON in words(client.get(page.url))
    assert client.post(start_of(page), {"trial": "1"}).status_code == 302
    stranger = client_of(MembershipFactory(role=Role.TRAINER).user)
    assert stranger.post(start_of(page), {"trial": "1"}).status_code == 404
    assert kind[1].every.count() == 1


def test_the_next_round_of_a_trial_is_a_trial(author):
    page = inspection_page(module_page())
    client = client_of(author)
    client.post(start_of(page), {"trial": "1"})
    trial = round_to_its_end(InspectionRound.every.get())
    shown = client.get(reverse("exercises:inspection_debrief", args=[trial.pk])).content.decode()
    form = re.search(rf'<form method="post" action="{start_of(page)}">(.*?)</form>', shown, re.DOTALL)[1]
    sent = dict(re.findall(r'name="(\w+)" value="(\w+)"', form))
    assert client.post(start_of(page), sent).status_code == 302
    assert InspectionRound.every.filter(trial=True).count() == 2
    assert not InspectionRound.objects.exists()
