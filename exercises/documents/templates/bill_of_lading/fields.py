"""A bill of lading for carriage by sea."""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

LINES = ("line1", "line2", "line3", "line4")


def _goods(line: str) -> tuple[Field, ...]:
    def entry(key: str, box: str, label: str, kind: Kind = Kind.TEXT) -> Field:
        return Field(f"{line}.{key}", box, label, kind, "Goods")

    return (
        entry("container", "12", "Container No."),
        entry("seal", "12", "Seal No."),
        entry("marks", "12", "Marks and numbers"),
        entry("packages", "13", "Number of packages", Kind.NUMBER),
        entry("package_kind", "13", "Kind of packages"),
        entry("description", "14", "Description of goods"),
        entry("hs_code", "14", "HS code"),
        entry("gross_kg", "15", "Gross weight, kg", Kind.NUMBER),
        entry("measurement", "16", "Measurement, m³", Kind.NUMBER),
    )


TEMPLATE = Template(
    slug="bill-of-lading",
    title="Bill of lading",
    fields=(
        Field("carrier", "", "Carrier", group="Head"),
        Field("shipper.name", "1", "Shipper: name", group="Parties"),
        Field("shipper.address", "1", "Shipper: address", Kind.LINES, "Parties"),
        Field("number", "2", "Bill of lading No.", group="Head"),
        Field("booking", "2", "Booking No.", group="Head"),
        Field("consignee.name", "3", "Consignee: name", group="Parties"),
        Field("consignee.address", "3", "Consignee: address", Kind.LINES, "Parties"),
        Field("notify.name", "4", "Notify party: name", group="Parties"),
        Field("notify.address", "4", "Notify party: address", Kind.LINES, "Parties"),
        Field("place_of_receipt", "5", "Place of receipt", group="Route"),
        Field("vessel", "6", "Vessel", group="Route"),
        Field("voyage", "7", "Voyage No.", group="Route"),
        Field("port_of_loading", "8", "Port of loading", group="Route"),
        Field("transhipment", "9", "Port of transhipment", Kind.CODE, "Route"),
        Field("port_of_discharge", "10", "Port of discharge", group="Route"),
        Field("place_of_delivery", "11", "Place of delivery", group="Route"),
        *(entry for line in LINES for entry in _goods(line)),
        Field("total_packages", "17", "Total number of packages", Kind.NUMBER, "Totals"),
        Field("total_gross_kg", "17", "Total gross weight, kg", Kind.NUMBER, "Totals"),
        Field(
            "freight_terms",
            "18",
            "Freight",
            Kind.TICKS,
            "Totals",
            choices=(("prepaid", "Prepaid"), ("collect", "Collect")),
        ),
        Field("originals", "19", "Number of original bills", Kind.NUMBER, "Issue"),
        Field("issue_place", "20", "Place of issue", group="Issue"),
        Field("issue_date", "20", "Date of issue", Kind.DATE, "Issue"),
        Field("on_board_date", "21", "Shipped on board", Kind.DATE, "Issue"),
        Field("signatory", "22", "Signed for the carrier by", group="Issue"),
    ),
    places=(
        Place("on_board_stamp", "21", "Stamp of loading on board", (MarkKind.ENDORSEMENT,)),
        Place("carrier_signature", "22", "Signature for the carrier", (MarkKind.SIGNATURE,)),
        Place("carrier_stamp", "22", "Stamp of the carrier", (MarkKind.INK_STAMP,)),
    ),
)
