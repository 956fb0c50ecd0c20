"""Keeping the sums that figures are made of: worked out anew from the results of officers, never added to.

So a sum may be worked out at any time, by whatever happened, and always comes to the same.
"""

from collections import Counter, defaultdict
from fractions import Fraction

from django.db import transaction
from django.db.models import F

from accounts.models import Administration, User
from certification.marks import in_units
from certification.models import FaultTally, ObjectiveTally
from exercises.models import InspectionRound
from quizzes.grading.behaviours import Behaviour
from quizzes.grading.marking import most
from quizzes.models import Attempt, ItemMark

BATCH = 500


@transaction.atomic
def count_answers(*, officers):
    """Work out the sums by objective of some officers. Trials and attempts that do not count stay out."""
    officers = _held(officers)
    marks = (
        ItemMark.objects.filter(
            grade=F("item__attempt__grade"),
            item__attempt__in=Attempt.objects.counting().filter(officer__in=officers),
        )
        .select_related("correction")
        .annotate(
            officer=F("item__attempt__officer"),
            administration=F("item__attempt__administration"),
            submitted_at=F("item__attempt__submitted_at"),
            behaviour=F("item__attempt__behaviour"),
            objective=F("item__version__objective"),
        )
        .order_by()
    )
    months = _Months()
    sums = defaultdict(lambda: [0, Fraction(0), Fraction(0)])
    for mark in marks.iterator(chunk_size=BATCH):
        each = most(mark.correction and mark.correction.ruling.void, Behaviour(mark.behaviour))
        if each:
            month = months.of(mark.administration, mark.submitted_at)
            one = sums[mark.officer, mark.administration, mark.objective, month]
            one[0] += 1
            one[1] += mark.fraction
            one[2] += each
    ObjectiveTally.objects.filter(officer__in=officers).delete()
    ObjectiveTally.objects.bulk_create(
        (
            ObjectiveTally(
                officer_id=officer,
                administration_id=administration,
                objective_id=objective,
                month=month,
                answers=answers,
                earned=in_units(earned),
                possible=in_units(possible),
            )
            for (officer, administration, objective, month), (answers, earned, possible) in sums.items()
        ),
        batch_size=BATCH,
    )


@transaction.atomic
def count_inspections(*, officers):
    """Work out the sums by kind of fault of some officers. Trials stay out."""
    officers = _held(officers)
    months = _Months()
    entries, flagged = Counter(), Counter()
    rounds = InspectionRound.objects.filter(officer__in=officers).handed_in().order_by()
    for one in rounds.iterator(chunk_size=BATCH):
        key = (one.officer_id, one.administration_id, months.of(one.administration_id, one.handed_in_at))
        for fault in one.score.found:
            entries[*key, fault.kind] += 1
            flagged[*key, fault.kind] += fault.flagged
        entries[*key, ""] += one.sound
        flagged[*key, ""] += one.false_alarms
    FaultTally.objects.filter(officer__in=officers).delete()
    FaultTally.objects.bulk_create(
        (
            FaultTally(
                officer_id=officer,
                administration_id=administration,
                month=month,
                kind=kind,
                entries=number,
                flagged=flagged[officer, administration, month, kind],
            )
            for (officer, administration, month, kind), number in entries.items()
        ),
        batch_size=BATCH,
    )


def count_everything():
    """Work out the sums of everybody who has results, BATCH at a time. Returns how many there were."""
    people = sorted(
        set(Attempt.objects.graded().order_by().values_list("officer", flat=True).distinct())
        | set(InspectionRound.objects.handed_in().order_by().values_list("officer", flat=True).distinct())
    )
    for start in range(0, len(people), BATCH):
        officers = people[start : start + BATCH]
        count_answers(officers=officers)
        count_inspections(officers=officers)
    return len(people)


def _held(officers):
    """The ids of officers, their rows held until the transaction ends: two who count at once take turns."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=list(officers)).order_by("pk")
    return list(rows.values_list("pk", flat=True))


class _Months:
    """The first day of the month of a moment, where an administration is. Each zone is asked for once."""

    def __init__(self):
        self.known = {}

    def of(self, administration, moment):
        if administration not in self.known:
            self.known[administration] = Administration.objects.get(pk=administration)
        return self.known[administration].day_of(moment).replace(day=1)
