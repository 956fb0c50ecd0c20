"""Attempts: starting, answering, handing in. Each change is one transaction, locked, safe to repeat."""

import logging
import random
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.models import User
from quizzes import papers
from quizzes.grading import InvalidAnswer, kinds
from quizzes.grading.events import rank, rival_of, state_of
from quizzes.grading.marking import Line, mark_paper, passes
from quizzes.models import (
    AnswerEvent,
    Attempt,
    Difficulty,
    Grade,
    ItemMark,
    PaperItem,
    Question,
    QuestionVersion,
)
from quizzes.signals import attempt_graded

logger = logging.getLogger("quizzes")

CLIENT = re.compile(r"[A-Za-z0-9._-]{1,40}")
GREATEST_NUMBER = 1_000_000


class StartRefused(Exception):
    """An attempt cannot start now. `reason` is a sentence for the officer; `until` says when it can."""

    def __init__(self, reason, *, until=None):
        super().__init__(reason)
        self.reason = reason
        self.until = until


class TooLate(Exception):
    """An answer came after the attempt had ended. `attempt` is handed in by now."""

    def __init__(self, attempt):
        super().__init__(
            _("The time for this attempt has run out. This answer came too late and is not counted.")
            if attempt.closed_by == Attempt.ClosedBy.TIME
            else _("This attempt has been handed in. This answer came too late and is not counted.")
        )
        self.attempt = attempt


class ConflictingReplay(Exception):
    """The key of a stored event came again with other content. `event` is the stored one."""

    def __init__(self, event):
        super().__init__(_("This page has already sent another answer under the same number."))
        self.event = event


@dataclass(frozen=True)
class Saved:
    """What became of an answer.

    `current_event` is the state of the item now, `rival` an answer to the same item that was given
    in another window without sight of this one, `highest` the greatest number of the attempt.
    """

    event: AnswerEvent
    replayed: bool
    current_event: AnswerEvent
    highest: int
    rival: AnswerEvent | None = None

    @property
    def counts(self):
        """Whether this answer is the one that counts."""
        return self.event.answer == self.current_event.answer


@dataclass(frozen=True)
class Standing:
    """Where an officer is with a quiz. `not_before` is None when the pause is over."""

    open_attempt: Attempt | None
    used: int
    left: int | None
    not_before: datetime | None

    @property
    def may_start(self):
        return self.open_attempt is not None or (self.left != 0 and self.not_before is None)


def standing(*, quiz, officer, now):
    """An officer's standing with a quiz, in one query."""
    attempts = list(quiz.attempts.of(officer).order_by("number"))
    return _standing_of(quiz, attempts, now)


def _standing_of(quiz, attempts, now):
    """`attempts`: all of one officer's attempts at the quiz, in order."""
    open_attempt = next((attempt for attempt in attempts if attempt.is_open), None)
    ends = [attempt.submitted_at for attempt in attempts if not attempt.is_open]
    again = max(ends) + timedelta(minutes=quiz.pause_minutes) if ends else None
    allowed = quiz.attempts_allowed
    return Standing(
        open_attempt=open_attempt,
        used=len(attempts),
        left=None if allowed is None else max(allowed - len(attempts), 0),
        not_before=again if again and again > now else None,
    )


