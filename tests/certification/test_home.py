"""The officer's home: what the curriculum asks, where to go on, what is running."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certification.services.curricula import enrol
from courses.models import Module
from courses.services.progress import start_module
from quizzes.services.attempts import start_attempt
from tests.certification.conftest import curriculum, finished
from tests.courses.factories import lesson_page, module_page
from tests.factories import NOON, ModuleFactory, quiz_with

pytestmark = pytest.mark.django_db


def with_page(**fields):
    """An open module with a page and one lesson."""
    home = module_page(module=ModuleFactory(**fields), title=fields.get("title", "A module"))
    lesson_page(home)
    return home.module


def asked(officer, administration, *modules):
    version = curriculum(administration, list(modules))
    enrol(officer=officer, version=version, administration=administration, now=NOON)


def page_of(client, officer):
    client.force_login(officer)
    text = client.get(reverse("courses:dashboard")).content.decode()
    return re.sub(r"\s+", " ", text.split("<main")[1].split("</main>")[0])


def row_of(page, title):
    rows = (row.split("</tr")[0] for row in page.split("<tr"))
    return next(row for row in rows if title in row and "<th" in row)


def test_a_new_officer_is_led_to_the_first_module_that_is_asked(client, officer, administration):
    first, second = with_page(title="First one"), with_page(title="Second one")
    asked(officer, administration, first, second)
    page = page_of(client, officer)
    assert "0 of 2" in page
    assert "24 months" in page
    assert 'class="btn go"' in row_of(page, "First one")
    assert 'class="btn go"' not in row_of(page, "Second one")
    assert "You have not started a module yet" not in page


def test_a_module_under_way_says_how_far_and_leads_on(client, officer, administration):
    module = with_page(title="First one")
    asked(officer, administration, module)
    start_module(officer=officer, module=module, administration=administration, now=NOON)
    page = page_of(client, officer)
    lesson = module.units.get(kind="lesson").lesson_pages.get()
    assert lesson.url in row_of(page, "First one")
    assert page.count("First one") >= 1


def test_what_is_met_is_shown_with_its_mark(client, officer, administration):
    module = with_page(title="First one")
    asked(officer, administration, (module, 80))
    finished(officer, module, administration, percent=91)
    row = row_of(page_of(client, officer), "First one")
    assert "Met" in row
    assert "91, 80" in row


def test_a_module_in_preparation_cannot_be_begun(client, officer, administration):
    module = with_page(title="First one")
    asked(officer, administration, module)
    Module.objects.filter(pk=module.pk).update(status=Module.Status.PREPARATION)
    row = row_of(page_of(client, officer), "First one")
    assert "In preparation" in row
    assert "<a" not in row


def test_modules_outside_the_curriculum_stand_apart(client, officer, administration):
    asked(officer, administration, with_page(title="First one"))
    start_module(
        officer=officer, module=with_page(title="Chosen freely"), administration=administration, now=NOON
    )
    page = page_of(client, officer)
    assert "Chosen freely" in page.split("Your other modules")[1]


def test_without_a_curriculum_and_a_module_the_catalogue_is_offered(client, officer):
    assert "You have not started a module yet" in page_of(client, officer)


def test_a_running_examination_comes_first_and_a_trial_or_an_ended_one_does_not(
    client, officer, administration
):
    now = timezone.now()

    def started(title, at, **more):
        return start_attempt(
            quiz=quiz_with(1, title=title), officer=officer, administration=administration, now=at, **more
        )

    running = started("The one that runs", now)
    started("The trial", now, trial=True)
    started("The one that ended", now - timedelta(hours=5))
    page = page_of(client, officer)
    assert "The one that runs is running" in page
    assert reverse("quizzes:check", args=[running.pk]) in page
    assert "The trial" not in page
    assert "The one that ended" not in page


def test_the_number_of_queries_does_not_grow_with_the_curriculum(client, officer, administration):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            page_of(client, officer)
        return len(caught)

    modules = [with_page() for _ in range(6)]
    asked(officer, administration, *modules)
    start_module(officer=officer, module=modules[0], administration=administration, now=NOON)
    page_of(client, officer)
    few = queries()
    for module in modules:
        start_module(officer=officer, module=module, administration=administration, now=NOON)
    assert queries() <= few
