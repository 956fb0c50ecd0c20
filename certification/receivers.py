"""What happened below, and what certification does about it."""

import logging

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from accounts.models import Administration
from accounts.services.traces import lays_on_joining, leaves_traces
from accounts.signals import member_joined, members_imported, people_merged
from certification.models import CurriculumEnrolment
from certification.services.awarding import award_waiting, try_to_award
from certification.services.certifications import begin
from certification.services.curricula import enrol_imported_officers, enrol_new_officer
from certification.services.tallies import count_answers, count_inspections
from courses.signals import module_completed, unit_opened
from exercises.signals import inspection_handed_in
from quizzes.signals import attempt_graded, attempts_regraded

logger = logging.getLogger("certification")

lays_on_joining(
    "certification.CertificationEvent.certification__officer",
    "certification.CurriculumEnrolment.officer",
    "certification.Certification.officer",
)
leaves_traces(
    "certification.Supervision.enrolment__officer",
    "certification.SignOff.enrolment__officer",
)


@receiver(module_completed)
def award_on_completion(sender, enrolment, now, **kwargs):
    try_to_award(officer=enrolment.officer, administration=enrolment.administration, now=now)


@receiver(unit_opened)
def begin_on_opening(officer, administration, **kwargs):
    """The curriculum is under way. A failure here keeps nobody from reading; the next day makes it good."""
    try:
        with transaction.atomic():
            begin(officer=officer, administration=administration, now=timezone.now())
    except Exception:
        logger.exception("What officer %s began was not recorded.", officer.pk)


@receiver(attempt_graded)
def award_after_passing(attempt, grade, now, **kwargs):
    """A pass may prove a completed module once more, or reach a least mark that was missed."""
    if not grade.passed:
        return
    runs = CurriculumEnrolment.objects.open().filter(
        officer=attempt.officer_id, administration=attempt.administration_id
    )
    if runs.filter(version__groups__requirements__module__units__quiz=attempt.quiz_id).exists():
        try_to_award(officer=attempt.officer, administration=attempt.administration, now=now)


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


@receiver(people_merged)
def award_after_merge(sender, kept, now, **kwargs):
    """What two accounts have finished may be enough together."""
    for administration in Administration.objects.filter(memberships__user=kept).distinct():
        try_to_award(officer=kept, administration=administration, now=now)


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


@receiver(people_merged)
def count_after_merge(sender, kept, closed, **kwargs):
    for count in (count_answers, count_inspections):
        _counted(count, {kept.pk, closed.pk})


def _counted(count, officers):
    """Count in a savepoint: what was handed in stands, and `count_results` makes good what failed."""
    try:
        with transaction.atomic():
            count(officers=officers)
    except Exception:
        logger.exception("Results of officers %s were not counted", sorted(officers))
