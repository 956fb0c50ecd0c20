"""A renewal on the pages: the quiz can be taken again, however often it was tried the first time."""

import re

import pytest
import time_machine
from django.urls import reverse

from certification.models import Certificate, Certification
from certification.services.certifications import open_certifications
from certification.services.renewals import renewed_from
from courses.services.progress import start_module
from quizzes.models import Attempt
from tests.certification.conftest import LATER, curriculum
from tests.certification.lives import LAST_DAY, OPENS, at, brought_to, changed, days
from tests.courses.factories import module_page, quiz_page
from tests.factories import NOON, ModuleFactory, quiz_with
from tests.quizzes.papers_for_tests import answer_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(db):
    return quiz_with(2, attempts_allowed=1, pass_mark=50)


@pytest.fixture
def page(quiz):
    """The page of an examination that may be tried once, at the end of a module."""
    return quiz_page(module_page(module=ModuleFactory(title="CITES in practice")), quiz=quiz)


@pytest.fixture
def certification(officer, administration, page):
    module = page.unit.module
    version = curriculum(administration, [module])
    [certification] = open_certifications(
        officers=[officer], curriculum=version.curriculum, version=version, now=NOON
    )
    start_module(officer=officer, module=module, administration=administration, now=NOON)
    return certification


def shown(client, url):
    return re.sub(r"\s+", " ", client.get(url).content.decode())


def sits(client, quiz, now):
    """Start the quiz and hand it in with right answers, on its pages."""
    answer = client.post(reverse("quizzes:start", args=[quiz.slug]))
    attempt = Attempt.objects.filter(submitted_at=None).first()
    if attempt is None:
        return answer
    answer_all(attempt, now=now)
    return client.post(reverse("quizzes:submit", args=[attempt.pk]), follow=True)


def test_the_whole_way_from_the_first_certificate_to_the_second(
    client, officer, administration, quiz, page, certification
):
    client.force_login(officer)
    with time_machine.travel(LATER, tick=False):
        sits(client, quiz, LATER)
    certification.refresh_from_db()
    assert certification.state == "certified"
    first = certification.certificate

    with time_machine.travel(at(OPENS - days(1)), tick=False):
        client.force_login(officer)
        assert "No attempt is left" in shown(client, page.url)
        sits(client, quiz, at(OPENS - days(1)))
    assert Attempt.objects.count() == 1

    opens = certification.window_opens_on
    brought_to(administration, opens)
    with time_machine.travel(at(opens), tick=False):
        client.force_login(officer)
        home = shown(client, reverse("courses:dashboard"))
        assert "0 of 1" in home
        assert page.get_parent().url in home
        door = shown(client, page.url)
        assert "No attempt is left" not in door
        assert "Start a new attempt" in door
        result = sits(client, quiz, at(opens)).content.decode()
        assert "2 of 1" not in result
        assert "No attempt is left" in shown(client, page.url)
    certification.refresh_from_db()
    first.refresh_from_db()
    assert (certification.state, first.standing) == ("certified", "superseded")
    assert certification.certificate.replaces == first
    assert certification.certificate.valid_until.year == 2029
    assert Certificate.objects.count() == 2


def test_a_quiz_is_begun_anew_only_by_a_renewal_that_asks_for_it(
    officer, administration, quiz, page, certification
):
    assert renewed_from(quiz, officer) is None
    version = certification.enrolments.get().version
    Certification.objects.update(state="certified", valid_until=LAST_DAY, window_opens_on=OPENS)
    certification.enrolments.update(ended_at=NOON)
    brought_to(administration, OPENS)
    assert renewed_from(quiz, officer) == at(OPENS, hour=0)
    assert renewed_from(quiz_with(1), officer) is None
    changed(version, renewal_path="shorter")
    assert renewed_from(quiz, officer) is None
