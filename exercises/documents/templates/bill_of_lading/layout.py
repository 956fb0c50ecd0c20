"""The bill of lading as a line prints it."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.bill_of_lading.fields import LINES

LEFT, MIDDLE, RIGHT = 10.0, 105.0, 200.0
HALF, FULL = 95.0, 190.0
TABLE, ROW = 130.0, 22.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet(emblem=(117, 68, 5.5))
    sheet.words("BILL OF LADING", LEFT, 16, size=6, bold=True)
    sheet.words("for combined transport or port to port shipment", LEFT + 60, 16, size=2.4)
    for top, number, title, party in (
        (19, "1", "Shipper", "shipper"),
        (45, "3", "Consignee", "consignee"),
        (71, "4", "Notify party", "notify"),
    ):
        sheet.box(LEFT, top, HALF, 26, f"{number}. {title}")
        sheet.entry(f"{party}.name", 12, top + 3.6, 91, 5.4, 3.0)
        sheet.entry(f"{party}.address", 12, top + 9, 91, 16)
    sheet.box(MIDDLE, 19, HALF, 16, "2. Bill of lading No. and booking No.")
    sheet.entry("number", 107, 23, 91, 6, 3.6)
    sheet.labelled("booking", "Booking No.:", 107, 29.2, 91, 5, room=20)
    sheet.box(MIDDLE, 35, HALF, 62)
    sheet.entry("carrier", 126, 62, 72, 12, 4.2)
    sheet.words(
        "The carrier has received the goods named below in good order, as far as can be seen, to carry"
        " them to the place of delivery, and hands them over against one of the original bills.",
        107,
        86,
        size=1.9,
        width=90,
    )
    third = FULL / 3
    for column, top, number, title, key in (
        (0, 97, "5", "Place of receipt", "place_of_receipt"),
        (1, 97, "6", "Vessel", "vessel"),
        (2, 97, "7", "Voyage No.", "voyage"),
    ):
        sheet.box(LEFT + column * third, top, third, 12, f"{number}. {title}")
        sheet.entry(key, LEFT + column * third + 2, top + 3.8, third - 4, 7.4, 2.9)
    for column, number, title, key in (
        (0, "8", "Port of loading", "port_of_loading"),
        (1, "9", "Port of transhipment", "transhipment"),
        (2, "10", "Port of discharge", "port_of_discharge"),
        (3, "11", "Place of delivery", "place_of_delivery"),
    ):
        x = LEFT + column * FULL / 4
        sheet.box(x, 109, FULL / 4, 12, f"{number}. {title}")
        sheet.entry(key, x + 2, 112.8, FULL / 4 - 4, 7.4)
    _goods(sheet)
    _foot(sheet)
    return (sheet,)


def _goods(sheet: Sheet) -> None:
    sheet.shade(LEFT, 121, FULL, 9)
    low = TABLE + ROW * len(LINES)
    for x, width, title in (
        (10, 46, "12. Container No., seal No.; marks and numbers"),
        (56, 28, "13. Number and kind of packages"),
        (84, 68, "14. Description of goods; HS code"),
        (152, 26, "15. Gross weight, kg"),
        (178, 22, "16. Measurement, m³"),
    ):
        sheet.box(x, 121, width, 9, title)
        sheet.box(x, TABLE, width, ROW * len(LINES))
    for number, line in enumerate(LINES):
        top = TABLE + number * ROW
        if number:
            sheet.rule(LEFT, top, RIGHT, top)
        sheet.entry(f"{line}.container", 11, top + 1, 44, 5, 2.6)
        sheet.entry(f"{line}.seal", 11, top + 6.4, 44, 5, 2.6)
        sheet.entry(f"{line}.marks", 11, top + 11.8, 44, 9.2, 2.5)
        sheet.entry(f"{line}.packages", 57, top + 1, 26, 7, 2.9)
        sheet.entry(f"{line}.package_kind", 57, top + 8.6, 26, 12)
        sheet.entry(f"{line}.description", 85, top + 1, 66, 13.4)
        sheet.labelled(f"{line}.hs_code", "HS code:", 85, top + 15, 66, 6, room=13)
        sheet.entry(f"{line}.gross_kg", 153, top + 1, 24, 7, 2.9)
        sheet.entry(f"{line}.measurement", 179, top + 1, 20, 7, 2.9)
    sheet.box(LEFT, low, FULL, 10)
    sheet.labelled("total_packages", "17. Total number of packages:", 11, low + 1.5, 84, 7, room=43, size=3.0)
    sheet.labelled("total_gross_kg", "Total gross weight, kg:", 106, low + 1.5, 92, 7, room=46, size=3.0)


def _foot(sheet: Sheet) -> None:
    top = TABLE + ROW * len(LINES) + 10
    sheet.words(
        "The particulars above are as declared by the shipper.", 105, top + 3.4, size=1.9, anchor="middle"
    )
    sheet.box(LEFT, top + 5, 55, 13, "18. Freight")
    sheet.ticks("freight_terms", {"prepaid": (13, top + 11, "Prepaid"), "collect": (37, top + 11, "Collect")})
    sheet.box(65, top + 5, 40, 13, "19. Number of original bills")
    sheet.entry("originals", 67, top + 9, 36, 8, 3.2)
    sheet.box(LEFT, top + 18, HALF, 13, "20. Place and date of issue")
    sheet.entry("issue_place", 12, top + 22, 45, 8, 2.9)
    sheet.entry("issue_date", 59, top + 22, 45, 8, 2.9)
    sheet.box(LEFT, top + 31, HALF, 29, "21. Shipped on board")
    sheet.entry("on_board_date", 12, top + 36, 40, 8, 2.9)
    sheet.spot("on_board_stamp", 52, top + 33, 52, 26)
    sheet.box(MIDDLE, top + 5, HALF, 55, "22. Signed for the carrier")
    sheet.entry("signatory", 107, top + 9.5, 62, 9)
    sheet.rule(109, top + 52, 166, top + 52)
    sheet.words("Signature", 109, top + 54.8)
    sheet.spot("carrier_signature", 110, top + 32, 56, 19)
    sheet.spot("carrier_stamp", 164, top + 18, 33, 33)
