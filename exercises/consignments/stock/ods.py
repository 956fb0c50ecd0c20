"""Controlled substances and blends of them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from exercises.consignments.stock.reading import read, typed


@dataclass(frozen=True)
class Gas:
    """A controlled substance or a blend of them."""

    slug: str
    row: str
    common: str
    ashrae: str
    annex: str
    hs_code: str
    un: str
    net: Decimal
    price: Decimal
    chemical: str = ""
    cas: str = ""
    composition: tuple[str, ...] = ()
    gwp: Decimal | None = None
    odp: Decimal | None = None
    pressure: Decimal | None = None


@cache
def gases() -> tuple[Gas, ...]:
    return tuple(_gas(row) for row in read("ods")["goods"])


def _gas(row: dict[str, Any]) -> Gas:
    return Gas(**typed(row, numbers=("gwp", "odp", "pressure", "net", "price")))


def gas_countries(end: str) -> tuple[str, ...]:
    """Where gases come from (`origins`) or go to (`destinations`)."""
    return tuple(read("ods")[end])


def uncontrolled_hs_code() -> str:
    code: str = read("ods")["uncontrolled_hs_code"]
    return code