def start_attempt(*, quiz, officer, administration, now, seed=None, trial=False):
    """The officer's open attempt, or a new one with a paper of its own. Raises StartRefused.

    `seed` fixes the draw; without it chance decides. A trial knows neither pause nor number of attempts,
    and stands beside the person's attempts that count.
    """
    for overdue in Attempt.every.of(officer).overdue(now).filter(quiz=quiz, trial=trial):
        submit_attempt(attempt=overdue, now=now)
    with transaction.atomic():
        # Two presses of the button wait for each other here. The attempts are handed in above, outside
        # this lock, because grading locks an attempt first and an officer afterwards.
        User.objects.select_for_update(no_key=True).get(pk=officer.pk)
        attempts = list(Attempt.every.of(officer).filter(quiz=quiz, trial=trial).order_by("number"))
        stands = _standing_of(quiz, attempts, now)
        if stands.open_attempt:
            return stands.open_attempt
        if stands.left == 0 and not trial:
            raise StartRefused(_("All the attempts that this quiz allows are used."))
        if stands.not_before and not trial:
            raise StartRefused(
                _("There is a pause between two attempts. The next one can start when it is over."),
                until=stands.not_before,
            )
        rng = random.Random(secrets.randbits(64) if seed is None else seed)  # noqa: S311  (no secret is made)
        versions = _drawn_versions(quiz, officer, rng)
        attempt = Attempt.objects.create(
            quiz=quiz,
            officer=officer,
            administration=administration,
            number=max((attempt.number for attempt in attempts), default=0) + 1,
            started_at=now,
            deadline=now + timedelta(minutes=quiz.minutes),
            pass_mark=quiz.pass_mark,
            trial=trial,
        )
        PaperItem.objects.bulk_create(
            PaperItem(attempt=attempt, position=position, version=version, order=_order(version, rng))
            for position, version in enumerate(versions, 1)
        )
    return attempt


def _order(version, rng):
    kind = kinds.get(version.question.kind)
    return kind.option_order(kind.body(version.body), rng)


def _drawn_versions(quiz, officer, rng):
    """The versions of a paper in order. Raises StartRefused when the bank does not hold enough."""
    rows = list(quiz.blueprint.select_related("objective"))
    seen = dict(
        PaperItem.objects.filter(
            attempt__officer=officer, attempt__trial=False, version__question__bank=quiz.bank_id
        )
        .order_by()
        .values_list("version__question")
        .annotate(Count("pk"))
    )
    questions = Question.objects.filter(
        bank=quiz.bank_id,
        retired_at=None,
        current__verified=True,
        kind__in=[kind.kind for kind in kinds.all()],
    ).order_by("pk")
    current, candidates = {}, []
    for pk, version, objective, difficulty in questions.values_list(
        "pk", "current", "current__objective", "current__difficulty"
    ):
        current[pk] = version
        candidates.append(papers.Candidate(pk, objective, difficulty, seen.get(pk, 0)))
    try:
        if not rows:
            raise StartRefused(_("This quiz has no blueprint yet, so no paper can be drawn."))
        drawn = papers.draw(
            [papers.Cell(row.objective_id, row.difficulty, row.number) for row in rows], candidates, rng
        )
    except papers.CannotFill as error:
        logger.error("Quiz %s cannot be drawn: %s", quiz.slug, error)
        row = next(
            row
            for row in rows
            if (row.objective_id, row.difficulty) == (error.cell.objective, error.cell.difficulty)
        )
        raise StartRefused(
            _(
                "No paper can be drawn: the bank lacks %(number)s of the questions on %(cell)s. "
                "Tell your coordinator."
            )
            % {"number": error.lacking, "cell": _cell_name(row)}
        ) from error
    wanted = [current[pk] for pk in drawn]
    versions = QuestionVersion.objects.select_related("question").in_bulk(wanted)
    return [versions[pk] for pk in wanted]


def _cell_name(row):
    if not row.difficulty:
        return row.objective.code
    return f"{row.objective.code} ({Difficulty(row.difficulty).label})"


