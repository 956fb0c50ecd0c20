"""What the page of a result shows, and what of it the review policy allows."""

from dataclasses import dataclass, field
from fractions import Fraction

from quizzes.grading import kinds
from quizzes.grading.marking import passes
from quizzes.models import Review
from quizzes.reading import readings


def review_allowed(quiz, grade):
    """Whether this officer may see right answers and feedback of this attempt now."""
    if quiz.review == Review.AFTER_PASSING:
        return grade.passed
    return quiz.review == Review.AFTER_HANDING_IN


@dataclass
class ObjectiveLine:
    """Marks on one objective."""

    objective: object
    pass_mark: int
    earned: Fraction = Fraction(0)
    possible: int = 0
    readings: list = field(default_factory=list)

    @property
    def percent(self):
        return 100 * self.earned / self.possible

    @property
    def met(self):
        return passes(self.earned, self.possible, self.pass_mark)


def marks_of(attempt, *, with_review):
    """The marks of the grade in force by position, in one query."""
    marks = attempt.grade.marks.select_related("item__version__objective__convention", "event")
    if with_review:
        marks = marks.select_related(
            "item__version__objective__convention",
            "item__version__question",
            "item__version__source",
            "event",
        )
    else:
        marks = marks.defer("item__version__body")
    return list(marks.order_by("item__position"))


def objective_lines(marks, *, pass_mark, user):
    """Marks by objective in the order of their codes, with what to go over where too little was earned."""
    lines = {}
    for mark in marks:
        objective = mark.item.version.objective
        line = lines.setdefault(objective.pk, ObjectiveLine(objective, pass_mark))
        line.earned += mark.fraction
        line.possible += 1
    weak = [pk for pk, line in lines.items() if not line.met]
    for pk, pages in (readings(weak, user) if weak else {}).items():
        if pk in lines:
            lines[pk].readings = pages
    return sorted(
        lines.values(), key=lambda line: (len(line.objective.code), line.objective.code, line.objective.slug)
    )


def reviewed_items(marks):
    """Every item with the given and the right answer, as its kind shows them."""
    items = []
    for mark in marks:
        version = mark.item.version
        kind = kinds.get(version.question.kind)
        answer = mark.event.answer if mark.event else None
        items.append(
            {
                "position": mark.item.position,
                "shown": kind.reviewed(kind.body(version.body), mark.item.order, answer),
                "template": f"quizzes/reviews/{kind.kind}.html",
                "fraction": mark.fraction,
                "answered": answer is not None,
                "source": version.source,
                "where": version.where,
            }
        )
    return items
