"""The goods that clean sets are made of, in YAML beside this file, each with its row of the reference tables.

Rules look facts up here: what is not in the stock has no facts. A test holds every row against
fixtures/reference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    city: str
    port: str
    airport: str
    iso: str
    area: str = ""

    def apart_from(self, other: "Country") -> bool:
        """Whether goods cross a Customs border between the two."""
        return self.code != other.code and not (self.area and self.area == other.area)


@dataclass(frozen=True)
class Instead:
    """Goods that are found in place of those on the papers, and what tells them."""

    slug: str
    signs: tuple[str, ...]


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


@dataclass(frozen=True)
class Trade:
    countries: Mapping[str, Country]
    words: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[str, ...]]

    def named(self, name: str) -> Country:
        return next(one for one in self.countries.values() if one.name == name)


@cache
def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


@cache
def specimens() -> tuple[Specimen, ...]:
    return tuple(_specimen(dict(row)) for row in _read("cites")["goods"])


def _specimen(row: dict[str, Any]) -> Specimen:
    instead = row.pop("instead", None)
    return Specimen(
        **_typed(row, numbers=("kg_each", "price")),
        instead=Instead(instead["slug"], tuple(instead["signs"])) if instead else None,
    )


def _typed(row: dict[str, Any], numbers: tuple[str, ...]) -> dict[str, Any]:
    """Lists as tuples, and the exact numbers that are named."""
    lists = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return {key: Decimal(value) if key in numbers else value for key, value in lists.items()}


@cache
def markets() -> tuple[str, ...]:
    """The countries that listed species are sold to and re-exported from."""
    return tuple(_read("cites")["markets"])


@cache
def found_only() -> Mapping[str, str]:
    """What is never on clean papers, with its row."""
    return {row["slug"]: row["row"] for row in _read("cites")["found_only"]}


@cache
def wastes() -> tuple[Waste, ...]:
    return tuple(_waste(dict(row)) for row in _read("basel")["goods"])


def _waste(row: dict[str, Any]) -> Waste:
    un = row.pop("un", {})
    of_un = {f"un_{key}": un.get(key, "") for key in ("number", "class", "name")}
    return Waste(**{"sold_as": "", **of_un, **_typed(row, numbers=("price",))})


@cache
def routes() -> tuple[tuple[str, str, str], ...]:
    """From, over, to."""
    return tuple((start, over, end) for start, over, end in _read("basel")["routes"])


def waste_authority(state: str) -> str:
    """The competent authority of a State, which is plainly a sample."""
    return f"{_read('basel')['authority']}, {state}"


@cache
def other_bodies() -> tuple[str, ...]:
    """Bodies that cannot consent to a movement of waste."""
    return tuple(_read("basel")["other_bodies"])


@cache
def gases() -> tuple[Gas, ...]:
    return tuple(_gas(row) for row in _read("ods")["goods"])


def _gas(row: dict[str, Any]) -> Gas:
    return Gas(**_typed(row, numbers=("gwp", "odp", "pressure", "net", "price")))


def gas_countries(end: str) -> tuple[str, ...]:
    """Where gases come from (`origins`) or go to (`destinations`)."""
    return tuple(_read("ods")[end])


def uncontrolled_hs_code() -> str:
    code: str = _read("ods")["uncontrolled_hs_code"]
    return code


@cache
def trade() -> Trade:
    data = _read("trade")
    return Trade(
        countries={code: Country(code=code, **row) for code, row in data["countries"].items()},
        words={key: tuple(value) for key, value in data.items() if isinstance(value, list)},
        forms={key: tuple(value) for key, value in data["forms"].items()},
    )
