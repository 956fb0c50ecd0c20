"""The officer's pages, as a browser without script meets them and as the script does."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quizzes import reading
from quizzes.models import AnswerEvent, Attempt, Grade
from quizzes.reading import Reading
from quizzes.services.attempts import submit_attempt
from reference.models import Objective
from tests.factories import NOON, MembershipFactory, quiz_with
from tests.quizzes.bodies import CHOICES, OWN_BODIES, SECRETS
from tests.quizzes.pages_for_tests import (
    JSON,
    fields_of,
    page,
    result_page,
    said,
    url_of,
    value_showing,
    words_of,
)
from tests.quizzes.papers_for_tests import answer, answer_all, attempt_of, mixed_quiz

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock():
    """Noon, and no later: tests that need time to pass move it."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def attempt(officer):
    return attempt_of(officer)


def send(client, attempt, position, choice, fields=None, **more):
    """Press "Save and go on" on a fresh page, or on one fetched before (`fields`)."""
    fields = fields_of(page(client, attempt, position)) if fields is None else dict(fields)
    if choice is not None:
        fields["choice"] = [value_showing(attempt, position, choice)]
    return client.post(url_of(attempt, position), fields | more)


def send_json(client, attempt, position, choice, fields, number=None):
    data = fields | {"choice": [value_showing(attempt, position, choice)]}
    if number:
        data["number"] = str(number)
    return client.post(url_of(attempt, position), data, headers=JSON)


# --- starting ---------------------------------------------------------------------------------------


def test_starting_leads_to_the_first_question(client_):
    quiz = quiz_with(3)
    response = client_.post(reverse("quizzes:start", args=[quiz.slug]))
    attempt = Attempt.objects.get()
    assert response.headers["Location"] == url_of(attempt, 1)


def test_starting_again_goes_on_at_the_first_unanswered_question(client_, attempt):
    answer(attempt.items.get(position=1), "a", client="earlier")
    response = client_.post(reverse("quizzes:start", args=[attempt.quiz.slug]))
    assert response.headers["Location"] == url_of(attempt, 2)
    answer_all(attempt)
    response = client_.post(reverse("quizzes:start", args=[attempt.quiz.slug]))
    assert response.headers["Location"] == reverse("quizzes:check", args=[attempt.pk])


def test_only_a_post_starts_an_attempt(client_):
    response = client_.get(reverse("quizzes:start", args=[quiz_with(1).slug]))
    assert response.headers["Location"] == "/the-quiz/"
    assert not Attempt.objects.exists()


def test_a_quiz_without_a_gate_is_not_there(client_, gate):
    gate.open = False
    assert client_.post(reverse("quizzes:start", args=[quiz_with(1).slug])).status_code == 404
    assert client_.post(reverse("quizzes:start", args=["no-such-quiz"])).status_code == 404


def test_a_closed_gate_says_why(client_, gate):
    gate.refusal = "Start the module first."
    response = client_.post(reverse("quizzes:start", args=[quiz_with(1).slug]))
    assert response.headers["Location"] == "/the-quiz/"
    assert said(response) == "Start the module first."
    assert not Attempt.objects.exists()


def test_a_pause_is_told_with_its_end_in_the_administrations_time(client_, officer, administration):
    administration.time_zone = "Asia/Phnom_Penh"
    administration.save()
    quiz = quiz_with(1, pause_minutes=30)
    submit_attempt(attempt=attempt_of(officer, quiz), now=NOON)
    response = client_.post(reverse("quizzes:start", args=[quiz.slug]))
    assert "You can start again on 2 March 2026 at 19:30." in said(response)


# --- answering without a script ---------------------------------------------------------------------


def test_saving_goes_on_to_the_next_question_and_from_the_last_to_the_check(client_, attempt):
    assert send(client_, attempt, 1, "b").headers["Location"] == url_of(attempt, 2)
    assert send(client_, attempt, 3, "b", go="back").headers["Location"] == url_of(attempt, 2)
    assert send(client_, attempt, 1, "b", go="back").headers["Location"].endswith("/check/")
    assert send(client_, attempt, 4, "a").headers["Location"] == reverse("quizzes:check", args=[attempt.pk])


