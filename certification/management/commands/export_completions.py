import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Administration
from accounts.services.audit import record_act
from accounts.tables.writing import CONTENT_TYPES, as_csv, as_json, as_xlsx
from certification.forms import ExportForm
from certification.resources import KINDS

COPIED = 1 << 20
FILTERS = ("curriculum", "state", "office", "cohort", "path")


class Command(BaseCommand):
    help = "Writes the rows that coordinators export in the browser, with the same filters."

    def add_arguments(self, parser):
        parser.add_argument("--administration", required=True, metavar="SLUG")
        parser.add_argument("--format", required=True, choices=list(CONTENT_TYPES), dest="fmt")
        parser.add_argument("--kind", choices=list(KINDS), default="completions")
        parser.add_argument("--output", type=Path, metavar="FILE", help="without it: the standard output")
        for name in FILTERS:
            parser.add_argument(f"--{name}", default="")
        parser.add_argument("--since", type=date.fromisoformat, help="the first day, as 2026-12-31")
        parser.add_argument("--until", type=date.fromisoformat, help="the last day")

    def handle(self, *, administration, fmt, kind, output, since, until, **options):
        try:
            administration = Administration.objects.get(slug=administration)
        except Administration.DoesNotExist as error:
            raise CommandError(f"There is no administration “{administration}”.") from error
        given = {name: options[name] for name in FILTERS if options[name]}
        days = {name: day.isoformat() for name, day in (("since", since), ("until", until)) if day}
        form = ExportForm(given | days, administration=administration)
        if not form.is_valid():
            raise CommandError("\n".join(f"--{name}: {' '.join(said)}" for name, said in form.errors.items()))
        now = timezone.now()
        resource = KINDS[kind](administration, administration.day_of(now), form.asked(), words=fmt != "json")
        record_act(
            administration=administration,
            by=None,
            act=f"{kind}.exported",
            now=now,
            what=administration.day_of(now).isoformat(),
            detail=resource.stated(fmt),
        )
        if output is None:
            _write(sys.stdout.buffer, resource, fmt)
        else:
            with output.open("wb") as file:
                _write(file, resource, fmt)


def _write(file, resource, fmt):
    """The rows in a format, as they come."""
    if fmt == "xlsx":
        with as_xlsx(resource.headers(), resource.rows(), str(resource.title)) as made:
            while piece := made.read(COPIED):
                file.write(piece)
        return
    lines = (
        as_csv(resource.headers(), resource.rows())
        if fmt == "csv"
        else as_json(list(resource.columns), resource.rows())
    )
    for line in lines:
        file.write(line.encode())
    file.flush()
