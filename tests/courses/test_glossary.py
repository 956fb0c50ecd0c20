"""The glossary page, and the terms of a lesson as an officer meets them."""

import pytest
from django.core.cache import cache
from wagtail.rich_text import RichText

from accounts.models import Role
from reference.models import GlossaryTerm, Source
from tests.courses.factories import lesson_page, module_page
from tests.factories import AdministrationFactory, MembershipFactory, ModuleFactory, UserFactory

pytestmark = pytest.mark.django_db


def term(module, slug, word, **fields):
    return GlossaryTerm.objects.create(
        pack=module.slug, slug=slug, term=word, meaning=f"What {word} means.", **fields
    )


def test_terms_stand_by_letter_and_with_their_module_where_there_are_several(client):
    module = ModuleFactory(title="Trade in endangered species")
    for word in ("permit", "Appendix", "Annotation"):
        term(module, word.lower(), word)
    assert "Trade in endangered species" not in client.get("/glossary/").content.decode()
    term(ModuleFactory(title="Chemicals"), "substance", "substance")
    html = client.get("/glossary/").content.decode()
    places = [html.index(f"<dt>{word}</dt>") for word in ("Annotation", "Appendix", "permit")]
    assert places == sorted(places)
    assert html.count("Trade in endangered species") == 3
    assert [html.count(f"<h2>{letter}</h2>") for letter in "AP"] == [1, 1]


def test_an_empty_glossary_says_so(client):
    assert "No terms yet" in client.get("/glossary/").content.decode()


def test_a_retired_term_is_not_shown(client):
    term(ModuleFactory(), "quota", "Quota", retired_at="2026-01-01T00:00Z")
    assert "Quota" not in client.get("/glossary/").content.decode()


def test_terms_of_a_national_module_are_for_its_own_people(client):
    land = AdministrationFactory()
    term(ModuleFactory(administration=land), "levy", "National levy")
    assert "National levy" not in client.get("/glossary/").content.decode()
    client.force_login(MembershipFactory().user)
    assert "National levy" not in client.get("/glossary/").content.decode()
    client.force_login(MembershipFactory(administration=land).user)
    assert "National levy" in client.get("/glossary/").content.decode()


def test_a_lesson_explains_the_terms_of_its_module_and_names_the_sources_of_its_cases(client):
    cache.clear()
    module = ModuleFactory(slug="cites")
    term(module, "permit", "permit")
    term(ModuleFactory(slug="basel"), "consignment", "consignment")
    Source.objects.create(pack="cites", code="S-PORT", title="Report of the port", year=2019)
    case = {
        "title": "Ivory behind timber",
        "text": RichText("<p>Tusks.</p>"),
        "lesson": RichText("<p>Look.</p>"),
        "source": "S-PORT",
    }
    page = lesson_page(
        module_page(module=module),
        body=[("prose", RichText("<p>A permit covers one consignment.</p>")), ("case", case)],
    )
    person = UserFactory()
    MembershipFactory(user=person, role=Role.TRAINER)
    client.force_login(person)
    html = client.get(page.url).content.decode()
    assert 'href="#term-permit">permit</a> covers one consignment.' in html
    assert "What permit means." in html
    assert "What consignment means." not in html
    assert "Report of the port, 2019" in html


def test_search_finds_terms_by_any_of_their_forms(client, officer):
    GlossaryTerm.objects.create(
        pack=ModuleFactory(slug="cites").slug,
        slug="management-authority",
        term="Management Authority",
        also=["Management Authorities"],
        meaning="The office that issues permits.",
    )
    client.force_login(officer)
    page = client.get("/search/?q=management+AUTHORITIES").content.decode()
    assert "The office that issues permits." in page
    assert "/glossary/#cites-management-authority" in page


def test_search_finds_no_term_of_another_administrations_module(client, officer, other_administration):
    module = ModuleFactory(slug="otherland-ports", administration=other_administration)
    GlossaryTerm.objects.create(pack=module.slug, slug="quay", term="Quay seven", meaning="Not for others.")
    client.force_login(officer)
    assert "Not for others." not in client.get("/search/?q=quay").content.decode()
