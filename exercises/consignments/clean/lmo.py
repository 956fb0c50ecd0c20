"""Clean sets for living modified organisms: the document of Article 18 for their use, and the decision of the
authority of the country of import beside it.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
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
from exercises.consignments.stock.cartagena import Event, Modified, events, modified
from exercises.consignments.stock.trade import trade
from exercises.documents.model import Document, Mark, MarkKind, Value

USES = {
    "cartagena-ffp": "ffp",
    "cartagena-contained-use": "contained",
    "cartagena-introduction": "release",
}
"""What the goods are imported for, by the document that says so."""
TARE = {"ffp": Decimal(2), "contained": Decimal("1.5"), "release": Decimal("0.4")}
MARKS_OF_DRY_ICE = "UN 1845"
STATEMENTS = {"contains": "contains LMOs", "may-contain": "may contain LMOs"}
"""The statement ticked in box 8, and how the invoice says the same."""


def makers() -> dict[str, Callable[[Random], ConsignmentSet]]:
    return {template: partial(make, template) for template in USES}


def make(template: str, rng: Random) -> ConsignmentSet:
    use = USES[template]
    goods = rng.choice([one for one in modified() if one.use == use])
    start, end = (trade().countries[code] for code in rng.choice(goods.routes))
    travel = journey(rng, rng.choice(goods.journeys), start, end)
    packages = rng.randrange(goods.packages[0], goods.packages[1] + 1)
    net = Decimal(goods.package[0]) * packages
    sold = Goods(
        description=goods.description,
        hs_code=goods.hs_code,
        origin=start.name,
        quantity=net,
        unit="kg",
        price=goods.price,
        packages=packages,
        package_kind=goods.package[1],
        net_kg=net,
        gross_kg=net + TARE[use] * packages,
        marks=marks_of(goods, packages),
    )
    sides = ("institute", "institute") if use == "contained" else ("seller", "buyer")
    seller, buyer = party(rng, sides[0], start), party(rng, sides[1], end)
    number = f"CNA-2026-{digits(rng, 4)}"
    chosen, approved = _events(rng, goods)
    papers = trade_papers(rng, seller, buyer, travel, sold, number)
    common = {
        **seller.boxes("exporter"),
        **buyer.boxes("importer"),
        **_contact(rng),
        "invoice_number": papers["commercial-invoice"].value("number"),
        "decision_number": number,
        "common_name": goods.common,
        "scientific_name": goods.scientific,
        "date": str(travel.departed - timedelta(days=rng.randrange(1, 4))),
    }
    own = OWN[use](rng, goods, sold, travel, chosen)
    given = ConsignmentSet(
        template=template,
        documents={
            template: _signed(rng, template, {**common, **own}, seller),
            "cartagena-decision": _decision(rng, goods, sold, travel, buyer, number, approved),
            **papers,
        },
        facts=facts_of(travel, sold),
        found=Found(goods.slug, packages, goods.package[1], goods.signs, travel.seal),
        goods=goods.slug,
        traits=_traits(goods, travel, chosen),
    )
    return _on_the_invoice(given) if use == "ffp" else given


def marks_of(goods: Modified, packages: int) -> str:
    """What the carrier's paper says of the packages: the UN numbers of what is in them, and their marks."""
    numbers = [f"UN {goods.un}"] if goods.un else []
    numbers += [MARKS_OF_DRY_ICE] if goods.dry_ice else []
    return ", ".join([*numbers, f"SAMPLE 1–{packages}"])


def called(name: str) -> Event:
    return next(one for one in events() if one.name == name)


def _events(rng: Random, goods: Modified) -> tuple[list[Event], list[Event]]:
    """The events on the document, and those that the decision approves: never all of a crop with several."""
    known = [called(name) for name in goods.events]
    if len(known) < 2:
        return known, known
    approved = rng.sample(known, rng.randrange(2, len(known)))
    return approved[: rng.randrange(1, len(approved) + 1)], approved


def _traits(goods: Modified, travel: Journey, chosen: list[Event]) -> frozenset[str]:
    zero = any("Ø" in one.identifier for one in chosen)
    return frozenset(
        {
            f"journey:{travel.by}",
            f"identifier:{'yes' if chosen else 'no'}",
            f"zero:{'yes' if zero else 'no'}",
            f"crop:{'maize' if goods.scientific == 'Zea mays' else 'other'}",
            f"cold:{'dry-ice' if goods.dry_ice else 'no'}",
        }
    )


