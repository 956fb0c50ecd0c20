"""manage.py export_tables: write the reference tables as a folder of text."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reference.packs import HEAD_FILE, is_tables, read_tables, render_tables
from reference.packs.forms import HeadForm
from reference.services.tables import tables_here


class Command(BaseCommand):
    help = "Write the rows in use, also those changed in the admin, into a folder that load_packs reads."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="PATH", help="an empty folder, or one of tables")

    def handle(self, *, path, **options):
        if path.exists() and any(path.iterdir()) and not is_tables(path):
            raise CommandError(f"{path} holds other files: name an empty folder.")
        head = read_tables(path).head if is_tables(path) else None
        head = head or HeadForm(title="Reference tables", facts_as_of=timezone.localdate())
        files = render_tables(tables_here(head))
        for old in path.glob("*/*.yaml"):
            if old.relative_to(path).as_posix() not in files:
                old.unlink()
        for name, text in files.items():
            file = path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        problems = read_tables(path).problems
        if problems:
            raise CommandError("\n".join(str(problem) for problem in problems))
        self.stdout.write(f"Written to {path}: {len(files)} files, first {HEAD_FILE}.")
