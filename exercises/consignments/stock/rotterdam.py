"""Hazardous chemicals, and the authorities that answer for them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from exercises.consignments.stock.reading import read, typed


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
    return tuple(Chemical(**typed(row, numbers=("price",))) for row in read("rotterdam")[part])


@cache
def chemical_authority(country: str) -> str:
    """The designated national authority of a country, which is plainly a sample."""
    return f"{read('rotterdam')['authority']}, {country}"


@cache
def other_chemical_bodies() -> tuple[str, ...]:
    """Bodies that are not the designated national authority."""
    return tuple(read("rotterdam")["other_bodies"])
