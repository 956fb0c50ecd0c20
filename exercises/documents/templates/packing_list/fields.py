"""A packing list: what is in which package."""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

LINES = ("line1", "line2", "line3", "line4", "line5", "line6")


def _goods(line: str) -> tuple[Field, ...]:
    def entry(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
        return Field(f"{line}.{key}", "8", label, kind, "Goods")

    return (
        entry("marks", "Marks and numbers"),
        entry("packages", "Packages", Kind.NUMBER),
        entry("package_kind", "Kind"),
        entry("description", "Description of goods"),
        entry("quantity", "Quantity", Kind.NUMBER),
        entry("unit", "Unit"),
        entry("net_kg", "Net weight, kg", Kind.NUMBER),
        entry("gross_kg", "Gross weight, kg", Kind.NUMBER),
        entry("measurement", "Measurement, m³", Kind.NUMBER),
    )


TEMPLATE = Template(
    slug="packing-list",
    title="Packing list",
    fields=(
        Field("shipper.name", "1", "Shipper: name", group="Parties"),
        Field("shipper.address", "1", "Shipper: address", Kind.LINES, "Parties"),
        Field("number", "2", "Packing list No.", group="Head"),
        Field("date", "2", "Date", Kind.DATE, "Head"),
        Field("invoice_number", "3", "Invoice No.", group="Head"),
        Field("invoice_date", "3", "Invoice date", Kind.DATE, "Head"),
        Field("consignee.name", "4", "Consignee: name", group="Parties"),
        Field("consignee.address", "4", "Consignee: address", Kind.LINES, "Parties"),
        Field("transport", "5", "Vessel or flight", group="Transport"),
        Field("transport_document", "5", "Transport document No.", group="Transport"),
        Field("port_of_loading", "6", "Port of loading", group="Transport"),
        Field("port_of_discharge", "6", "Port of discharge", group="Transport"),
        Field("container", "7", "Container No.", Kind.CODE, "Transport"),
        Field("seal", "7", "Seal No.", Kind.CODE, "Transport"),
        *(entry for line in LINES for entry in _goods(line)),
        Field("total_packages", "9", "Total packages", Kind.NUMBER, "Totals"),
        Field("total_net_kg", "9", "Total net weight, kg", Kind.NUMBER, "Totals"),
        Field("total_gross_kg", "9", "Total gross weight, kg", Kind.NUMBER, "Totals"),
        Field("total_measurement", "9", "Total measurement, m³", Kind.NUMBER, "Totals"),
        Field("signatory", "10", "Name and position", group="Signature"),
    ),
    places=(
        Place("signature", "10", "Signature of the shipper", (MarkKind.SIGNATURE,)),
        Place("stamp", "10", "Stamp of the shipper", (MarkKind.INK_STAMP,)),
    ),
)
