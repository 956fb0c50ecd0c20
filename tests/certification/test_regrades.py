"""A regrade revokes nothing: what it puts in doubt is listed, and what it lets pass is awarded."""

from datetime import timedelta

import pytest
from django.urls import reverse

from certification.models import Award, Certificate
from certification.services.curricula import enrol
from certification.services.regrades import doubts_in
from courses.models import Unit
from courses.services.progress import start_module
from quizzes.models import Correction
from quizzes.services.regrading import apply_correction, preview, withdraw_correction
from tests.certification.conftest import curriculum
from tests.factories import NOON, MembershipFactory, ModuleFactory, UnitFactory, quiz_with
from tests.quizzes.papers_for_tests import KEY_B, handed_in, rewritten


@pytest.fixture
def quiz(db):
    return quiz_with(4, pass_mark=75)


@pytest.fixture
def version_of(administration, quiz):
    """A module with this quiz at its end, and a curriculum that asks for it."""
    module = ModuleFactory()
    UnitFactory(module=module, kind=Unit.Kind.QUIZ, quiz=quiz)
    return module, curriculum(administration, [module])


def sits(person, administration, version_of, quiz, answers):
    module, version = version_of
    enrol(officer=person, version=version, administration=administration, now=NOON)
    start_module(officer=person, module=module, administration=administration, now=NOON)
    return handed_in(person, quiz, answers)


def rekey(attempt):
    version = attempt.items.first().version
    fields = {"version": version, "way": "version", "graded_by": rewritten(version, KEY_B)}
    return fields | {"by": None, "reason": "The key was wrong.", "now": NOON}


@pytest.fixture
def certified(officer, administration, version_of, quiz):
    """An attempt with 3 of 4 that a corrected key takes below the pass mark, and its certificate."""
    attempt = sits(officer, administration, version_of, quiz, ["a", "a", "a", "b"])
    return attempt, Certificate.objects.get(officer=officer)


def test_a_dry_run_names_the_certificates_in_doubt(certified):
    attempt, certificate = certified
    fields = rekey(attempt)
    ruling = Correction(version=fields["version"], way="version", graded_by=fields["graded_by"])
    found = preview(version=fields["version"], ruling=ruling)
    assert [one.reference for one in found.rows[0].consequences] == [certificate.serial]
    assert (found.totals.newly_failed, found.totals.affected) == (1, 1)


def test_a_lost_pass_revokes_nothing_and_is_listed_until_it_is_undone(certified, administration):
    attempt, certificate = certified
    done = apply_correction(**rekey(attempt))
    certificate.refresh_from_db()
    assert certificate.standing == Certificate.Standing.IN_FORCE
    assert certificate.events.count() == 1
    (doubt,) = doubts_in(administration)
    assert (doubt.certificate, doubt.before, doubt.after) == (certificate, 75, 50)
    withdraw_correction(correction=done.correction, by=None, reason="It was right.", now=NOON)
    assert doubts_in(administration) == []


def test_a_better_mark_puts_nothing_in_doubt(certified, administration):
    attempt, _certificate = certified
    last = attempt.items.last().version
    apply_correction(version=last, way="full", by=None, reason="Two were right.", now=NOON)
    assert doubts_in(administration) == []


def test_what_passes_by_a_regrade_is_completed_and_awarded(officer, administration, version_of, quiz):
    attempt = sits(officer, administration, version_of, quiz, ["b", "b", "a", "a"])
    assert not Award.objects.exists()
    apply_correction(**rekey(attempt))
    assert Certificate.objects.get(officer=officer).standing == Certificate.Standing.IN_FORCE


def test_the_list_says_whether_another_attempt_is_enough(
    client, coordinator, certified, administration, officer, quiz
):
    attempt, certificate = certified
    apply_correction(**rekey(attempt))
    client.force_login(coordinator)
    url = reverse("certification:doubts", args=[administration.slug])
    page = client.get(url)
    assert page.status_code == 200
    assert certificate.serial in page.content.decode()
    assert [row.still_met for row in page.context["rows"]] == [False]
    handed_in(officer, quiz, ["b", "a", "a", "a"])
    assert [row.still_met for row in client.get(url).context["rows"]] == [True]


def test_the_list_takes_a_fixed_number_of_queries(
    client, coordinator, certified, administration, version_of, quiz, django_assert_num_queries
):
    attempt, _certificate = certified
    client.force_login(coordinator)
    url = reverse("certification:doubts", args=[administration.slug])
    for _number in range(3):
        person = MembershipFactory(administration=administration).user
        sits(person, administration, version_of, quiz, ["a", "a", "a", "b"])
    apply_correction(**rekey(attempt))
    client.get(url)
    with django_assert_num_queries(10):
        assert len(client.get(url).context["rows"]) == 4


def test_strangers_do_not_find_the_list(client, foreign_coordinator, officer, administration):
    url = reverse("certification:doubts", args=[administration.slug])
    for person in (foreign_coordinator, officer):
        client.force_login(person)
        assert client.get(url).status_code == 404


def test_an_older_completion_keeps_its_day(officer, administration, version_of, quiz):
    attempt = sits(officer, administration, version_of, quiz, ["b", "b", "a", "a"])
    apply_correction(**rekey(attempt) | {"now": NOON + timedelta(days=9)})
    enrolment = version_of[0].enrolments.get(officer=officer)
    assert enrolment.completed_at == attempt.submitted_at
