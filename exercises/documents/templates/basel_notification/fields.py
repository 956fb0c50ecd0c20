"""The notification document for transboundary movements of waste, blocks 1 to 21."""

from exercises.documents.model import Field, Hand, Kind, MarkKind, Place, Template
from exercises.documents.templates.waste_blocks import TRANSPORT, YES_NO, party, waste_codes

CONSENTS = ("consent1", "consent2", "consent3")
SHIPMENTS = (("individual", "Individual shipment"), ("multiple", "Multiple shipments"))
OPERATIONS = (("disposal", "Disposal"), ("recovery", "Recovery"))
STATES = (
    ("export", "State of export - dispatch", ("point",)),
    ("transit1", "State of transit 1", ("entry", "exit")),
    ("transit2", "State of transit 2", ("entry", "exit")),
    ("import", "State of import - destination", ("point",)),
)
POINTS = {"point": "point of exit or entry", "entry": "point of entry", "exit": "point of exit"}


def _field(key: str, box: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, box, label, kind, group=f"Block {box}")


def _ticks(key: str, box: str, label: str, choices: tuple[tuple[str, str], ...]) -> Field:
    return Field(key, box, label, Kind.TICKS, group=f"Block {box}", choices=choices)


def _authority(key: str, box: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, box, label, kind, f"Block {box}", 2, Hand.WRITTEN)


def _state(state: str, label: str, points: tuple[str, ...]) -> tuple[Field, ...]:
    return (
        _field(f"{state}.country", "15", f"{label}: country"),
        _field(f"{state}.authority", "15", f"{label}: code No. of the competent authority", Kind.CODE),
        *(_field(f"{state}.{point}", "15", f"{label}: {POINTS[point]}") for point in points),
    )


def _consent(consent: str) -> tuple[Field, ...]:
    label = f"Consent {consent.removeprefix('consent')}"
    return (
        _authority(f"{consent}.country", "20", f"{label}: country"),
        _authority(f"{consent}.given_on", "20", f"{label}: given on", Kind.DATE),
        _authority(f"{consent}.valid_from", "20", f"{label}: valid from", Kind.DATE),
        _authority(f"{consent}.valid_until", "20", f"{label}: valid until", Kind.DATE),
        Field(
            f"{consent}.conditions",
            "20",
            f"{label}: specific conditions",
            Kind.TICKS,
            "Block 20",
            2,
            Hand.WRITTEN,
            YES_NO,
        ),
        _authority(f"{consent}.authority", "20", f"{label}: name of the competent authority"),
    )


TEMPLATE = Template(
    slug="basel-notification",
    title="Notification document for transboundary movements/shipments of waste",
    pages=2,
    fields=(
        *party("exporter", "1", "Exporter - notifier"),
        *party("importer", "2", "Importer - consignee"),
        _field("number", "3", "Notification No."),
        _ticks("shipment_kind", "3", "A. Individual or multiple shipments", SHIPMENTS),
        _ticks("operation_kind", "3", "B. Disposal or recovery", OPERATIONS),
        _ticks("preconsented", "3", "C. Pre-consented recovery facility", YES_NO),
        _field("total_shipments", "4", "Total intended number of shipments", Kind.NUMBER),
        _field("total_tonnes", "5", "Total intended quantity, tonnes (Mg)", Kind.NUMBER),
        _field("total_m3", "5", "Total intended quantity, m³", Kind.NUMBER),
        _field("first_departure", "6", "Intended period of time: first departure", Kind.DATE),
        _field("last_departure", "6", "Intended period of time: last departure", Kind.DATE),
        _field("packaging_types", "7", "Packaging type(s)", Kind.CODE),
        _ticks("special_handling", "7", "Special handling requirements", YES_NO),
        *party("carrier", "8", "Intended carrier"),
        _ticks("carrier.means", "8", "Intended carrier: means of transport", TRANSPORT),
        *party("generator", "9", "Waste generator - producer"),
        _field("generator.site", "9", "Site and process of generation"),
        _ticks(
            "facility.type",
            "10",
            "Disposal facility or recovery facility",
            (("disposal", "Disposal facility"), ("recovery", "Recovery facility")),
        ),
        *party("facility", "10", "Facility"),
        _field("facility.site", "10", "Actual site of disposal/recovery"),
        _field("operation", "11", "Disposal/recovery operation: D-code/R-code", Kind.CODE),
        _field("technology", "11", "Technology employed"),
        _field("reason", "11", "Reason for export"),
        _field("designation", "12", "Designation and composition of the waste", Kind.LINES),
        _field("physical", "13", "Physical characteristics", Kind.CODE),
        *waste_codes(),
        *(entry for state in STATES for entry in _state(*state)),
        _field("office_entry", "16", "Customs office of entry"),
        _field("office_exit", "16", "Customs office of exit"),
        _field("office_export", "16", "Customs office of export"),
        _field("exporter_declared", "17", "Declaration: name of the exporter - notifier"),
        _field("exporter_declared_on", "17", "Declaration: date of the exporter - notifier", Kind.DATE),
        _field("generator_declared", "17", "Declaration: name of the generator - producer"),
        _field("generator_declared_on", "17", "Declaration: date of the generator - producer", Kind.DATE),
        _field("annexes", "18", "Number of annexes attached", Kind.NUMBER),
        _authority("acknowledged.country", "19", "Acknowledgement: country"),
        _authority("acknowledged.received", "19", "Acknowledgement: notification received on", Kind.DATE),
        _authority("acknowledged.sent", "19", "Acknowledgement: sent on", Kind.DATE),
        _authority("acknowledged.authority", "19", "Acknowledgement: name of the competent authority"),
        *(entry for consent in CONSENTS for entry in _consent(consent)),
        Field(
            "conditions",
            "21",
            "Specific conditions on consenting or reasons for objecting",
            Kind.LINES,
            "Block 21",
            2,
            Hand.WRITTEN,
        ),
    ),
    places=(
        Place("exporter_signature", "17", "Signature of the exporter - notifier", (MarkKind.SIGNATURE,)),
        Place("generator_signature", "17", "Signature of the generator - producer", (MarkKind.SIGNATURE,)),
        Place("acknowledged.stamp", "19", "Stamp of the authority", (MarkKind.INK_STAMP,), 2),
        Place("acknowledged.signature", "19", "Signature of the authority", (MarkKind.SIGNATURE,), 2),
        *(
            place
            for consent in CONSENTS
            for number in [consent.removeprefix("consent")]
            for place in (
                Place(f"{consent}.stamp", "20", f"Consent {number}: stamp", (MarkKind.INK_STAMP,), 2),
                Place(f"{consent}.signature", "20", f"Consent {number}: signature", (MarkKind.SIGNATURE,), 2),
            )
        ),
    ),
)
