import csv
import io
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.tables.writing import safe_text
from quizzes.formats.marks_csv import MarksRefused, read_marks
from quizzes.item_analysis import ADVICE, Counted, analysis_of, item_lines
from quizzes.models import Attempt, Quiz
from quizzes.statistics import Flag, analyse
from quizzes.statistics.tables import DECIMALS, USUAL_DECIMALS, item_row, quiz_row, rounded


class Command(BaseCommand):
    """Prints the statistics of a quiz, or of a table of marks from elsewhere. Writes nothing."""

    help = (
        "Print the statistics of a quiz, or of a CSV file of marks: a heading of items, perhaps a row that "
        "begins with max, then a row for each attempt. CSV holds the items; table and JSON also the whole."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--quiz", metavar="SLUG", help="Attempts at this quiz.")
        what.add_argument("--marks", metavar="FILE", help="Marks from this CSV file.")
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
        parser.add_argument(
            "--attempts",
            choices=Counted.values,
            help="Which attempts of an officer at the quiz count (default: first).",
        )

    def handle(self, *, quiz, marks, attempts, **options):
        if marks is not None and attempts is not None:
            raise CommandError(_("--attempts goes with --quiz: each row of a file of marks counts."))
        whole, items = _of_file(marks) if marks is not None else _of_quiz(quiz, attempts or Counted.FIRST)
        write = {"table": _as_table, "csv": _as_csv, "json": _as_json}[options["format"]]
        self.stdout.write(write(quiz_row(whole), items), ending="")


def _of_file(name):
    try:
        marks = read_marks(Path(name).read_bytes())
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s.") % {"file": name, "reason": error.strerror}
        ) from error
    except MarksRefused as error:
        raise CommandError(f"{name}: {error}") from error
    analysis = analyse(marks.papers, marks.maxima)
    return analysis.quiz, [_row(item, found) for item, found in analysis.items.items()]


def _of_quiz(slug, counted):
    quiz = Quiz.objects.filter(slug=slug).first()
    if quiz is None:
        raise CommandError(_("There is no quiz of the name “%s”.") % slug)
    analysis = analysis_of(Attempt.objects.filter(quiz=quiz).graded(), counted)
    return analysis.quiz, [_row(line.name, line.figures) for line in item_lines(analysis)]


def _row(name, figures):
    return item_row(name, figures) | {"advice": str(ADVICE.get(figures.flag, ""))}


def _as_json(whole, items):
    return json.dumps({"quiz": whole, "items": items}, indent=2, ensure_ascii=False) + "\n"


def _as_csv(whole, items):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if items:
        writer.writerow(items[0])
    for row in items:
        writer.writerow("" if value is None else safe_text(value) for value in row.values())
    return text.getvalue()


def _as_table(whole, items):
    lines = [f"{name.replace('_', ' '):36}{_said(name, value)}" for name, value in whole.items()]
    if not items:
        return "\n".join(lines) + "\n"
    columns = [name for name in items[0] if name != "advice"]
    cells = [[_heading(name) for name in columns]]
    cells += [[_said(name, row[name]) for name in columns] for row in items]
    widths = [max(len(row[place]) for row in cells) for place in range(len(columns))]
    lines.append("")
    for row in cells:
        first, *others = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([first, *others]).rstrip())
    few = Flag.TOO_FEW.value
    advice = [f"{row['item']}: {row['advice']}" for row in items if row["advice"] and row["flag"] != few]
    if any(row["flag"] == few for row in items):
        advice.append(f"{few}: {ADVICE[Flag.TOO_FEW]}")
    return "\n".join([*lines, *([""] if advice else []), *advice]) + "\n"


def _heading(name):
    return {
        "standard_deviation": "sd",
        "random_guess_score": "guess",
        "intended_weight": "intended",
        "effective_weight": "effective",
        "negative_covariance": "negative",
        "discrimination_index": "index",
        "discriminative_efficiency": "efficiency",
    }.get(name, name)


def _said(name, value):
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return str(rounded(float(value), DECIMALS.get(name, USUAL_DECIMALS)))
