"""What is asked of teaching: who may enter the quiz or the exercise of a unit, and what to read again."""

from collections import defaultdict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.access import administrations_of, hidden_from, reading_of
from courses.models import LessonPage, Unit
from courses.models.pages import pages_of
from exercises import gates as exercise_gates
from quizzes.gates import Entry
from quizzes.reading import Reading

WORDS = {
    Unit.Kind.QUIZ: (
        _("This quiz is no longer part of the module."),
        _("This quiz is not open yet."),
    ),
    Unit.Kind.SCENARIO: (
        _("This scenario is no longer part of the module."),
        _("This scenario is not open yet."),
    ),
    Unit.Kind.INSPECTION: (
        _("This inspection is no longer part of the module."),
        _("This inspection is not open yet."),
    ),
}
"""What an officer is told of a unit that is retired, and of one whose page is a draft."""


def enter_quiz(quiz, user):
    """The way into the quiz of a unit: for members who take the module. None for other quizzes."""
    unit = getattr(quiz, "unit", None)
    found = unit and _enter(unit, reading_of(user, unit.module))
    return found and Entry(**found)


def enter_exercise(exercise, user):
    """The way into the exercise of a unit: for members who take the module. None for other exercises."""
    unit = getattr(exercise, "unit", None)
    reading = unit and reading_of(user, unit.module)
    found = unit and _enter(unit, reading)
    return found and exercise_gates.Entry(**found, may_try=lambda: reading.writes)


def _enter(unit, reading):
    """The way into a unit for who reads its module like this, as the fields of an Entry; or None."""
    if not reading.known or reading.administration is None:
        return None
    retired, closed = WORDS[unit.kind]
    door = unit.pages.live().first()
    if not unit.module.is_open:
        refusal = gettext("This module is in preparation.")
    elif unit.retired_at is not None:
        refusal = str(retired)
    elif door is None and unit.pages.exists():
        refusal = str(closed)
    elif reading.enrolment is None:
        refusal = gettext("Start the module first.")
    else:
        refusal = ""
    return {
        "administration": reading.administration,
        "refusal": refusal,
        "back_url": door.url if door else "/",
        "back_title": door.title if door else unit.title,
    }


def lessons_to_reread(objective_ids, user):
    """Live lessons by objective, of open modules that this person may know of."""
    pairs = LessonPage.objectives.through.objects.filter(
        objective__in=objective_ids, lessonpage__live=True, lessonpage__unit__retired_at=None
    )
    objectives_of = defaultdict(list)
    for page, objective in pairs.values_list("lessonpage", "objective"):
        objectives_of[page].append(objective)
    pages = list(
        LessonPage.objects.filter(pk__in=objectives_of)
        .select_related("unit__module")
        .defer("body")
        .order_by("unit__module__order", "unit__order", "path")
    )
    homes = pages_of({page.unit.module_id for page in pages})
    allowed = administrations_of(user)
    found, seen = defaultdict(list), set()
    for page in pages:
        module, home = page.unit.module, homes.get(page.unit.module_id)
        if (
            hidden_from(module, allowed)
            or not module.is_open
            or home is None
            or not page.is_descendant_of(home)
            or page.unit_id in seen
        ):
            continue
        seen.add(page.unit_id)
        for objective in objectives_of[page.pk]:
            found[objective].append(Reading(page.title, page.url))
    return dict(found)
