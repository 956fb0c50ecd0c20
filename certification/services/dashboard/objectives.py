"""The objectives on which officers earn the smallest share of the marks."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Sum

from certification.marks import share
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
    tallies = "user__objectivetally_rows"
    months = {f"{tallies}__{lookup}": day for lookup, day in months_asked(scope.asked).items()}
    own = {f"{tallies}__administration": scope.administration, **months}
    sums = (
        scope.officers.filter(**own)
        .values_list(f"{tallies}__objective")
        .annotate(Sum(f"{tallies}__answers"), Sum(f"{tallies}__earned"), Sum(f"{tallies}__possible"))
        .order_by()
    )
    shares = sorted(
        (share(earned, possible), objective, answers)
        for objective, answers, earned, possible in sums
        if answers >= LEAST_ANSWERS
    )[:MOST]
    kept = [objective for _share, objective, _answers in shares]
    objectives = Objective.objects.in_bulk(kept)
    officers = dict(
        scope.officers.filter(**own, **{f"{tallies}__objective__in": kept})
        .values_list(f"{tallies}__objective")
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
