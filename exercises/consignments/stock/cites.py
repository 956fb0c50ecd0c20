"""Goods of listed species."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from exercises.consignments.stock.instead import Instead
from exercises.consignments.stock.reading import read, typed


@dataclass(frozen=True)
class Specimen:
    """Goods of a listed species."""

    slug: str
    row: str
    scientific_name: str
    common_name: str
    kind: str
    sources: tuple[str, ...]
    description: str
    trade: str
    hs_code: str
    unit: str
    quantity: tuple[int, int, int]
    kg_each: Decimal
    price: Decimal
    packages: tuple[int, str]
    origins: tuple[str, ...]
    journeys: tuple[str, ...]
    signs: tuple[str, ...]
    live: bool = False
    instead: Instead | None = None
    appendix: str = "II"


@cache
def specimens() -> tuple[Specimen, ...]:
    return tuple(_specimen(dict(row)) for row in read("cites")["goods"])


def _specimen(row: dict[str, Any]) -> Specimen:
    instead = row.pop("instead", None)
    return Specimen(
        **typed(row, numbers=("kg_each", "price")),
        instead=Instead(instead["slug"], tuple(instead["signs"])) if instead else None,
    )


@cache
def markets() -> tuple[str, ...]:
    """The countries that listed species are sold to and re-exported from."""
    return tuple(read("cites")["markets"])


@cache
def found_only() -> Mapping[str, str]:
    """What is never on clean papers, with its row."""
    return {row["slug"]: row["row"] for row in read("cites")["found_only"]}
