"""Make the demonstration's administration, accounts and history."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from elearning.demo.making import make_demo


class Command(BaseCommand):
    help = "Makes a sample administration with accounts whose passwords are published. Only with DEMO=1."
    stealth_options = ("told",)

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-history", action="store_true", help="no officers and no results, only the accounts"
        )

    def handle(self, *, without_history, told=None, **options):
        """`told` takes the part of the history that is written, from 0 to 1."""
        if not settings.DEMO:
            raise CommandError(
                "These accounts have published passwords: set DEMO=1 if this is a demonstration."
            )
        make_demo(now=timezone.now(), history=not without_history, told=told or (lambda part: None))
