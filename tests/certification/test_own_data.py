"""The file with one's own data: everything about the person, nothing of others, no key of a question."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import SignInLink
from certification.services.own_data import own_data
from courses.services.progress import open_unit, start_module
from quizzes.models import Attempt
from quizzes.services.attempts import start_attempt, submit_attempt
from tests.certification.conftest import certified
from tests.factories import NOON, MembershipFactory, SignUpRequestFactory, UnitFactory, UserFactory, quiz_with
from tests.quizzes.bodies import SECRETS
from tests.quizzes.papers_for_tests import answer, answer_all, attempt_of, mixed_quiz

pytestmark = pytest.mark.django_db


def file_of(client, person):
    client.force_login(person)
    response = client.get(reverse("certification:my_data"))
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert "no-store" in response["Cache-Control"]
    return json.loads(response.content)


def test_everything_that_is_stored_is_in_the_file(client, officer, administration, coordinator):
    certificate = certified(officer, administration)
    unit = UnitFactory(title="A lesson read")
    start_module(officer=officer, module=unit.module, administration=administration, now=NOON)
    open_unit(officer=officer, unit=unit, administration=administration, now=NOON)
    attempt = attempt_of(officer)
    answer(attempt.items.get(position=1), "b")
    answer(attempt.items.get(position=1), "a", number=2)
    SignUpRequestFactory(user=officer, staff_number="S77")
    SignInLink.objects.create(
        user=officer, administration=administration, token_hash="x", created_by=coordinator, expires_at=NOON
    )
    data = file_of(client, officer)
    assert data["account"]["email"] == officer.email
    assert data["memberships"][0]["administration"] == "Sampland Customs"
    assert data["sign_ups"][0]["staff_number"] == "S77"
    assert len(data["sign_in_links"]) == 1
    assert "A lesson read" in [unit["unit"] for unit in data["units"]]
    assert len(data["modules"]) == 2
    assert data["curricula"][0]["curriculum"] == "Border officer, environment"
    assert data["awards"][0]["evidence"][0]["per_cent"] == 90
    [certification] = data["certifications"]
    assert (certification["state"], certification["valid_until"]) == ("certified", "2028-03-02")
    assert [event["what"] for event in certification["history"]] == ["assigned", "awarded"]
    assert data["certificates"][0]["serial"] == certificate.serial
    own = next(found for found in data["attempts"] if found["handed_in_at"] is None)
    assert [given["answer"] for given in own["items"][0]["answers"]] == ["b", "a"]
    graded = next(found for found in data["attempts"] if found["handed_in_at"])
    assert graded["grades"][0]["per_cent"] == 90


def test_trials_are_in_the_file_and_marked(client, officer, administration):
    start_attempt(quiz=quiz_with(1), officer=officer, administration=administration, now=NOON, trial=True)
    [found] = file_of(client, officer)["attempts"]
    assert found["trial"] is True


@pytest.mark.parametrize("review", ["never", "passed", "handed_in"])
def test_no_key_weight_or_feedback_is_in_the_file(client, officer, review):
    attempt = attempt_of(officer, mixed_quiz(review=review))
    for moment in ("running", "handed in"):
        text = json.dumps(file_of(client, officer))
        for secret in SECRETS:
            assert secret not in text, moment
        submit_attempt(attempt=attempt, now=NOON)


@pytest.mark.parametrize(
    ("review", "right", "told"),
    [
        ("never", 4, False),
        ("passed", 1, False),
        ("passed", 4, True),
        ("handed_in", 1, True),
    ],
)
def test_marks_by_question_are_told_only_where_the_review_tells_them(client, officer, review, right, told):
    attempt = attempt_of(officer, quiz_with(4, review=review))
    answer_all(attempt, right)
    assert all("mark" not in item for item in file_of(client, officer)["attempts"][0]["items"])
    submit_attempt(attempt=attempt, now=NOON)
    items = file_of(client, officer)["attempts"][0]["items"]
    assert [("mark" in item, "text" in item) for item in items] == [(told, told)] * 4


def test_nothing_of_others_is_in_the_file(client, officer, administration):
    other = MembershipFactory(
        administration=administration, staff_number="ZZ99", user__name="Quite Another"
    ).user
    certified(other, administration)
    text = json.dumps(file_of(client, officer))
    assert "Quite Another" not in text
    assert "ZZ99" not in text
    assert json.loads(text)["certificates"] == []


def test_no_password_and_no_token_is_in_the_file(client, officer, administration, coordinator):
    SignInLink.objects.create(
        user=officer,
        administration=administration,
        token_hash="hash-of-it",
        created_by=coordinator,
        expires_at=NOON,
    )
    text = json.dumps(file_of(client, officer))
    assert officer.password not in text
    assert "hash-of-it" not in text


def test_the_number_of_queries_does_not_grow(officer):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            own_data(person=officer, now=NOON)
        return len(caught)

    submit_attempt(attempt=attempt_of(officer), now=NOON)
    few = queries()
    for _ in range(4):
        submit_attempt(attempt=attempt_of(officer), now=NOON)
    assert Attempt.objects.count() == 5
    assert queries() <= few


def test_who_belongs_nowhere_has_a_file_too(client):
    assert file_of(client, UserFactory())["memberships"] == []
