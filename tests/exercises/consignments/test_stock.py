"""The stock says what the reference tables say, and only what is verified there."""

from pathlib import Path

import pytest
import yaml

from exercises.consignments.rules.basel import GONE
from exercises.consignments.stock import (
    found_only,
    gas_countries,
    gases,
    markets,
    routes,
    specimens,
    trade,
    uncontrolled_hs_code,
    wastes,
)

TABLES = Path(__file__).parents[3] / "fixtures" / "reference"


def rows(table, key="slug"):
    """The verified rows of a table, with what was not verified left out."""
    data = yaml.safe_load(next((TABLES / table).glob("*.yaml")).read_text(encoding="utf-8"))
    everywhere = data.get("verified", False)
    return {
        row[key]: {name: value for name, value in row.items() if name not in row.get("unverified", ())}
        for row in data["rows"]
        if row.get("verified", everywhere)
    }


def listings(annexes, table):
    return {
        (row[table], row["annex"].removeprefix(annexes))
        for row in rows("listings").values()
        if row.get(table)
    }


@pytest.mark.parametrize("goods", specimens(), ids=lambda goods: goods.slug)
def test_species_are_listed_and_traded_as_the_stock_says(goods):
    row = rows("species")[goods.row]
    assert goods.hs_code in row["hs_codes"]
    assert goods.hs_code in rows("hs-codes", key="code")
    assert (goods.row, goods.appendix.lower()) in listings("cites-", "species")
    genus, family = goods.scientific_name.split()[0], row["scientific_name"]
    assert genus in family or family.endswith("spp.")


@pytest.mark.parametrize("waste", wastes(), ids=lambda waste: waste.slug)
def test_wastes_have_the_codes_of_their_row(waste):
    row = rows("wastes")[waste.row]
    assert waste.code in row["entries"]
    assert set(waste.y_codes) == set(row["y_codes"])
    assert set(waste.h_codes) <= set(row.get("h_codes", ()))
    assert not waste.un_number or waste.un_number in row["un_numbers"]
    assert not waste.un_class or waste.un_class in row["un_class"]
    assert waste.hs_code in row["hs_codes"]
    assert waste.sold_as in {"", *row["hs_codes"], *rows("hs-codes", key="code")}
    assert waste.sold_as != waste.hs_code


def test_entries_of_wastes_are_verified_and_in_force():
    entries = rows("waste-codes", key="code")
    assert {waste.code for waste in wastes()} <= set(entries)
    assert not any("effective_to" in entries[waste.code] for waste in wastes())
    assert all("effective_to" in entries[code] for code in GONE & set(entries))


@pytest.mark.parametrize("gas", gases(), ids=lambda gas: gas.slug)
def test_gases_are_what_their_row_says(gas):
    row = rows("substances")[gas.row]
    assert gas.chemical == row.get("chemical_name", "")
    assert gas.ashrae == row["ashrae"]
    assert ([gas.cas] if gas.cas else []) == row.get("cas", [])
    assert list(gas.composition) == row.get("composition", [])
    assert gas.hs_code in row["hs_codes"]
    assert gas.un in row["un_numbers"]
    assert gas.gwp is None or str(gas.gwp) == row["gwp"]
    assert gas.odp is None or str(gas.odp) == row["odp"]
    assert (gas.gwp is None) != (gas.odp is None)


@pytest.mark.parametrize("gas", [gas for gas in gases() if gas.cas], ids=lambda gas: gas.slug)
def test_single_substances_stand_in_their_annex(gas):
    letter, _, group = gas.annex.removeprefix("Annex ").partition(", Group ")
    assert (gas.row, f"{letter}-{group}".lower()) in listings("montreal-", "substance")


def test_the_code_of_uncontrolled_gases_is_that_of_both():
    substances = rows("substances")
    for slug in ("hfo-1234yf", "hfo-1234ze"):
        assert substances[slug]["hs_codes"] == [uncontrolled_hs_code()]
    assert uncontrolled_hs_code() not in {gas.hs_code for gas in gases()}


def test_what_is_found_instead_is_known():
    known = {goods.slug for goods in specimens()} | set(found_only())
    assert all(goods.instead.slug in known for goods in specimens() if goods.instead)
    assert set(found_only().values()) <= set(rows("species"))


def test_every_country_that_is_named_is_known():
    named = {code for goods in specimens() for code in goods.origins}
    named |= {code for route in routes() for code in route}
    named |= {*markets(), *gas_countries("origins"), *gas_countries("destinations")}
    assert named <= set(trade().countries)


def test_names_and_slugs_are_used_once():
    for goods in (specimens(), wastes(), gases()):
        assert len({one.slug for one in goods}) == len(goods)
    assert len({one.scientific_name for one in specimens()}) == len(specimens())
    assert len({one.name for one in wastes()}) == len(wastes())
    assert len({one.common for one in gases()}) == len(gases())
