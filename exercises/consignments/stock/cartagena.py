"""Living modified organisms, and transformation events of plants."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from exercises.consignments.stock.instead import Instead
from exercises.consignments.stock.reading import read, typed


@dataclass(frozen=True)
class Event:
    """A transformation event of a plant, with its unique identifier."""

    name: str
    identifier: str
    crop: str


@dataclass(frozen=True)
class Modified:
    """Living modified organisms, imported for one use."""

    slug: str
    row: str
    use: str
    common: str
    scientific: str
    description: str
    hs_code: str
    declared_as: str
    package: tuple[str, str]
    packages: tuple[int, int]
    price: Decimal
    routes: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]
    journeys: tuple[str, ...] = ("sea",)
    events: tuple[str, ...] = ()
    other_event: str = ""
    traits: tuple[str, ...] = ()
    handling: tuple[str, ...] = ()
    un: str = ""
    risk_class: str = ""
    dry_ice: bool = False


@cache
def modified() -> tuple[Modified, ...]:
    return tuple(_modified(row) for row in read("cartagena")["goods"])


def _modified(row: dict[str, Any]) -> Modified:
    routes = tuple((start, end) for start, end in row["routes"])
    return Modified(**{**typed(row, numbers=("price",)), "routes": routes})


@cache
def events() -> tuple[Event, ...]:
    return tuple(Event(name, **row) for name, row in read("cartagena")["events"].items())


@cache
def found_for_modified() -> Mapping[str, Instead]:
    """What is found in place of living modified organisms as declared."""
    rows = read("cartagena")["found_only"]
    return {row["slug"]: Instead(row["slug"], tuple(row["signs"])) for row in rows}


@cache
def words_for_modified(name: str) -> tuple[str, ...]:
    """UN numbers of `infectious` substances, or `vague_names` for cultures."""
    return tuple(read("cartagena")[name])
