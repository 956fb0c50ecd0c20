"""The officers' table: filters by training and period, sorting, everything in the address."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from certification.services.curricula import enrol
from courses.services.progress import start_module
from tests.certification.conftest import LATER, certified, curriculum, finished
from tests.factories import NOON, MembershipFactory, ModuleFactory, OfficeFactory, UserFactory

pytestmark = pytest.mark.django_db
JANUARY = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_a_day_in_march():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def table(coordinator):
    client = Client()
    client.force_login(coordinator)

    def ask(**asked):
        return client.get(reverse("certification:officers", args=["sampland"]), asked)

    return ask


def named(administration, name, **fields):
    return MembershipFactory(administration=administration, user__name=name, **fields).user


def names(response):
    return [row.membership.user.name for row in response.context["rows"]]


@pytest.fixture
def three(administration):
    """Ann finished the module in January, Bob in March, Cid has begun it, Dan nothing."""
    module = ModuleFactory(slug="cites", title="CITES in practice")
    version = curriculum(administration, [module])
    people = [named(administration, name) for name in ["Ann", "Bob", "Cid", "Dan"]]
    for person in people:
        enrol(officer=person, version=version, administration=administration, now=JANUARY)
    finished(people[0], module, administration, at=JANUARY)
    finished(people[1], module, administration, at=NOON)
    start_module(officer=people[2], module=module, administration=administration, now=NOON)
    return people


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"module": "cites", "progress": "done"}, ["Ann", "Bob"]),
        ({"module": "cites", "progress": "open"}, ["Cid", "Dan"]),
        ({"module": "cites"}, ["Ann", "Bob", "Cid", "Dan"]),
        ({"period": "completed", "since": "2026-01-15", "until": "2026-01-15"}, ["Ann"]),
        ({"period": "completed", "since": "2026-01-16"}, ["Bob"]),
        ({"period": "completed", "until": "2026-01-14"}, []),
        ({"period": "seen", "since": "2026-01-16"}, ["Bob"]),
        ({"period": "seen", "until": "2026-01-16"}, ["Ann"]),
        ({"until": "2026-01-16"}, ["Ann"]),
        ({"module": "cites", "progress": "done", "period": "completed", "since": "2026-02-01"}, ["Bob"]),
    ],
)
def test_officers_are_found_by_module_and_period(table, three, asked, found):
    response = table(**asked)
    assert names(response) == found
    assert response.context["filtered"]


@pytest.mark.parametrize(
    "asked", [{"module": "no-such"}, {"since": "yesterday"}, {"sort": "password"}, {"page": "x"}]
)
def test_what_the_address_says_wrongly_narrows_nothing(table, three, asked):
    assert len(names(table(**asked))) == 4


def test_a_period_is_of_days_where_the_administration_is(table, administration):
    administration.time_zone = "Pacific/Auckland"
    administration.save()
    # Half past eleven in the morning of 1 February in UTC is already the 2nd in Auckland.
    late = datetime(2026, 2, 1, 11, 30, tzinfo=UTC)
    finished(named(administration, "Ann"), ModuleFactory(), administration, at=late)
    assert names(table(period="completed", since="2026-02-02", until="2026-02-02")) == ["Ann"]
    assert names(table(period="completed", until="2026-02-01")) == []


def test_every_heading_sorts_both_ways_with_empty_ones_last(table, administration):
    west = OfficeFactory(administration=administration, name="West")
    east = OfficeFactory(administration=administration, name="East")
    first = named(administration, "Ann", office=west, staff_number="3")
    second = named(administration, "Bob", office=east, staff_number="1")
    named(administration, "Cid", staff_number="2")
    certified(first, administration, now=JANUARY)
    certified(second, administration, slug="other", now=NOON)
    for sort, order in {
        "name": ["Ann", "Bob", "Cid"],
        "-name": ["Cid", "Bob", "Ann"],
        "number": ["Bob", "Cid", "Ann"],
        "office": ["Bob", "Ann", "Cid"],
        "-office": ["Ann", "Bob", "Cid"],
        "-done": ["Ann", "Bob", "Cid"],
        "done": ["Cid", "Ann", "Bob"],
        "state": ["Ann", "Bob", "Cid"],
        "valid": ["Ann", "Bob", "Cid"],
        "-valid": ["Bob", "Ann", "Cid"],
        "-seen": ["Bob", "Ann", "Cid"],
        "seen": ["Cid", "Ann", "Bob"],
    }.items():
        assert names(table(sort=sort)) == order, sort


def test_filters_order_and_page_stay_in_the_address(table, administration):
    for number in range(51):
        named(administration, f"Sample {number:02}")
    page = table(q="Sample", sort="-name").content.decode()
    assert 'href="?q=Sample&amp;sort=-name&amp;page=2"' in page
    assert '<input type="hidden" name="sort" value="-name" id="id_sort">' in page
    assert 'aria-sort="descending"' in page
    assert 'href="?q=Sample&amp;sort=name"' in page
    assert names(table(q="Sample", sort="-name", page=2)) == ["Sample 00"]


def test_the_filtered_and_sorted_table_takes_the_same_queries_for_many_as_for_few(
    table, administration, django_assert_num_queries
):
    module = ModuleFactory(slug="cites")
    asked = {"module": "cites", "progress": "done", "since": "2026-01-01", "sort": "-seen", "office": "north"}
    office = OfficeFactory(administration=administration, code="north")

    def add(number):
        for _ in range(number):
            person = MembershipFactory(administration=administration, office=office, user=UserFactory()).user
            finished(person, module, administration)

    add(3)
    table(**asked)
    with django_assert_num_queries(22):
        assert len(names(table(**asked))) == 3
    add(47)
    with django_assert_num_queries(22):
        assert len(names(table(**asked))) == 50
