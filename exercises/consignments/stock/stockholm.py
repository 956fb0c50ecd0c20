"""Transformers, and chemicals of Annexes A and B."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from exercises.consignments.stock.reading import read, typed


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


@cache
def transformers() -> tuple[Transformer, ...]:
    numbers = ("power", "liquid", "total", "price")
    return tuple(Transformer(**typed(row, numbers)) for row in read("stockholm")["equipment"])


@cache
def transformer_codes() -> tuple[tuple[str, Decimal], ...]:
    """HS codes of transformers with liquid, each with the kVA up to which it goes."""
    rows = read("stockholm")["transformer_codes"]
    return tuple((code, Decimal(limit or "Infinity")) for code, limit in rows)


@cache
def stockholm_words(words: str) -> tuple[str, ...]:
    """Makers, laboratories, cooling codes, names of liquids, ministries, uses."""
    return tuple(read("stockholm")[words])


@cache
def annex_b_chemicals() -> tuple[AnnexBChemical, ...]:
    return tuple(AnnexBChemical(**typed(row, ("price",))) for row in read("stockholm")["chemicals"])


@cache
def annex_a_chemicals() -> tuple[AnnexAChemical, ...]:
    return tuple(AnnexAChemical(**row) for row in read("stockholm")["other_chemicals"])


@cache
def commitments() -> Mapping[str, str]:
    """What a State not party commits itself to, by the key of the entry."""
    return dict(read("stockholm")["commitments"])


def pcb_method() -> str:
    method: str = read("stockholm")["method"]
    return method
