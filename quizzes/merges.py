"""What becomes of attempts, and of what people did to quizzes, when two accounts are merged."""

from django.utils.translation import gettext as _

from accounts.services.merging import declare, move, one_open


def _both_open(attempt):
    return _("Both have begun “%(quiz)s” and not handed it in: wait until one of them has.") % {
        "quiz": attempt.quiz.title
    }


declare(
    one_open("quiz_id", "trial", ended="submitted_at", number="number", refusal=_both_open),
    "quizzes.Attempt.officer",
)
declare(
    move,
    "quizzes.Accommodation.given_by",
    "quizzes.Accommodation.officer",
    "quizzes.Correction.made_by",
    "quizzes.Correction.withdrawn_by",
    "quizzes.Grade.created_by",
    "quizzes.QuestionVersion.author",
    "quizzes.Sitting.ended_by",
    "quizzes.Sitting.opened_by",
)
