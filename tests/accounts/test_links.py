"""One-time sign-in links open nothing but what they are for."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, SignInLink, User
from accounts.services.links import LinkRefused, link_for, make_sign_in_link, use_sign_in_link
from tests.factories import NOON, GroupFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def made(officer, administration, by, now=NOON):
    return make_sign_in_link(user=officer, administration=administration, by=by, now=now)


def test_a_link_signs_in_its_officer_once(officer, administration, coordinator):
    token = made(officer, administration, coordinator)
    assert use_sign_in_link(token=token, now=NOON + timedelta(hours=23)) == officer
    with pytest.raises(LinkRefused, match="has been used"):
        use_sign_in_link(token=token, now=NOON + timedelta(hours=23))


def test_only_the_hash_of_a_link_is_kept(officer, administration, coordinator):
    token = made(officer, administration, coordinator)
    kept = SignInLink.objects.values().get()
    assert token not in str(kept)
    assert kept["expires_at"] == NOON + timedelta(hours=24)
    assert kept["created_by_id"] == coordinator.pk


def test_looking_at_a_link_does_not_use_it(officer, administration, coordinator):
    token = made(officer, administration, coordinator)
    assert link_for(token, NOON).user == officer
    assert link_for(token, NOON).used_at is None


@pytest.mark.parametrize("token", ["", "nothing", "x" * 500])
def test_an_unknown_link_is_refused(token):
    with pytest.raises(LinkRefused, match="no such sign-in link") as refused:
        use_sign_in_link(token=token, now=NOON)
    assert not refused.value.known


def test_a_link_expires_after_a_day(officer, administration, coordinator):
    token = made(officer, administration, coordinator)
    with pytest.raises(LinkRefused, match="has expired"):
        use_sign_in_link(token=token, now=NOON + timedelta(hours=24))


def test_a_new_link_ends_the_one_before(officer, administration, coordinator):
    first = made(officer, administration, coordinator)
    second = made(officer, administration, coordinator, now=NOON + timedelta(minutes=1))
    with pytest.raises(LinkRefused):
        use_sign_in_link(token=first, now=NOON + timedelta(minutes=2))
    assert use_sign_in_link(token=second, now=NOON + timedelta(minutes=2)) == officer


def owner(officer, elsewhere):
    User.objects.filter(pk=officer.pk).update(is_superuser=True)


def staff(officer, elsewhere):
    User.objects.filter(pk=officer.pk).update(is_staff=True)


def inactive(officer, elsewhere):
    User.objects.filter(pk=officer.pk).update(is_active=False)


def in_a_group(officer, elsewhere):
    officer.groups.add(GroupFactory())


def with_a_permission(officer, elsewhere):
    officer.user_permissions.add(Permission.objects.first())


def trainer_here(officer, elsewhere):
    MembershipFactory(
        user=officer, administration=officer.memberships.get().administration, role=Role.TRAINER
    )


def coordinator_here(officer, elsewhere):
    MembershipFactory(
        user=officer, administration=officer.memberships.get().administration, role=Role.COORDINATOR
    )


def trainee_elsewhere(officer, elsewhere):
    MembershipFactory(user=officer, administration=elsewhere)


def coordinator_elsewhere_from_tomorrow(officer, elsewhere):
    tomorrow = timezone.now().date() + timedelta(days=1)
    MembershipFactory(user=officer, administration=elsewhere, role=Role.COORDINATOR, since=tomorrow)


def not_a_trainee(officer, elsewhere):
    officer.memberships.update(role=Role.COORDINATOR)


def no_member_any_more(officer, elsewhere):
    officer.memberships.update(until=timezone.now().date() - timedelta(days=1))


MORE_THAN_A_TRAINEE = [
    owner,
    staff,
    inactive,
    in_a_group,
    with_a_permission,
    trainer_here,
    coordinator_here,
    trainee_elsewhere,
    coordinator_elsewhere_from_tomorrow,
    not_a_trainee,
    no_member_any_more,
]


@pytest.mark.parametrize("become", MORE_THAN_A_TRAINEE)
def test_no_link_for_anybody_but_a_plain_trainee(
    officer, administration, other_administration, coordinator, become
):
    become(officer, other_administration)
    with pytest.raises(LinkRefused, match="can only be made for"):
        made(User.objects.get(pk=officer.pk), administration, coordinator)
    assert not SignInLink.objects.exists()


@pytest.mark.parametrize("become", MORE_THAN_A_TRAINEE)
def test_a_link_made_before_opens_nothing_when_the_officer_has_become_more(
    officer, administration, other_administration, coordinator, become
):
    token = made(officer, administration, coordinator)
    become(officer, other_administration)
    with pytest.raises(LinkRefused, match="not valid any more"):
        use_sign_in_link(token=token, now=NOON)


def test_a_link_dies_with_the_coordinator_s_office(officer, administration, coordinator):
    token = made(officer, administration, coordinator)
    coordinator.memberships.update(until=timezone.now().date() - timedelta(days=1))
    with pytest.raises(LinkRefused):
        use_sign_in_link(token=token, now=NOON)


def test_a_foreign_coordinator_makes_no_link(officer, administration, foreign_coordinator):
    with pytest.raises(LinkRefused):
        made(officer, administration, foreign_coordinator)


def test_nobody_makes_a_link_for_themselves(administration, coordinator):
    with pytest.raises(LinkRefused):
        made(coordinator, administration, coordinator)


def test_an_officer_comes_in_by_link_and_may_choose_a_password(client, officer, administration, coordinator):
    token = made(officer, administration, coordinator, now=timezone.now())
    address = reverse("accounts:link", args=[token])
    seen = client.get(address)
    assert seen.status_code == 200
    assert "Sample Officer" in seen.content.decode()
    # With no-referrer a browser sends the form with "Origin: null", which CSRF protection refuses.
    assert seen["Referrer-Policy"] == "same-origin"
    assert "no-store" in seen["Cache-Control"]
    assert "_auth_user_id" not in client.session
    signed_in = client.post(address)
    assert signed_in["Location"] == reverse("account_set_password")
    assert client.session["_auth_user_id"] == str(officer.pk)
    new = {"new_password1": "chosen-by-the-officer", "new_password2": "chosen-by-the-officer"}
    assert client.post(reverse("account_set_password"), new)["Location"] == reverse("courses:dashboard")
    officer.refresh_from_db()
    assert officer.check_password("chosen-by-the-officer")
    assert client.session["_auth_user_id"] == str(officer.pk)
    assert client.get(reverse("account_set_password"))["Location"] == reverse("account_change_password")


def test_who_signed_in_with_a_password_needs_it_to_change_it(client, officer):
    client.force_login(officer)
    new = {"new_password1": "chosen-by-somebody", "new_password2": "chosen-by-somebody"}
    answer = client.post(reverse("account_set_password"), new)
    assert answer["Location"] == reverse("account_change_password")
    officer.refresh_from_db()
    assert officer.check_password("sample-password")


def test_links_that_do_not_open_say_why(client, officer, administration, coordinator):
    now = timezone.now()
    unknown = client.post(reverse("accounts:link", args=["nothing"]))
    assert (unknown.status_code, "no such sign-in link" in unknown.content.decode()) == (404, True)
    over = made(officer, administration, coordinator, now=now - timedelta(hours=25))
    for answer in (
        client.get(reverse("accounts:link", args=[over])),
        client.post(reverse("accounts:link", args=[over])),
    ):
        assert (answer.status_code, "has expired" in answer.content.decode()) == (410, True)
    used = made(officer, administration, coordinator, now=now)
    use_sign_in_link(token=used, now=now)
    answer = client.post(reverse("accounts:link", args=[used]))
    assert (answer.status_code, "has been used" in answer.content.decode()) == (410, True)
    assert "_auth_user_id" not in client.session


def test_the_coordinator_sees_a_new_link_once(client, officer, administration, coordinator):
    client.force_login(coordinator)
    answer = client.post(reverse("members:make_link", args=[administration.slug, officer.pk]))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    token = answer.context["url"].rstrip("/").rsplit("/", 1)[1]
    assert answer.context["url"] == f"http://testserver/accounts/link/{token}/"
    assert link_for(token, timezone.now()).user == officer
    assert client.get(reverse("members:make_link", args=[administration.slug, officer.pk])).status_code == 405


def test_the_coordinator_is_told_when_no_link_can_be_made(client, administration, coordinator):
    trainer = MembershipFactory(administration=administration, role=Role.TRAINER).user
    client.force_login(coordinator)
    answer = client.post(reverse("members:make_link", args=[administration.slug, trainer.pk]))
    assert answer.status_code == 403
    assert "can only be made for" in answer.content.decode()


def test_strangers_make_no_link(client, officer, administration, foreign_coordinator):
    address = reverse("members:make_link", args=[administration.slug, officer.pk])
    assert client.post(address)["Location"].startswith(reverse("account_login"))
    for person in (officer, foreign_coordinator, UserFactory()):
        client.force_login(person)
        assert client.post(address).status_code == 404
    assert not SignInLink.objects.exists()


def test_no_link_for_an_officer_of_another_administration(
    client, coordinator, administration, foreign_coordinator
):
    client.force_login(coordinator)
    address = reverse("members:make_link", args=[administration.slug, foreign_coordinator.pk])
    assert client.post(address).status_code == 404
