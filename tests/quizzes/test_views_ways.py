"""The officer's pages of practice, of answers weighed by certainty, and of the way into an examination."""

import re
from datetime import timedelta
from fractions import Fraction as F
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from quizzes.models import AnswerEvent, Attempt, Check
from quizzes.review import PRESETS, What, When
from quizzes.services.attempts import submit_attempt
from quizzes.services.sittings import open_sitting
from tests.factories import NOON, MembershipFactory, quiz_with
from tests.quizzes.bodies import SECRETS
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
from tests.quizzes.papers_for_tests import answer, attempt_of, mixed_quiz

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def practice(officer, behaviour="tries", number_of_questions=2, **fields):
    fields = {"review": "practice", "tries": 3, "penalty": F(1, 3)} | fields
    return attempt_of(officer, quiz_with(number_of_questions, behaviour=behaviour, **fields))


def press(client, attempt, position, choice, fields=None, go="check", **more):
    """Press a button of a question's page, by default "Check this answer"."""
    fields = dict(fields or fields_of(page(client, attempt, position)))
    if choice is not None:
        fields["choice"] = [value_showing(attempt, position, choice)]
    return client.post(url_of(attempt, position), fields | {"go": go} | more)


def html_of(client, attempt, position=1):
    return page(client, attempt, position).content.decode()


# --- practice ---------------------------------------------------------------------------------------


def test_checking_stays_on_the_question_and_tells_verdict_marks_and_feedback(client_, officer):
    attempt = practice(officer)
    assert press(client_, attempt, 1, "b").headers["Location"] == f"{url_of(attempt)}#checked"
    html = html_of(client_, attempt)
    words = words_of(html)
    assert "Try 1 of 3 is checked Not right 0 of 1 mark Your answer" in words
    assert "About b." in html
    assert "2 tries are left." in words
    assert "costs 1/3 of the mark for each check before it" in words


def test_the_right_answer_waits_until_no_try_is_left(client_, officer):
    attempt = practice(officer, tries=2)
    press(client_, attempt, 1, "b")
    assert "About a." not in html_of(client_, attempt)
    assert "The import permit comes first." not in html_of(client_, attempt)
    press(client_, attempt, 1, "c")
    assert "About a." in html_of(client_, attempt)
    assert "The import permit comes first." in html_of(client_, attempt)


def test_a_right_answer_on_the_second_try_is_right_and_earns_what_is_left(client_, officer):
    attempt = practice(officer, number_of_questions=1, penalty=F(1, 4))
    press(client_, attempt, 1, "b")
    press(client_, attempt, 1, "a")
    assert "Try 2 of 3 is checked Right 0.8 of 1 mark" in words_of(html_of(client_, attempt))
    submit_attempt(attempt=attempt, now=NOON)
    assert Attempt.objects.get().grade.earned == F(3, 4)
    words = words_of(result_page(client_, attempt))
    assert "0.8 of 1 mark" in words
    assert "Partly right" not in words


@pytest.mark.parametrize(("behaviour", "choice"), [("immediate", "b"), ("tries", "a")])
def test_a_finished_question_is_read_only_and_leads_on(client_, officer, behaviour, choice):
    attempt = practice(officer, behaviour)
    press(client_, attempt, 1, choice)
    html = html_of(client_, attempt)
    assert "This question is finished: its answer can no longer be changed." in html
    inputs = re.findall(r'<input type="radio"[^>]*>', html)
    assert len(inputs) == 3
    assert all("disabled" in field for field in inputs)
    assert "Save and go on" not in html
    assert "Check this answer" not in html
    assert "Saved on the server at 12:00:00" in html
    response = press(client_, attempt, 1, None, go="on")
    assert response.headers["Location"] == url_of(attempt, 2)
    assert AnswerEvent.objects.count() == 1


def test_what_the_policy_does_not_show_during_the_attempt_is_not_shown(client_, officer):
    review = PRESETS["handed_in"] | {What.VERDICT: When.DURING}
    attempt = practice(officer, "immediate", review=review)
    press(client_, attempt, 1, "b")
    html = html_of(client_, attempt)
    assert "Not right" in html
    assert "of 1 mark" not in html
    assert "About b." not in html
    assert "Option b" in html
    assert not any(f"Option {other}" in html for other in "ac")


def test_an_answer_to_a_finished_question_is_refused_in_words_and_changes_nothing(client_, officer):
    attempt = practice(officer, "immediate")
    stale = fields_of(page(client_, attempt))
    press(client_, attempt, 1, "b")
    stale["number"] = ["2"]
    response = press(client_, attempt, 1, "a", stale, go="on")
    assert response.headers["Location"] == url_of(attempt)
    assert said(response) == ("Question 1: This question is finished. Its answer can no longer be changed.")
    assert [event.answer for event in AnswerEvent.objects.all()] == ["b"]


