"""The page of a quiz or an exercise in its module."""

from django.db import transaction
from wagtail.log_actions import log

from courses.models import Module, Unit
from courses.models.modules import page_model
from courses.services.identity import unit_for_exercise, unit_for_quiz


@transaction.atomic
def lay_quiz_page(*, quiz, module_page, author):
    """A draft of the page of a quiz, as the last unit of the module. Twice is once."""
    _hold(module_page)
    return _lay(unit_for_quiz(quiz, module_page.module), quiz.title, module_page, author)


@transaction.atomic
def lay_exercise_page(*, exercise, module_page, author):
    """A draft of the page of an exercise, as the last unit of the module. Twice is once."""
    _hold(module_page)
    return _lay(unit_for_exercise(exercise, module_page.module), exercise.title, module_page, author)


def _hold(module_page):
    """Units are made one after the other, each behind the last."""
    Module.objects.select_for_update(no_key=True, of=("self",)).get(pk=module_page.module_id)


def _lay(unit, title, module_page, author):
    page = unit.pages.first()
    if page is None:
        made = page_model(unit.kind)(
            title=title, unit=unit, live=False, locale=module_page.locale, owner=author
        )
        page = module_page.add_child(instance=made)
        log(instance=page, action="wagtail.create", user=author, content_changed=True)
        page.save_revision(user=author)
    return page


@transaction.atomic
def set_retired(*, now, **of):
    """Retire the unit of a quiz or an exercise from a moment on; None: take it in use again."""
    unit = Unit.objects.select_for_update(no_key=True).get(**of)
    if (unit.retired_at is None) != (now is None):
        unit.retired_at = now
        unit.save(update_fields=["retired_at"])
    return unit
