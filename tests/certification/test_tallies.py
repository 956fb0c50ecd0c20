"""The sums behind figures: worked out from results, the same however often and whenever."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from certification.marks import UNITS, in_units
from certification.models import FaultTally, ObjectiveTally
from certification.services.tallies import count_answers
from exercises.models import InspectionRound
from exercises.services.inspections import create_inspection
from quizzes.models import Counts
from quizzes.services.attempts import start_attempt, submit_attempt
from tests.factories import NOON, quiz_with
from tests.quizzes.papers_for_tests import answer_all, attempt_of

APRIL = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


def handed_in(officer, quiz, right, now=NOON):
    attempt = attempt_of(officer, quiz, now=now)
    answer_all(attempt, right, now=now)
    return submit_attempt(attempt=attempt, now=now)


def sums():
    return [
        (tally.month.month, tally.answers, Fraction(tally.earned, UNITS), Fraction(tally.possible, UNITS))
        for tally in ObjectiveTally.objects.order_by("month")
    ]


@pytest.mark.django_db
def test_answers_are_summed_by_month_when_an_attempt_is_graded(officer):
    quiz = quiz_with(4)
    handed_in(officer, quiz, 3)
    assert sums() == [(3, 4, 3, 4)]
    handed_in(officer, quiz, 1, now=APRIL)
    assert sums() == [(3, 4, 3, 4), (4, 4, 1, 4)]


@pytest.mark.django_db
def test_only_attempts_that_count_are_summed(officer):
    quiz = quiz_with(4, counts=Counts.LAST)
    handed_in(officer, quiz, 3)
    handed_in(officer, quiz, 1, now=APRIL)
    assert sums() == [(4, 4, 1, 4)]


@pytest.mark.django_db
def test_trials_are_not_summed(officer, administration):
    trial = start_attempt(
        quiz=quiz_with(2), officer=officer, administration=administration, now=NOON, seed=1, trial=True
    )
    answer_all(trial)
    submit_attempt(attempt=trial, now=NOON)
    count_answers(officers=[officer.pk])
    assert sums() == []


@pytest.mark.django_db
def test_the_month_is_that_of_the_administration(officer, administration):
    administration.time_zone = "Pacific/Auckland"
    administration.save()
    handed_in(officer, quiz_with(1), 1, now=datetime(2026, 3, 31, 12, 0, tzinfo=UTC))
    assert [row[0] for row in sums()] == [4]


@pytest.mark.django_db
def test_an_attempt_is_handed_in_also_where_it_cannot_be_counted(officer, monkeypatch, caplog):
    def fails(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("certification.services.tallies.in_units", fails)
    assert handed_in(officer, quiz_with(1), 1).submitted_at
    assert "were not counted" in caplog.text


@pytest.mark.django_db
def test_the_command_makes_good_what_is_missing_and_twice_is_once(officer, administration, capsys):
    handed_in(officer, quiz_with(4), 3)
    laid = an_inspection(officer, administration)
    before = sums()
    ObjectiveTally.objects.all().delete()
    FaultTally.objects.all().delete()
    for _ in range(2):
        call_command("count_results")
        assert sums() == before
        assert faults() == {"": (20, 3), "cites-expired": (1, 1), "cites-quantity": (1, 0)}
    assert laid.number == 1
    assert "counted: 1." in capsys.readouterr().out


def an_inspection(officer, administration):
    """A round handed in: one of two faults was flagged, and three of twenty sound entries."""
    exercise = create_inspection(
        slug="sample",
        title="Sample",
        administration=administration,
        author=None,
        reason="",
        now=NOON,
        template="cites-permit",
    )
    return InspectionRound.objects.create(
        exercise=exercise,
        version=exercise.inspection_versions.get(),
        officer=officer,
        administration=administration,
        number=1,
        seed=1,
        level=1,
        started_at=NOON,
        handed_in_at=NOON,
        decision="release",
        mark=Fraction(1, 10),
        decision_mark=Fraction(0),
        hits=1,
        misses=1,
        false_alarms=3,
        sound=20,
        result={"found": {"cites-expired": "1/2", "cites-quantity": "0"}, "alarms": ["a:b", "a:c", "a:d"]},
    )


def faults():
    return {tally.kind: (tally.entries, tally.flagged) for tally in FaultTally.objects.all()}


@given(st.fractions(min_value=0, max_value=5, max_denominator=12))
def test_marks_of_halves_to_twelfths_are_exact_in_units(mark):
    assert Fraction(in_units(mark), UNITS) == mark


@given(st.fractions(min_value=0, max_value=5))
def test_no_mark_is_off_by_more_than_half_a_unit(mark):
    assert abs(Fraction(in_units(mark), UNITS) - mark) <= Fraction(1, 2 * UNITS)
