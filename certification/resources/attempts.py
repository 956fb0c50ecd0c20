"""Attempts at the quizzes that a module requires, as the files state them."""

from collections import defaultdict

from quizzes.models import Attempt


def attempts_at_modules(found, administration):
    """The graded attempts of some enrolments in modules, by officer and module, the oldest first.

    Each says whether it `counts` (quizzes.models.AttemptQuerySet.counting). Two queries.
    """
    graded = Attempt.objects.graded().filter(
        officer__in={enrolment.officer_id for enrolment in found},
        administration=administration,
        quiz__unit__module__in={enrolment.module_id for enrolment in found},
        quiz__unit__required=True,
    )
    counting = set(graded.counting().values_list("pk", flat=True))
    attempts = defaultdict(list)
    for attempt in graded.select_related("grade", "quiz__unit").order_by("submitted_at", "pk"):
        attempt.counts = attempt.pk in counting
        attempts[attempt.officer_id, attempt.quiz.unit.module_id].append(attempt)
    return attempts


def best_mark(attempts):
    """The best mark that passed among attempts that count, in per cent; None where there is none."""
    passed = [attempt.grade.percent for attempt in attempts if attempt.counts and attempt.grade.passed]
    return max(passed, default=None)
