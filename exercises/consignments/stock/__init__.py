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
class Chemical:
    """A hazardous chemical of technical grade, in one category."""

    slug: str
    row: str
    name: str
    chemical: str
    cas: str
    hs_code: str
    un: str
    category: str
    regulation: str
    uses: tuple[str, ...]
    state: str
    signal_word: str
    pictograms: tuple[str, ...]
    strength: str
    package: tuple[int, str]
    price: Decimal


@dataclass(frozen=True)
class Transformer:
    """A transformer with mineral oil, as its nameplate has it."""

    slug: str
    row: str
    power: Decimal
    voltage: str
    liquid: Decimal
    total: Decimal
    hs_code: str
    price: Decimal


@dataclass(frozen=True)
class AnnexBChemical:
    """A chemical of Annex B as it is traded for an acceptable purpose."""

    slug: str
    row: str
    name: str
    cas: str
    traded_as: str
    purpose: str
    hs_code: str
    package: tuple[int, str]
    price: Decimal
    declared_as: str = ""


@dataclass(frozen=True)
class AnnexAChemical:
    """A chemical of Annex A that stands in the place of another."""

    slug: str
    name: str
    cas: str


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


@dataclass(frozen=True)
class Trade:
    countries: Mapping[str, Country]
    invented: Mapping[str, Country]
    words: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[str, ...]]

    def named(self, name: str) -> Country:
        known = (*self.countries.values(), *self.invented.values())
        return next(one for one in known if one.name == name)


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
def chemicals_answered() -> tuple[Chemical, ...]:
    """Chemicals of Annex III on whose import Parties have answered."""
    return _chemicals("answered")


@cache
def chemicals_notified() -> tuple[Chemical, ...]:
    """Chemicals whose export is notified, since no answer covers them or none is circulated yet."""
    return _chemicals("notified")


def chemicals() -> tuple[Chemical, ...]:
    return (*chemicals_answered(), *chemicals_notified())


def _chemicals(part: str) -> tuple[Chemical, ...]:
    return tuple(Chemical(**_typed(row, numbers=("price",))) for row in _read("rotterdam")[part])


@cache
def chemical_authority(country: str) -> str:
    """The designated national authority of a country, which is plainly a sample."""
    return f"{_read('rotterdam')['authority']}, {country}"


@cache
def other_chemical_bodies() -> tuple[str, ...]:
    """Bodies that are not the designated national authority."""
    return tuple(_read("rotterdam")["other_bodies"])


@cache
def transformers() -> tuple[Transformer, ...]:
    numbers = ("power", "liquid", "total", "price")
    return tuple(Transformer(**_typed(row, numbers)) for row in _read("stockholm")["equipment"])


@cache
def transformer_codes() -> tuple[tuple[str, Decimal], ...]:
    """HS codes of transformers with liquid, each with the kVA up to which it goes."""
    rows = _read("stockholm")["transformer_codes"]
    return tuple((code, Decimal(limit or "Infinity")) for code, limit in rows)


@cache
def stockholm_words(words: str) -> tuple[str, ...]:
    """Makers, laboratories, cooling codes, names of liquids, ministries, uses."""
    return tuple(_read("stockholm")[words])


@cache
def annex_b_chemicals() -> tuple[AnnexBChemical, ...]:
    return tuple(AnnexBChemical(**_typed(row, ("price",))) for row in _read("stockholm")["chemicals"])


@cache
def annex_a_chemicals() -> tuple[AnnexAChemical, ...]:
    return tuple(AnnexAChemical(**row) for row in _read("stockholm")["other_chemicals"])


@cache
def commitments() -> Mapping[str, str]:
    """What a State not party commits itself to, by the key of the entry."""
    return dict(_read("stockholm")["commitments"])


def pcb_method() -> str:
    method: str = _read("stockholm")["method"]
    return method


@cache
def modified() -> tuple[Modified, ...]:
    return tuple(_modified(row) for row in _read("cartagena")["goods"])


def _modified(row: dict[str, Any]) -> Modified:
    routes = tuple((start, end) for start, end in row["routes"])
    return Modified(**{**_typed(row, numbers=("price",)), "routes": routes})


@cache
def events() -> tuple[Event, ...]:
    return tuple(Event(name, **row) for name, row in _read("cartagena")["events"].items())


@cache
def found_for_modified() -> Mapping[str, Instead]:
    """What is found in place of living modified organisms as declared."""
    rows = _read("cartagena")["found_only"]
    return {row["slug"]: Instead(row["slug"], tuple(row["signs"])) for row in rows}


@cache
def words_for_modified(name: str) -> tuple[str, ...]:
    """UN numbers of `infectious` substances, or `vague_names` for cultures."""
    return tuple(_read("cartagena")[name])


@cache
def trade() -> Trade:
    data = _read("trade")
    return Trade(
        countries={code: Country(code=code, **row) for code, row in data["countries"].items()},
        invented={code: Country(code=code, **row) for code, row in data["invented"].items()},
        words={key: tuple(value) for key, value in data.items() if isinstance(value, list)},
        forms={key: tuple(value) for key, value in data["forms"].items()},
    )


@cache
def treatments() -> tuple[Treatment, ...]:
    """A system of every maker, method and size."""
    data = _read("bwm")
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
    return tuple(_passage(dict(row)) for row in _read("bwm")["passages"])


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(row.pop("from"), row.pop("to"), **_typed(row, numbers=()))


@cache
def flags() -> Mapping[str, str]:
    """Flag States, which are plainly samples, with a port of registry each."""
    return {row["state"]: row["registry"] for row in _read("bwm")["flags"]}


@cache
def of_ships(words: str) -> tuple[str, ...]:
    """Names: ships, officers, masters, bodies that certify, laboratories."""
    return tuple(_read("bwm")[words])


@cache
def d2_limits() -> Mapping[str, tuple[int, str]]:
    """Regulation D-2: each group of organisms, below which number, in which unit."""
    return {group: (row["limit"], row["unit"]) for group, row in _read("bwm")["d2"].items()}
