"""One's own account: what a person may change, and what a coordinator has to."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.services.profile import EmailTaken, change_profile
from certification.services.curricula import enrol
from tests.certification.conftest import curriculum
from tests.factories import AdministrationFactory, MembershipFactory, ModuleFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "sample-password"


@pytest.fixture
def person(administration):
    return MembershipFactory(
        administration=administration,
        user__name="موظف عيّنة",
        user__latin_name="Sample Officer",
        user__email="person@example.org",
    ).user


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


def typed(**fields):
    return {"email": "person@example.org", "language": "en-gb", "time_zone": "", "password": ""} | fields


def change(client, **fields):
    return client.post(reverse("accounts:profile"), typed(**fields))


def errors(response):
    return {name: " ".join(found) for name, found in response.context["form"].errors.items()}


def test_names_are_shown_and_cannot_be_changed_here(signed_in, person):
    page = signed_in.get(reverse("accounts:profile")).content.decode()
    assert "موظف عيّنة" in page
    assert "Sample Officer" in page
    assert "your coordinator" in page
    change(signed_in, name="Another Name", latin_name="Another Name")
    person.refresh_from_db()
    assert (person.name, person.latin_name) == ("موظف عيّنة", "Sample Officer")


def test_a_new_address_needs_the_password_and_opens_the_account(signed_in, person):
    response = change(signed_in, email="New@Example.org", password=PASSWORD)
    assert response.status_code == 302
    person.refresh_from_db()
    assert person.email == "new@example.org"


@pytest.mark.parametrize(("password", "said"), [("", "Give your present password"), ("wrong", "not your")])
def test_without_the_password_the_address_stays(signed_in, person, password, said):
    response = change(signed_in, email="new@example.org", password=password)
    assert response.status_code == 422
    assert said in errors(response)["password"]
    person.refresh_from_db()
    assert person.email == "person@example.org"


def test_a_change_of_case_needs_no_password(signed_in, person):
    assert change(signed_in, email="Person@Example.org").status_code == 302


@pytest.mark.parametrize("taken", ["other@example.org", "OTHER@example.ORG"])
def test_another_persons_address_is_refused_in_any_case(signed_in, taken):
    UserFactory(email="Other@example.org")
    response = change(signed_in, email=taken, password=PASSWORD)
    assert "Another account has this e-mail address" in errors(response)["email"]


def test_an_address_taken_in_the_same_moment_is_refused(person):
    UserFactory(email="other@example.org")
    with pytest.raises(EmailTaken):
        change_profile(user=person, email="OTHER@example.org", language="en-gb", time_zone="")


@pytest.mark.parametrize("wrong", ["no-address", "a@b", "two@example.org, three@example.org"])
def test_what_is_no_address_is_refused(signed_in, wrong):
    response = change(signed_in, email=wrong, password=PASSWORD)
    assert response.status_code == 422
    assert "email" in errors(response)


def test_who_has_a_staff_number_may_do_without_an_address(signed_in, person):
    assert change(signed_in, email="", password=PASSWORD).status_code == 302
    person.refresh_from_db()
    assert person.email == ""


def test_who_has_no_staff_number_keeps_an_address(client, administration):
    person = MembershipFactory(administration=administration, staff_number="").user
    client.force_login(person)
    assert "Keep an e-mail address" in errors(change(client, email="", password=PASSWORD))["email"]


def test_the_former_address_is_told(signed_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change(signed_in, email="new@example.org", password=PASSWORD)
    [letter] = mail.outbox
    assert letter.to == ["person@example.org"]
    assert "new@example.org" in letter.body
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    assert "new@example.org" in html


def test_nobody_is_told_when_the_address_stays(signed_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change(signed_in, time_zone="Asia/Dhaka")
    assert mail.outbox == []


def test_without_a_password_of_ones_own_none_is_asked_for(client, administration):
    person = MembershipFactory(administration=administration).user
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert change(client, email="new@example.org").status_code == 302


@pytest.mark.parametrize(
    ("field", "wrong"), [("time_zone", "Mars/Olympus"), ("time_zone", "../etc/passwd"), ("language", "xx")]
)
def test_unknown_zones_and_languages_are_refused(signed_in, person, field, wrong):
    response = change(signed_in, **{field: wrong})
    assert response.status_code == 422
    assert field in errors(response)


def test_wrong_passwords_cannot_be_tried_without_end(signed_in):
    answers = [change(signed_in, email="new@example.org", password="wrong").status_code for _ in range(21)]
    assert answers[:20] == [422] * 20
    assert answers[20] == 429


def test_who_belongs_nowhere_yet_has_an_account_page_too(client):
    client.force_login(UserFactory())
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_somebody_signed_out_is_asked_to_sign_in(client):
    response = client.get(reverse("accounts:profile"))
    assert response["Location"].startswith("/accounts/login/")


def test_own_pages_go_by_the_zone_chosen_or_else_by_the_administrations():
    administration = AdministrationFactory.build(time_zone="Asia/Dhaka")
    assert User().zone_in(administration) == ZoneInfo("Asia/Dhaka")
    assert User(time_zone="America/Lima").zone_in(administration) == ZoneInfo("America/Lima")


def test_a_zone_chosen_moves_the_times_of_the_training_page(signed_in, person, administration):
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    version = curriculum(administration, [ModuleFactory()])
    enrol(officer=person, version=version, administration=administration, now=late)
    assert "2 March 2026" in signed_in.get(reverse("courses:dashboard")).content.decode()
    change(signed_in, time_zone="Asia/Dhaka")
    page = signed_in.get(reverse("courses:dashboard")).content.decode()
    assert "3 March 2026" in page
    assert "2 March 2026" not in page


def test_a_forgotten_password_is_answered_in_plain_text_and_html(client, person):
    client.post(reverse("account_reset_password"), {"email": "person@example.org"})
    [letter] = mail.outbox
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    address = next(word for word in letter.body.split() if "/password/reset/key/" in word)
    assert f'href="{address}"' in html
    assert "موظف عيّنة" in html


def test_names_in_mails_are_escaped(client, administration):
    MembershipFactory(administration=administration, user__name="<b>Sample", user__email="b@example.org")
    client.post(reverse("account_reset_password"), {"email": "b@example.org"})
    [letter] = mail.outbox
    [(html, _)] = letter.alternatives
    assert "<b>Sample" in letter.body
    assert "<b>Sample" not in html
    assert "&lt;b&gt;Sample" in html