def test_a_saved_answer_is_shown_with_where_and_when(client_, attempt, clock):
    clock.move_to(NOON + timedelta(minutes=3, seconds=7))
    send(client_, attempt, 1, "b")
    response = page(client_, attempt)
    assert fields_of(response)["choice"] == [value_showing(attempt, 1, "b")]
    assert "Saved on the server at 12:03:07" in response.content.decode()
    assert 'data-state="saved"' in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "fields", "stored"),
    [
        ("multiple_choice", {"choice": ["1", "3"]}, lambda order: sorted([order[0], order[2]])),
        ("true_false", {"choice": ["2"]}, lambda order: False),
        ("single_choice", {"choice": ["3"]}, lambda order: order[2]),
        ("matching", {"match-2": ["4"]}, lambda order: {order["prompts"][1]: order["choices"][3]}),
    ],
)
def test_every_kind_is_answered_by_a_plain_form_and_shown_as_answered(client_, officer, kind, fields, stored):
    attempt = attempt_of(officer, mixed_quiz())
    item = attempt.items.get(version__question__kind=kind)
    form = fields_of(page(client_, attempt, item.position))
    client_.post(url_of(attempt, item.position), form | fields)
    assert AnswerEvent.objects.get().answer == stored(item.order)
    shown = fields_of(page(client_, attempt, item.position))
    assert {name: shown[name] for name in fields} == fields


def test_going_on_without_a_choice_stores_nothing(client_, attempt):
    assert send(client_, attempt, 1, None).headers["Location"] == url_of(attempt, 2)
    assert not AnswerEvent.objects.exists()


def test_ticks_can_be_taken_back(client_, officer):
    attempt = attempt_of(officer, mixed_quiz())
    item = attempt.items.get(version__question__kind="multiple_choice")
    form = fields_of(page(client_, attempt, item.position))
    client_.post(url_of(attempt, item.position), form | {"choice": ["1", "2"]})
    form = fields_of(page(client_, attempt, item.position))
    del form["choice"]
    client_.post(url_of(attempt, item.position), form)
    assert "Not answered yet" in page(client_, attempt, item.position).content.decode()


def test_pressing_save_twice_stores_one_event(client_, attempt):
    form = fields_of(page(client_, attempt))
    send(client_, attempt, 1, "b", form)
    assert send(client_, attempt, 1, "b", form).status_code == 302
    assert AnswerEvent.objects.count() == 1


def test_a_page_brought_back_by_the_browser_may_not_overwrite_unseen(client_, attempt):
    """The back button without a reload: the same key with another choice. It is shown, not stored."""
    form = fields_of(page(client_, attempt))
    send(client_, attempt, 1, "b", form)
    response = send(client_, attempt, 1, "c", form)
    assert response.status_code == 409
    assert "Save again if you mean this one" in response.content.decode()
    again = fields_of(response)
    assert again["choice"] == [value_showing(attempt, 1, "c")]
    assert send(client_, attempt, 1, "c", again).status_code == 302
    assert [event.answer for event in AnswerEvent.objects.order_by("number")] == ["b", "c"]


def test_the_back_button_fetches_the_page_again(client_, attempt):
    for url in (url_of(attempt), reverse("quizzes:check", args=[attempt.pk])):
        assert "no-store" in client_.get(url).headers["Cache-Control"]


