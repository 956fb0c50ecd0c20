"""Clean sets for the licence: a controlled substance or blend in new cylinders, imported for servicing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.clean.papers import (
    Goods,
    Journey,
    Party,
    digits,
    document,
    facts_of,
    journey,
    party,
    pick,
    plain,
    trade_papers,
)
from exercises.consignments.model import ConsignmentSet, Found
from exercises.consignments.stock.ods import Gas, gas_countries, gases
from exercises.consignments.stock.trade import trade
from exercises.documents.model import Document, Mark, MarkKind, Value

TARE = Decimal("3.2")


def make(rng: Random) -> ConsignmentSet:
    gas = rng.choice(gases())
    countries = trade().countries
    start = countries[rng.choice(gas_countries("origins"))]
    end = countries[rng.choice(gas_countries("destinations"))]
    travel = journey(rng, "sea", start, end)
    cylinders = rng.randrange(5, 46) * 20
    net = gas.net * cylinders
    goods = Goods(
        description=f"Refrigerant gas {gas.common} in cylinders of {plain(gas.net)} kg",
        hs_code=gas.hs_code,
        origin=start.name,
        quantity=net,
        unit="kg",
        price=gas.price,
        packages=cylinders,
        package_kind="cylinders",
        net_kg=net,
        gross_kg=net + TARE * cylinders,
        marks=f"UN {gas.un}, SAMPLE 1–{cylinders}",
    )
    seller, buyer = party(rng, "seller", start), party(rng, "buyer", end)
    number = f"IL-2026-{digits(rng, 4)}"
    licence = _licence(rng, gas, goods, travel, seller, buyer, number)
    return ConsignmentSet(
        template="ods-licence",
        documents={"ods-licence": licence, **trade_papers(rng, seller, buyer, travel, goods, number)},
        facts=facts_of(travel, goods),
        found=Found(gas.slug, cylinders, "cylinders", signs(gas), travel.seal),
        goods=gas.slug,
        traits=frozenset(
            {
                "journey:sea",
                f"substance:{'single' if gas.cas else 'blend'}",
                f"family:{'hcfc' if gas.odp else 'hfc'}",
                f"pressure:{'known' if gas.pressure else 'not known'}",
            }
        ),
    )


def signs(gas: Gas) -> tuple[str, ...]:
    """What a trained officer reads on the cylinders and, where it tells gases apart, on the gauge."""
    label = f"Labels on the cylinders: {gas.common}, UN {gas.un}."
    return (label, *reading(gas))


def reading(gas: Gas) -> tuple[str, ...]:
    if not gas.pressure:
        return ()
    return (f"A closed cylinder at rest at 25 °C shows {plain(gas.pressure)} bar absolute.",)


def of_gas(gas: Gas) -> dict[str, Value]:
    """What label and safety data sheet say of a gas; nothing where it does not have it."""
    return {
        "chemical_name": gas.chemical,
        "cas": gas.cas,
        "composition": tuple(f"{part} %" for part in gas.composition),
        "un_number": f"UN {gas.un}",
        "odp": plain(gas.odp) if gas.odp else "",
        "gwp": plain(gas.gwp) if gas.gwp else "",
    }


def with_label(rng: Random) -> ConsignmentSet:
    """The same consignment, with the label of its cylinders and an extract of the safety data sheet."""
    given = make(rng)
    gas = next(one for one in gases() if one.slug == given.goods)
    seller, country = given.text("permit:exporter"), given.facts.departs_from
    filled = given.day("waybill:departed") - timedelta(days=rng.randrange(20, 120))
    label: dict[str, Value] = {
        "common_name": gas.common,
        "ashrae": gas.ashrae,
        **of_gas(gas),
        "net_kg": plain(gas.net),
        "tare_kg": plain(TARE),
        "gross_kg": plain(gas.net + TARE),
        "filler.name": seller,
        "filler.address": given.value("permit:exporter.address"),
        "batch": f"SMP {digits(rng, 6)}",
        "fill_date": str(filled),
    }
    sheet: dict[str, Value] = {
        "product": gas.common,
        "use": "Refrigerant",
        "supplier.name": seller,
        "supplier.address": given.value("permit:exporter.address"),
        "supplier.telephone": f"+000 {digits(rng, 6)}",
        **of_gas(gas),
        "annex_group": gas.annex,
        "revision_date": str(filled - timedelta(days=rng.randrange(60, 400))),
    }
    stamp = f"{seller}, {country}".upper()
    return replace(
        given,
        template="ods-cylinder-label",
        documents={
            "ods-cylinder-label": document(
                rng, "ods-cylinder-label", label, [Mark(MarkKind.INK_STAMP, "inspection_stamp", stamp)]
            ),
            "ods-safety-data-sheet": document(
                rng, "ods-safety-data-sheet", sheet, [Mark(MarkKind.INK_STAMP, "supplier_stamp", stamp)]
            ),
            **given.documents,
        },
        found=replace(given.found, signs=reading(gas)),
    )


def equivalents(gas: Gas, kg: Decimal) -> dict[str, Value]:
    """Box 13 beside the mass: ODP tonnes of what harms the ozone layer, CO₂ equivalent of an HFC."""
    odp = plain((kg * gas.odp / 1000).quantize(Decimal("0.0001"))) if gas.odp else ""
    co2 = plain((kg * gas.gwp / 1000).quantize(Decimal("0.001"))) if gas.gwp else ""
    return {"odp_tonnes": odp, "co2e_tonnes": co2}


def balance(before: Decimal, tonnes: dict[str, Value]) -> dict[str, Value]:
    """Box 16: what is left of the quota after this licence."""
    return {"quota_after": plain(before - Decimal(str(tonnes["odp_tonnes"] or tonnes["co2e_tonnes"])))}


def of_substance(gas: Gas) -> dict[str, Value]:
    """Boxes 6 to 10."""
    return {
        "chemical_name": gas.chemical,
        "common_name": gas.common,
        "ashrae": gas.ashrae,
        "cas": gas.cas,
        "annex_group": gas.annex,
        "hs_code": gas.hs_code,
        "composition": tuple(f"{part} %" for part in gas.composition),
    }


def _licence(
    rng: Random, gas: Gas, goods: Goods, travel: Journey, seller: Party, buyer: Party, number: str
) -> Document:
    issued = travel.departed - timedelta(days=rng.randrange(8, 40))
    officer = pick(rng, "authority_officers")
    office = f"National Ozone Unit, {travel.end.name}"
    tonnes = equivalents(gas, goods.net_kg)
    amount = Decimal(str(tonnes["odp_tonnes"] or tonnes["co2e_tonnes"]))
    before = amount * rng.randrange(2, 9)
    values: dict[str, Value] = {
        "authority": ("National Ozone Unit", "1 Sample Square", travel.end.city, travel.end.name),
        "licence_number": number,
        "licence_year": "2026",
        "operation": "import",
        **buyer.boxes("importer"),
        "importer.registration": f"REG {digits(rng, 5)}",
        "importer.tax_number": f"TAX {digits(rng, 7)}",
        **seller.boxes("exporter"),
        "exporter.country": travel.start.name,
        "export_country": travel.start.name,
        "origin_country": goods.origin,
        **of_substance(gas),
        "condition": "new",
        "use": "servicing",
        "quantity_kg": plain(goods.net_kg),
        **tonnes,
        "containers": str(goods.packages),
        "container_type": "Steel cylinder",
        "container_net_kg": plain(gas.net),
        "port": travel.place(travel.end),
        "quota_year": "2026",
        "quota_unit": "ODP tonnes" if gas.odp else "t CO₂ equivalent",
        "quota_before": plain(before),
        **balance(before, tonnes),
        "issue_date": str(issued),
        "expiry_date": str(date(2026, 12, 31)),
        "issuer_name": officer,
        "issuer_office": office,
    }
    marks = [
        Mark(MarkKind.SIGNATURE, "issuer_signature", officer),
        Mark(MarkKind.EMBOSSED_SEAL, "issuer_seal", office.upper()),
    ]
    return document(rng, "ods-licence", values, marks)
