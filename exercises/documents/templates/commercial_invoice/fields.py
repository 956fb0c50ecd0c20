"""A commercial invoice as it comes with goods of every kind."""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template

LINES = ("line1", "line2", "line3", "line4", "line5", "line6")


def _goods(line: str) -> tuple[Field, ...]:
    def entry(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
        return Field(f"{line}.{key}", "10", label, kind, "Goods")

    return (
        entry("marks", "Marks and batch"),
        entry("description", "Description of goods"),
        entry("hs_code", "HS code"),
        entry("origin", "Origin"),
        entry("quantity", "Quantity", Kind.NUMBER),
        entry("unit", "Unit"),
        entry("unit_price", "Unit price", Kind.NUMBER),
        entry("amount", "Amount", Kind.NUMBER),
    )


TEMPLATE = Template(
    slug="commercial-invoice",
    title="Commercial invoice",
    fields=(
        Field("seller.name", "1", "Seller: name", group="Parties"),
        Field("seller.address", "1", "Seller: address", Kind.LINES, "Parties"),
        Field("number", "2", "Invoice No.", group="Head"),
        Field("date", "2", "Invoice date", Kind.DATE, "Head"),
        Field("order_number", "3", "Order or contract No.", group="Head"),
        Field("licence_number", "3", "Permit, licence or notification No.", group="Head"),
        Field("buyer.name", "4", "Buyer: name", group="Parties"),
        Field("buyer.address", "4", "Buyer: address", Kind.LINES, "Parties"),
        Field("consignee.name", "5", "Consignee: name", group="Parties"),
        Field("consignee.address", "5", "Consignee: address", Kind.LINES, "Parties"),
        Field("export_country", "6", "Country of export", group="Transport and terms"),
        Field("destination_country", "6", "Country of destination", group="Transport and terms"),
        Field("transport", "7", "Vessel or flight", group="Transport and terms"),
        Field("transport_document", "7", "Transport document No.", group="Transport and terms"),
        Field("port_of_loading", "8", "Port of loading", group="Transport and terms"),
        Field("port_of_discharge", "8", "Port of discharge", group="Transport and terms"),
        Field("incoterm", "9", "Incoterm and place", group="Transport and terms"),
        Field("payment", "9", "Terms of payment", group="Transport and terms"),
        Field("currency", "9", "Currency", group="Transport and terms"),
        *(entry for line in LINES for entry in _goods(line)),
        Field("packages", "11", "Number of packages", Kind.NUMBER, "Totals"),
        Field("package_kind", "11", "Kind of packages", group="Totals"),
        Field("net_kg", "12", "Net weight, kg", Kind.NUMBER, "Totals"),
        Field("gross_kg", "12", "Gross weight, kg", Kind.NUMBER, "Totals"),
        Field("freight", "13", "Freight", Kind.NUMBER, "Totals"),
        Field("insurance", "13", "Insurance", Kind.NUMBER, "Totals"),
        Field("total", "13", "Total", Kind.NUMBER, "Totals"),
        Field("signatory", "14", "Name and position", group="Signature"),
        Field("place", "14", "Place", group="Signature"),
    ),
    places=(
        Place("signature", "14", "Signature of the seller", (MarkKind.SIGNATURE,)),
        Place("stamp", "14", "Stamp of the seller", (MarkKind.INK_STAMP,)),
    ),
)
