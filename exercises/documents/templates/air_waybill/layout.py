"""The air waybill as a carrier prints it."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.air_waybill.fields import LINES

LEFT, MIDDLE, RIGHT = 10.0, 105.0, 200.0
HALF, FULL = 95.0, 190.0
TABLE, ROW = 140.0, 20.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("1.", LEFT, 13, size=1.9)
    sheet.entry("number", 13, 10, 70, 8, 4.4)
    sheet.rule(LEFT, 19, RIGHT, 19)
    _parties(sheet)
    _route(sheet)
    _goods(sheet)
    _foot(sheet)
    return (sheet,)


def _parties(sheet: Sheet) -> None:
    sheet.box(LEFT, 20, HALF, 26, "2. Shipper's name and address")
    sheet.entry("shipper.name", 12, 23.6, 91, 5.4, 3.0)
    sheet.entry("shipper.address", 12, 29, 91, 16)
    sheet.box(MIDDLE, 20, HALF, 26)
    sheet.words("Not negotiable", 107, 23)
    sheet.words("AIR WAYBILL", 107, 30, size=5, bold=True)
    sheet.words("3. Issued by", 107, 34.5)
    sheet.entry("carrier", 107, 35.5, 91, 9, 3.4)
    sheet.box(LEFT, 46, HALF, 26, "4. Consignee's name and address")
    sheet.entry("consignee.name", 12, 49.6, 91, 5.4, 3.0)
    sheet.entry("consignee.address", 12, 55, 91, 16)
    sheet.box(MIDDLE, 46, HALF, 26)
    sheet.words(
        "The carrier has taken over the goods named below in good order, as far as can be seen, and"
        " carries them on its conditions of contract. Copies 1 to 3 are originals.",
        107,
        53,
        size=2.0,
        width=90,
    )
    sheet.box(LEFT, 72, HALF, 12, "5. Issuing carrier's agent")
    sheet.entry("agent", 12, 75.8, 91, 7.4)
    sheet.box(MIDDLE, 72, HALF, 12, "6. Also notify")
    sheet.entry("notify", 107, 75.4, 91, 8.2, 2.4)


def _route(sheet: Sheet) -> None:
    third = FULL / 3
    for column, title, key in (
        (0, "7. Airport of departure", "departure_airport"),
        (1, "8. Airport of transit", "transit_airport"),
        (2, "Airport of destination", "destination_airport"),
    ):
        sheet.box(LEFT + column * third, 84, third, 12, title)
        sheet.entry(key, LEFT + column * third + 2, 87.8, third - 4, 7.4, 2.9)
    for column, title, key in (
        (0, "9. Flight", "flight"),
        (1, "Date of flight", "flight_date"),
        (2, "10. Currency", "currency"),
        (3, "Declared value for Customs", "declared_value"),
    ):
        x = LEFT + column * FULL / 4
        sheet.box(x, 96, FULL / 4, 12, title)
        sheet.entry(key, x + 2, 99.8, FULL / 4 - 4, 7.4, 2.9)
    sheet.box(LEFT, 108, FULL, 22, "11. Handling information")
    sheet.entry("handling", 12, 112, 186, 17)


def _goods(sheet: Sheet) -> None:
    sheet.shade(LEFT, 130, FULL, 10)
    low = TABLE + ROW * len(LINES)
    for x, width, title in (
        (10, 30, "12. Number and kind of pieces"),
        (40, 25, "13. Gross weight, kg"),
        (65, 25, "14. Chargeable weight, kg"),
        (90, 110, "15. Nature and quantity of goods; marks and numbers; HS code"),
    ):
        sheet.box(x, 130, width, 10, title)
        sheet.box(x, TABLE, width, ROW * len(LINES))
    for number, line in enumerate(LINES):
        top = TABLE + number * ROW
        if number:
            sheet.rule(LEFT, top, RIGHT, top)
        sheet.entry(f"{line}.packages", 11, top + 1, 28, 7, 3.0)
        sheet.entry(f"{line}.package_kind", 11, top + 8.4, 28, 10)
        sheet.entry(f"{line}.gross_kg", 41, top + 1, 23, 7, 3.0)
        sheet.entry(f"{line}.chargeable_kg", 66, top + 1, 23, 7, 3.0)
        sheet.entry(f"{line}.description", 91, top + 1, 108, 7.6)
        sheet.labelled(f"{line}.marks", "Marks:", 91, top + 9, 108, 5, room=13, size=2.5)
        sheet.labelled(f"{line}.hs_code", "HS code:", 91, top + 14.2, 108, 5, room=13, size=2.5)
    sheet.box(LEFT, low, FULL, 10)
    sheet.labelled("total_packages", "16. Total pieces:", 11, low + 1.5, 58, 7, room=26, size=3.0)
    sheet.labelled("total_gross_kg", "Total gross weight, kg:", 72, low + 1.5, 60, 7, room=34, size=3.0)
    sheet.words("17. Charges", 136, low + 5.8)
    sheet.ticks(
        "freight_terms", {"prepaid": (154, low + 3.4, "Prepaid"), "collect": (177, low + 3.4, "Collect")}
    )


def _foot(sheet: Sheet) -> None:
    top = TABLE + ROW * len(LINES) + 10
    sheet.box(
        LEFT,
        top,
        FULL,
        26,
        "18. The shipper declares that what stands above is true, and that whatever is dangerous in the"
        " consignment is named as such and fit to be carried by air.",
    )
    sheet.labelled("shipper_signatory", "Name:", 12, top + 12, 80, 8, room=12)
    sheet.rule(110, top + 22, 194, top + 22)
    sheet.words("Signature of shipper or agent", 152, top + 24.6, anchor="middle")
    sheet.spot("shipper_signature", 120, top + 6, 66, 15)
    sheet.box(
        LEFT,
        top + 26,
        FULL,
        32,
        "19. Executed on (date), at (place), signature of issuing carrier or its agent",
    )
    sheet.entry("issue_date", 12, top + 32, 45, 8, 2.9)
    sheet.entry("issue_place", 58, top + 32, 46, 8, 2.9)
    sheet.labelled("carrier_signatory", "For the carrier:", 12, top + 44, 92, 8, room=22)
    sheet.rule(110, top + 53, 160, top + 53)
    sheet.words("Signature", 110, top + 55.6)
    sheet.spot("carrier_signature", 110, top + 36, 54, 16)
    sheet.spot("carrier_stamp", 164, top + 27, 30, 30)
