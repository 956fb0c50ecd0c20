"""The trainer's pages of statistics in the Wagtail admin: quizzes, one quiz, one of its questions."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.tables.writing import as_csv
from quizzes.authoring import WritersView
from quizzes.grading import kinds
from quizzes.item_analysis import Counted, analysis_of, item_lines, item_report
from quizzes.models import Question
from quizzes.permissions import graded_attempts_for, quizzes_for
from quizzes.statistics import ENOUGH
from quizzes.statistics.papers import BANDS
from quizzes.statistics.tables import item_row

MOST_RESPONSES = 50
BAR_HEIGHT, BAR_STEP = 100, 50

# The columns of the table of questions: the name in the address, the heading, what is sorted by.
COLUMNS = [
    ("question", _("Question"), lambda line: line.name),
    ("attempts", _("Attempts"), lambda line: line.figures.attempts),
    ("facility", _("Facility, per cent"), lambda line: line.figures.facility),
    ("deviation", _("Standard deviation"), lambda line: line.figures.deviation),
    ("guess", _("By guessing, per cent"), lambda line: line.figures.guess),
    ("intended", _("Intended weight, per cent"), lambda line: line.figures.intended),
    ("effective", _("Effective weight, per cent"), lambda line: line.figures.effective),
    ("index", _("Discrimination index"), lambda line: line.figures.discrimination),
    ("efficiency", _("Discriminative efficiency"), lambda line: line.figures.efficiency),
]
SORTED_BY = {name: value for name, _heading, value in COLUMNS}


@dataclass(frozen=True)
class Column:
    """A heading that sorts: `order` is what its link asks for, `sorted` how the table stands now."""

    heading: str
    order: str
    sorted: str


@dataclass(frozen=True)
class Bar:
    """One bar of the histogram: per cent from and to, how many attempts, and where it is drawn."""

    start: int
    end: int
    number: int
    left: int
    height: int

    @property
    def top(self):
        return BAR_HEIGHT - self.height


class StatisticsView(WritersView):
    """A page of statistics. The quiz comes out of what the person may see."""

    header_icon = "view"
    start = ("quiz_statistics:index", _("Quiz statistics"))

    @cached_property
    def quiz(self):
        quizzes = quizzes_for(self.request.user).select_related("bank")
        return get_object_or_404(quizzes, slug=self.kwargs["quiz"])

    @cached_property
    def counted(self):
        """Which attempts come in; what an address says wrongly is the first of each officer."""
        asked = self.request.GET.get("attempts")
        return Counted(asked) if asked in Counted.values else Counted.FIRST

    @cached_property
    def attempts(self):
        return graded_attempts_for(self.request.user).filter(quiz=self.quiz)

    def quiz_crumb(self):
        address = reverse("quiz_statistics:quiz", args=[self.quiz.slug])
        return f"{address}?attempts={self.counted}", self.quiz.title

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"enough": ENOUGH} | kwargs)


class QuizList(StatisticsView):
    """The quizzes whose statistics the person may read, with the graded attempts that would count."""

    page_title = _("Quiz statistics")
    template_name = "quizzes/statistics/quizzes.html"

    def get_breadcrumbs_items(self):
        return self.crumbs()

    def get_context_data(self, **kwargs):
        counts = graded_attempts_for(self.request.user).order_by().values_list("quiz").annotate(Count("pk"))
        numbers = dict(counts)
        quizzes = [
            (quiz, numbers.get(quiz.pk, 0)) for quiz in quizzes_for(self.request.user).select_related("bank")
        ]
        return super().get_context_data(quizzes=quizzes, **kwargs)


class QuizStatistics(StatisticsView):
    """The figures of a quiz, its histogram, and the table of its questions."""

    template_name = "quizzes/statistics/quiz.html"

    def get_page_title(self):
        return self.quiz.title

    def get_breadcrumbs_items(self):
        return self.crumbs(self.quiz_crumb())

    def get_context_data(self, **kwargs):
        analysis = analysis_of(self.attempts, self.counted)
        order = self.request.GET.get("order", "")
        if order.removeprefix("-") not in SORTED_BY:
            order = "question"
        return super().get_context_data(
            **kwargs
            | {
                "quiz": self.quiz,
                "figures": analysis.quiz,
                "bars": _bars(analysis.quiz.bands),
                "lines": _in_order(item_lines(analysis), order),
                "columns": [_column(name, heading, order) for name, heading, _value in COLUMNS],
                "order": order,
                "counted": self.counted,
                "choices": Counted.choices,
            }
        )


class QuizExport(StatisticsView):
    """The table of questions as CSV, under the names that `manage.py item_analysis` gives them."""

    def get(self, request, *args, **kwargs):
        lines = item_lines(analysis_of(self.attempts, self.counted))
        rows = [
            item_row(line.name, line.figures) | {"advice": str(line.advice or ""), "words": line.words}
            for line in lines
        ]
        response = StreamingHttpResponse(
            as_csv(list(rows[0]) if rows else [], (row.values() for row in rows)),
            content_type="text/csv; charset=utf-8",
        )
        response["Content-Disposition"] = f'attachment; filename="{self.quiz.slug}-{self.counted}.csv"'
        return response


class ItemStatistics(StatisticsView):
    """One question of a quiz: its figures, by version, and what was answered by thirds of the total."""

    template_name = "quizzes/statistics/item.html"

    @cached_property
    def question(self):
        questions = Question.objects.select_related("bank", "current").filter(bank=self.quiz.bank)
        return get_object_or_404(questions, pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.question.slug

    def get_breadcrumbs_items(self):
        return self.crumbs(self.quiz_crumb(), ("", self.question.slug))

    def get_context_data(self, **kwargs):
        report = item_report(self.question, self.attempts, self.counted)
        kind = kinds.get(self.question.kind)
        lines = report.responses.lines
        return super().get_context_data(
            **kwargs
            | {
                "quiz": self.quiz,
                "question": self.question,
                "words": kind.stem_text(kind.body(self.question.current.body)),
                "report": report,
                "lines": lines[:MOST_RESPONSES],
                "left_out": max(len(lines) - MOST_RESPONSES, 0),
                "parts": any(line.part for line in lines),
                "counted": self.counted,
            }
        )


def _in_order(lines, order):
    """Sorted by one column; what is not defined comes last in either direction."""
    value = SORTED_BY[order.removeprefix("-")]
    defined = [line for line in lines if value(line) is not None]
    defined.sort(key=value, reverse=order.startswith("-"))
    return defined + [line for line in lines if value(line) is None]


def _column(name, heading, order):
    if order == name:
        return Column(heading, f"-{name}", "ascending")
    return Column(heading, name, "descending" if order == f"-{name}" else "")


def _bars(bands):
    most = max(bands) or 1
    return [
        Bar(
            start=100 // BANDS * place,
            end=100 // BANDS * (place + 1) - (place < BANDS - 1),
            number=number,
            left=BAR_STEP * place,
            height=round(BAR_HEIGHT * number / most),
        )
        for place, number in enumerate(bands)
    ]
