"""A trainer comes across no page of another administration anywhere in the Wagtail admin."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.models import Role
from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from courses.models import AdministrationPage
from tests.courses.factories import lesson_page, module_page
from tests.factories import NOON, ModuleFactory, UserFactory

SECRET = "Sampland ivory routes"


def trainer_of(administration):
    user = UserFactory()
    add_member(user=user, administration=administration, role=Role.TRAINER, since=NOON.date())
    return user


@pytest.fixture
def sampland(db):
    return create_administration(slug="sampland", name="Sampland Customs")


@pytest.fixture
def otherland(db):
    return create_administration(slug="otherland", name="Otherland Customs")


@pytest.fixture
def secret(sampland):
    """A national lesson of Sampland, with a module whose title is as secret."""
    ground = AdministrationPage.objects.get(administration=sampland)
    module = ModuleFactory(administration=sampland, convention=None, title=SECRET)
    page = module_page(ground, module=module, title=SECRET, slug="ivory-routes")
    return lesson_page(page, title=f"{SECRET}, lesson one", slug="lesson-one")


@pytest.fixture
def stranger(client, otherland):
    client.force_login(trainer_of(otherland))
    return client


def admin_addresses(page):
    """Every address of the Wagtail admin that takes numbers or nothing, with the page's id in each place."""
    found = []

    def walk(patterns, namespaces):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(
                    pattern.url_patterns,
                    [*namespaces, pattern.namespace] if pattern.namespace else namespaces,
                )
            elif pattern.name and pattern.name != "wagtailadmin_error_test":
                found.append((":".join([*namespaces, pattern.name]), pattern.pattern))

    for resolver in get_resolver().url_patterns:
        if str(resolver.pattern) == "admin/":
            walk(resolver.url_patterns, [])
    words = {
        "content_type_app_name": "courses",
        "content_type_model_name": "lessonpage",
        "app_label": "wagtailcore",
        "model_name": "page",
        "action_name": "approve",
        "action": "delete",
        "revision_id_a": "earliest",
        "revision_id_b": "live",
        "content_type": "courses.lessonpage",
    }
    for name, pattern in found:
        arguments = {key: words.get(key, page.pk) for key in pattern.regex.groupindex}
        try:
            yield name, reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue


QUERIES = [
    "",
    "?q=Sampland",
    "?id={pk}",
    "?target_pages[]={pk}&user_perms=move_to",
    "?child_of={pk}&fields=*",
]


@pytest.mark.parametrize("query", QUERIES)
def test_no_address_of_the_admin_names_a_page_of_another_administration(stranger, secret, query):
    assert stranger.get(reverse("wagtailadmin_home")).status_code == 200
    told, wrong = set(), set()
    stranger.raise_request_exception = False
    for page in [secret] if query else [secret, secret.get_parent()]:
        for name, address in admin_addresses(page):
            response = stranger.get(address + query.format(pk=page.pk))
            if not response.streaming and SECRET.encode() in response.content:
                told.add(name)
            if response.status_code == 500:
                wrong.add(name)
    assert told == set()
    assert wrong == set()


def test_the_walk_finds_the_addresses_of_pages(secret):
    names = {name for name, _address in admin_addresses(secret)}
    assert {"wagtailadmin_explore", "wagtailadmin_pages:edit", "wagtailadmin_choose_page_child"} <= names


def test_the_own_trainer_finds_the_page(client, sampland, secret):
    client.force_login(trainer_of(sampland))
    response = client.get(reverse("wagtailadmin_explore", args=[secret.get_parent().pk]))
    assert SECRET in response.content.decode()
