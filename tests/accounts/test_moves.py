"""Officers who move to another office, leave, and come back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Membership, OfficerImport, Role, User
from accounts.scoping import learning_membership
from accounts.services.imports import preview_import
from accounts.services.members import add_member
from accounts.services.moves import has_left, let_go, take_back, transfer_officers
from tests.factories import NOON, MembershipFactory, OfficeFactory, UserFactory

pytestmark = pytest.mark.django_db
BEGAN = date(2026, 1, 5)
DAY = date(2026, 3, 10)


@pytest.fixture
def port(administration):
    return OfficeFactory(administration=administration, name="Port")


@pytest.fixture
def airport(administration):
    return OfficeFactory(administration=administration, name="Airport")


@pytest.fixture
def served(administration, port):
    """A trainee at the port since January."""
    return MembershipFactory(administration=administration, office=port, staff_number="S1", since=BEGAN)


@pytest.fixture
def transfer(administration, airport, coordinator):
    def do(*officers, office=airport, day=DAY):
        return transfer_officers(
            officers=officers, administration=administration, office=office, day=day, by=coordinator, now=NOON
        )

    return do


def history(person):
    return [
        (held.office and held.office.name, held.staff_number, held.since, held.until)
        for held in person.memberships.order_by("since", "pk")
    ]


def test_a_transfer_ends_one_service_and_begins_another_with_the_same_number(served, transfer):
    assert transfer(served.user) == 1
    assert history(served.user) == [
        ("Port", "S1", BEGAN, date(2026, 3, 9)),
        ("Airport", "S1", DAY, None),
    ]


def test_a_transfer_on_the_first_day_corrects_the_office(served, transfer):
    transfer(served.user, day=BEGAN)
    assert history(served.user) == [("Airport", "S1", BEGAN, None)]


def test_transferring_twice_is_transferring_once(served, transfer):
    assert [transfer(served.user), transfer(served.user)] == [1, 0]
    assert served.user.memberships.count() == 2
    assert AuditEntry.objects.filter(act="officer.transferred").count() == 1


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2026, 3, 2), date(2026, 12, 1)])
def test_the_staff_number_leads_to_one_person_before_and_after(served, transfer, administration, day):
    if day > BEGAN:
        transfer(served.user, day=day)
    found = User.objects.with_staff_number(administration, "s1")
    assert list(found) == [served.user]


def test_who_holds_a_number_now_goes_before_who_held_it(administration, served):
    Membership.objects.filter(pk=served.pk).update(until=DAY)
    assert User.objects.with_staff_number(administration, "S1").get() == served.user
    heir = MembershipFactory(administration=administration, staff_number="S1", since=DAY + timedelta(days=1))
    assert User.objects.with_staff_number(administration, "S1").get() == heir.user


def test_a_number_is_not_given_to_another_while_its_holder_serves(administration, served):
    Membership.objects.filter(pk=served.pk).update(until=DAY)
    new = {"administration": administration, "role": Role.TRAINEE, "staff_number": "S1"}
    with pytest.raises(ValidationError, match="has this staff number"):
        add_member(user=UserFactory(), since=DAY, **new)
    assert add_member(user=UserFactory(), since=DAY + timedelta(days=1), **new).staff_number == "S1"


def test_the_importer_names_a_former_officer(administration, served, coordinator):
    Membership.objects.filter(pk=served.pk).update(until=DAY)
    made = preview_import(
        administration=administration,
        data=b"Name,Staff number\nSample Newcomer,S1\n",
        file_name="x.csv",
        by=coordinator,
        now=NOON,
    )
    assert made.state == OfficerImport.State.PREVIEW
    assert made.rows.get().problems == (
        "A former officer of yours has this staff number: take that officer back instead."
    )


def test_what_cannot_be_is_said_and_nobody_is_moved(served, transfer, administration, airport, port):
    there = MembershipFactory(administration=administration, office=airport, user__name="Sample There")
    gone = MembershipFactory(administration=administration, user__name="Sample Gone", until=date(2026, 3, 5))
    stranger = UserFactory(name="Sample Stranger")
    with pytest.raises(ValidationError) as refused:
        transfer(served.user, there.user, gone.user, stranger)
    assert refused.value.messages == [
        "Sample There serves at Airport already.",
        "Sample Gone leaves or has left on 5 Mar 2026. Take the officer back first.",
        "Sample Stranger is no officer of this administration.",
    ]
    assert history(served.user) == [("Port", "S1", BEGAN, None)]


def test_a_day_before_the_service_or_far_ahead_is_refused(served, transfer):
    with pytest.raises(ValidationError, match="serves at Port from 5 Jan 2026"):
        transfer(served.user, day=date(2026, 1, 4))
    with pytest.raises(ValidationError, match="within a year"):
        transfer(served.user, day=date(2206, 3, 10))
    transfer(served.user, day=date(2026, 6, 1))
    with pytest.raises(ValidationError, match="from 1 Jun 2026: choose that day or a later one"):
        transfer(served.user, day=DAY)


def test_an_office_of_elsewhere_is_refused(served, transfer):
    with pytest.raises(ValidationError, match="Choose an office of this administration"):
        transfer(served.user, office=OfficeFactory())


@pytest.fixture
def leave(administration, coordinator):
    def do(person, day=DAY, reason="Retired"):
        return let_go(
            officer=person,
            administration=administration,
            last_day=day,
            reason=reason,
            by=coordinator,
            now=NOON,
        )

    return do


@pytest.fixture
def back(administration, coordinator):
    def do(person, since=date(2026, 4, 1), number="S1", office=None):
        return take_back(
            officer=person,
            administration=administration,
            office=office,
            staff_number=number,
            since=since,
            by=coordinator,
            now=NOON,
        )

    return do


def test_a_leaver_stays_on_record_with_the_reason_and_learns_no_more(served, leave, administration):
    yesterday = timezone.now().date() - timedelta(days=1)
    Membership.objects.filter(pk=served.pk).update(since=yesterday)
    assert learning_membership(served.user)
    ended = leave(served.user, day=yesterday)
    assert (ended.until, ended.end_reason) == (yesterday, "Retired")
    assert learning_membership(served.user) is None
    assert has_left(served.user, administration, timezone.now().date())
    assert not has_left(served.user, administration, yesterday)
    [entry] = AuditEntry.objects.filter(act="member.left")
    assert entry.detail == {"role": "trainee", "day": yesterday.isoformat(), "reason": "Retired"}


def test_leaving_twice_keeps_the_first_day_and_needs_a_reason(served, leave):
    leave(served.user)
    assert leave(served.user, day=DAY + timedelta(days=5), reason="Other").until == DAY
    with pytest.raises(ValidationError, match="Say why"):
        leave(served.user, reason=" ")


def test_leaving_before_a_transfer_that_stands_is_refused(served, leave, transfer):
    transfer(served.user)
    with pytest.raises(ValidationError, match="begins on 10 Mar 2026"):
        leave(served.user, day=date(2026, 3, 9))


def test_who_comes_back_goes_on_with_a_new_service_and_the_old_number(served, leave, back, port):
    leave(served.user)
    again = back(served.user, office=port)
    assert history(served.user) == [
        ("Port", "S1", BEGAN, DAY),
        ("Port", "S1", date(2026, 4, 1), None),
    ]
    assert back(served.user) == again
    assert AuditEntry.objects.filter(act="officer.taken_back").count() == 1


def test_coming_back_before_having_left_or_with_anothers_number_is_refused(
    served, leave, back, administration
):
    leave(served.user)
    with pytest.raises(ValidationError, match="ends on 10 Mar 2026: choose a later day"):
        back(served.user, since=DAY)
    MembershipFactory(administration=administration, staff_number="S2")
    with pytest.raises(ValidationError, match="has this staff number"):
        back(served.user, number="S2")


# --- pages ------------------------------------------------------------------------------------------


def address(name, administration, *more):
    return reverse(f"members:{name}", args=[administration.slug, *more])


def test_ticked_officers_are_transferred_together(client, administration, coordinator, airport):
    people = [MembershipFactory(administration=administration, since=BEGAN).user for _number in range(2)]
    client.force_login(coordinator, backend="accounts.backends.OfficerBackend")
    keys = [person.pk for person in people]
    page = client.get(address("transfer", administration), {"officer": [*keys, "x", "²", "9" * 30]})
    today = timezone.now().astimezone(administration.zone).date()
    assert f'value="{today.isoformat()}"' in page.content.decode()
    assert list(page.context["officers"]) == sorted(people, key=lambda person: (person.name, person.pk))
    sent = {"officer": keys, "office": airport.pk, "day": timezone.now().date().isoformat()}
    assert client.post(address("transfer", administration), sent).status_code == 302
    assert Membership.objects.filter(office=airport, until=None, user__in=people).count() == 2


def test_a_transfer_that_cannot_be_answers_422_with_the_officers_still_there(
    client, administration, coordinator, served, port
):
    client.force_login(coordinator, backend="accounts.backends.OfficerBackend")
    sent = {"officer": served.user.pk, "office": port.pk, "day": timezone.now().date().isoformat()}
    answer = client.post(address("transfer", administration), sent)
    assert answer.status_code == 422
    assert f'name="officer" value="{served.user.pk}"' in answer.content.decode()
    assert "already" in answer.content.decode()


def test_the_list_shows_who_serves_or_who_left_and_the_page_the_history(
    client, administration, coordinator, served, officer
):
    Membership.objects.filter(pk=served.pk).update(until=date(2026, 2, 1), end_reason="Moved abroad")
    client.force_login(coordinator, backend="accounts.backends.OfficerBackend")
    where = reverse("certification:officers", args=[administration.slug])

    def listed(**query):
        return [row.membership.user for row in client.get(where, query).context["rows"]]

    assert listed() == [officer]
    assert listed(state="left") == [served.user]
    page = client.get(reverse("certification:officer", args=[administration.slug, served.user.pk]))
    assert "Moved abroad" in page.content.decode()
    assert address("take_back", administration, served.user.pk) in page.content.decode()


def test_who_was_taken_back_or_transferred_is_no_leaver(
    client, administration, coordinator, served, leave, back, transfer
):
    leave(served.user, day=date(2026, 2, 1))
    back(served.user, since=date(2026, 2, 10))
    transfer(served.user)
    client.force_login(coordinator, backend="accounts.backends.OfficerBackend")
    where = reverse("certification:officers", args=[administration.slug])
    assert client.get(where, {"state": "left"}).context["rows"] == []


def test_others_find_nobody_to_move(client, administration, served, foreign_coordinator, officer):
    for person in (foreign_coordinator, officer):
        client.force_login(person, backend="accounts.backends.OfficerBackend")
        for name, more in (("transfer", []), ("leave", [served.user.pk]), ("take_back", [served.user.pk])):
            assert client.get(address(name, administration, *more)).status_code == 404
            assert client.post(address(name, administration, *more)).status_code == 404


def test_officers_of_elsewhere_are_nobody_here(client, administration, coordinator, other_administration):
    stranger = MembershipFactory(administration=other_administration).user
    client.force_login(coordinator, backend="accounts.backends.OfficerBackend")
    page = client.get(address("transfer", administration), {"officer": stranger.pk})
    assert page.context["officers"] == []
    assert client.get(address("leave", administration, stranger.pk)).status_code == 404
