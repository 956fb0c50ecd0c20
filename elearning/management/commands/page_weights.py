"""What the main pages weigh, beside their budgets."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Administration, Role, User
from accounts.services.members import add_member
from certification.models import Certificate
from courses.models import HomePage, LessonPage, Module, QuizPage
from courses.services.progress import start_module
from elearning.weights import BUDGETS, KB, signed_in, weigh
from exercises.models import Exercise
from exercises.services.inspections import begin_round
from exercises.services.scenarios import start_run
from quizzes.services.attempts import start_attempt, submit_attempt

SEED = 4711


class Command(BaseCommand):
    help = "Prints bytes and requests of the main pages. Fails where one is over its budget."

    def handle(self, **options):
        with transaction.atomic():
            pages = weights()
            # The officer who looked at them was never there.
            transaction.set_rollback(True)
        self.stdout.write(
            f"{'page':<14}{'bytes':>8}{'budget':>8}{'requests':>10}{'budget':>8}{'pictures':>10}"
        )
        over = []
        for name, weight in pages.items():
            budget = BUDGETS[name]
            self.stdout.write(
                f"{name:<14}{weight.bytes:>8}{budget.kilobytes * KB:>8}{weight.requests:>10}"
                f"{budget.requests:>8}{weight.pictures:>10}  {weight.address}"
            )
            over += weight.beyond(budget)
        if over:
            raise CommandError("Over budget:\n" + "\n".join(over))


def weights():
    """The heaviest page of each sort, as an officer finds it who is made for this."""
    now = timezone.now()
    administration = Administration.objects.order_by("pk").first()
    doors = QuizPage.objects.live().filter(
        unit__module__status=Module.Status.OPEN, unit__module__administration=None
    )
    door = doors.select_related("unit__module", "unit__quiz").first()
    if administration is None or door is None:
        raise CommandError("There is nothing to weigh yet: an administration and an open module are needed.")
    officer = User.objects.create_person(name="Sample Officer")
    add_member(user=officer, administration=administration, role=Role.TRAINEE, since=timezone.localdate())
    module = door.unit.module
    who = {"officer": officer, "administration": administration, "now": now}
    start_module(module=module, **who)
    attempt = start_attempt(quiz=door.unit.quiz, **who)
    client, visitor = signed_in(officer), signed_in()
    lessons = LessonPage.objects.live().filter(unit__module=module)
    questions = [
        reverse("quizzes:item", args=[attempt.pk, position])
        for position in attempt.items.values_list("position", flat=True)
    ]
    found = {
        "home": [HomePage.objects.live().first().url],
        "lesson": [lesson.url for lesson in lessons],
        "question": questions,
        "situation": [
            reverse("exercises:situation", args=[start_run(exercise=one, seed=SEED, **who).pk])
            for one in Exercise.objects.filter(kind=Exercise.Kind.SCENARIO, unit__module=module)
        ],
        "inspection": [
            reverse("exercises:inspect", args=[begin_round(exercise=one, seed=SEED, **who).pk])
            for one in Exercise.objects.filter(kind=Exercise.Kind.INSPECTION, unit__module=module)
        ],
    }
    pages = {name: heaviest(client, addresses) for name, addresses in found.items() if addresses}
    submit_attempt(attempt=attempt, now=now)
    pages["result"] = weigh(client, reverse("quizzes:result", args=[attempt.pk]))
    serial = Certificate.objects.order_by("-pk").values_list("serial", flat=True).first()
    query = f"?serial={serial}" if serial else ""
    pages["verification"] = weigh(visitor, reverse("certification:verify") + query)
    return pages


def heaviest(client, addresses):
    return max((weigh(client, address) for address in addresses), key=lambda weight: weight.bytes)
