"""Graded attempts by the thousand, and what regrading them takes. Runs in the site's own process."""

import os
import resource
import time
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import Administration, Membership, Role, User
from courses.models import ModuleEnrolment
from quizzes.models import AnswerEvent, Attempt, Grade, ItemMark, PaperItem, Question, Quiz
from quizzes.services.questions import write_version

QUIZ = "cites-final"
ITEMS = 15
PASS_MARK = 50
BATCH = 1000


def lay(number):
    """So many graded attempts on one paper, and a second version of its first question with another key.

    Every second officer chose what is right by the second version. All have seven of the other questions
    right, so by the second version one half passes that did not, and the other fails that passed.
    """
    quiz = Quiz.objects.get(slug=QUIZ)
    questions = Question.objects.filter(bank=quiz.bank, kind="single_choice", retired_at=None)
    versions = [question.current for question in questions.select_related("current").order_by("pk")[:ITEMS]]
    for start in range(0, number, BATCH):
        _lay_batch(quiz, versions, range(start, min(start + BATCH, number)))
    first = versions[0]
    kept = ("objective", "difficulty", "source", "where", "verified")
    options = [{**option, "right": place == 1} for place, option in enumerate(_by_rightness(first))]
    write_version(
        question=first.question,
        body=first.body | {"options": options},
        **{name: getattr(first, name) for name in kept},
        author=None,
        reason="The other option is right.",
        now=timezone.now(),
    )
    return f"{quiz.bank.slug}/{first.question.slug}"


def _by_rightness(version):
    """The options of a version, the right one first."""
    return sorted(version.body["options"], key=lambda option: not option["right"])


def _lay_batch(quiz, versions, places):
    now = timezone.now()
    administration = Administration.objects.get(slug="sampland")
    officers = User.objects.bulk_create(User(name=f"Sample Officer {place}") for place in places)
    who = [{"officer": officer, "administration": administration} for officer in officers]
    Membership.objects.bulk_create(
        Membership(user=officer, administration=administration, role=Role.TRAINEE, since=timezone.localdate())
        for officer in officers
    )
    ModuleEnrolment.objects.bulk_create(
        ModuleEnrolment(module=quiz.unit.module, started_at=now, **one) for one in who
    )
    attempts = Attempt.every.bulk_create(
        Attempt(
            quiz=quiz,
            number=1,
            started_at=now,
            deadline=now + timedelta(hours=1),
            pass_mark=PASS_MARK,
            submitted_at=now,
            closed_by=Attempt.ClosedBy.OFFICER,
            **one,
        )
        for one in who
    )
    items = PaperItem.objects.bulk_create(
        PaperItem(
            attempt=attempt,
            position=position,
            version=version,
            order=[option["id"] for option in version.body["options"]],
        )
        for attempt in attempts
        for position, version in enumerate(versions, 1)
    )
    right = {attempt.pk: place % 2 == 0 for attempt, place in zip(attempts, places, strict=True)}
    events = AnswerEvent.objects.bulk_create(
        AnswerEvent(
            attempt=item.attempt,
            item=item,
            client="bench",
            number=item.position,
            answer=_by_rightness(item.version)[0 if _is_right(item, right) else 1]["id"],
            received_at=now,
        )
        for item in items
    )
    grades = Grade.objects.bulk_create(
        Grade(
            attempt=attempt,
            number=1,
            earned=Fraction(7 + right[attempt.pk]),
            possible=Fraction(ITEMS),
            passed=right[attempt.pk],
            created_at=now,
        )
        for attempt in attempts
    )
    of = {grade.attempt_id: grade for grade in grades}
    ItemMark.objects.bulk_create(
        ItemMark(grade=of[item.attempt_id], item=item, event=event, fraction=Fraction(_is_right(item, right)))
        for item, event in zip(items, events, strict=True)
    )
    for attempt in attempts:
        attempt.grade = of[attempt.pk]
    Attempt.every.bulk_update(attempts, ["grade"], batch_size=BATCH // 2)


def _is_right(item, first_is_right):
    return first_is_right[item.attempt_id] if item.position == 1 else item.position <= 8


def regrade(question, *words):
    """What the command took: seconds, of them of this process, statements, MiB above what it began with."""
    statements = []

    def counted(execute, sql, params, many, context):
        statements.append(1)
        return execute(sql, params, many, context)

    held, start, own = _most_memory(), time.perf_counter(), time.process_time()
    with Path(os.devnull).open("w") as nowhere, connection.execute_wrapper(counted):
        versions = ["--version=1", "--by-version=2"]
        call_command("regrade", f"--question={question}", *versions, *words, stdout=nowhere, stderr=nowhere)
    return {
        "seconds": time.perf_counter() - start,
        "own": time.process_time() - own,
        "statements": len(statements),
        "mebibytes": _most_memory() - held,
    }


def _most_memory():
    """The most that this process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
