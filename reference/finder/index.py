"""An index of things by their codes and names, held in memory.

A thing is found by a whole code or name, by the beginning of a code, by words, each of which begins a word
of the thing, and where a word begins none, by words that are nearly it. So one slip of the finger does not
hide a thing, and a word that is right is never outdone by one that is nearly right. A number is found as it
is or not at all: another number is another thing.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from reference.finder.terms import compact, folded, words_of

SHORTEST_BEGINNING = 2
SHORTEST_NEARLY = 4
LONG_WORD = 8
BEGUN = 1000
"""What a word that is only begun costs beside the words that were not asked for."""


class Match(IntEnum):
    """How a thing was found, the best first."""

    WHOLE = 0
    BEGINNING = 1
    WORDS = 2
    NEARLY = 3
    SOME = 4


@dataclass(frozen=True)
class Thing:
    """What can be found. `names` are texts, `codes` numbers and signs that identify it."""

    key: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Found:
    """A thing that was found: sorted, the best comes first."""

    match: Match
    miss: float
    place: int
    key: str


class Index:
    """Things to be found, in the order in which equal finds are told."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self.things = tuple(things)
        whole: dict[str, set[int]] = defaultdict(set)
        words: dict[str, set[int]] = defaultdict(set)
        begun: set[str] = set()
        self._width: list[int] = []
        for place, thing in enumerate(self.things):
            said: set[str] = set()
            for name in thing.names:
                whole[compact(name)].add(place)
                said.update(folded(name).split())
            for code in thing.codes:
                short = compact(code)
                whole[short].add(place)
                begun.add(short)
                said.add(short)
            for word in said:
                words[word].add(place)
            self._width.append(len(said))
        whole.pop("", None)
        begun.discard("")
        self._whole = dict(whole)
        self._words = dict(words)
        self._sorted = sorted(words)
        self._codes = sorted(begun)

    def find(self, query: str) -> list[Found]:
        """Everything that the query names, the best first; nothing for a query without a letter or figure."""
        together = compact(query)
        if not together:
            return []
        # The figures of a number belong together, however they are parted.
        asked = [together] if together.isdigit() else words_of(query)
        best: dict[int, tuple[Match, float]] = {}

        def keep(places: Iterable[int], match: Match, miss: float = 0) -> None:
            for place in places:
                if place not in best or (match, miss) < best[place]:
                    best[place] = match, miss

        keep(self._whole.get(together, ()), Match.WHOLE)
        if len(together) >= SHORTEST_BEGINNING and _has_figures(together):
            for code in _beginning_with(self._codes, together):
                keep(self._whole[code], Match.BEGINNING, len(code) - len(together))
        exact = [self._places(word) for word in asked]
        for place in _common(exact):
            # Of two things with all the words, the one that has them whole is meant, then the one with
            # fewer others.
            begun = sum(place not in self._words.get(word, ()) for word in asked)
            keep([place], Match.WORDS, begun * BEGUN + self._width[place])
        if not best:
            nearly = [places or self._near(word) for word, places in zip(asked, exact, strict=True)]
            for place in _common([set(places) for places in nearly]):
                keep([place], Match.NEARLY, sum(_miss(places, place) for places in nearly))
            if not best and all(nearly[place] or not _has_figures(word) for place, word in enumerate(asked)):
                for place in set().union(*(set(places) for places in nearly)):
                    missed = sum(place not in places for places in nearly)
                    keep([place], Match.SOME, missed + sum(_miss(places, place) for places in nearly))
        return sorted(
            Found(match, miss, place, self.things[place].key) for place, (match, miss) in best.items()
        )

    def _places(self, word: str) -> set[int]:
        """Where a word stands, or begins a word that stands there."""
        if len(word) < SHORTEST_BEGINNING:
            return set(self._words.get(word, ()))
        return {place for longer in _beginning_with(self._sorted, word) for place in self._words[longer]}

    def _near(self, word: str) -> dict[int, float]:
        """Where a word stands that differs by one slip, or by two if it is long; and by how many."""
        if len(word) < SHORTEST_NEARLY or _has_figures(word):
            return {}
        slips = 2 if len(word) >= LONG_WORD else 1
        near = process.extract(
            word, self._sorted, scorer=OSA.distance, processor=None, limit=None, score_cutoff=slips
        )
        found: dict[int, float] = {}
        for other, distance, _ in near:
            for place in self._words[other]:
                found[place] = min(distance, found.get(place, distance))
        return found


def _has_figures(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _miss(places: "set[int] | dict[int, float]", place: int) -> float:
    return places.get(place, 0) if isinstance(places, dict) else 0


def _common(sets: Sequence[set[int]]) -> set[int]:
    return set.intersection(*sets) if sets else set()


def _beginning_with(ordered: Sequence[str], start: str) -> Iterator[str]:
    """The texts of a sorted list that begin so."""
    for place in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[place].startswith(start):
            return
        yield ordered[place]
