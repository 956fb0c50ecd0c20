"""What coordinators do about those who come in, and what strangers find there: nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import JoinCode, Membership, SignUpRequest, User
from tests.factories import (
    JoinCodeFactory,
    MembershipFactory,
    OfficeFactory,
    SignUpRequestFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
State = SignUpRequest.State


@pytest.fixture
def sign_up(administration):
    office = OfficeFactory(administration=administration)
    code = JoinCodeFactory(administration=administration, office=office)
    return SignUpRequestFactory(
        join_code=code, office=office, staff_number="N1", user__name="Sample Newcomer"
    )


def address(name, administration, *more):
    return reverse(f"members:{name}", args=[administration.slug, *more])


def every_address(sign_up):
    """Method and address of each page of this part."""
    at = sign_up.administration
    return [
        ("get", address("sign_ups", at)),
        ("get", address("approve", at, sign_up.pk)),
        ("post", address("approve", at, sign_up.pk)),
        ("post", address("refuse", at, sign_up.pk)),
        ("get", address("join_codes", at)),
        ("post", address("join_codes", at)),
        ("post", address("close_join_code", at, sign_up.join_code.pk)),
    ]


def test_the_addresses_stand_below_the_administration(sign_up):
    assert address("sign_ups", sign_up.administration) == "/administration/sampland/sign-ups/"
    assert address("join_codes", sign_up.administration) == "/administration/sampland/join-codes/"


def test_strangers_find_nothing_and_change_nothing(client, sign_up, officer, foreign_coordinator):
    filled = {"name": "X", "refusal-reason": "No."}
    for method, where in every_address(sign_up):
        answer = getattr(client, method)(where, filled)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))
    for person in (officer, foreign_coordinator, UserFactory(), sign_up.user):
        client.force_login(person)
        for method, where in every_address(sign_up):
            assert getattr(client, method)(where, filled).status_code == 404, (person, where)
    sign_up.refresh_from_db()
    assert sign_up.state == State.WAITING
    assert JoinCode.objects.filter(closed_at=None).count() == 1


def test_a_sign_up_is_not_found_below_another_administration(client, sign_up, foreign_coordinator):
    client.force_login(foreign_coordinator)
    own = foreign_coordinator.memberships.get().administration
    assert client.get(address("approve", own, sign_up.pk)).status_code == 404
    assert client.post(address("refuse", own, sign_up.pk), {"refusal-reason": "No."}).status_code == 404
    assert client.post(address("close_join_code", own, sign_up.join_code.pk)).status_code == 404


def test_the_list_shows_the_own_sign_ups_that_wait(client, sign_up, coordinator, administration):
    decided = SignUpRequestFactory(
        join_code=sign_up.join_code, state=State.REFUSED, user__name="Refused Person"
    )
    foreign = SignUpRequestFactory(user__name="Foreign Person")
    client.force_login(coordinator)
    page = client.get(address("sign_ups", administration)).content.decode()
    assert "Sample Newcomer" in page
    assert decided.user.name not in page
    assert foreign.user.name not in page


def test_an_empty_list_says_what_to_do(client, coordinator, administration):
    client.force_login(coordinator)
    page = client.get(address("sign_ups", administration)).content.decode()
    assert "Nobody waits" in page
    assert address("join_codes", administration) in page


def test_a_coordinator_approves_with_a_corrected_name(client, sign_up, coordinator, administration):
    client.force_login(coordinator)
    where = address("approve", administration, sign_up.pk)
    assert 'value="Sample Newcomer"' in client.get(where).content.decode()
    filled = {"name": "Образец", "latin_name": "Obrazets", "staff_number": "n2", "office": sign_up.office.pk}
    assert client.post(where, filled)["Location"] == address("sign_ups", administration)
    membership = Membership.objects.get(user=sign_up.user)
    assert (membership.staff_number, membership.office) == ("N2", sign_up.office)
    assert User.objects.get(pk=sign_up.user_id).latin_name == "Obrazets"
    assert client.post(where, filled).status_code == 302
    assert Membership.objects.filter(user=sign_up.user).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "Образец"},
        {"staff_number": "TAKEN"},
        {"staff_number": "n@2"},
        {"office": "999999"},
    ],
    ids=str,
)
def test_a_wrong_approval_is_explained_and_changes_nothing(
    client, sign_up, coordinator, administration, wrong
):
    MembershipFactory(administration=administration, staff_number="TAKEN")
    client.force_login(coordinator)
    filled = {"name": "Sample", "latin_name": "", "staff_number": "N1", "office": ""} | wrong
    answer = client.post(address("approve", administration, sign_up.pk), filled)
    assert answer.status_code == 422
    assert answer.context["approve_form"].errors
    assert not Membership.objects.filter(user=sign_up.user).exists()


def test_the_name_of_somebody_known_elsewhere_stays(client, sign_up, coordinator, administration):
    MembershipFactory(user=sign_up.user)
    client.force_login(coordinator)
    filled = {"name": "Other Name", "latin_name": "", "staff_number": "N1", "office": ""}
    assert client.post(address("approve", administration, sign_up.pk), filled).status_code == 302
    assert User.objects.get(pk=sign_up.user_id).name == "Sample Newcomer"


def test_a_coordinator_refuses_with_a_reason(client, sign_up, coordinator, administration):
    client.force_login(coordinator)
    where = address("refuse", administration, sign_up.pk)
    assert client.get(where).status_code == 405
    empty = client.post(where, {"refusal-reason": " "})
    assert (empty.status_code, list(empty.context["refuse_form"].errors)) == (422, ["reason"])
    assert client.post(where, {"refusal-reason": "Not ours."})["Location"] == address(
        "sign_ups", administration
    )
    sign_up.refresh_from_db()
    assert (sign_up.state, sign_up.reason, sign_up.decided_by) == (State.REFUSED, "Not ours.", coordinator)
    assert "Not ours." in client.get(address("approve", administration, sign_up.pk)).content.decode()


def test_a_coordinator_makes_and_closes_a_join_code(client, coordinator, administration):
    office = OfficeFactory(administration=administration)
    client.force_login(coordinator)
    where = address("join_codes", administration)
    assert "No join code yet" in client.get(where).content.decode()
    day = timezone.now().date() + timedelta(days=30)
    assert client.post(where, {"office": office.pk, "expires_on": day.isoformat()})["Location"] == where
    made = JoinCode.objects.get()
    assert (made.office, made.created_by) == (office, coordinator)
    assert made.expires_at.date() == day + timedelta(days=1)
    assert made.code in client.get(where).content.decode()
    for _press in range(2):
        assert client.post(address("close_join_code", administration, made.pk))["Location"] == where
    made.refresh_from_db()
    assert made.closed_at is not None
    assert "Closed" in client.get(where).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"expires_on": "2020-01-01"}, {"expires_on": "soon"}, {"office": "0"}], ids=str
)
def test_a_wrong_join_code_is_explained_and_not_made(client, coordinator, administration, wrong):
    client.force_login(coordinator)
    answer = client.post(address("join_codes", administration), wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not JoinCode.objects.exists()


def queries_of(client, where):
    """How often a page asks the database once what it may keep is kept."""
    client.get(where)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(where).status_code == 200
    return len(queries)


def test_the_lists_ask_the_database_the_same_for_few_and_many(client, sign_up, coordinator, administration):
    client.force_login(coordinator)
    for name in ("sign_ups", "join_codes"):
        few = queries_of(client, address(name, administration))
        assert few <= 11
        for _number in range(10):
            office = OfficeFactory(administration=administration)
            code = JoinCodeFactory(administration=administration, office=office)
            SignUpRequestFactory(join_code=code, office=office)
        assert queries_of(client, address(name, administration)) == few
