"""Awarding: an officer who meets every requirement gets the award, once, with evidence and certificate."""

import logging

from django.db import transaction
from django.db.models import Count, F, Q

from accounts.models import Administration, User
from certification.models import Award, CurriculumEnrolment, CurriculumVersion, Evidence
from certification.rules import judge
from certification.services.certificates import NameRefused, issue
from certification.services.completions import need_groups, proofs_of

logger = logging.getLogger("certification")


def award_if_due(*, officer, administration, now):
    """Award what the officer has earned in an administration, and issue what waits for a certificate.

    Returns the awards newly made. Calling it again makes nothing twice.
    """
    pending = (
        CurriculumEnrolment.objects.unfinished()
        .filter(officer=officer, administration=administration)
        .order_by("pk")
    )
    awards = [_award(pk, now) for pk in pending.values_list("pk", flat=True)]
    return [award for award in awards if award is not None]


def try_to_award(*, officer, administration, now):
    """award_if_due in a savepoint: a fault is logged and undoes nothing else. Says whether it went well."""
    try:
        with transaction.atomic():
            award_if_due(officer=officer, administration=administration, now=now)
    except Exception:
        logger.exception("Awarding failed for officer %s of %s", officer.pk, administration.slug)
        return False
    return True


def award_waiting(*, officers, now):
    """Award those of some officers who wait for an award or its certificate, each apart."""
    waiting = (
        CurriculumEnrolment.objects.unfinished()
        .filter(officer__in=officers)
        .order_by("officer", "administration")
        .select_related("officer", "administration")
    )
    people = {(row.officer_id, row.administration_id): row for row in waiting}
    for row in people.values():
        try_to_award(officer=row.officer, administration=row.administration, now=now)


def award_all_due(*, now):
    """Award everybody who may be due, each apart. Returns how many were tried and how many failed."""
    tried = failed = 0
    for officer_id, administration_id in _candidates():
        tried += 1
        officer = User.objects.get(pk=officer_id)
        administration = Administration.objects.get(pk=administration_id)
        failed += not try_to_award(officer=officer, administration=administration, now=now)
    return tried, failed


@transaction.atomic
def _award(enrolment_pk, now):
    """Judge one enrolment under its lock. Returns the award if it was made now."""
    enrolment = (
        CurriculumEnrolment.objects.select_for_update(of=["self"])
        .select_related("officer", "administration", "version")
        .get(pk=enrolment_pk)
    )
    award = enrolment.awards.select_related("officer", "administration").first()
    made = None
    if award is None:
        award = made = _earned(enrolment, now)
    if award is not None and not award.certificates.exists():
        award.enrolment = enrolment
        try:
            issue(award=award, now=now)
        except NameRefused as refused:
            # The award stands; the officer and the coordinator are shown the same sentence.
            logger.info("No certificate for award %s: %s", award.pk, refused)
    return made


def _earned(enrolment, now):
    """The award with its evidence, if every requirement holds; otherwise None."""
    groups = need_groups([enrolment.version_id]).get(enrolment.version_id, ())
    proofs = proofs_of(
        officers=[enrolment.officer_id],
        administration=enrolment.administration,
        modules=[need.module for group in groups for need in group.needs],
    )
    judgement = judge(groups, {module: found for (_officer, module), found in proofs.items()})
    if not judgement.met:
        return None
    award = Award.objects.create(
        enrolment=enrolment,
        officer=enrolment.officer,
        administration=enrolment.administration,
        awarded_at=now,
        completed_on=enrolment.administration.day_of(now),
    )
    enrolment.ended_at = now
    enrolment.save(update_fields=["ended_at"])
    Evidence.objects.bulk_create(
        Evidence(
            award=award,
            requirement_id=key,
            completed_at=proof.at,
            attempt=proof.source,
            grade=proof.source.grade if proof.source else None,
            percent=proof.percent,
        )
        for key, proof in judgement.held.items()
    )
    return award


def _candidates():
    """Officers and administrations with as many finished modules as a version needs at least."""
    pairs = set(
        CurriculumEnrolment.objects.filter(awards__isnull=False, awards__certificates=None)
        .order_by()
        .values_list("officer_id", "administration_id")
    )
    versions = CurriculumVersion.objects.filter(
        enrolments__ended_at=None, enrolments__withdrawn_at=None
    ).distinct()
    for version, groups in need_groups(versions).items():
        modules = {need.module for group in groups for need in group.needs}
        needed = len({need.module for group in groups if group.needed is None for need in group.needs})
        enough = (
            CurriculumEnrolment.objects.filter(version=version, ended_at=None, withdrawn_at=None)
            .annotate(
                finished=Count(
                    "officer__module_enrolments",
                    filter=Q(
                        officer__module_enrolments__administration=F("administration"),
                        officer__module_enrolments__module__in=modules,
                        officer__module_enrolments__completed_at__isnull=False,
                    ),
                )
            )
            .filter(finished__gte=max(needed, 1))
        )
        pairs.update(enough.values_list("officer_id", "administration_id"))
    return sorted(pairs)
