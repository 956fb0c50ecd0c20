"""Whether officers complete in time: who was due and who completed, week by week or month by month."""

from dataclasses import dataclass

from django.db.models import Count, DateField
from django.db.models.functions import Trunc

from certification.models import Level
from certification.services.dashboard.periods import Span, spans
from certification.services.population import Figure


@dataclass(frozen=True)
class PaceLine:
    """One week or month: how many officers are due in it, and how many completed the curriculum in it."""

    span: Span
    due: Figure
    completed: Figure


def by_span(scope):
    """A line for each week or month of the period. Two queries."""
    cut = spans(scope.asked.since, scope.asked.until, scope.day)
    if not cut or scope.curriculum is None:
        return []
    due = _by_span(scope.joined, "held__due_on", cut)
    awards = "held__enrolments__awards"
    achieved = {f"{awards}__administration": scope.administration, f"{awards}__level": Level.ACHIEVEMENT}
    completed = _by_span(scope.joined, f"{awards}__completed_on", cut, **achieved)
    return [
        PaceLine(
            span=span,
            due=scope.figure(due.get(span.first, 0), period="due", since=span.first, until=span.last),
            completed=scope.figure(
                completed.get(span.first, 0), period="certified", since=span.first, until=span.last
            ),
        )
        for span in cut
    ]


def _between(column, cut):
    return {f"{column}__gte": cut[0].first, f"{column}__lte": cut[-1].last}


def _by_span(officers, column, cut, **also):
    """How many officers have a day of a column in each span, by its first day. One query."""
    return dict(
        officers.filter(**_between(column, cut), **also)
        .annotate(span=Trunc(column, cut[0].unit, output_field=DateField()))
        .values_list("span")
        .annotate(Count("pk", distinct=True))
        .order_by()
    )
