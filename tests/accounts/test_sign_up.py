"""From a join code to a membership."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import Membership, Role, SignUpRequest, User
from accounts.services.join_codes import (
    JoinCodeRefused,
    close_join_code,
    make_join_code,
    usable_join_code,
)
from accounts.services.sign_up import DetailsTaken, approve, ask_to_join, ask_to_join_as, refuse
from accounts.signals import member_joined
from tests.accounts.test_administrations import heard
from tests.factories import (
    NOON,
    JoinCodeFactory,
    MembershipFactory,
    OfficeFactory,
    SignUpRequestFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
State = SignUpRequest.State


@pytest.fixture
def code(administration):
    return JoinCodeFactory(administration=administration, code="JOIN-TEST")


def details(join_code, **changes):
    return {
        "code": join_code.code,
        "name": "Sample Newcomer",
        "latin_name": "",
        "email": "new@example.org",
        "password": "a-sample-password",
        "staff_number": "N1",
        "office": None,
        "now": NOON,
    } | changes


def confirmed(request, by, **changes):
    return {
        "request": request,
        "by": by,
        "name": request.user.name,
        "latin_name": request.user.latin_name,
        "staff_number": request.staff_number,
        "office": request.office,
        "now": NOON,
    } | changes


def test_asking_makes_an_account_that_waits_and_no_membership(code):
    request = ask_to_join(**details(code, email="New@Example.org", name=" Sample  Newcomer "))
    assert request.state == State.WAITING
    assert (request.administration, request.join_code) == (code.administration, code)
    person = request.user
    assert (person.name, person.email) == ("Sample Newcomer", "new@example.org")
    assert person.check_password("a-sample-password")
    assert "new" not in person.username
    assert not person.memberships.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "NONE-SUCH"}, "code"),
        ({"code": ""}, "code"),
        ({"name": "12"}, "name"),
        ({"name": "Образец"}, "latin_name"),
        ({"name": "Образец", "latin_name": "Образец"}, "latin_name"),
        ({"email": "", "staff_number": " "}, "email"),
    ],
    ids=str,
)
def test_wrong_details_are_refused_by_field_and_leave_nothing(code, changes, field):
    people = User.objects.count()
    with pytest.raises(ValidationError) as refused:
        ask_to_join(**details(code, **changes))
    assert list(refused.value.message_dict) == [field]
    assert User.objects.count() == people
    assert not SignUpRequest.objects.exists()


def test_an_office_of_another_administration_is_refused_and_leaves_nothing(code, other_administration):
    people = User.objects.count()
    with pytest.raises(ValidationError) as refused:
        ask_to_join(**details(code, office=OfficeFactory(administration=other_administration)))
    assert list(refused.value.message_dict) == ["office"]
    assert User.objects.count() == people


def test_the_office_of_the_code_wins(administration):
    office, other = OfficeFactory.create_batch(2, administration=administration)
    code = JoinCodeFactory(administration=administration, office=office)
    assert ask_to_join(**details(code, office=other)).office == office


@pytest.mark.parametrize(
    ("taken", "changes"),
    [
        ("email", {"email": "TAKEN@example.org"}),
        ("staff number of a member", {"staff_number": "taken 1"}),
        ("staff number of somebody who waits", {"staff_number": "w1"}),
    ],
)
def test_what_is_taken_is_refused_in_the_same_words_and_leaves_nothing(code, administration, taken, changes):
    UserFactory(email="taken@example.org")
    MembershipFactory(administration=administration, staff_number="TAKEN1")
    SignUpRequestFactory(join_code=code, staff_number="W1")
    people, requests = User.objects.count(), SignUpRequest.objects.count()
    with pytest.raises(DetailsTaken, match="No new account can be made with these details"):
        ask_to_join(**details(code, **changes))
    assert (User.objects.count(), SignUpRequest.objects.count()) == (people, requests)


def test_pressing_sign_up_twice_gives_one_account(code):
    first = ask_to_join(**details(code))
    assert ask_to_join(**details(code, now=NOON + timedelta(seconds=2))) == first


@pytest.mark.parametrize(
    "second",
    [{"password": "another-password"}, {"now": NOON + timedelta(minutes=2)}],
    ids=["password", "later"],
)
def test_a_second_sign_up_that_is_not_the_same_press_opens_nothing(code, second):
    ask_to_join(**details(code))
    with pytest.raises(DetailsTaken):
        ask_to_join(**details(code, **second))


@pytest.mark.parametrize(
    ("closed_at", "expires_at", "sentence"),
    [
        (NOON, None, "has been closed"),
        (None, NOON, "has expired"),
        (None, NOON - timedelta(days=1), "has expired"),
    ],
)
def test_a_code_that_is_closed_or_over_opens_nothing(administration, closed_at, expires_at, sentence):
    code = JoinCodeFactory(administration=administration, closed_at=closed_at, expires_at=expires_at)
    with pytest.raises(JoinCodeRefused, match=sentence):
        ask_to_join(**details(code))


def test_a_new_code_is_drawn_and_can_be_closed_twice(administration, coordinator):
    one = make_join_code(administration=administration, by=coordinator, now=NOON)
    two = make_join_code(administration=administration, by=coordinator, now=NOON)
    assert one.code != two.code
    assert usable_join_code(one.code.lower().replace("-", " "), NOON) == one
    assert close_join_code(join_code=one, by=None, now=NOON).closed_at == NOON
    assert close_join_code(join_code=one, by=None, now=NOON + timedelta(days=1)).closed_at == NOON


def test_a_code_is_made_neither_for_the_past_nor_for_a_foreign_office(
    administration, other_administration, coordinator
):
    making = {"administration": administration, "by": coordinator, "now": NOON}
    with pytest.raises(ValidationError):
        make_join_code(expires_at=NOON, **making)
    with pytest.raises(ValidationError):
        make_join_code(office=OfficeFactory(administration=other_administration), **making)


def test_somebody_with_an_account_can_ask_too_and_once(code):
    person = UserFactory()
    asking = {"user": person, "code": code.code, "staff_number": "P1", "office": None, "now": NOON}
    request = ask_to_join_as(**asking)
    assert (request.user, request.staff_number) == (person, "P1")
    assert ask_to_join_as(**asking) == request


def test_a_member_cannot_ask_to_join_again(code, officer):
    with pytest.raises(ValidationError, match="You already belong to Sampland Customs"):
        ask_to_join_as(user=officer, code=code.code, staff_number="", office=None, now=NOON)


def test_approval_makes_a_trainee_under_the_confirmed_name(code, coordinator):
    office = OfficeFactory(administration=code.administration)
    request = ask_to_join(**details(code))
    membership = approve(
        **confirmed(
            request, coordinator, name="Образец", latin_name="Obrazets", staff_number="n2", office=office
        )
    )
    request.refresh_from_db()
    assert (request.state, request.decided_by, request.decided_at) == (State.APPROVED, coordinator, NOON)
    assert (membership.role, membership.staff_number, membership.office) == (Role.TRAINEE, "N2", office)
    person = User.objects.get(pk=request.user_id)
    assert (person.name, person.latin_name) == ("Образец", "Obrazets")


def test_approving_twice_gives_one_membership_and_tells_once(code, coordinator):
    request = ask_to_join(**details(code))
    with heard(member_joined) as said:
        first = approve(**confirmed(request, coordinator))
        assert approve(**confirmed(request, coordinator, name="Another Name")) == first
    assert len(said) == 1
    assert Membership.objects.filter(user=request.user).count() == 1
    assert User.objects.get(pk=request.user_id).name == "Sample Newcomer"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Образец", "latin_name": ""}, "latin_name"),
        ({"staff_number": "TAKEN"}, "staff_number"),
    ],
    ids=str,
)
def test_an_approval_that_cannot_be_changes_nothing(code, coordinator, changes, field):
    MembershipFactory(administration=code.administration, staff_number="TAKEN")
    request = ask_to_join(**details(code))
    with pytest.raises(ValidationError) as refused:
        approve(**confirmed(request, coordinator, **{"name": "Changed"} | changes))
    assert list(refused.value.message_dict) == [field]
    request = SignUpRequest.objects.get(pk=request.pk)
    assert request.state == State.WAITING
    assert request.user.name == "Sample Newcomer"


def test_a_coordinator_cannot_rename_an_officer_of_another_administration(
    code, coordinator, other_administration
):
    person = MembershipFactory(administration=other_administration, user__name="Known Elsewhere").user
    request = ask_to_join_as(user=person, code=code.code, staff_number="", office=None, now=NOON)
    with pytest.raises(ValidationError, match="Another administration knows this person"):
        approve(**confirmed(request, coordinator, name="Somebody Else"))
    assert approve(**confirmed(request, coordinator)).user == person


def test_a_refusal_keeps_its_reason_and_frees_the_staff_number(code, coordinator):
    request = ask_to_join(**details(code))
    refused = refuse(request=request, by=coordinator, reason=" Not one of ours. ", now=NOON)
    assert (refused.state, refused.reason, refused.decided_by) == (
        State.REFUSED,
        "Not one of ours.",
        coordinator,
    )
    later = refuse(request=request, by=coordinator, reason="Other words", now=NOON)
    assert later.reason == "Not one of ours."
    assert ask_to_join(**details(code, email="other@example.org")).staff_number == "N1"


def test_a_decision_stands(code, coordinator):
    refused = ask_to_join(**details(code))
    refuse(request=refused, by=coordinator, reason="Not one of ours.", now=NOON)
    with pytest.raises(ValidationError, match="has been refused already"):
        approve(**confirmed(refused, coordinator))
    approved = ask_to_join(**details(code, email="other@example.org", staff_number="N2"))
    approve(**confirmed(approved, coordinator))
    with pytest.raises(ValidationError, match="has been approved already"):
        refuse(request=approved, by=coordinator, reason="Too late.", now=NOON)


def test_a_refusal_needs_a_reason(code, coordinator):
    with pytest.raises(ValidationError):
        refuse(request=ask_to_join(**details(code)), by=coordinator, reason="  ", now=NOON)


def test_the_database_lets_one_sign_up_wait_for_each_staff_number(code):
    SignUpRequestFactory(join_code=code, staff_number="N1")
    with pytest.raises(IntegrityError):
        SignUpRequestFactory(join_code=code, staff_number="N1")