def test_two_windows_the_stale_one_loses_and_the_officer_chooses(client_, attempt):
    stale, newer = fields_of(page(client_, attempt)), fields_of(page(client_, attempt))
    send(client_, attempt, 2, "a")
    newer["number"] = ["2"]
    send(client_, attempt, 1, "b", newer)
    response = send(client_, attempt, 1, "c", stale)
    assert "?given=" in response.headers["Location"]
    shown = client_.get(response.headers["Location"])
    html = shown.content.decode()
    assert "This question was answered differently in two windows" in html
    assert html.index("Counts now") < html.index("Option b") < html.index("The other answer")
    other = AnswerEvent.objects.get(answer="c")
    client_.post(url_of(attempt), fields_of(shown) | {"use": [str(other.pk)]})
    assert fields_of(page(client_, attempt))["choice"] == [value_showing(attempt, 1, "c")]


def test_two_windows_that_saw_the_same_are_both_shown_whoever_wins(client_, attempt):
    first, second = fields_of(page(client_, attempt)), fields_of(page(client_, attempt))
    send(client_, attempt, 1, "b", first)
    response = send(client_, attempt, 1, "c", second)
    html = client_.get(response.headers["Location"]).content.decode()
    assert "Option b" in html.split("Counts now")[1]
    assert "Option c" in html.split("Counts now")[1]


def test_an_event_of_another_question_cannot_be_used(client_, attempt):
    answer(attempt.items.get(position=2), "c")
    form = fields_of(page(client_, attempt)) | {"use": [str(AnswerEvent.objects.get().pk)]}
    assert client_.post(url_of(attempt), form).status_code == 404


@pytest.mark.parametrize("wrong", [{"choice": ["9"]}, {"choice": ["a"]}, {"choice": ["1"], "number": [""]}])
def test_an_answer_that_does_not_fit_says_so(client_, attempt, wrong):
    response = client_.post(url_of(attempt), fields_of(page(client_, attempt)) | wrong)
    assert response.status_code == 422
    assert "This answer was not saved" in response.content.decode()
    assert not AnswerEvent.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"client": ["x" * 41]},
        {"client": [""]},
        {"number": ["9" * 400]},
        {"number": ["²"]},
        {"number": ["-1"]},
    ],
)
def test_a_key_out_of_bounds_is_refused(client_, attempt, wrong):
    form = fields_of(page(client_, attempt)) | {"choice": ["1"]}
    assert client_.post(url_of(attempt), form | wrong).status_code == 422
    response = client_.post(url_of(attempt), form | wrong, headers=JSON)
    assert response.status_code == 422
    assert not AnswerEvent.objects.exists()


# --- time -------------------------------------------------------------------------------------------


def test_a_late_answer_is_refused_with_a_clear_message(client_, attempt, clock):
    form = fields_of(page(client_, attempt))
    clock.move_to(NOON + 20 * MINUTE)
    response = send(client_, attempt, 1, "a", form)
    assert response.headers["Location"] == reverse("quizzes:result", args=[attempt.pk])
    assert (
        "Question 1: The time for this attempt has run out."
        in client_.get(response.headers["Location"]).content.decode()
    )
    assert not AnswerEvent.objects.exists()


def test_any_look_at_an_overdue_attempt_hands_it_in(client_, officer, clock):
    for name, args in [("item", [1]), ("check", []), ("result", [])]:
        attempt = attempt_of(officer, quiz_with(2), now=timezone.now())
        clock.shift(20 * MINUTE)
        client_.get(reverse(f"quizzes:{name}", args=[attempt.pk, *args]))
        attempt.refresh_from_db()
        assert attempt.closed_by == Attempt.ClosedBy.TIME


# --- with a script ----------------------------------------------------------------------------------


def test_a_script_is_told_what_was_saved_when_and_the_highest_number(client_, attempt):
    form = fields_of(page(client_, attempt))
    reply = send_json(client_, attempt, 1, "b", form).json()
    assert reply == {
        "state": "saved",
        "message": "Saved on the server at 12:00:00",
        "received_at": NOON.isoformat(),
        "answered": True,
        "highest": 1,
        "deadline": (NOON + 20 * MINUTE).isoformat(),
        "now": NOON.isoformat(),
    }


