"""The history of the demonstration hangs together. It is made once for all tests, which alter nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from accounts.models import AuditEntry, Membership, User
from certification.models import (
    Award,
    Certificate,
    Certification,
    CertificationEvent,
    Evidence,
    FaultTally,
    Reminder,
    SignOff,
)
from certification.models import Path as WorkPath
from courses.models import ModuleEnrolment, Unit, UnitProgress
from elearning.demo import history
from elearning.demo.making import make_demo
from exercises.models import Exercise, InspectionRound
from exercises.services.inspections import write_inspection_version
from quizzes.models import AnswerEvent, Attempt
from tests.factories import NOON, ModuleFactory, UnitFactory, quiz_with

INTAKES = [(500, 9, 60, WorkPath.FRONT_LINE), (130, 5, 40, WorkPath.RISK_ANALYSIS)]


@pytest.fixture(scope="module")
def laid_history(django_db_setup, django_db_blocker):
    """A short history on modules of a lesson, an inspection and five questions each, made once for all."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        time_machine.travel(NOON, tick=False),
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr(history, "INTAKES", INTAKES)
        # By default as the name of a question has it, and those here are counted over all tests.
        patched.setattr(history, "_hardness", lambda slug: 0)
        for order, slug in enumerate(["intro", "cites", "basel", "cartagena", "bwm"]):
            module = ModuleFactory(slug=slug, order=order)
            UnitFactory(module=module, kind=Unit.Kind.LESSON)
            exercise = Exercise.objects.create(slug=f"{slug}-papers", kind="inspection", title="Papers")
            write_inspection_version(exercise=exercise, template="cites-permit", now=NOON)
            UnitFactory(module=module, kind=Unit.Kind.INSPECTION, exercise=exercise)
            UnitFactory(module=module, kind=Unit.Kind.QUIZ, quiz=quiz_with(5, pass_mark=80), order=900)
        make_demo(now=NOON, history=True, told=lambda part: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def lived(laid_history, db):
    return Certification.objects.filter(curriculum__slug=history.CURRICULUM)


def test_a_history_lets_everybody_be_a_sample_and_nothing_lie_in_the_future(lived):
    assert lived.count() == 14
    assert not User.objects.filter(is_sample=False).exists()
    now = NOON
    for model, moments in {
        Attempt: ["started_at", "submitted_at"],
        AnswerEvent: ["received_at"],
        UnitProgress: ["opened_at", "completed_at"],
        ModuleEnrolment: ["started_at", "completed_at"],
        InspectionRound: ["started_at", "handed_in_at"],
        Award: ["awarded_at"],
        Certificate: ["issued_at"],
        CertificationEvent: ["at"],
        Reminder: ["made_at"],
        SignOff: ["at"],
        AuditEntry: ["at"],
    }.items():
        assert model.objects.exists(), model
        for moment in moments:
            assert not model.objects.filter(**{f"{moment}__gt": now}).exists(), (model, moment)


def test_certificates_of_a_history_rest_on_passed_examinations_before_them(lived):
    certificates = Certificate.objects.filter(award__enrolment__certification__in=lived)
    assert certificates.filter(standing=Certificate.Standing.SUPERSEDED).exists()
    proofs = Evidence.objects.filter(award__certificates__in=certificates, attempt__isnull=False)
    assert proofs.count() >= certificates.count()
    for proof in proofs.select_related("attempt__grade", "award"):
        assert proof.attempt.grade.passed
        assert proof.attempt.submitted_at <= proof.award.awarded_at
    longest = timedelta(minutes=1)
    assert all(one.issued_at - one.award.awarded_at < longest for one in certificates if not one.replaces_id)


def test_a_history_shows_many_states_and_what_a_coordinator_did(lived):
    states = set(lived.values_list("state", flat=True))
    assert {"certified", "suspended", "revoked"} <= states
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"officer.transferred", "sign_off.recorded", "cohort.made"} <= acts
    assert Membership.objects.exclude(until=None).exists()
    assert FaultTally.objects.exclude(kind="").exists()


def test_a_history_is_made_once(lived):
    before = Attempt.objects.count(), CertificationEvent.objects.count()
    make_demo(now=NOON, history=True, told=lambda part: None)
    assert (Attempt.objects.count(), CertificationEvent.objects.count()) == before
