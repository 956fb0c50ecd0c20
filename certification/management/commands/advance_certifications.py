from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Administration
from certification.services.advancing import advance, days_to_keep, keep_day
from certification.services.reminders import order_mails, unsent


class Command(BaseCommand):
    help = (
        "Does what a day brings to certifications: due dates, renewal windows, expiry, reminders. Each "
        "administration has its own day, and one that was done is not done again. With --verbosity 2 every "
        "change is named."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="DATE",
            help="For this day (YYYY-MM-DD) in place of today.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, and write nothing."
        )

    def handle(self, *, on, dry_run, verbosity, **options):
        now = timezone.now()
        failed = 0
        for brought in self._brought(on, dry_run, now):
            failed += brought.failed
            self._tell(brought, verbosity)
        if not dry_run:
            for administration in Administration.objects.filter(pk__in=unsent(now)):
                order_mails(administration)
        if failed:
            raise CommandError(
                f"{failed} certifications could not be brought up to date; the log says which."
            )

    def _brought(self, on, dry_run, now):
        if on is None and not dry_run:
            for administration, day in days_to_keep(now):
                yield keep_day(administration=administration, day=day, now=now)
            return
        for administration in Administration.objects.order_by("slug"):
            day = on or administration.day_of(now)
            yield advance(administration=administration, day=day, now=now, dry_run=dry_run)

    def _tell(self, brought, verbosity):
        figures = [f"{trigger} {number}" for trigger, number in sorted(brought.triggers.items())]
        if brought.reminders:
            figures.append(f"reminders {brought.reminders}")
        if brought.failed:
            figures.append(f"failed {brought.failed}")
        told = ", ".join(figures) or "nothing to do"
        self.stdout.write(f"{brought.administration.slug}, {brought.day}: {told}.")
        if verbosity > 1:
            for line in brought.lines:
                self.stdout.write(f"  {line}")
