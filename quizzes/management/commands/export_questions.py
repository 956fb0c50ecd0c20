from django.core.management.base import BaseCommand, CommandError

from quizzes.models import Bank
from quizzes.services.exchange import FORMATS, export_questions


class Command(BaseCommand):
    """Writes the questions of a bank to standard output; what the format cannot hold is told on the other."""

    help = "Write the questions of a bank that are in use to standard output."

    def add_arguments(self, parser):
        parser.add_argument("--format", required=True, choices=list(FORMATS), dest="fmt")
        parser.add_argument("--bank", required=True, help="permanent name of the bank")

    def handle(self, *, fmt, bank, **options):
        found = Bank.objects.filter(slug=bank).first()
        if found is None:
            raise CommandError(f"There is no question bank {bank}.")
        written = export_questions(bank=found, fmt=fmt)
        stream = getattr(self.stdout, "buffer", None)
        if stream is None and fmt == "xlsx":
            raise CommandError("A workbook is no text: this output takes texts only.")
        if stream is None:
            self.stdout.write(written.data.decode(), ending="")
        else:
            self.stdout.flush()
            stream.write(written.data)
            stream.flush()
        for name, what in written.dropped:
            self.stderr.write(f"{name}: {what}" if name else what)
