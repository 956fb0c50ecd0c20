"""The numbers of an administration's dashboard."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth

from accounts.periods import moments
from certification.models import Award
from certification.services.completions import completed_modules
from certification.services.overview import officers_of
from courses.models import ModuleEnrolment

MONTHS = 12


@dataclass(frozen=True)
class OfficeLine:
    """How the officers of one office stand; `name` is empty for those without an office."""

    name: str
    complete: int
    under_way: int
    not_started: int

    @property
    def officers(self):
        return self.complete + self.under_way + self.not_started

    @property
    def parts(self):
        """As the stacked bar takes them."""
        return [
            ("passed", self.complete),
            ("under_way", self.under_way),
            ("not_started", self.not_started),
        ]


def by_office(administration, day):
    """The serving officers of each office: curriculum complete, begun, or nothing begun. One query."""
    own = {"officer": OuterRef("user"), "administration": administration}
    complete = Q(complete=True)
    begun = Q(begun=True)
    rows = (
        officers_of(administration, day)
        .annotate(
            complete=Exists(Award.objects.filter(enrolment__withdrawn_at=None, **own)),
            begun=Exists(ModuleEnrolment.objects.filter(**own)),
        )
        .order_by("office__name", "office")
        .values("office", "office__name")
        .annotate(
            all=Count("pk"),
            passed=Count("pk", filter=complete),
            under_way=Count("pk", filter=~complete & begun),
        )
    )
    lines = [
        OfficeLine(
            name=row["office__name"] or "",
            complete=row["passed"],
            under_way=row["under_way"],
            not_started=row["all"] - row["passed"] - row["under_way"],
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (not line.name, line.name))


@dataclass(frozen=True)
class MonthLine:
    """How many modules were completed in one month."""

    first_day: date
    completions: int


def by_month(administration, day):
    """Modules completed in this month and the eleven before it, where the administration is. One query."""
    months = _months_until(day)
    begin, _end = moments(months[0], None, administration.zone)
    counted = dict(
        completed_modules(administration)
        .filter(completed_at__gte=begin)
        .annotate(month=TruncMonth("completed_at", tzinfo=administration.zone))
        .order_by()
        .values("month")
        .annotate(number=Count("pk"))
        .values_list("month", "number")
    )
    counted = {moment.date(): number for moment, number in counted.items()}
    return [MonthLine(first_day=month, completions=counted.get(month, 0)) for month in months]


def _months_until(day):
    """The first days of twelve months, the last that of `day`."""
    last = day.year * 12 + day.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1)]
