"""manage.py bank_audit: flaws in how the questions of banks are written."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from quizzes.bank_audit import audit_bank
from quizzes.flaws import Level
from quizzes.models import Bank


class Command(BaseCommand):
    """Prints the flaws of questions. Ends with status 1 where one is an error. Writes nothing."""

    help = "List flaws in the questions of banks: near-duplicates, clues to the key, negative questions."

    def add_arguments(self, parser):
        parser.add_argument("banks", nargs="*", metavar="BANK", help="Slugs of banks (default: all).")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *, banks, **options):
        found = Bank.objects.order_by("slug")
        if banks:
            found = found.filter(slug__in=banks)
            unknown = sorted(set(banks) - set(found.values_list("slug", flat=True)))
            if unknown:
                raise CommandError(_("There is no bank of the name “%s”.") % ", ".join(unknown))
        remarks = [remark for bank in found for remark in audit_bank(bank)]
        if options["format"] == "json":
            self.stdout.write(
                json.dumps([asdict(remark) for remark in remarks], indent=2, ensure_ascii=False)
            )
        else:
            for remark in remarks:
                where = "/".join(filter(None, [remark.bank, remark.question]))
                self.stdout.write(f"{remark.level:7} {where}: {remark.message}")
            errors = sum(remark.level == Level.ERROR for remark in remarks)
            self.stdout.write(
                _("%(banks)s banks, %(remarks)s remarks, of these %(errors)s errors.")
                % {"banks": len(found), "remarks": len(remarks), "errors": errors}
            )
        if any(remark.level == Level.ERROR for remark in remarks):
            raise SystemExit(1)
