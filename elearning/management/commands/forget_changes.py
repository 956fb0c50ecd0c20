"""Take away old marks of changes, so that adding them up stays cheap."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from elearning.models import ContentChange
from elearning.serving import SECONDS_KEPT

KEPT = timedelta(days=7)


class Command(BaseCommand):
    help = "Removes marks of changes that are older than a week. Safe to run at any time."

    def handle(self, **options):
        now = timezone.now()
        # The sum of the keys becomes smaller: it must not be one under which a page is still kept.
        if not ContentChange.objects.filter(made_at__gt=now - 2 * timedelta(seconds=SECONDS_KEPT)).exists():
            ContentChange.objects.filter(made_at__lt=now - KEPT).delete()
