from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from elearning.load.making import make_load, refusal

WIDTH = 40


class Command(BaseCommand):
    help = (
        "Fills a database of its own with as many samples as a whole service has, to measure with. It "
        "refuses where anybody is no sample."
    )

    def add_arguments(self, parser):
        parser.add_argument("--administrations", type=int, default=4)
        parser.add_argument("--officers", type=int, default=1_000, help="of all administrations together")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, administrations, officers, seed, **options):
        if not 1 <= administrations <= officers:
            raise CommandError("Ask for one administration at least, and for an officer in each.")
        if refused := refusal():
            raise CommandError(refused)

        def told(made):
            full = WIDTH * made // officers
            bar = "#" * full + "·" * (WIDTH - full)
            self.stdout.write(f"\r[{bar}] {made:,} of {officers:,} officers", ending="")
            self.stdout.flush()

        rows = make_load(
            administrations=administrations, officers=officers, seed=seed, now=timezone.now(), told=told
        )
        self.stdout.write("")
        for model, number in rows.most_common():
            self.stdout.write(f"{number:>10,} {model._meta.verbose_name_plural}")
