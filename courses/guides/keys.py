"""The multi-access key of a group: entries ranked by what was observed, and what to observe next.

Entries are the bits of whole numbers, the first of the guide the lowest: a group of two thousand entries is
counted by a few hundred operations on such numbers, not by a loop over its cells.

Weights. For an observed character a cell that holds the state counts +1, a filled cell that does not −1, an
unknown cell 0. An entry whose sum is s weighs ODDS to the power of s: entries are equally likely before, and
each observation multiplies the odds of what it fits by 4 and divides those of what it does not fit by 4. So
one wrong observation does not lose the right entry.

Expected information of a character, in bits: I(E; K) = H(K) − H(K|E), E the entry by its weight, K the state
that will be seen (Shannon, A Mathematical Theory of Communication, 1948, sections 6 and 12). An entry that
can show n states shows each with 1/n; where its cell is unknown, each state of the character.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

from courses.guides.forms import CharacterForm

ODDS = 4.0


@dataclass(frozen=True)
class Column:
    """A character of a group: the entries that can show each state, and those that can show so many."""

    states: tuple[str, ...]
    shown: Mapping[str, int]
    sizes: Mapping[int, int]
    filled: int


@dataclass(frozen=True)
class Matrix:
    """What the entries of a group can show. `size` is their number."""

    size: int
    columns: Mapping[str, Column]


class Score(NamedTuple):
    """How an entry agrees with what was observed."""

    matches: int
    misses: int

    @property
    def sum(self) -> int:
        return self.matches - self.misses


class Ranked(NamedTuple):
    """An entry by its place in the group, counted from 0, and how it agrees."""

    place: int
    score: Score


def matrix_of(characters: Sequence[CharacterForm], rows: Sequence[Mapping[str, Sequence[str]]]) -> Matrix:
    """The matrix of a vocabulary and the states of the entries, in the order of the guide."""
    columns = {}
    for character in characters:
        shown = {state.id: 0 for state in character.states}
        sizes: dict[int, int] = {}
        filled = 0
        for place, row in enumerate(rows):
            cell = row.get(character.id, ())
            if cell:
                bit = 1 << place
                filled |= bit
                sizes[len(cell)] = sizes.get(len(cell), 0) | bit
                for state in cell:
                    shown[state] |= bit
        columns[character.id] = Column(tuple(shown), shown, sizes, filled)
    return Matrix(len(rows), columns)


def classes(matrix: Matrix, observed: Mapping[str, str]) -> dict[Score, int]:
    """The entries by their scores, as bits. `observed` holds a state for each character that was seen."""
    found = {Score(0, 0): (1 << matrix.size) - 1} if matrix.size else {}
    for character, state in observed.items():
        column = matrix.columns[character]
        fits, fails = column.shown[state], column.filled & ~column.shown[state]
        split: dict[Score, int] = {}
        for score, bits in found.items():
            for new, part in (
                (Score(score.matches + 1, score.misses), bits & fits),
                (Score(score.matches, score.misses + 1), bits & fails),
                (score, bits & ~column.filled),
            ):
                if part:
                    split[new] = split.get(new, 0) | part
        found = split
    return found


def ranked(matrix: Matrix, observed: Mapping[str, str]) -> Iterator[Ranked]:
    """All entries, best first: by the sum, then by the number of matches, then by the order of the guide."""
    found = classes(matrix, observed)
    for score in sorted(found, key=lambda score: (-score.sum, -score.matches)):
        for place in _places(found[score]):
            yield Ranked(place, score)


def gains(matrix: Matrix, observed: Mapping[str, str]) -> dict[str, float]:
    """Expected information in bits of each character that was not observed, the most telling first."""
    found = classes(matrix, observed)
    weighed = [(ODDS**score.sum, bits) for score, bits in found.items()]
    total = sum(weight * bits.bit_count() for weight, bits in weighed)
    told = {
        name: _gain(column, weighed, total)
        for name, column in matrix.columns.items()
        if name not in observed and total
    }
    return dict(sorted(told.items(), key=lambda pair: -round(pair[1], 9)))


def agreeing(matrix: Matrix, observed: Mapping[str, str]) -> int:
    """The entries that nothing observed speaks against, as bits."""
    found = 0
    for score, bits in classes(matrix, observed).items():
        if not score.misses:
            found |= bits
    return found


def counts(matrix: Matrix, observed: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """How many of the entries that nothing observed speaks against can show each state of each character."""
    left = agreeing(matrix, observed)
    return {
        name: {state: (bits & left).bit_count() for state, bits in column.shown.items()}
        for name, column in matrix.columns.items()
    }


def _gain(column: Column, weighed: Sequence[tuple[float, int]], total: float) -> float:
    known = within = 0.0
    masses = dict.fromkeys(column.states, 0.0)
    for weight, bits in weighed:
        for size, sized in column.sizes.items():
            part = bits & sized
            number = part.bit_count()
            if not number:
                continue
            known += weight * number
            within += weight * number * log2(size)
            for state in column.states:
                masses[state] += weight * (part & column.shown[state]).bit_count() / size
    unknown = total - known
    share = unknown / len(column.states)
    within += unknown * log2(len(column.states))
    likely = ((mass + share) / total for mass in masses.values())
    return max(0.0, -sum(p * log2(p) for p in likely if p > 0) - within / total)


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
