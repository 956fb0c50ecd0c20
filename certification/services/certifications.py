"""The keeping of certifications: runs opened, ended and taken up again, days moved."""

from django.db import transaction

from certification.models import Certification, CurriculumEnrolment

CHUNK = 500


@transaction.atomic
def open_certifications(*, officers, curriculum, version, now, by=None, due_on=None, cohort=None, path=""):
    """A certification with its first run for each of some officers without one. Returns the new ones."""
    day = curriculum.administration.day_of(now)
    made = []
    officers = list(officers)
    for start in range(0, len(officers), CHUNK):
        chunk = officers[start : start + CHUNK]
        there = set(
            Certification.objects.filter(curriculum=curriculum, officer__in=chunk).values_list(
                "officer", flat=True
            )
        )
        certifications = Certification.objects.bulk_create(
            Certification(
                officer=officer,
                curriculum=curriculum,
                administration=curriculum.administration,
                state_since=day,
                due_on=due_on,
                cohort=cohort,
                path=path,
            )
            for officer in chunk
            if officer.pk not in there
        )
        CurriculumEnrolment.objects.bulk_create(
            CurriculumEnrolment(
                certification=certification,
                officer_id=certification.officer_id,
                version=version,
                administration=curriculum.administration,
                enrolled_at=now,
            )
            for certification in certifications
        )
        made += certifications
    return made


@transaction.atomic
def move_due(*, certifications, due_on, now, by=None):
    """Give certifications with a run under way another last day."""
    for certification in certifications:
        certification.due_on = due_on
    Certification.objects.bulk_update(certifications, ["due_on"], batch_size=CHUNK)


@transaction.atomic
def take_off(*, certification, now, by=None):
    """Take an officer off a curriculum: the run under way is withdrawn, what was is kept."""
    certification = Certification.objects.select_for_update().get(pk=certification.pk)
    if certification.closed_at is None:
        certification.closed_at = now
        certification.save(update_fields=["closed_at"])
        certification.enrolments.open().update(withdrawn_at=now)
    return certification


@transaction.atomic
def put_back(*, certification, now, by=None):
    """Put an officer back on a curriculum, with a run on the newest version."""
    certification = Certification.objects.select_for_update().get(pk=certification.pk)
    if certification.closed_at is not None:
        certification.closed_at = None
        certification.save(update_fields=["closed_at"])
        version = certification.curriculum.versions.exclude(published_at=None).latest("number")
        CurriculumEnrolment.objects.create(
            certification=certification,
            officer_id=certification.officer_id,
            version=version,
            administration_id=certification.administration_id,
            enrolled_at=now,
        )
    return certification
