"""Entries side by side: what tells them apart first, what is the same last."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

Cell = tuple[str, ...]
"""What one entry says: several texts where it can be either; none where it is not known."""


@dataclass(frozen=True)
class Row:
    """One character or field of the entries compared, a cell for each."""

    label: str
    cells: tuple[Cell, ...]
    seen: bool = False
    """Whether this is a character: something to look at, not something to read."""

    @property
    def parted(self) -> int:
        """How many pairs of entries this row alone tells apart: both are known and share nothing."""
        return sum(bool(one and two and not set(one) & set(two)) for one, two in combinations(self.cells, 2))

    @property
    def same(self) -> bool:
        return len({frozenset(cell) for cell in self.cells}) == 1


@dataclass(frozen=True)
class Comparison:
    """Rows that differ, the most telling character first, and rows that are the same; no empty ones."""

    differing: tuple[Row, ...]
    same: tuple[Row, ...]


def compare(rows: Sequence[Row]) -> Comparison:
    """Rows parted into what differs, characters before other fields, and what does not.

    Among equals the order given stands.
    """
    said = [row for row in rows if any(row.cells)]
    differing = sorted((row for row in said if not row.same), key=lambda row: (not row.seen, -row.parted))
    return Comparison(tuple(differing), tuple(row for row in said if row.same))
