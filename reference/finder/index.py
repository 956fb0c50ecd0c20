"""An index of things by their codes and names, held in memory.

A thing is found by a whole code or name, by the beginning of a code, by words, each of which begins a word
of the thing, and where a word begins none, by words that are nearly it. So one slip of the finger does not
hide a thing, and a word that is right is never outdone by one that is nearly right. A number is found as it
is or not at all: another number is another thing.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from reference.finder.terms import compact, folded, words_of

SHORTEST_BEGINNING = 2
SHORTEST_NEARLY = 4
LONG_WORD = 6
HARMONIZED = (8, 6)
"""Digits of a national line of the Harmonized System, and of the subheading that it is part of."""
BEGUN = 1000
"""What a word that is only begun costs beside the words that were not asked for."""


class Match(IntEnum):
    """How a thing was found, the best first."""

    WHOLE = 0
    BEGINNING = 1
    WORDS = 2
    TEXTS = 3
    NEARLY = 4
    SOME = 5


@dataclass(frozen=True)
class Thing:
    """What can be found. `codes` are numbers and signs that identify it, `texts` say more than its names."""

    key: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def term(self, query: str) -> str:
        """The name or code by which it was found most likely, as it is written; a text says too much."""
        short = compact(query)
        for code in self.codes:
            if short and (compact(code).startswith(short) or short.startswith(compact(code))):
                return code
        found = process.extractOne(query, self.names, scorer=fuzz.WRatio, processor=folded)
        return str(found[0]) if found else ""


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
        named: dict[str, set[int]] = defaultdict(set)
        begun: set[str] = set()
        self._width: list[int] = []
        for place, thing in enumerate(self.things):
            said: set[str] = set()
            for name in thing.names:
                whole[compact(name)].add(place)
                said |= _words(name)
            for code in thing.codes:
                short = compact(code)
                whole[short].add(place)
                begun.add(short)
                said.add(short)
            for word in said:
                named[word].add(place)
            for word in said.union(*map(_words, thing.texts)):
                words[word].add(place)
            self._width.append(len(said))
        whole.pop("", None)
        begun.discard("")
        self._whole = dict(whole)
        self._words = dict(words)
        self._named = dict(named)
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
        if not best and together.isdigit():
            for length in HARMONIZED:
                if len(together) > length:
                    keep(self._whole.get(together[:length], ()), Match.BEGINNING, len(together) - length)
        exact = [self._places(word) for word in asked]
        in_names = _common([self._places(word, self._named) for word in asked])
        for place in _common(exact):
            # Of two things with all the words, the one that has them whole is meant, then the one with
            # fewer others.
            begun = sum(place not in self._words.get(word, ()) for word in asked)
            match = Match.WORDS if place in in_names else Match.TEXTS
            keep([place], match, begun * BEGUN + self._width[place])
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

    def _places(self, word: str, among: Mapping[str, set[int]] | None = None) -> set[int]:
        """Where a word stands, or begins a word that stands there: in names and texts, or among others."""
        known = self._words if among is None else among
        if len(word) < SHORTEST_BEGINNING:
            return set(known.get(word, ()))
        return {place for longer in _beginning_with(self._sorted, word) for place in known.get(longer, ())}

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


def _words(text: str) -> set[str]:
    """The words of a text, and what its signs part as one word too: lead-acid is also leadacid."""
    return {*folded(text).split(), *(compact(part) for part in text.split())} - {""}


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