def _contact(rng: Random) -> dict[str, Value]:
    return {
        "contact.name": rng.choice(("Biosafety desk", "Compliance desk", "Quality office")),
        "contact.telephone": f"+000 {digits(rng, 6)}",
        "contact.email": f"desk{digits(rng, 2)}@sample.example",
    }


def _signed(rng: Random, template: str, values: dict[str, Value], seller: Party) -> Document:
    clerk = pick(rng, "clerks")
    marks = [
        Mark(MarkKind.SIGNATURE, "signature", clerk),
        Mark(MarkKind.INK_STAMP, "stamp", seller.name.upper()),
    ]
    return document(rng, template, {**values, "signatory": f"{clerk}, {seller.name}"}, marks)


def rows_of(chosen: list[Event]) -> dict[str, Value]:
    """The events in a table, from its first row on."""
    return {
        f"line{number}.{key}": value
        for number, one in enumerate(chosen, start=1)
        for key, value in (("event", one.name), ("identifier", one.identifier))
    }


def _ffp(rng: Random, goods: Modified, sold: Goods, travel: Journey, chosen: list[Event]) -> dict[str, Value]:
    return {
        **rows_of(chosen),
        "statement": rng.choice(tuple(STATEMENTS)),
        "not_for_release": "yes",
        "bch_address": "https://bch.cbd.int",
        "quantity_kg": plain(sold.net_kg),
        "lot": f"LOT {digits(rng, 5)}",
        "vessel": travel.vessel,
        "container": travel.container,
    }


def _contained(
    rng: Random, goods: Modified, sold: Goods, travel: Journey, chosen: list[Event]
) -> dict[str, Value]:
    return {
        "statement": "contained-use",
        "importer.person": pick(rng, "traders"),
        "handling": goods.handling,
        "event": goods.other_event,
        "risk_class": goods.risk_class,
        "use": rng.choice(("Research in the laboratory", "Teaching in the laboratory")),
        "un_number": f"UN {goods.un}",
    }


def _release(
    rng: Random, goods: Modified, sold: Goods, travel: Journey, chosen: list[Event]
) -> dict[str, Value]:
    return {
        **(rows_of(chosen) if chosen else {"line1.event": goods.other_event}),
        "statement": "lmo",
        "trait": goods.traits,
        "handling": goods.handling,
        "declaration": "conforms",
    }


OWN: dict[str, Callable[[Random, Modified, Goods, Journey, list[Event]], dict[str, Value]]] = {
    "ffp": _ffp,
    "contained": _contained,
    "release": _release,
}
"""What each of the three documents has and the others have not."""


def _on_the_invoice(given: ConsignmentSet) -> ConsignmentSet:
    """The statement of box 8 beside the goods, and the lot of box 11."""
    statement = STATEMENTS[given.text("permit:statement")]
    name = "commercial-invoice:line1.description"
    return given.write(
        {name: f"{given.text(name)}, {statement}", "commercial-invoice:line1.marks": given.text("permit:lot")}
    )


def authority_of(country: str) -> tuple[str, ...]:
    """The competent national authority of a country, which is plainly a sample."""
    return ("National Biosafety Authority", "1 Sample Square", country)


def stamp_of(country: str) -> str:
    return f"NATIONAL BIOSAFETY AUTHORITY, {country}".upper()


def _decision(
    rng: Random,
    goods: Modified,
    sold: Goods,
    travel: Journey,
    buyer: Party,
    number: str,
    approved: list[Event],
) -> Document:
    officer = pick(rng, "authority_officers")
    consignments = rng.randrange(1, 5)
    values: dict[str, Value] = {
        "authority": authority_of(travel.end.name),
        "number": number,
        **buyer.boxes("holder"),
        "organism": goods.scientific,
        "identifiers": tuple(one.identifier for one in approved) or tuple(filter(None, [goods.other_event])),
        "use": goods.use,
        "quantity_kg": plain(sold.net_kg * rng.randrange(2, 8) / 2),
        "consignments": str(consignments),
        "port": travel.place(travel.end),
        "risk_class": goods.risk_class,
        "conditions": (rng.choice(("Report the arrival to the authority.", "Keep records for five years.")),),
        "issue_date": str(travel.departed - timedelta(days=rng.randrange(10, 60))),
        "expiry_date": str(travel.presented + timedelta(days=rng.randrange(20, 180))),
        "issuer": officer,
    }
    marks = [
        Mark(MarkKind.SIGNATURE, "issuer_signature", officer),
        Mark(MarkKind.INK_STAMP, "issuer_stamp", stamp_of(travel.end.name)),
    ]
    return document(rng, "cartagena-decision", values, marks)
