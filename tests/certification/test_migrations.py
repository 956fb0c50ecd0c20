"""Enrolments, awards and certificates from before there were certifications get theirs."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import NOON, AdministrationFactory, UserFactory

BEFORE = ("certification", "0004_life_of_a_certificate")
AFTER = ("certification", "0006_every_enrolment_has_a_certification")
JUNE = datetime(2026, 6, 1, 12, tzinfo=UTC)


def migrated(to):
    """Migrate certification to a point; the models as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return MigrationExecutor(connection).loader.project_state([to]).apps


@pytest.fixture
def before(laid_site):
    """The tables as they were, empty; afterwards all migrations are applied again."""
    try:
        yield migrated(BEFORE)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("certification"))


class Rows:
    """What an administration had: two versions of one curriculum, and officers on them."""

    def __init__(self, apps):
        def rows(name):
            return apps.get_model("certification", name).objects

        self.rows = rows
        self.administration = AdministrationFactory(slug="sampland", time_zone="Pacific/Auckland")
        curriculum = rows("Curriculum").create(administration_id=self.administration.pk, slug="border")
        self.versions = [
            rows("CurriculumVersion").create(
                curriculum=curriculum, number=number, title="Border", validity_months=24, published_at=NOON
            )
            for number in (1, 2)
        ]

    def enrolled(self, officer, number=1, at=NOON, **fields):
        return self.rows("CurriculumEnrolment").create(
            officer_id=officer.pk,
            version=self.versions[number - 1],
            administration_id=self.administration.pk,
            enrolled_at=at,
            **fields,
        )

    def certified(self, enrolment, serial, standing="in_force", award=None, **fields):
        people = {"officer_id": enrolment.officer_id, "administration_id": self.administration.pk}
        award = award or self.rows("Award").create(enrolment=enrolment, awarded_at=NOON, **people)
        self.rows("Certificate").create(
            award=award,
            serial=serial,
            standing=standing,
            holder_name="Sample",
            administration_name="Sampland",
            curriculum_title="Border",
            curriculum_version=1,
            modules=[],
            issued_at=fields.pop("issued_at", NOON),
            issued_on=date(2026, 3, 3),
            valid_until=date(2028, 3, 3),
            time_zone="Pacific/Auckland",
            language="en-gb",
            **people,
        )
        return award


@pytest.mark.django_db(transaction=True)
def test_each_officer_and_curriculum_get_one_certification_that_says_how_it_stands(before):
    rows = Rows(before)
    holds, goes_on, moved, left, revoked, suspended, replaced = people = UserFactory.create_batch(7)
    rows.certified(rows.enrolled(holds), "A")
    rows.certified(rows.enrolled(goes_on), "B")
    rows.enrolled(goes_on, 2, at=JUNE)
    rows.enrolled(moved)
    rows.enrolled(moved, 2, at=JUNE)
    rows.enrolled(left, withdrawn_at=JUNE)
    rows.certified(rows.enrolled(revoked), "E", "revoked")
    rows.certified(rows.enrolled(suspended), "F", "suspended")
    run = rows.enrolled(replaced)
    award = rows.certified(run, "G", "superseded")
    rows.certified(run, "H", award=award, issued_at=JUNE)

    after = migrated(AFTER)
    certifications = after.get_model("certification", "Certification").objects
    found = {
        officer: certifications.select_related("certificate").get(officer_id=officer.pk) for officer in people
    }
    assert certifications.count() == 7
    assert [found[officer].state for officer in people] == [
        "certified",
        "certified",
        "assigned",
        "assigned",
        "revoked",
        "suspended",
        "certified",
    ]
    assert [found[officer].certificate and found[officer].certificate.serial for officer in people] == [
        "A",
        "B",
        None,
        None,
        "E",
        "F",
        "H",
    ]
    # 90 days before 3 March 2028 are 4 December 2027.
    assert found[holds].window_opens_on == date(2027, 12, 4)
    assert found[holds].valid_until == date(2028, 3, 3)
    assert [found[officer].closed_at for officer in (holds, left)] == [None, JUNE]

    runs = after.get_model("certification", "CurriculumEnrolment").objects
    open_runs = runs.filter(ended_at=None, withdrawn_at=None).values_list("officer", "version__number")
    assert set(open_runs) == {(goes_on.pk, 2), (moved.pk, 2)}
    assert runs.get(officer_id=moved.pk, version__number=1).ended_at == JUNE
    assert runs.get(officer_id=holds.pk).ended_at == NOON
    # Noon UTC on 2 March is 3 March in Auckland.
    awards = after.get_model("certification", "Award").objects
    assert set(awards.values_list("completed_on", flat=True)) == {date(2026, 3, 3)}
