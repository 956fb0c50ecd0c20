"""What a question's page tells where answers are checked as they go."""

from dataclasses import dataclass
from fractions import Fraction

from quizzes import review
from quizzes.grading import behaviours
from quizzes.results import reviewed_answer, verdict_of
from quizzes.review import What


@dataclass(frozen=True)
class Practice:
    """How far an officer is with an item whose answers are checked as they go.

    `told` is what the last check lets be seen, None before the first. `answer` is the one checked last.
    """

    tries: int
    used: int
    penalty: Fraction
    finished: bool
    answer: object
    told: dict | None

    @property
    def left(self):
        return self.tries - self.used


def practice_of(attempt, item):
    """The practice of an item, in one query; None where nothing is checked before the end."""
    way = attempt.way
    if not way.checks:
        return None
    checks = list(item.checks.select_related("event"))
    finished = behaviours.is_finished(way, [check.fraction for check in checks], attempt.tries)
    return Practice(
        tries=1 if way == behaviours.Behaviour.IMMEDIATE else attempt.tries,
        used=len(checks),
        penalty=attempt.penalty if way == behaviours.Behaviour.TRIES else Fraction(0),
        finished=finished,
        answer=checks[-1].event.answer if checks else None,
        told=_told(attempt, item, checks[-1], finished) if checks else None,
    )


def _told(attempt, item, check, finished):
    """The answer that was checked, beside what the policy shows during the attempt.

    The officer's own answer is no secret. The right one waits until no further try is to be had, whatever
    the policy says: a try with the answer beside it would be none.
    """
    shows = review.shown(attempt.quiz.review, handed_in=False)
    if not finished:
        shows -= {What.SOLUTION}
    told = reviewed_answer(item, check.event.answer, shows | {What.ANSWER})
    if What.VERDICT in shows:
        told["verdict"] = verdict_of(check.fraction)
    if What.MARKS in shows:
        earlier = check.number - 1
        told["mark"] = (
            behaviours.after_tries(check.fraction, earlier, attempt.penalty) if earlier else check.fraction
        )
    if What.SOLUTION in shows:
        told |= {"source": item.version.source, "where": item.version.where}
    return told
