"""Treatment systems, passages and flags of ships, and the standard that discharged water has to meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from exercises.consignments.stock.reading import read, typed


@dataclass(frozen=True)
class Treatment:
    """A system that treats ballast water, as its type plate names it; `rate` is in m³ an hour."""

    slug: str
    maker: str
    model: str
    method: str
    rate: int


@dataclass(frozen=True)
class Passage:
    """A voyage in ballast: where the exchange of water began, after how many days of how many, and where the
    ship was heading; how far from land and how deep that is; a position too near a coast.
    """

    start: str
    end: str
    begun: str
    days: tuple[int, int]
    heading: str
    miles: int
    depth: int
    coast: str


@cache
def treatments() -> tuple[Treatment, ...]:
    """A system of every maker, method and size."""
    data = read("bwm")
    return tuple(
        Treatment(
            slug=f"{maker.split()[0].lower()}-{method['slug']}-{rate}",
            maker=maker,
            model=f"{method['model']}-{rate}",
            method=method["name"],
            rate=rate,
        )
        for maker in data["makers"]
        for method in data["methods"]
        for rate in data["rates"]
    )


@cache
def passages() -> tuple[Passage, ...]:
    return tuple(_passage(dict(row)) for row in read("bwm")["passages"])


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(row.pop("from"), row.pop("to"), **typed(row, numbers=()))


@cache
def flags() -> Mapping[str, str]:
    """Flag States, which are plainly samples, with a port of registry each."""
    return {row["state"]: row["registry"] for row in read("bwm")["flags"]}


@cache
def of_ships(words: str) -> tuple[str, ...]:
    """Names: ships, officers, masters, bodies that certify, laboratories."""
    return tuple(read("bwm")[words])


@cache
def d2_limits() -> Mapping[str, tuple[int, str]]:
    """Regulation D-2: each group of organisms, below which number, in which unit."""
    return {group: (row["limit"], row["unit"]) for group, row in read("bwm")["d2"].items()}
