"""What a quiz draws its papers from, and whether its bank holds enough."""

import logging
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from quizzes import papers
from quizzes.grading import kinds
from quizzes.models import BlueprintRow, Difficulty, PaperItem, Question, QuestionVersion

logger = logging.getLogger("quizzes")


class CannotDraw(Exception):
    """No paper can be drawn. The argument is a sentence that says what lacks."""


@dataclass(frozen=True)
class Lack:
    """A row of a blueprint that the bank cannot fill."""

    row: BlueprintRow
    lacking: int

    @property
    def cell(self):
        if not self.row.difficulty:
            return self.row.objective.code
        return f"{self.row.objective.code} ({Difficulty(self.row.difficulty).label})"

    def __str__(self):
        return _("%(cell)s lacks %(lacking)s of %(number)s questions.") % {
            "cell": self.cell,
            "lacking": self.lacking,
            "number": self.row.number,
        }


class Stock:
    """What a quiz may draw from: its blueprint, fixed questions and the bank's candidates. Three queries."""

    def __init__(self, quiz, *, seen=None, rows=None, fixed=None):
        """`seen`: for each question how often the officer has had it.

        `rows` and `fixed` (keys of questions) stand for what the quiz would ask instead of what it does.
        """
        seen = seen or {}
        self.quiz = quiz
        self.rows = list(quiz.blueprint.select_related("objective")) if rows is None else rows
        self.fixed = list(quiz.fixed_items.values_list("question", flat=True)) if fixed is None else fixed
        self.cells = [papers.Cell(row.objective_id, row.difficulty, row.number) for row in self.rows]
        self.version_of, self.candidates = {}, []
        drawable = Question.objects.filter(
            bank=quiz.bank_id,
            retired_at=None,
            current__verified=True,
            kind__in=[kind.kind for kind in kinds.all()],
        ).order_by("pk")
        for pk, version, objective, difficulty, rivalry in drawable.values_list(
            "pk", "current", "current__objective", "current__difficulty", "rivalry"
        ):
            self.version_of[pk] = version
            self.candidates.append(
                papers.Candidate(pk, objective, difficulty, seen.get(pk, 0), rivalry=rivalry)
            )

    def held(self, row):
        """How many questions of the bank may stand in a row."""
        cell = papers.Cell(row.objective_id, row.difficulty, row.number)
        return sum(cell.takes(candidate.objective, candidate.difficulty) for candidate in self.candidates)

    def _lack(self, fault):
        cell = (fault.cell.objective, fault.cell.difficulty)
        row = next(row for row in self.rows if (row.objective_id, row.difficulty) == cell)
        return Lack(row, fault.lacking)

    @property
    def lacks(self):
        """Each row that cannot be filled, in the order of the blueprint."""
        found = [self._lack(fault) for fault in papers.shortfalls(self.cells, self.candidates, self.fixed)]
        return sorted(found, key=lambda lack: lack.row.order)

    @property
    def faults(self):
        """Sentences that say why no paper can be drawn; empty: every paper can."""
        if not (self.rows or self.fixed):
            return [_("This quiz has no blueprint yet, so no paper can be drawn.")]
        faults = [str(lack) for lack in self.lacks]
        gone = Question.objects.filter(pk__in=[pk for pk in self.fixed if pk not in self.version_of])
        faults += [
            _("The fixed question %s is retired or not verified.") % question.slug for question in gone
        ]
        for clash in papers.clashes(self.candidates, self.fixed):
            names = Question.objects.filter(pk__in=clash).values_list("slug", flat=True)
            faults.append(_("The fixed questions %s exclude each other.") % ", ".join(names))
        return faults

    def draw(self, rng):
        """The versions of a paper in order. Raises CannotDraw."""
        faults = self.faults if not self.rows or set(self.fixed) - set(self.version_of) else []
        if faults:
            raise CannotDraw(" ".join(faults))
        try:
            drawn = papers.draw(self.cells, self.candidates, rng, self.fixed)
        except papers.CannotFill as error:
            logger.error("Quiz %s cannot be drawn: %s", self.quiz.slug, error)
            lack = self._lack(error)
            raise CannotDraw(
                _(
                    "No paper can be drawn: the bank lacks %(number)s of the questions on %(cell)s. "
                    "Tell your coordinator."
                )
                % {"number": lack.lacking, "cell": lack.cell}
            ) from error
        wanted = [self.version_of[pk] for pk in drawn]
        versions = QuestionVersion.objects.select_related("question").in_bulk(wanted)
        return [versions[pk] for pk in wanted]


def drawn_versions(quiz, officer, rng):
    """The versions of a paper for an officer, unseen ones first. Raises CannotDraw."""
    seen = dict(
        PaperItem.objects.filter(
            attempt__officer=officer, attempt__trial=False, version__question__bank=quiz.bank_id
        )
        .order_by()
        .values_list("version__question")
        .annotate(Count("pk"))
    )
    return Stock(quiz, seen=seen).draw(rng)
