"""Who may read which page."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import PageViewRestriction

from accounts.models import Role
from accounts.services.administrations import create_administration
from courses.models import AdministrationPage, CataloguePage, HomePage, Module, UnitProgress
from courses.services.progress import complete_unit, start_module
from courses.services.site import international_trainers
from quizzes import gates
from quizzes.reading import readings
from quizzes.services.attempts import start_attempt, submit_attempt
from tests.courses.factories import lesson_page, module_page, quiz_page
from tests.factories import NOON, MembershipFactory, ModuleFactory, ObjectiveFactory, UserFactory, quiz_with


@pytest.fixture
def module(db):
    return module_page()


@pytest.fixture
def lesson(module):
    return lesson_page(module)


@pytest.fixture
def enrolled(client, module, officer, administration):
    start_module(officer=officer, module=module.module, administration=administration, now=NOON)
    client.force_login(officer)
    return client


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def national(db):
    """A lesson of an administration's own, and that administration."""
    owner = create_administration(slug="hillland", name="Hillland Customs")
    ground = AdministrationPage.objects.get(administration=owner)
    page = module_page(ground, module=ModuleFactory(administration=owner, convention=None), title="Our forms")
    return lesson_page(page), owner


@pytest.mark.parametrize("model", [HomePage, CataloguePage])
def test_home_and_catalogue_are_public(client, module, model):
    response = client.get(model.objects.get().url)
    assert response.status_code == 200
    assert module.title in response.content.decode()


def test_the_page_of_an_international_module_is_public(client, module, lesson):
    response = client.get(module.url)
    assert response.status_code == 200
    assert lesson.title in response.content.decode()
    assert lesson.url not in response.content.decode()


def test_a_lesson_asks_a_visitor_to_sign_in(client, lesson):
    response = client.get(lesson.url)
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={lesson.url}"


def test_who_waits_for_approval_is_sent_to_wait(client, lesson):
    client.force_login(UserFactory())
    response = client.get(lesson.url)
    assert (response.status_code, response.url) == (302, reverse("accounts:waiting"))


@pytest.mark.parametrize("make", [lesson_page, quiz_page])
def test_who_has_not_started_is_sent_to_the_module(client, officer, module, make):
    page = make(module)
    client.force_login(officer)
    response = client.get(page.url)
    assert (response.status_code, response.url) == (302, module.url)
    assert said(response) == ["Start the module first."]


def test_a_module_in_preparation_is_closed_to_those_who_take_it(enrolled, module, lesson):
    Module.objects.filter(pk=module.module_id).update(status=Module.Status.PREPARATION)
    response = enrolled.get(lesson.url)
    assert (response.status_code, response.url) == (302, module.url)
    assert said(response) == ["This module is in preparation."]


def test_who_takes_the_module_reads(enrolled, lesson):
    assert enrolled.get(lesson.url).status_code == 200


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COORDINATOR])
def test_trainers_and_coordinators_read_without_taking_the_module(client, administration, lesson, role):
    client.force_login(MembershipFactory(administration=administration, role=role).user)
    assert client.get(lesson.url).status_code == 200
    assert not UnitProgress.objects.exists()


def test_a_draft_is_read_by_nobody(enrolled, module):
    assert enrolled.get(lesson_page(module, live=False).url).status_code == 404


def test_a_national_module_is_hidden_from_others(client, national, foreign_coordinator):
    lesson, _owner = national
    for page in (lesson, lesson.get_parent(), lesson.get_parent().get_parent()):
        assert client.get(page.url).status_code == 404
    client.force_login(foreign_coordinator)
    for page in (lesson, lesson.get_parent(), lesson.get_parent().get_parent()):
        assert client.get(page.url).status_code == 404
    module = lesson.unit.module
    assert client.post(reverse("courses:start_module", args=[module.slug])).status_code == 404
    for model in (HomePage, CataloguePage):
        assert "Our forms" not in client.get(model.objects.get().url).content.decode()


def test_a_national_module_is_open_to_its_officers(client, national):
    lesson, owner = national
    client.force_login(MembershipFactory(administration=owner).user)
    assert client.get(lesson.get_parent().url).status_code == 200
    assert "Our forms" in client.get(lesson.get_parent().get_parent().url).content.decode()
    client.post(reverse("courses:start_module", args=[lesson.unit.module.slug]))
    assert client.get(lesson.url).status_code == 200


def test_a_page_of_a_national_module_in_the_catalogue_shows_nothing(client, national):
    _lesson, owner = national
    astray = module_page(module=ModuleFactory(administration=owner), title="Astray")
    assert client.get(astray.url).status_code == 404
    assert "Astray" not in client.get(CataloguePage.objects.get().url).content.decode()


def test_a_lesson_below_another_module_shows_nothing(enrolled, module):
    other = lesson_page(module_page(title="Another"))
    astray = lesson_page(module, unit=other.unit, title="Astray", slug="astray")
    assert enrolled.get(astray.url).status_code == 404


def test_view_restrictions_of_wagtail_hold(enrolled, lesson):
    PageViewRestriction.objects.create(
        page=lesson, restriction_type=PageViewRestriction.PASSWORD, password="lantern"
    )
    response = enrolled.get(lesson.url)
    assert "one consignment" not in response.content.decode()


def test_hooks_before_serving_hold(enrolled, lesson):
    def stop(page, request, args, kwargs):
        return HttpResponse("closed for the day")

    with hooks.register_temporarily("before_serve_page", stop):
        assert enrolled.get(lesson.url).content == b"closed for the day"


