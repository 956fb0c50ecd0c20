"""Awarding: an officer who meets what a run asks for gets the award, once, with evidence and certificate."""

import logging

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.models import Administration, User
from certification.models import Award, Certification, CurriculumEnrolment, Evidence, Level, SignOff
from certification.rules import Stage, asked_of
from certification.services.certificates import NameRefused, issue
from certification.services.certifications import CHUNK, achieved, locked
from certification.services.completions import Learning, need_groups
from certification.states import State
from quizzes.models import Attempt

logger = logging.getLogger("certification")


def award_if_due(*, officer, administration, now):
    """Award what the officer has earned in an administration, and issue what waits for a certificate.

    Returns the awards newly made. Calling it again makes nothing twice.
    """
    pending = (
        CurriculumEnrolment.objects.unfinished()
        .filter(officer=officer, administration=administration)
        .order_by("certification", "pk")
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
    """Judge one run under the lock of its certification. Returns the award if one was made now.

    Nothing is awarded while the certificate held is suspended: the run waits for what is decided.
    """
    certification = locked(Certification.objects.filter(enrolments=enrolment_pk)).get()
    enrolment = (
        CurriculumEnrolment.objects.select_for_update(of=["self"], no_key=True)
        .select_related("officer", "administration", "version")
        .get(pk=enrolment_pk)
    )
    enrolment.certification = certification
    if enrolment.withdrawn_at is not None or certification.state == State.SUSPENDED:
        return None
    made = _earned(enrolment, now) if enrolment.ended_at is None else None
    for award in enrolment.awards.filter(certificates=None).select_related("officer", "administration"):
        if award.level == Level.ACHIEVEMENT or enrolment.ended_at is None:
            award.enrolment = enrolment
            _certify(award, certification, now)
    return made


def _certify(award, certification, now):
    """Issue the certificate of an award, and let the certification hold one of achievement."""
    try:
        certificate = issue(award=award, held=certification.certificate, now=now)
    except NameRefused as refused:
        # The award stands; the officer and the coordinator are shown the same sentence.
        logger.info("No certificate for award %s: %s", award.pk, refused)
        return
    if award.level == Level.ACHIEVEMENT:
        achieved(
            certification=certification,
            certificate=certificate,
            completed_on=award.completed_on,
            now=now,
        )


def _earned(enrolment, now):
    """The award that an open run has earned and has not been given, with its evidence; or None."""
    learning = Learning([enrolment])
    judgement = learning.judged(enrolment)
    if judgement.met:
        award = _write_award(enrolment, Level.ACHIEVEMENT, judgement, now)
        enrolment.ended_at = now
        enrolment.save(update_fields=["ended_at"])
        return award
    if not enrolment.version.participation or enrolment.awards.exists():
        return None
    judgement = learning.judged(enrolment, Level.PARTICIPATION)
    return _write_award(enrolment, Level.PARTICIPATION, judgement, now) if judgement.met else None


def _write_award(enrolment, level, judgement, now):
    """Completion is dated to the latest proof, never before the officer was on this run."""
    day_of = enrolment.administration.day_of
    award = Award.objects.create(
        enrolment=enrolment,
        level=level,
        officer=enrolment.officer,
        administration=enrolment.administration,
        awarded_at=now,
        completed_on=max(
            day_of(judgement.last_proof), day_of(enrolment.counts_from or enrolment.enrolled_at)
        ),
    )
    Evidence.objects.bulk_create(_evidence(award, key, proof) for key, proof in judgement.held.items())
    return award


def _evidence(award, key, proof):
    """How one requirement is met: by an attempt, by a sign-off, or (without a source) by being finished."""
    attempt = proof.source if isinstance(proof.source, Attempt) else None
    return Evidence(
        award=award,
        requirement_id=key,
        completed_at=proof.at,
        attempt=attempt,
        grade=attempt and attempt.grade,
        percent=proof.percent,
        sign_off=proof.source if isinstance(proof.source, SignOff) else None,
    )


def _candidates():
    """Officers and administrations with something to award, or with an award that waits for its certificate.

    What can be told in the database is told there: runs in which enough modules are finished, renewals with
    a quiz passed since they began. Those are judged in chunks.
    """
    pairs = set(
        CurriculumEnrolment.objects.waiting().order_by().values_list("officer_id", "administration_id")
    )
    keys = sorted({*_finished_enough(), *_renewed_something()})
    for start in range(0, len(keys), CHUNK):
        runs = list(
            CurriculumEnrolment.objects.filter(pk__in=keys[start : start + CHUNK])
            .exclude(certification__state=State.SUSPENDED)
            .select_related("certification", "version")
            .annotate(awarded=Exists(Award.objects.filter(enrolment=OuterRef("pk"))))
        )
        learning = Learning(runs)
        pairs.update((run.officer_id, run.administration_id) for run in runs if _is_due(run, learning))
    return sorted(pairs)


def _is_due(run, learning):
    if learning.judged(run).met:
        return True
    return run.version.participation and not run.awarded and learning.judged(run, Level.PARTICIPATION).met


def _finished_enough():
    """Runs in which as many modules are finished as any officer on the version needs at least."""
    runs = CurriculumEnrolment.objects.open().filter(counts_from=None)
    for version, groups in need_groups(runs.values("version")).items():
        modules = {need.module for group in groups for need in group.needs} - {None}
        asked = asked_of(groups, Stage.INITIAL, "")
        needed = len(
            {need.module for group in asked if group.needed is None for need in group.needs} - {None}
        )
        finished = Count(
            "officer__module_enrolments",
            filter=Q(
                officer__module_enrolments__administration=F("administration"),
                officer__module_enrolments__module__in=modules,
                officer__module_enrolments__completed_at__isnull=False,
            ),
        )
        enough = (
            runs.filter(version=version)
            .annotate(finished=finished)
            .filter(finished__gte=max(needed, 1) if modules else 0)
        )
        yield from enough.values_list("pk", flat=True)


def _renewed_something():
    """Renewals whose officers have passed a quiz or were signed off since they began."""
    renewals = CurriculumEnrolment.objects.open().exclude(counts_from=None)
    passed = Attempt.objects.filter(
        officer=OuterRef("officer"),
        administration=OuterRef("administration"),
        submitted_at__gte=OuterRef("counts_from"),
        grade__passed=True,
    )
    signed = SignOff.objects.filter(enrolment=OuterRef("pk"))
    return renewals.filter(Exists(passed) | Exists(signed)).values_list("pk", flat=True)
