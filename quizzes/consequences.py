"""What rests on an attempt: asked of the apps above when its grade is to change. Asking undoes nothing."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Consequence:
    """Something that would no longer be borne out, such as a certificate: what it is, and its number."""

    title: str
    reference: str


Source = Callable[[Sequence[Any]], dict[int, list[Consequence]]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add fn(changes) -> {attempt id: [Consequence]}; a change is one of quizzes.services.regrading.

    Adding twice adds once.
    """
    if source not in _sources:
        _sources.append(source)
    return source


def consequences_of(changes: Sequence[Any]) -> dict[int, list[Consequence]]:
    """For each attempt what all sources name, in order of registration."""
    found: dict[int, list[Consequence]] = defaultdict(list)
    for source in _sources:
        for attempt, named in source(changes).items():
            found[attempt] += named
    return dict(found)
