"""Whose certificates end in the next twelve months, and who has renewed before an end in them."""

from dataclasses import dataclass

from django.db.models import Count, DateField, F, Q
from django.db.models.functions import Trunc

from certification.models import Level
from certification.services.dashboard.periods import Span, months
from certification.services.population import HOLDS, Figure

MONTHS = 12


@dataclass(frozen=True)
class EndingLine:
    """One month: whose certificate ends in it, and whose would have, had they not renewed it already."""

    span: Span
    ends: Figure
    renewed: Figure

    @property
    def parts(self):
        """As the stacked bar takes them."""
        return [("passed", self.renewed.number), ("under_way", self.ends.number)]


def by_month(scope):
    """A line for this month and the eleven after it; days before today are in it too. Two queries."""
    if scope.curriculum is None:
        return []
    cut = months(scope.day, MONTHS)
    ends = _by_month(scope.joined, "held__valid_until", cut, Q(held__state__in=HOLDS))
    before = "held__enrolments__awards"
    outlived = Q(held__valid_until=None) | Q(held__valid_until__gt=F(f"{before}__certificates__valid_until"))
    renewed = _by_month(
        scope.joined,
        f"{before}__certificates__valid_until",
        cut,
        outlived
        & Q(held__state__in=HOLDS)
        & Q(
            **{
                f"{before}__level": Level.ACHIEVEMENT,
                f"{before}__certificates__administration": scope.administration,
            }
        ),
    )
    return [
        EndingLine(
            span=span,
            ends=scope.figure(ends.get(span.first, 0), period="expires", since=span.first, until=span.last),
            renewed=scope.figure(
                renewed.get(span.first, 0), period="renewed", since=span.first, until=span.last
            ),
        )
        for span in cut
    ]


def _by_month(officers, column, cut, condition):
    """How many officers have a day of a column in each month, by its first day. One query."""
    within = Q(**{f"{column}__gte": cut[0].first, f"{column}__lte": cut[-1].last})
    return dict(
        officers.filter(within & condition)
        .annotate(month=Trunc(column, "month", output_field=DateField()))
        .values_list("month")
        .annotate(Count("pk", distinct=True))
        .order_by()
    )
