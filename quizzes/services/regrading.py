"""Regrading: what a correction of a question changes in results, foretold, applied, withdrawn.

Only the mark of the corrected question is reckoned anew; the other marks of the grade in force are taken as
they are. Trials are left alone. See docs/decisions/0074-regrading.md.
"""

import json
import random
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.services.audit import record_act
from quizzes.consequences import consequences_of
from quizzes.grading import InvalidAnswer, behaviours, kinds
from quizzes.grading.events import state_of
from quizzes.grading.marking import mark, most, passes
from quizzes.grading.rulings import line_of
from quizzes.models import (
    AnswerEvent,
    Attempt,
    Bank,
    Check,
    Correction,
    Grade,
    ItemMark,
    PaperItem,
    QuestionVersion,
)
from quizzes.signals import attempts_regraded

BATCH = 500
MOST_MISFITS = 20
REMEMBERED_ANSWERS = 4096


class DoesNotFit(Exception):
    """The version that is to grade cannot read what stands on papers. `misfits` says what, in sentences."""

    def __init__(self, misfits):
        super().__init__(" ".join(misfits))
        self.misfits = misfits


@dataclass(frozen=True)
class Score:
    """What an attempt earned of what it could, and whether that passes."""

    earned: Fraction
    possible: Fraction
    passed: bool

    @property
    def percent(self):
        return 100 * self.earned / self.possible if self.possible else Fraction(0)


@dataclass
class Change:
    """What becomes of one attempt. `attempt` comes with officer, quiz, administration and grade."""

    attempt: Attempt
    item: PaperItem
    event: AnswerEvent | None
    mark_before: Fraction
    mark_after: Fraction
    before: Score
    after: Score
    consequences: list = field(default_factory=list)

    @property
    def newly_passed(self):
        return self.after.passed and not self.before.passed

    @property
    def newly_failed(self):
        return self.before.passed and not self.after.passed


@dataclass
class Totals:
    """How many results a correction looks at and changes."""

    attempts: int = 0
    changed: int = 0
    newly_passed: int = 0
    newly_failed: int = 0
    affected: int = 0

    def count(self, changes):
        self.changed += len(changes)
        self.newly_passed += sum(change.newly_passed for change in changes)
        self.newly_failed += sum(change.newly_failed for change in changes)
        self.affected += sum(len(change.consequences) for change in changes)


@dataclass
class Preview:
    """What would change: the totals of all, and the rows asked for of those that the reader may see."""

    totals: Totals = field(default_factory=Totals)
    rows: list = field(default_factory=list)
    visible: int = 0

    @property
    def elsewhere(self):
        """Changed results of officers whom the reader does not see by name."""
        return self.totals.changed - self.visible


@dataclass(frozen=True)
class Regraded:
    """What was done: the correction, and the totals of what it changed."""

    correction: Correction
    totals: Totals


# --- before: does it fit, and what would it change -------------------------------------------------


def misfits(version, graded_by):
    """Why the papers of one version cannot be graded by another, in sentences; nothing where they can.

    Whatever option stands on a paper, and whatever answer was given, must be one of the other's too.
    """
    kind = kinds.get(version.question.kind)
    own, other = kind.body(version.body), kind.body(graded_by.body)
    try:
        kind.shown(other, kind.option_order(own, random.Random(0)))  # noqa: S311  (no secret is made)
    except LookupError as gone:
        return [
            _("Version %(number)s no longer holds “%(part)s”, which stands on papers of version %(earlier)s.")
            % {"number": graded_by.number, "part": gone.args[0], "earlier": version.number}
        ]
    answers = (
        AnswerEvent.objects.filter(item__version=version, attempt__trial=False)
        .order_by()
        .values_list("answer")
        .annotate(Count("pk"))
    )
    found = []
    for answer, number in answers.iterator(chunk_size=BATCH):
        try:
            kind.accept(other, answer)
        except InvalidAnswer:
            found.append(
                _("Version %(number)s does not know the answer %(answer)s, which was given %(times)s times.")
                % {
                    "number": graded_by.number,
                    "answer": json.dumps(kind.disclosed(answer), ensure_ascii=False),
                    "times": number,
                }
            )
            if len(found) == MOST_MISFITS:
                break
    return found


def reads_differently(version, graded_by):
    """Whether an officer would have read something else in the other version, which fits."""
    kind = kinds.get(version.question.kind)
    own, other = kind.body(version.body), kind.body(graded_by.body)
    order = kind.option_order(own, random.Random(0))  # noqa: S311  (no secret is made)
    return kind.shown(own, order) != kind.shown(other, order)


def preview(*, version, ruling, administrations=None, start=0, number=None):
    """What would change if `ruling` counted for the papers of a version. Writes nothing.

    `ruling`: a correction, stored or not, or None for none. Rows are those of `administrations` (None: of
    all), in the order of their attempts: `number` of them from `start` on.
    """
    found = Preview()
    for changes in _all_changes(version, ruling, found.totals):
        for change in changes:
            if administrations is None or change.attempt.administration_id in administrations:
                if found.visible >= start and (number is None or len(found.rows) < number):
                    found.rows.append(change)
                found.visible += 1
    return found