def test_a_replay_is_answered_as_the_first_time(client_, attempt, clock):
    form = fields_of(page(client_, attempt))
    first = send_json(client_, attempt, 1, "b", form).json()
    clock.move_to(NOON + 5 * MINUTE)
    second = send_json(client_, attempt, 1, "b", form)
    assert second.status_code == 200
    assert second.json() == first | {"now": (NOON + 5 * MINUTE).isoformat()}


def test_a_script_is_told_of_a_conflict(client_, attempt):
    form = fields_of(page(client_, attempt))
    send_json(client_, attempt, 1, "b", form)
    response = send_json(client_, attempt, 1, "c", form)
    assert response.status_code == 409
    assert (response.json()["error"], response.json()["highest"]) == ("conflict", 1)


def test_a_script_is_told_of_a_newer_answer_and_where_to_compare(client_, attempt):
    stale = fields_of(page(client_, attempt))
    send_json(client_, attempt, 1, "b", fields_of(page(client_, attempt)), number=4)
    reply = send_json(client_, attempt, 1, "c", stale).json()
    assert (reply["state"], reply["highest"]) == ("compare", 4)
    assert "This question was answered differently" in client_.get(reply["url"]).content.decode()


def test_a_script_is_told_that_it_is_too_late(client_, attempt):
    form = fields_of(page(client_, attempt))
    submit_attempt(attempt=attempt, now=NOON)
    response = send_json(client_, attempt, 1, "b", form)
    assert response.status_code == 409
    assert response.json() == {
        "error": "too_late",
        "message": "This attempt has been handed in. This answer came too late and is not counted.",
        "url": reverse("quizzes:result", args=[attempt.pk]),
    }


def test_a_script_is_told_of_an_ended_session(client_, attempt):
    form = fields_of(page(client_, attempt))
    response = send_json(Client(), attempt, 1, "b", form)
    assert response.status_code == 401
    assert response.json()["url"] == f"{reverse('account_login')}?next=%2Fattempts%2F{attempt.pk}%2F1%2F"
    assert not AnswerEvent.objects.exists()


@pytest.mark.parametrize(
    "time", ["", "yesterday", "0001-01-01T00:00:00+23:59", "2026-13-45T00:00:00Z", "9" * 9999]
)
def test_a_senseless_clock_is_harmless(client_, attempt, time):
    form = fields_of(page(client_, attempt)) | {"choice": ["1"], "client_time": time}
    assert client_.post(url_of(attempt), form, headers=JSON).status_code == 200
    assert AnswerEvent.objects.get().client_time is None


# --- forged and carried -----------------------------------------------------------------------------


@pytest.fixture
def strict(officer, gate):
    """A browser that holds to the check against forged forms."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    return client


def test_a_form_that_is_not_from_our_page_is_refused(strict, attempt):
    form = fields_of(page(strict, attempt)) | {"choice": ["1"]}
    bare = {name: value for name, value in form.items() if name not in ("seal", "csrfmiddlewaretoken")}
    assert strict.post(url_of(attempt), bare).status_code == 403
    forged = bare | {"seal": form["seal"][0][:-1] + "x", "csrfmiddlewaretoken": "x" * 64}
    assert strict.post(url_of(attempt), forged).status_code == 403
    response = strict.post(url_of(attempt), forged, headers=JSON)
    assert response.json()["error"] == "forgery"
    assert not AnswerEvent.objects.exists()


def test_signing_in_again_in_another_window_does_not_spoil_a_page(strict, attempt, officer):
    """Signing in renews the token of every form; the page's seal still proves where it comes from."""
    form = fields_of(page(strict, attempt)) | {"choice": ["1"]}
    strict.cookies["csrftoken"] = "y" * 32
    assert strict.post(url_of(attempt), form).status_code == 302
    assert AnswerEvent.objects.count() == 1


def test_handing_in_holds_to_the_check_against_forged_forms(strict, attempt):
    assert strict.post(reverse("quizzes:submit", args=[attempt.pk])).status_code == 403
    assert Attempt.objects.get().is_open


