"""Inspections: writing versions, beginning rounds, saving flags, handing in. Each is safe to repeat."""

import json
import secrets
from collections import Counter, defaultdict
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import ValidationError

from accounts.models import User
from exercises.inspections.refusals import reasons_in
from exercises.inspections.rounds import Result, entries_of, next_level, reasons_of
from exercises.inspections.scoring import (
    Answer,
    Decision,
    KindRate,
    Tally,
    rates_by_kind,
    score,
    tally,
)
from exercises.inspections.settings import InspectionSettings
from exercises.models import Exercise, InspectionRound, InspectionVersion
from exercises.services.scenarios import SEED_BITS, CannotStart
from exercises.signals import inspection_handed_in


class FaultySettings(ValueError):
    """Settings that make no inspection. The text are sentences; `reasons` has each with its place."""

    def __init__(self, reasons):
        self.reasons = [(place, _(refused.sentence) % refused.given) for place, refused in reasons]
        super().__init__(" ".join(said for _place, said in self.reasons))


class NotOnThePage(ValueError):
    """Flags, reasons or a decision that the page does not offer. The text is a sentence for the officer."""


class StaleFlags(Exception):
    """Flags came from a page that another one has overtaken, and were not kept."""

    def __init__(self):
        super().__init__(
            _(
                "You saved other flags meanwhile, in another window perhaps. Below is what you sent just "
                "now: save it again if it is to stand."
            )
        )


class NotComplete(ValueError):
    """A round that cannot be handed in yet. The text is a sentence for the officer."""


@transaction.atomic
def write_inspection_version(*, exercise, author=None, reason="", now, **settings):
    """Write the next version, in force for rounds that begin from now on. Equal to the last it writes none.

    `settings` are the fields of InspectionSettings. Raises FaultySettings.
    """
    body = settings_of(settings).body()
    held = Exercise.objects.select_for_update(no_key=True).get(pk=exercise.pk)
    last = held.inspection_versions.order_by("number").last()
    if last and all(getattr(last, name) == value for name, value in body.items()):
        return last
    return InspectionVersion.objects.create(
        exercise=held,
        number=last.number + 1 if last else 1,
        author=author,
        reason=reason,
        created_at=now,
        **body,
    )


class OvertakenVersion(Exception):
    """An inspection was changed while somebody else wrote on it, and nothing was kept."""


@transaction.atomic
def change_inspection(*, exercise, title, based_on, author, reason, now, **settings):
    """Write title and next version, for an author who had version `based_on` before them.

    Raises FaultySettings, OvertakenVersion.
    """
    held = Exercise.objects.select_for_update(no_key=True).get(pk=exercise.pk)
    in_force = held.inspection_versions.order_by("number").last()
    if in_force and in_force.number != based_on:
        raise OvertakenVersion
    version = write_inspection_version(exercise=held, author=author, reason=reason, now=now, **settings)
    if held.title != title:
        held.title = title
        held.save(update_fields=["title"])
    return version


@transaction.atomic
def create_inspection(*, slug, title, administration, author, reason, now, **settings):
    """An inspection with its first version. Raises FaultySettings."""
    exercise = Exercise.objects.create(
        slug=slug, kind=Exercise.Kind.INSPECTION, title=title, administration=administration
    )
    write_inspection_version(exercise=exercise, author=author, reason=reason, now=now, **settings)
    return exercise


def settings_of(data):
    """The settings that data holds. Raises FaultySettings."""
    try:
        return InspectionSettings.model_validate(data)
    except ValidationError as error:
        raise FaultySettings(reasons_in(error)) from None


@transaction.atomic
def begin_round(*, exercise, officer, administration, now, seed=None, trial=False):
    """The officer's open round, or the next one by the version in force. Raises CannotStart.

    `seed` fixes the set; without it chance decides. Trials stand beside the rounds that count.
    """
    # Two presses of the button wait for each other here.
    User.objects.select_for_update(no_key=True).get(pk=officer.pk)
    own = InspectionRound.every.of(officer).filter(exercise=exercise, trial=trial)
    running = own.open().first()
    if running:
        return running
    version = exercise.inspection_versions.order_by("number").last()
    if version is None:
        raise CannotStart(_("This inspection is not set up yet."))
    if exercise.retired_at is not None:
        raise CannotStart(_("This inspection is no longer used."))
    past = list(own.handed_in())
    results = [Result(one.level, one.mark, one.decision_mark) for one in past]
    return InspectionRound.objects.create(
        exercise=exercise,
        version=version,
        officer=officer,
        administration=administration,
        number=past[-1].number + 1 if past else 1,
        seed=secrets.randbits(SEED_BITS) if seed is None else seed,
        level=1 if version.fixed else next_level(results, version.growth, version.most),
        trial=trial,
        started_at=now,
    )


def held_in(version):
    """The settings of a version as data, as they were kept."""
    return {name: getattr(version, name) for name in InspectionSettings.model_fields}


@lru_cache(maxsize=64)
def _made(held, seed, level):
    return InspectionSettings.kept(json.loads(held)).made(seed, level)


def sample_of(version, seed, level):
    """The set that a version gives to a seed on a level, with its key."""
    return _made(json.dumps(held_in(version)), seed, level)


def inspection_of(one):
    """The set of a round with its key, made again from version, seed and level."""
    return sample_of(one.version, one.seed, one.level)


def example_of(version):
    """One of the sets of a version: what documents they are made of."""
    return sample_of(version, 0, 1).given


