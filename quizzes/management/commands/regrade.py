import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.models import Correction, QuestionVersion
from quizzes.services.regrading import (
    DoesNotFit,
    Totals,
    apply_correction,
    changes_of,
    misfits,
    reads_differently,
    ruling_without,
    withdraw_correction,
)

VOIDS = {"full": Correction.Way.FULL, "left-out": Correction.Way.LEFT_OUT}


class Command(BaseCommand):
    """Lists what a correction would change in results, and changes it only when told to."""

    help = (
        "List what changes when a version of a question is graded by another, or voided for all; with "
        "--apply write it. --undo takes a correction back. Without --apply nothing is written."
    )

    def create_parser(self, prog_name, subcommand, **kwargs):
        """Django's own --version gives way to that of the question."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--question", metavar="BANK/SLUG", help="The question that is corrected.")
        which.add_argument("--undo", metavar="ID", type=int, help="The correction to take back.")
        parser.add_argument("--version", dest="number", metavar="N", type=int, help="Its version on papers.")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--by-version", metavar="M", type=int, help="The version that grades it instead.")
        how.add_argument("--void", choices=VOIDS, help="Full marks for all, or left out of the total.")
        parser.add_argument("--reason", default="", help="Why; officers read it. Needed with --apply.")
        parser.add_argument("--apply", action="store_true", help="Write the new grades.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *, question, undo, number, by_version, void, reason, apply, **options):
        if apply and not reason.strip():
            raise CommandError("Say why with --reason: officers read it beside the new result.")
        if undo is not None:
            if number is not None or by_version is not None or void:
                raise CommandError("--undo needs no --version, --by-version or --void.")
            correction = self._correction(undo)
            version, ruling = correction.version, ruling_without(correction)
        else:
            version = _version(question, number)
            if by_version is None and not void:
                raise CommandError("Say what becomes of it: --by-version M, --void full or --void left-out.")
            graded_by = None if by_version is None else _other(version, by_version)
            way = VOIDS[void] if void else Correction.Way.VERSION
            ruling = Correction(version=version, way=way, graded_by=graded_by)
            if graded_by and (found := misfits(version, graded_by)):
                raise CommandError("\n".join(found))
        write = _Json(self.stdout) if options["json"] else _Table(self.stdout)
        if undo is None and graded_by and reads_differently(version, graded_by):
            self.stderr.write("The two versions read differently: compare them before applying.")
        totals = Totals()
        write.begin()
        for change in changes_of(version=version, ruling=ruling, totals=totals):
            write.row(change)
        done = None
        if apply:
            done = self._apply(undo, version, ruling, reason)
            totals = done.totals
        write.end(totals, done)

    def _apply(self, undo, version, ruling, reason):
        now = timezone.now()
        if undo is not None:
            correction = Correction.objects.get(pk=undo)
            return withdraw_correction(correction=correction, by=None, reason=reason, now=now)
        try:
            return apply_correction(
                version=version, way=ruling.way, graded_by=ruling.graded_by, by=None, reason=reason, now=now
            )
        except DoesNotFit as error:
            raise CommandError("\n".join(error.misfits)) from error

    def _correction(self, pk):
        corrections = Correction.objects.select_related("version__question", "graded_by")
        correction = corrections.filter(pk=pk).first()
        if correction is None:
            raise CommandError(f"There is no correction {pk}.")
        if not correction.is_in_force:
            raise CommandError(f"Correction {pk} is taken back already.")
        return correction


def _version(question, number):
    bank, slash, slug = question.partition("/")
    versions = QuestionVersion.objects.filter(question__bank__slug=bank, question__slug=slug)
    if not slash or not versions.exists():
        raise CommandError(f"There is no question “{question}”: write BANK/SLUG.")
    if number is None:
        raise CommandError("Say which version on the papers is corrected: --version N.")
    version = versions.filter(number=number).select_related("question").first()
    if version is None:
        raise CommandError(f"“{question}” has no version {number}.")
    return version


def _other(version, number):
    if number == version.number:
        raise CommandError("A version cannot be corrected by itself: write the right one first.")
    other = version.question.versions.filter(number=number).first()
    if other is None:
        raise CommandError(f"The question has no version {number}.")
    return other


class _Table:
    """A line for each officer whose result changes, then the totals."""

    def __init__(self, out):
        self.out = out

    def begin(self):
        self.out.write("attempt  officer  quiz  marks  pass  certificates in doubt")

    def row(self, change):
        attempt, before, after = change.attempt, change.before, change.after
        passes = "newly passed" if change.newly_passed else "newly failed" if change.newly_failed else "–"
        certificates = ", ".join(one.reference for one in change.consequences) or "–"
        self.out.write(
            f"{attempt.pk}  {attempt.officer.name} ({attempt.administration.slug})  {attempt.quiz.slug}  "
            f"{before.earned} of {before.possible} → {after.earned} of {after.possible}  "
            f"{passes}  {certificates}"
        )

    def end(self, totals, done):
        self.out.write(
            f"{totals.attempts} attempts hold it, {totals.changed} change: "
            f"{totals.newly_passed} newly passed, {totals.newly_failed} newly failed, "
            f"{totals.affected} certificates in doubt."
        )
        if done is None:
            self.out.write("Nothing is written. Use --apply with --reason.")
        elif not done.correction.is_in_force:
            self.out.write(f"Correction {done.correction.pk} is taken back.")
        else:
            self.out.write(f"Correction {done.correction.pk} is in force. Take it back with --undo.")


class _Json:
    """One object, its changes written as they come."""

    def __init__(self, out):
        self.out, self.first = out, True

    def begin(self):
        self.out.write('{"changes": [', ending="")

    def row(self, change):
        attempt = change.attempt
        row = {
            "attempt": attempt.pk,
            "officer": attempt.officer.name,
            "administration": attempt.administration.slug,
            "quiz": attempt.quiz.slug,
            "before": _score(change.before),
            "after": _score(change.after),
            "certificates": [one.reference for one in change.consequences],
        }
        self.out.write(("\n" if self.first else ",\n") + json.dumps(row, ensure_ascii=False), ending="")
        self.first = False

    def end(self, totals, done):
        rest = {
            "totals": vars(totals),
            "applied": done is not None,
            "correction": done and done.correction.pk,
        }
        self.out.write("],\n" + json.dumps(rest, ensure_ascii=False)[1:])


def _score(score):
    return {"earned": str(score.earned), "possible": str(score.possible), "passed": score.passed}
