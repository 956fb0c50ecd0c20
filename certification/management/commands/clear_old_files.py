"""Files that were kept for a time, and whose time is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services.imports import clear_old_imports
from certification.services.bundles import clear_old_bundles


class Command(BaseCommand):
    help = "Deletes ZIPs of certificates after 7 days, previews of imports after 7, uploaded files after 90."

    def handle(self, **options):
        now = timezone.now()
        clear_old_imports(now=now)
        clear_old_bundles(now=now)
