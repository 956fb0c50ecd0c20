"""What people are told when the database is away, and when something else goes wrong."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from elearning import views
from quizzes import views as quiz_views
from tests.quizzes.papers_for_tests import attempt_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(officer):
    client = Client(raise_request_exception=False)
    client.force_login(officer)
    return client


def away(*args, **kwargs):
    raise OperationalError("the connection is closed")


def test_a_page_says_to_try_again_and_asks_the_database_nothing(visitor):
    with connection.execute_wrapper(away):
        response = visitor.get(reverse("courses:dashboard"))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "no-store" in response.headers["Cache-Control"]
    content = response.content.decode()
    assert "cannot be reached at this moment" in content
    assert "reload this page" in content


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_script_that_saves_an_answer_is_told_to_try_again(visitor, officer, monkeypatch, error):
    attempt = attempt_of(officer)

    def fail(**kwargs):
        raise error("server closed the connection unexpectedly")

    monkeypatch.setattr(quiz_views, "save_answer", fail)
    url = reverse("quizzes:item", args=[attempt.pk, 1])
    response = visitor.post(url, {}, headers={"Accept": "application/json"})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.json() == {
        "error": "away",
        "message": "The records cannot be reached at this moment. Try again in a moment.",
    }


def test_another_error_is_no_invitation_to_try_again(visitor, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("sample failure")

    monkeypatch.setattr(views, "redirect", fail)
    response = visitor.get("/admin/login/")
    assert response.status_code == 500
    assert "Retry-After" not in response.headers
    assert "Something went wrong on our side" in response.content.decode()
