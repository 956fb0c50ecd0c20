"""What the day needs in its site, and what the site holds in the end. Runs in the site's own process."""

from collections import Counter
from itertools import cycle

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from accounts.models import Administration, Role, User
from accounts.services.members import add_member
from courses.models import Module
from courses.services.progress import start_module
from quizzes.models import AnswerEvent, Attempt, BlueprintRow, ItemMark, PaperItem, Question, Quiz
from tests.examday.officers import QUIZ
from tests.examday.reckoning import WORTH

# Low enough for a good part of those who guess to pass, so that passing is part of the load.
PASS_MARK = 35


def lay(*, officers, questions, minutes):
    """A paper of so many questions and officers who may sit it; the keys of their sessions."""
    quiz = Quiz.objects.get(slug=QUIZ)
    quiz.minutes, quiz.pass_mark = minutes, PASS_MARK
    quiz.save()
    _draw_of(quiz, questions)
    return [_officer(number) for number in range(1, officers + 1)]


def _draw_of(quiz, questions):
    """A blueprint of so many questions, from each objective in turn."""
    examined = list(quiz.blueprint.values_list("objective", flat=True))
    bank = Question.objects.filter(bank=quiz.bank, retired_at=None, current__objective__in=examined)
    if unknown := set(bank.values_list("kind", flat=True)) - WORTH.keys():
        raise ValueError(
            f"The reckoning cannot mark {', '.join(sorted(unknown))}: teach it in reckoning.WORTH."
        )
    stock = Counter(bank.filter(current__verified=True).values_list("current__objective", flat=True))
    if sum(stock.values()) < questions:
        raise ValueError(f"The bank holds {sum(stock.values())} questions; {questions} are asked for.")
    drawn = Counter()
    for objective in cycle(sorted(stock)):
        if drawn.total() == questions:
            break
        if drawn[objective] < stock[objective]:
            drawn[objective] += 1
    quiz.blueprint.all().delete()
    for order, (objective, number) in enumerate(drawn.items()):
        BlueprintRow.objects.create(quiz=quiz, objective_id=objective, number=number, order=order)


def _officer(number):
    administration = Administration.objects.get(slug="sampland")
    officer = User.objects.create_person(name=f"Sample Officer {number}")
    add_member(user=officer, administration=administration, role=Role.TRAINEE, since=timezone.localdate())
    start_module(
        officer=officer,
        module=Module.objects.get(slug="cites"),
        administration=administration,
        now=timezone.now(),
    )
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(officer.pk), officer.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "accounts.backends.OfficerBackend"
    session.create()
    return session.session_key


def held():
    """All that is stored of the day, as data: attempts with items, events and marks; the bodies asked."""
    items = PaperItem.objects.filter(attempt__quiz__slug=QUIZ).select_related("version__question")
    attempts = {
        attempt.pk: {
            "pass_mark": attempt.pass_mark,
            "grade": attempt.grade
            and [str(attempt.grade.earned), str(attempt.grade.possible), attempt.grade.passed],
            "items": {},
            "events": [],
            "counted": {},
        }
        for attempt in Attempt.objects.filter(quiz__slug=QUIZ).select_related("grade")
    }
    versions = {}
    for item in items:
        versions[item.version_id] = {"kind": item.version.question.kind, "body": item.version.body}
        attempts[item.attempt_id]["items"][item.position] = {
            "version": item.version_id,
            "order": item.order,
        }
    events = AnswerEvent.objects.filter(attempt__in=attempts).values_list(
        "attempt", "client", "number", "item__position", "answer"
    )
    for attempt, *event in events:
        attempts[attempt]["events"].append(event)
    marks = ItemMark.objects.filter(grade__attempt__in=attempts).values_list(
        "grade__attempt", "item__position", "event__client", "event__number", "fraction"
    )
    for attempt, position, client, number, fraction in marks:
        attempts[attempt]["counted"][position] = [client, number, str(fraction)]
    return {"attempts": attempts, "versions": versions}
