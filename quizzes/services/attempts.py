"""Attempts: starting, answering, handing in. Each change is one transaction, locked, safe to repeat."""

import logging
import random
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.db import transaction
from django.db.models import BigIntegerField, Prefetch
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.statements import Given, Statement
from quizzes.beginnings import counted_from
from quizzes.grading import InvalidAnswer, behaviours, kinds
from quizzes.grading.events import rank, rival_of, state_of
from quizzes.grading.marking import fraction, mark_paper, passes, possible_of
from quizzes.grading.rulings import line_of
from quizzes.models import AnswerEvent, Attempt, Check, Correction, Grade, ItemMark, PaperItem
from quizzes.services.accommodations import accommodation_of
from quizzes.services.drawing import CannotDraw, drawn_versions
from quizzes.services.sittings import NoEntry, WrongCode, sitting_for
from quizzes.signals import attempt_graded

logger = logging.getLogger("quizzes")

CLIENT = re.compile(r"[A-Za-z0-9._-]{1,40}")
GREATEST_NUMBER = 1_000_000
CHECKS = Prefetch("checks", Check.objects.select_related("event"))


class StartRefused(Exception):
    """An attempt cannot start now. `reason` is a sentence for the officer; `until` says when it can.

    `guessed`: a start code was given, and it was the wrong one.
    """

    def __init__(self, reason, *, until=None, guessed=False):
        super().__init__(reason)
        self.reason = reason
        self.until = until
        self.guessed = guessed


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


class Finished(Exception):
    """An answer came for an item that takes none any more: it was right, or its tries are used."""

    def __init__(self):
        super().__init__(_("This question is finished. Its answer can no longer be changed."))


class NothingToCheck(Exception):
    """There is no answer that could be checked."""

    def __init__(self):
        super().__init__(_("Answer the question first. An empty answer is not checked."))


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
        return self.event.said == self.current_event.said


@dataclass(frozen=True)
class Standing:
    """Where an officer is with a quiz.

    `not_before` is None when the pause is over, `opens_at` when the quiz is open or was.
    """

    open_attempt: Attempt | None
    used: int
    left: int | None
    not_before: datetime | None
    opens_at: datetime | None = None
    is_closed: bool = False

    @property
    def may_start(self):
        return self.open_attempt is not None or (
            self.left != 0 and self.not_before is None and self.opens_at is None and not self.is_closed
        )


def standing(*, quiz, officer, now):
    """An officer's standing with a quiz, in one query, or three where attempts are limited."""
    attempts = list(quiz.attempts.of(officer).order_by("number"))
    limited = quiz.attempts_allowed is not None
    return _standing_of(
        quiz, attempts, now, accommodation_of(quiz=quiz, officer=officer) if limited else None, officer
    )


def _standing_of(quiz, attempts, now, accommodation, officer):
    """`attempts`: all of the officer's attempts at the quiz, in order."""
    open_attempt = next((attempt for attempt in attempts if attempt.is_open), None)
    ends = [attempt.submitted_at for attempt in attempts if not attempt.is_open]
    again = max(ends) + timedelta(minutes=quiz.pause_minutes) if ends else None
    further = accommodation.further_attempts if accommodation else 0
    allowed = None if quiz.attempts_allowed is None else quiz.attempts_allowed + further
    used = attempts if allowed is None else _counted(attempts, counted_from(quiz, officer))
    return Standing(
        open_attempt=open_attempt,
        used=len(used),
        left=None if allowed is None else max(allowed - len(used), 0),
        not_before=again if again and again > now else None,
        opens_at=quiz.opens_at if quiz.opens_at and quiz.opens_at > now else None,
        is_closed=quiz.is_closed(now),
    )


def _counted(attempts, since):
    """The attempts that count against the number allowed."""
    return [attempt for attempt in attempts if since is None or attempt.started_at >= since]


