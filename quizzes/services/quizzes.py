"""Writing quizzes: their settings and what their papers hold, with a history of both."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from quizzes import doors
from quizzes.models import BlueprintRow, FixedItem, Question, Quiz
from quizzes.services.drawing import Stock

KEPT = {"id", "slug", "administration", "bank"}
CREATED, EDITED, PLACED, RETIRED, RESTORED = (
    f"quizzes.{what}" for what in ("create", "edit", "place", "retire", "restore")
)


class BlueprintRefused(Exception):
    """Officers can start this quiz, and no paper could be drawn. The arguments are sentences."""


@transaction.atomic
def create_quiz(*, quiz, author):
    """Store a new quiz. It belongs to whom its bank belongs to."""
    quiz.administration = quiz.bank.administration
    quiz.save(force_insert=True)
    log(instance=quiz, action=CREATED, user=author)
    return quiz


@transaction.atomic
def write_quiz(*, quiz, rows, fixed, author):
    """Store the settings of a quiz with the rows of its blueprint and its fixed questions, both in order.

    Running attempts keep paper, time and rules. Raises BlueprintRefused; nothing is stored then.
    """
    held = Quiz.objects.select_for_update(no_key=True).get(pk=quiz.pk)
    before = _said(held)
    door = doors.door_of(quiz)
    if door and door.live and not door.retired:
        faults = Stock(quiz, rows=rows, fixed=[question.pk for question in fixed]).faults
        if faults:
            raise BlueprintRefused(*faults)
    quiz.save()
    quiz.blueprint.all().delete()
    BlueprintRow.objects.bulk_create(
        BlueprintRow(
            quiz=quiz, order=place, objective=row.objective, difficulty=row.difficulty, number=row.number
        )
        for place, row in enumerate(rows)
    )
    quiz.fixed_items.all().delete()
    FixedItem.objects.bulk_create(FixedItem(quiz=quiz, question=question) for question in fixed)
    after = _said(quiz)
    changes = [[name, before[name], after[name]] for name in after if before[name] != after[name]]
    if changes:
        log(instance=quiz, action=EDITED, user=author, data={"changes": changes}, content_changed=True)
    return quiz


@transaction.atomic
def place_quiz(*, quiz, place, author):
    """Give a quiz its door in a place of the person's, as a draft. One that has a door keeps it."""
    if doors.door_of(quiz) is None:
        doors.keeper().put(quiz, place, author)
        log(instance=quiz, action=PLACED, user=author, data={"place": doors.door_of(quiz).place})


@transaction.atomic
def retire_quiz(*, quiz, author, now):
    """Let nobody start a quiz any more. Attempts and results stay."""
    doors.keeper().retire(quiz, now=now, user=author)
    log(instance=quiz, action=RETIRED, user=author)


@transaction.atomic
def restore_quiz(*, quiz, author):
    """Take a retired quiz in use again."""
    doors.keeper().retire(quiz, now=None, user=author)
    log(instance=quiz, action=RESTORED, user=author)


def _said(quiz):
    """All that an author can change of a quiz, in words."""
    said = {}
    for field in Quiz._meta.concrete_fields:
        if field.name not in KEPT:
            display = getattr(quiz, f"get_{field.name}_display", None)
            value = display() if display else getattr(quiz, field.name)
            said[str(field.verbose_name)] = "" if value is None else str(value)
    rows = quiz.blueprint.select_related("objective")
    said[_("blueprint")] = ", ".join(
        f"{row.objective.code}{f' ({row.get_difficulty_display()})' if row.difficulty else ''} × {row.number}"
        for row in rows
    )
    fixed = Question.objects.filter(fixed_items__quiz=quiz).order_by("fixed_items__pk")
    said[_("fixed questions")] = ", ".join(fixed.values_list("slug", flat=True))
    return said
