"""Pictures of questions: shown with neutral words, served under the attempt, explained in the review."""

import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.grading import kinds
from quizzes.models import BlueprintRow
from quizzes.services.attempts import submit_attempt
from reference.models import Illustration
from tests.factories import NOON, MembershipFactory, ObjectiveFactory, QuestionVersionFactory, QuizFactory
from tests.quizzes.bodies import BODIES, HOTSPOT, SECRETS, SINGLE
from tests.quizzes.drawings import NAMES, all_drawings, drawing, photograph
from tests.quizzes.papers_for_tests import answer, attempt_of, mixed_quiz

pytestmark = pytest.mark.django_db
PICTURED = ("hotspot", "pick_picture", "classify")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False):
        yield


def quiz_on(*bodies, **fields):
    """A quiz of one question for each (kind, body), in no order."""
    quiz, objective = QuizFactory(**fields), ObjectiveFactory()
    for kind, body in bodies:
        QuestionVersionFactory(question__bank=quiz.bank, question__kind=kind, objective=objective, body=body)
    BlueprintRow.objects.create(quiz=quiz, objective=objective, number=len(bodies))
    return quiz


def page(client, attempt, position=1):
    return client.get(reverse("quizzes:item", args=[attempt.pk, position]))


def figure_url(attempt, position=1, place=1):
    return reverse("quizzes:figure", args=[attempt.pk, position, place])


def test_a_question_shows_its_figure_with_the_neutral_text_and_its_size(client_, officer):
    drawing("sample-form")
    attempt = attempt_of(officer, quiz_on(("single_choice", SINGLE | {"figure": "sample-form"})))
    html = page(client_, attempt).content.decode()
    address = figure_url(attempt)
    assert f'<img src="{address}" alt="Neutral 0" width="200" height="100">' in html
    assert f'href="{address}" target="_blank" rel="noopener"' in html
    assert "REVEALED" not in html


def test_a_picture_comes_without_its_name_to_the_officer_alone(client_, officer):
    drawing("sample-form")
    attempt = attempt_of(officer, quiz_on(("single_choice", SINGLE | {"figure": "sample-form"})))
    response = client_.get(figure_url(attempt))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, max-age=600"
    assert response.headers["Content-Disposition"] == "inline"
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    everything = repr(response.headers.items()).encode() + response.content
    assert b"<path" in everything
    for telling in (b"sample", b"GIVEN-AWAY", b"title", b"desc", b"aria"):
        assert telling not in everything
    assert client_.get(figure_url(attempt, place=2)).status_code == 404
    assert client_.get(figure_url(attempt, place=0)).status_code == 404
    assert client_.get(figure_url(attempt, position=2)).status_code == 404
    assert client_.post(figure_url(attempt)).status_code == 405
    stranger = Client()
    assert stranger.get(figure_url(attempt)).status_code == 302
    stranger.force_login(MembershipFactory().user)
    assert stranger.get(figure_url(attempt)).status_code == 404


