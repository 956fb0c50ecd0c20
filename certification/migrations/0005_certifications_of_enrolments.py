"""A certification for each officer and curriculum, out of the enrolments, awards and certificates there are."""

import zoneinfo
from datetime import timedelta

from django.db import migrations


def write_certifications(apps, schema_editor):
    """Each enrolment gets its certification; of several open ones of a curriculum only the newest stays open."""
    Award = apps.get_model("certification", "Award")
    Certificate = apps.get_model("certification", "Certificate")
    Certification = apps.get_model("certification", "Certification")
    CurriculumEnrolment = apps.get_model("certification", "CurriculumEnrolment")
    for award in Award.objects.select_related("administration").iterator():
        zone = zoneinfo.ZoneInfo(award.administration.time_zone)
        award.completed_on = award.awarded_at.astimezone(zone).date()
        award.save(update_fields=["completed_on"])
        CurriculumEnrolment.objects.filter(pk=award.enrolment_id).update(ended_at=award.awarded_at)
    rows = CurriculumEnrolment.objects.select_related("version", "administration").order_by(
        "enrolled_at", "pk"
    )
    for enrolment in rows.iterator():
        zone = zoneinfo.ZoneInfo(enrolment.administration.time_zone)
        certification, _created = Certification.objects.get_or_create(
            officer_id=enrolment.officer_id,
            curriculum_id=enrolment.version.curriculum_id,
            defaults={
                "administration_id": enrolment.administration_id,
                "state": "assigned",
                "state_since": enrolment.enrolled_at.astimezone(zone).date(),
            },
        )
        CurriculumEnrolment.objects.filter(
            certification=certification, ended_at=None, withdrawn_at=None
        ).update(ended_at=enrolment.enrolled_at)
        enrolment.certification = certification
        enrolment.save(update_fields=["certification"])
        held = (
            Certificate.objects.filter(award__enrolment=enrolment)
            .exclude(standing="superseded")
            .order_by("-issued_at", "-pk")
            .first()
        )
        if held is not None:
            _hold(certification, enrolment, held)
    for certification in Certification.objects.iterator():
        newest = certification.enrolments.order_by("-enrolled_at", "-pk").first()
        if newest.withdrawn_at:
            certification.closed_at = newest.withdrawn_at
            certification.save(update_fields=["closed_at"])


def _hold(certification, enrolment, held):
    """What a certificate makes of a certification. The next day's advance opens windows and ends the expired."""
    certification.certificate = held
    certification.valid_until = held.valid_until
    if held.valid_until:
        certification.window_opens_on = held.valid_until - timedelta(days=enrolment.version.renewal_days)
    certification.state = {"revoked": "revoked", "suspended": "suspended"}.get(held.standing, "certified")
    certification.state_since = held.issued_on
    certification.save()


class Migration(migrations.Migration):
    dependencies = [("certification", "0004_life_of_a_certificate")]
    operations = [migrations.RunPython(write_certifications, migrations.RunPython.noop)]