def start_attempt(*, quiz, officer, administration, now, seed=None, trial=False, code="", address=None):
    """The officer's open attempt, or a new one with a paper of its own. Raises StartRefused.

    `seed` fixes the draw; without it chance decides. A trial knows neither pause, window, sitting nor number
    of attempts, and stands beside the person's attempts that count. An invigilated quiz asks for the `code`
    of a sitting and looks at the network `address` that the officer comes from.
    """
    for overdue in Attempt.every.of(officer).overdue(now).filter(quiz=quiz, trial=trial):
        submit_attempt(attempt=overdue, now=now)
    with transaction.atomic():
        # Two presses of the button wait for each other here. The attempts are handed in above, outside
        # this lock, because grading locks an attempt first and an officer afterwards.
        User.objects.select_for_update(no_key=True).get(pk=officer.pk)
        attempts = list(Attempt.every.of(officer).filter(quiz=quiz, trial=trial).order_by("number"))
        accommodation = None if trial else accommodation_of(quiz=quiz, officer=officer)
        stands = _standing_of(quiz, attempts, now, accommodation, officer)
        if stands.open_attempt:
            return stands.open_attempt
        if not trial:
            _refuse_outside_window(quiz, now)
        if stands.left == 0 and not trial:
            raise StartRefused(_("All the attempts that this quiz allows are used."))
        if stands.not_before and not trial:
            raise StartRefused(
                _("There is a pause between two attempts. The next one can start when it is over."),
                until=stands.not_before,
            )
        sitting = None
        if quiz.invigilated and not trial:
            try:
                sitting = sitting_for(
                    quiz=quiz, administration=administration, code=code, address=address, now=now
                )
            except NoEntry as closed:
                raise StartRefused(str(closed), guessed=isinstance(closed, WrongCode)) from closed
        rng = random.Random(secrets.randbits(64) if seed is None else seed)  # noqa: S311  (no secret is made)
        try:
            versions = drawn_versions(quiz, officer, rng)
        except CannotDraw as lack:
            raise StartRefused(str(lack)) from lack
        attempt = Attempt.objects.create(
            quiz=quiz,
            officer=officer,
            administration=administration,
            number=max((attempt.number for attempt in attempts), default=0) + 1,
            started_at=now,
            deadline=now + timedelta(minutes=quiz.minutes) if trial else _deadline(quiz, accommodation, now),
            pass_mark=quiz.pass_mark,
            behaviour=quiz.behaviour,
            tries=quiz.tries,
            penalty=quiz.penalty,
            sitting=sitting,
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


def _refuse_outside_window(quiz, now):
    if quiz.opens_at and now < quiz.opens_at:
        raise StartRefused(_("This quiz is not open yet."), until=quiz.opens_at)
    if quiz.is_closed(now):
        raise StartRefused(_("This quiz is closed."))


def _deadline(quiz, accommodation, now):
    """When the time of an attempt that starts now runs out: no later than the quiz closes."""
    extra = timedelta(minutes=accommodation.extra_minutes if accommodation else 0)
    deadline = now + timedelta(minutes=quiz.minutes) + extra
    return min(deadline, quiz.closes_at + extra) if quiz.closes_at else deadline


locked_attempt = Statement(
    lambda: Attempt.every.select_for_update(no_key=True).filter(pk=Given("attempt", BigIntegerField()))
)
# What has seen as much as an answer, or more. What has seen less decides nothing any more.
events_from = Statement(
    lambda: AnswerEvent.objects.filter(
        attempt=Given("attempt", BigIntegerField()), number__gte=Given("number", BigIntegerField())
    ).order_by()
)


def save_answer(*, item, client, number, answer, client_time, now, certainty=None):
    """Store an answer as an event. Raises InvalidAnswer, ConflictingReplay, TooLate, Finished.

    `number` is 1 + the highest number that this client has seen. An event that is stored already is
    answered as it was the first time, also after the end. `client_time` is kept and decides nothing.
    An attempt whose time has run out is handed in with what it holds.
    """
    if not CLIENT.fullmatch(client):
        raise InvalidAnswer("The name of the client is not valid.")
    if not 1 <= number <= GREATEST_NUMBER:
        raise InvalidAnswer("The number of the answer is not valid.")
    if certainty is not None and certainty not in behaviours.LEVELS:
        raise InvalidAnswer("The level of certainty is not valid.")
    kind = kinds.get(item.version.question.kind)
    answer = kind.accept(kind.body(item.version.body), answer)
    with transaction.atomic():
        (attempt,) = locked_attempt(attempt=item.attempt_id)
        events = events_from(attempt=attempt.pk, number=number)
        stored = next((event for event in events if (event.client, event.number) == (client, number)), None)
        if stored and (stored.item_id, stored.answer, stored.certainty) != (item.pk, answer, certainty):
            raise ConflictingReplay(stored)
        highest = max((event.number for event in events), default=0)
        if stored:
            return _saved(stored, events, highest, replayed=True)
        if attempt.is_open and now < attempt.deadline:
            if attempt.way.checks and _is_finished(attempt, item.checks.all()):
                raise Finished
            event = AnswerEvent.objects.create(
                attempt=attempt,
                item=item,
                client=client,
                number=number,
                answer=answer,
                certainty=certainty,
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
        rival=rival if rival and rival.said != event.said else None,
    )


def _is_finished(attempt, checks):
    return behaviours.is_finished(attempt.way, [check.fraction for check in checks], attempt.tries)


def check_answer(*, item, client, number, answer, client_time, now):
    """Save an answer and check it: the item's Check, and whether the item is finished by it.

    The answer is saved first, so it is kept when the check does not come about. Checking the same answer
    again is no further try. Raises what save_answer raises, and NothingToCheck.
    """
    saved = save_answer(
        item=item, client=client, number=number, answer=answer, client_time=client_time, now=now
    )
    event = saved.current_event
    if event.answer is None:
        raise NothingToCheck
    with transaction.atomic():
        attempt = Attempt.every.select_for_update(no_key=True).get(pk=item.attempt_id)
        checks = list(item.checks.select_related("event"))
        last = checks[-1] if checks else None
        if last and (last.event_id == event.pk or last.event.answer == event.answer):
            return last, _is_finished(attempt, checks)
        if not attempt.is_open:
            raise TooLate(attempt)
        if _is_finished(attempt, checks):
            raise Finished
        corrections = Correction.objects.by_version([item.version_id])
        line, _event = line_and_event(item.version, event, [], corrections)
        check = Check.objects.create(
            item=item, event=event, number=len(checks) + 1, fraction=fraction(line), created_at=now
        )
        return check, _is_finished(attempt, [*checks, check])


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
            attempt_graded.send(sender=Attempt, attempt=attempt, grade=attempt.grade, now=now)
    return attempt


def record_grade(*, attempt, number, now, by=None, reason=""):
    """Grade what an attempt holds and write it down as the grading of this number.

    Corrections in force are part of grading, so that grading again gives the same. The attempt is locked
    before they are read: quizzes.services.regrading locks it too, and one of the two sees the other.
    """
    state = state_of(attempt.events.all())
    items = attempt.items.select_related("version__question")
    items = list(items.prefetch_related(CHECKS) if attempt.way.checks else items)
    corrections = Correction.objects.by_version(item.version_id for item in items)
    lines, events = [], []
    for item in items:
        checks = list(item.checks.all()) if attempt.way.checks else []
        line, event = line_and_event(item.version, state.get(item.pk), checks, corrections)
        lines.append(line)
        events.append(event)
    marks = mark_paper(lines, attempt.way, attempt.penalty)
    earned = sum(marks, Fraction(0))
    possible = possible_of(lines, attempt.way)
    grade = Grade.objects.create(
        attempt=attempt,
        number=number,
        earned=earned,
        possible=possible,
        passed=passes(earned, possible, attempt.pass_mark),
        created_at=now,
        created_by=by,
        reason=reason,
    )
    ItemMark.objects.bulk_create(
        ItemMark(
            grade=grade,
            item=item,
            event=event,
            fraction=mark,
            correction=corrections.get(item.version_id),
        )
        for item, event, mark in zip(items, events, marks, strict=True)
    )
    return grade


def line_and_event(version, event, checks, corrections):
    """An item as grading takes it, and the answer that counts. `event`: the last one given, or None."""
    correction = corrections.get(version.pk)
    line, tried = line_of(
        version.question.kind,
        version.body,
        event and event.answer,
        tried=[check.event.answer for check in checks],
        certainty=event and event.certainty,
        ruling=correction and correction.ruling,
    )
    return line, event if tried is None else checks[tried].event


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
