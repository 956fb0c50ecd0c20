"""The objectives on which officers earn the smallest share of the marks."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Sum

from certification.marks import share
from certification.models import ObjectiveTally
from certification.services.population import Figure, months_asked
from quizzes.grading.percent import tenths
from reference.models import Objective

LEAST_ANSWERS = 20
MOST = 10


@dataclass(frozen=True)
class ObjectiveLine:
    """What officers earned on one objective, in per cent, in how many answers, and who answered."""

    objective: Objective
    percent: Fraction
    answers: int
    officers: Figure

    @property
    def shown(self):
        return tenths(self.percent)


def weakest(scope):
    """The objectives with the smallest share of marks, the smallest first: MOST of them at most.

    One with fewer than LEAST_ANSWERS answers is left out: chance would speak. Three queries.
    """
    months = months_asked(scope.asked)
    sums = (
        ObjectiveTally.objects.filter(
            administration=scope.administration, officer__in=scope.officers.values("user"), **months
        )
        .values_list("objective")
        .annotate(Sum("answers"), Sum("earned"), Sum("possible"))
        .order_by()
    )
    shares = sorted(
        (share(earned, possible), objective, answers)
        for objective, answers, earned, possible in sums
        if answers >= LEAST_ANSWERS and possible
    )[:MOST]
    kept = [objective for _share, objective, _answers in shares]
    objectives = Objective.objects.in_bulk(kept)
    rows = "user__objectivetally_rows"
    officers = dict(
        scope.officers.filter(
            **{
                f"{rows}__administration": scope.administration,
                f"{rows}__objective__in": kept,
                **{f"{rows}__{lookup}": day for lookup, day in months.items()},
            }
        )
        .values_list(f"{rows}__objective")
        .annotate(Count("pk", distinct=True))
        .order_by()
    )
    period = {"period": "answered", **scope.days} if months else {}
    return [
        ObjectiveLine(
            objective=objectives[pk],
            percent=percent,
            answers=answers,
            officers=scope.figure(officers[pk], objective=objectives[pk].slug, **period),
        )
        for percent, pk, answers in shares
    ]
