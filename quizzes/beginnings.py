"""From when the attempts of an officer count against the number that a quiz allows: asked of the apps above.

An examination that is taken anew, years after it was passed, has its full number of attempts again.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Source = Callable[[Any, Any], datetime | None]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add fn(quiz, officer) -> the moment, or None where all attempts count. Adding twice adds once."""
    if source not in _sources:
        _sources.append(source)
    return source


def counted_from(quiz: Any, officer: Any) -> datetime | None:
    """The latest moment that a source names; None: all attempts count."""
    moments = [moment for source in _sources if (moment := source(quiz, officer)) is not None]
    return max(moments, default=None)
