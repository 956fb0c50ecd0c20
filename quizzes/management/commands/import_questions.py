import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.models import Bank, Difficulty
from quizzes.services.exchange import FORMATS, ImportRefused, import_questions, look_at
from reference.models import Objective

LARGEST = 40 * 1024 * 1024


class Command(BaseCommand):
    """Brings questions into a bank from a file: all of it, or nothing."""

    help = "Import questions into a bank. A wrong question stops all; nothing is written then."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=list(FORMATS), dest="fmt")
        parser.add_argument("--bank", required=True, help="permanent name of the bank")
        parser.add_argument("--objective", help="code or permanent name, for questions that name none")
        parser.add_argument("--difficulty", choices=Difficulty.values, help="for questions that name none")
        parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def handle(self, *, file, fmt, bank, objective, difficulty, dry_run, **options):
        wanted = {
            "bank": _bank(bank),
            "data": _data(file),
            "fmt": fmt,
            "objective": objective and _objective(objective),
            "difficulty": difficulty,
        }
        if dry_run:
            report = look_at(**wanted)
        else:
            reason = _("Imported from %(file)s.") % {"file": file.name[:200]}
            try:
                report = import_questions(**wanted, author=None, reason=reason, now=timezone.now())
            except ImportRefused as refusal:
                report = refusal.report
        self._say(report, dry_run, options["json"])
        if report.wrong:
            raise CommandError("Nothing is imported: a question of the file is wrong.", returncode=1)

    def _say(self, report, dry_run, as_json):
        if as_json:
            said = {"dry_run": dry_run, "written": not (dry_run or report.wrong), **report.data()}
            self.stdout.write(json.dumps(said, indent=2, ensure_ascii=False))
            return
        for line in report.lines:
            says = f": {' '.join(line.says)}" if line.says else ""
            self.stdout.write(f"{line.line}: {line.state} {line.name}".rstrip() + says)
        counts = ", ".join(f"{number} {state}" for state, number in sorted(report.counts.items()))
        self.stdout.write(counts)


def _bank(slug):
    bank = Bank.objects.filter(slug=slug).first()
    if bank is None:
        raise CommandError(f"There is no question bank {slug}.")
    return bank


def _data(path):
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(f"{path} is larger than {LARGEST // 1024 // 1024} MB. Divide it.")
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _objective(name):
    found = Objective.objects.filter(slug__iexact=name).first()
    if found is not None:
        return found
    by_code = list(Objective.objects.filter(code__iexact=name)[:2])
    if len(by_code) == 1:
        return by_code[0]
    if by_code:
        raise CommandError(f"Several objectives have the code {name}: give the permanent name of one.")
    raise CommandError(f"There is no objective {name}.")
