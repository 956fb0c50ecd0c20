"""manage.py load_packs: read reference tables and content packs and write them, all or nothing."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from courses.packs import read_pack
from courses.services.packs import PackRefused, problems_here, write_packs
from reference.packs import is_tables, read_tables
from reference.services import tables as reference_tables


class Command(BaseCommand):
    help = (
        "Read the reference tables and content packs and write them into the platform, tables first. "
        "With any problem, nothing is written."
    )

    # A function that is told the name of each pack as it is written.
    stealth_options = ("told",)

    def add_arguments(self, parser):
        parser.add_argument(
            "folders",
            nargs="*",
            type=Path,
            metavar="PATH",
            help="folders of packs or of reference tables (default: all)",
        )
        parser.add_argument("--check", action="store_true", help="only look for problems, write nothing")
        parser.add_argument(
            "--take-pack",
            action="store_true",
            help="where something was changed here, take the pack's text: of a page as a draft",
        )

    def handle(self, *, folders, check, take_pack, told=None, **options):
        folders = folders or [settings.TABLES_ROOT, *_all_packs()]
        tables = [read_tables(folder) for folder in folders if is_tables(folder)]
        packs = [read_pack(folder) for folder in folders if not is_tables(folder)]
        problems = [problem for read in (*tables, *packs) for problem in read.problems]
        problems = problems or [
            *(problem for read in tables for problem in reference_tables.problems_here(read)),
            *problems_here(packs),
        ]
        try:
            if problems:
                raise PackRefused(problems)
            if check:
                self.stdout.write(f"Packs read: {len(packs)}, no problems.")
                return
            with transaction.atomic():
                now = timezone.now()
                reports = [
                    reference_tables.write_tables(read, now=now, take_pack=take_pack) for read in tables
                ]
                reports += write_packs(packs, now=now, take_pack=take_pack, told=told)
            self._report(reports)
        except PackRefused as refused:
            raise CommandError(
                f"{refused}\nProblems: {len(refused.problems)}. Nothing was written."
            ) from refused

    def _report(self, reports):
        for report in reports:
            self.stdout.write(
                f"{report.pack}: {len(report.written)} written, {len(report.unchanged)} unchanged, "
                f"{len(report.retired)} retired, {len(report.conflicts)} changed here"
            )
            for title, items in (
                ("changed here since the pack wrote it, left alone", report.conflicts),
                ("a draft with the pack’s text waits to be published", report.waiting),
                ("gone from the pack, retired", report.retired),
                ("made here, not in the pack", report.kept),
            ):
                for item in items:
                    self.stdout.write(f"  {report.pack}/{item}: {title}")
        written = sum(len(report.written) for report in reports)
        conflicts = sum(len(report.conflicts) for report in reports)
        self.stdout.write(
            f"Packs: {len(reports)}; items written: {written}; changed here and left alone: {conflicts}."
        )


def _all_packs():
    folders = sorted(
        path for path in settings.PACKS_ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")
    )
    if not folders:
        raise CommandError(f"There are no packs in {settings.PACKS_ROOT}.")
    return folders