def carried(client, attempt, choice="b", position=1):
    """An answer that is sent after the session has ended; the address that signing in leads to."""
    form = fields_of(page(client, attempt, position))
    client.logout()
    response = send(client, attempt, position, choice, form)
    assert response.headers["Location"].startswith(reverse("account_login"))
    assert not AnswerEvent.objects.exists()
    return parse_qs(urlsplit(response.headers["Location"]).query)["next"][0]


def test_an_answer_survives_an_ended_session_without_a_script(client_, attempt, officer):
    target = carried(client_, attempt)
    client_.force_login(officer)
    response = client_.get(target, follow=True)
    assert response.redirect_chain[-1][0] == url_of(attempt, 1)
    assert "The answer that you gave before signing in is saved." in response.content.decode()
    assert fields_of(response)["choice"] == [value_showing(attempt, 1, "b")]
    client_.get(target)
    assert AnswerEvent.objects.count() == 1


def test_an_answer_survives_signing_in_on_the_real_page(client_, attempt, officer):
    target = carried(client_, attempt)
    response = client_.post(
        f"{reverse('account_login')}?{urlencode({'next': target})}",
        {"login": officer.email, "password": "sample-password", "next": target},
        follow=True,
    )
    assert response.redirect_chain[-1][0] == url_of(attempt, 1)
    assert AnswerEvent.objects.get().answer == "b"


def test_another_person_who_signs_in_saves_nothing(client_, attempt, administration):
    target = carried(client_, attempt)
    client_.force_login(MembershipFactory(administration=administration).user)
    assert client_.get(target).status_code == 404
    assert not AnswerEvent.objects.exists()


def test_a_carried_answer_is_for_its_question_only_and_for_a_day(client_, attempt, officer, clock):
    target = carried(client_, attempt)
    client_.force_login(officer)
    elsewhere = client_.get(target.replace(url_of(attempt, 1), url_of(attempt, 2)), follow=True)
    assert "could not be restored" in elsewhere.content.decode()
    tampered = client_.get(target[:-3] + "xyz", follow=True)
    assert "could not be restored" in tampered.content.decode()
    assert not AnswerEvent.objects.exists()


def test_a_carried_answer_that_comes_after_the_end_is_late(client_, attempt, officer, clock):
    target = carried(client_, attempt)
    clock.move_to(NOON + 25 * MINUTE)
    client_.force_login(officer)
    response = client_.get(target, follow=True)
    assert response.redirect_chain[-1][0] == reverse("quizzes:result", args=[attempt.pk])
    assert "Question 1: The time for this attempt has run out" in response.content.decode()


def test_nobody_can_make_a_link_that_answers_for_an_officer(client_, attempt, officer):
    """Without the seal of the officer's own page nothing is carried."""
    stranger = Client()
    for seal in ("", "1.1:forged", f"{attempt.pk}.{officer.pk}"):
        response = stranger.post(url_of(attempt), {"choice": "1", "client": "x", "number": "1", "seal": seal})
        assert "carried" not in response.headers["Location"]


# --- check, hand in, result -------------------------------------------------------------------------


def test_the_check_lists_what_is_not_answered(client_, attempt):
    answer(attempt.items.get(position=2), "a")
    html = client_.get(reverse("quizzes:check", args=[attempt.pk])).content.decode()
    assert "3 questions are not answered" in html
    listed = re.findall(r'<li><a href="([^"]+)">Question (\d)</a></li>', html)
    assert listed == [(url_of(attempt, n), str(n)) for n in (1, 3, 4)]


def test_handing_in_twice_grades_once_and_leads_to_the_result(client_, attempt):
    answer_all(attempt)
    url = reverse("quizzes:submit", args=[attempt.pk])
    for _ in range(2):
        assert client_.post(url).headers["Location"] == reverse("quizzes:result", args=[attempt.pk])
    assert Grade.objects.count() == 1
    assert client_.get(url).headers["Location"] == reverse("quizzes:check", args=[attempt.pk])