def test_a_photograph_comes_in_its_own_kind(client_, officer):
    photograph("ivory-photo")
    attempt = attempt_of(officer, quiz_on(("single_choice", SINGLE | {"figure": "ivory-photo"})))
    response = client_.get(figure_url(attempt))
    assert response.headers["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert "ivory" not in repr(response.headers.items())
    assert 'width="640" height="480"' in page(client_, attempt).content.decode()


@pytest.mark.parametrize(("review", "seen"), [("handed_in", 200), ("never", 404), ("passed", 404)])
def test_after_handing_in_a_picture_is_seen_only_with_the_review(client_, officer, review, seen):
    drawing("sample-form")
    attempt = attempt_of(
        officer, quiz_on(("single_choice", SINGLE | {"figure": "sample-form"}), review=review)
    )
    submit_attempt(attempt=attempt, now=NOON)
    assert client_.get(figure_url(attempt)).status_code == seen


def test_the_review_shows_the_revealing_text(client_, officer):
    all_drawings()
    bodies = [
        ("single_choice", SINGLE | {"figure": "sample-form"}),
        ("hotspot", HOTSPOT | {"figure": "worked-bone"}),
        ("pick_picture", BODIES["pick_picture"]),
    ]
    attempt = attempt_of(officer, quiz_on(*bodies))
    submit_attempt(attempt=attempt, now=NOON)
    html = client_.get(reverse("quizzes:result", args=[attempt.pk])).content.decode()
    for slug, times in (("sample-form", 1), ("ivory-elephant", 1), ("ivory-mammoth", 1), ("worked-bone", 2)):
        assert html.count(f"REVEALED {slug}") == times
    # The right regions are marked by a shape of their own and a tick, beside the words in the list.
    assert html.count('class="pin right"') == 2
    assert html.count('<path d="M4 0l4 5 8-10"/>') == 2


def test_a_lost_picture_is_said_and_breaks_nothing(client_, officer):
    attempt = attempt_of(officer, quiz_on(("hotspot", HOTSPOT), ("pick_picture", BODIES["pick_picture"])))
    for position in (1, 2):
        html = page(client_, attempt, position).content.decode()
        assert "This picture is missing. Tell your coordinator." in html
        assert client_.get(figure_url(attempt, position)).status_code == 404
    submit_attempt(attempt=attempt, now=NOON)
    assert client_.get(reverse("quizzes:result", args=[attempt.pk])).status_code == 200


def test_each_kind_is_answered_by_its_form_and_said_in_words(client_, officer):
    all_drawings()
    attempt = attempt_of(officer, mixed_quiz(kinds=PICTURED))
    sent = {
        "hotspot": {"choice": ["2", "3"]},
        "pick_picture": {"choice": ["2"]},
        "classify": {"group-1": "2"},
    }
    for item in attempt.items.select_related("version__question"):
        kind = item.version.question.kind
        html = page(client_, attempt, item.position).content.decode()
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
        url = reverse("quizzes:item", args=[attempt.pk, item.position])
        assert client_.post(url, fields | sent[kind]).status_code == 302
        html = page(client_, attempt, item.position).content.decode()
        assert "Saved on the server" in html
        ticked = re.findall(r'value="(\d+)" (?:checked|selected)', html)
        assert ticked == (["2", "3"] if kind == "hotspot" else ["2"])
        other = client_.post(
            url, fields | sent[kind] | {"client": "another", "group-1": "1", "choice": ["1"]}
        )
        compare = client_.get(other.headers["Location"]).content.decode()
        said = {"hotspot": "1. Upper start", "pick_picture": "A. Neutral", "classify": ": Appendix I<"}
        assert said[kind] in compare


def test_no_byte_of_an_attempt_tells_what_a_picture_shows_or_what_is_right(client_, officer):
    all_drawings()
    attempt = attempt_of(officer, mixed_quiz(kinds=PICTURED, review="never"))
    seen = []
    for item in attempt.items.select_related("version__question"):
        response = page(client_, attempt, item.position)
        html = response.content.decode()
        seen.append(repr(response.headers.items()) + html)
        for address in set(re.findall(r'src="(/attempts/[^"]+)"', html)):
            picture = client_.get(address)
            assert picture.status_code == 200
            seen.append(repr(picture.headers.items()) + picture.content.decode())
        answer(item, None, number=item.position)
    submit_attempt(attempt=attempt, now=NOON)
    seen.append(client_.get(reverse("quizzes:result", args=[attempt.pk])).content.decode())
    # The number of an attempt and that of a question stand beside each other like a fraction.
    everything = re.sub(r"/attempts/\d+/", "/attempts/", "\n".join(seen))
    assert len(seen) == 3 + 4 + 1
    ids = ["first-tusk", "second-tusk", "quota"]
    for secret in [*NAMES, *SECRETS, *ids, "REVEALED", "GIVEN-AWAY", "2/3", "-1/2"]:
        assert secret not in everything, secret


def test_pictures_cost_one_query_however_many_there_are(client_, officer, monkeypatch):
    monkeypatch.setattr("quizzes.reading._sources", [])
    all_drawings()
    counted = []
    for number in (1, 1, 4):
        bodies = [("pick_picture", BODIES["pick_picture"])] * number
        attempt = attempt_of(officer, quiz_on(*bodies))
        submit_attempt(attempt=attempt, now=NOON)
        with CaptureQueriesContext(connection) as queries:
            client_.get(reverse("quizzes:result", args=[attempt.pk]))
        counted.append(len(queries))
    assert counted[1] == counted[2]


def test_the_pictures_of_a_question_stand_figure_first():
    body = {**BODIES["pick_picture"], "figure": "sample-form"}
    kind = kinds.get("pick_picture")
    assert kind.pictures(kind.body(body), ["bone", "first-tusk", "second-tusk"]) == [
        "sample-form",
        "worked-bone",
        "ivory-elephant",
        "ivory-mammoth",
    ]
    plain = kinds.get("single_choice")
    assert plain.pictures(plain.body(SINGLE)) == []


def test_a_permanent_name_is_given_once(db):
    image = drawing("sample-form")
    image.slug = "another"
    with pytest.raises(ValidationError, match="The permanent name is sample-form and cannot be changed"):
        image.clean()
    image.slug = "sample-form"
    image.clean()
    unnamed = Illustration.objects.get(pk=drawing("worked-bone", neutral_text="").pk)
    Illustration.objects.filter(pk=unnamed.pk).update(slug=None)
    unnamed.slug = "first-name"
    unnamed.clean()
