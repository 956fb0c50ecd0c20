"""Extra time and further attempts for one officer."""

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from accounts.services.audit import record_act
from quizzes.models import Accommodation, Attempt


def accommodation_of(*, quiz, officer):
    """The accommodation in force for an officer at a quiz, or None."""
    return quiz.accommodations.filter(officer=officer).last()


@transaction.atomic
def accommodate(*, quiz, officer, administration, extra_minutes, further_attempts, reason, by, now):
    """Grant extra time and further attempts; the latest grant replaces those before it.

    An attempt that runs ends as much later, or earlier, as the extra time has changed.
    """
    User.objects.select_for_update(no_key=True).get(pk=officer.pk)
    before = accommodation_of(quiz=quiz, officer=officer)
    given = Accommodation.objects.create(
        quiz=quiz,
        officer=officer,
        administration=administration,
        extra_minutes=extra_minutes,
        further_attempts=further_attempts,
        reason=reason,
        given_by=by,
        given_at=now,
    )
    record_act(
        administration=administration,
        by=by,
        act="accommodation.given",
        now=now,
        subject=officer,
        what=f"{officer.name}: {quiz.title}",
        detail={
            "extra_minutes": extra_minutes,
            "further_attempts": further_attempts,
            "reason": reason,
        },
    )
    change = timedelta(minutes=extra_minutes - (before.extra_minutes if before else 0))
    running = Attempt.objects.of(officer).open().filter(quiz=quiz, deadline__gt=now)
    for attempt in running.select_for_update(no_key=True):
        attempt.deadline += change
        attempt.save(update_fields=["deadline"])
    return given
