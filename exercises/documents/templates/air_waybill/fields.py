"""An air waybill."""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

LINES = ("line1", "line2", "line3", "line4")


def _goods(line: str) -> tuple[Field, ...]:
    def entry(key: str, box: str, label: str, kind: Kind = Kind.TEXT) -> Field:
        return Field(f"{line}.{key}", box, label, kind, "Goods")

    return (
        entry("packages", "12", "Number of pieces", Kind.NUMBER),
        entry("package_kind", "12", "Kind of pieces"),
        entry("gross_kg", "13", "Gross weight, kg", Kind.NUMBER),
        entry("chargeable_kg", "14", "Chargeable weight, kg", Kind.NUMBER),
        entry("marks", "15", "Marks and numbers"),
        entry("description", "15", "Nature and quantity of goods"),
        entry("hs_code", "15", "HS code"),
    )


TEMPLATE = Template(
    slug="air-waybill",
    title="Air waybill",
    fields=(
        Field("number", "1", "Air waybill No.", group="Head"),
        Field("shipper.name", "2", "Shipper: name", group="Parties"),
        Field("shipper.address", "2", "Shipper: address", Kind.LINES, "Parties"),
        Field("carrier", "3", "Issued by", group="Head"),
        Field("consignee.name", "4", "Consignee: name", group="Parties"),
        Field("consignee.address", "4", "Consignee: address", Kind.LINES, "Parties"),
        Field("agent", "5", "Issuing carrier's agent", group="Parties"),
        Field("notify", "6", "Also notify", Kind.LINES, "Parties"),
        Field("departure_airport", "7", "Airport of departure", group="Route"),
        Field("transit_airport", "8", "Airport of transit", Kind.CODE, "Route"),
        Field("destination_airport", "8", "Airport of destination", group="Route"),
        Field("flight", "9", "Flight", group="Route"),
        Field("flight_date", "9", "Date of flight", Kind.DATE, "Route"),
        Field("currency", "10", "Currency", group="Values"),
        Field("declared_value", "10", "Declared value for Customs", Kind.NUMBER, "Values"),
        Field("handling", "11", "Handling information", Kind.LINES, "Values"),
        *(entry for line in LINES for entry in _goods(line)),
        Field("total_packages", "16", "Total pieces", Kind.NUMBER, "Totals"),
        Field("total_gross_kg", "16", "Total gross weight, kg", Kind.NUMBER, "Totals"),
        Field(
            "freight_terms",
            "17",
            "Charges",
            Kind.TICKS,
            "Totals",
            choices=(("prepaid", "Prepaid"), ("collect", "Collect")),
        ),
        Field("shipper_signatory", "18", "Shipper's certification: name", group="Issue"),
        Field("issue_date", "19", "Executed on", Kind.DATE, "Issue"),
        Field("issue_place", "19", "Executed at", group="Issue"),
        Field("carrier_signatory", "19", "For the carrier: name", group="Issue"),
    ),
    places=(
        Place("shipper_signature", "18", "Signature of the shipper or agent", (MarkKind.SIGNATURE,)),
        Place("carrier_signature", "19", "Signature of the carrier or agent", (MarkKind.SIGNATURE,)),
        Place("carrier_stamp", "19", "Stamp of the carrier or agent", (MarkKind.INK_STAMP,)),
    ),
)
