"""The stock says what the reference tables say, and only what is verified there."""

from pathlib import Path

import pytest
import yaml

from exercises.consignments.rules.basel import GONE
from exercises.consignments.stock.basel import routes, wastes
from exercises.consignments.stock.cartagena import events, found_for_modified, modified
from exercises.consignments.stock.cites import found_only, markets, specimens
from exercises.consignments.stock.ods import gas_countries, gases, uncontrolled_hs_code
from exercises.consignments.stock.rotterdam import chemicals, chemicals_answered, chemicals_notified
from exercises.consignments.stock.stockholm import (
    annex_a_chemicals,
    annex_b_chemicals,
    transformer_codes,
    transformers,
)
from exercises.consignments.stock.trade import trade

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


@pytest.mark.parametrize("chemical", chemicals(), ids=lambda chemical: chemical.slug)
def test_chemicals_are_what_their_row_says(chemical):
    row = rows("substances")[chemical.row]
    assert row["name"].startswith(chemical.name)
    assert chemical.chemical == row["chemical_name"]
    assert [chemical.cas] == row["cas"]
    assert chemical.hs_code in rows("hs-codes", key="code")


@pytest.mark.parametrize("chemical", chemicals_answered(), ids=lambda chemical: chemical.slug)
def test_chemicals_that_were_answered_are_listed_in_their_category_and_named_in_their_code(chemical):
    listed = rows("listings")[f"{chemical.row}-rotterdam-iii"]
    assert (listed["substance"], listed["scope"]) == (chemical.row, chemical.category)
    named = rows("hs-codes", key="code")[chemical.hs_code]["description"].lower()
    assert chemical.name.lower().removeprefix("1,2-dibromoethane (").rstrip(")") in named


def test_chemicals_that_are_notified_are_outside_their_entry_or_listed_so_lately_that_no_answer_is_out():
    listings = rows("listings")
    for chemical in chemicals_notified():
        listed = listings[f"{chemical.row}-rotterdam-iii"]
        assert listed["scope"] != chemical.category or listed["where"].startswith("COP-12 (2025)")


def test_the_code_of_uncontrolled_gases_is_that_of_both():
    substances = rows("substances")
    for slug in ("hfo-1234yf", "hfo-1234ze"):
        assert substances[slug]["hs_codes"] == [uncontrolled_hs_code()]
    assert uncontrolled_hs_code() not in {gas.hs_code for gas in gases()}


@pytest.mark.parametrize("unit", transformers(), ids=lambda unit: unit.slug)
def test_transformers_stand_for_the_listing_of_pcb_and_have_the_code_of_their_power(unit):
    assert (unit.row, "a") in listings("stockholm-", "substance")
    assert unit.row in rows("substances")
    assert unit.hs_code == next(code for code, limit in transformer_codes() if unit.power <= limit)
    assert unit.liquid < unit.total


def test_codes_of_transformers_go_up_with_the_power_as_the_tariff_says():
    described = rows("hs-codes", key="code")
    for code, limit in transformer_codes():
        assert not limit.is_finite() or f"{limit:,}" in described[code]["description"]


@pytest.mark.parametrize("chemical", annex_b_chemicals(), ids=lambda chemical: chemical.slug)
def test_chemicals_with_a_purpose_are_of_annex_b_and_have_the_numbers_of_their_row(chemical):
    row = rows("substances")[chemical.row]
    assert (chemical.row, "b") in listings("stockholm-", "substance")
    assert chemical.cas in row["cas"]
    assert chemical.hs_code in rows("hs-codes", key="code")
    assert not chemical.declared_as or chemical.hs_code in row["hs_codes"]
    assert not chemical.declared_as or chemical.declared_as not in row["hs_codes"]
    assert chemical.declared_as in {"", *rows("hs-codes", key="code")}


@pytest.mark.parametrize("chemical", annex_a_chemicals(), ids=lambda chemical: chemical.slug)
def test_chemicals_in_the_place_of_others_are_of_annex_a_and_have_their_own_cas_number(chemical):
    row = rows("substances")[chemical.slug]
    assert (chemical.slug, "a") in listings("stockholm-", "substance")
    assert (row["name"], row["cas"]) == (chemical.name, [chemical.cas])


@pytest.mark.parametrize("goods", modified(), ids=lambda goods: goods.slug)
def test_modified_organisms_are_what_their_row_says(goods):
    row, codes = rows("organisms")[goods.row], rows("hs-codes", key="code")
    assert goods.scientific in row["scientific_name"]
    assert goods.hs_code in row["hs_codes"]
    assert goods.hs_code in codes
    assert goods.declared_as in codes
    assert goods.declared_as != goods.hs_code
    assert not goods.un or goods.un in row["un_numbers"]
    assert {one.crop for one in events() if one.name in goods.events} <= {goods.scientific}
    assert len(goods.events) == len(set(goods.events) & {one.name for one in events()})


@pytest.mark.parametrize("event", events(), ids=lambda event: event.name)
def test_events_have_the_identifier_and_the_crop_of_their_verified_row(event):
    row = rows("lmo-events", key="identifier")[event.identifier]
    assert row["event"].partition(" (")[0] == event.name
    assert rows("organisms")[row["organism"]]["scientific_name"].startswith(event.crop)


def test_what_is_found_instead_of_modified_organisms_is_known():
    assert not set(found_for_modified()) & {goods.slug for goods in modified()}


def test_what_is_found_instead_is_known():
    known = {goods.slug for goods in specimens()} | set(found_only())
    assert all(goods.instead.slug in known for goods in specimens() if goods.instead)
    assert set(found_only().values()) <= set(rows("species"))


def test_every_country_that_is_named_is_known():
    named = {code for goods in specimens() for code in goods.origins}
    named |= {code for route in routes() for code in route}
    named |= {*markets(), *gas_countries("origins"), *gas_countries("destinations")}
    named |= {code for goods in modified() for route in goods.routes for code in route}
    assert named <= set(trade().countries)


def test_no_invented_country_is_a_real_one():
    assert not set(trade().invented) & set(trade().countries)
    assert all(code.startswith("X") for code in trade().invented)


def test_names_and_slugs_are_used_once():
    for goods in (
        specimens(),
        wastes(),
        gases(),
        chemicals(),
        transformers(),
        annex_b_chemicals(),
        modified(),
    ):
        assert len({one.slug for one in goods}) == len(goods)
    assert len({one.scientific_name for one in specimens()}) == len(specimens())
    assert len({one.name for one in wastes()}) == len(wastes())
    assert len({one.common for one in gases()}) == len(gases())
