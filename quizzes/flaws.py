"""Flaws in how questions are written: values in, values out. The words for English stand here.

The rules follow what is taught on writing items: a flaw lets who knows nothing find the key, or keeps who
knows from it.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz, process

Options = Sequence[tuple[bool, str]]
"""The options of an item: whether each is right, and its words."""

# Of the right options: how many may be the longest, and how many may stand in one place, in per cent.
LONGEST_SHARE = 35
PLACE_SHARE = 50
# Fewer items than this say nothing about shares.
ENOUGH_FOR_SHARES = 8
# A single key is remarked upon when it is longer than the longest wrong option by this part of that.
NOTABLY_LONGER = 1.25
# Two items are near-duplicates from this likeness of their words on, in per cent.
ALIKE = 92
# Words shorter than this give nothing away.
TELLING = 5

_NEGATIVE = re.compile(
    r"\b(?:not|never|except|excluding|incorrect|false|untrue|neither|cannot|unless|least|\w+n['’]t)\b",
    re.IGNORECASE,
)
_SUMMING_UP = re.compile(
    r"\b(?:all|none|any|both|neither) of (?:the )?(?:above|these|those|them|others?|answers|options)\b"
    r"|\b(?:all|none) (?:the )?(?:above|others)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    {"about", "after", "before", "being", "could", "first", "their", "there", "these", "those"}
    | {"under", "where", "which", "while", "would"}
)


class Flaw(StrEnum):
    LONGEST = "longest"
    NEGATIVE = "negative"
    SUMMING_UP = "summing-up"
    ECHO = "echo"
    EQUAL = "equal"
    TWIN = "twin"
    SAME = "same"
    SAME_FACT = "same-fact"


class Level(StrEnum):
    """ERROR: the question cannot stand so. ADVICE: look at it again."""

    ERROR = "error"
    ADVICE = "advice"


ERRORS = frozenset({Flaw.EQUAL, Flaw.SAME})


@dataclass(frozen=True)
class Found:
    """A flaw of an item. `detail` is the word, option or other item that it is about."""

    flaw: Flaw
    detail: str = ""

    @property
    def level(self) -> Level:
        return Level.ERROR if self.flaw in ERRORS else Level.ADVICE


@dataclass(frozen=True)
class Item:
    """An item as it is examined. `fact` is where its key comes from, None where that is not said."""

    name: str
    stem: str
    options: tuple[tuple[bool, str], ...] = ()
    fact: Hashable = None
    others: tuple[str, ...] = field(default=(), compare=False)
    """What the item offers beside options, where its kind has none with a verdict each."""

    @property
    def words(self) -> str:
        """All that is read, in one form: what order the options stand in makes no other item of it."""
        return " ".join(
            [_even(self.stem), *sorted(_even(text) for _right, text in self.options), *self.others]
        )


def _even(text: str) -> str:
    """A text without regard to case, spaces and what stands at its end."""
    return " ".join(text.casefold().split()).rstrip(".!;: ")


def is_longest(options: Options, by: float = 1.0) -> bool:
    """Whether the one right option is longer than every wrong one, more than so many times."""
    keys = [len(text) for right, text in options if right]
    wrong = [len(text) for right, text in options if not right]
    return len(keys) == 1 and bool(wrong) and keys[0] > by * max(wrong)


def flaws_of(item: Item) -> list[Found]:
    """What is wrong with an item by itself."""
    found: list[Found] = []
    if is_longest(item.options, NOTABLY_LONGER):
        found.append(Found(Flaw.LONGEST))
    sentences = _SENTENCE_END.split(item.stem.strip())
    if negative := _NEGATIVE.search(sentences[-1]):
        found.append(Found(Flaw.NEGATIVE, negative[0]))
    found += [Found(Flaw.SUMMING_UP, text) for _right, text in item.options if _SUMMING_UP.search(text)]
    found += [Found(Flaw.ECHO, word) for word in _echoes(item)]
    times = Counter(_even(text) for _right, text in item.options)
    found += [Found(Flaw.EQUAL, text) for text, number in times.items() if number > 1]
    return found


def _telling(text: str) -> set[str]:
    words = {word.casefold() for word in _WORD.findall(text)}
    return {word for word in words if len(word) >= TELLING and word not in _COMMON}


def _echoes(item: Item) -> list[str]:
    """Words of the stem that stand in a right option and in no wrong one."""
    keys = [_telling(text) for right, text in item.options if right]
    wrong = [_telling(text) for right, text in item.options if not right]
    if not keys or not wrong:
        return []
    return sorted((_telling(item.stem) & set().union(*keys)) - set().union(*wrong))


def twins_of(item: Item, others: Iterable[Item]) -> list[Found]:
    """Which of the others ask the same in the same words, or in nearly the same."""
    words = {other.name: other.words for other in others if other.name != item.name}
    return [_twin(name, likeness) for name, likeness in _alike(item.words, words)]


def twins(items: Sequence[Item]) -> Iterator[tuple[str, Found]]:
    """Each pair of near-duplicates once, told at the later item."""
    words: dict[str, str] = {}
    for item in items:
        said = item.words
        for name, likeness in _alike(said, words):
            yield item.name, _twin(name, likeness)
        words[item.name] = said


def _alike(words: str, others: dict[str, str]) -> Iterator[tuple[str, float]]:
    for _text, likeness, name in process.extract_iter(words, others, scorer=fuzz.ratio, score_cutoff=ALIKE):
        yield name, likeness


def _twin(name: str, likeness: float) -> Found:
    return Found(Flaw.SAME if likeness == 100 else Flaw.TWIN, name)


def same_facts(items: Iterable[tuple[str, Hashable]]) -> Iterator[tuple[str, str]]:
    """Items (name, fact) whose fact another one asked before, each with the first that did."""
    first: dict[Hashable, str] = {}
    for name, fact in items:
        if fact is None:
            continue
        if fact in first:
            yield name, first[fact]
        first.setdefault(fact, name)


@dataclass
class Shares:
    """Where the right option stands among items with one right option."""

    items: int = 0
    longest: int = 0
    places: dict[int, int] = field(default_factory=dict)

    @property
    def longest_percent(self) -> int:
        return round(100 * self.longest / self.items) if self.items else 0

    @property
    def enough(self) -> bool:
        return self.items >= ENOUGH_FOR_SHARES

    @property
    def too_often_longest(self) -> bool:
        return self.enough and 100 * self.longest > LONGEST_SHARE * self.items

    @property
    def crowded(self) -> dict[int, int]:
        """The places where the key stands too often, each with its share in per cent."""
        return {
            place: round(100 * times / self.items)
            for place, times in self.places.items()
            if self.enough and 100 * times > PLACE_SHARE * self.items
        }


def shares(rows: Sequence[Options]) -> Shares:
    """Shares over items of one right option each."""
    found = Shares(items=len(rows))
    places = Counter(next(place for place, (right, _text) in enumerate(row, 1) if right) for row in rows)
    found.places = dict(sorted(places.items()))
    found.longest = sum(is_longest(row) for row in rows)
    return found
