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
    """The heaviest page of each sort in all open modules, as an officer finds it who is made for this."""
    now = timezone.now()
    administration = Administration.objects.order_by("pk").first()
    modules = Module.objects.filter(status=Module.Status.OPEN, administration=None)
    if administration is None or not modules:
        raise CommandError("There is nothing to weigh yet: an administration and an open module are needed.")
    officer = User.objects.create_person(name="Sample Officer")
    add_member(user=officer, administration=administration, role=Role.TRAINEE, since=timezone.localdate())
    who = {"officer": officer, "administration": administration, "now": now}
    for module in modules:
        start_module(module=module, **who)
    client, visitor = signed_in(officer), signed_in()
    lessons = LessonPage.objects.live().filter(unit__module__in=modules)
    practised = Exercise.objects.filter(unit__module__in=modules, retired_at=None)
    doors = QuizPage.objects.live().filter(unit__module__in=modules, unit__required=True)
    attempts = [start_attempt(quiz=door.unit.quiz, **who) for door in doors.select_related("unit__quiz")]
    found = {
        "home": [HomePage.objects.live().first().url],
        "lesson": [lesson.url for lesson in lessons],
        "question": [
            reverse("quizzes:item", args=[attempt.pk, position])
            for attempt in attempts
            for position in attempt.items.values_list("position", flat=True)
        ],
        "situation": [
            reverse("exercises:situation", args=[start_run(exercise=one, seed=SEED, **who).pk])
            for one in practised.filter(kind=Exercise.Kind.SCENARIO)
        ],
        "inspection": [
            reverse("exercises:inspect", args=[begin_round(exercise=one, seed=SEED, **who).pk])
            for one in practised.filter(kind=Exercise.Kind.INSPECTION)
        ],
    }
    pages = {name: heaviest(client, addresses) for name, addresses in found.items() if addresses}
    for attempt in attempts:
        submit_attempt(attempt=attempt, now=now)
    pages["result"] = heaviest(client, [reverse("quizzes:result", args=[one.pk]) for one in attempts])
    serial = Certificate.objects.order_by("-pk").values_list("serial", flat=True).first()
    query = f"?serial={serial}" if serial else ""
    pages["verification"] = weigh(visitor, reverse("certification:verify") + query)
    return pages


def heaviest(client, addresses):
    return max((weigh(client, address) for address in addresses), key=lambda weight: weight.bytes)
