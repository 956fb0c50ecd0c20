"""Ballast water record book in the form in force since 1 February 2025: the front and one page of entries.

The reference has numbers of items for code A only, so the page prints those and no others.
"""

from exercises.documents.model import Field, Hand, Kind, MarkKind, Place, Template

TANKS = ("1p", "1s", "2p", "2s", "3p", "3s", "4p", "4s")
LINES = tuple(f"line{number}" for number in range(1, 5))
CODES = (
    ("A", "Ballast taken on board"),
    ("B", "Ballast discharged"),
    ("C", "Exchange, internal treatment, circulation or transfer"),
    ("D", "Uptake from or discharge to a port-based or reception facility"),
    ("E", "Accidental or other exceptional uptake or discharge"),
    ("F", "Failure or inoperability of the treatment system"),
    ("G", "Tank cleaning or flushing; removal and disposal of sediment"),
    ("H", "Additional operational procedures and general remarks"),
)
PLAN = (("yes", "Yes"), ("no", "No"))


def _front(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, "Front", label, kind, "Ship")


def _of_entry(line: str, number: int) -> tuple[Field, ...]:
    def entered(
        key: str, label: str, kind: Kind = Kind.TEXT, choices: tuple[tuple[str, str], ...] = ()
    ) -> Field:
        told = f"Entry {number}: {label}"
        return Field(f"{line}.{key}", "A–H", told, kind, f"Entry {number}", 2, Hand.WRITTEN, choices)

    return (
        entered("date", "date", Kind.DATE),
        entered("code", "code", Kind.CODE),
        entered("start", "start time"),
        entered("start_place", "start location"),
        entered("end", "completion time"),
        entered("end_place", "completion location"),
        entered("depth", "minimum depth, m", Kind.NUMBER),
        entered("miles", "nearest land, nm", Kind.NUMBER),
        entered("tanks", "tanks"),
        entered("volume", "volume, m³", Kind.NUMBER),
        entered("total", "final total on board, m³", Kind.NUMBER),
        entered("plan", "in accordance with the plan", Kind.TICKS, PLAN),
        entered("method", "treatment method"),
        entered("remarks", "remarks"),
    )


TEMPLATE = Template(
    slug="bwm-record-book",
    title="Ballast water record book",
    fields=(
        _front("ship", "Name of ship"),
        _front("imo", "IMO number", Kind.CODE),
        _front("tonnage", "Gross tonnage", Kind.NUMBER),
        _front("flag", "Flag"),
        _front("capacity", "Total ballast capacity, m³", Kind.NUMBER),
        _front("period_from", "Period: from", Kind.DATE),
        _front("period_to", "Period: to", Kind.DATE),
        *(
            Field(f"tank.{tank}", "Front", f"Tank {tank.upper()}, m³", Kind.NUMBER, "Diagram of tanks")
            for tank in TANKS
        ),
        Field("page_ship", "A–H", "Name of ship, head of the page", group="Head of the page", page=2),
        Field("page_number", "A–H", "Page", Kind.NUMBER, "Head of the page", 2),
        *(field for number, line in enumerate(LINES, start=1) for field in _of_entry(line, number)),
    ),
    places=(
        *(
            Place(
                f"{line}.signature",
                "A–H",
                f"Entry {number}: signature of the officer in charge",
                (MarkKind.SIGNATURE,),
                2,
            )
            for number, line in enumerate(LINES, start=1)
        ),
        Place("master_signature", "A–H", "Signature of the master", (MarkKind.SIGNATURE,), 2),
    ),
    pages=2,
)