def test_a_trainer_previews_a_lesson_without_taking_it(client, lesson):
    author = UserFactory()
    author.groups.add(international_trainers())
    client.force_login(author)
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]))
    assert response.status_code == 200
    assert "one consignment" in response.content.decode()


def test_opening_a_lesson_is_recorded_once(enrolled, lesson):
    enrolled.get(lesson.url)
    progress = UnitProgress.objects.get(unit=lesson.unit)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        enrolled.get(lesson.url)
    assert not [
        query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "BEGIN", "SAVEPOINT"))
    ]
    assert UnitProgress.objects.get(unit=lesson.unit).opened_at == progress.opened_at


def test_done_completes_the_lesson_and_goes_on(enrolled, module, lesson):
    following = lesson_page(module, title="Two", slug="two")
    response = enrolled.post(reverse("courses:complete_unit", args=[lesson.unit_id]))
    assert response.url == following.url
    assert UnitProgress.objects.get(unit=lesson.unit).completed_at is not None


def test_the_last_lesson_goes_back_to_the_module(enrolled, module, lesson):
    response = enrolled.post(reverse("courses:complete_unit", args=[lesson.unit_id]))
    assert response.url == module.url


def test_a_quiz_is_not_completed_by_pressing_done(enrolled, module):
    quiz = quiz_page(module)
    assert enrolled.post(reverse("courses:complete_unit", args=[quiz.unit_id])).status_code == 404
    assert not UnitProgress.objects.exists()


def test_done_is_a_post(enrolled, lesson):
    assert enrolled.get(reverse("courses:complete_unit", args=[lesson.unit_id])).status_code == 405


def test_done_needs_the_module_taken(client, officer, lesson):
    client.force_login(officer)
    assert client.post(reverse("courses:complete_unit", args=[lesson.unit_id])).status_code == 404


def test_starting_goes_to_the_first_lesson(client, officer, module, lesson):
    client.force_login(officer)
    response = client.post(reverse("courses:start_module", args=[module.module.slug]))
    assert response.url == lesson.url
    assert client.get(lesson.url).status_code == 200


def test_starting_a_module_in_preparation_says_so(client, officer, module):
    Module.objects.filter(pk=module.module_id).update(status=Module.Status.PREPARATION)
    client.force_login(officer)
    response = client.post(reverse("courses:start_module", args=[module.module.slug]))
    assert said(response) == ["This module is in preparation and cannot be started yet."]


def test_the_gate_of_a_quiz(module, officer, administration, foreign_coordinator):
    door = quiz_page(module)
    quiz = door.unit.quiz
    assert gates.entry(quiz, UserFactory()) is None
    assert gates.entry(quiz, officer).refusal == "Start the module first."
    start_module(officer=officer, module=module.module, administration=administration, now=NOON)
    entry = gates.entry(quiz, officer)
    assert (entry.refusal, entry.administration, entry.back_url) == ("", administration, door.url)
    Module.objects.filter(pk=module.module_id).update(status=Module.Status.PREPARATION)
    quiz.refresh_from_db()
    assert gates.entry(quiz, officer).refusal == "This module is in preparation."


def test_the_gate_of_a_national_quiz_is_shut_to_others(national, foreign_coordinator):
    lesson, _owner = national
    quiz = quiz_page(lesson.module_page).unit.quiz
    assert gates.entry(quiz, foreign_coordinator) is None


def test_what_to_read_again_names_the_lessons_of_an_objective(module, national, officer, foreign_coordinator):
    secret, owner = national
    objective, other = ObjectiveFactory(), ObjectiveFactory()
    lesson = lesson_page(module, objectives=[objective], title="The permit")
    lesson_page(module, objectives=[objective], title="Draft", slug="draft", live=False)
    secret.objectives.set([objective])
    secret.save()
    found = readings([objective.pk, other.pk], foreign_coordinator)
    assert {pk: [(r.title, r.url) for r in rows] for pk, rows in found.items()} == {
        objective.pk: [("The permit", lesson.url)]
    }
    own = MembershipFactory(administration=owner).user
    assert len(readings([objective.pk], own)[objective.pk]) == 2


def test_a_completed_lesson_shows_in_the_contents(enrolled, officer, administration, module, lesson):
    complete_unit(officer=officer, unit=lesson.unit, administration=administration, now=NOON)
    response = enrolled.get(lesson.url)
    assert [entry["done"] for entry in response.context["entries"]] == [True]
    assert "You have done this lesson" in response.content.decode()


def test_the_door_of_a_quiz_says_in_local_time_when_the_pause_ends(enrolled, module, officer, administration):
    administration.time_zone = "Asia/Tokyo"
    administration.save()
    quiz = quiz_with(2, pause_minutes=60 * 24)
    door = quiz_page(module, quiz=quiz)
    with time_machine.travel(datetime(2026, 3, 2, 20, 0, tzinfo=UTC), tick=False):
        enrolled.force_login(officer)
        attempt = start_attempt(quiz=quiz, officer=officer, administration=administration, now=timezone.now())
        submit_attempt(attempt=attempt, now=timezone.now())
        content = enrolled.get(door.url).content.decode()
    assert "The next attempt can start on 4 March 2026, 05:00 JST." in content
    assert "Start a new attempt" not in content
    assert "Not passed" in content
    assert reverse("quizzes:result", args=[attempt.pk]) in content


def test_the_door_of_a_quiz_says_what_it_asks(enrolled, module):
    door = quiz_page(module, quiz=quiz_with(3, minutes=25, pass_mark=70))
    content = enrolled.get(door.url).content.decode()
    for text in ("25 minutes", "70 per cent", "Start the attempt", "Name the document needed"):
        assert text in content
    assert reverse("quizzes:start", args=[door.unit.quiz.slug]) in content
