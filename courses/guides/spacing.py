"""When a card comes back: the memory of one card by FSRS, in steps of days.

FSRS (Free Spaced Repetition Scheduler, version 6, of the `fsrs` package) models how stable a memory is; a
card is due when it would be recalled with a probability of 0.9. There are no steps within a day, and nothing
is left to chance: the log of reviews, played again, gives the stored state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler, State

_SCHEDULER = Scheduler(desired_retention=0.9, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@dataclass(frozen=True)
class Memory:
    """What is known of an officer's memory of a card. Stability in days; difficulty from 1 to 10."""

    stability: float
    difficulty: float
    due: datetime
    reviewed: datetime


def after_review(memory: Memory | None, *, right: bool, at: datetime) -> Memory:
    """The memory after an answer. `memory` is None for a card that was never asked."""
    at = at.astimezone(UTC)
    card = Card(card_id=1, due=at)
    if memory is not None:
        card = Card(
            card_id=1,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=memory.due.astimezone(UTC),
            last_review=memory.reviewed.astimezone(UTC),
        )
    card, _log = _SCHEDULER.review_card(card, Rating.Good if right else Rating.Again, at)
    assert card.stability is not None  # noqa: S101  (so after any review)
    assert card.difficulty is not None  # noqa: S101
    return Memory(card.stability, card.difficulty, card.due, at)


def replay(answers: Iterable[tuple[bool, datetime]]) -> Memory | None:
    """The memory after all answers (right, at), oldest first; None where there is none."""
    memory = None
    for right, at in answers:
        memory = after_review(memory, right=right, at=at)
    return memory
