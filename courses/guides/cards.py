"""Cards of the drill, made from the entries of a guide, and which of them an officer gets today.

Of a day's cards up to CONFUSED places go to pairs that the officer has taken for each other; then comes what
is due, the longest overdue first, then what was never asked, in the order of the guide.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal, NamedTuple

from courses.guides.forms import EntryForm, GuideForm

A_DAY = 8
CONFUSED = 3
"""Of a day's cards, at most so many for pairs that were taken for each other."""
CHOICES = 4
LEAST_CHARACTERS = 2
"""So many characters say what an entry is where there is no picture of it."""
REPAIR = 0.5
"""What telling a pair apart takes from the weight of having confused it once."""

Kind = Literal["what", "which", "controlled"]
CONTROLLED: tuple[Literal["yes", "depends", "no"], ...] = ("yes", "depends", "no")


class Card(NamedTuple):
    """What is asked of which entry. `other` is the entry that it is to be told from, of a card `which`."""

    kind: Kind
    entry: str
    other: str = ""


class Answer(NamedTuple):
    """One line of the log: the card, what was answered (an entry; for `controlled` a word), whether right."""

    card: Card
    given: str
    right: bool


@dataclass(frozen=True)
class Question:
    """A card as it is asked: what can be answered, in its order."""

    card: Card
    choices: tuple[str, ...]

    @property
    def right(self) -> str:
        return self.card.entry


def pair_of(one: str, two: str) -> tuple[str, str]:
    """Two entries in the one order in which a pair is named."""
    return (one, two) if one < two else (two, one)


def can_be_shown(entry: EntryForm) -> bool:
    """Whether there is enough to know an entry by: a picture, or characters."""
    return bool(entry.picture) or len(entry.states) >= LEAST_CHARACTERS


def cards_of(guide: GuideForm) -> list[Card]:
    """All cards of a guide, entry by entry in its order."""
    shown = {entry.id: entry for entry in guide.entries if can_be_shown(entry)}
    sizes = Counter(entry.group for entry in shown.values())
    cards = []
    for entry in guide.entries:
        if entry.id in shown and sizes[entry.group] > 1:
            cards.append(Card("what", entry.id))
        if entry.controlled:
            cards.append(Card("controlled", entry.id))
        alike = dict.fromkeys(
            name
            for name in (
                *(other.entry for other in entry.look_alikes),
                *(
                    other.id
                    for other in guide.entries
                    if entry.id in {named.entry for named in other.look_alikes}
                ),
            )
            if name in shown
        )
        if entry.id in shown:
            cards += [Card("which", entry.id, name) for name in alike]
    return cards


def confusions(answers: Iterable[Answer]) -> dict[tuple[str, str], float]:
    """How much each pair of entries is taken for each other: the log played, oldest first.

    Taking one for the other adds 1, telling them apart takes REPAIR away; nothing falls below 0.
    """
    weights: dict[tuple[str, str], float] = {}
    for card, given, right in answers:
        if card.kind == "controlled":
            continue
        if not right and given and given != card.entry:
            pair = pair_of(card.entry, given)
            weights[pair] = weights.get(pair, 0.0) + 1
        elif right and card.other:
            pair = pair_of(card.entry, card.other)
            weights[pair] = max(0.0, weights.get(pair, 0.0) - REPAIR)
    return {pair: weight for pair, weight in weights.items() if weight > 0}


def todays(
    cards: Sequence[Card],
    due: Mapping[Card, date],
    confused: Mapping[tuple[str, str], float],
    *,
    today: date,
    seed: int,
) -> list[Card]:
    """The cards of a day, at most A_DAY, in the order in which they are asked.

    `due` has the day of every card that was asked before. An entry is asked about once a day, but for
    pairs that are confused, of which both may come.
    """
    chance = Random(seed)  # noqa: S311
    known = set(cards)
    chosen: list[Card] = []
    for pair in sorted(confused, key=lambda pair: (-confused[pair], pair)):
        if len(chosen) >= CONFUSED:
            break
        asked = list(pair)
        chance.shuffle(asked)
        card = Card("which", asked[0], asked[1])
        # A pair that no author thought of has no card of its own yet; both entries must still be there.
        if all(Card("what", name) in known for name in pair):
            chosen.append(card)
    busy = {card.entry for card in chosen}
    waiting = sorted((card for card in cards if card in due and due[card] <= today), key=lambda c: due[c])
    fresh = [card for card in cards if card not in due]
    fresh.sort(key=lambda card: ("what", "which", "controlled").index(card.kind))
    for card in (*waiting, *fresh):
        if len(chosen) >= A_DAY:
            break
        if card.entry not in busy:
            busy.add(card.entry)
            chosen.append(card)
    chance.shuffle(chosen)
    return chosen


def question(
    card: Card, guide: GuideForm, confused: Mapping[tuple[str, str], float], *, seed: int
) -> Question:
    """A card with its choices. Wrong ones are what the officer confuses, look-alikes, then near ones."""
    if card.kind == "controlled":
        return Question(card, CONTROLLED)
    chance = Random(seed)  # noqa: S311
    if card.kind == "which":
        choices = [card.entry, card.other]
    else:
        choices = [card.entry, *_wrong_ones(card.entry, guide, confused)]
    chance.shuffle(choices)
    return Question(card, tuple(choices))


def _wrong_ones(name: str, guide: GuideForm, confused: Mapping[tuple[str, str], float]) -> Collection[str]:
    entry = next(entry for entry in guide.entries if entry.id == name)
    alike = {other.entry for other in entry.look_alikes}

    def nearness(other: EntryForm) -> tuple[float, bool, int]:
        shared = sum(
            bool(set(shown) & set(other.states.get(character, ())))
            for character, shown in entry.states.items()
        )
        return confused.get(pair_of(name, other.id), 0.0), other.id in alike, shared

    others = [other for other in guide.members(entry.group) if other.id != name]
    return [other.id for other in sorted(others, key=nearness, reverse=True)[: CHOICES - 1]]
