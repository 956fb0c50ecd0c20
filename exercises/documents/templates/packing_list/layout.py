"""The packing list as a shipper prints it."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.packing_list.fields import LINES

LEFT, MIDDLE, RIGHT = 12.0, 105.0, 198.0
HALF, FULL = 93.0, 186.0
# Of each column: key, title, where it begins, width.
COLUMNS = (
    ("marks", "Marks and numbers", 12.0, 29.0),
    ("packages", "Packages", 41.0, 14.0),
    ("package_kind", "Kind", 55.0, 17.0),
    ("description", "Description of goods", 72.0, 51.0),
    ("quantity", "Quantity", 123.0, 14.0),
    ("unit", "Unit", 137.0, 13.0),
    ("net_kg", "Net kg", 150.0, 16.0),
    ("gross_kg", "Gross kg", 166.0, 17.0),
    ("measurement", "m³", 183.0, 15.0),
)


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("PACKING LIST", LEFT, 20, size=7, bold=True)
    sheet.rule(LEFT, 23, RIGHT, 23)
    sheet.box(LEFT, 26, HALF, 30, "1. Shipper")
    sheet.entry("shipper.name", 14, 29.5, 89, 5.5, 3.0)
    sheet.entry("shipper.address", 14, 35, 89, 19.5)
    sheet.box(MIDDLE, 26, HALF, 15, "2. Packing list No. and date")
    sheet.entry("number", 107, 30.5, 48, 8.5, 3.2)
    sheet.entry("date", 156, 30.5, 41, 8.5)
    sheet.box(MIDDLE, 41, HALF, 15, "3. Invoice No. and date")
    sheet.entry("invoice_number", 107, 45.5, 48, 8.5, 3.0)
    sheet.entry("invoice_date", 156, 45.5, 41, 8.5)
    sheet.box(LEFT, 56, HALF, 44, "4. Consignee")
    sheet.entry("consignee.name", 14, 60, 89, 6, 3.0)
    sheet.entry("consignee.address", 14, 66.5, 89, 26)
    for top, title, key, more, other in (
        (56, "5. Vessel or flight", "transport", "Transport document No.", "transport_document"),
        (71, "6. Port of loading", "port_of_loading", "Port of discharge", "port_of_discharge"),
        (86, "7. Container No.", "container", "Seal No.", "seal"),
    ):
        for x, words, entry in ((MIDDLE, title, key), (151.5, more, other)):
            sheet.box(x, top, 46.5, 14 if top == 86 else 15, words)
            sheet.entry(entry, x + 2, top + 3.8, 43.5, 9.4)
    sheet.shade(LEFT, 100, FULL, 7)
    sheet.words("8.", LEFT + 0.5, 102.2, size=1.7)
    for key, title, x, width in COLUMNS:
        sheet.box(x, 100, width, 7)
        sheet.words(title, x + width / 2, 104.6, anchor="middle", size=1.9)
        sheet.box(x, 107, width, 120)
        for number, line in enumerate(LINES):
            sheet.entry(f"{line}.{key}", x + 0.8, 107.8 + number * 20, width - 1.4, 18.4, 2.4)
    for number in range(1, len(LINES)):
        sheet.rule(LEFT, 107 + number * 20, RIGHT, 107 + number * 20)
    sheet.shade(LEFT, 227, FULL, 14)
    for number, (key, title) in enumerate(
        (
            ("total_packages", "9. Total packages"),
            ("total_net_kg", "Total net weight, kg"),
            ("total_gross_kg", "Total gross weight, kg"),
            ("total_measurement", "Total measurement, m³"),
        )
    ):
        x = LEFT + number * 46.5
        sheet.box(x, 227, 46.5, 14, title)
        sheet.entry(key, x + 2, 231, 43, 9, 3.4)
    sheet.box(LEFT, 241, FULL, 42, "10. For the shipper")
    sheet.labelled("signatory", "Name and position:", 14, 252, 92, 10, room=26)
    sheet.rule(110, 277, 166, 277)
    sheet.words("Signature", 110, 279.6)
    sheet.words("Stamp", 170, 279.6)
    sheet.spot("signature", 112, 258, 54, 18)
    sheet.spot("stamp", 166, 245, 30, 30)
    return (sheet,)
