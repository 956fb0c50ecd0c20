"""What becomes of runs and rounds of exercises when two accounts are merged."""

from django.utils.translation import gettext as _

from accounts.services.merging import declare, move, one_open


def _both_open(row):
    return _("Both have begun “%(exercise)s” and not ended it: wait until one of them has.") % {
        "exercise": row.exercise.title
    }


declare(
    one_open("exercise_id", "trial", ended="handed_in_at", number="number", refusal=_both_open),
    "exercises.InspectionRound.officer",
)
declare(
    one_open("exercise_id", "trial", ended="ended_at", refusal=_both_open), "exercises.ScenarioRun.officer"
)
declare(move, "exercises.InspectionVersion.author", "exercises.ScenarioVersion.author")