def changes_of(*, version, ruling, totals):
    """Every change, one after another, while `totals` counts them: for lists written as they come."""
    for changes in _all_changes(version, ruling, totals):
        yield from changes


def ruling_without(correction):
    """The correction that counts for the same version when this one is withdrawn, or None."""
    others = Correction.objects.in_force().filter(version=correction.version_id).exclude(pk=correction.pk)
    return others.select_related("graded_by").order_by("pk").last()


def _all_changes(version, ruling, totals):
    holding = Attempt.objects.graded().filter(pk__in=_holding(version)).order_by("pk")
    pks = list(holding.values_list("pk", flat=True))
    totals.attempts = len(pks)
    marked = _marker(version, ruling)
    for batch in _batches(pks):
        changes = _changes(version, marked, batch)
        totals.count(changes)
        yield changes


def _holding(version):
    return PaperItem.objects.filter(version=version).order_by().values("attempt")


def _batches(pks):
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))


def _marker(version, ruling):
    """fn(way, penalty, answer, certainty, tried) → mark, the most it can be, which try counts.

    Answers are texts of JSON: thousands of papers hold few different ones, and each is marked once.
    """

    @lru_cache(maxsize=REMEMBERED_ANSWERS)
    def marked(way, penalty, answer, certainty, tried):
        line, which = line_of(
            version.question.kind,
            version.body,
            json.loads(answer),
            tried=[json.loads(attempted) for attempted in tried],
            certainty=certainty,
            ruling=ruling and ruling.ruling,
        )
        return mark(line, way, penalty), most(line.void, way), which

    return marked


def _changes(version, marked, pks):
    """The changes of some attempts, in their order. A fixed number of queries."""
    graded = Attempt.objects.graded().filter(pk__in=pks).order_by("pk")
    attempts = list(graded.select_related("grade", "officer", "quiz", "administration"))
    items = {
        item.attempt_id: item
        for item in PaperItem.objects.filter(version=version, attempt__in=attempts).defer("order")
    }
    wanted = [item.pk for item in items.values()]
    state = state_of(AnswerEvent.objects.filter(item__in=wanted).order_by())
    checks = defaultdict(list)
    if any(attempt.way.checks for attempt in attempts):
        for check in Check.objects.filter(item__in=wanted).select_related("event"):
            checks[check.item_id].append(check)
    grades = [attempt.grade_id for attempt in attempts]
    held = ItemMark.objects.filter(grade__in=grades, item__in=wanted).select_related("correction")
    marks = {one.grade_id: one for one in held.order_by()}
    changes = []
    for attempt in attempts:
        item = items[attempt.pk]
        event, tried = state.get(item.pk), checks[item.pk]
        after, most_after, which = marked(
            attempt.way,
            attempt.penalty,
            _text(event and event.answer),
            event and event.certainty,
            tuple(_text(check.event.answer) for check in tried),
        )
        change = _change(attempt, item, marks[attempt.grade_id], after, most_after)
        if change:
            change.event = event if which is None else tried[which].event
            changes.append(change)
    if changes:
        named = consequences_of(changes)
        for change in changes:
            change.consequences = named.get(change.attempt.pk, [])
    return changes


def _text(answer):
    return json.dumps(answer, sort_keys=True)


def _change(attempt, item, held, after, most_after):
    """How an attempt stands with another mark for one item; None where nothing changes."""
    grade = attempt.grade
    most_before = most(held.correction and held.correction.ruling.void, behaviours.Behaviour(attempt.way))
    if (held.fraction, most_before) == (after, most_after):
        return None
    earned = grade.earned - held.fraction + after
    possible = grade.possible - most_before + most_after
    return Change(
        attempt=attempt,
        item=item,
        event=None,
        mark_before=held.fraction,
        mark_after=after,
        before=Score(grade.earned, grade.possible, grade.passed),
        after=Score(earned, possible, passes(earned, possible, attempt.pass_mark)),
    )


# --- doing it --------------------------------------------------------------------------------------


@transaction.atomic
def apply_correction(*, version, way, graded_by=None, by, reason, now):
    """Decide how a version is graded on papers, and grade again what changes. Deciding so twice is once.

    Raises DoesNotFit, and ValueError without a reason. Whatever was decided before stays on record.
    """
    reason = _said(reason)
    _lock_bank(version)
    correction = Correction(
        version=version, way=way, graded_by=graded_by, reason=reason, made_by=by, made_at=now
    )
    held = Correction.objects.by_version([version.pk]).get(version.pk)
    if correction.rules_like(held):
        return Regraded(held, Totals())
    if graded_by is not None and (found := misfits(version, graded_by)):
        raise DoesNotFit(found)
    correction.save()
    _record(correction, "correction.made", by, reason, now)
    return Regraded(correction, _regrade(version, correction, by=by, reason=reason, now=now))