def test_a_script_is_told_that_a_question_is_finished(client_, officer):
    attempt = practice(officer, "immediate")
    stale = fields_of(page(client_, attempt)) | {"number": ["2"]}
    press(client_, attempt, 1, "b")
    response = client_.post(
        url_of(attempt), stale | {"choice": [value_showing(attempt, 1, "a")]}, headers=JSON
    )
    assert response.status_code == 409
    assert response.json() == {
        "error": "finished",
        "message": "Question 1: This question is finished. Its answer can no longer be changed.",
        "url": url_of(attempt),
    }


def test_the_answer_that_finished_a_question_is_acknowledged_when_a_script_sends_it_again(client_, officer):
    attempt = practice(officer, "immediate")
    fields = fields_of(page(client_, attempt))
    press(client_, attempt, 1, "b", fields)
    again = fields | {"choice": [value_showing(attempt, 1, "b")]}
    assert client_.post(url_of(attempt), again, headers=JSON).json()["state"] == "saved"


def test_nothing_to_check_is_told_and_stores_nothing(client_, officer):
    attempt = practice(officer)
    response = press(client_, attempt, 1, None)
    assert response.status_code == 422
    assert "Nothing to check" in response.content.decode()
    assert "Answer the question first. An empty answer is not checked." in response.content.decode()
    assert not AnswerEvent.objects.exists()


def test_checking_the_same_answer_again_takes_no_try(client_, officer):
    attempt = practice(officer)
    fields = fields_of(page(client_, attempt))
    press(client_, attempt, 1, "b", fields)
    press(client_, attempt, 1, "b", fields)
    press(client_, attempt, 1, "b")
    assert Check.objects.count() == 1


def test_an_answer_that_another_window_contradicts_is_compared_before_it_is_checked(client_, officer):
    attempt = practice(officer)
    first, second = fields_of(page(client_, attempt)), fields_of(page(client_, attempt))
    press(client_, attempt, 1, "b", first, go="stay")
    response = press(client_, attempt, 1, "c", second)
    assert "?given=" in response.headers["Location"]
    assert not Check.objects.exists()


def test_an_examination_checks_nothing_whatever_a_form_asks(client_, officer):
    attempt = attempt_of(officer, quiz_with(2))
    assert "Check this answer" not in html_of(client_, attempt)
    assert press(client_, attempt, 1, "a").headers["Location"] == url_of(attempt, 2)
    assert not Check.objects.exists()


def test_a_check_after_the_end_is_too_late(client_, officer, clock):
    attempt = practice(officer)
    fields = fields_of(page(client_, attempt))
    clock.move_to(attempt.deadline)
    response = press(client_, attempt, 1, "a", fields)
    assert response.headers["Location"] == reverse("quizzes:result", args=[attempt.pk])
    assert not Check.objects.exists()


@pytest.mark.parametrize("behaviour", ["immediate", "tries"])
def test_no_byte_of_practice_tells_right_from_wrong_where_the_policy_shows_nothing(
    client_, officer, behaviour
):
    """Every page and reply of an attempt with checks, refusals included, against all that is secret."""
    attempt = attempt_of(officer, mixed_quiz(behaviour=behaviour, review="passed", tries=3, penalty=F(1, 7)))
    seen = []

    def keep(response):
        seen.append(repr(response.headers.items()) + response.content.decode())
        return response

    for item in attempt.items.select_related("version__question"):
        position = item.position
        matching = item.version.question.kind == "matching"
        first = {"match-1": ["1"]} if matching else {"choice": ["1"]}
        second = {"match-1": ["2"]} if matching else {"choice": ["2"]}
        form = fields_of(keep(page(client_, attempt, position)))
        keep(client_.post(url_of(attempt, position), form | {"go": "check"}))
        keep(client_.post(url_of(attempt, position), form | first | {"go": "check"}))
        form = fields_of(keep(page(client_, attempt, position)))
        keep(client_.post(url_of(attempt, position), form | second | {"go": "check"}))
        keep(page(client_, attempt, position))
        keep(client_.post(url_of(attempt, position), form | first | {"number": ["50"]}, headers=JSON))
        keep(client_.post(url_of(attempt, position), form | second | {"number": ["51"], "go": "check"}))
        keep(page(client_, attempt, position))
    assert Check.objects.count() >= 4
    everything = re.sub(r"/attempts/\d+/\d+/", "/item/", "\n".join(seen))
    ids = ["importpermit", "exportpermit", "box14", "box11", "box9", "box5", "codew", "codec", "coder"]
    for secret in [*SECRETS, *ids, "1/2", "1/3", "1/6", "feedback", "Not right", "Partly", "of 1 mark"]:
        assert secret not in everything, secret
    assert not re.search(r"\bright\b", everything, re.IGNORECASE)


