"""The dashboard: two plots, each with its table, whose numbers are those of the export."""

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from certification.services.dashboard import OfficeLine, by_month, by_office
from courses.services.progress import start_module
from tests.certification.conftest import LATER, certified, finished
from tests.factories import NOON, MembershipFactory, ModuleFactory, OfficeFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def on_a_day_in_march():
    with time_machine.travel(LATER, tick=False):
        yield


def get(user, slug="sampland"):
    client = Client()
    client.force_login(user)
    return client.get(reverse("certification:dashboard", args=[slug]))


def test_offices_are_counted_by_how_their_officers_stand(administration, other_administration):
    north = OfficeFactory(administration=administration, name="North")
    certified(MembershipFactory(administration=administration, office=north).user, administration)
    begun = MembershipFactory(administration=administration, office=north).user
    start_module(officer=begun, module=ModuleFactory(), administration=administration, now=NOON)
    MembershipFactory(administration=administration, office=north)
    MembershipFactory(administration=administration)
    certified(MembershipFactory(administration=other_administration).user, other_administration)
    assert by_office(administration, DAY) == [
        OfficeLine(name="North", complete=1, under_way=1, not_started=1),
        OfficeLine(name="", complete=0, under_way=0, not_started=1),
    ]


def test_months_are_twelve_and_begin_where_the_administration_is(administration, officer):
    administration.time_zone = "Pacific/Auckland"
    administration.save()
    # The last evening of February in UTC is March in Auckland; March of last year is too old.
    for moment in [
        datetime(2026, 2, 28, 20, 0, tzinfo=UTC),
        datetime(2025, 4, 15, tzinfo=UTC),
        datetime(2025, 3, 15, tzinfo=UTC),
    ]:
        finished(officer, ModuleFactory(), administration, at=moment)
    months = by_month(administration, DAY)
    assert [month.first_day for month in months][:2] == [date(2025, 4, 1), date(2025, 5, 1)]
    assert len(months) == 12
    assert {m.first_day: m.completions for m in months if m.completions} == {
        date(2025, 4, 1): 1,
        date(2026, 3, 1): 1,
    }


def test_the_plots_and_their_tables_say_what_the_export_holds(administration, coordinator, officer):
    for month in (1, 1, 2):
        finished(officer, ModuleFactory(), administration, at=datetime(2026, month, 5, tzinfo=UTC))
    page = get(coordinator).content.decode()
    client = Client()
    client.force_login(coordinator)
    export = client.get(reverse("certification:completions", args=["sampland", "csv"]))
    rows = csv.DictReader(io.StringIO(b"".join(export.streaming_content).decode("utf-8-sig")))
    counted = Counter(row["Completed on"][:7] for row in rows)
    assert counted == {"2026-01": 2, "2026-02": 1}
    assert 'aria-label="January 2026: 2"' in page
    assert '<th scope="row">January 2026</th><td class="num">2</td>' in page
    assert 'aria-label="February 2026: 1"' in page
    assert 'aria-label="Without an office: 0 complete, 1 under way, 0 not started, of 1"' in page


def test_an_administration_without_officers_gets_a_way_on(coordinator):
    page = get(coordinator).content.decode()
    assert "No officers yet" in page
    assert "Import officers" in page


def test_the_dashboard_takes_the_same_queries_for_many_as_for_few(
    administration, coordinator, django_assert_num_queries
):
    module = ModuleFactory()

    def add(number):
        for _ in range(number):
            office = OfficeFactory(administration=administration)
            finished(
                MembershipFactory(administration=administration, office=office).user, module, administration
            )

    add(2)
    client = Client()
    client.force_login(coordinator)
    address = reverse("certification:dashboard", args=["sampland"])
    client.get(address)
    for number in (0, 40):
        add(number)
        with django_assert_num_queries(6):
            client.get(address)


def test_the_dashboard_is_a_404_for_strangers(officer, foreign_coordinator):
    assert get(officer).status_code == 404
    assert get(foreign_coordinator).status_code == 404
