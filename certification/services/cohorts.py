"""Cohorts: officers who take a curriculum together, until one day."""

from django.db import transaction
from django.db.models import Count, Q

from accounts.services.audit import record_act
from certification.models import Certification, Cohort, Curriculum
from certification.services.certifications import move_due
from certification.states import State

CHUNK = 500


class NameTaken(Exception):
    """Another cohort of the curriculum is called so."""


def cohorts_with_figures(curriculum):
    """The cohorts of a curriculum, each with `officers` and how many of them hold a certificate in force."""
    on_it = Q(certifications__closed_at=None)
    holding = Q(certifications__state__in=[State.CERTIFIED.value, State.WINDOW_OPEN.value])
    return curriculum.cohorts.annotate(
        officers=Count("certifications", filter=on_it),
        certified=Count("certifications", filter=on_it & holding),
    ).order_by("due_on", "name")


@transaction.atomic
def make_cohort(*, curriculum, name, due_on, path, by, now):
    """A new cohort. Raises NameTaken; the same once more gives the one that is there."""
    curriculum = Curriculum.objects.select_for_update().select_related("administration").get(pk=curriculum.pk)
    there = curriculum.cohorts.filter(name__iexact=name).first()
    if there is not None:
        if (there.name, there.due_on, there.path) == (name, due_on, path):
            return there
        raise NameTaken
    cohort = curriculum.cohorts.create(name=name, due_on=due_on, path=path)
    record_act(
        administration=curriculum.administration,
        by=by,
        act="cohort.made",
        now=now,
        what=name,
        detail={"due": due_on, "path": path},
    )
    return cohort


@transaction.atomic
def change_cohort(*, cohort, name, due_on, path, by, now):
    """Give a cohort another name, last day or path; who is under way takes both. Raises NameTaken."""
    curriculum = (
        Curriculum.objects.select_for_update().select_related("administration").get(pk=cohort.curriculum_id)
    )
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if curriculum.cohorts.exclude(pk=cohort.pk).filter(name__iexact=name).exists():
        raise NameTaken
    before = {"name": cohort.name, "due": cohort.due_on, "path": cohort.path}
    after = {"name": name, "due": due_on, "path": path}
    if before == after:
        return cohort
    cohort.name, cohort.due_on, cohort.path = name, due_on, path
    cohort.save(update_fields=["name", "due_on", "path"])
    if (before["due"], before["path"]) != (due_on, path):
        keys = list(members_under_way(cohort).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            chunk = Certification.objects.filter(pk__in=keys[start : start + CHUNK])
            chunk.update(path=path)
            move_due(certifications=chunk, due_on=due_on, now=now, by=by)
    record_act(
        administration=curriculum.administration,
        by=by,
        act="cohort.changed",
        now=now,
        what=name,
        detail={"before": before, "after": after},
    )
    return cohort


def members_under_way(cohort):
    """The certifications of a cohort with a run under way."""
    return cohort.certifications.filter(
        enrolments__ended_at=None, enrolments__withdrawn_at=None, closed_at=None
    ).distinct()


@transaction.atomic
def leave_cohort(*, certification, by, now):
    """Take an officer out of a cohort. Path and last day stay the officer's own."""
    certification = (
        Certification.objects.select_for_update(of=["self"])
        .select_related("cohort", "officer", "administration")
        .get(pk=certification.pk)
    )
    if certification.cohort is not None:
        name = certification.cohort.name
        certification.cohort = None
        certification.save(update_fields=["cohort"])
        record_act(
            administration=certification.administration,
            by=by,
            act="cohort.left",
            now=now,
            subject=certification.officer,
            what=f"{certification.officer.name} · {name}",
        )
    return certification
