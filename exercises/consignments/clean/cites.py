"""Clean sets for the CITES permit: goods of a species in Appendix II, exported or re-exported for trade."""

from calendar import monthrange
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
from exercises.consignments.stock.cites import Specimen, markets, specimens
from exercises.consignments.stock.trade import trade
from exercises.documents.model import Document, Mark, MarkKind, Value

MONTHS = 6
"""An export permit or re-export certificate is valid for six months at most."""


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last of it where it has fewer days."""
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, min(day.day, monthrange(day.year + year, month + 1)[1]))


def make(rng: Random) -> ConsignmentSet:
    kind = rng.choice(specimens())
    countries = trade().countries
    origin = countries[rng.choice(kind.origins)]
    reexport = not kind.live and rng.random() < 0.3
    others = [countries[code] for code in markets() if code not in kind.origins]
    start = rng.choice([one for one in others if one.apart_from(origin)]) if reexport else origin
    end = rng.choice([one for one in others if one.apart_from(start)])
    travel = journey(rng, rng.choice(kind.journeys), start, end)
    low, high, step = kind.quantity
    quantity = rng.randrange(low, high + 1, step)
    each, package_kind = kind.packages
    packages = -(-quantity // each) if kind.unit != "kg" or each < 100 else max(1, quantity // 20)
    net = (quantity * kind.kg_each).quantize(Decimal("0.1"))
    goods = Goods(
        description=f"{kind.trade} ({kind.scientific_name})",
        hs_code=kind.hs_code,
        origin=origin.name,
        quantity=Decimal(quantity),
        unit=kind.unit,
        price=kind.price,
        packages=packages,
        package_kind=package_kind,
        net_kg=net,
        gross_kg=(net * Decimal("1.08")).quantize(Decimal("0.1")) + packages,
    )
    seller, buyer = party(rng, "seller", start), party(rng, "buyer", end)
    number = f"{start.iso}-26-{digits(rng, 6)}"
    quota = not reexport and "W" in kind.sources
    permit = _permit(rng, kind, goods, travel, seller, buyer, number, reexport=reexport, quota=quota)
    traits = {
        f"journey:{travel.by}",
        f"document:{'re-export' if reexport else 'export'}",
        f"kind:{kind.kind}",
        f"quota:{'yes' if quota else 'no'}",
        f"look-alike:{'yes' if kind.instead else 'no'}",
        f"relative:{'yes' if relatives(kind) else 'no'}",
    }
    return ConsignmentSet(
        template="cites-permit",
        documents={
            "cites-permit": permit,
            **trade_papers(rng, seller, buyer, travel, goods, number),
        },
        facts=facts_of(travel, goods),
        found=Found(kind.slug, packages, package_kind, kind.signs, travel.seal),
        goods=kind.slug,
        traits=frozenset(traits),
    )


def relatives(kind: Specimen) -> tuple[Specimen, ...]:
    """Other goods under the same HS code, of an animal or a plant like these."""
    return tuple(
        one
        for one in specimens()
        if one.hs_code == kind.hs_code
        and one.kind == kind.kind
        and one.scientific_name != kind.scientific_name
    )


def _permit(
    rng: Random,
    kind: Specimen,
    goods: Goods,
    travel: Journey,
    seller: Party,
    buyer: Party,
    number: str,
    *,
    reexport: bool,
    quota: bool,
) -> Document:
    endorsed = travel.departed - timedelta(days=rng.randrange(1, 3))
    issued = endorsed - timedelta(days=rng.randrange(6, 40))
    limit = months_after(issued, MONTHS)
    stamp = digits(rng, 7)
    officer, official = pick(rng, "authority_officers"), pick(rng, "customs_officers")
    step = kind.quantity[2]
    permitted = goods.quantity + rng.choice((0, 0, 0, step, 2 * step))
    yearly = permitted * rng.randrange(4, 12)
    authority = f"CITES Management Authority, {travel.start.name}"
    values: dict[str, Value] = {
        "type": "re-export" if reexport else "export",
        "permit_number": number,
        "original_or_copy": "original",
        "valid_until": str(limit - timedelta(days=rng.randrange(0, 8))),
        "importer": buyer.lines,
        "import_country": travel.end.name,
        "exporter": seller.lines,
        "purpose": "T",
        "security_stamp_number": stamp,
        "authority": ("CITES Management Authority", "1 Sample Square", travel.start.city, travel.start.name),
        "a.scientific_name": kind.scientific_name,
        "a.common_name": kind.common_name,
        "a.description": kind.description,
        "a.appendix": kind.appendix,
        "a.source": rng.choice(kind.sources),
        "a.quantity": plain(permitted),
        "a.unit": kind.unit,
        "a.total_exported": plain(yearly - permitted * rng.randrange(0, 3)) if quota else "",
        "a.quota": plain(yearly) if quota else "",
        "a.origin_country": goods.origin,
        "issuer_name": officer,
        "issue_place": travel.start.city,
        "issue_date": str(issued),
        "a.endorsed_quantity": plain(goods.quantity),
        "a.endorsed_unit": kind.unit,
        "endorsement_port": travel.place(travel.start),
        "endorsement_date": str(endorsed),
        "endorsement_title": f"{official}, Customs officer",
        "transport_document": travel.number,
    }
    if reexport:
        origin = trade().named(goods.origin)
        first = issued - timedelta(days=rng.randrange(60, 160))
        values["a.origin_permit"] = f"{origin.iso}-{first:%y}-{digits(rng, 6)}"
        values["a.origin_date"] = str(first)
    marks = [
        Mark(MarkKind.SIGNATURE, "applicant", pick(rng, "traders")),
        Mark(MarkKind.INK_STAMP, "authority_stamp", authority.upper()),
        Mark(MarkKind.SECURITY_STAMP, "security_stamp", stamp, state="cancelled"),
        Mark(MarkKind.SIGNATURE, "issuer_signature", officer),
        Mark(MarkKind.EMBOSSED_SEAL, "issuer_seal", authority.upper()),
        Mark(MarkKind.SIGNATURE, "endorsement_signature", official),
        Mark(
            MarkKind.ENDORSEMENT,
            "endorsement_stamp",
            f"CUSTOMS {travel.station(travel.start).upper()}",
            date=str(endorsed),
        ),
        *(Mark(MarkKind.STRUCK_OUT, line) for line in ("b", "c", "d")),
    ]
    return document(rng, "cites-permit", values, marks)
