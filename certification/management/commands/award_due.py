from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certification.services.awarding import award_all_due
from courses.services.progress import repair_completions


class Command(BaseCommand):
    help = (
        "Completes what grading did and awarding missed. Run it each minute; running it again does no harm."
    )

    def handle(self, **options):
        now = timezone.now()
        repaired = repair_completions(now=now)
        tried, failed = award_all_due(now=now)
        self.stdout.write(f"Completions repaired: {repaired}. Officers looked at: {tried}, failed: {failed}.")
        if failed:
            raise CommandError("Some awards failed; the log says which and why.")
