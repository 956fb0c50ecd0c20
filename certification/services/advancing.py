"""What a day brings to an administration: states that the calendar moves, renewals, reminders."""

import logging
from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import Administration
from certification.models import Certification, KeptDay
from certification.services.certifications import CHUNK, coming, locked, moved_by, record
from certification.services.reminders import remind

logger = logging.getLogger("certification")


@dataclass
class Brought:
    """What a day brought to one administration: the lines that say it, and how many of each kind."""

    administration: Administration
    day: object
    lines: list = field(default_factory=list)
    triggers: Counter = field(default_factory=Counter)
    reminders: int = 0
    failed: int = 0


def days_to_keep(now):
    """Each administration whose day has not been kept yet, with that day. Two queries."""
    kept = dict(KeptDay.objects.values_list("administration", "day"))
    for administration in Administration.objects.order_by("slug"):
        day = administration.day_of(now)
        if administration.pk not in kept or kept[administration.pk] < day:
            yield administration, day


def keep_day(*, administration, day, now):
    """Advance an administration to its day, and remember it. A day with a fault is tried again."""
    brought = advance(administration=administration, day=day, now=now)
    if not brought.failed:
        KeptDay.objects.update_or_create(administration=administration, defaults={"day": day})
    return brought


def advance(*, administration, day, now, dry_run=False):
    """Bring the certifications of an administration up to a day, and remind of what ends. Twice is once.

    Chunks are transactions; where one fails its certifications are tried alone, and those that fail are
    logged. With `dry_run` nothing is written, and what would be is told.
    """
    brought = Brought(administration, day)
    waiting = moved_by(Certification.objects.filter(administration=administration), day)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        _advance_or_log(keys[start : start + CHUNK], brought, now, dry_run)
    brought.reminders, lines = remind(administration=administration, day=day, now=now, dry_run=dry_run)
    brought.lines += lines
    return brought


def _advance_or_log(keys, brought, now, dry_run):
    try:
        changes = _advance_some(keys, brought.day, now, dry_run)
    except Exception:
        if len(keys) == 1:
            logger.exception("Certification %s could not be brought up to %s.", keys[0], brought.day)
            brought.failed += 1
            return
        for key in keys:
            _advance_or_log([key], brought, now, dry_run)
        return
    for certification, change in changes:
        brought.triggers[change.trigger] += 1
        brought.lines.append(
            f"{change.on} {change.trigger}: {certification.officer.name} ({certification.curriculum.slug}), "
            f"{change.before} → {change.after}"
        )


@transaction.atomic
def _advance_some(keys, day, now, dry_run):
    rows = Certification.objects.filter(pk__in=keys)
    if dry_run:
        return coming(rows.select_related("curriculum", "administration", "officer").order_by("pk"), day)
    changes = coming(locked(rows), day)
    record(changes, now=now)
    return changes
