from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.services.attempts import submit_overdue


class Command(BaseCommand):
    """Hands in what officers left open. Safe to repeat; meant to run each minute."""

    help = "Hand in, with what they hold, all attempts whose time has run out."

    def handle(self, **options):
        self.stdout.write(f"{submit_overdue(now=timezone.now())} attempts handed in.")
