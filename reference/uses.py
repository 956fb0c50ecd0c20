"""What uses a row of the reference tables: the names of rows, and who is asked for users of them.

A lesson, question, guide entry or template names rows as `hs:0106.12`, `cas:75-45-6` or
`species:panthera-leo`. The apps above register how their users are found.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from reference import codes
from reference.formats.fields import SLUG_PATTERN


def _slug(text):
    if not re.fullmatch(SLUG_PATTERN, text):
        raise ValueError(f"{text} is no permanent name: write small letters, digits and hyphens.")
    return text


PREFIXES = {
    "hs": codes.hs_code,
    "cas": codes.cas_number,
    "substance": _slug,
    "species": _slug,
    "waste": _slug,
    "waste-code": codes.basel_code,
    "organism": _slug,
    "lmo": codes.unique_identifier,
    "annex": _slug,
}


def row_name(text):
    """The name of a row in its one spelling. Raises ValueError."""
    prefix, colon, rest = text.strip().partition(":")
    if not colon or prefix not in PREFIXES:
        raise ValueError(
            f"{text} names no row: write it as hs:0106.12; before the colon {', '.join(PREFIXES)}."
        )
    return f"{prefix}:{PREFIXES[prefix](rest.strip())}"


def is_use(used, name):
    """Whether who uses `used` uses the row called `name`: a heading uses every code below it."""
    if used == name:
        return True
    if not (used.startswith("hs:") and name.startswith("hs:")):
        return False
    return codes.hs_covers(used[3:], name[3:]) or codes.hs_covers(name[3:], used[3:])


@dataclass(frozen=True)
class Place:
    """Where a user of a row is edited, and what it is called there."""

    title: str
    url: str


class Users(Protocol):
    """A kind of users of rows, such as questions. Both methods ask a fixed number of queries."""

    kind: str
    label: Any

    def names(self) -> dict[str, set[str]]:
        """The rows that each user names, by the user's key."""

    def places(self, keys: Iterable[str], person: Any) -> dict[str, Place]:
        """Where those of the users are edited that the person may edit. Without a person: all."""


_kinds: dict[str, Users] = {}


def register(users: Users) -> Users:
    """Add a kind of users. Adding it again replaces it."""
    _kinds[users.kind] = users
    return users


def kinds() -> dict[str, Users]:
    """All kinds, by name."""
    return dict(_kinds)


def users_of(names):
    """[(kind, key, name)] of all who use one of the rows called so."""
    return [
        (kind, key, name)
        for kind, users in _kinds.items()
        for key, used in sorted(users.names().items())
        for name in sorted(names)
        if any(is_use(one, name) for one in used)
    ]
