"""The statistics of a quiz, from the grades in force of its attempts. Trials never come in.

At most two rows are alive for an attempt: its marks, each one of a few shared pairs, and its total. The
number of queries does not grow. See docs/decisions/0063-statistics.md.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cache as remembered

from django.core.cache import cache
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from quizzes.grading import kinds
from quizzes.models import Correction, ItemMark, Question, QuestionVersion
from quizzes.statistics import Analysis, Flag, ItemFigures, analyse
from quizzes.statistics.items import figures
from quizzes.statistics.responses import Given, Responses, responses, thirds_of

SECONDS_KEPT = 60 * 60
CHUNK = 5000
# Every item carries one mark: quizzes.grading.marking.
ONE_MARK = Fraction(1)


class Counted(models.TextChoices):
    """Which of an officer's attempts come in."""

    FIRST = "first", _("The first of each officer")
    LAST = "last", _("The last of each officer")
    BEST = "best", _("The best of each officer")
    ALL = "all", _("All attempts")


ADVICE = {
    Flag.TOO_FEW: _("Too few attempts to act on: wait until there are 30."),
    Flag.NEGATIVE: _(
        "Officers who do well elsewhere do worse here: check first that the key is right, then whether the "
        "wording misleads those who know more."
    ),
    Flag.GUESSED: _(
        "Officers earn no more here than by guessing: check the key, and whether this is taught at all."
    ),
    Flag.TOO_HARD: _(
        "Hardly anybody earns this: check that the lesson says it, and that the question asks what is meant."
    ),
    Flag.TOO_EASY: _(
        "Nearly everybody earns this: keep it if every officer must know it, otherwise make the wrong "
        "answers more plausible."
    ),
    Flag.WEAK: _(
        "This hardly tells those who know from those who do not: look for a second right answer, or for a "
        "wrong one that nobody believes."
    ),
}


@dataclass(frozen=True)
class ItemLine:
    """One question of a quiz with its figures."""

    question: Question
    words: str
    figures: ItemFigures

    @property
    def name(self):
        return self.question.slug

    @property
    def advice(self):
        return ADVICE.get(self.figures.flag)


@dataclass(frozen=True)
class VersionLine:
    """One version of a question with the figures of the attempts that held it."""

    version: QuestionVersion
    figures: ItemFigures


@dataclass(frozen=True)
class ItemReport:
    """What the page of one question shows: its figures, by version, and what was answered."""

    figures: ItemFigures
    versions: list[VersionLine]
    responses: Responses

    @property
    def advice(self):
        return ADVICE.get(self.figures.flag)


def analysis_of(attempts, counted):
    """The figures of the attempts counted, kept until a grade comes or changes. At most three queries."""
    key = _key(attempts, counted)
    found = cache.get(key)
    if found is None:
        found = _analysis(attempts, counted)
        cache.set(key, found, SECONDS_KEPT)
    return found


def item_lines(analysis: Analysis):
    """The questions of an analysis, by name, in one query."""
    questions = Question.objects.select_related("current").in_bulk(list(analysis.items))
    lines = []
    for question in sorted(questions.values(), key=lambda question: question.slug):
        kind = kinds.get(question.kind)
        body = kind.body(question.current.body)
        found = analysis.items[question.pk].guessed_at(kind.guess_score(body))
        lines.append(ItemLine(question, kind.stem_text(body), found))
    return lines


def item_report(question, attempts, counted):
    """One question in the attempts counted that hold it. Three queries."""
    totals = _totals(attempts, counted)
    kind = kinds.get(question.kind)
    versions = {version.pk: version for version in question.versions.order_by("-number")}
    bodies = {pk: kind.body(version.body) for pk, version in versions.items()}
    # Equal answers of one total are told apart only by their number: few of them are read more than once.
    given = Counter()
    marks = _marks(attempts).filter(item__version__question=question)
    exact = remembered(Fraction)
    for grade, version, mark, answer in marks.values_list(
        "grade_id", "item__version_id", _text("fraction"), "event__answer"
    ).iterator(chunk_size=CHUNK):
        if grade in totals:
            given[version, exact(mark), totals[grade], json.dumps(answer, sort_keys=True)] += 1
    lines = [
        VersionLine(version, found)
        for pk, version in versions.items()
        if (found := figures(_pairs(given, pk), ONE_MARK)).attempts
    ]
    table = responses(
        (
            Given(total, mark, tuple(kind.responses(bodies[version], json.loads(answer))), number)
            for (version, mark, total, answer), number in given.items()
        ),
        thirds_of(Counter(totals.values())),
        list(dict.fromkeys(response for line in lines for response in kind.offered(bodies[line.version.pk]))),
    )
    whole = figures(_pairs(given), ONE_MARK).guessed_at(kind.guess_score(bodies[question.current_id]))
    return ItemReport(whole, lines, table)


def _pairs(given, wanted=None):
    pairs = Counter()
    for (version, mark, total, _answer), number in given.items():
        if wanted in (None, version):
            pairs[mark, total] += number
    return pairs


def _key(attempts, counted):
    """Which attempts, and which grades of theirs are in force: both sums change with any of them."""
    found = attempts.order_by().aggregate(models.Count("pk"), models.Sum("pk"), models.Sum("grade_id"))
    query = hashlib.sha256(str(attempts.query).encode()).hexdigest()
    return f"item-analysis:{query}:{counted}:{':'.join(str(value) for value in found.values())}"


def _analysis(attempts, counted):
    totals = _totals(attempts, counted)
    papers = {grade: [] for grade in totals}
    exact, shared = remembered(Fraction), remembered(lambda question, mark: (question, exact(mark)))
    rows = _marks(attempts).values_list("grade_id", "item__version__question_id", _text("fraction"))
    for grade, question, mark in rows.iterator(chunk_size=CHUNK):
        if grade in papers:
            papers[grade].append(shared(question, mark))
    questions = sorted({question for paper in papers.values() for question, _mark in paper})
    return analyse(list(papers.values()), dict.fromkeys(questions, ONE_MARK))


def _marks(attempts):
    """A question that a correction leaves out of the total stands on no paper here."""
    marks = ItemMark.objects.filter(grade__in=attempts.order_by().values("grade")).order_by()
    return marks.filter(models.Q(correction=None) | ~models.Q(correction__way=Correction.Way.LEFT_OUT))


def _text(field):
    """An exact number as its text: each different one is read once and not once a row."""
    return Cast(field, models.CharField(max_length=80))


def _totals(attempts, counted):
    """What was earned by the grades of the attempts counted. Of equally good ones the earlier counts.

    A paper that is worth nothing, since all of it is left out, measures nobody.
    """
    exact = remembered(Fraction)
    chosen = {}
    rows = attempts.order_by("number").values_list(
        "officer_id", "grade_id", _text("grade__earned"), _text("grade__possible")
    )
    for officer, grade, earned, possible in rows.iterator(chunk_size=CHUNK):
        one = (exact(earned), exact(possible), grade)
        if not one[1]:
            continue
        who = grade if counted == Counted.ALL else officer
        held = chosen.get(who)
        if held is None or counted == Counted.LAST or (counted == Counted.BEST and _better(one, held)):
            chosen[who] = one
    return {grade: earned for earned, _possible, grade in chosen.values()}


def _better(one, held):
    return one[0] * held[1] > held[0] * one[1]
