"""The papers of trade that come with every consignment: invoice, packing list, bill of lading or waybill."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from exercises.consignments.model import Facts
from exercises.consignments.stock.trade import Country, trade
from exercises.documents.model import Document, Mark, MarkKind, Value
from exercises.documents.registry import template

FIRST_DAY = date(2026, 4, 1)
DAYS = 220
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Party:
    name: str
    address: tuple[str, ...]
    country: Country

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.name, *self.address)

    def boxes(self, role: str) -> dict[str, Value]:
        """Name and address, in the boxes of a role on a document."""
        return {f"{role}.name": self.name, f"{role}.address": self.address}


@dataclass(frozen=True)
class Journey:
    """How the goods travel: `days` from departure to the day on which the officer looks at them."""

    by: str
    start: Country
    end: Country
    number: str
    vessel: str
    carrier: str
    departed: date
    presented: date
    over: Country | None = None
    container: str = ""
    seal: str = ""

    def station(self, country: Country) -> str:
        return country.port if self.by == "sea" else country.airport

    def place(self, country: Country) -> str:
        return f"{self.station(country)}, {country.name}"


@dataclass(frozen=True)
class Goods:
    """The one line of goods that all the papers of trade describe."""

    description: str
    hs_code: str
    origin: str
    quantity: Decimal
    unit: str
    price: Decimal
    packages: int
    package_kind: str
    net_kg: Decimal
    gross_kg: Decimal
    marks: str = field(default="")


def facts_of(travel: Journey, goods: Goods, *, leaving: bool = False) -> Facts:
    """What is declared at the office where the goods arrive, or where they leave."""
    return Facts(
        presented_on=travel.presented,
        goods=goods.description,
        departs_from=travel.start.name,
        destination=travel.end.name,
        office=travel.place(travel.start if leaving else travel.end),
    )


def plain(number: Decimal | int) -> str:
    """As a field of numbers holds it: no exponent, no zeros at the end."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def digits(rng: Random, number: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(number))


def pick(rng: Random, words: str) -> str:
    return rng.choice(trade().words[words])


def name_of_party(rng: Random, side: str, unlike: str = "") -> str:
    """A name that is plainly a sample, and another than the one given."""
    while True:
        name = f"{pick(rng, 'first_words')} {pick(rng, 'second_words')} {rng.choice(trade().forms[side])}"
        if name != unlike:
            return name


def party(rng: Random, side: str, country: Country) -> Party:
    street = f"{rng.randrange(1, 90)} {pick(rng, 'streets')}"
    return Party(name_of_party(rng, side), (street, country.city, country.name), country)


def container_number(rng: Random) -> str:
    """Four letters, six figures and the check digit that belongs to them."""
    owner = pick(rng, "owners")
    serial = digits(rng, 6)
    letters = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _letter_values(), strict=True))
    total = sum((letters.get(sign) or int(sign)) * 2**place for place, sign in enumerate(owner + serial))
    return f"{owner} {serial} {total % 11 % 10}"


def _letter_values() -> list[int]:
    return [value for value in range(10, 39) if value % 11]


def journey(
    rng: Random, by: str, start: Country, end: Country, *, over: Country | None = None, container: bool = True
) -> Journey:
    presented = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    sea = by == "sea"
    return Journey(
        by=by,
        start=start,
        end=end,
        over=over,
        number=f"SMPL{digits(rng, 8)}" if sea else f"999-{digits(rng, 8)}",
        vessel=pick(rng, "vessels") if sea else f"SX {rng.randrange(100, 999)}",
        carrier=pick(rng, "ocean_carriers" if sea else "airlines"),
        departed=presented - timedelta(days=rng.randrange(20, 46) if sea else rng.randrange(3, 7)),
        presented=presented,
        container=container_number(rng) if sea and container else "",
        seal=f"SL {digits(rng, 6)}" if sea and container else "",
    )


def trade_papers(
    rng: Random, seller: Party, buyer: Party, travel: Journey, goods: Goods, permit_number: str
) -> dict[str, Document]:
    invoice = _invoice(rng, seller, buyer, travel, goods, permit_number)
    made = [
        invoice,
        _packing_list(rng, seller, buyer, travel, goods, invoice),
        _bill(rng, seller, buyer, travel, goods)
        if travel.by == "sea"
        else _air(rng, seller, buyer, travel, goods),
    ]
    return {document.template.slug: document for document in made}


def document(rng: Random, slug: str, values: dict[str, Value], marks: list[Mark]) -> Document:
    filled = {key: value for key, value in values.items() if value}
    return Document(template(slug), filled, tuple(marks), seed=rng.randrange(10**6))


def _invoice(
    rng: Random, seller: Party, buyer: Party, travel: Journey, goods: Goods, permit_number: str
) -> Document:
    amount = (goods.quantity * goods.price).quantize(CENT)
    freight = Decimal(rng.randrange(4, 40) * 50)
    insurance = Decimal(rng.randrange(2, 20) * 10)
    clerk = pick(rng, "clerks")
    values: dict[str, Value] = {
        **seller.boxes("seller"),
        "number": f"INV-{digits(rng, 5)}",
        "date": str(travel.departed - timedelta(days=rng.randrange(4, 9))),
        "order_number": f"PO {digits(rng, 5)}",
        "licence_number": permit_number,
        **buyer.boxes("buyer"),
        **buyer.boxes("consignee"),
        "export_country": travel.start.name,
        "destination_country": travel.end.name,
        "transport": travel.vessel,
        "transport_document": travel.number,
        "port_of_loading": travel.place(travel.start),
        "port_of_discharge": travel.place(travel.end),
        "incoterm": f"{'CIF' if travel.by == 'sea' else 'CIP'} {travel.station(travel.end)}",
        "payment": rng.choice(("30 days net", "Letter of credit", "Bank transfer in advance")),
        "currency": rng.choice(("USD", "EUR")),
        "line1.description": goods.description,
        "line1.hs_code": goods.hs_code,
        "line1.origin": goods.origin,
        "line1.quantity": plain(goods.quantity),
        "line1.unit": goods.unit,
        "line1.unit_price": plain(goods.price),
        "line1.amount": plain(amount),
        "packages": str(goods.packages),
        "package_kind": goods.package_kind,
        "net_kg": plain(goods.net_kg),
        "gross_kg": plain(goods.gross_kg),
        "freight": plain(freight),
        "insurance": plain(insurance),
        "total": plain(amount + freight + insurance),
        "signatory": f"{clerk}, export manager",
        "place": seller.country.city,
    }
    return document(rng, "commercial-invoice", values, [Mark(MarkKind.SIGNATURE, "signature", clerk)])


