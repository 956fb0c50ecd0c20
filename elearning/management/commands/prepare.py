"""Everything between a fresh clone and a site that can be served."""

import hashlib
from io import StringIO
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from certification.pdf.fonts import make_fonts


class Command(BaseCommand):
    help = "Makes database, modules, fonts and static files ready. What is ready already is left alone."

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-history", action="store_true", help="a demonstration of the accounts alone"
        )

    def handle(self, *, without_history, **options):
        self.without_history = without_history
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        # The first time this takes a processor half a minute: beside the database, which takes another.
        self.fonts = get_context("spawn").Process(target=make_fonts, args=(settings.FONTS_ROOT,), daemon=True)
        self.fonts.start()
        self._step("Database", self._migrate)
        self._step("Modules", self._load_packs)
        self._step("Search", self._index)
        self._step("Fonts of the certificates", self._make_fonts)
        self._step("Static files", self._collect_static)
        if settings.DEMO:
            self._step("Demonstration", self._make_demo)

    def _step(self, name, work):
        self.stdout.write(f"  {name} … ", ending="")
        self.stdout.flush()
        self.stdout.write(work())

    def _migrate(self):
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        self.migrated = bool(plan)
        if not plan:
            return "ready"
        call_command("migrate", verbosity=0, interactive=False)
        return f"{len(plan)} migrations applied"

    def _load_packs(self):
        report = StringIO()
        call_command("load_packs", stdout=report, told=self._told)
        return report.getvalue().strip().splitlines()[-1]

    def _told(self, pack):
        """Each module by its name as it is written: the first time this takes a while."""
        self.stdout.write(f"{pack} … ", ending="")
        self.stdout.flush()

    def _told_part(self, part):
        """Every tenth of the history as it is written: the first time this takes a while."""
        while part * 10 >= self.tenths + 1:
            self.tenths += 1
            self.stdout.write(f"{10 * self.tenths} % … ", ending="")
            self.stdout.flush()

    def _index(self):
        """What is searched can change with the program; what is saved later is indexed when it is saved."""
        if self.migrated:
            call_command("update_index", verbosity=0)
        return "ready"

    def _make_fonts(self):
        """Wait for the other process, and make what it may have left over: a fault is told here."""
        self.fonts.join()
        make_fonts(settings.FONTS_ROOT)
        return "ready"

    def _collect_static(self):
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        state = _state_of_static_files()
        if stamp.exists() and stamp.read_text() == state:
            return "ready"
        call_command("collectstatic", verbosity=0, interactive=False, clear=False)
        stamp.write_text(state)
        return "collected"

    def _make_demo(self):
        self.tenths = 0
        call_command("make_demo", without_history=self.without_history, told=self._told_part, verbosity=0)
        return "ready"


def _state_of_static_files():
    """A digest of names, sizes and times of all static files: whether they must be collected again."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
