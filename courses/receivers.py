"""What happens in teaching when something happened below it, or to its pages."""

import logging

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import post_page_move

from accounts.signals import administration_created
from courses.models import GuideEntryPage, GuidePage, LessonPage, ModulePage
from courses.services.identity import entry_for_page, module_for_page, unit_for_guide, unit_for_page
from courses.services.progress import complete_unit, open_unit
from courses.services.site import administration_page
from courses.signals import unit_opened
from exercises.signals import inspection_handed_in, scenario_ended
from quizzes.models import Attempt
from quizzes.signals import attempt_graded, attempts_regraded
from reference.models import FinderState

logger = logging.getLogger("courses")


@receiver(attempt_graded)
def complete_passed_quiz(attempt, grade, now, **kwargs):
    """A passing attempt that counts completes its quiz's unit. A failure here leaves the grade standing."""
    unit = getattr(attempt.quiz, "unit", None)
    if unit is not None and grade.passed and Attempt.objects.filter(pk=attempt.pk).counting().exists():
        _complete(attempt, now)


@receiver(attempts_regraded)
def complete_newly_passed_quizzes(newly_passed, **kwargs):
    """What a regrade lets pass is completed as if it had passed at once."""
    passed = Attempt.objects.filter(pk__in=newly_passed, quiz__unit__isnull=False).counting()
    for attempt in passed.select_related("quiz__unit", "officer", "administration").order_by("pk"):
        _complete(attempt, timezone.now())


def _complete(attempt, now):
    """Complete a quiz's unit. It is a transaction of its own, so what fails in it undoes nothing else."""
    try:
        complete_unit(
            officer=attempt.officer,
            unit=attempt.quiz.unit,
            administration=attempt.administration,
            now=now,
            done_at=attempt.submitted_at,
        )
    except Exception:
        logger.exception("Attempt %s passed, but its unit was not completed.", attempt.pk)


@receiver(scenario_ended)
def complete_finished_scenario(run, **kwargs):
    """A run that came to an end completes its unit, however it ended."""
    _complete_exercise(run, run.ended_at)


@receiver(inspection_handed_in)
def complete_finished_inspection(round, **kwargs):
    """A round that was handed in completes its unit, whatever its mark."""
    _complete_exercise(round, round.handed_in_at)


def _complete_exercise(done, now):
    """Complete an exercise's unit, unless it was tried. A failure here leaves what was done as it is."""
    unit = getattr(done.exercise, "unit", None)
    if unit is None or done.trial:
        return
    try:
        complete_unit(officer=done.officer, unit=unit, administration=done.administration, now=now)
    except Exception:
        logger.exception("%s %s ended, but its unit was not completed.", type(done).__name__, done.pk)


@receiver(administration_created)
def lay_administration_page(administration, **kwargs):
    administration_page(administration)


@receiver(unit_opened)
def record_opening(officer, unit, administration, **kwargs):
    open_unit(officer=officer, unit=unit, administration=administration, now=timezone.now())


@receiver(pre_save, sender=ModulePage)
def give_module(instance, **kwargs):
    """A module written in the admin gets its identity when its first page is saved."""
    if instance.module_id is None:
        instance.module = module_for_page(instance)


@receiver(pre_save, sender=LessonPage)
def give_unit(instance, **kwargs):
    """A lesson written in the admin gets its identity when its first page is saved."""
    if instance.unit_id is None:
        instance.unit = unit_for_page(instance)


@receiver(pre_save, sender=GuidePage)
def give_guide(instance, **kwargs):
    """A guide written in the admin gets its identity when its first page is saved."""
    if instance.unit_id is None:
        instance.unit = unit_for_guide(instance)


@receiver(pre_save, sender=GuideEntryPage)
def give_entry(instance, **kwargs):
    """An entry written in the admin gets its identity when its first page is saved."""
    if instance.entry_id is None:
        instance.entry = entry_for_page(instance)


@receiver(post_save, sender=GuidePage)
@receiver(post_save, sender=GuideEntryPage)
@receiver(post_delete, sender=GuidePage)
@receiver(post_delete, sender=GuideEntryPage)
@receiver(post_page_move)
def forget_entries(**kwargs):
    """The finder tells of the entries of guides. A move may take them along, whichever page was moved."""
    FinderState.changed()
