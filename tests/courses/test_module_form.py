"""The form of a module in the Wagtail admin: for those who write it, and for nobody else."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import Role
from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from courses.models import AdministrationPage, Module
from courses.objectives import NotObjectives, read_objectives, write_objectives
from courses.services.site import international_trainers
from quizzes.models import BlueprintRow
from reference.models import Objective
from tests.courses.factories import module_page, quiz_page
from tests.factories import NOON, ModuleFactory, UserFactory, quiz_with

LINES = "LO1 Tell a valid permit from an invalid one.\nLO2 Detain what is not covered."


def trainer_of(slug):
    user = UserFactory()
    administration = create_administration(slug=slug, name=f"{slug.title()} Customs")
    add_member(user=user, administration=administration, role=Role.TRAINER, since=NOON.date())
    return user


@pytest.fixture
def international(db):
    user = UserFactory()
    user.groups.add(international_trainers())
    return user


@pytest.fixture
def national(db):
    """The page of a module of Sampland."""
    administration = create_administration(slug="sampland", name="Sampland Customs")
    module = ModuleFactory(administration=administration, convention=None, slug="timber", title="Timber")
    return module_page(AdministrationPage.objects.get(administration=administration), module=module)


@pytest.fixture
def world(international):
    """The page of an international module."""
    return module_page(module=ModuleFactory(slug="wildlife", title="Wildlife"))


def save(client, module, **values):
    data = {"status": "open", "order": "3", "minutes": "45", "objectives": LINES} | values
    return client.post(reverse("modules:edit", args=[module.pk]), data)


def said(module):
    return sorted(module.objectives.values_list("code", "text"))


# --- lines of text ------------------------------------------------------------------------------


def test_lines_are_codes_and_texts():
    rows = read_objectives("LO1  Tell   a permit. \n\n LO2\tx Detain it.\n".replace("\t", " "))
    assert rows == [("LO1", "Tell a permit."), ("LO2", "x Detain it.")]
    assert read_objectives(write_objectives(rows)) == rows
    assert read_objectives(" \n") == []


def test_all_that_is_wrong_in_the_lines_is_told():
    with pytest.raises(NotObjectives) as refused:
        read_objectives(f"LO1\n{'L' * 21} text\nLO3 {'x' * 401}\nLO4 a\nLO4 b")
    assert refused.value.messages == [
        "Line 1: write a code, a space and what the officer can.",
        "Line 2: a code has at most 20 characters.",
        "Line 3: an objective has at most 400 characters.",
        "The code LO4 stands on two lines.",
    ]


# --- the form -----------------------------------------------------------------------------------


def test_a_trainer_gives_the_own_module_its_status_order_minutes_and_objectives(client, national):
    user = trainer_of("sampland")
    client.force_login(user)
    answer = save(client, national.module, status="preparation")
    assert answer.url == reverse("modules:index")
    module = Module.objects.get(pk=national.module_id)
    assert (module.status, module.order, module.minutes) == ("preparation", 3, 45)
    assert said(module) == [
        ("LO1", "Tell a valid permit from an invalid one."),
        ("LO2", "Detain what is not covered."),
    ]
    page = client.get(reverse("modules:edit", args=[module.pk])).content.decode()
    assert LINES in page
    assert module.title in client.get(reverse("modules:index")).content.decode()


def test_the_history_says_who_changed_a_module(client, national):
    user = trainer_of("sampland")
    client.force_login(user)
    save(client, national.module)
    entry = ModelLogEntry.objects.get(content_type=ContentType.objects.get_for_model(Module))
    assert (entry.action, entry.user, entry.object_id) == ("wagtail.edit", user, str(national.module_id))
    page = client.get(reverse("modules:history", args=[national.module_id])).content.decode()
    assert user.name in page


def test_an_objective_keeps_its_identity_under_its_code(client, national):
    client.force_login(trainer_of("sampland"))
    save(client, national.module)
    first = national.module.objectives.get(code="LO1")
    save(client, national.module, objectives="LO1 Read a permit.\nLO3 Report.")
    assert said(national.module) == [("LO1", "Read a permit."), ("LO3", "Report.")]
    assert national.module.objectives.get(code="LO1").pk == first.pk
    # What was taken away stays for what names it, and comes back as a new one.
    assert Objective.objects.filter(code="LO2").exists()
    save(client, national.module)
    assert national.module.objectives.count() == 2


def test_a_fault_is_told_at_its_field_and_nothing_is_saved(client, national):
    client.force_login(trainer_of("sampland"))
    before = Module.objects.filter(pk=national.module_id).values().get()
    answer = save(client, national.module, status="preparation", objectives="LO1\nLO2")
    assert answer.status_code == 200
    assert answer.context["form"].errors == {
        "objectives": [
            "Line 1: write a code, a space and what the officer can.",
            "Line 2: write a code, a space and what the officer can.",
        ]
    }
    assert "Line 2: write a code" in answer.content.decode()
    assert save(client, national.module, minutes="40000").context["form"].errors.keys() == {"minutes"}
    assert Module.objects.filter(pk=national.module_id).values().get() == before
    assert not national.module.objectives.exists()


def test_an_objective_that_an_examination_asks_for_is_not_taken_away(client, national):
    client.force_login(trainer_of("sampland"))
    save(client, national.module)
    quiz = quiz_with(1)
    quiz_page(national, quiz=quiz)
    asked = national.module.objectives.get(code="LO2")
    BlueprintRow.objects.create(quiz=quiz, objective=asked, number=1)
    answer = save(client, national.module, objectives="LO1 Read a permit.")
    assert answer.context["form"].errors["objectives"] == [
        "An examination of this module asks for LO2: it cannot be taken away."
    ]
    assert national.module.objectives.count() == 2


def test_what_an_examination_has_begun_to_ask_for_meanwhile_is_told_at_the_field(
    client, national, monkeypatch
):
    client.force_login(trainer_of("sampland"))
    save(client, national.module)
    quiz = quiz_with(1)
    quiz_page(national, quiz=quiz)
    BlueprintRow.objects.create(quiz=quiz, objective=national.module.objectives.get(code="LO2"), number=1)
    # The form is looked at before the examination asks, the service after it.
    monkeypatch.setattr("courses.authoring.reasons_against", lambda **_: [])
    answer = save(client, national.module, status="preparation", objectives="LO1 Read a permit.")
    assert answer.context["form"].errors["objectives"] == [
        "An examination of this module asks for LO2: it cannot be taken away."
    ]
    assert Module.objects.get(pk=national.module_id).status == "open"
    assert national.module.objectives.count() == 2


def test_an_objective_that_another_module_has_too_is_not_rewritten(client, national, world):
    client.force_login(trainer_of("sampland"))
    save(client, national.module)
    world.module.objectives.add(national.module.objectives.get(code="LO1"))
    answer = save(client, national.module, objectives="LO1 Something else.\nLO2 Detain what is not covered.")
    assert answer.context["form"].errors["objectives"] == [
        "Another module has the objective LO1 too: write yours under a new code."
    ]
    assert save(client, national.module).status_code == 302


# --- whose it is --------------------------------------------------------------------------------


def test_international_modules_are_for_international_trainers_and_national_ones_for_their_own(
    client, national, world, international
):
    owner = UserFactory(is_superuser=True)
    own = trainer_of("sampland")
    for person, allowed in [
        (own, {"Timber"}),
        (international, {"Wildlife"}),
        (trainer_of("otherland"), set()),
        (owner, {"Timber", "Wildlife"}),
    ]:
        client.force_login(person)
        listed = {module.title for module, _page in client.get(reverse("modules:index")).context["rows"]}
        assert listed == allowed
        for page in (national, world):
            expected = page.module.title in allowed
            for name in ("edit", "history"):
                answer = client.get(reverse(f"modules:{name}", args=[page.module_id]))
                assert answer.status_code == (200 if expected else 404)
            assert save(client, page.module).status_code == (302 if expected else 404)


def test_somebody_without_modules_has_no_such_menu(client, national):
    entry = f'"{reverse("modules:index")}"'
    client.force_login(trainer_of("sampland"))
    assert entry in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(trainer_of("otherland"))
    assert entry not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_page_of_a_module_leads_to_its_form(client, national):
    client.force_login(trainer_of("sampland"))
    for name in ("wagtailadmin_explore", "wagtailadmin_pages:edit"):
        page = client.get(reverse(name, args=[national.pk])).content.decode()
        assert reverse("modules:edit", args=[national.module_id]) in page


def test_the_list_asks_the_database_the_same_for_few_and_many(
    client, national, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(trainer_of("sampland"))
    address = reverse("modules:index")
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for number in range(6):
        module = ModuleFactory(administration=national.module.administration, convention=None)
        module_page(national.get_parent(), module=module, slug=f"module-{number}")
    with django_assert_num_queries(len(few)):
        client.get(address)
