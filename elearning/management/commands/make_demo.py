"""Make the demonstration's administration and accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from elearning.demo import make_demo


class Command(BaseCommand):
    help = "Makes a sample administration with accounts whose passwords are published. Only with DEMO=1."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError(
                "These accounts have published passwords: set DEMO=1 if this is a demonstration."
            )
        make_demo(now=timezone.now())
