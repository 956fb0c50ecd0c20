"""Clean sets for hazardous chemicals, with label and safety data sheet.

One chemical is exported under a notification; on another, listed in Annex III, the importing Party has
answered.

The Parties are invented: no real one has banned, answered or acknowledged what stands here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
from exercises.consignments.stock.rotterdam import (
    Chemical,
    chemical_authority,
    chemicals_answered,
    chemicals_notified,
)
from exercises.consignments.stock.trade import Country, trade
from exercises.consignments.wording import marked as _
from exercises.documents.model import Document, Mark, MarkKind, Value

WEIGHS = {"drums": Decimal("1.1"), "sacks": Decimal("1.01")}
"""Gross weight of a package for each kilogram in it."""
STATEMENTS = {
    "Skull and crossbones": "Toxic if swallowed, inhaled or on the skin",
    "Exclamation mark": "Harmful if swallowed",
    "Health hazard": "May cause lasting damage to health",
    "Environment": "Very toxic to life in water",
}
PRECAUTIONS = (
    "Wear gloves, goggles and a respirator",
    "If swallowed or inhaled: call a doctor at once",
    "Store locked up, away from food and feed",
    "Dispose of as hazardous waste",
)
SECTIONS = {
    "first_aid": "Bring the person into fresh air, call a doctor, show this sheet",
    "fire": "Foam, dry powder, carbon dioxide; the smoke is toxic",
    "release": "Keep people away, close drains, call specialists",
    "handling": "Locked, dry and ventilated store, away from food and feed",
    "protection": "Gloves, goggles, coverall, respirator",
    "reactivity": "Heat, open fire and moisture",
    "toxicology": "Toxic, see the statements in section 2",
    "ecology": "Keep out of soil, drains and water",
    "disposal": "Hazardous waste, by licensed firms only",
}
FOUND = {
    "liquid": _("A specialist opened one package: it holds a liquid."),
    "powder": _("A specialist opened one package: it holds a powder."),
}
CIRCULARS = (date(2025, 12, 12), date(2026, 6, 12))
LAST_OF_2025 = 40


@dataclass(frozen=True)
class Case:
    """One consignment of a chemical, before the documents of the Convention."""

    chemical: Chemical
    travel: Journey
    seller: Party
    buyer: Party
    goods: Goods
    use: str
    product: str


def with_notification(rng: Random) -> ConsignmentSet:
    case = _case(rng, rng.choice(chemicals_notified()))
    number = f"{case.travel.start.iso}-2026-{digits(rng, 4)}"
    notification = _notification(rng, case, number)
    return _set(rng, case, notification, number, ())


def with_response(rng: Random) -> ConsignmentSet:
    case = _case(rng, rng.choice(chemicals_answered()))
    answer = rng.choices(("consent", "conditions", "interim"), (40, 40, 20))[0]
    return _set(rng, case, _response(rng, case, answer), "", (f"answer:{answer}",))


def _case(rng: Random, chemical: Chemical) -> Case:
    start, end = rng.sample(list(trade().invented.values()), 2)
    net_each, kind = chemical.package
    packages = rng.randrange(2, 7) * 10
    net = Decimal(net_each * packages)
    return Case(
        chemical=chemical,
        travel=journey(rng, "sea", start, end),
        seller=party(rng, "seller", start),
        buyer=party(rng, "buyer", end),
        goods=Goods(
            description=sold_as(chemical),
            hs_code=chemical.hs_code,
            origin=start.name,
            quantity=net,
            unit="kg",
            price=chemical.price,
            packages=packages,
            package_kind=kind,
            net_kg=net,
            gross_kg=net * WEIGHS[kind],
            marks=f"UN {chemical.un}, SAMPLE 1–{packages}",
        ),
        use=rng.choice(chemical.uses),
        product=f"{pick(rng, 'second_words')} {digits(rng, 2)} TC",
    )


def sold_as(chemical: Chemical) -> str:
    return f"{chemical.name}, technical grade, {chemical.strength} % by mass"


def _set(rng: Random, case: Case, permit: Document, number: str, traits: Sequence[str]) -> ConsignmentSet:
    travel, goods = case.travel, case.goods
    made = (permit, *_label_and_sheet(rng, case))
    papers = trade_papers(rng, case.seller, case.buyer, travel, goods, number)
    return ConsignmentSet(
        template=permit.template.slug,
        documents={one.template.slug: one for one in made} | papers,
        facts=facts_of(travel, goods),
        found=Found(
            case.chemical.slug,
            goods.packages,
            goods.package_kind,
            (FOUND[case.chemical.state],),
            travel.seal,
        ),
        goods=case.chemical.slug,
        traits=frozenset({"journey:sea", *traits}),
    )


def _label_and_sheet(rng: Random, case: Case) -> tuple[Document, Document]:
    chemical, seller = case.chemical, case.seller
    made_on = case.travel.departed - timedelta(days=rng.randrange(30, 200))
    telephone = f"+000 {digits(rng, 6)}"
    hazards = tuple(STATEMENTS[one] for one in chemical.pictograms)
    strength = f"{chemical.strength} % by mass"
    supplier: dict[str, Value] = {
        **seller.boxes("supplier"),
        "supplier.telephone": telephone,
        "product": case.product,
        "use": case.use,
        "cas": chemical.cas,
        "signal_word": chemical.signal_word,
        "hazards": hazards,
    }
    label: dict[str, Value] = {
        **supplier,
        "active": chemical.name,
        "precautions": PRECAUTIONS,
        **{f"pictogram{number}": one for number, one in enumerate(chemical.pictograms, start=1)},
        "frame": "red",
        "strength": strength,
        "batch": f"SMP {digits(rng, 6)}",
        "made_on": str(made_on),
        "expires_on": str(made_on + timedelta(days=730)),
        "registration": f"{case.travel.end.iso} {digits(rng, 4)}" if chemical.category == "pesticide" else "",
        "net_kg": str(chemical.package[0]),
        "language": "English",
    }
    sheet: dict[str, Value] = {
        **supplier,
        "pictograms": chemical.pictograms,
        "substance": chemical.name,
        "chemical_name": chemical.chemical,
        "concentration": strength,
        **SECTIONS,
        "state": chemical.state,
        "un_number": f"UN {chemical.un}",
        "regulation": chemical.regulation,
        "revision_date": str(made_on - timedelta(days=rng.randrange(30, 300))),
    }
    stamp = f"{seller.name}, {seller.country.name}".upper()
    return (
        document(rng, "rotterdam-label", label, [Mark(MarkKind.INK_STAMP, "batch_stamp", stamp)]),
        document(
            rng, "rotterdam-safety-data-sheet", sheet, [Mark(MarkKind.INK_STAMP, "supplier_stamp", stamp)]
        ),
    )


def authority(name: str, country: Country) -> dict[str, Value]:
    """What section 7 says of a designated national authority."""
    return {
        f"{name}.authority": chemical_authority(country.name),
        f"{name}.address": ("1 Sample Square", country.city, country.name),
        f"{name}.email": f"dna@{country.name.lower()}.example",
    }


def of_substance(chemical: Chemical) -> dict[str, Value]:
    """Section 1, without trade names and category."""
    return {
        "common_name": chemical.name,
        "chemical_name": chemical.chemical,
        "cas": chemical.cas,
        "hs_code": chemical.hs_code,
    }


def _notification(rng: Random, case: Case, number: str) -> Document:
    chemical, travel = case.chemical, case.travel
    signed = travel.departed - timedelta(days=rng.randrange(40, 75))
    received = signed + timedelta(days=rng.randrange(2, 8))
    banned = chemical.category == "pesticide"
    officer, other = rng.sample(trade().words["authority_officers"], 2)
    values: dict[str, Value] = {
        "number": number,
        "year": "2026",
        **of_substance(chemical),
        "trade_names": case.product,
        "category": chemical.category,
        "export_date": str(travel.departed),
        "importing_party": travel.end.name,
        "foreseen_category": chemical.category,
        "foreseen_use": case.use,
        **case.buyer.boxes("importer"),
        "hazards": tuple(STATEMENTS[one] for one in chemical.pictograms),
        "precautions": PRECAUTIONS[:3],
        "properties": ("See sections 9, 11 and 12 of the safety data sheet",),
        "action": "banned" if banned else "restricted",
        "action_text": "All uses as a pesticide are banned" if banned else "Use only with a special permit",
        "effective_on": str(date(rng.randrange(2008, 2024), rng.randrange(1, 13), 1)),
        "reason": "Danger to the health of people and to the environment",
        **authority("exporting", travel.start),
        "exporting.telephone": f"+000 {digits(rng, 6)}",
        "signatory": officer,
        "signed_on": str(signed),
        **authority("importing", travel.end),
        "importing.telephone": f"+000 {digits(rng, 6)}",
        "acknowledged.number": number,
        "acknowledged.authority": chemical_authority(travel.end.name),
        "acknowledged.received": str(received),
        "acknowledged.signatory": other,
        "acknowledged.signed_on": str(received + timedelta(days=rng.randrange(3, 26))),
    }
    marks = [
        Mark(MarkKind.INK_STAMP, "exporting.stamp", chemical_authority(travel.start.name).upper()),
        Mark(MarkKind.SIGNATURE, "exporting.signature", officer),
        Mark(MarkKind.INK_STAMP, "acknowledged.stamp", chemical_authority(travel.end.name).upper()),
        Mark(MarkKind.SIGNATURE, "acknowledged.signature", other),
    ]
    return document(rng, "rotterdam-notification", values, marks)


def _response(rng: Random, case: Case, answer: str) -> Document:
    chemical, travel = case.chemical, case.travel
    published = max(day for day in CIRCULARS if day < travel.departed)
    under = answer == "conditions"
    room = case.goods.net_kg * rng.randrange(11, 20) / 10
    values: dict[str, Value] = {
        "party": travel.end.name,
        "common_name": chemical.name,
        "cas": chemical.cas,
        "category": chemical.category,
        "type": "interim" if answer == "interim" else "final",
        "decision": "conditions" if under else "consent",
        "condition_use": case.use if under else "",
        "condition_kg": plain(room.quantize(Decimal(1))) if under else "",
        "conditions": ("The importer is registered with the national authority",) if under else (),
        "measures": (f"Products are registered under the pesticides act of {travel.end.name}",),
        "submitted_on": str(date(rng.randrange(2008, 2025), rng.randrange(1, 13), rng.randrange(1, 28))),
        **circular_of(published),
    }
    return document(rng, "rotterdam-import-response", values, [])


def circular_of(published: date) -> dict[str, Value]:
    """Number and date of the sample circular of this day; one comes out every six months."""
    number = LAST_OF_2025 + (published.year - 2025) * 2 - (published.month < 7)
    return {"circular": f"Sample circular {number}", "published_on": str(published)}
