"""The page of a quiz or a scenario in its module."""

from django.db import transaction
from wagtail.log_actions import log

from courses.models import Module, QuizPage, ScenarioPage, Unit
from courses.services.identity import unit_for_exercise, unit_for_quiz


def lay_quiz_page(quiz, *, module_page, author):
    """A draft of the page of a quiz, as the last unit of the module. Twice is once."""
    return _lay(quiz, unit_for_quiz, QuizPage, module_page=module_page, author=author)


def lay_scenario_page(exercise, *, module_page, author):
    """A draft of the page of a scenario, as the last unit of the module. Twice is once."""
    return _lay(exercise, unit_for_exercise, ScenarioPage, module_page=module_page, author=author)


@transaction.atomic
def _lay(subject, unit_for, page_model, *, module_page, author):
    Module.objects.select_for_update(no_key=True, of=("self",)).get(pk=module_page.module_id)
    unit = unit_for(subject, module_page.module)
    page = page_model.objects.filter(unit=unit).first()
    if page is None:
        page = module_page.add_child(
            instance=page_model(
                title=subject.title, unit=unit, live=False, locale=module_page.locale, owner=author
            )
        )
        log(instance=page, action="wagtail.create", user=author, content_changed=True)
        page.save_revision(user=author)
    return page


@transaction.atomic
def set_retired(*, unit, now):
    """Retire a unit from a moment on; None: take it in use again."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if (unit.retired_at is None) != (now is None):
        unit.retired_at = now
        unit.save(update_fields=["retired_at"])
    return unit
