"""Sections that the apps above add to an officer's training page."""

from collections.abc import Callable
from typing import Any

Section = Callable[[Any, Any], tuple[str, dict] | None]
_sections: list[Section] = []


def register_section(section: Section) -> Section:
    """Add fn(user, administration) -> (template, context), or None to stay away. Adding twice adds once.

    A context with `side` set stands in the side column. One with `covers`, ids of modules, shows how the
    officer stands in those, and the page's own list leaves them out. The templates are given `states` and
    `going` too, as the page has them.
    """
    if section not in _sections:
        _sections.append(section)
    return section


def sections_for(user, administration):
    """(template, context) of all sections, in order of registration."""
    return [found for section in _sections if (found := section(user, administration)) is not None]
