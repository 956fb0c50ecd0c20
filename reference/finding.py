"""What a search finds beside lessons, such as the terms of the glossary: asked of those who keep it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Find:
    """One thing found. `excerpt` is plain text; `url` may be empty for what has no page of its own."""

    title: str
    excerpt: str
    url: str = ""


Source = Callable[[Sequence[str], Any], list[Find]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add fn(words, user) -> [Find], best first: only what this person may read. Adding twice adds once."""
    if source not in _sources:
        _sources.append(source)
    return source


def finds(words: Sequence[str], user) -> list[Find]:
    """What all sources find, in order of registration."""
    return [found for source in _sources for found in source(words, user)]
