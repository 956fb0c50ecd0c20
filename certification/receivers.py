"""What happened below, and what certification does about it."""

import logging

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from accounts.services.traces import lays_on_joining
from accounts.signals import member_joined, members_imported
from certification.services.awarding import award_waiting, try_to_award
from certification.services.curricula import enrol_imported_officers, enrol_new_officer
from certification.services.tallies import count_answers, count_inspections
from courses.signals import module_completed
from exercises.signals import inspection_handed_in
from quizzes.signals import attempt_graded, attempts_regraded

logger = logging.getLogger("certification")

lays_on_joining("certification.CurriculumEnrolment.officer")
lays_on_joining("certification.Certification.officer")


@receiver(module_completed)
def award_on_completion(sender, enrolment, **kwargs):
    try_to_award(officer=enrolment.officer, administration=enrolment.administration, now=timezone.now())


@receiver(attempts_regraded)
def award_after_regrade(attempts, **kwargs):
    """A better mark may be the one that was missing. What a worse one puts in doubt is only listed."""
    award_waiting(officers={attempt.officer_id for attempt in attempts}, now=timezone.now())


@receiver(member_joined)
def enrol_on_joining(sender, membership, **kwargs):
    enrol_new_officer(membership=membership, now=timezone.now())


@receiver(members_imported)
def enrol_on_import(sender, administration, officers, **kwargs):
    enrol_imported_officers(officers=officers, administration=administration, now=timezone.now())


@receiver(attempt_graded)
def count_on_grading(attempt, **kwargs):
    if not attempt.trial:
        _counted(count_answers, {attempt.officer_id})


@receiver(attempts_regraded)
def count_on_regrading(attempts, **kwargs):
    _counted(count_answers, {attempt.officer_id for attempt in attempts})


@receiver(inspection_handed_in)
def count_on_inspection(sender, **kwargs):
    if not kwargs["round"].trial:
        _counted(count_inspections, {kwargs["round"].officer_id})


def _counted(count, officers):
    """Count in a savepoint: what was handed in stands, and `count_results` makes good what failed."""
    try:
        with transaction.atomic():
            count(officers=officers)
    except Exception:
        logger.exception("Results of officers %s were not counted", sorted(officers))
