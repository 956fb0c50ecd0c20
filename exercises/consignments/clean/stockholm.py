"""Clean sets under the Stockholm Convention.

A chemical of Annex B is presented for export to a State not party, with the certification of that State; or a
used transformer for import, whose oil was tested for PCB.
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
from exercises.consignments.model import ConsignmentSet, Found
from exercises.consignments.stock.stockholm import (
    AnnexBChemical,
    annex_b_chemicals,
    commitments,
    pcb_method,
    stockholm_words,
    transformers,
)
from exercises.consignments.stock.trade import trade
from exercises.documents.model import Document, Mark, MarkKind, Value

UNTIL_WITHDRAWN = "None: until withdrawn"
YEAR_BEGINS = date(2026, 1, 5)
CRATING = Decimal("1.06")
"""Gross over net mass: skids and crate."""


def with_certification(rng: Random) -> ConsignmentSet:
    chemical = rng.choice(annex_b_chemicals())
    start, end = rng.sample(list(trade().invented.values()), 2)
    travel = journey(rng, "sea", start, end)
    travel = replace(travel, presented=travel.departed)
    seller, buyer = party(rng, "seller", start), party(rng, "buyer", end)
    each, package_kind = chemical.package
    packages = rng.randrange(6, 60) * 5
    net = Decimal(packages * each)
    goods = Goods(
        description=chemical.traded_as,
        hs_code=chemical.hs_code,
        origin=start.name,
        quantity=net,
        unit="kg",
        price=chemical.price,
        packages=packages,
        package_kind=package_kind,
        net_kg=net,
        gross_kg=net + packages * rng.randrange(1, 3),
    )
    certification = _certification(rng, chemical, travel)
    papers = trade_papers(rng, seller, buyer, travel, goods, str(certification.value("reference")))
    made = ConsignmentSet(
        template="stockholm-declaration",
        documents={
            "stockholm-declaration": certification,
            "stockholm-register-check": _check(rng, chemical, travel),
            **papers,
        },
        facts=facts_of(travel, goods, leaving=True),
        found=Found(
            chemical.slug, packages, package_kind, labelled(chemical.name, chemical.cas), travel.seal
        ),
        goods=chemical.slug,
        traits=frozenset(
            {
                "journey:sea",
                f"chemical:{'ddt' if chemical.row == 'ddt' else 'other'}",
                f"sent:{'yes' if certification.value('sent_on') else 'no'}",
            }
        ),
    )
    # The goods are not on board yet: the carrier has taken them over, no more.
    return made.write({"waybill:departed": ""}).unmark("waybill:on_board_stamp")


def labelled(name: str, cas: str) -> tuple[str, ...]:
    """What the officer reads on the packages."""
    return (f"Labels on the packages: {name}, CAS {cas}.",)


def _certification(rng: Random, chemical: AnnexBChemical, travel: Journey) -> Document:
    presented, end = travel.presented, travel.end
    signed = presented - timedelta(days=rng.randrange(12, min((presented - YEAR_BEGINS).days, 150)))
    received = signed + timedelta(days=rng.randrange(3, 9))
    sent = received + timedelta(days=rng.randrange(2, 40))
    ministry = rng.choice(stockholm_words("ministries"))
    officer, receiver = rng.sample(trade().words["authority_officers"], 2)
    authority = rng.choice(stockholm_words("authorities"))
    promised = commitments()
    values: dict[str, Value] = {
        "reference": f"POP/2026/{digits(rng, 4)}",
        "state": end.name,
        "ministry": (ministry, f"{rng.randrange(1, 90)} {pick(rng, 'streets')}", end.city),
        "exporting_party": travel.start.name,
        "exporting_authority": authority,
        "chemical": chemical.name,
        "cas": chemical.cas,
        "use": chemical.purpose,
        "releases": promised["releases"],
        "wastes": promised["wastes"],
        "ddt": promised["ddt"] if chemical.row == "ddt" else "",
        "documents": tuple(rng.sample(stockholm_words("supporting_laws"), rng.randrange(1, 4))),
        "authority": ministry,
        "signatory": f"{officer}, head of chemicals",
        "signed_on": str(signed),
        "contact": f"+000 {digits(rng, 6)}",
        "received_on": str(received),
        "sent_on": str(sent) if sent <= presented else "",
    }
    marks = [
        Mark(MarkKind.SIGNATURE, "signature", officer),
        Mark(MarkKind.INK_STAMP, "stamp", f"{ministry}, {end.name}".upper()),
        Mark(MarkKind.SIGNATURE, "receipt_signature", receiver),
        Mark(MarkKind.INK_STAMP, "receipt_stamp", f"{authority}, {travel.start.name}".upper()),
    ]
    return document(rng, "stockholm-declaration", values, marks)


def _check(rng: Random, chemical: AnnexBChemical, travel: Journey) -> Document:
    officer = pick(rng, "customs_officers")
    values: dict[str, Value] = {
        "address": "chm.pops.int",
        "read_on": str(travel.presented),
        "chemical": chemical.name,
        "activity": "production",
        "purpose": chemical.purpose,
        "party": travel.start.name,
        "expiry": UNTIL_WITHDRAWN,
        "quantity": rng.choice(("", str(rng.randrange(80, 400)))),
        "reason": "Supply of programmes for this purpose",
        "state": travel.end.name,
        "status": "not-party",
        "officer": officer,
    }
    marks = [Mark(MarkKind.SIGNATURE, "signature", officer)]
    return document(rng, "stockholm-register-check", values, marks)


def with_nameplate(rng: Random) -> ConsignmentSet:
    unit = rng.choice(transformers())
    start, end, made_in = rng.sample(list(trade().invented.values()), 3)
    travel = journey(rng, "sea", start, end)
    seller, buyer = party(rng, "seller", start), party(rng, "buyer", end)
    serial = f"{rng.choice('ABCDEFGHK')}{digits(rng, 6)}"
    goods = Goods(
        description=f"Used transformer, {plain(unit.power)} kVA, in mineral oil, serial No. {serial}",
        hs_code=unit.hs_code,
        origin=made_in.name,
        quantity=Decimal(1),
        unit="unit",
        price=unit.price,
        packages=1,
        package_kind="crate",
        net_kg=unit.total,
        gross_kg=(unit.total * CRATING).quantize(Decimal(1)),
        marks=f"Serial No. {serial}",
    )
    signed = travel.departed - timedelta(days=rng.randrange(10, 30))
    sampled = signed - timedelta(days=rng.randrange(15, 150))
    result = plain(Decimal(rng.randrange(10, 300)) / 10)
    plate: dict[str, Value] = {
        "fixing": rng.choice(("riveted", "engraved")),
        "maker": rng.choice(stockholm_words("makers")),
        "country": made_in.name,
        "type": f"T{digits(rng, 2)}-{plain(unit.power)}",
        "serial": serial,
        "year": str(rng.randrange(1996, 2017)),
        "power": plain(unit.power),
        "voltage": unit.voltage,
        "cooling": rng.choice(stockholm_words("oil_codes")),
        "liquid": "Mineral oil",
        "liquid_kg": plain(unit.liquid),
        "total_kg": plain(unit.total),
        "label_class": "below",
        "label_result": result,
        "label_method": pcb_method(),
        "label_date": str(sampled),
    }
    laboratory = rng.choice(stockholm_words("laboratories"))
    declared: dict[str, Value] = {
        **{key: value for key, value in plate.items() if key in DECLARED},
        "number": f"ED-2026-{digits(rng, 4)}",
        "date": str(signed),
        "purpose": rng.choice(("use", "repair")),
        "pcb_class": "below",
        "test.report": f"TR {digits(rng, 5)}",
        "test.laboratory": laboratory,
        "test.serial": serial,
        "test.sampled_on": str(sampled),
        "test.method": pcb_method(),
        "test.result": result,
    }
    papers = trade_papers(rng, seller, buyer, travel, goods, str(declared["number"]))
    stamp = Mark(MarkKind.INK_STAMP, "label_stamp", laboratory.upper())
    return ConsignmentSet(
        template="stockholm-nameplate",
        documents={
            "stockholm-nameplate": document(rng, "stockholm-nameplate", plate, [stamp]),
            "stockholm-equipment-declaration": _declaration(rng, declared, seller, buyer),
            **papers,
        },
        facts=facts_of(travel, goods),
        found=Found(
            unit.slug, 1, "crate", ("One transformer on skids, with the plate on its tank.",), travel.seal
        ),
        goods=unit.slug,
        traits=frozenset({"journey:sea"}),
    ).write({"packing-list:line1.marks": goods.marks})


DECLARED = (
    *("maker", "type", "serial", "year", "power", "voltage", "cooling"),
    *("liquid", "liquid_kg", "total_kg"),
)
"""What the declaration takes over from the plate."""


def _declaration(rng: Random, values: dict[str, Value], seller: Party, buyer: Party) -> Document:
    clerk = pick(rng, "traders")
    parties: dict[str, Value] = {
        **seller.boxes("exporter"),
        **buyer.boxes("importer"),
        "signatory": clerk,
    }
    marks = [Mark(MarkKind.SIGNATURE, "signature", clerk)]
    return document(rng, "stockholm-equipment-declaration", values | parties, marks)