@pytest.mark.parametrize(("what", "at_most"), [("item", 7), ("check", 26)])
def test_practice_asks_the_database_as_often_on_a_longer_paper(client_, officer, what, at_most):
    counted = []
    for number_of_questions in (5, 5, 20):
        attempt = practice(officer, "immediate", number_of_questions)
        for position in range(1, number_of_questions):
            press(client_, attempt, position, "b")
        form = fields_of(page(client_, attempt, number_of_questions))
        with CaptureQueriesContext(connection) as queries:
            if what == "item":
                page(client_, attempt, 1)
            else:
                press(client_, attempt, number_of_questions, "a", form)
        counted.append(len(queries))
        submit_attempt(attempt=attempt, now=NOON)
    assert counted[1] == counted[2] <= at_most


# --- certainty --------------------------------------------------------------------------------------


@pytest.fixture
def weighed(officer):
    return attempt_of(officer, quiz_with(2, behaviour="certainty", pass_mark=60))


def test_a_level_is_offered_with_what_it_earns_and_costs(client_, weighed):
    words = words_of(html_of(client_, weighed))
    assert "Not sure right +1, wrong 0 Fairly sure right +2, wrong −2 Certain right +3, wrong −6" in words


def test_the_level_is_saved_with_the_answer_and_kept_when_the_answer_changes(client_, weighed):
    press(client_, weighed, 1, "b", go="on", certainty="3")
    assert fields_of(page(client_, weighed))["certainty"] == ["3"]
    press(client_, weighed, 1, "a", go="on")
    assert [(event.answer, event.certainty) for event in AnswerEvent.objects.order_by("number")] == [
        ("b", 3),
        ("a", 3),
    ]


def test_a_script_saves_the_level_too(client_, weighed):
    form = fields_of(page(client_, weighed))
    data = form | {"choice": ["1"], "certainty": ["2"]}
    assert client_.post(url_of(weighed), data, headers=JSON).json()["message"] == (
        "Saved on the server at 12:00:00"
    )
    assert AnswerEvent.objects.get().certainty == 2


def test_an_answer_without_a_level_says_that_it_counts_as_not_sure(client_, weighed):
    form = fields_of(page(client_, weighed)) | {"choice": ["1"]}
    told = "Saved on the server at 12:00:00. Without a level it counts as “Not sure”."
    assert client_.post(url_of(weighed), form, headers=JSON).json()["message"] == told
    assert told in html_of(client_, weighed)


def test_a_level_chosen_before_the_answer_is_kept(client_, weighed):
    press(client_, weighed, 1, None, go="on", certainty="2")
    assert fields_of(page(client_, weighed))["certainty"] == ["2"]
    assert "Not answered yet" in html_of(client_, weighed)


@pytest.mark.parametrize("level", ["0", "4", "x", "33", "²"])
def test_a_level_that_was_not_offered_is_refused(client_, weighed, level):
    assert press(client_, weighed, 1, "a", go="on", certainty=level).status_code == 422
    assert not AnswerEvent.objects.exists()


def test_an_examination_without_levels_stores_none(client_, officer):
    attempt = attempt_of(officer, quiz_with(1))
    press(client_, attempt, 1, "a", go="on", certainty="3")
    assert AnswerEvent.objects.get().certainty is None


def test_two_windows_with_the_same_answer_and_other_levels_are_compared(client_, weighed):
    first, second = fields_of(page(client_, weighed)), fields_of(page(client_, weighed))
    press(client_, weighed, 1, "a", first, go="on", certainty="1")
    response = press(client_, weighed, 1, "a", second, go="on", certainty="3")
    shown = client_.get(response.headers["Location"])
    words = words_of(shown.content.decode())
    assert "Level: Certain" in words
    assert "Level: Not sure" in words
    unsure = AnswerEvent.objects.get(certainty=1)
    client_.post(url_of(weighed), fields_of(shown) | {"use": [str(unsure.pk)]})
    assert fields_of(page(client_, weighed))["certainty"] == ["1"]


def test_a_result_below_nothing_is_told_plainly(client_, weighed):
    press(client_, weighed, 1, "b", go="on", certainty="3")
    press(client_, weighed, 2, "a", go="on", certainty="2")
    submit_attempt(attempt=weighed, now=NOON)
    html = result_page(client_, weighed)
    words = words_of(html)
    assert "−66.7 of 100; 60 are needed" in words
    assert "−4 of 6 marks" in words
    assert "Question 1 · −6 of 3 marks · Certain" in words
    assert "Question 2 · 2 of 3 marks · Fairly sure" in words
    assert re.search(r'<rect class="rest" x="0%?" width="100%"', html)
    assert words.count("Partly right") == 0


# --- through sign-in --------------------------------------------------------------------------------


