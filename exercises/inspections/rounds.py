"""Rounds of an inspection: how many faults are in one, how hard the next one is, what can be flagged.

What depends on the set alone says nothing of its faults: every entry of the forms on the counter can be
flagged, blank or not, but for goods lines in which nothing stands; every kind of fault that the document can
have is a reason.
"""

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple
from zlib import crc32

from exercises.consignments.faults import faults_of
from exercises.consignments.mixing import Inspection, inspection
from exercises.consignments.model import ConsignmentSet
from exercises.documents.model import Document, unused_lines
from exercises.inspections.scoring import Entry

WELL = Fraction(3, 4)
"""The mark from which a round is well done, where the decision was right too."""
POOR = Fraction(1, 4)


class Result(NamedTuple):
    """What of a round handed in bears on the next."""

    level: int
    mark: Fraction
    decision: Fraction

    @property
    def well(self) -> bool:
        return self.mark >= WELL and self.decision == 1


def next_level(past: Sequence[Result], growth: int, most: int) -> int:
    """The level of the next round, from 1 to `most`. `past` has the rounds in their order.

    It rises after `growth` rounds in a row well done on one level, and falls by one after a round with a poor
    mark. A growth of 0 stays on the first level.
    """
    if not past or growth == 0:
        return 1
    last = past[-1]
    if last.mark < POOR:
        return min(max(last.level - 1, 1), most)
    row = past[-growth:]
    risen = len(row) == growth and all(one.well and one.level == last.level for one in row)
    return min(last.level + risen, most)


def made_for(
    template: str,
    seed: int,
    level: int,
    *,
    clean_share: Fraction,
    kinds: Collection[str] = (),
    least: int = 1,
) -> Inspection:
    """The inspection of a round: if not clean, with `least` faults up to as many as the level says."""
    number = Random(f"{seed} faults").randint(least, level)  # noqa: S311 - practice, not secrets
    return inspection(template, seed, clean_share=clean_share, faults=number, kinds=kinds or None)


def entries_of(given: ConsignmentSet) -> frozenset[Entry]:
    """Everything that the page lets an officer flag."""
    return frozenset((slug, key) for slug, document in given.documents.items() for key in _keys(document))


def _keys(document: Document) -> Iterable[str]:
    pages, unused = document.pages(), unused_lines(document)
    form = document.template
    yield from (one.key for one in form.fields if one.page in pages and one.line not in unused)
    yield from (one.key for one in form.places if one.page in pages)


def reasons_of(template: str) -> dict[str, str]:
    """The kinds of fault that can be given as reasons, by the sign that stands for each on a page.

    The sign of a kind is the same in every round and every release, and says nothing.
    """
    return {f"{crc32(one.slug.encode()):08x}": one.slug for one in faults_of(template)}
