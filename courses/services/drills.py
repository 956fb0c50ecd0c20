"""The drill on a guide: drawing the cards of a day, recording answers. Both are safe to repeat.

The log of answers is the record; memories are what it comes to, kept so that a day is drawn without it.
"""

from collections import defaultdict
from zlib import crc32

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.guides.cards import Answer, confusions, question, todays
from courses.guides.spacing import Memory, after_review, replay
from courses.models import DrillMemory, DrillReview, DrillTurn, GuideEntry
from courses.services.progress import complete_unit

KNOWN_DAYS = 2.0
"""An entry is known while the memory of each of its cards that was asked is as stable as this."""


class NotOffered(ValueError):
    """An answer that the card does not offer. It changed nothing."""


def turns_of(*, officer, administration, unit, day, guide):
    """The cards of a day that were drawn, those left out of which an entry is no longer published."""
    turns = DrillTurn.objects.filter(officer=officer, administration=administration, unit=unit, day=day)
    turns = turns.select_related("entry", "other", "review").order_by("number")
    return [turn for turn in turns if stands(turn, guide)]


def stands(turn, guide):
    """Whether a card can still be asked: its entries are published, and what is right is known."""
    entry = guide.entries.get(turn.entry.slug)
    if entry is None or (turn.kind == DrillTurn.Kind.CONTROLLED and not entry.controlled):
        return False
    return turn.other is None or turn.other.slug in guide.entries


def answers_of(officer, administration, unit):
    """An officer's log, oldest first."""
    reviews = DrillReview.objects.filter(
        turn__officer=officer, turn__administration=administration, turn__unit=unit
    )
    reviews = reviews.select_related("turn__entry", "turn__other").order_by("answered_at", "pk")
    return [Answer(review.turn.card, review.given, review.right) for review in reviews]


def memories_of(officer, administration, unit):
    """{card: DrillMemory} of all that an officer was asked in a guide."""
    rows = DrillMemory.objects.filter(officer=officer, administration=administration, entry__unit=unit)
    return {row.card: row for row in rows.select_related("entry", "other")}


@transaction.atomic
def draw_day(*, officer, administration, unit, guide, day, zone):
    """The cards of an officer's day: drawn once. `zone` says when a day begins."""
    User.objects.select_for_update(no_key=True).get(pk=officer.pk)  # two presses wait for each other
    place = {"officer": officer, "administration": administration, "unit": unit, "day": day}
    if not DrillTurn.objects.filter(**place).exists():
        confused = confusions(answers_of(officer, administration, unit))
        memories = memories_of(officer, administration, unit)
        due = {card: timezone.localdate(row.due_at, zone) for card, row in memories.items()}
        seed = crc32(f"{officer.pk}:{administration.pk}:{unit.pk}:{day}".encode())
        cards = todays(guide.cards, due, confused, today=day, seed=seed)
        rows = {row.slug: row for row in GuideEntry.objects.filter(unit=unit)}
        DrillTurn.objects.bulk_create(
            DrillTurn(
                **place,
                number=number,
                kind=card.kind,
                entry=rows[card.entry],
                other=rows[card.other] if card.other else None,
                choices=list(question(card, guide.form, confused, seed=seed + number).choices),
            )
            for number, card in enumerate(cards, start=1)
        )
    return turns_of(**place, guide=guide)


def right_answer(turn, guide):
    """What is right for a card: the permanent name of an entry, or a word on its control."""
    if turn.kind == DrillTurn.Kind.CONTROLLED:
        return guide.entries[turn.entry.slug].controlled
    return turn.entry.slug


@transaction.atomic
def answer(*, turn, given, guide, now):
    """Record an answer and what is remembered now. An answered card stays as it was answered.

    With the last card of a day the unit of the guide is done. Raises NotOffered.
    """
    User.objects.select_for_update(no_key=True).get(pk=turn.officer_id)
    held = DrillTurn.objects.select_related("entry", "other", "officer", "administration", "unit").get(
        pk=turn.pk
    )
    review = DrillReview.objects.filter(turn=held).first()
    if review is not None:
        return review
    if given not in held.choices or not stands(held, guide):
        raise NotOffered(given)
    right = given == right_answer(held, guide)
    review = DrillReview.objects.create(turn=held, given=given, right=right, answered_at=now)
    _remember(held, right, now)
    place = {"officer": held.officer, "administration": held.administration, "unit": held.unit}
    if all(hasattr(other, "review") for other in turns_of(**place, day=held.day, guide=guide)):
        complete_unit(**place, now=now)
    return review


def _remember(turn, right, now):
    card = {name: getattr(turn, name) for name in ("officer", "administration", "kind", "entry", "other")}
    row = DrillMemory.objects.filter(**card).first()
    memory = after_review(row and memory_of(row), right=right, at=now)
    DrillMemory.objects.update_or_create(
        **card,
        defaults={
            "stability": memory.stability,
            "difficulty": memory.difficulty,
            "due_at": memory.due,
            "reviewed_at": memory.reviewed,
        },
    )


def memory_of(row):
    """A row as the rules know it."""
    return Memory(row.stability, row.difficulty, row.due_at, row.reviewed_at)


def replayed(officer, administration, unit):
    """{card: Memory} that the log comes to when it is played again."""
    log = defaultdict(list)
    reviews = DrillReview.objects.filter(
        turn__officer=officer, turn__administration=administration, turn__unit=unit
    )
    for review in reviews.select_related("turn__entry", "turn__other").order_by("answered_at", "pk"):
        log[review.turn.card].append((review.right, review.answered_at))
    return {card: replay(answers) for card, answers in log.items()}


def progress(guide, memories):
    """[(group, entries known, entries)] of the groups that have cards."""
    stable = defaultdict(list)
    for card, row in memories.items():
        stable[card.entry].append(row.stability >= KNOWN_DAYS)
    asked = {card.entry for card in guide.cards}
    found = []
    for group in guide.form.groups:
        names = [entry.id for entry in guide.members[group.id] if entry.id in asked]
        if names:
            found.append((group, sum(bool(stable[name]) and all(stable[name]) for name in names), len(names)))
    return found
