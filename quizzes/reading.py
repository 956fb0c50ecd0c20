"""What to go over for an objective: asked of the apps above, which know the lessons."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reading:
    """A page to read again."""

    title: str
    url: str


Source = Callable[[Collection[int], Any], dict[int, list[Reading]]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add fn(objective_ids, user) -> {objective id: [Reading]}. Adding twice adds once."""
    if source not in _sources:
        _sources.append(source)
    return source


def readings(objective_ids: Collection[int], user) -> dict[int, list[Reading]]:
    """For each objective the pages of all sources, in order of registration."""
    found: dict[int, list[Reading]] = defaultdict(list)
    for source in _sources:
        for objective, pages in source(objective_ids, user).items():
            found[objective] += pages
    return dict(found)
