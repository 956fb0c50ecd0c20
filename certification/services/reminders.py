"""Reminders of the end of a certificate: which are due, and their mails to holders and coordinators.

A reminder is a row, made in the transaction that finds it due; mails follow by the task worker. A worker
claims a row before it sends, so that of two only one does; what was claimed and not sent is sent later.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Membership, Role, User
from certification import tasks
from certification.models import Certificate, Certification, CurriculumEnrolment, Digest, Reminder
from certification.services.certifications import CHUNK
from certification.states import LATEST, REMINDERS, State, reminder_due

logger = logging.getLogger("certification")

# A worker that has said nothing for so long has ended: another may send what it claimed.
SILENCE = timedelta(minutes=15)
# What could not be sent for so long is out of date.
KEPT_TRYING = timedelta(days=3)
NAMES = 50
"""How many names a digest holds."""


# --- which are due ------------------------------------------------------------------------------


def remind(*, administration, day, now, dry_run=False):
    """Make the reminders that a day asks for, and order their mails. Returns how many, and a line for each.

    Whoever has left, was taken off the curriculum, or holds a certificate that is not in force has none.
    """
    number, lines = 0, []
    for certifications in _chunks(_ending(administration, day)):
        due = _due_of(certifications, day)
        if due and not dry_run:
            _make(due, administration, day, now)
        number += len(due)
        lines += [
            f"{day} reminder {days}: {certification.officer.name} ({certification.certificate.serial})"
            for certification, days in due
        ]
    if number and not dry_run:
        order_mails(administration)
    return number, lines


def _ending(administration, day):
    """Certifications whose certificate ends near a day, and whose officers are to be told."""
    serving = Membership.objects.on(day).filter(user=OuterRef("officer"), administration=administration)
    return (
        Certification.objects.filter(
            Exists(serving),
            administration=administration,
            closed_at=None,
            state__in=[State.CERTIFIED, State.WINDOW_OPEN, State.EXPIRED],
            certificate__standing=Certificate.Standing.IN_FORCE,
            valid_until__gte=day - LATEST,
            valid_until__lte=day + timedelta(days=max(REMINDERS)),
        )
        .select_related("certificate", "officer")
        .order_by("pk")
    )


def _chunks(certifications):
    """A queryset ordered by key in lists of CHUNK, one query each."""
    last = 0
    while some := list(certifications.filter(pk__gt=last)[:CHUNK]):
        yield some
        last = some[-1].pk


def _due_of(certifications, day):
    """The reminders that are due and were not made yet, as pairs of certification and days. One query."""
    made = set(
        Reminder.objects.filter(
            certificate__in=[certification.certificate_id for certification in certifications]
        ).values_list("certificate", "days")
    )
    due = [
        (
            certification,
            reminder_due(
                issued_on=certification.certificate.issued_on,
                valid_until=certification.valid_until,
                day=day,
            ),
        )
        for certification in certifications
    ]
    return [
        (certification, days)
        for certification, days in due
        if days is not None and (certification.certificate_id, days) not in made
    ]


@transaction.atomic
def _make(due, administration, day, now):
    """Write reminders with the digest of their day. Of two who write at once the second writes nothing."""
    digest, _created = Digest.objects.get_or_create(administration=administration, day=day)
    Reminder.objects.bulk_create(
        (
            Reminder(certificate_id=certification.certificate_id, days=days, digest=digest, made_at=now)
            for certification, days in due
        ),
        ignore_conflicts=True,
    )


# --- sending ------------------------------------------------------------------------------------


def order_mails(administration):
    """Have the task worker send what waits to be told. Where no worker can be told, a later run orders it."""

    def order():
        tasks.send_reminders.enqueue(administration.pk)

    transaction.on_commit(order, robust=True)


def unsent(now):
    """Ids of the administrations for which mails wait that nobody is sending. Two queries."""
    return {
        *_waiting_reminders(now).values_list("certificate__administration", flat=True),
        *_waiting_digests(now).values_list("administration", flat=True),
    }


def _unclaimed(now):
    return Q(sent_at=None) & (Q(claimed_at=None) | Q(claimed_at__lt=now - SILENCE))


def _waiting_reminders(now):
    return Reminder.objects.filter(
        _unclaimed(now), made_at__gte=now - KEPT_TRYING, certificate__officer__is_active=True
    ).exclude(certificate__officer__email="")


def _waiting_digests(now):
    recent = Reminder.objects.filter(digest=OuterRef("pk"), made_at__gte=now - KEPT_TRYING)
    return Digest.objects.filter(_unclaimed(now), Exists(recent))


def send_waiting(*, administration, now):
    """Send what waits of an administration. A mail that fails is tried again later."""
    reminders = _waiting_reminders(now).filter(certificate__administration=administration).order_by("pk")
    for reminder in reminders.select_related("certificate__officer", "certificate__administration"):
        _claim_and(_send_reminder, reminder, now)
    digests = _waiting_digests(now).filter(administration=administration).order_by("day")
    for digest in digests.select_related("administration"):
        _claim_and(_send_digest, digest, now)


def _claim_and(send, row, now):
    """Send what a row stands for, unless another worker has claimed it."""
    rows = type(row).objects.filter(pk=row.pk)
    if not rows.filter(_unclaimed(now)).update(claimed_at=now):
        return
    try:
        send(row, now)
    except Exception:
        logger.exception("The mail of %s %s could not be sent.", type(row).__name__, row.pk)
        rows.update(claimed_at=None)
    else:
        rows.update(sent_at=now)


def _send_reminder(reminder, now):
    """Tell the holder, in the holder's language; nobody, where the certificate is not in force any more."""
    certificate = reminder.certificate
    if certificate.standing != Certificate.Standing.IN_FORCE:
        return
    officer = certificate.officer
    day = certificate.administration.day_of(now)
    certification = Certification.objects.get(certificate=certificate)
    opens_on = certification.window_opens_on
    renewals = certification.enrolments.open().filter(kind=CurriculumEnrolment.Kind.RENEWAL)
    context = {
        "name": officer.name,
        "certificate": certificate,
        "days_left": (certificate.valid_until - day).days,
        "renewing": renewals.exists(),
        "opens_on": opens_on if opens_on > day else None,
        "url": _address(reverse("courses:dashboard")),
        "current_site": _site(),
    }
    with override(officer.language):
        get_adapter().render_mail("certification/email/reminder", officer.email, context).send()


