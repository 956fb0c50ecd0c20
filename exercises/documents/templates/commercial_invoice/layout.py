"""The invoice as a seller prints it: parties above, a table of goods, totals and signature below."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.commercial_invoice.fields import LINES

LEFT, MIDDLE, RIGHT = 12.0, 105.0, 198.0
HALF, FULL = 93.0, 186.0
# Of each column: key, title, where it begins, width.
COLUMNS = (
    ("marks", "Marks and batch", 12.0, 25.0),
    ("description", "Description of goods", 37.0, 53.0),
    ("hs_code", "HS code", 90.0, 17.0),
    ("origin", "Origin", 107.0, 20.0),
    ("quantity", "Quantity", 127.0, 15.0),
    ("unit", "Unit", 142.0, 15.0),
    ("unit_price", "Unit price", 157.0, 18.0),
    ("amount", "Amount", 175.0, 23.0),
)


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("COMMERCIAL INVOICE", LEFT, 20, size=7, bold=True)
    sheet.rule(LEFT, 23, RIGHT, 23)
    sheet.box(LEFT, 26, HALF, 27, "1. Seller")
    sheet.entry("seller.name", 14, 29.5, 89, 5.5, 3.0)
    sheet.entry("seller.address", 14, 35, 89, 16.5)
    sheet.box(MIDDLE, 26, HALF, 13, "2. Invoice No. and date")
    sheet.entry("number", 107, 30, 48, 8, 3.2)
    sheet.entry("date", 156, 30, 41, 8)
    sheet.box(MIDDLE, 39, HALF, 14, "3. References")
    sheet.labelled("order_number", "Order or contract No.:", 107, 41.6, 89, 5.4, room=44)
    sheet.labelled("licence_number", "Permit, licence or notification No.:", 107, 47, 89, 5.4, room=44)
    sheet.box(LEFT, 53, HALF, 27, "4. Buyer")
    sheet.entry("buyer.name", 14, 56.5, 89, 5.5, 3.0)
    sheet.entry("buyer.address", 14, 62, 89, 16.5)
    sheet.box(MIDDLE, 53, HALF, 27, "5. Consignee")
    sheet.entry("consignee.name", 107, 56.5, 89, 5.5, 3.0)
    sheet.entry("consignee.address", 107, 62, 89, 16.5)
    for x, top, title, key in (
        (LEFT, 80, "6. Country of export", "export_country"),
        (58.5, 80, "Country of destination", "destination_country"),
        (LEFT, 91, "7. Vessel or flight", "transport"),
        (58.5, 91, "Transport document No.", "transport_document"),
        (LEFT, 102, "8. Port of loading", "port_of_loading"),
        (58.5, 102, "Port of discharge", "port_of_discharge"),
    ):
        sheet.box(x, top, 46.5, 11, title)
        sheet.entry(key, x + 2, top + 3.6, 43.5, 6.8)
    sheet.box(MIDDLE, 80, HALF, 33, "9. Terms of delivery and payment")
    sheet.labelled("incoterm", "Incoterm and place:", 107, 84.5, 89, 8, room=28)
    sheet.labelled("payment", "Payment:", 107, 93.5, 89, 8, room=28)
    sheet.labelled("currency", "Currency:", 107, 102.5, 89, 8, room=28)
    _goods(sheet)
    _totals(sheet)
    return (sheet,)


def _goods(sheet: Sheet) -> None:
    sheet.shade(LEFT, 113, FULL, 7)
    sheet.words("10.", LEFT + 0.5, 115.2, size=1.7)
    for key, title, x, width in COLUMNS:
        sheet.box(x, 113, width, 7)
        sheet.words(title, x + width / 2, 117.6, anchor="middle", size=1.9)
        sheet.box(x, 120, width, 96)
        for number, line in enumerate(LINES):
            sheet.entry(f"{line}.{key}", x + 0.8, 120.6 + number * 16, width - 1.4, 14.8, 2.35)
    for number in range(1, len(LINES)):
        sheet.rule(LEFT, 120 + number * 16, RIGHT, 120 + number * 16)


def _totals(sheet: Sheet) -> None:
    sheet.box(LEFT, 216, HALF, 11, "11. Number and kind of packages")
    sheet.entry("packages", 14, 219.6, 24, 6.6, 3.0)
    sheet.entry("package_kind", 39, 219.6, 65, 6.6)
    sheet.box(LEFT, 227, HALF, 16, "12. Weights")
    sheet.labelled("net_kg", "Net weight, kg:", 14, 229.6, 89, 6, room=28, size=3.0)
    sheet.labelled("gross_kg", "Gross weight, kg:", 14, 236, 89, 6, room=28, size=3.0)
    sheet.box(MIDDLE, 216, HALF, 27, "13. Charges and total")
    sheet.labelled("freight", "Freight:", 130, 217, 66, 7.4, room=24, size=3.0)
    sheet.labelled("insurance", "Insurance:", 130, 225, 66, 7.4, room=24, size=3.0)
    sheet.rule(128, 233.2, RIGHT, 233.2)
    sheet.words("TOTAL", 130, 239.4, size=3, bold=True)
    sheet.entry("total", 154, 234, 42, 8, 3.6)
    sheet.box(
        LEFT, 243, FULL, 42, "14. We declare that the particulars of this invoice are true and correct."
    )
    sheet.labelled("signatory", "Name and position:", 14, 252, 92, 8, room=26)
    sheet.labelled("place", "Place:", 14, 264, 92, 8, room=26)
    sheet.rule(110, 279, 166, 279)
    sheet.words("Signature", 110, 281.6)
    sheet.words("Stamp", 170, 281.6)
    sheet.spot("signature", 112, 260, 54, 18)
    sheet.spot("stamp", 166, 247, 30, 30)
