from django.core.management.base import BaseCommand

from certification.services.tallies import count_everything


class Command(BaseCommand):
    help = (
        "Works out anew the sums of results that the dashboard and the export by objective are made of. They "
        "are kept up with every result; run this once where results are older than these sums."
    )

    def handle(self, **options):
        self.stdout.write(f"Officers whose results were counted: {count_everything()}.")