def test_only_a_post_hands_in(client_, attempt):
    client_.get(reverse("quizzes:submit", args=[attempt.pk]))
    assert Attempt.objects.get().is_open


def test_the_result_names_mark_verdict_objectives_and_what_to_go_over(client_, officer, monkeypatch):
    attempt = attempt_of(officer, mixed_quiz(kinds=CHOICES))
    for item in attempt.items.select_related("version__question"):
        if item.version.question.kind in ("single_choice", "true_false"):
            right = "importpermit" if item.version.question.kind == "single_choice" else False
            answer(item, right, number=item.position)
    lesson = Objective.objects.get(code="LO2")
    monkeypatch.setattr(
        reading,
        "_sources",
        [lambda ids, user: {pk: [Reading("Box by box", "/lesson/")] for pk in ids if pk == lesson.pk}],
    )
    submit_attempt(attempt=attempt, now=NOON + 5 * MINUTE)
    html = result_page(client_, attempt)
    words = words_of(html)
    assert "50 of 100; 80 are needed" in words
    assert 'aria-label="Not passed"' in html or "NOT PASSED" in html
    assert "5 of 20 minutes" in words
    assert "2 of 4" in words
    assert '<a href="/lesson/">Go over: Box by box</a>' in html
    assert words.count("Met") == 2


def test_a_result_never_shows_the_pass_mark_to_who_missed_it(client_, officer):
    quiz = mixed_quiz(kinds=CHOICES, pass_mark=84)
    attempt = attempt_of(officer, quiz)
    given = {
        "single_choice": "importpermit",
        "multiple_choice": ["box11", "box14"],
        "true_false": False,
        "matching": {"codew": "Taken from the wild", "codec": "Bred in captivity"},
    }
    for item in attempt.items.select_related("version__question"):
        answer(item, given[item.version.question.kind], number=item.position)
    submit_attempt(attempt=attempt, now=NOON)
    assert "83.3 of 100; 84 are needed" in words_of(result_page(client_, attempt))


def test_the_result_says_when_the_next_attempt_can_start(client_, officer):
    attempt = attempt_of(officer, quiz_with(2, pause_minutes=30, attempts_allowed=3))
    submit_attempt(attempt=attempt, now=NOON)
    words = words_of(result_page(client_, attempt))
    assert "You can start the next attempt on 2 March 2026 at 12:30." in words
    assert "2 attempts are left." in words


def test_the_review_shows_right_answers_feedback_explanation_and_source(client_, officer):
    attempt = attempt_of(officer, mixed_quiz())
    submit_attempt(attempt=attempt, now=NOON)
    html = result_page(client_, attempt)
    assert all(secret in html for secret in SECRETS)
    assert "Worth 1/2 of the mark." in words_of(html)


@pytest.mark.parametrize(
    ("policy", "right", "shown"),
    [
        ("never", 4, False),
        ("passed", 3, False),
        ("passed", 4, True),
        ("handed_in", 0, True),
    ],
)
def test_the_review_follows_the_policy(client_, officer, policy, right, shown):
    attempt = attempt_of(officer, quiz_with(4, review=policy))
    answer_all(attempt, right)
    submit_attempt(attempt=attempt, now=NOON)
    html = result_page(client_, attempt)
    assert ("About a." in html) is shown
    assert ("The import permit comes first." in html) is shown


# --- without a script ---------------------------------------------------------------------------------


def test_a_button_that_moves_a_line_saves_the_order_and_comes_back(client_, officer):
    attempt = attempt_of(officer, mixed_quiz(kinds=["ordering", "short_text"]))
    item = attempt.items.get(version__question__kind="ordering")
    one, two, *rest = item.order
    form = fields_of(page(client_, attempt, item.position))
    moved = {"order": ["1", "2", "3", "4"], "move": "2:up"}
    response = client_.post(url_of(attempt, item.position), form | moved)
    assert response.headers["Location"] == url_of(attempt, item.position)
    assert attempt.events.get().answer == [two, one, *rest]
    html = page(client_, attempt, item.position).content.decode()
    assert re.findall(r'name="order" value="(\d)"', html) == ["2", "1", "3", "4"]


