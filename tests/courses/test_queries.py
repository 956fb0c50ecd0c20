"""Few against many: what a page costs does not grow with what it holds."""

from datetime import timedelta
from itertools import cycle

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.rich_text import RichText

from courses import dashboard, lessons
from courses.models import CataloguePage, HomePage
from courses.services.overview import module_states
from courses.services.progress import complete_unit, start_module
from tests.courses.factories import illustration, lesson_page, module_page, photograph, published, quiz_page
from tests.factories import NOON, ModuleFactory, ObjectiveFactory, SourceFactory


def cost(action):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        action()
    return len(queries)


def figures(number):
    """Figures, every second one a photograph."""
    return [
        ("figure", {"image": make(title=f"Figure {n}"), "caption": f"Figure {n}", "key": []})
        for n, make in zip(range(number), cycle([illustration, photograph]), strict=False)
    ]


@pytest.fixture
def module(db):
    return module_page()


@pytest.fixture
def reader(client, module, officer, administration):
    start_module(officer=officer, module=module.module, administration=administration, now=NOON)
    client.force_login(officer)
    return client


def lesson_with(module, number, name):
    return lesson_page(
        module,
        title=name,
        slug=name,
        body=[("prose", RichText("<p>Look.</p>")), *figures(number)],
        objectives=[ObjectiveFactory() for _ in range(number)],
        sources=[SourceFactory() for _ in range(number)],
    )


def test_a_lesson_costs_the_same_with_two_and_with_twenty_figures(reader, module):
    few, many = lesson_with(module, 2, "few"), lesson_with(module, 20, "many")
    for page in (few, many):
        assert reader.get(page.url).content.decode().count("<figcaption>") == len(page.body) - 1
    cold = []
    for page in (few, many):
        cache.clear()
        cold.append(cost(lambda page=page: reader.get(page.url)))
    reader.get(few.url)
    warm = [cost(lambda page=page: reader.get(page.url)) for page in (few, many)]
    assert warm[0] == warm[1]
    assert cold[0] == cold[1]
    assert warm[0] < cold[0]


def test_a_lesson_costs_the_same_among_two_and_among_ten(reader, module):
    page = lesson_with(module, 1, "first")
    lesson_page(module, title="second", slug="second")
    reader.get(page.url)
    few = cost(lambda: reader.get(page.url))
    for number in range(8):
        lesson_page(module, title=f"more {number}", slug=f"more-{number}")
    assert cost(lambda: reader.get(page.url)) == few


def test_the_body_is_drawn_once_for_each_revision(reader, module, monkeypatch):
    page, calls, draw = lesson_with(module, 1, "first"), [], lessons.render_body
    monkeypatch.setattr(
        lessons, "render_body", lambda *args, **known: calls.append(1) or draw(*args, **known)
    )
    reader.get(page.url)
    reader.get(page.url)
    assert len(calls) == 1
    page.body = [("prose", RichText("<p>Quite new.</p>"))]
    published(page)
    assert "Quite new." in reader.get(page.url).content.decode()
    assert len(calls) == 2


def test_a_draft_is_never_drawn_from_the_cache(client, module, admin_user):
    page = lesson_with(module, 1, "first")
    client.force_login(admin_user)
    client.get(page.url)
    page.body = [("prose", RichText("<p>Not for officers yet.</p>"))]
    page.save_revision()
    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "Not for officers yet." in draft.content.decode()
    assert "Not for officers yet." not in client.get(page.url).content.decode()


def test_the_body_holds_nothing_of_the_reader(reader, module):
    page = lesson_with(module, 1, "first")
    reader.get(page.url)
    body = cache.get(f"lesson-body:{page.pk}:{page.live_revision_id}:en-gb")
    assert "csrf" not in body
    assert "Look." in body


@pytest.mark.parametrize("model", [HomePage, CataloguePage])
def test_the_catalogue_costs_the_same_with_one_and_with_eight_modules(
    reader, module, officer, administration, model
):
    address = model.objects.get().url
    lesson_page(module)
    reader.get(address)
    few = cost(lambda: reader.get(address))
    for number in range(7):
        page = module_page(title=f"Module {number}", slug=f"module-{number}")
        lesson = lesson_page(page)
        quiz_page(page)
        start_module(officer=officer, module=page.module, administration=administration, now=NOON)
        complete_unit(officer=officer, unit=lesson.unit, administration=administration, now=NOON)
    response = reader.get(address)
    assert len(response.context["modules"]) == 8
    assert cost(lambda: reader.get(address)) == few


def test_the_training_page_costs_the_same_with_one_and_with_six_modules(
    reader, module, officer, administration
):
    lesson_page(module)
    reader.get(reverse("courses:dashboard"))
    few = cost(lambda: reader.get(reverse("courses:dashboard")))
    for number in range(5):
        page = module_page(title=f"Module {number}", slug=f"module-{number}")
        lesson_page(page)
        quiz_page(page)
        start_module(officer=officer, module=page.module, administration=administration, now=NOON)
    response = reader.get(reverse("courses:dashboard"))
    assert len(response.context["states"]) == 6
    assert cost(lambda: reader.get(reverse("courses:dashboard"))) == few


def test_the_training_page_goes_on_with_what_was_opened_last(reader, module, officer, administration):
    lesson_page(module, title="Older")
    other = module_page(title="Wastes", slug="wastes", module=ModuleFactory(title="Wastes"))
    first, second = lesson_page(other, title="One", slug="one"), lesson_page(other, title="Two", slug="two")
    start_module(officer=officer, module=other.module, administration=administration, now=NOON)
    later = NOON + timedelta(days=1)
    complete_unit(officer=officer, unit=first.unit, administration=administration, now=later)
    response = reader.get(reverse("courses:dashboard"))
    assert response.context["going"].title == "Wastes"
    assert response.context["going"].next.title == "Two"
    assert second.url in response.content.decode()


def test_a_new_officer_is_shown_the_way_to_the_catalogue(client, officer):
    client.force_login(officer)
    content = client.get(reverse("courses:dashboard")).content.decode()
    assert "You have not started a module yet" in content


def test_the_training_page_of_who_belongs_nowhere_leads_to_waiting(client, django_user_model):
    client.force_login(django_user_model.objects.create_person(name="Sample Person"))
    assert client.get(reverse("courses:dashboard")).url == reverse("accounts:waiting")


def test_sections_of_other_apps_stand_on_the_training_page(client, officer, administration, monkeypatch):
    monkeypatch.setattr(dashboard, "_sections", [])

    def section(user, place):
        assert (user, place) == (officer, administration)
        return "components/crumbs.html", {"trail": [], "current": "Your certificates"}

    dashboard.register_section(section)
    dashboard.register_section(section)
    dashboard.register_section(lambda user, place: None)
    client.force_login(officer)
    content = client.get(reverse("courses:dashboard")).content.decode()
    assert content.count("Your certificates") == 1


def test_states_name_what_is_done_and_what_is_next(module, officer, administration):
    first, second = lesson_page(module, title="One", slug="one"), lesson_page(module, title="Two", slug="two")
    start_module(officer=officer, module=module.module, administration=administration, now=NOON)
    complete_unit(officer=officer, unit=first.unit, administration=administration, now=NOON)
    (state,) = module_states(officer, administration)
    assert (state.done, state.of, state.next.title, state.completed) == (1, 2, "Two", False)
    complete_unit(officer=officer, unit=second.unit, administration=administration, now=NOON)
    (state,) = module_states(officer, administration)
    assert (state.done, state.next, state.completed) == (2, None, True)
