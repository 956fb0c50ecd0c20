"""The note for a class is for those who teach; the reading list is for everybody."""

import pytest

from accounts.models import Role
from accounts.services.administrations import create_administration
from courses.models import AdministrationPage
from courses.services.progress import start_module
from tests.courses.factories import class_note_page, lesson_page, module_page
from tests.factories import NOON, MembershipFactory, ModuleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    reading = [("title", {"title": "A leaflet", "good_for": "Telephone numbers.", "year": 2024})]
    page = module_page(reading=reading)
    lesson_page(page)
    return page


@pytest.fixture
def note(module):
    return class_note_page(module)


def person(role, administration):
    return MembershipFactory(administration=administration, role=role).user


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COORDINATOR])
def test_trainers_and_coordinators_find_the_note_on_the_page_of_the_module(
    client, module, note, administration, role
):
    client.force_login(person(role, administration))
    assert note.url in client.get(module.url).content.decode()
    page = client.get(note.url).content.decode()
    assert "Lay out two permits." in page
    assert "210" in page or "3 h 30" in page


def test_the_owner_reads_the_note(client, note):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(note.url).status_code == 200


def test_an_officer_who_takes_the_module_neither_sees_nor_reaches_the_note(
    client, module, note, officer, administration
):
    start_module(officer=officer, module=module.module, administration=administration, now=NOON)
    client.force_login(officer)
    assert note.url not in client.get(module.url).content.decode()
    assert client.get(note.url).status_code == 404


def test_a_stranger_does_not_learn_that_there_is_a_note(client, note):
    assert client.get(note.url).status_code == 404


def test_a_trainer_of_another_administration_does_not_reach_the_note_of_a_national_module(
    client, administration
):
    owner = create_administration(slug="hillland", name="Hillland Customs")
    ground = AdministrationPage.objects.get(administration=owner)
    own = module_page(ground, module=ModuleFactory(administration=owner, convention=None), title="Our forms")
    note = class_note_page(own)
    client.force_login(person(Role.TRAINER, administration))
    assert client.get(note.url).status_code == 404
    client.force_login(person(Role.TRAINER, owner))
    assert client.get(note.url).status_code == 200


def test_the_reading_list_stands_on_the_public_page_of_the_module(client, module):
    page = client.get(module.url).content.decode()
    assert "A leaflet" in page
    assert "Telephone numbers." in page


def test_a_note_for_a_class_is_found_by_no_search_of_officers(client, module, note, officer, administration):
    start_module(officer=officer, module=module.module, administration=administration, now=NOON)
    client.force_login(officer)
    assert note.url not in client.get("/search/", {"q": "permits"}).content.decode()
