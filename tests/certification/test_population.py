"""Finding officers: by names in any script, staff number, state, and by what else the address asks."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from certification.models import Certification, Cohort
from certification.services.curricula import enrol
from certification.services.population import Asked, narrowed, officers_of
from certification.states import State
from tests.certification.conftest import curriculum
from tests.factories import NOON, MembershipFactory, ModuleFactory, OfficeFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)


def found(administration, **asked):
    officers = narrowed(officers_of(administration, DAY), Asked(**asked), administration)
    return [membership.user.name for membership in officers]


@pytest.fixture
def people(administration):
    for name, latin, number in [
        ("Zoë Müller-Sample", "", "A-12"),
        ("Образец Иванов", "Obrazets Ivanoff", "B7"),
        ("نموذج موظف", "Namudhaj Muwazzaf", "C100"),
        ("样本", "Yang Ben", "D1"),
    ]:
        MembershipFactory(
            administration=administration, user__name=name, user__latin_name=latin, staff_number=number
        )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("zoe", "Zoë Müller-Sample"),
        ("MULLER", "Zoë Müller-Sample"),
        ("müller sample", "Zoë Müller-Sample"),
        ("Müller-Sample", "Zoë Müller-Sample"),
        ("иванов", "Образец Иванов"),
        ("Ivanov", "Образец Иванов"),
        ("ivanoff", "Образец Иванов"),
        ("موظف", "نموذج موظف"),
        ("muwazz", "نموذج موظف"),
        ("样本", "样本"),
        ("b 7", "Образец Иванов"),
        ("c100", "نموذج موظف"),
        ("a-12", "Zoë Müller-Sample"),
    ],
)
def test_officers_are_found_by_name_in_any_script_and_by_number(administration, people, text, name):
    assert name in found(administration, q=text)


@pytest.mark.parametrize("text", ["nobody", "zoe ivanov", "%", "_", "---"])
def test_what_matches_nobody_finds_nobody(administration, people, text):
    assert found(administration, q=text) == []


def test_a_changed_name_is_found_by_the_new_one(administration, people):
    person = User.objects.get(name="样本")
    person.name, person.latin_name = "Другой Образец", ""
    person.save()
    assert found(administration, q="drugoy") == ["Другой Образец"]
    assert found(administration, q="样") == []


def test_every_question_is_asked_of_one_certification_at_once(administration):
    """Overdue in one curriculum and in a cohort of another is not overdue in that cohort."""
    officer = MembershipFactory(administration=administration, user__name="Ann").user
    for slug, state in (("border", State.OVERDUE), ("other", State.CERTIFIED)):
        version = curriculum(administration, [ModuleFactory()], slug=slug)
        enrol(officer=officer, version=version, administration=administration, now=NOON)
        cohort = Cohort.objects.create(curriculum=version.curriculum, name=slug)
        Certification.objects.filter(curriculum=version.curriculum).update(state=state, cohort=cohort)
    other = str(Cohort.objects.get(name="other").pk)
    assert found(administration, state="attention") == ["Ann"]
    assert found(administration, state="attention", cohort=other) == []
    assert found(administration, state="holds", cohort=other) == ["Ann"]
    assert found(administration, state="certified", curriculum="border") == []


def test_who_was_taken_off_is_not_enrolled(administration):
    officer = MembershipFactory(administration=administration, user__name="Ann").user
    version = curriculum(administration, [ModuleFactory()])
    enrol(officer=officer, version=version, administration=administration, now=NOON)
    assert found(administration, state="none") == []
    Certification.objects.update(closed_at=NOON)
    assert found(administration, state="none", curriculum="border") == ["Ann"]
    assert found(administration, curriculum="border") == []


def test_officers_without_an_office_are_found(administration):
    north = OfficeFactory(administration=administration, code="north")
    MembershipFactory(administration=administration, user__name="Ann", office=north)
    MembershipFactory(administration=administration, user__name="Bob")
    assert found(administration, office=".") == ["Bob"]
    assert found(administration, office="north") == ["Ann"]


def test_the_list_shows_the_curriculum_asked_for_else_the_most_urgent(administration, coordinator):
    officer = MembershipFactory(administration=administration).user
    for slug, state in (("border", State.EXPIRED), ("other", State.CERTIFIED)):
        version = curriculum(administration, [ModuleFactory()], slug=slug)
        enrol(officer=officer, version=version, administration=administration, now=NOON)
        Certification.objects.filter(curriculum=version.curriculum).update(state=state)
    client = Client()
    client.force_login(coordinator)
    address = reverse("certification:officers", args=["sampland"])
    assert client.get(address).context["rows"][0].certification.state == State.EXPIRED
    asked = client.get(address, {"curriculum": "other"})
    assert asked.context["rows"][0].certification.state == State.CERTIFIED
