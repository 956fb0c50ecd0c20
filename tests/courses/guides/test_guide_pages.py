"""The pages of a guide: home and search, key, comparison, entry; who reads them and what they cost."""

import re
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import GuideEntryPage, GuidePage, Module, UnitProgress
from courses.packs import read_pack
from courses.services.packs import write_pack
from courses.services.progress import start_module
from tests.courses.guides.guide_for_tests import large_guide
from tests.courses.guides.laying import lay_guide
from tests.courses.packs import make_pack
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def page(tmp_path):
    pack = read_pack(make_pack(tmp_path / "sample"))
    assert pack.problems == []
    write_pack(pack, now=NOON)
    return GuidePage.objects.get()


@pytest.fixture
def reader(client, officer, page):
    client.force_login(officer)
    return client


def words(response):
    assert response.status_code == 200, response
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def key(query="", group="woods", module="sample"):
    return reverse("courses:guide_key", args=[module, group]) + query


def order(response):
    return [row.entry.id.removesuffix("-sample") for row in response.context["rows"]]


# --- who reads --------------------------------------------------------------------------------------


def addresses(page):
    return [
        page.url,
        GuideEntryPage.objects.get(entry__slug="red-sample").url,
        key(),
        reverse("courses:guide_compare", args=["sample"]),
        reverse("courses:drill", args=["sample"]),
    ]


def test_members_look_things_up_without_taking_the_module(reader, page):
    for address in addresses(page):
        assert reader.get(address).status_code == 200, address
    assert not UnitProgress.objects.exists()


def test_who_is_not_signed_in_is_asked_to(client, page):
    for address in addresses(page):
        assert client.get(address).url.startswith("/accounts/login/?next="), address


def test_who_belongs_nowhere_waits(client, page, django_user_model):
    client.force_login(django_user_model.objects.create_person(name="Sample Person"))
    for address in addresses(page):
        assert client.get(address).url == reverse("accounts:waiting"), address


def test_a_national_guide_is_not_there_for_others(reader, page, other_administration):
    Module.objects.filter(slug="sample").update(administration=other_administration)
    for address in addresses(page):
        assert reader.get(address).status_code == 404, address


@pytest.mark.parametrize("shut", ["unpublished", "retired"])
def test_a_guide_that_is_shut_shows_nothing(reader, page, shut):
    if shut == "unpublished":
        page.unpublish()
    else:
        page.unit.retired_at = NOON
        page.unit.save()
    for address in addresses(page)[2:]:
        assert reader.get(address).status_code == 404, address


def test_a_guide_is_used_while_its_module_is_in_preparation(reader, page):
    Module.objects.update(status="preparation")
    for address in addresses(page):
        assert reader.get(address).status_code == 200, address
    assert f'<a href="{page.url}">' in reader.get(page.module_page.url).content.decode()


def test_opening_the_guide_is_remembered_of_who_takes_the_module(reader, page, officer, administration):
    start_module(officer=officer, module=page.module, administration=administration, now=NOON)
    reader.get(page.url)
    reader.get(page.url)
    assert UnitProgress.objects.get().unit == page.unit


# --- home -----------------------------------------------------------------------------------------


def test_the_home_page_shows_groups_and_finds(reader, page):
    said = words(reader.get(page.url))
    assert "Woods 4 entries Cut the end clean and wet it." in said
    assert "Resins 2 entries" in said
    assert "Red sample" not in said
    said = words(reader.get(page.url, {"q": "erable ruge"}))
    assert "Red sample Lignum rubrum By: érable rouge" in said


@pytest.mark.parametrize(
    "query", ["lignum rubrum", "75456", "75-45-6", "440349", "4403.49.00", "rotes muster"]
)
def test_an_entry_is_found_by_names_and_codes(reader, page, query):
    finds = reader.get(page.url, {"q": query}).context["finds"]
    assert finds[0]["row"].entry.id == "red-sample"


def test_what_is_not_found_is_not_said_to_be_free(reader, page):
    assert "does not mean that the goods are not controlled" in words(reader.get(page.url, {"q": '"'}))


def test_the_module_page_leads_to_the_guide(reader, page, officer, administration):
    start_module(officer=officer, module=page.module, administration=administration, now=NOON)
    response = reader.get(page.module_page.url)
    assert page.url in response.content.decode()
    assert "Guide to samples Identification guide" in words(response)


# --- key ------------------------------------------------------------------------------------------


def test_the_key_begins_with_what_tells_most_and_shows_all_entries(reader, page):
    response = reader.get(key())
    assert order(response) == ["red", "brown", "black", "pale"]
    # Reckoned by hand: colour 1.156 bits, end grain and smell 0.704 each.
    assert response.context["next"].title == "Colour of the heartwood"
    assert [asked.title for asked in response.context["others"]] == ["End grain", "Smell"]


def test_every_step_is_an_address_and_can_be_taken_back(reader, page):
    response = reader.get(key("?colour=red"))
    assert order(response) == ["red", "pale", "brown", "black"]
    said = words(response)
    assert "Colour of the heartwood Red" in said
    assert "2 of 4" in said
    (seen,) = response.context["seen"]
    assert seen.url == key()
    choices = {choice.text: choice.url for choice in response.context["next"].choices}
    assert all(url.startswith(key("?colour=red&")) for url in choices.values())
    response = reader.get(next(iter(choices.values())))
    assert len(response.context["seen"]) == 2


