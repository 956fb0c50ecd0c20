"""The movement document for transboundary movements of waste, blocks 1 to 22."""

from exercises.documents.model import Field, Hand, Kind, MarkKind, Place, Template
from exercises.documents.templates.waste_blocks import TRANSPORT, YES_NO, party, waste_codes

CARRIERS = (
    ("carrier1", "8(a)", "1st carrier"),
    ("carrier2", "8(b)", "2nd carrier"),
    ("carrier3", "8(c)", "Last carrier"),
)
TRANSITS = ("transit1", "transit2", "transit3", "transit4")


def _carrier(carrier: str, box: str, label: str) -> tuple[Field, ...]:
    group = f"Block {box}"
    return (
        Field(f"{carrier}.registration", box, f"{label}: registration No.", group=group),
        Field(f"{carrier}.name", box, f"{label}: name", group=group),
        Field(f"{carrier}.address", box, f"{label}: address", Kind.LINES, group=group),
        Field(f"{carrier}.telephone", box, f"{label}: telephone", group=group),
        Field(f"{carrier}.fax", box, f"{label}: fax", group=group),
        Field(f"{carrier}.email", box, f"{label}: e-mail", group=group),
        Field(
            f"{carrier}.means",
            box,
            f"{label}: means of transport",
            Kind.TICKS,
            group=group,
            choices=TRANSPORT,
        ),
        Field(f"{carrier}.transfer_date", box, f"{label}: date of transfer", Kind.DATE, group=group),
    )


def _transit(transit: str) -> tuple[Field, ...]:
    number = transit.removeprefix("transit")
    return tuple(
        Field(
            f"{transit}.{key}", "22", f"Transit country {number}: {label}", kind, "Block 22", 2, Hand.WRITTEN
        )
        for key, label, kind in (
            ("country", "name of country", Kind.TEXT),
            ("entry", "entry", Kind.DATE),
            ("exit", "exit", Kind.DATE),
        )
    )


def _field(key: str, box: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, box, label, kind, group=f"Block {box}")


def _later(key: str, box: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, box, label, kind, group=f"Block {box}", hand=Hand.WRITTEN)


def _customs(key: str, box: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, box, label, kind, f"Block {box}", 2, Hand.WRITTEN)


TEMPLATE = Template(
    slug="basel-movement",
    title="Movement document for transboundary movements/shipments of waste",
    pages=2,
    fields=(
        _field("notification_number", "1", "Corresponding to notification No."),
        _field("serial_number", "2", "Serial number of this shipment", Kind.NUMBER),
        _field("total_shipments", "2", "Total number of shipments", Kind.NUMBER),
        *party("exporter", "3", "Exporter - notifier"),
        *party("importer", "4", "Importer - consignee"),
        _field("quantity_tonnes", "5", "Actual quantity, tonnes (Mg)", Kind.NUMBER),
        _field("quantity_m3", "5", "Actual quantity, m³", Kind.NUMBER),
        _field("shipment_date", "6", "Actual date of shipment", Kind.DATE),
        _field("packaging_types", "7", "Packaging: type(s)", Kind.CODE),
        _field("packages", "7", "Packaging: number of packages", Kind.NUMBER),
        Field(
            "special_handling",
            "7",
            "Special handling requirements",
            Kind.TICKS,
            group="Block 7",
            choices=YES_NO,
        ),
        *(entry for carrier in CARRIERS for entry in _carrier(*carrier)),
        *party("generator", "9", "Waste generator - producer"),
        _field("generator.site", "9", "Site of generation"),
        Field(
            "facility.type",
            "10",
            "Disposal facility or recovery facility",
            Kind.TICKS,
            group="Block 10",
            choices=(("disposal", "Disposal facility"), ("recovery", "Recovery facility")),
        ),
        *party("facility", "10", "Facility"),
        _field("facility.site", "10", "Actual site of disposal/recovery"),
        _field("operation", "11", "Disposal/recovery operation: D-code/R-code", Kind.CODE),
        _field("designation", "12", "Designation and composition of the waste", Kind.LINES),
        _field("physical", "13", "Physical characteristics", Kind.CODE),
        *waste_codes(),
        _field("declaration_name", "15", "Declaration: name"),
        _field("declaration_date", "15", "Declaration: date", Kind.DATE),
        _field("additional", "16", "Additional information", Kind.LINES),
        _later("received_date", "17", "Received by the importer - consignee: date", Kind.DATE),
        _later("received_name", "17", "Received by the importer - consignee: name"),
        _later("reception_date", "18", "Received at the facility: date of reception", Kind.DATE),
        Field(
            "reception_result",
            "18",
            "Received at the facility",
            Kind.TICKS,
            "Block 18",
            hand=Hand.WRITTEN,
            choices=(("accepted", "Accepted"), ("rejected", "Rejected")),
        ),
        _later("reception_tonnes", "18", "Received at the facility: quantity, tonnes (Mg)", Kind.NUMBER),
        _later("operation_date", "18", "Approximate date of disposal/recovery", Kind.DATE),
        _later("reception_operation", "18", "Disposal/recovery operation", Kind.CODE),
        _later("reception_name", "18", "Received at the facility: name"),
        _later("completion_name", "19", "Completion of disposal/recovery: name"),
        _later("completion_date", "19", "Completion of disposal/recovery: date", Kind.DATE),
        _customs("exit_date", "20", "The waste left the country on", Kind.DATE),
        _customs("exit_office", "20", "Country of export or customs office of exit"),
        _customs("entry_date", "21", "The waste entered the country on", Kind.DATE),
        _customs("entry_office", "21", "Country of import or customs office of entry"),
        *(entry for transit in TRANSITS for entry in _transit(transit)),
    ),
    places=(
        *(
            Place(
                f"{carrier}.signature",
                box,
                f"Signature of the {label.lower()}'s representative",
                (MarkKind.SIGNATURE,),
            )
            for carrier, box, label in CARRIERS
        ),
        Place("declaration_signature", "15", "Signature of the exporter - notifier", (MarkKind.SIGNATURE,)),
        Place("received_signature", "17", "Signature of the importer - consignee", (MarkKind.SIGNATURE,)),
        Place("reception_signature", "18", "Signature of the facility", (MarkKind.SIGNATURE,)),
        Place("completion_signature", "19", "Signature of the facility", (MarkKind.SIGNATURE,)),
        Place("completion_stamp", "19", "Stamp of the facility", (MarkKind.INK_STAMP,)),
        Place("exit_stamp", "20", "Stamp of the customs office of exit", (MarkKind.ENDORSEMENT,), 2),
        Place("exit_signature", "20", "Signature of the officer", (MarkKind.SIGNATURE,), 2),
        Place("entry_stamp", "21", "Stamp of the customs office of entry", (MarkKind.ENDORSEMENT,), 2),
        Place("entry_signature", "21", "Signature of the officer", (MarkKind.SIGNATURE,), 2),
        *(
            Place(
                f"{transit}.{side}_stamp",
                "22",
                f"Stamp of transit country {transit.removeprefix('transit')}, {side}",
                (MarkKind.ENDORSEMENT,),
                2,
            )
            for transit in TRANSITS
            for side in ("entry", "exit")
        ),
    ),
)
