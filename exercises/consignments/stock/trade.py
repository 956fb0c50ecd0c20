"""Countries, with ports and names, and the words of the papers of the trade."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from exercises.consignments.stock.reading import read


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
class Trade:
    countries: Mapping[str, Country]
    invented: Mapping[str, Country]
    words: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[str, ...]]

    def named(self, name: str) -> Country:
        known = (*self.countries.values(), *self.invented.values())
        return next(one for one in known if one.name == name)


@cache
def trade() -> Trade:
    data = read("trade")
    return Trade(
        countries={code: Country(code=code, **row) for code, row in data["countries"].items()},
        invented={code: Country(code=code, **row) for code, row in data["invented"].items()},
        words={key: tuple(value) for key, value in data.items() if isinstance(value, list)},
        forms={key: tuple(value) for key, value in data["forms"].items()},
    )
