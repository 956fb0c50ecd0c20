"""Who takes a curriculum, on which path and until when: many officers at once, or one."""

from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import Membership, Role
from accounts.names import staff_number_as_kept
from accounts.services.audit import record_act
from certification.models import Certification, Cohort
from certification.services.awarding import try_to_award
from certification.services.certifications import move_due, open_certifications
from certification.services.certifications import put_back as put_certification_back
from certification.services.certifications import take_off as take_certification_off
from certification.services.curricula import newest_version

CHUNK = 500
# Awarding looks at each officer apart: more than these are left to the command that runs each minute.
AWARDED_AT_ONCE = 50


class EnrolmentRefused(Exception):
    """Nobody is enrolled: the curriculum is not published yet, or closed."""


@dataclass(frozen=True)
class Enrolled:
    """What became of some officers: newly enrolled, put back or given other terms, and left as they were."""

    new: int
    changed: int
    same: int


def numbers_in(text):
    """The staff numbers in a text, as kept: one a line, or apart by commas or semicolons; each once."""
    parts = text.replace(",", "\n").replace(";", "\n").splitlines()
    return list(dict.fromkeys(number for part in parts if (number := staff_number_as_kept(part))))


def officers_with_numbers(administration, numbers, day):
    """The trainees serving on a day with some staff numbers, and the numbers that none of them has."""
    found = {}
    for start in range(0, len(numbers), CHUNK):
        memberships = (
            Membership.objects.on(day)
            .filter(
                administration=administration,
                role=Role.TRAINEE,
                staff_number__in=numbers[start : start + CHUNK],
            )
            .select_related("user")
        )
        found |= {membership.staff_number: membership.user for membership in memberships}
    return list(found.values()), [number for number in numbers if number not in found]


@transaction.atomic
def enrol_officers(*, officers, curriculum, by, now, path="", due_on=None, cohort=None):
    """Enrol officers on the newest version, with a path and a last day; in a cohort, with the cohort's.

    Who is on it keeps version and history: off the curriculum they are put back, and all take the terms
    given. Doing it twice changes nothing more. Raises EnrolmentRefused for a curriculum that enrols nobody.
    """
    version = newest_version(curriculum)
    if version is None or curriculum.closed_at is not None:
        raise EnrolmentRefused
    if cohort is not None:
        cohort = Cohort.objects.select_for_update().get(pk=cohort.pk, curriculum=curriculum)
        path, due_on = cohort.path, cohort.due_on
    officers = list(officers)
    terms = {"path": path, "due_on": due_on, "cohort": cohort}
    made = open_certifications(
        officers=officers, curriculum=curriculum, version=version, now=now, by=by, **terms
    )
    new = {certification.officer_id for certification in made}
    there = [officer.pk for officer in officers if officer.pk not in new]
    changed = 0
    for start in range(0, len(there), CHUNK):
        changed += _take_terms(there[start : start + CHUNK], curriculum, by=by, now=now, **terms)
    if made or changed:
        record_act(
            administration=curriculum.administration,
            by=by,
            act="curriculum.enrolled",
            now=now,
            what=version.title if cohort is None else f"{version.title} · {cohort.name}",
            detail={"count": len(made) + changed, "path": path, "due": due_on},
        )
    if len(made) <= AWARDED_AT_ONCE:
        for officer in officers:
            if officer.pk in new:
                try_to_award(officer=officer, administration=curriculum.administration, now=now)
    return Enrolled(new=len(made), changed=changed, same=len(there) - changed)


def _take_terms(officers, curriculum, *, path, due_on, cohort, by, now):
    """Give the terms to certifications that have others. Returns how many."""
    held = Certification.objects.select_for_update(of=["self"]).filter(
        curriculum=curriculum, officer__in=officers
    )
    others = [
        certification
        for certification in held.order_by("pk")
        if certification.closed_at is not None
        or (certification.path, certification.due_on, certification.cohort_id)
        != (path, due_on, cohort and cohort.pk)
    ]
    for certification in others:
        certification.path, certification.cohort = path, cohort
    Certification.objects.bulk_update(others, ["path", "cohort"])
    for certification in others:
        if certification.closed_at is not None:
            put_certification_back(certification=certification, now=now, by=by)
    move_due(
        certifications=Certification.objects.filter(pk__in=[certification.pk for certification in others]),
        due_on=due_on,
        now=now,
        by=by,
    )
    return len(others)


@transaction.atomic
def change_terms(*, certification, path, due_on, by, now):
    """Give one officer another path and last day. Leaves the cohort where they differ from the cohort's."""
    certification = (
        Certification.objects.select_for_update(of=["self"])
        .select_related("cohort", "officer", "administration", "curriculum")
        .get(pk=certification.pk)
    )
    if (certification.path, certification.due_on) == (path, due_on):
        return certification
    before = {"path": certification.path, "due": certification.due_on}
    cohort = certification.cohort
    if cohort is not None and (cohort.path, cohort.due_on) != (path, due_on):
        cohort = None
    certification.path, certification.cohort = path, cohort
    certification.save(update_fields=["path", "cohort"])
    move_due(certifications=[certification], due_on=due_on, now=now, by=by)
    record_act(
        administration=certification.administration,
        by=by,
        act="curriculum.terms_changed",
        now=now,
        subject=certification.officer,
        detail={"before": before, "after": {"path": path, "due": due_on}},
    )
    try_to_award(officer=certification.officer, administration=certification.administration, now=now)
    return certification


@transaction.atomic
def take_off(*, certification, by, now):
    """Take an officer off a curriculum. The run under way is withdrawn; what was stays on record."""
    return _on_or_off(
        partial(take_certification_off, now=now), certification, "curriculum.taken_off", by, now
    )


@transaction.atomic
def take_back(*, certification, by, now):
    """Put an officer back on a curriculum that was left. What was proven before counts."""
    if certification.curriculum.closed_at is not None:
        raise EnrolmentRefused
    back = _on_or_off(
        partial(put_certification_back, now=now, by=by), certification, "curriculum.taken_back", by, now
    )
    try_to_award(officer=back.officer, administration=back.administration, now=now)
    return back


def _on_or_off(change, certification, act, by, now):
    certification = (
        Certification.objects.select_for_update(of=["self"])
        .select_related("officer", "administration", "curriculum")
        .get(pk=certification.pk)
    )
    is_off = certification.closed_at is not None
    if is_off != (act == "curriculum.taken_back"):
        return certification
    change(certification=certification)
    record_act(
        administration=certification.administration,
        by=by,
        act=act,
        now=now,
        subject=certification.officer,
        what=f"{certification.officer.name} · {newest_version(certification.curriculum).title}",
    )
    return certification


def person_known_as(administration, text, day):
    """Who serves on a day and has this staff number or e-mail address, in any role; None for nobody."""
    serving = Membership.objects.on(day).filter(administration=administration)
    text = text.strip()
    if not text:
        return None
    known = serving.annotate(email=Lower("user__email")).filter(
        Q(staff_number=staff_number_as_kept(text)) | Q(email=text.lower())
    )
    membership = known.select_related("user").order_by("pk").first()
    return membership and membership.user
