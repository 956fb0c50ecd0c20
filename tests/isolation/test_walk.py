"""Every address of the site, as every kind of stranger: what belongs to one administration stays there."""

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Role
from tests.isolation.addresses import all_addresses, path_of, values_of
from tests.isolation.world import MARKER, fill, make_land

TURNED_AWAY = {301, 302, 400, 403, 404, 405}
# Names of administrations stand in the list that somebody signs in by.
NAMES_ALL = {"account_login"}
# Shows what the certificate shows, to who has its number.
BY_NUMBER = {"certification:verify"}


@pytest.fixture
def lands(db):
    """The first land, full; the second, of which the strangers come."""
    return fill(make_land(MARKER)), make_land("Otherland")


def _strangers(first, second):
    yield "nobody", None
    for role, person in second.people.items():
        yield f"foreign {role}", person


def _client(person):
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend="accounts.backends.OfficerBackend")
    return client


def _body(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode(
        "utf-8", "replace"
    )


def test_every_address_has_a_rule(lands):
    first, _ = lands
    values = values_of(first)
    without = []
    for address in all_addresses():
        if address.rule is None:
            without.append(f"{address}: no rule")
            continue
        try:
            path_of(address, first, values)
        except LookupError as error:
            without.append(str(error))
    assert not without, "\n".join(without)


def test_strangers_read_nothing_of_another_administration(lands):
    first, second = lands
    values = values_of(first)
    faults = []
    for who, person in _strangers(first, second):
        client = _client(person)
        for address in all_addresses():
            if address.rule in {None, "failing"} or address.name.endswith("logout"):
                continue
            path = path_of(address, first, values)
            response = client.get(path)
            let_in = address.rule == "closed" and response.status_code not in TURNED_AWAY
            if response.status_code >= 500 or let_in:
                faults.append(f"{who}: {path} answered {response.status_code} ({address})")
            elif address.name not in NAMES_ALL | BY_NUMBER and MARKER in _body(response):
                faults.append(f"{who}: {path} shows the other administration ({address})")
    assert not faults, "\n".join(faults)


def _fingerprint():
    """Contents of all tables that hold what people made: what a stranger must not change."""
    left_out = {
        "django_session",
        "wagtailcore_referenceindex",
        "wagtailadmin_editingsession",
        "sqlite_sequence",
    }
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - left_out)
        found = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            found[table] = [row for row in cursor.fetchall() if MARKER.lower() in str(row).lower()]
    return found


def test_strangers_change_nothing_of_another_administration(lands):
    first, second = lands
    values = values_of(first)
    before = _fingerprint()
    faults = []
    for who, person in _strangers(first, second):
        for address in all_addresses():
            if address.rule != "closed":
                continue
            client = _client(person)
            path = path_of(address, first, values)
            response = client.post(path, {"next": "/", "reason": "A reason"})
            if response.status_code not in TURNED_AWAY:
                faults.append(f"{who}: POST {path} answered {response.status_code} ({address})")
            if MARKER in _body(response):
                faults.append(f"{who}: POST {path} shows the other administration ({address})")
    after = _fingerprint()
    changed = [table for table in before if before[table] != after[table]]
    assert not faults, "\n".join(faults)
    assert not changed


@pytest.mark.parametrize("query", ["q={}", "p=1&q={}", "search={}", "uploaded_by={}"])
def test_searches_find_nothing_of_another_administration(lands, query):
    first, second = lands
    client = _client(second.people[Role.TRAINER])
    values = values_of(first)
    faults = []
    for address in all_addresses():
        if address.rule == "admin" and not address.parameters:
            path = path_of(address, first, values)
            response = client.get(f"{path}?{query.format('lesson')}")
            if MARKER in _body(response):
                faults.append(f"{path} ({address})")
    assert not faults, "\n".join(faults)


def test_the_walk_would_see_a_leak(lands):
    """The coordinator of the land itself does see it: the markers are there to be found."""
    first, _ = lands
    client = _client(first.people[Role.COORDINATOR])
    assert MARKER in _body(client.get(f"/administration/{first.administration.slug}/"))
    trainer = _client(first.people[Role.TRAINER])
    assert MARKER in _body(trainer.get(f"/admin/pages/{first.things['lesson_page'].pk}/edit/"))