def test_going_on_without_a_move_answers_nothing(client_, officer):
    attempt = attempt_of(officer, mixed_quiz(kinds=["ordering"]))
    form = fields_of(page(client_, attempt))
    client_.post(url_of(attempt), form | {"order": ["1", "2", "3", "4"]})
    assert not attempt.events.exists()


def test_a_number_that_cannot_be_read_is_kept_and_the_page_says_so(client_, officer):
    attempt = attempt_of(officer, mixed_quiz(kinds=["numerical"]))
    form = fields_of(page(client_, attempt))
    client_.post(url_of(attempt), form | {"number-given": ["twelve"]})
    html = page(client_, attempt).content.decode()
    assert 'value="twelve"' in html
    assert "cannot be read as one number" in html


def test_the_enter_key_goes_on_and_not_back(client_, officer):
    """A browser presses the first button of the form."""
    attempt = attempt_of(officer, mixed_quiz(kinds=["numerical", "short_text"]))
    html = page(client_, attempt, 2).content.decode()
    assert re.search(r'<button[^>]*name="go" value="(\w+)"', html)[1] == "on"


# --- nothing leaks ----------------------------------------------------------------------------------


# For each kind, two answers as its form sends them.
GIVEN = {
    "matching": ({"match-1": ["1"]}, {"match-1": ["2"]}),
    "numerical": ({"number-given": ["twelve"]}, {"number-given": ["12"], "unit-given": ["1"]}),
    "short_text": ({"text-given": ["Tanzania"]}, {"text-given": ["Kenya"]}),
    "ordering": (
        {"order": ["1", "2", "3", "4"], "placed": ["1"]},
        {"order": ["1", "2", "3", "4"], "move": ["2:up"]},
    ),
    "cloze": ({"gap-1": ["1"], "gap-2": ["7"]}, {"gap-1": ["2"], "gap-3": ["a carrier"]}),
}
REFUSED = {
    "choice": ["77"],
    "match-1": ["77"],
    "unit-given": ["77"],
    "text-given": ["a" * 201],
    "order": ["1", "1", "2", "3"],
    "placed": ["1"],
    "gap-1": ["77"],
}


def test_no_byte_before_the_review_tells_right_from_wrong(client_, officer, administration):
    """Every page and reply of a whole attempt, conflicts and errors included, against all that is secret."""
    attempt = attempt_of(officer, mixed_quiz(2, OWN_BODIES, review="passed"))
    seen = []

    def keep(response):
        seen.append(repr(response.headers.items()) + response.content.decode())
        return response

    for item in attempt.items.select_related("version__question"):
        position = item.position
        form = fields_of(keep(page(client_, attempt, position)))
        stale = fields_of(page(client_, attempt, position))
        first, second = GIVEN.get(item.version.question.kind, ({"choice": ["1"]}, {"choice": ["2"]}))
        keep(client_.post(url_of(attempt, position), form | first, headers=JSON))
        keep(client_.post(url_of(attempt, position), form | second))
        compare = keep(client_.post(url_of(attempt, position), stale | second))
        keep(client_.get(compare.headers["Location"]))
        keep(client_.post(url_of(attempt, position), form | REFUSED))
        keep(page(client_, attempt, position))
    keep(client_.get(reverse("quizzes:check", args=[attempt.pk])))
    keep(client_.post(reverse("quizzes:submit", args=[attempt.pk])))
    assert not Attempt.objects.get().grade.passed
    keep(client_.get(reverse("quizzes:result", args=[attempt.pk])))
    # Addresses hold numbers with strokes between them, which are no weights.
    everything = re.sub(r"/attempts/\d+/\d+/", "/item/", "\n".join(seen))
    assert len(seen) == 2 * len(OWN_BODIES) * 7 + 3
    ids = [
        "importpermit",
        "exportpermit",
        "box14",
        "box11",
        "box9",
        "box5",
        "codew",
        "codec",
        "coder",
        "exact",
        "stepone",
        "stepfour",
        "docgap",
        "exportdoc",
    ]
    for secret in [*SECRETS, *ids, "1/2", "1/3", "1/6", "feedback"]:
        assert secret not in everything, secret
    # These words stand nowhere but in the drawing of the stamp, and where the result says what is not shown.
    assert not re.search(r"(?<!font-)weight", everything)
    assert not re.search(r"\bright\b(?! answers)", everything)


