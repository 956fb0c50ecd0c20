"""Certifications for tests: an officer on a curriculum, and days that pass."""

from datetime import UTC, date, datetime, timedelta

from certification.models import Certification, CurriculumVersion
from certification.services.advancing import advance
from tests.certification.conftest import certified

# Certified at noon on 2 March 2026 for 24 months, with a window of 90 days: 3 December 2027.
LAST_DAY = date(2028, 3, 2)
OPENS = date(2027, 12, 3)


def at(day, hour=12):
    """Noon of a day, given as a date or as a text."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def days(number):
    return timedelta(days=number)


def holder(officer, administration, **fields):
    """The certification of an officer who is certified."""
    certificate = certified(officer, administration, **fields)
    return Certification.objects.get(certificate=certificate)


def brought_to(administration, day, **fields):
    """Let the days pass until and with one, at its noon there."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return advance(administration=administration, day=day, now=at(day), **fields)


def changed(version, **fields):
    """A version with other fields than its factory gives."""
    CurriculumVersion.objects.filter(pk=version.pk).update(**fields)
    return CurriculumVersion.objects.get(pk=version.pk)


def told(certification):
    """The events of a certification as "trigger day"."""
    return [f"{event.trigger} {event.on}" for event in certification.events.all()]
