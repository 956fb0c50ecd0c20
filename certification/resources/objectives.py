"""Results by objective: what each officer earned on it, over the attempts that count."""

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from certification.marks import UNITS, share
from certification.models import ObjectiveTally
from certification.resources.rows import OFFICER, OfficerResource
from certification.services.population import months_asked
from quizzes.grading.percent import tenths
from reference.models import Objective


class Result:
    """The answers of one officer on one objective, added up over months."""

    def __init__(self, officer_id, objective_id, answers, earned, possible):
        self.officer_id, self.objective_id = officer_id, objective_id
        self.answers = answers
        self.marks, self.possible = _marks(earned), _marks(possible)
        self.percent = tenths(share(earned, possible))


class ObjectiveResource(OfficerResource):
    """One row for each officer and objective. A period counts by whole months."""

    title = _("Results by objective")
    columns: ClassVar[dict] = OFFICER | {
        "code": _("Code"),
        "objective": _("Objective"),
        "answers": _("Answers"),
        "marks": _("Marks"),
        "possible": _("Marks that were possible"),
        "percent": _("Share, per cent"),
    }

    def get_queryset(self):
        return (
            self.own(ObjectiveTally.objects.filter(**months_asked(self.asked)))
            .values_list("officer", "objective")
            .annotate(Sum("answers"), Sum("earned"), Sum("possible"))
            .order_by("officer__name", "officer", "objective__slug", "objective")
        )

    def found(self):
        """Officers and objectives are asked for in dress(), a chunk of them at a time."""
        for row in super().found():
            yield Result(*row)

    def dress(self, found):
        objectives = Objective.objects.in_bulk({one.objective_id for one in found})
        for one in found:
            one.code = objectives[one.objective_id].code
            one.objective = objectives[one.objective_id].text


def _marks(units):
    """Whole units as marks, to hundredths."""
    return Decimal(round(Fraction(100 * units, UNITS))) / 100