def _held(one):
    """The round, held until the transaction ends."""
    return (
        InspectionRound.every.select_for_update(no_key=True, of=("self",))
        .select_related("version", "exercise", "officer", "administration")
        .get(pk=one.pk)
    )


@transaction.atomic
def save_flags(*, round_, flags, decision, saves):
    """Keep what the officer has flagged and decided so far. A round handed in stays as it is.

    `flags` are reasons by `document:entry`, `saves` is how often the round had been saved when the page was
    made. What is kept already is no change, from whatever page. Raises NotOnThePage, StaleFlags.
    """
    held = _held(round_)
    if not held.is_open or (held.flags, held.decision) == (flags, decision):
        return held
    offered = {":".join(entry) for entry in entries_of(inspection_of(held).given)}
    reasons = {"", *reasons_of(held.version.template).values()}
    if not (flags.keys() <= offered and reasons.issuperset(flags.values())):
        raise NotOnThePage(_("Flag entries of these documents, with reasons from the list."))
    if decision and decision not in InspectionRound.Decision.values:
        raise NotOnThePage(_("Choose one of the decisions."))
    if held.saves != saves:
        raise StaleFlags
    held.flags, held.decision, held.saves = flags, decision, saves + 1
    held.save(update_fields=["flags", "decision", "saves"])
    return held


@transaction.atomic
def hand_in(*, round_, now):
    """Close a round and mark it as it was saved. Handing in again changes nothing.

    Raises NotComplete, which leaves the round open.
    """
    held = _held(round_)
    if not held.is_open:
        return held
    if not held.decision:
        raise NotComplete(_("Decide on the consignment before you hand in."))
    if not all(held.flags.values()):
        raise NotComplete(_("Choose a reason for everything that you flagged."))
    marked = score_of(held)
    close(held, marked, now)
    held.save()
    inspection_handed_in.send(sender=InspectionRound, round=held)
    return held


def close(one, marked, now):
    """Write into a round what it was worth when it was handed in. The caller saves it."""
    one.handed_in_at = now
    one.mark, one.decision_mark = marked.mark, marked.decision
    one.hits = sum(fault.flagged for fault in marked.found)
    one.misses = len(marked.found) - one.hits
    one.false_alarms, one.sound = len(marked.false_alarms), marked.sound
    one.result = {
        "found": {fault.kind: str(fault.hit) for fault in marked.found},
        "alarms": sorted(":".join(entry) for entry in marked.false_alarms),
    }


def score_of(one):
    """What the flags and the decision of a round are worth."""
    flags = {tuple(entry.split(":", 1)): reason for entry, reason in one.flags.items()}
    return score(inspection_of(one).key, Answer(flags, Decision(one.decision)))


class Standing(NamedTuple):
    """An officer's rounds of one exercise taken together."""

    rounds: int
    tally: Tally
    kinds: tuple[KindRate, ...]


def standing_of(*, exercise, officer, trial=False):
    """Results over time: how well faults are told from sound entries, and which kinds are missed."""
    past = InspectionRound.every.of(officer).filter(exercise=exercise, trial=trial).handed_in()
    scores = [one.score for one in past]
    return Standing(len(scores), tally(scores), rates_by_kind(scores))


class KindFigures(NamedTuple):
    """One kind of fault in many rounds. `named` were found with a right reason."""

    kind: str
    faults: int
    found: int
    named: int

    @property
    def missed(self):
        return self.faults - self.found


class Figures(NamedTuple):
    """Many rounds taken together. `kinds` are the least often found first, `alarms` the most frequent."""

    rounds: int
    mark: Fraction | None
    decision_mark: Fraction | None
    tally: Tally
    kinds: tuple[KindFigures, ...]
    alarms: tuple[tuple[str, int], ...]


def figures_of(rounds):
    """What rounds that were handed in say of an inspection. One query, row by row."""
    number, marks, decisions = 0, Fraction(0), Fraction(0)
    hits = faults = false_alarms = sound = 0
    met, found, named, alarms = Counter(), Counter(), Counter(), Counter()
    for one in rounds.order_by().only("mark", "decision_mark", "sound", "result").iterator():
        scored = one.score
        number, marks, decisions = number + 1, marks + scored.mark, decisions + scored.decision
        hits += sum(fault.flagged for fault in scored.found)
        faults, sound = faults + len(scored.found), sound + scored.sound
        false_alarms += len(scored.false_alarms)
        met.update(fault.kind for fault in scored.found)
        found.update(fault.kind for fault in scored.found if fault.flagged)
        named.update(fault.kind for fault in scored.found if fault.hit == 1)
        alarms.update(one.result["alarms"])
    kinds = (KindFigures(kind, times, found[kind], named[kind]) for kind, times in met.items())
    return Figures(
        rounds=number,
        mark=marks / number if number else None,
        decision_mark=decisions / number if number else None,
        tally=Tally(hits, faults, false_alarms, sound),
        kinds=tuple(sorted(kinds, key=lambda one: (Fraction(one.found, one.faults), one.kind))),
        alarms=tuple(sorted(alarms.items(), key=lambda alarm: (-alarm[1], alarm[0]))),
    )


def mean_marks(rounds):
    """(number of rounds, mean mark) by exercise. One query, row by row."""
    number, marks = Counter(), defaultdict(Fraction)
    for exercise, mark in rounds.order_by().values_list("exercise", "mark").iterator():
        number[exercise] += 1
        marks[exercise] += mark
    return {exercise: (times, marks[exercise] / times) for exercise, times in number.items()}
