"""What the page of a result shows, and what of it the review policy allows."""

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from quizzes import review
from quizzes.certainty import LEVELS
from quizzes.figures import figure_of, pictures_of
from quizzes.grading import kinds
from quizzes.grading.behaviours import Behaviour
from quizzes.grading.marking import Line, Void, fraction, most, passes
from quizzes.grading.rulings import fitting
from quizzes.models import Grade
from quizzes.reading import readings
from quizzes.review import What, When


def shown_of(attempt, *, now):
    """What of a handed-in attempt its officer may see now (quizzes.review.What)."""
    return review.shown(
        attempt.quiz.review, handed_in=True, passed=attempt.grade.passed, closed=attempt.quiz.is_closed(now)
    )


def later_of(policy, shows):
    """Why something of the review is not to be seen yet: `passed`, `closed`; `never` when nothing ever is."""
    waits = {policy[what] for what in What if what not in shows}
    coming = next((when for when in (When.PASSED, When.CLOSED) if when in waits), None)
    return coming or (When.NEVER if not shows else None)


@dataclass
class ObjectiveLine:
    """Marks on one objective."""

    objective: object
    pass_mark: int
    earned: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    readings: list = field(default_factory=list)

    @property
    def percent(self):
        return 100 * self.earned / self.possible

    @property
    def met(self):
        return passes(self.earned, self.possible, self.pass_mark)


def marks_of(attempt, *, with_review):
    """The marks of the grade in force by position, in one query."""
    marks = attempt.grade.marks.select_related("item__version__objective__convention", "event", "correction")
    if with_review:
        marks = marks.select_related(
            "item__version__objective__convention",
            "item__version__question",
            "item__version__source",
            "event",
            "correction",
        )
    else:
        marks = marks.defer("item__version__body")
    return list(marks.order_by("item__position"))


def objective_lines(marks, *, attempt, user):
    """Marks by objective in the order of their codes, with what to go over where too little was earned.

    A question that is left out of the total measures no objective.
    """
    lines = {}
    for mark in marks:
        each = most(_void_of(mark), attempt.way)
        if not each:
            continue
        objective = mark.item.version.objective
        line = lines.setdefault(objective.pk, ObjectiveLine(objective, attempt.pass_mark))
        line.earned += mark.fraction
        line.possible += each
    weak = [pk for pk, line in lines.items() if not line.met]
    for pk, pages in (readings(weak, user) if weak else {}).items():
        if pk in lines:
            lines[pk].readings = pages
    return sorted(
        lines.values(), key=lambda line: (len(line.objective.code), line.objective.code, line.objective.slug)
    )


def reviewed_items(marks, shows, *, attempt, corrections):
    """Every item as far as `shows` (quizzes.review.What) allows: nothing else gets into a template.

    `corrections`: those in force, by version. What is shown of the key is the corrected one.
    """
    pictures = pictures_of([mark.item for mark in marks], revealing=What.SOLUTION in shows)
    return [
        _reviewed(mark, shows, attempt.way, corrections.get(mark.item.version_id), pictures[mark.item.pk])
        for mark in marks
    ]


def _void_of(mark):
    return mark.correction and mark.correction.ruling.void


def verdict_of(worth):
    """What is said of an answer that is worth this part of the mark."""
    return "right" if worth == 1 else "partly" if worth > 0 else "wrong"


def _reviewed(mark, shows, way, correction, pictures):
    version = mark.item.version
    answer = mark.event.answer if mark.event else None
    graded_by = correction and correction.graded_by
    item = reviewed_answer(mark.item, answer, shows, pictures, graded_by)
    item |= {"position": mark.item.position, "correction": correction}
    void = _void_of(mark)
    if What.VERDICT in shows and not void:
        item["verdict"] = verdict_of(_worth(mark, answer, way, graded_by))
    if What.MARKS in shows and void != Void.LEFT_OUT:
        item |= {"mark": mark.fraction, "possible": int(most(void, way))}
    if way == Behaviour.CERTAINTY and answer is not None and shows & {What.ANSWER, What.SOLUTION}:
        item["level"] = LEVELS[mark.event.certainty or 1]
    if What.SOLUTION in shows:
        item |= {"source": version.source, "where": version.where}
    return item


def _worth(mark, answer, way, graded_by):
    """How right an answer was by itself: tries take off its mark and certainty multiplies it."""
    if way not in (Behaviour.TRIES, Behaviour.CERTAINTY):
        return mark.fraction
    version, kind = mark.item.version, mark.item.version.question.kind
    fitted = fitting(kind, graded_by.body, answer) if graded_by and answer is not None else None
    if fitted is not None:
        return fraction(Line(kind, graded_by.body, fitted))
    return fraction(Line(kind, version.body, answer))


@dataclass(frozen=True)
class Regrade:
    """One time that an attempt was graded again: the grade, and the one before it."""

    grade: Grade
    before: Grade


def regrades_of(attempt):
    """How often and why a result was graded again, oldest first. No query for one that never was."""
    if attempt.grade.number == 1:
        return []
    grades = list(attempt.grades.order_by("number"))
    return [Regrade(grade, before) for before, grade in pairwise(grades)]


def reviewed_answer(item, answer, shows, pictures=None, graded_by=None):
    """One answer beside what may be seen of its question, as the kind shows it.

    `pictures`: those of the item, where many items are shown; by default they are asked for. `graded_by`: the
    version that grades it instead of the one on the paper. An answer that it does not know is shown beside
    its own.
    """
    version = item.version
    kind = kinds.get(version.question.kind)
    body = kind.body(version.body)
    if graded_by is not None:
        fitted = fitting(kind.kind, graded_by.body, answer)
        if answer is None or fitted is not None:
            body, answer = kind.body(graded_by.body), fitted
    if pictures is None:
        pictures = pictures_of([item], revealing=What.SOLUTION in shows)[item.pk]
    context = {
        "stem": body.stem,
        "answered": answer is not None,
        "pictures": pictures,
        "figure": figure_of(kind, body, pictures),
    }
    if What.SOLUTION in shows:
        return context | {
            "shown": kind.reviewed(body, item.order, answer),
            "template": f"quizzes/reviews/{kind.kind}.html",
        }
    if What.ANSWER in shows:
        context |= {
            "said": kind.shown(body, item.order, answer),
            "said_template": f"quizzes/said/{kind.kind}.html",
        }
    if What.FEEDBACK in shows:
        context["feedback"] = kind.feedback(body, answer)
    return context
