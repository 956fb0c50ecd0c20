"""The load: so many rows as were asked for, the same by the same seed, and in no database with people."""

import io

import pytest
from django.core.management import CommandError, call_command

from certification.models import Certificate, Certification
from elearning.load.making import AdministrationMaker, make_modules, shares
from elearning.load.writing import Writer
from quizzes.models import Attempt
from tests.factories import NOON, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def laid(seed):
    """What a seed makes: marks, states and serial numbers."""
    writer = Writer()
    AdministrationMaker(
        number=1, officers=12, taught=make_modules(), seed=seed, now=NOON, writer=writer
    ).make()
    return (
        [str(grade) for grade in Attempt.objects.order_by("pk").values_list("grade__earned", flat=True)],
        list(Certification.objects.order_by("pk").values_list("state", flat=True)),
        list(Certificate.objects.order_by("pk").values_list("serial", flat=True)),
    )


@pytest.mark.parametrize(("administrations", "officers"), [(1, 1), (4, 10), (40, 200_000)])
def test_officers_are_shared_out_without_a_rest(administrations, officers):
    sizes = shares(administrations, officers)
    assert sum(sizes) == officers
    assert sizes == sorted(sizes, reverse=True)


def test_a_seed_makes_the_same_again_and_another_one_something_else(django_db_blocker):
    from django.db import transaction

    made = []
    for seed in (1, 1, 2):
        point = transaction.savepoint()
        made.append(laid(seed))
        transaction.savepoint_rollback(point)
    assert made[0] == made[1] != made[2]


def test_grades_and_certificates_belong_where_they_say(db):
    laid(1)
    assert all(attempt.grade.attempt_id == attempt.pk for attempt in Attempt.objects.select_related("grade"))
    held = Certification.objects.exclude(certificate=None).select_related("certificate")
    assert held
    assert all(row.certificate.officer_id == row.officer_id for row in held)
    assert all(row.certificate.valid_until == row.valid_until for row in held)


def test_no_load_is_made_beside_people(administration):
    UserFactory()
    with pytest.raises(CommandError, match="no samples"):
        call_command("make_load", "--officers=4", stdout=io.StringIO())


def test_no_load_is_made_twice(administration):
    MembershipFactory(administration=administration, user__username="load-1", user__is_sample=True)
    with pytest.raises(CommandError, match="a load already"):
        call_command("make_load", "--officers=4", stdout=io.StringIO())