@transaction.atomic
def withdraw_correction(*, correction, by, reason, now):
    """Undo a correction: what it changed is graded again, as it was. Withdrawing it twice does nothing more.

    Raises ValueError without a reason.
    """
    reason = _said(reason)
    version = QuestionVersion.objects.select_related("question").get(pk=correction.version_id)
    _lock_bank(version)
    held = Correction.objects.get(pk=correction.pk)
    if not held.is_in_force:
        return Regraded(held, Totals())
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_because = now, by, reason
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    _record(held, "correction.withdrawn", by, reason, now)
    ruling = Correction.objects.by_version([version.pk]).get(version.pk)
    return Regraded(held, _regrade(version, ruling, by=by, reason=reason, now=now))


def _record(correction, act, by, reason, now):
    """Write an act on a correction into the audit log."""
    question = correction.version.question
    record_act(
        administration=question.bank.administration,
        by=by,
        act=act,
        now=now,
        what=f"{question.bank.slug}: {question.slug}",
        detail={"way": correction.get_way_display(), "reason": reason},
    )


def _said(reason):
    reason = reason.strip()
    if not reason:
        raise ValueError("Results are corrected for a reason.")
    return reason


def _lock_bank(version):
    """One regrade of a bank at a time: papers hold questions of one bank, so no two meet on an attempt."""
    Bank.objects.select_for_update(no_key=True).get(pk=version.question.bank_id)


def _regrade(version, ruling, *, by, reason, now):
    """Grade again every attempt that changes under the ruling now in force, and tell those above.

    An attempt is either locked here before it is graded, and then graded by the ruling when this is
    over, or it is graded before it is locked here, and then found. Those that are graded already come
    first; the running ones, and papers still to be drawn, wait only for the end. Whoever is told may lock
    other rows, so nobody is told before every attempt is locked.
    """
    totals, told, newly_passed = Totals(), [], set()
    marked = _marker(version, ruling)

    def work(pks):
        for batch in _batches(pks):
            changes = _changes(version, marked, batch)
            totals.count(changes)
            _write(changes, ruling, by=by, reason=reason, now=now)
            told.extend(change.attempt.pk for change in changes if change.after.passed)
            newly_passed.update(change.attempt.pk for change in changes if change.newly_passed)

    first = _locked(Attempt.objects.graded().filter(pk__in=_holding(version)))
    work(first)
    # No paper is drawn with this version from here on: storing one waits for the version.
    QuestionVersion.objects.select_for_update().get(pk=version.pk)
    everyone = Attempt.objects.filter(pk__in=_holding(version)).values_list("pk", flat=True)
    rest = sorted(set(everyone) - set(first))
    for batch in _batches(rest):
        _locked(Attempt.objects.filter(pk__in=batch))
    late = [
        pk
        for batch in _batches(rest)
        for pk in Attempt.objects.graded().filter(pk__in=batch).order_by("pk").values_list("pk", flat=True)
    ]
    work(late)
    totals.attempts = len(first) + len(late)
    for batch in _batches(told):
        attempts = Attempt.objects.filter(pk__in=batch).order_by("pk")
        attempts_regraded.send(
            sender=Attempt,
            attempts=list(attempts.select_related("quiz", "officer", "administration", "grade")),
            newly_passed=newly_passed.intersection(batch),
        )
    return totals


def _locked(attempts):
    return list(attempts.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def _write(changes, ruling, *, by, reason, now):
    """The next grade of each changed attempt, beside those it has."""
    if not changes:
        return
    held = defaultdict(list)
    for one in ItemMark.objects.filter(grade__in=[change.attempt.grade_id for change in changes]).order_by():
        held[one.grade_id].append(one)
    grades = Grade.objects.bulk_create(
        Grade(
            attempt=change.attempt,
            number=change.attempt.grade.number + 1,
            earned=change.after.earned,
            possible=change.after.possible,
            passed=change.after.passed,
            created_at=now,
            created_by=by,
            reason=reason,
        )
        for change in changes
    )
    ItemMark.objects.bulk_create(
        [
            _next_mark(one, grade, change, ruling)
            for change, grade in zip(changes, grades, strict=True)
            for one in held[change.attempt.grade_id]
        ],
        batch_size=BATCH,
    )
    for change, grade in zip(changes, grades, strict=True):
        change.attempt.grade = grade
    Attempt.every.bulk_update([change.attempt for change in changes], ["grade"])


def _next_mark(one, grade, change, ruling):
    if one.item_id != change.item.pk:
        return ItemMark(
            grade=grade,
            item_id=one.item_id,
            event_id=one.event_id,
            fraction=one.fraction,
            correction_id=one.correction_id,
        )
    return ItemMark(
        grade=grade, item=change.item, event=change.event, fraction=change.mark_after, correction=ruling
    )
