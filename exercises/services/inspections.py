"""Inspections: writing versions, beginning rounds, saving flags, handing in. Each is safe to repeat."""

import json
import secrets
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


@lru_cache(maxsize=64)
def _made(held, seed, level):
    return InspectionSettings.kept(json.loads(held)).made(seed, level)


def inspection_of(one):
    """The set of a round with its key, made again from version, seed and level."""
    held = {name: getattr(one.version, name) for name in InspectionSettings.model_fields}
    return _made(json.dumps(held), one.seed, one.level)


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
    held.handed_in_at = now
    held.mark, held.decision_mark = marked.mark, marked.decision
    held.hits = sum(one.flagged for one in marked.found)
    held.misses = len(marked.found) - held.hits
    held.false_alarms, held.sound = len(marked.false_alarms), marked.sound
    held.result = {
        "found": {one.kind: str(one.hit) for one in marked.found},
        "alarms": sorted(":".join(entry) for entry in marked.false_alarms),
    }
    held.save()
    inspection_handed_in.send(sender=InspectionRound, round=held)
    return held


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
