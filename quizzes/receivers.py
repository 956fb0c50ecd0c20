"""A new administration gets a bank of its own."""

from django.dispatch import receiver

from accounts.signals import administration_created
from quizzes.services.banks import make_own_bank


@receiver(administration_created)
def give_own_bank(sender, administration, **kwargs):
    make_own_bank(administration=administration)
