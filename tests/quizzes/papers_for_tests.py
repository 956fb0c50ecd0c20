"""Quizzes and running attempts for tests."""

from django.apps import apps

from quizzes.models import Attempt, BlueprintRow
from quizzes.services.attempts import save_answer, start_attempt, submit_attempt
from quizzes.services.questions import write_version
from tests.factories import (
    NOON,
    ObjectiveFactory,
    QuestionVersionFactory,
    QuizFactory,
    quiz_with,
    single_choice_body,
)
from tests.quizzes.bodies import BODIES

KEY_A, KEY_B = single_choice_body(right="a"), single_choice_body(right="b")


def mixed_quiz(number_of_each=1, kinds=BODIES, **fields):
    """A quiz that asks every question of its bank: so many of each kind, on one objective a kind."""
    quiz = QuizFactory(**fields)
    for order, kind in enumerate(kinds):
        objective = ObjectiveFactory(code=f"LO{order + 1}")
        for _ in range(number_of_each):
            QuestionVersionFactory(
                question__bank=quiz.bank, question__kind=kind, objective=objective, body=BODIES[kind]
            )
        BlueprintRow.objects.create(quiz=quiz, objective=objective, number=number_of_each, order=order)
    return quiz


def attempt_of(officer, quiz=None, *, now=NOON, seed=1):
    """A running attempt, by default at four questions of which "a" is right."""
    administration = officer.memberships.get().administration
    return start_attempt(
        quiz=quiz or quiz_with(4), officer=officer, administration=administration, now=now, seed=seed
    )


def answer(item, given, *, number=1, client="window-a", now=NOON, client_time=None):
    return save_answer(
        item=item, client=client, number=number, answer=given, client_time=client_time, now=now
    )


def answer_all(attempt, right=None, *, now=NOON):
    """Answer every single choice item; the first `right` of them (default: all) rightly."""
    items = list(attempt.items.all())
    right = len(items) if right is None else right
    for number, item in enumerate(items, 1):
        answer(item, "a" if number <= right else "b", number=number, now=now)


def handed_in(person, quiz, answers):
    """An attempt with these answers in the order of its paper."""
    attempt = attempt_of(person, quiz)
    for number, (item, given) in enumerate(zip(attempt.items.all(), answers, strict=True), 1):
        if given:
            answer(item, given, number=number)
    return submit_attempt(attempt=attempt, now=NOON)


def rewritten(version, body, **changes):
    """The next version of a question, with another body."""
    fields = {name: getattr(version, name) for name in ("difficulty", "source", "where", "verified")}
    return write_version(
        question=version.question,
        body=body,
        objective=version.objective,
        author=None,
        reason="The key was wrong.",
        now=NOON,
        **fields | changes,
    )


def without(body, option):
    """A body of options that lost one."""
    return body | {"options": [one for one in body["options"] if one["id"] != option]}


def everything():
    """How many rows every table holds, and the state of every attempt."""
    counts = {model: model._default_manager.count() for model in apps.get_models()}
    return counts, list(Attempt.every.order_by("pk").values())
