"""Search by any code, name or word: one normalised list of terms, the same on every database.

What is written in any way is folded to one: accents, case and script (anyascii's transliteration), and in
codes the dots, dashes and blanks. Slips of the pen are forgiven by rapidfuzz in proportion to the length.
"""

import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from anyascii import anyascii
from rapidfuzz import fuzz, process

Key = TypeVar("Key", bound=Hashable)

LONGEST_QUERY = 200
MOST_WORDS = 10
LEAST_FOR_A_SLIP = 4
"""Shorter words must stand as they are written: a slip would make another word of them."""
LEAST_LIKENESS = 75.0
"""Of 100 (rapidfuzz's ratio): one letter taken for another in four, two in eight."""


def folded(text: str) -> str:
    """Small Latin letters, figures and single blanks: "Érable, 0507.10" is "erable 0507 10"."""
    plain = anyascii(unicodedata.normalize("NFKC", text)).lower()
    return " ".join("".join(sign if sign.isalnum() and sign.isascii() else " " for sign in plain).split())


def squeezed(text: str) -> str:
    """The same without blanks, as codes are compared: "75-45-6" and "75 45 6" are "75456"."""
    return folded(text).replace(" ", "")


def is_code(text: str) -> bool:
    """Whether a text is a code: figures, and no word of more than three letters beside them."""
    words = "".join(sign if sign.isalpha() else " " for sign in folded(text)).split()
    return any(sign.isdigit() for sign in text) and all(len(word) <= 3 for word in words)


@dataclass(frozen=True)
class Match(Generic[Key]):
    """Something found, by its key; `likeness` up to 100; `term` is what it was found by, as written."""

    key: Key
    likeness: float
    term: str


class TermIndex(Generic[Key]):
    """Terms of things to be found. Built once, asked often.

    A code is found by its beginning, or where what is asked for begins with it (a tariff line by its
    heading and the other way round). A name is found when every word that is asked for stands among its
    words, or begins one, or is like one; a name in several words also when it is written as one.
    """

    def __init__(self, terms: Iterable[tuple[Key, str]]):
        """Pairs of a key and one of its terms; the order of keys decides among equals."""
        self._order: dict[Key, int] = {}
        self._codes: list[tuple[str, Key, str]] = []
        self._names: list[tuple[str, Key, str]] = []
        self._by_word: dict[str, set[int]] = {}
        for key, term in terms:
            self._order.setdefault(key, len(self._order))
            name = folded(term)
            if not name:
                continue
            if is_code(term):
                self._codes.append((squeezed(term), key, term))
            number = len(self._names)
            self._names.append((name, key, term))
            for word in {*name.split(), name.replace(" ", "")}:
                self._by_word.setdefault(word, set()).add(number)
        self._words = list(self._by_word)

    def find(self, query: str) -> list[Match[Key]]:
        """What a query finds, the most alike first. Nothing for a query without letters or figures."""
        query = query[:LONGEST_QUERY]
        best: dict[Key, Match[Key]] = {}
        for match in (*self._by_code(query), *self._by_name(query)):
            if match.key not in best or best[match.key].likeness < match.likeness:
                best[match.key] = match
        return sorted(best.values(), key=lambda match: (-match.likeness, self._order[match.key]))

    def _by_code(self, query: str) -> list[Match[Key]]:
        asked = squeezed(query)
        if len(asked) < 2 or not any(sign.isdigit() for sign in asked):
            return []
        found = []
        for code, key, term in self._codes:
            if code == asked:
                found.append(Match(key, 100.0, term))
            elif code.startswith(asked) or (len(code) >= 4 and asked.startswith(code)):
                found.append(Match(key, 90.0, term))
        return found

    def _by_name(self, query: str) -> list[Match[Key]]:
        asked = folded(query).split()[:MOST_WORDS]
        if not asked:
            return []
        whole = " ".join(asked)
        hits = [self._alike(word) for word in asked]
        together = self._alike("".join(asked)) if len(asked) > 1 else {}
        common = set(hits[0]).intersection(*hits[1:])
        found = []
        for number in common | set(together):
            name, key, term = self._names[number]
            by_words = sum(hit[number] for hit in hits) / len(hits) if number in common else 0.0
            likeness = max(by_words, together.get(number, 0.0))
            # Of names that hold the words equally well the one goes first that says least else.
            rest = 100.0 if name == whole else min(99.0, fuzz.ratio(whole, name))
            found.append(Match(key, 0.8 * likeness + 0.2 * rest, term))
        return found

    def _alike(self, word: str) -> dict[int, float]:
        """{number of a name: likeness} of the names that hold a word like this one."""
        alike = {word: 100.0} if word in self._by_word else {}
        if len(word) >= 2:
            for known in self._words:
                if known.startswith(word) and known != word:
                    alike[known] = 92.0
        if len(word) >= LEAST_FOR_A_SLIP and not word.isdigit():
            near = process.extract(
                word, self._words, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=None
            )
            for known, likeness, _place in near:
                if not known.isdigit():
                    alike.setdefault(known, 0.9 * likeness)
        hits: dict[int, float] = {}
        for known, likeness in alike.items():
            for number in self._by_word[known]:
                hits[number] = max(hits.get(number, 0.0), likeness)
        return hits
