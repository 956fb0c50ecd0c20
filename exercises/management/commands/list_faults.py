"""manage.py list_faults: the catalogue of faults."""

import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from exercises.consignments.faults import all_faults
from exercises.consignments.showing import DECISIONS, fault_as_data


class Command(BaseCommand):
    """Prints every kind of fault. Reads no database and writes nothing."""

    help = "List the kinds of fault: title, templates, legal basis, right action."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, **options):
        faults = all_faults().values()
        if options["format"] == "json":
            data = [fault_as_data(fault) for fault in faults]
            self.stdout.write(json.dumps(data, indent=2, ensure_ascii=False))
            return
        rows = [
            (
                fault.slug,
                template,
                _(fault.title),
                DECISIONS[fault.action],
                f"{basis.source}: {_(basis.where)}",
            )
            for fault in faults
            for template, basis in fault.basis.items()
        ]
        head = (_("Fault"), _("Form"), _("Title"), _("Action"), _("Basis"))
        table = [tuple(map(str, row)) for row in (head, *rows)]
        widths = [max(len(row[column]) for row in table) for column in range(4)]
        for row in table:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            self.stdout.write("  ".join([*cells, row[4]]).rstrip())
        self.stdout.write(_("%(number)s kinds of fault.") % {"number": len(faults)})
