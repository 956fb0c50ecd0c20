"""manage.py content_audit: measure the packs as teaching, name broken rules and what is to be reviewed."""

import json
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.packs import read_pack
from courses.packs.audit import audit
from reference.services.review import to_review


class Command(BaseCommand):
    help = "Measure content packs as teaching. Ends with status 1 where a rule is broken."

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="folders of packs (default: all)")
        parser.add_argument("--format", choices=["table", "json"], default="table", dest="form")

    def handle(self, *, slugs, form, **options):
        audits, skipped = [], []
        for folder in _folders(slugs):
            pack = read_pack(folder)
            if pack.problems:
                raise CommandError("\n".join(str(problem) for problem in pack.problems))
            if pack.module.status == "preparation":
                skipped.append(pack.slug)
            else:
                audits.append(audit(pack))
        marks = to_review()
        broken = sum(len(found.findings) for found in audits)
        if form == "json":
            packs = [asdict(found) for found in audits]
            review = [
                {
                    "kind": found.mark.kind,
                    "title": found.place.title,
                    "row": found.mark.row,
                    "since": found.mark.since.isoformat(),
                    "what": found.mark.what,
                }
                for found in marks
            ]
            said = {"packs": packs, "in_preparation": skipped, "to_review": review}
            self.stdout.write(json.dumps(said, indent=2))
        else:
            self._tables(audits, skipped)
            self._marks(marks)
        if broken:
            raise CommandError(f"Rules broken: {broken}.", returncode=1)

    def _tables(self, audits, skipped):
        for found in audits:
            self._table(found)
        if skipped:
            self.stdout.write(f"In preparation, not measured: {', '.join(skipped)}.")

    def _marks(self, marks):
        self.stdout.write(f"To review because a row of the reference tables changed: {len(marks)}.")
        for found in marks:
            what = "; ".join(found.mark.what.splitlines())
            place = f"{found.kind} {found.place.title}: {found.mark.row}"
            self.stdout.write(f"  {place}, since {found.mark.since:%Y-%m-%d}: {what}")

    def _table(self, found):
        say = self.stdout.write
        say(
            f"{found.pack}: {found.words} words, reading grade {found.grade}, {len(found.lessons)} lessons, "
            f"{len(found.scenarios)} scenarios, {len(found.inspections)} inspections, "
            f"{found.entries} guide entries, "
            f"{found.figures} figures, {found.objectives} objectives, {found.questions} questions, "
            f"{found.terms} terms"
        )
        width = max([len(lesson.slug) for lesson in found.lessons] + [6])
        say(f"  {'lesson':<{width}}  words  grade  figures  checks")
        for lesson in found.lessons:
            say(
                f"  {lesson.slug:<{width}}  {lesson.words:>5}  {lesson.grade:>5}  "
                f"{lesson.figures:>7}  {lesson.checks:>6}"
            )
        for row in found.scenarios:
            say(
                f"  scenario {row.slug}: {row.nodes} situations and ends, {row.decisions} decisions, "
                f"{row.papers} papers, {row.words} words, reading grade {row.grade}"
            )
        for row in found.inspections:
            how = "written by hand" if row.fixed else f"{row.clean_percent} % of the sets without a fault"
            say(f"  inspection {row.slug}: {row.template}, {row.kinds} kinds, up to {row.most} faults, {how}")
        for name, shares in (
            ("checks with one right option", found.checks),
            ("questions with one right option", found.bank),
            ("situations with one soundest decision", found.situations),
        ):
            places = ", ".join(f"{place}: {times}" for place, times in shares.places.items())
            say(
                f"  {name}: {shares.items}; it is the longest in "
                f"{shares.longest_percent} %; places {places or 'none'}"
            )
        for finding in found.findings:
            say(f"  BROKEN {finding.rule}: {found.pack}/{finding.item}: {finding.message}")
        if not found.findings:
            say("  No rule is broken.")


def _folders(slugs):
    folders = [settings.PACKS_ROOT / slug for slug in slugs] or sorted(
        path for path in settings.PACKS_ROOT.iterdir() if (path / "module.yaml").is_file()
    )
    for folder in folders:
        if not (folder / "module.yaml").is_file():
            raise CommandError(f"There is no pack {folder.name} in {settings.PACKS_ROOT}.")
    return folders
