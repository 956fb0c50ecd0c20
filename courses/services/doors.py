"""The page of a quiz in its module."""

from django.db import transaction
from wagtail.log_actions import log

from courses.models import Module, QuizPage, Unit
from courses.services.identity import unit_for_quiz


@transaction.atomic
def lay_quiz_page(*, quiz, module_page, author):
    """A draft of the page of a quiz, as the last unit of the module. Twice is once."""
    Module.objects.select_for_update(no_key=True, of=("self",)).get(pk=module_page.module_id)
    unit = unit_for_quiz(quiz, module_page.module)
    page = unit.quiz_pages.first()
    if page is None:
        page = module_page.add_child(
            instance=QuizPage(
                title=quiz.title, unit=unit, live=False, locale=module_page.locale, owner=author
            )
        )
        log(instance=page, action="wagtail.create", user=author, content_changed=True)
        page.save_revision(user=author)
    return page


@transaction.atomic
def set_retired(*, quiz, now):
    """Retire the unit of a quiz from a moment on; None: take it in use again."""
    unit = Unit.objects.select_for_update(no_key=True).get(quiz=quiz)
    if (unit.retired_at is None) != (now is None):
        unit.retired_at = now
        unit.save(update_fields=["retired_at"])
    return unit
