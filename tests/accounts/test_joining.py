"""The pages by which people join."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import SignUpRequest, User
from accounts.services.sign_up import approve, refuse
from tests.factories import JoinCodeFactory, MembershipFactory, OfficeFactory, UserFactory

pytestmark = pytest.mark.django_db
JOIN, DETAILS, WAITING = "/accounts/join/", "/accounts/join/details/", "/accounts/waiting/"


@pytest.fixture
def code(administration):
    return JoinCodeFactory(administration=administration, code="ABCD-2345")


def filled(**changes):
    return {
        "name": "نموذج",
        "latin_name": "Namudhaj",
        "email": "new@example.org",
        "staff_number": "n 1",
        "password1": "a-sample-password",
        "password2": "a-sample-password",
    } | changes


def test_a_newcomer_signs_up_in_two_steps_and_waits(client, code):
    office = OfficeFactory(administration=code.administration)
    assert client.post(JOIN, {"code": "abcd 2345"})["Location"] == DETAILS
    assert "Sampland Customs" in client.get(DETAILS).content.decode()
    answer = client.post(DETAILS, filled(office=office.pk))
    assert answer["Location"] == WAITING
    request = SignUpRequest.objects.get()
    assert (request.user.name, request.user.latin_name) == ("نموذج", "Namudhaj")
    assert (request.staff_number, request.office, request.join_code) == ("N1", office, code)
    assert client.session["_auth_user_id"] == str(request.user_id)
    page = client.get(WAITING).content.decode()
    assert "Waiting for approval" in page
    assert "Sampland Customs" in page


def test_a_printed_code_fills_in_the_first_step(client, code):
    assert 'value="ABCD-2345"' in client.get(JOIN, {"code": "ABCD-2345"}).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "WRONG"}, "There is no such join code."),
        ({"closed": True}, "has been closed"),
        ({"expired": True}, "has expired"),
        ({"code": ""}, "This field is required."),
    ],
    ids=str,
)
def test_a_code_that_opens_nothing_is_told_why(client, code, changes, sentence):
    now = timezone.now()
    code.closed_at = now if "closed" in changes else None
    code.expires_at = now - timedelta(hours=1) if "expired" in changes else None
    code.save()
    answer = client.post(JOIN, {"code": changes.get("code", code.code)})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert client.get(DETAILS)["Location"] == JOIN


def test_the_second_step_cannot_be_reached_without_a_code(client, code):
    assert client.get(DETAILS)["Location"] == JOIN
    assert client.post(DETAILS, filled())["Location"] == JOIN
    assert not SignUpRequest.objects.exists()


def test_a_code_closed_in_between_opens_nothing(client, code):
    client.post(JOIN, {"code": code.code})
    code.closed_at = timezone.now()
    code.save()
    assert client.post(DETAILS, filled())["Location"] == JOIN
    assert not SignUpRequest.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"latin_name": ""}, "latin_name"),
        ({"email": "no address"}, "email"),
        ({"email": "", "staff_number": ""}, "email"),
        ({"staff_number": "n@1"}, "staff_number"),
        ({"password2": "another-password"}, "password2"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password1": "password123", "password2": "password123"}, "password1"),
        ({"password1": "new@example.org", "password2": "new@example.org"}, "password1"),
    ],
    ids=str,
)
def test_wrong_details_are_named_and_nothing_is_made(client, code, changes, field):
    client.post(JOIN, {"code": code.code})
    answer = client.post(DETAILS, filled(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "a-sample-password" not in answer.content.decode()
    assert not User.objects.exists()


def test_an_office_of_another_administration_cannot_be_chosen(client, code, other_administration):
    OfficeFactory(administration=code.administration)
    foreign = OfficeFactory(administration=other_administration)
    client.post(JOIN, {"code": code.code})
    assert foreign.name not in client.get(DETAILS).content.decode()
    assert client.post(DETAILS, filled(office=foreign.pk)).status_code == 422
    assert not User.objects.exists()


def test_a_taken_address_and_a_taken_number_get_the_same_answer(client, code):
    UserFactory(email="taken@example.org")
    MembershipFactory(administration=code.administration, staff_number="TAKEN")
    client.post(JOIN, {"code": code.code})
    answers = [
        client.post(DETAILS, filled(**changes))
        for changes in ({"email": "taken@example.org"}, {"staff_number": "taken"})
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    errors = [answer.context["form"].errors for answer in answers]
    assert errors[0] == errors[1]
    assert "sign in first and then enter the code" in str(errors[0])
    assert not SignUpRequest.objects.exists()


def test_guessing_codes_is_stopped(client, code):
    for _number in range(60):
        assert "There is no such" in client.post(JOIN, {"code": "WRONG"}).content.decode()
    answer = client.post(JOIN, {"code": code.code})
    assert answer.status_code == 422
    assert "too many wrong attempts" in answer.content.decode()


def test_trying_which_addresses_exist_is_stopped_with_the_codes(client, code):
    UserFactory(email="taken@example.org")
    client.post(JOIN, {"code": code.code})
    for _number in range(60):
        assert client.post(DETAILS, filled(email="taken@example.org")).status_code == 422
    answer = client.post(DETAILS, filled())
    assert "too many wrong attempts" in answer.content.decode()
    assert not SignUpRequest.objects.exists()


def test_a_class_of_forty_signs_up_behind_one_address(client, code):
    for number in range(40):
        client.post(JOIN, {"code": code.code})
        answer = client.post(DETAILS, filled(email=f"new{number}@example.org", staff_number=f"N{number}"))
        assert answer["Location"] == WAITING
        client.logout()
    assert SignUpRequest.objects.count() == 40


def test_somebody_signed_in_joins_with_the_account_they_have(client, code, other_administration):
    person = MembershipFactory(administration=other_administration).user
    client.force_login(person)
    client.post(JOIN, {"code": code.code})
    page = client.get(DETAILS)
    assert "password1" not in page.context["form"].fields
    assert client.post(DETAILS, {"staff_number": "P1"})["Location"] == WAITING
    assert SignUpRequest.objects.get().user == person
    assert "Waiting for approval" in client.get(WAITING).content.decode()


def test_a_member_is_told_that_the_code_is_not_needed(client, code, officer):
    client.force_login(officer)
    client.post(JOIN, {"code": code.code})
    answer = client.post(DETAILS, {"staff_number": ""})
    assert answer.status_code == 422
    assert "You already belong to Sampland Customs." in answer.content.decode()


def test_waiting_needs_a_person(client):
    assert client.get(WAITING)["Location"].startswith(reverse("account_login"))


def test_who_was_refused_reads_why_and_may_ask_again(client, code, coordinator):
    client.post(JOIN, {"code": code.code})
    client.post(DETAILS, filled())
    request = SignUpRequest.objects.get()
    refuse(request=request, by=coordinator, reason="Use your <b>own</b> office's code.", now=timezone.now())
    page = client.get(WAITING).content.decode()
    assert "Use your &lt;b&gt;own&lt;/b&gt; office" in page
    assert JOIN in page


def test_after_approval_the_waiting_page_leads_to_the_training(client, code, coordinator):
    client.post(JOIN, {"code": code.code})
    client.post(DETAILS, filled())
    request = SignUpRequest.objects.get()
    approve(
        request=request,
        by=coordinator,
        name="نموذج",
        latin_name="Namudhaj",
        staff_number="N1",
        office=None,
        now=timezone.now(),
    )
    assert client.get(WAITING)["Location"] == reverse("courses:dashboard")


def test_who_belongs_nowhere_is_offered_a_code(client):
    client.force_login(UserFactory())
    assert "You belong to no administration yet" in client.get(WAITING).content.decode()
