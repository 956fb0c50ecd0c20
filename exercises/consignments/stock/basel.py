"""Wastes, their routes and their authorities."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from exercises.consignments.stock.reading import read, typed


@dataclass(frozen=True)
class Waste:
    """Waste under prior informed consent."""

    slug: str
    row: str
    name: str
    constituents: str
    code: str
    y_codes: tuple[str, ...]
    h_codes: tuple[str, ...]
    un_number: str
    un_class: str
    un_name: str
    hs_code: str
    sold_as: str
    physical: str
    package: tuple[int, str, str]
    operation: str
    price: Decimal
    signs: tuple[str, ...]


@cache
def wastes() -> tuple[Waste, ...]:
    return tuple(_waste(dict(row)) for row in read("basel")["goods"])


def _waste(row: dict[str, Any]) -> Waste:
    un = row.pop("un", {})
    of_un = {f"un_{key}": un.get(key, "") for key in ("number", "class", "name")}
    return Waste(**{"sold_as": "", **of_un, **typed(row, numbers=("price",))})


@cache
def routes() -> tuple[tuple[str, str, str], ...]:
    """From, over, to."""
    return tuple((start, over, end) for start, over, end in read("basel")["routes"])


def waste_authority(state: str) -> str:
    """The competent authority of a State, which is plainly a sample."""
    return f"{read('basel')['authority']}, {state}"


@cache
def other_bodies() -> tuple[str, ...]:
    """Bodies that cannot consent to a movement of waste."""
    return tuple(read("basel")["other_bodies"])
