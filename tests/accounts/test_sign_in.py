"""The sign-in page: two ways in, one sentence for every failure, limits that a class survives."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from tests.accounts.test_coordinators import queries_of
from tests.factories import (
    NOON,
    AdministrationFactory,
    JoinCodeFactory,
    MembershipFactory,
    SignUpRequestFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
PASSWORD = "sample-password"
WRONG = "These sign-in details are not right."


@pytest.fixture
def person(administration):
    """A trainee with a known address and staff number."""
    return MembershipFactory(
        administration=administration, staff_number="AB12", user__email="person@example.org"
    ).user


def typed(login, password=PASSWORD, administration=None, **more):
    return {
        "login": login,
        "password": password,
        "administration": administration.pk if administration else "",
    } | more


def signed_in(client):
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("address", ["person@example.org", " Person@Example.ORG "])
def test_sign_in_by_address_in_any_case(client, person, address):
    answer = client.post(LOGIN, typed(address))
    assert answer["Location"] == reverse("courses:dashboard")
    assert signed_in(client) == str(person.pk)


def test_an_address_stored_with_capitals_opens_too(client, administration):
    person = MembershipFactory(administration=administration, user__email="Mixed.Case@Example.org").user
    client.post(LOGIN, typed("mixed.case@example.org"))
    assert signed_in(client) == str(person.pk)


@pytest.mark.parametrize("number", ["AB12", " ab 12 "])
def test_sign_in_by_administration_and_staff_number(client, person, administration, number):
    client.post(LOGIN, typed(number, administration=administration))
    assert signed_in(client) == str(person.pk)


def test_the_same_staff_number_elsewhere_is_another_person(
    client, person, administration, other_administration
):
    other = MembershipFactory(administration=other_administration, staff_number="AB12").user
    client.post(LOGIN, typed("AB12", administration=other_administration))
    assert signed_in(client) == str(other.pk)


def test_who_waits_for_approval_signs_in_by_the_number_asked_with(client, administration):
    code = JoinCodeFactory(administration=administration)
    waiting = SignUpRequestFactory(join_code=code, staff_number="W1", user__email="").user
    answer = client.post(LOGIN, typed("w1", administration=administration))
    assert answer["Location"] == reverse("accounts:waiting")
    assert signed_in(client) == str(waiting.pk)


@pytest.mark.parametrize(
    "attempt",
    [
        ("person@example.org", "not-the-password", False),
        ("nobody@example.org", PASSWORD, False),
        ("AB12", "not-the-password", True),
        ("ZZ99", PASSWORD, True),
        ("' OR 1=1", PASSWORD, True),
        ("@", PASSWORD, False),
    ],
    ids=lambda attempt: attempt[0],
)
def test_whatever_is_wrong_the_sentence_is_the_same(client, person, administration, attempt):
    login, password, chosen = attempt
    answer = client.post(LOGIN, typed(login, password, administration if chosen else None))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors.keys() == {"__all__"}
    assert form.non_field_errors()[0].startswith(WRONG)
    assert not signed_in(client)


def test_a_wrong_attempt_keeps_what_was_typed_but_the_password(client, person, administration):
    answer = client.post(LOGIN, typed("AB12", "not-the-password", administration))
    page = answer.content.decode()
    assert 'value="AB12"' in page
    assert f'<option value="{administration.pk}" selected>' in page
    assert "not-the-password" not in page


def test_a_staff_number_needs_its_administration(client, person):
    answer = client.post(LOGIN, typed("AB12"))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"administration"}


@pytest.mark.parametrize(
    "data", [{}, {"login": "AB12\x00", "password": "x"}, {"administration": "none"}], ids=str
)
def test_an_incomplete_form_is_answered_field_by_field(client, person, data):
    answer = client.post(LOGIN, data)
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_an_account_that_is_switched_off_stays_out(client, person):
    User.objects.update(is_active=False)
    answer = client.post(LOGIN, typed("person@example.org"), follow=True)
    assert "switched off" in answer.content.decode()
    assert not signed_in(client)


def test_switching_an_account_off_ends_its_session(client, person):
    client.post(LOGIN, typed("person@example.org"))
    User.objects.update(is_active=False)
    assert client.get(reverse("accounts:waiting"))["Location"].startswith(LOGIN)


def test_sign_in_goes_on_to_a_page_of_this_site(client, person):
    answer = client.post(LOGIN, typed("person@example.org", next="/catalogue/?q=1"))
    assert answer["Location"] == "/catalogue/?q=1"


@pytest.mark.parametrize(
    "target",
    [
        "https://example.com/",
        "https://example.com/?next=/" + "x" * 5000,
        "//example.com",
        "//example.com?/",
        "javascript:alert(1)",
        "javascript:alert(1)?/",
        "/\\example.com",
        "/\\example.com?" + "x" * 5000,
        "?" + "x" * 5000,
        "/" + "x" * 5000,
        "/catalogue/?" + "x" * 9000,
    ],
    ids=lambda target: target[:24],
)
def test_sign_in_goes_on_neither_to_another_site_nor_without_end(client, person, target):
    answer = client.post(LOGIN, typed("person@example.org", next=target))
    assert answer["Location"] == reverse("courses:dashboard")


def test_a_long_next_survives_the_page_and_a_wrong_attempt(client, person):
    carried = "/attempts/7/3/?" + urlencode({"answer": "aZ9-_:" * 1000, "more": 'ü"<&>'})
    assert len(carried) > 6000
    page = client.get(LOGIN, {"next": carried})
    kept = hidden_next(page)
    assert kept == carried
    again = client.post(LOGIN, typed("person@example.org", "not-the-password", next=kept))
    assert hidden_next(again) == carried
    answer = client.post(LOGIN, typed("person@example.org", next=hidden_next(again)))
    assert answer["Location"] == carried


def hidden_next(response):
    return unescape(
        re.search(r'<input type="hidden" name="next" value="([^"]*)">', response.content.decode())[1]
    )


def test_a_class_of_forty_signs_in_behind_one_address(client, administration):
    for number in range(40):
        MembershipFactory(administration=administration, staff_number=f"C{number}")
    for number in range(40):
        login = typed(f"C{number}", "mistyped-at-first", administration)
        assert client.post(LOGIN, login).status_code == 422
        assert client.post(LOGIN, login | {"password": PASSWORD}).status_code == 302
        client.logout()


@pytest.mark.parametrize("by_number", [True, False])
def test_guessing_at_one_account_is_stopped_and_a_colleague_still_gets_in(
    client, person, administration, by_number
):
    colleague = MembershipFactory(administration=administration, staff_number="AB13").user
    login = typed("AB12", "guess", administration) if by_number else typed("person@example.org", "guess")
    sentences = [client.post(LOGIN, login).context["form"].non_field_errors()[0] for _ in range(9)]
    assert [sentence.startswith(WRONG) for sentence in sentences] == [True] * 8 + [False]
    assert "Wait five minutes" in sentences[8]
    assert client.post(LOGIN, login | {"password": PASSWORD}).status_code == 422
    client.post(LOGIN, typed("AB13", administration=administration))
    assert signed_in(client) == str(colleague.pk)


def test_spaces_and_case_do_not_get_around_the_limit(client, person, administration):
    for login in ["AB12", "ab12", "a b12", " AB12", "Ab12", "aB12", "ab 12", "AB 12"]:
        client.post(LOGIN, typed(login, "guess", administration))
    assert client.post(LOGIN, typed("AB12", administration=administration)).status_code == 422


def test_the_admin_sends_strangers_to_this_page_and_lets_a_trainer_in(client):
    administration = create_administration(slug="sampland", name="Sampland Customs")
    trainer = UserFactory(email="trainer@example.org")
    add_member(user=trainer, administration=administration, role="trainer", since=NOON.date())
    answer = client.get("/admin/")
    assert answer["Location"] == f"{LOGIN}?next=/admin/"
    answer = client.post(LOGIN, typed("trainer@example.org", next="/admin/"), follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == "/admin/"


def test_an_officer_is_refused_the_admin_and_not_sent_in_a_circle(client, person):
    client.force_login(person)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1


@pytest.mark.parametrize(
    "name", ["account_email", "account_reauthenticate", "account_email_verification_sent"]
)
def test_pages_of_allauth_that_have_no_place_here_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_allauth_s_open_sign_up_is_our_join_page():
    assert reverse("account_signup") == reverse("accounts:join")


def test_signing_out_needs_a_press(client, person):
    client.force_login(person)
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)
    assert client.post(reverse("account_logout"))["Location"] == "/"
    assert not signed_in(client)


def test_a_forgotten_password_is_replaced_by_mail(client, person):
    answer = client.post(reverse("account_reset_password"), {"email": "Person@example.org"}, follow=True)
    assert answer.status_code == 200
    (message,) = mail.outbox
    assert message.to == ["person@example.org"]
    assert message.subject == "Green Customs: Choose a new password"
    assert "!" not in message.body
    link = re.search(r"http://testserver(\S+)", message.body)[1]
    form_page = client.get(link, follow=True)
    action = form_page.context["action_url"]
    new = {"password1": "chosen-after-forgetting", "password2": "chosen-after-forgetting"}
    assert client.post(action, new, follow=True).status_code == 200
    person.refresh_from_db()
    assert person.check_password("chosen-after-forgetting")
    assert not signed_in(client)
    used = client.get(link)
    assert "does not work any more" in used.content.decode()


def test_an_unknown_address_gets_the_same_page_and_a_mail_that_says_so(client, person):
    known = client.post(reverse("account_reset_password"), {"email": "person@example.org"}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert plain(known) == plain(unknown)
    assert mail.outbox[1].to == ["nobody@example.org"]
    assert "no account belongs to it" in mail.outbox[1].body


def plain(response):
    """A page without the secret that is new on each."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_an_address_given_up_gets_no_link(client, person):
    client.post(reverse("account_reset_password"), {"email": "person@example.org"})
    User.objects.filter(pk=person.pk).update(email="new@example.org")
    client.post(reverse("account_reset_password"), {"email": "person@example.org"})
    assert "/password/reset/key/" not in mail.outbox[1].body
    client.post(LOGIN, typed("person@example.org"))
    assert not signed_in(client)


def test_an_officer_changes_the_password_with_the_old_one(client, person):
    client.force_login(person)
    change = {"password1": "another-good-one", "password2": "another-good-one"}
    wrong = client.post(reverse("account_change_password"), change | {"oldpassword": "wrong"})
    assert "This is not your present password." in wrong.content.decode()
    client.post(reverse("account_change_password"), change | {"oldpassword": PASSWORD})
    person.refresh_from_db()
    assert person.check_password("another-good-one")
    assert signed_in(client)


def test_the_sign_in_page_asks_the_database_the_same_for_few_and_many(client, administration):
    few = queries_of(client, LOGIN)
    AdministrationFactory.create_batch(10)
    assert queries_of(client, LOGIN) == few