def test_a_wrong_observation_puts_entries_back_but_strikes_none_out(reader, page):
    response = reader.get(key("?grain=rings&colour=red&smell=none"))
    assert len(order(response)) == 4
    assert order(response)[0] == "red"
    assert "Does not fit: Smell" in words(response)


def test_what_cannot_be_seen_is_asked_no_more_and_weighs_nothing(reader, page):
    response = reader.get(key("?colour=-"))
    assert order(response) == ["red", "brown", "black", "pale"]
    titles = [response.context["next"].title, *(asked.title for asked in response.context["others"])]
    assert "Colour of the heartwood" not in titles
    assert "cannot see" in words(response)


@pytest.mark.parametrize("query", ["?gone=red", "?colour=gone", "?colour=", "?all=1", "?colour=%22%00&x=%ff"])
def test_an_address_that_the_vocabulary_does_not_know_is_a_beginning(reader, page, query):
    assert order(reader.get(key(query))) == ["red", "brown", "black", "pale"]


def test_ten_thousand_random_addresses_are_read_without_a_fault(page):
    from django.http import QueryDict

    from courses.guide_contents import guide_of
    from courses.guide_pages import observations

    group = guide_of(page).group("woods")
    chance = Random(3)
    signs = "abcdefgrainolu=&-%\"'\x00é;+ "
    for _ in range(10_000):
        query = QueryDict("".join(chance.choices(signs, k=chance.randrange(30))))
        assert set(observations(group, query)) <= {"grain", "colour", "smell"}


def test_a_group_that_is_not_there_is_not_found(reader, page):
    assert reader.get(key(group="gone")).status_code == 404
    assert reader.get(key(module="gone")).status_code == 404


# --- comparison -----------------------------------------------------------------------------------


def compare(reader, query):
    return reader.get(reverse("courses:guide_compare", args=["sample"]) + query)


@pytest.mark.parametrize(
    "query", ["?entries=red-sample,brown-sample", "?entries=red-sample&entries=brown-sample"]
)
def test_what_differs_stands_first(reader, page, query):
    compared = compare(reader, query).context["compared"]
    labels = [row.label for row in compared.differing]
    assert labels[:2] == ["Colour of the heartwood", "Smell"]
    assert labels.index("End grain") > 1  # both may show rings
    assert not {row.label for row in compared.same} & set(labels)


def test_at_most_four_are_compared_and_each_once(reader, page):
    names = ["red", "brown", "red", "gone", "black", "pale", "amber"]
    response = compare(reader, "?entries=" + ",".join(f"{name}-sample" for name in names))
    assert order(response) == ["red", "brown", "black", "pale"]


def test_with_fewer_than_two_the_page_offers_all(reader, page):
    said = words(compare(reader, "?entries=red-sample"))
    assert "Tick two to four entries." in said
    assert "Copal sample" in said


def test_entries_of_different_groups_can_be_compared(reader, page):
    said = words(compare(reader, "?entries=red-sample,amber-sample"))
    assert "In salt water not known It floats" in said


# --- entry ----------------------------------------------------------------------------------------


def test_an_entry_says_all_that_is_needed_at_the_counter(reader, page):
    response = reader.get(GuideEntryPage.objects.get(entry__slug="red-sample").url)
    said = words(response)
    for part in (
        "Red sample",
        "Also: Rotes Muster, érable rouge",
        "A wood that smells.",
        "HS 4403.49",
        "CAS 75-45-6",
        "Appendix or annex II I not confirmed",
        "Control Trade needs a permit.",
        "Ask for CITES permit",
        "Ask for the original.",
        "Wear gloves.",
        "Its dust turns water violet. not confirmed",
        "Brown sample The brown one has no smell.",
        "Stained pine Scratch it.",
        "Colour of the heartwood Red",
        "Furniture",
        "Under other wood",
        "CITES, Text of the Convention, 1973",
    ):
        assert part in said, part
    html = response.content.decode()
    assert '<i lang="la">Lignum rubrum</i>' in html
    assert "?entries=red-sample,brown-sample" in html


def test_a_text_without_a_mark_is_not_said_to_be_unsure(reader, page):
    said = words(reader.get(GuideEntryPage.objects.get(entry__slug="brown-sample").url))
    assert "not confirmed" not in said.lower()


# --- costs ----------------------------------------------------------------------------------------


def cost(action):
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


def test_a_step_of_the_key_costs_the_same_with_six_and_with_two_hundred_entries(
    client, officer, page, administration
):
    small = lay_guide(large_guide(6, 5), slug="small")
    large = lay_guide(large_guide(200, 12), slug="large")
    client.force_login(officer)
    costs = []
    for laid in (small, large):
        address = key("?c0=s0&c1=s1", group="all", module=laid.module.slug)
        client.get(address)  # puts the guide together
        assert client.get(address).status_code == 200
        costs.append(cost(lambda address=address: client.get(address)))
    assert costs[0] == costs[1]
    assert costs[0] <= 14


@pytest.mark.parametrize("which", ["home", "search", "entry", "compare"])
def test_the_other_pages_cost_the_same_too(client, officer, which, administration, page):
    client.force_login(officer)
    costs = []
    for number in (6, 60):
        laid = lay_guide(large_guide(number, 6), slug=f"guide-{number}")
        address = {
            "home": laid.url,
            "search": laid.url + "?q=entry",
            "entry": f"{laid.url}entry-1/",
            "compare": reverse("courses:guide_compare", args=[laid.module.slug])
            + "?entries=entry-1,entry-2,entry-3",
        }[which]
        assert client.get(address).status_code == 200
        costs.append(cost(lambda address=address: client.get(address)))
    assert costs[0] == costs[1]
