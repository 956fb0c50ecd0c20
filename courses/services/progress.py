"""How officers come forward: starting a module, opening and completing its units, completing it.

Every function may be called again without harm. The enrolment is locked before the units are
counted, so that of two units completed at once the second sees the first.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from courses.models import Module, ModuleEnrolment, Unit, UnitProgress
from courses.signals import module_completed
from exercises.models import InspectionRound, ScenarioRun
from quizzes.models import Attempt


class ModuleNotOpen(Exception):
    """The module is in preparation, or belongs to another administration."""


@transaction.atomic
def start_module(*, officer, module, administration, now):
    """Enrol an officer in a module. Raises ModuleNotOpen for one that cannot be taken."""
    if not module.is_open or module.administration_id not in (None, administration.pk):
        raise ModuleNotOpen(module.slug)
    enrolment, _created = ModuleEnrolment.objects.get_or_create(
        officer=officer, module=module, administration=administration, defaults={"started_at": now}
    )
    return enrolment


@transaction.atomic
def open_unit(*, officer, unit, administration, now):
    """Record when an officer opened a unit first."""
    progress, _created = UnitProgress.objects.get_or_create(
        officer=officer, unit=unit, administration=administration, defaults={"opened_at": now}
    )
    return progress


@transaction.atomic
def complete_unit(*, officer, unit, administration, now, done_at=None):
    """Record that a unit is done, and complete the module when it was the last one required.

    `done_at`: when it was done, where that was before now.
    """
    done_at = done_at or now
    enrolment = (
        ModuleEnrolment.objects.select_for_update()
        .filter(officer=officer, module=unit.module_id, administration=administration)
        .first()
    )
    progress = open_unit(officer=officer, unit=unit, administration=administration, now=done_at)
    if progress.completed_at is None:
        progress.completed_at = done_at
        progress.save(update_fields=["completed_at"])
    if enrolment is not None:
        _complete_if_due(enrolment, now, done_at)
    return progress


def repair_completions(*, now):
    """Complete what was passed or finished without being recorded. Returns how many rows it mended.

    Grading stands even where completing failed, and a unit may be retired after the others were done.
    """
    passed = Attempt.objects.filter(grade__passed=True).counting()
    missed = dict.fromkeys(
        [
            *_missed(passed, "quiz__unit"),
            *_missed(ScenarioRun.objects.filter(ended_at__isnull=False), "exercise__unit"),
            *_missed(InspectionRound.objects.handed_in(), "exercise__unit"),
        ]
    )
    for officer, unit, administration in missed:
        complete_unit(officer=officer, unit=unit, administration=administration, now=now)
    mended = len(missed)
    for enrolment in ModuleEnrolment.objects.filter(completed_at=None).filter(_nothing_left()):
        with transaction.atomic():
            locked = ModuleEnrolment.objects.select_for_update().get(pk=enrolment.pk)
            mended += _complete_if_due(locked, now, now)
    return mended


def _complete_if_due(enrolment, now, done_at):
    """Complete a locked enrolment with nothing left to do. Returns whether it did."""
    due = ModuleEnrolment.objects.filter(_nothing_left(), pk=enrolment.pk, completed_at=None).exists()
    if due:
        enrolment.completed_at = done_at
        enrolment.save(update_fields=["completed_at"])
        module_completed.send(sender=Module, enrolment=enrolment, now=now)
    return due


def _missed(done, unit):
    """(officer, unit, administration) of what was done of units that are not recorded as completed by it."""
    rows = done.filter(**{f"{unit}__isnull": False}).exclude(
        Exists(_completed(OuterRef(unit), OuterRef("officer"), OuterRef("administration")))
    )
    first, second = unit.split("__")
    rows = rows.select_related(unit, "officer", "administration")
    return [(row.officer, getattr(getattr(row, first), second), row.administration) for row in rows]


def _completed(unit, officer, administration):
    return UnitProgress.objects.filter(
        unit=unit, officer=officer, administration=administration, completed_at__isnull=False
    )


def _nothing_left():
    """Enrolments in modules that require something, all of which is done."""
    required = Unit.objects.in_use().filter(required=True, module=OuterRef("module"))
    open_ones = (
        Unit.objects.due()
        .filter(module=OuterRef("module"))
        .exclude(
            Exists(
                _completed(
                    OuterRef("pk"), OuterRef(OuterRef("officer")), OuterRef(OuterRef("administration"))
                )
            )
        )
    )
    return Q(Exists(required)) & ~Q(Exists(open_ones))
