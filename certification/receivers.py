"""What happened below, and what certification does about it."""

from django.dispatch import receiver
from django.utils import timezone

from accounts.signals import member_joined
from certification.services.awarding import try_to_award
from certification.services.curricula import enrol_new_officer
from courses.signals import module_completed


@receiver(module_completed)
def award_on_completion(sender, enrolment, **kwargs):
    try_to_award(officer=enrolment.officer, administration=enrolment.administration, now=timezone.now())


@receiver(member_joined)
def enrol_on_joining(sender, membership, **kwargs):
    enrol_new_officer(membership=membership, now=timezone.now())
