"""manage.py sample_inspection: the inspection that a seed gives, with its key."""

import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.utils.safestring import mark_safe

from exercises.consignments.clean import MAKERS
from exercises.consignments.mixing import inspection
from exercises.consignments.showing import as_data, as_page


class Command(BaseCommand):
    """Prints a set of documents and what is wrong with it. Reads no database and writes nothing."""

    help = "Print the inspection of a template and a seed: documents, facts, goods as found, and the key."

    def add_arguments(self, parser):
        parser.add_argument("--template", required=True, choices=list(MAKERS))
        parser.add_argument("--seed", required=True, type=int)
        parser.add_argument(
            "--faults",
            type=int,
            metavar="N",
            help="So many faults, 0 for a clean set (default: as it is mixed).",
        )
        parser.add_argument("--format", choices=["json", "html"], default="json")

    def handle(self, *, template, seed, faults, **options):
        if faults is not None and faults < 0:
            raise CommandError("The number of faults is 0 or more.")
        settings = (
            {} if faults is None else {"clean_share": 0, "faults": faults} if faults else {"clean_share": 1}
        )
        try:
            made = inspection(template, seed, **settings)
        except ValueError as problem:
            raise CommandError(str(problem)) from None
        if options["format"] == "html":
            style = Path(finders.find("exercises/documents.css")).read_text(encoding="utf-8")
            self.stdout.write(as_page(made, mark_safe(style)))  # noqa: S308 - our own style sheet
        else:
            self.stdout.write(json.dumps(as_data(made), indent=2, ensure_ascii=False))
