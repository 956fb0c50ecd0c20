"""Pages come and go; modules, units and progress stay as they are."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.models import Role
from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from courses.models import (
    AdministrationPage,
    InspectionPage,
    LessonPage,
    Module,
    ModuleEnrolment,
    ModulePage,
    QuizPage,
    ScenarioPage,
    Unit,
    UnitProgress,
)
from courses.services.progress import complete_unit, start_module
from courses.services.site import international_trainers
from exercises.models import Exercise, InspectionRound, ScenarioRun
from exercises.services.inspections import begin_round
from exercises.services.scenarios import start_run
from tests.courses.factories import (
    inspection_page,
    lesson_page,
    module_page,
    published,
    quiz_page,
    scenario_page,
)
from tests.factories import NOON, UnitFactory, UserFactory

IDENTITY = [Module, Unit, ModuleEnrolment, UnitProgress, Exercise, InspectionRound, ScenarioRun]

UNIT_PAGES = [LessonPage, QuizPage, ScenarioPage, InspectionPage]


def rows():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in IDENTITY}


@pytest.fixture
def author(db):
    user = UserFactory()
    user.groups.add(international_trainers())
    return user


@pytest.fixture
def module(officer, administration):
    """A module with two lessons, a quiz and two exercises, which an officer has begun."""
    page = module_page()
    lesson = lesson_page(page, title="One", slug="one")
    lesson_page(page, title="Two", slug="two")
    quiz_page(page)
    start_module(officer=officer, module=page.module, administration=administration, now=NOON)
    complete_unit(officer=officer, unit=lesson.unit, administration=administration, now=NOON)
    who = {"officer": officer, "administration": administration, "now": NOON}
    begin_round(exercise=inspection_page(page).unit.exercise, **who)
    start_run(exercise=scenario_page(page).unit.exercise, **who)
    return page


@pytest.fixture
def lesson(module):
    return LessonPage.objects.get(slug="one")


@pytest.fixture(params=UNIT_PAGES)
def unit_page(request, module):
    """A page of each kind of unit."""
    return request.param.objects.child_of(module).first()


@pytest.mark.parametrize("model", [*UNIT_PAGES, ModulePage])
def test_deleting_a_page_in_the_admin_changes_no_identity_row(client, module, model):
    before = rows()
    page = model.objects.child_of(module).first() or module
    client.force_login(UserFactory(is_superuser=True))
    data = {"wagtail_site_name": "", "confirm_site_name": ""}
    response = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), data)
    assert response.status_code == 302
    assert not model.objects.filter(pk=page.pk).exists()
    assert rows() == before


def test_copying_a_page_changes_no_identity_row(unit_page):
    before = rows()
    copy = unit_page.copy(update_attrs={"slug": "one-again", "title": "One again"})
    assert copy.unit == unit_page.unit
    assert rows() == before


def test_moving_a_page_changes_no_identity_row(module, unit_page):
    before = rows()
    unit_page.move(module, pos="last-child")
    assert rows() == before


def test_moving_a_module_changes_no_identity_row(module):
    other = module_page(title="Another")
    before = rows()
    module.move(other, pos="right")
    assert rows() == before


def test_translating_changes_no_identity_row(module, unit_page):
    before = rows()
    french = Locale.objects.create(language_code="fr")
    translation = unit_page.copy_for_translation(french, copy_parents=True)
    assert translation.unit == unit_page.unit
    assert translation.get_parent().specific.module == module.module
    assert rows() == before


def test_a_copy_is_listed_as_one_unit(client, officer, module, lesson):
    lesson.copy(update_attrs={"slug": "one-again", "title": "One again"})
    client.force_login(officer)
    titles = [step.title for step in client.get(module.url).context["contents"].steps]
    assert titles == ["One", "Two", "Permits of the day", "Two crates of orchids", "Examination"]


def lesson_data(**fields):
    return nested_form_data(
        {
            "title": "Live animals",
            "slug": "live-animals",
            "summary": "",
            "minutes": 10,
            "tools": "",
            "facts_as_of": "",
            "objectives": [],
            "sources": [],
            "body": streamfield([("prose", rich_text("<p>Open the box last.</p>"))]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
            "seo_title": "",
            "search_description": "",
            **fields,
        }
    )


def module_data():
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0}
    return nested_form_data(
        {
            "title": "Our own forms",
            "slug": "our-forms",
            "summary": "Forms.",
            "plate": "",
            "facts_as_of": "",
            "reading": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "comments": comments,
        }
    )


def create_lesson(client, parent, **fields):
    address = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", parent.pk])
    return client.post(address, lesson_data(**fields))


def test_a_lesson_written_in_the_admin_gets_one_unit(client, author, module):
    client.force_login(author)
    response = create_lesson(client, module)
    assert response.status_code == 302
    page = LessonPage.objects.get(slug="live-animals")
    assert (page.unit.slug, page.unit.module, page.unit.kind) == ("live-animals", module.module, "lesson")
    assert page.unit.order > max(unit.order for unit in module.module.units.exclude(pk=page.unit_id))
    before = rows()
    page.slug, page.title = "animals", "Animals"
    page.save()
    published(page)
    assert rows() == before


def test_previewing_a_new_lesson_makes_no_unit(client, author, module):
    before = rows()
    client.force_login(author)
    address = reverse("wagtailadmin_pages:preview_on_add", args=["courses", "lessonpage", module.pk])
    assert client.post(address, lesson_data()).json()["is_valid"]
    assert client.get(f"{address}?mode=").status_code == 200
    assert rows() == before


def test_previewing_a_new_module_makes_none(client, author, module):
    before = rows()
    client.force_login(author)
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["courses", "modulepage", module.get_parent().pk]
    )
    assert client.post(address, module_data()).json()["is_valid"]
    assert client.get(f"{address}?mode=").status_code == 200
    assert rows() == before


def test_a_lesson_written_again_under_its_name_takes_up_its_unit(client, author, module, lesson):
    unit = lesson.unit
    unit.slug = "one"
    unit.save()
    lesson.delete()
    client.force_login(author)
    create_lesson(client, module, title="One", slug="one")
    assert LessonPage.objects.get(slug="one").unit == unit


def test_a_name_that_is_taken_gets_a_number(client, author, module):
    UnitFactory(module=module.module, slug="live-animals", retired_at=NOON)
    client.force_login(author)
    create_lesson(client, module)
    assert LessonPage.objects.get(slug="live-animals").unit.slug == "live-animals-2"


def test_a_module_written_below_an_administration_is_national(client, db):
    administration = create_administration(slug="sampland", name="Sampland Customs")
    trainer = UserFactory()
    add_member(user=trainer, administration=administration, role=Role.TRAINER, since=NOON.date())
    ground = AdministrationPage.objects.get(administration=administration)
    client.force_login(trainer)
    address = reverse("wagtailadmin_pages:add", args=["courses", "modulepage", ground.pk])
    assert client.post(address, module_data()).status_code == 302
    assert ModulePage.objects.get(slug="our-forms").module.administration == administration


def test_a_trainer_cannot_make_a_quiz_page(client, author, module):
    client.force_login(author)
    address = reverse("wagtailadmin_pages:add", args=["courses", "quizpage", module.pk])
    assert client.get(address).status_code in (302, 403)


def test_a_trainer_may_not_write_in_the_catalogue(client, module):
    administration = create_administration(slug="sampland", name="Sampland Customs")
    trainer = UserFactory()
    add_member(user=trainer, administration=administration, role=Role.TRAINER, since=NOON.date())
    client.force_login(trainer)
    response = client.get(reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", module.pk]))
    assert response.status_code in (302, 403)


def test_a_lesson_can_be_edited_and_saved(client, author, module, lesson):
    client.force_login(author)
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert client.get(address).status_code == 200
    response = client.post(address, lesson_data(title="One, revised", slug="one") | {"action-publish": "yes"})
    assert response.status_code == 302
    assert LessonPage.objects.get(pk=lesson.pk).title == "One, revised"


def test_a_lesson_is_not_copied_into_another_module(client, author, module, lesson):
    other = module_page(title="Another")
    client.force_login(author)
    data = {
        "new_title": "One",
        "new_slug": "one-there",
        "new_parent_page": other.pk,
        "publish_copies": "",
        "copy_subpages": "",
        "alias": "",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[lesson.pk]), data)
    assert not LessonPage.objects.filter(slug="one-there").exists()


def test_a_lesson_does_not_move_into_another_module(module, lesson):
    other = module_page(title="Another")
    assert not lesson.can_move_to(other)
    assert lesson.can_move_to(module)