def save_answer(*, item, client, number, answer, client_time, now):
    """Store an answer as an event. Raises InvalidAnswer, ConflictingReplay, TooLate.

    `number` is 1 + the highest number that this client has seen. An event that is stored already is
    answered as it was the first time, also after the end. `client_time` is kept and decides nothing.
    An attempt whose time has run out is handed in with what it holds.
    """
    if not CLIENT.fullmatch(client):
        raise InvalidAnswer("The name of the client is not valid.")
    if not 1 <= number <= GREATEST_NUMBER:
        raise InvalidAnswer("The number of the answer is not valid.")
    kind = kinds.get(item.version.question.kind)
    answer = kind.accept(kind.body(item.version.body), answer)
    with transaction.atomic():
        attempt = Attempt.every.select_for_update(no_key=True).get(pk=item.attempt_id)
        # What has seen as much as this answer, or more. What has seen less decides nothing any more.
        events = list(attempt.events.filter(number__gte=number).order_by())
        stored = next((event for event in events if (event.client, event.number) == (client, number)), None)
        if stored and (stored.item_id, stored.answer) != (item.pk, answer):
            raise ConflictingReplay(stored)
        highest = max((event.number for event in events), default=0)
        if stored:
            return _saved(stored, events, highest, replayed=True)
        if attempt.is_open and now < attempt.deadline:
            event = AnswerEvent.objects.create(
                attempt=attempt,
                item=item,
                client=client,
                number=number,
                answer=answer,
                client_time=client_time,
                received_at=now,
            )
            return _saved(event, [*events, event], max(highest, number), replayed=False)
        attempt = _close(attempt, now)
    raise TooLate(attempt)


def _saved(event, events, highest, *, replayed):
    events = [other for other in events if other.item_id == event.item_id]
    rival = rival_of(event, events)
    return Saved(
        event=event,
        replayed=replayed,
        current_event=max(events, key=rank),
        highest=highest,
        rival=rival if rival and rival.answer != event.answer else None,
    )


@transaction.atomic
def submit_attempt(*, attempt, now):
    """Close and grade an attempt. Submitting a submitted one returns it as it is."""
    return _close(Attempt.every.select_for_update(no_key=True).get(pk=attempt.pk), now)


def _close(attempt, now):
    """Close a locked attempt: at its deadline when that has passed. Nobody is told of a trial."""
    if attempt.is_open:
        in_time = now < attempt.deadline
        attempt.submitted_at = now if in_time else attempt.deadline
        attempt.closed_by = Attempt.ClosedBy.OFFICER if in_time else Attempt.ClosedBy.TIME
        attempt.grade = record_grade(attempt=attempt, number=1, now=now)
        attempt.save(update_fields=["submitted_at", "closed_by", "grade"])
        if not attempt.trial:
            attempt_graded.send(sender=Attempt, attempt=attempt, grade=attempt.grade)
    return attempt


def record_grade(*, attempt, number, now, by=None, reason=""):
    """Grade what an attempt holds and write it down as the grading of this number."""
    state = state_of(attempt.events.all())
    items = list(attempt.items.select_related("version__question"))
    answers = [state.get(item.pk) for item in items]
    fractions = mark_paper(
        Line(item.version.question.kind, item.version.body, event.answer if event else None)
        for item, event in zip(items, answers, strict=True)
    )
    earned = sum(fractions, Fraction(0))
    grade = Grade.objects.create(
        attempt=attempt,
        number=number,
        earned=earned,
        possible=Fraction(len(items)),
        passed=passes(earned, len(items), attempt.pass_mark),
        created_at=now,
        created_by=by,
        reason=reason,
    )
    ItemMark.objects.bulk_create(
        ItemMark(grade=grade, item=item, event=event, fraction=fraction)
        for item, event, fraction in zip(items, answers, fractions, strict=True)
    )
    return grade


def settle(*, attempt, now):
    """The attempt as it is at this moment: one whose time has run out is handed in."""
    if attempt.is_open and attempt.deadline <= now:
        return submit_attempt(attempt=attempt, now=now)
    return attempt


def submit_overdue(*, now):
    """Hand in every attempt whose time has run out; returns how many. Each is its own transaction.

    One that fails is logged and left for the next run, the others are handed in.
    """
    submitted = 0
    for attempt in Attempt.every.overdue(now).order_by("deadline"):
        try:
            submit_attempt(attempt=attempt, now=now)
        except Exception:
            logger.exception("Attempt %s could not be handed in.", attempt.pk)
        else:
            submitted += 1
    return submitted