def _packing_list(
    rng: Random, seller: Party, buyer: Party, travel: Journey, goods: Goods, invoice: Document
) -> Document:
    clerk = pick(rng, "clerks")
    values: dict[str, Value] = {
        **seller.boxes("shipper"),
        "number": f"PL-{digits(rng, 5)}",
        "date": str(travel.departed - timedelta(days=rng.randrange(1, 4))),
        "invoice_number": invoice.value("number"),
        "invoice_date": invoice.value("date"),
        **buyer.boxes("consignee"),
        "transport": travel.vessel,
        "transport_document": travel.number,
        "port_of_loading": travel.place(travel.start),
        "port_of_discharge": travel.place(travel.end),
        "container": travel.container,
        "seal": travel.seal,
        "line1.marks": f"SAMPLE 1–{goods.packages}",
        "line1.packages": str(goods.packages),
        "line1.package_kind": goods.package_kind,
        "line1.description": goods.description,
        "line1.quantity": plain(goods.quantity),
        "line1.unit": goods.unit,
        "line1.net_kg": plain(goods.net_kg),
        "line1.gross_kg": plain(goods.gross_kg),
        "total_packages": str(goods.packages),
        "total_net_kg": plain(goods.net_kg),
        "total_gross_kg": plain(goods.gross_kg),
        "signatory": f"{clerk}, warehouse",
    }
    return document(rng, "packing-list", values, [Mark(MarkKind.SIGNATURE, "signature", clerk)])


def _bill(rng: Random, seller: Party, buyer: Party, travel: Journey, goods: Goods) -> Document:
    agent = pick(rng, "agents")
    values: dict[str, Value] = {
        "carrier": travel.carrier,
        **seller.boxes("shipper"),
        "number": travel.number,
        "booking": f"BK{digits(rng, 7)}",
        **buyer.boxes("consignee"),
        **buyer.boxes("notify"),
        "vessel": travel.vessel,
        "voyage": f"{rng.randrange(100, 400)}{rng.choice('NSEW')}",
        "port_of_loading": travel.place(travel.start),
        "transhipment": travel.place(travel.over) if travel.over else "",
        "port_of_discharge": travel.place(travel.end),
        "line1.container": travel.container,
        "line1.seal": travel.seal,
        "line1.marks": goods.marks or f"SAMPLE 1–{goods.packages}",
        "line1.packages": str(goods.packages),
        "line1.package_kind": goods.package_kind,
        "line1.description": goods.description,
        "line1.hs_code": goods.hs_code,
        "line1.gross_kg": plain(goods.gross_kg),
        "total_packages": str(goods.packages),
        "total_gross_kg": plain(goods.gross_kg),
        "freight_terms": "prepaid",
        "originals": "3",
        "issue_place": travel.start.port,
        "issue_date": str(travel.departed),
        "on_board_date": str(travel.departed),
        "signatory": agent,
    }
    marks = [
        Mark(MarkKind.ENDORSEMENT, "on_board_stamp", "SHIPPED ON BOARD", date=str(travel.departed)),
        Mark(MarkKind.SIGNATURE, "carrier_signature", agent),
    ]
    return document(rng, "bill-of-lading", values, marks)


def _air(rng: Random, seller: Party, buyer: Party, travel: Journey, goods: Goods) -> Document:
    agent = pick(rng, "agents")
    values: dict[str, Value] = {
        "number": travel.number,
        **seller.boxes("shipper"),
        "carrier": travel.carrier,
        **buyer.boxes("consignee"),
        "agent": "Sample Freight Agents",
        "departure_airport": travel.place(travel.start),
        "destination_airport": travel.place(travel.end),
        "flight": travel.vessel,
        "flight_date": str(travel.departed),
        "currency": "USD",
        "line1.packages": str(goods.packages),
        "line1.package_kind": goods.package_kind,
        "line1.gross_kg": plain(goods.gross_kg),
        "line1.chargeable_kg": plain(goods.gross_kg),
        "line1.marks": goods.marks or f"SAMPLE 1–{goods.packages}",
        "line1.description": goods.description,
        "line1.hs_code": goods.hs_code,
        "total_packages": str(goods.packages),
        "total_gross_kg": plain(goods.gross_kg),
        "freight_terms": "prepaid",
        "shipper_signatory": agent,
        "issue_date": str(travel.departed),
        "issue_place": travel.start.airport,
        "carrier_signatory": travel.carrier,
    }
    marks = [
        Mark(MarkKind.SIGNATURE, "shipper_signature", agent),
        Mark(MarkKind.INK_STAMP, "carrier_stamp", travel.carrier.upper()),
    ]
    return document(rng, "air-waybill", values, marks)
