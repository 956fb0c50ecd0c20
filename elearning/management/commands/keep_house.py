"""The duties of each minute, where no scheduler runs them."""

import logging
import time
from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

logger = logging.getLogger("elearning")

DUTIES = [
    "close_overdue_attempts",
    "award_due",
    "advance_certifications",
    "clear_old_files",
    "forget_changes",
]


class Command(BaseCommand):
    help = "Closes overdue attempts, awards, brings each day, tidies: each minute until stopped, or --once."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true")

    def handle(self, *, once, **options):
        while True:
            close_old_connections()
            for duty in DUTIES:
                try:
                    call_command(duty, stdout=StringIO())
                except Exception:  # one duty's fault must not keep the others from being done
                    if once:
                        raise
                    logger.exception("%s failed; it is tried again in a minute.", duty)
            if once:
                return
            time.sleep(60)
