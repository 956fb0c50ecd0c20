"""Coordinators' pages: sittings of invigilated examinations, extra time and further attempts."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from certification.services.examinations import quizzes_of
from courses.models import Module, Unit
from quizzes.models import Accommodation, Sitting
from quizzes.services.accommodations import accommodate
from quizzes.services.attempts import start_attempt
from quizzes.services.sittings import open_sitting
from tests.factories import (
    NOON,
    AdministrationFactory,
    MembershipFactory,
    ModuleFactory,
    UnitFactory,
    quiz_with,
)

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def administration(administration):
    administration.time_zone = "Asia/Phnom_Penh"
    administration.save()
    return administration


@pytest.fixture
def quiz(administration):
    return in_a_module(quiz_with(1, invigilated=True, title="Final examination"))


@pytest.fixture
def client_(coordinator):
    client = Client()
    client.force_login(coordinator)
    return client


def in_a_module(quiz, **fields):
    module = ModuleFactory(**fields)
    UnitFactory(module=module, kind=Unit.Kind.QUIZ, quiz=quiz)
    return quiz


def url(name, administration, *args):
    return reverse(f"certification:{name}", args=[administration.slug, *args])


def sitting_of(quiz, administration, by, **changes):
    times = {"opens_at": NOON, "closes_at": NOON + 30 * MINUTE}
    return open_sitting(
        **{"quiz": quiz, "administration": administration, "place": "Room 4", "networks": []}
        | times
        | changes,
        by=by,
        now=NOON,
    )


def sent(quiz, /, **changes):
    return {
        "quiz": quiz.pk,
        "place": "Room 4",
        "opens_at": "2026-03-02T19:00",
        "closes_at": "2026-03-02T19:45",
        "networks": "192.0.2.7/24\n2001:db8::/32",
    } | changes


# --- sittings ---------------------------------------------------------------------------------------


def test_a_sitting_is_opened_in_the_administrations_time_by_whom_it_says(
    client_, administration, quiz, coordinator
):
    response = client_.post(url("sittings", administration), sent(quiz))
    made = Sitting.objects.get()
    assert response.headers["Location"] == url("sitting", administration, made.pk)
    assert made.opens_at == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert made.closes_at == datetime(2026, 3, 2, 12, 45, tzinfo=UTC)
    assert made.networks == ["192.0.2.0/24", "2001:db8::/32"]
    assert (made.administration, made.opened_by, made.place) == (administration, coordinator, "Room 4")


def test_the_page_of_a_sitting_shows_its_code_and_who_started(
    client_, administration, quiz, coordinator, officer
):
    sitting = sitting_of(quiz, administration, coordinator)
    start_attempt(
        quiz=quiz,
        officer=officer,
        administration=administration,
        now=NOON + MINUTE,
        code=sitting.code,
    )
    html = client_.get(url("sitting", administration, sitting.pk)).content.decode()
    assert f'<p class="roomcode">{sitting.code}</p>' in html
    assert officer.name in html
    assert "2 Mar 2026, 19:01" in html
    assert "Under way" in html


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"networks": "10.0.0.999"}, "10.0.0.999 is no address range"),
        ({"closes_at": "2026-03-02T18:59"}, "Choose a time that is still to come."),
        ({"opens_at": "2026-03-02T20:00"}, "Choose a time after the first start."),
        ({"opens_at": "noon"}, "Enter a valid date/time."),
        ({"quiz": "0"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_with_a_sitting_is_said_and_nothing_is_lost(
    client_, administration, quiz, changes, said
):
    response = client_.post(url("sittings", administration), sent(quiz, **changes))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Room 4" in response.content.decode()
    assert not Sitting.objects.exists()


def test_ending_a_sitting_says_who_did_it_hides_the_code_and_twice_is_once(
    client_, administration, quiz, coordinator, noon
):
    sitting = sitting_of(quiz, administration, coordinator)
    for _ in range(2):
        client_.post(url("end_sitting", administration, sitting.pk))
        noon.shift(MINUTE)
    sitting.refresh_from_db()
    assert (sitting.ended_at, sitting.ended_by) == (NOON, coordinator)
    html = client_.get(url("sitting", administration, sitting.pk)).content.decode()
    assert sitting.code not in html
    assert "Ended by" in html


@pytest.mark.parametrize(("opens", "closes", "word"), [(-9, -1, "Over"), (-1, 9, "Open"), (1, 9, "To come")])
def test_the_list_says_how_each_sitting_stands(
    client_, administration, quiz, coordinator, opens, closes, word
):
    sitting_of(
        quiz, administration, coordinator, opens_at=NOON + opens * MINUTE, closes_at=NOON + closes * MINUTE
    )
    html = client_.get(url("sittings", administration)).content.decode()
    assert f"<span>{word}</span>" in html


def test_only_invigilated_quizzes_that_officers_can_come_to_can_be_sat(administration, quiz):
    own = in_a_module(quiz_with(1, title="Own"), administration=administration)
    in_a_module(quiz_with(1, title="Foreign"), administration=AdministrationFactory())
    in_a_module(quiz_with(1, title="Foreign quiz", administration=AdministrationFactory()))
    in_a_module(quiz_with(1, title="In preparation"), status=Module.Status.PREPARATION)
    quiz_with(1, title="Nowhere", invigilated=True)
    assert list(quizzes_of(administration)) == [quiz, own]


def test_a_sitting_of_another_administration_is_not_there(client_, quiz, coordinator, administration):
    elsewhere = AdministrationFactory()
    sitting = sitting_of(quiz, elsewhere, coordinator)
    for name, args in [("sittings", []), ("sitting", [sitting.pk])]:
        assert client_.get(url(name, elsewhere, *args)).status_code == 404
    assert client_.post(url("end_sitting", elsewhere, sitting.pk)).status_code == 404
    assert client_.get(url("sitting", administration, sitting.pk)).status_code == 404
    assert client_.post(url("end_sitting", administration, sitting.pk)).status_code == 404
    sitting.refresh_from_db()
    assert sitting.ended_at is None


def test_officers_and_trainers_see_no_code(administration, quiz, coordinator, officer):
    sitting = sitting_of(quiz, administration, coordinator)
    trainer = MembershipFactory(administration=administration, role=Role.TRAINER).user
    for person in (officer, trainer):
        client = Client()
        client.force_login(person)
        assert client.get(url("sittings", administration)).status_code == 404
        assert client.get(url("sitting", administration, sitting.pk)).status_code == 404


@pytest.mark.parametrize("name", ["sittings", "sitting"])
def test_the_pages_ask_as_often_for_many_as_for_few(client_, administration, quiz, coordinator, name):
    sitting = sitting_of(quiz, administration, coordinator)
    counted = []
    for number in (2, 2, 12):
        for _ in range(number):
            sitting_of(quiz, administration, coordinator, opens_at=NOON - MINUTE)
            start_attempt(
                quiz=quiz,
                officer=MembershipFactory(administration=administration).user,
                administration=administration,
                now=NOON,
                code=sitting.code,
            )
        with CaptureQueriesContext(connection) as queries:
            client_.get(url(name, administration, *([sitting.pk] if name == "sitting" else [])))
        counted.append(len(queries))
    assert counted[1] == counted[2] <= 14


# --- accommodations ---------------------------------------------------------------------------------


def given(client, administration, officer, quiz, /, **changes):
    data = {"quiz": quiz.pk, "extra_minutes": "15", "further_attempts": "1", "reason": "Reads slowly"}
    return client.post(url("accommodate", administration, officer.pk), data | changes)


def test_extra_time_is_given_with_its_reason_and_by_whom_and_moves_a_running_end(
    client_, administration, officer, coordinator
):
    quiz = in_a_module(quiz_with(1, minutes=20))
    attempt = start_attempt(quiz=quiz, officer=officer, administration=administration, now=NOON)
    response = given(client_, administration, officer, quiz)
    assert response.headers["Location"] == url("officer", administration, officer.pk)
    made = Accommodation.objects.get()
    assert (made.given_by, made.given_at, made.reason) == (coordinator, NOON, "Reads slowly")
    attempt.refresh_from_db()
    assert attempt.deadline == NOON + 35 * MINUTE
    html = client_.get(response.headers["Location"]).content.decode()
    assert "Reads slowly" in html
    assert f"2 Mar 2026, 19:00, {coordinator.name}" in html


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "This field is required."),
        ({"extra_minutes": "-1"}, "greater than or equal to 0"),
        ({"extra_minutes": "601"}, "less than or equal to 600"),
        ({"quiz": "0"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_with_an_accommodation_is_said_and_nothing_is_lost(
    client_, administration, officer, changes, said
):
    quiz = in_a_module(quiz_with(1))
    response = given(client_, administration, officer, quiz, **changes)
    assert response.status_code == 422
    html = response.content.decode()
    assert said in html
    assert changes.get("reason", "Reads slowly") in html
    assert not Accommodation.objects.exists()


def test_the_history_shows_only_what_the_own_administration_gave(
    client_, administration, officer, coordinator
):
    quiz = in_a_module(quiz_with(1))
    for land, reason in [(administration, "First"), (AdministrationFactory(), "Foreign")]:
        accommodate(
            quiz=quiz,
            officer=officer,
            administration=land,
            extra_minutes=5,
            further_attempts=0,
            reason=reason,
            by=coordinator,
            now=NOON,
        )
    given(client_, administration, officer, quiz, reason="Second")
    html = client_.get(url("officer", administration, officer.pk)).content.decode()
    assert html.index("Second") < html.index("First")
    assert "Foreign" not in html


def test_nobody_gives_anything_to_an_officer_of_another_administration(client_, administration, officer):
    quiz = in_a_module(quiz_with(1))
    stranger = MembershipFactory(administration=AdministrationFactory())
    assert given(client_, administration, stranger.user, quiz).status_code == 404
    assert given(client_, stranger.administration, stranger.user, quiz).status_code == 404
    trainee = Client()
    trainee.force_login(officer)
    assert given(trainee, administration, officer, quiz).status_code == 404
    assert not Accommodation.objects.exists()
