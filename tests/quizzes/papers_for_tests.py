"""Quizzes and running attempts for tests."""

from quizzes.models import BlueprintRow
from quizzes.services.attempts import save_answer, start_attempt
from tests.factories import NOON, ObjectiveFactory, QuestionVersionFactory, QuizFactory, quiz_with
from tests.quizzes.bodies import BODIES


def mixed_quiz(number_of_each=1, **fields):
    """A quiz that asks every question of its bank: so many of each kind, on one objective a kind."""
    quiz = QuizFactory(**fields)
    for order, (kind, body) in enumerate(BODIES.items()):
        objective = ObjectiveFactory(code=f"LO{order + 1}")
        for _ in range(number_of_each):
            QuestionVersionFactory(
                question__bank=quiz.bank, question__kind=kind, objective=objective, body=body
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
