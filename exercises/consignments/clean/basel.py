"""Clean sets of waste under prior informed consent, by sea over one State of transit.

Either the competent authority has the notification on file, or it lies on the counter as a document.
"""

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
from exercises.consignments.model import Consent, ConsignmentSet, Found, Notification
from exercises.consignments.stock.basel import Waste, routes, waste_authority, wastes
from exercises.consignments.stock.trade import Country, trade
from exercises.documents.model import Document, Mark, MarkKind, Value


def make(rng: Random) -> ConsignmentSet:
    waste = rng.choice(wastes())
    countries = trade().countries
    start, over, end = (countries[code] for code in rng.choice(routes()))
    travel = journey(rng, "sea", start, end, over=over)
    each, package_kind, packaging = waste.package
    packages = rng.randrange(14_000 // each, 23_000 // each)
    net = Decimal(packages * each) + rng.randrange(0, 20) * 10
    goods = Goods(
        description=waste.name,
        hs_code=waste.hs_code,
        origin=start.name,
        quantity=net / 1000,
        unit="t",
        price=waste.price,
        packages=packages,
        package_kind=package_kind,
        net_kg=net,
        gross_kg=net + packages * rng.randrange(8, 25),
    )
    seller, buyer = party(rng, "seller", start), party(rng, "buyer", end)
    number = f"{start.iso} {digits(rng, 6)}"
    shipped = travel.departed - timedelta(days=rng.randrange(1, 4))
    shipments = rng.randrange(4, 13)
    answered = shipped - timedelta(days=rng.randrange(20, 90))
    consents = tuple(
        Consent(
            state=country.name,
            role=role,
            given_on=answered - timedelta(days=days),
            valid_from=answered,
            valid_until=answered + timedelta(days=300),
        )
        for country, role, days in (
            (end, "import", rng.randrange(0, 15)),
            (over, "transit", rng.randrange(0, 15)),
        )
    )
    notification = Notification(number, shipments, Decimal(shipments * 25), consents)
    movement = _movement(rng, waste, goods, travel, seller, buyer, notification, shipped, packaging, over)
    return ConsignmentSet(
        template="basel-movement",
        documents={"basel-movement": movement, **trade_papers(rng, seller, buyer, travel, goods, number)},
        facts=replace(facts_of(travel, goods), notification=notification),
        found=Found(waste.slug, packages, package_kind, waste.signs, travel.seal),
        goods=waste.slug,
        traits=frozenset(
            {
                "journey:sea",
                f"un:{'yes' if waste.un_number else 'no'}",
                f"e-waste:{'yes' if waste.code == 'A1181' else 'no'}",
                f"hazardous:{'yes' if waste.h_codes else 'no'}",
                f"sold-as:{'yes' if waste.sold_as else 'no'}",
                f"recovery:{'yes' if waste.operation.startswith('R') else 'no'}",
            }
        ),
    )


NOTIFIED = (
    *("packaging_types", "special_handling", "generator.site", "facility.type", "facility.site"),
    *("operation", "designation", "physical"),
)
"""What stands in the movement document as it stood in the notification, beside particulars and codes."""


def with_notification(rng: Random) -> ConsignmentSet:
    """The same consignment, with the notification on the counter in place of what is on file."""
    given = make(rng)
    on_file = given.facts.notification
    if on_file is None:
        raise ValueError("A movement of waste has no notification.")
    return replace(
        given,
        template="basel-notification",
        documents={"basel-notification": _notification(rng, given, on_file), **given.documents},
        facts=replace(given.facts, notification=None),
    )


def _notification(rng: Random, given: ConsignmentSet, on_file: Notification) -> Document:
    movement = given.documents["basel-movement"]
    parties = ("exporter.", "importer.", "generator.", "facility.", "waste.")
    shared = {key: value for key, value in movement.values.items() if key.startswith(parties)}
    states = {
        "export": trade().named(given.facts.departs_from),
        "transit1": trade().named(given.text("permit:transit1.country")),
        "import": trade().named(given.facts.destination),
    }
    first = min(consent.valid_from for consent in on_file.consents)
    notified = min(consent.given_on for consent in on_file.consents) - timedelta(days=rng.randrange(25, 60))
    received = notified + timedelta(days=rng.randrange(3, 10))
    recovery = given.text("permit:operation").startswith("R")
    exporter, generator = rng.sample(trade().words["clerks"], 2)
    officers = rng.sample(trade().words["authority_officers"], len(on_file.consents) + 1)
    acknowledging = waste_authority(given.facts.destination)
    values: dict[str, Value] = {
        **shared,
        **{key: movement.value(key) for key in NOTIFIED},
        "number": on_file.number,
        "shipment_kind": "multiple",
        "operation_kind": "recovery" if recovery else "disposal",
        "preconsented": "no",
        "total_shipments": str(on_file.shipments),
        "total_tonnes": plain(on_file.tonnes),
        "first_departure": str(first),
        "last_departure": str(first + timedelta(days=rng.randrange(240, 300))),
        "carrier.registration": f"{states['export'].iso}-{digits(rng, 6)}",
        "carrier.name": movement.value("carrier2.name"),
        "carrier.address": movement.value("carrier2.address"),
        "carrier.telephone": f"+000 {digits(rng, 6)}",
        "carrier.email": "office@example.org",
        "carrier.means": ("R", "S"),
        "technology": "As in annex 1",
        "reason": "No suitable plant in the State of export",
        "annexes": str(rng.randrange(2, 9)),
        "exporter_declared": exporter,
        "exporter_declared_on": str(notified),
        "generator_declared": generator,
        "generator_declared_on": str(notified - timedelta(days=rng.randrange(0, 5))),
        "acknowledged.country": given.facts.destination,
        "acknowledged.received": str(received),
        "acknowledged.sent": str(received + timedelta(days=rng.randrange(1, 4))),
        "acknowledged.authority": acknowledging,
    }
    for state, country in states.items():
        values |= {f"{state}.country": country.name, f"{state}.authority": f"{country.iso} {digits(rng, 3)}"}
        values |= {
            f"{state}.{point}": country.port
            for point in (("entry", "exit") if state == "transit1" else ("point",))
        }
    marks = [
        Mark(MarkKind.SIGNATURE, "exporter_signature", exporter),
        Mark(MarkKind.SIGNATURE, "generator_signature", generator),
        Mark(MarkKind.INK_STAMP, "acknowledged.stamp", acknowledging.upper()),
        Mark(MarkKind.SIGNATURE, "acknowledged.signature", officers[0]),
    ]
    for number, (consent, officer) in enumerate(zip(on_file.consents, officers[1:], strict=True), start=1):
        row, authority = f"consent{number}", waste_authority(consent.state)
        values |= {
            f"{row}.country": consent.state,
            f"{row}.given_on": str(consent.given_on),
            f"{row}.valid_from": str(consent.valid_from),
            f"{row}.valid_until": str(consent.valid_until),
            f"{row}.conditions": "no",
            f"{row}.authority": authority,
        }
        marks += [
            Mark(MarkKind.INK_STAMP, f"{row}.stamp", authority.upper()),
            Mark(MarkKind.SIGNATURE, f"{row}.signature", officer),
        ]
    return document(rng, "basel-notification", values, marks)


def _particulars(rng: Random, role: str, whom: Party) -> dict[str, Value]:
    return {
        f"{role}.registration": f"{whom.country.iso}-{digits(rng, 6)}",
        **whom.boxes(role),
        f"{role}.contact": pick(rng, "traders"),
        f"{role}.telephone": f"+000 {digits(rng, 6)}",
        f"{role}.email": "office@example.org",
    }


def _movement(
    rng: Random,
    waste: Waste,
    goods: Goods,
    travel: Journey,
    seller: Party,
    buyer: Party,
    notification: Notification,
    shipped: date,
    packaging: str,
    over: Country,
) -> Document:
    recovery = waste.operation.startswith("R")
    signer = pick(rng, "traders")
    driver, mate = rng.sample(trade().words["agents"], 2)
    stop = travel.departed + timedelta(days=rng.randrange(5, 10))
    generator = party(rng, "seller", travel.start)
    values: dict[str, Value] = {
        "notification_number": notification.number,
        "serial_number": str(rng.randrange(1, notification.shipments + 1)),
        "total_shipments": str(notification.shipments),
        **_particulars(rng, "exporter", seller),
        **_particulars(rng, "importer", buyer),
        "quantity_tonnes": plain(goods.net_kg / 1000),
        "shipment_date": str(shipped),
        "packaging_types": packaging,
        "packages": str(goods.packages),
        "special_handling": "yes" if waste.un_number else "no",
        "carrier1.name": "Sample Haulage",
        "carrier1.address": (travel.start.city, travel.start.name),
        "carrier1.means": "R",
        "carrier1.transfer_date": str(shipped),
        "carrier2.name": travel.carrier,
        "carrier2.address": (travel.start.port, travel.start.name),
        "carrier2.means": "S",
        "carrier2.transfer_date": str(travel.departed),
        **_particulars(rng, "generator", generator),
        "generator.site": f"{generator.address[0]}, {travel.start.city}",
        "facility.type": "recovery" if recovery else "disposal",
        **_particulars(rng, "facility", buyer),
        "facility.site": f"{buyer.address[0]}, {buyer.country.city}",
        "operation": waste.operation,
        "designation": (waste.name, waste.constituents),
        "physical": waste.physical,
        "waste.basel": waste.code,
        "waste.y_code": waste.y_codes[0],
        "waste.h_code": waste.h_codes[0] if waste.h_codes else "",
        "waste.un_class": waste.un_class,
        "waste.un_number": f"UN {waste.un_number}" if waste.un_number else "",
        "waste.un_shipping_name": waste.un_name,
        "waste.customs_code": waste.hs_code,
        "declaration_name": signer,
        "declaration_date": str(shipped),
        "additional": (f"Container {travel.container}", f"Seal {travel.seal}"),
        "exit_date": str(travel.departed),
        "exit_office": travel.place(travel.start),
        "transit1.country": over.name,
        "transit1.entry": str(stop),
        "transit1.exit": str(stop + timedelta(days=rng.randrange(2, 5))),
    }
    marks = [
        Mark(MarkKind.SIGNATURE, "carrier1.signature", driver),
        Mark(MarkKind.SIGNATURE, "carrier2.signature", mate),
        Mark(MarkKind.SIGNATURE, "declaration_signature", signer),
        Mark(
            MarkKind.ENDORSEMENT,
            "exit_stamp",
            f"CUSTOMS {travel.station(travel.start).upper()}",
            date=str(travel.departed),
        ),
        Mark(MarkKind.SIGNATURE, "exit_signature", pick(rng, "customs_officers")),
        Mark(
            MarkKind.ENDORSEMENT,
            "transit1.entry_stamp",
            f"CUSTOMS {travel.station(over).upper()}",
            date=str(stop),
        ),
    ]
    return document(rng, "basel-movement", values, marks)