@dataclass(frozen=True)
class Told:
    """Those of a digest who were reminded at one time: the first by name, and how many more there are."""

    days: int
    reminders: list
    more: int


def _send_digest(digest, now):
    """Tell each coordinator, in the coordinator's language. One that fails keeps it from no other."""
    groups = _groups_of(digest)
    day = digest.administration.day_of(now)
    serving = Membership.objects.on(day).filter(administration=digest.administration, role=Role.COORDINATOR)
    coordinators = list(
        User.objects.filter(pk__in=serving.values("user"), is_active=True).exclude(email="").order_by("pk")
    )
    context = {
        "administration": digest.administration,
        "day": digest.day,
        "number": sum(len(group.reminders) + group.more for group in groups),
        "groups": groups,
        "url": _address(reverse("certification:certificates", args=[digest.administration.slug])),
        "current_site": _site(),
    }
    failures = []
    for coordinator in coordinators:
        with override(coordinator.language):
            try:
                mail = get_adapter().render_mail(
                    "certification/email/digest",
                    coordinator.email,
                    context | {"name": coordinator.name},
                )
                mail.send()
            except OSError as error:
                logger.warning("Digest %s did not reach coordinator %s: %s", digest, coordinator.pk, error)
                failures.append(error)
    if failures and len(failures) == len(coordinators):
        raise failures[0]


def _groups_of(digest):
    """What a digest tells, the nearest end first. Two queries, however many reminders."""
    numbers = dict(digest.reminders.order_by().values_list("days").annotate(Count("pk")))
    groups = []
    rows = digest.reminders.select_related("certificate__officer").order_by(
        "days", "certificate__holder_name", "pk"
    )[:NAMES]
    for days, some in groupby(rows, key=lambda reminder: reminder.days):
        shown = list(some)
        groups.append(Told(days, shown, numbers.pop(days) - len(shown)))
    return [*groups, *(Told(days, [], number) for days, number in sorted(numbers.items()))]


def _address(path):
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def _site():
    return {"domain": urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}