# --- whose it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["item", "check", "submit", "result"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_attempt_is_not_there(gate, attempt, administration, name, method, coordinator):
    args = [attempt.pk, 1] if name == "item" else [attempt.pk]
    url = reverse(f"quizzes:{name}", args=args)
    allowed = {"item": ("get", "post"), "submit": ("get", "post")}.get(name, ("get",))
    for user in (MembershipFactory(administration=administration).user, coordinator):
        stranger = Client()
        stranger.force_login(user)
        response = getattr(stranger, method)(url)
        assert response.status_code == (404 if method in allowed else 405)
    assert Attempt.objects.get().is_open


@pytest.mark.parametrize("name", ["item", "check", "submit", "result"])
def test_strangers_are_asked_to_sign_in(gate, attempt, name):
    args = [attempt.pk, 1] if name == "item" else [attempt.pk]
    response = Client().get(reverse(f"quizzes:{name}", args=args))
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_a_question_beyond_the_paper_is_not_there(client_, attempt):
    assert page(client_, attempt, 5).status_code == 404
    assert page(client_, attempt, 0).status_code == 404


def test_a_closed_attempt_has_no_question_pages(client_, attempt):
    submit_attempt(attempt=attempt, now=NOON)
    assert page(client_, attempt).headers["Location"] == reverse("quizzes:result", args=[attempt.pk])


# --- queries ----------------------------------------------------------------------------------------


def queries_of(client, attempt, what):
    form = fields_of(page(client, attempt, 3))
    result = reverse("quizzes:result", args=[attempt.pk])
    requests = {
        "item": lambda: page(client, attempt, 3),
        "save": lambda: client.post(
            url_of(attempt, 3), form | {"choice": ["1"], "number": ["99"]}, headers=JSON
        ),
        "post": lambda: client.post(url_of(attempt, 3), form | {"choice": ["1"], "number": ["98"]}),
        "check": lambda: client.get(reverse("quizzes:check", args=[attempt.pk])),
        "submit": lambda: client.post(reverse("quizzes:submit", args=[attempt.pk])),
        "result": lambda: client.get(result),
    }
    if what == "result":
        submit_attempt(attempt=attempt, now=NOON)
    with CaptureQueriesContext(connection) as queries:
        requests[what]()
    return queries


# Session and user make two of each; the savepoint that stands for a transaction makes two more.
@pytest.mark.parametrize(
    ("what", "at_most"),
    [("item", 5), ("save", 8), ("post", 9), ("check", 8), ("submit", 12), ("result", 10)],
)
def test_a_longer_paper_costs_no_more_queries(client_, officer, monkeypatch, what, at_most):
    monkeypatch.setattr(reading, "_sources", [])
    monkeypatch.setattr("quizzes.services.attempts.attempt_graded.send", lambda **told: [])
    counted = []
    # The first round fills what the site keeps in its cache for every page.
    for number_of_questions in (5, 5, 20):
        attempt = attempt_of(officer, quiz_with(number_of_questions))
        answer_all(attempt, right=3)
        counted.append(len(queries_of(client_, attempt, what)))
    assert counted[1] == counted[2]
    assert counted[2] <= at_most
