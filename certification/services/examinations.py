"""What coordinators arrange round the quizzes of their officers: sittings and accommodations."""

from django.db.models import Count, Q

from courses.models import Module
from quizzes.models import Accommodation, Quiz, Sitting


def quizzes_of(administration):
    """The quizzes that officers of an administration can come to: those of open modules that are for them."""
    everybodys = Q(administration=None) | Q(administration=administration)
    modules = Module.objects.filter(everybodys, status=Module.Status.OPEN)
    quizzes = Quiz.objects.filter(everybodys, unit__module__in=modules, unit__retired_at=None)
    return quizzes.order_by("title", "pk")


def sittings_of(administration):
    """The sittings of an administration, the latest first, each with how many officers started in it."""
    counted = Count("attempts", filter=Q(attempts__trial=False))
    return (
        Sitting.objects.filter(administration=administration)
        .select_related("quiz", "opened_by", "ended_by")
        .annotate(started=counted)
        .order_by("-opens_at", "-pk")
    )


def accommodations_of(administration, officer):
    """What an administration has given an officer, the newest first."""
    given = Accommodation.objects.filter(administration=administration, officer=officer)
    return given.select_related("quiz", "given_by").order_by("-given_at", "-pk")