def carried(client, attempt, **fields):
    """The address that signing in leads to, for a form sent after the session has ended."""
    form = fields_of(page(client, attempt))
    client.logout()
    response = press(client, attempt, 1, "b", form, **fields)
    return parse_qs(urlsplit(response.headers["Location"]).query)["next"][0]


def test_the_level_of_an_answer_survives_signing_in(client_, weighed, officer):
    target = carried(client_, weighed, go="on", certainty="3")
    client_.force_login(officer)
    client_.get(target, follow=True)
    assert [(event.answer, event.certainty) for event in AnswerEvent.objects.all()] == [("b", 3)]


def test_an_answer_carried_through_sign_in_is_saved_and_not_checked(client_, officer):
    attempt = practice(officer)
    target = carried(client_, attempt)
    client_.force_login(officer)
    response = client_.get(target, follow=True)
    assert "The answer that you gave before signing in is saved." in response.content.decode()
    assert AnswerEvent.objects.get().answer == "b"
    assert not Check.objects.exists()


def test_an_answer_carried_to_a_finished_question_is_refused_in_words(client_, officer):
    attempt = practice(officer, "immediate")
    target = carried(client_, attempt)
    client_.force_login(officer)
    press(client_, attempt, 1, "a", fields_of(page(client_, attempt)) | {"number": ["7"]})
    response = client_.get(target, follow=True)
    assert "This question is finished." in response.content.decode()
    assert Check.objects.get().event.answer == "a"


# --- the start code ---------------------------------------------------------------------------------


@pytest.fixture
def sitting(administration):
    return open_sitting(
        quiz=quiz_with(1, invigilated=True),
        administration=administration,
        place="Room 4",
        networks=[],
        opens_at=NOON,
        closes_at=NOON + 30 * MINUTE,
        by=MembershipFactory(administration=administration, role=Role.COORDINATOR).user,
        now=NOON,
    )


def begin(client, sitting, code, **more):
    return client.post(reverse("quizzes:start", args=[sitting.quiz.slug]), {"code": code}, **more)


def test_the_start_code_opens_the_examination_and_stands_in_no_address(client_, sitting):
    response = begin(client_, sitting, sitting.code.lower())
    attempt = Attempt.objects.get()
    assert attempt.sitting == sitting
    assert response.headers["Location"] == url_of(attempt)
    begin(client_, sitting, "")
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "Type the start code that is given in the room."),
        ("WRONG", "This is not the start code of the sitting. Ask the invigilator for it."),
    ],
)
def test_without_the_code_the_door_says_why(client_, sitting, code, told):
    response = begin(client_, sitting, code)
    assert response.headers["Location"] == "/the-quiz/"
    assert said(response) == told
    assert not Attempt.objects.exists()


def test_ten_wrong_codes_close_the_door_for_five_minutes_to_that_officer_alone(
    client_, sitting, administration, clock
):
    for _ in range(10):
        begin(client_, sitting, "WRONG")
    response = begin(client_, sitting, sitting.code)
    assert said(response).endswith("There were too many wrong start codes. Wait five minutes and try again.")
    assert not Attempt.objects.exists()
    other = MembershipFactory(administration=administration).user
    client_.force_login(other)
    begin(client_, sitting, sitting.code)
    assert Attempt.objects.get().officer == other


def test_codes_typed_before_the_sitting_opens_are_no_guesses(client_, sitting, clock):
    clock.move_to(NOON - MINUTE)
    for _ in range(12):
        assert "None is open now" in said(begin(client_, sitting, sitting.code))
    clock.move_to(NOON)
    begin(client_, sitting, sitting.code)
    assert Attempt.objects.exists()


@pytest.mark.parametrize(
    ("proxies", "headers", "let_in"),
    [
        (0, {"REMOTE_ADDR": "192.0.2.7"}, True),
        (0, {"REMOTE_ADDR": "::ffff:192.0.2.7"}, True),
        (0, {"REMOTE_ADDR": "198.51.100.1"}, False),
        (0, {"REMOTE_ADDR": "198.51.100.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, False),
        (1, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, True),
        (1, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7, 198.51.100.1"}, False),
    ],
)
def test_the_network_is_that_of_the_device_and_a_made_up_header_changes_nothing(
    client_, sitting, settings, proxies, headers, let_in
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    sitting.networks = ["192.0.2.0/24"]
    sitting.save()
    begin(client_, sitting, sitting.code, **headers)
    assert Attempt.objects.exists() is let_in


def test_answers_given_elsewhere_are_no_matter_of_the_code(client_, officer):
    """A quiz that is not invigilated starts whatever is sent as a code, however often."""
    quiz = quiz_with(1)
    for _ in range(12):
        client_.post(reverse("quizzes:start", args=[quiz.slug]), {"code": "ANYTHING"})
    attempt = Attempt.objects.get()
    answer(attempt.items.get(), "a")
    assert attempt.sitting is None
