"""The movement document as it is printed: two pages on plain paper."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.basel_movement.fields import CARRIERS, TRANSITS
from exercises.documents.templates.waste_blocks import (
    FULL,
    HALF,
    LEFT,
    MIDDLE,
    TRANSPORT,
    draw_code_list,
    draw_party,
    draw_waste_codes,
)


def layout() -> tuple[Sheet, ...]:
    return _first_page(), _second_page()


def _first_page() -> Sheet:
    sheet = Sheet()
    sheet.words(
        "Movement document for transboundary movements/shipments of waste",
        105,
        13.4,
        size=4,
        bold=True,
        anchor="middle",
    )
    sheet.box(LEFT, 16, 125, 8)
    sheet.labelled(
        "notification_number", "1. Corresponding to notification No:", 11, 16.5, 122, 7, room=48, size=3.2
    )
    sheet.box(135, 16, 65, 8)
    sheet.words("2. Serial/total number of shipments:", 136, 19)
    sheet.entry("serial_number", 160, 19.2, 15, 4.5, 3.0)
    sheet.words("/", 177, 22.8, size=3.6)
    sheet.entry("total_shipments", 180, 19.2, 15, 4.5, 3.0)
    sheet.box(LEFT, 24, HALF, 30.6, "3. Exporter - notifier")
    draw_party(sheet, "exporter", LEFT, 27.4)
    sheet.box(MIDDLE, 24, HALF, 30.6, "4. Importer - consignee")
    draw_party(sheet, "importer", MIDDLE, 27.4)
    _quantity(sheet, 54.6)
    for number, (carrier, box, label) in enumerate(CARRIERS):
        _carrier(sheet, carrier, f"{box} {label}:", LEFT + number * FULL / 3, 70.6)
    _sites(sheet, 113.6)
    _waste(sheet, 113.6)
    _declarations(sheet, 197.8)
    _facility(sheet, 244.8)
    return sheet


def _quantity(sheet: Sheet, top: float) -> None:
    sheet.box(LEFT, top, HALF, 8)
    sheet.words("5. Actual quantity:", 11, top + 3)
    sheet.labelled("quantity_tonnes", "Tonnes (Mg):", 36, top + 1, 36, 6.5, room=18, size=3.0)
    sheet.labelled("quantity_m3", "m³:", 76, top + 1, 27, 6.5, room=6, size=3.0)
    sheet.box(MIDDLE, top, HALF, 8)
    sheet.labelled("shipment_date", "6. Actual date of shipment:", 106, top + 1, 92, 6.5, room=38, size=3.0)
    sheet.box(LEFT, top + 8, FULL, 8)
    sheet.labelled("packaging_types", "7. Packaging   Type(s):", 11, top + 9, 58, 6, room=29, size=3.0)
    sheet.labelled("packages", "Number of packages:", 71, top + 9, 52, 6, room=27, size=3.0)
    sheet.words("Special handling requirements:", 126, top + 12.7)
    sheet.ticks("special_handling", {"yes": (168, top + 10.2, "Yes"), "no": (182, top + 10.2, "No")})


def _sites(sheet: Sheet, top: float) -> None:
    """Blocks 9 to 11, on the left."""
    sheet.box(LEFT, top, HALF, 35.6, "9. Waste generator(s) - producer(s)")
    draw_party(sheet, "generator", LEFT, top + 3.4)
    sheet.labelled("generator.site", "Site of generation:", 11, top + 30, 93, 4.6, room=23, size=2.3)
    sheet.box(LEFT, top + 35.6, HALF, 39.6)
    sheet.words("10.", 11, top + 39.2)
    sheet.ticks(
        "facility.type",
        {
            "disposal": (16, top + 36.6, "Disposal facility"),
            "recovery": (50, top + 36.6, "or recovery facility"),
        },
    )
    draw_party(sheet, "facility", LEFT, top + 40.4)
    sheet.labelled(
        "facility.site", "Actual site of disposal/recovery:", 11, top + 67.2, 93, 7, room=40, size=2.3
    )
    sheet.box(LEFT, top + 75.2, HALF, 9)
    sheet.labelled(
        "operation",
        "11. Disposal/recovery operation(s)   D-code/R-code:",
        11,
        top + 76.2,
        93,
        7,
        room=66,
        size=3.0,
    )


def _waste(sheet: Sheet, top: float) -> None:
    """Blocks 12 to 14, on the right."""
    sheet.box(MIDDLE, top, HALF, 27.2, "12. Designation and composition of the waste")
    sheet.entry("designation", 107, top + 4, 92, 22, 2.5)
    sheet.box(MIDDLE, top + 27.2, HALF, 7.5)
    sheet.labelled("physical", "13. Physical characteristics:", 106, top + 27.7, 92, 6.5, room=38, size=3.0)
    draw_waste_codes(sheet, MIDDLE, top + 34.7)


def _declarations(sheet: Sheet, top: float) -> None:
    """Blocks 15 to 17, over the full width."""
    sheet.box(LEFT, top, FULL, 23, "15. Exporter's - notifier's / generator's - producer's declaration:")
    sheet.words(
        "I declare that, as far as I know, what stands above is complete and correct, that written"
        " contracts which bind in law are in place, that any insurance or financial guarantee that is"
        " required is in force, and that the authorities of all countries concerned have consented.",
        11,
        top + 6,
        size=1.9,
        width=186,
    )
    sheet.labelled("declaration_name", "Name:", 11, top + 15, 68, 7, room=11)
    sheet.labelled("declaration_date", "Date:", 81, top + 15, 46, 7, room=9)
    sheet.words("Signature:", 130, top + 19.2)
    sheet.spot("declaration_signature", 144, top + 10, 54, 12)
    sheet.box(
        LEFT,
        top + 23,
        FULL,
        13,
        "16. For use by any person involved in the movement if additional information is required",
    )
    sheet.entry("additional", 12, top + 26.6, 186, 9, 2.5)
    sheet.box(LEFT, top + 36, FULL, 11)
    sheet.words("17. Shipment received by importer - consignee (if not facility):", 11, top + 39)
    sheet.labelled("received_date", "Date:", 11, top + 40.5, 44, 6, room=9)
    sheet.labelled("received_name", "Name:", 58, top + 40.5, 66, 6, room=11)
    sheet.words("Signature:", 130, top + 44.3)
    sheet.spot("received_signature", 144, top + 36.5, 54, 10)


def _facility(sheet: Sheet, top: float) -> None:
    """Blocks 18 and 19, for the facility."""
    sheet.shade(LEFT, top, FULL, 4.6)
    sheet.words(
        "TO BE COMPLETED BY DISPOSAL/RECOVERY FACILITY", 105, top + 3.3, size=2.3, bold=True, anchor="middle"
    )
    top += 4.6
    sheet.box(LEFT, top, 110, 39, "18. Shipment received at disposal/recovery facility")
    sheet.labelled("reception_date", "Date of reception:", 11, top + 3.6, 62, 5.6, room=23)
    sheet.ticks(
        "reception_result",
        {"accepted": (76, top + 4.8, "Accepted"), "rejected": (97, top + 4.8, "Rejected*")},
    )
    sheet.labelled("reception_tonnes", "Quantity received, tonnes (Mg):", 11, top + 9.4, 106, 5.6, room=40)
    sheet.labelled(
        "operation_date", "Approximate date of disposal/recovery:", 11, top + 15.2, 106, 5.6, room=48
    )
    sheet.labelled("reception_operation", "Disposal/recovery operation:", 11, top + 21, 106, 5.6, room=37)
    sheet.labelled("reception_name", "Name:", 11, top + 27.4, 52, 6, room=11)
    sheet.words("Signature:", 66, top + 31.4)
    sheet.spot("reception_signature", 78, top + 25, 41, 12)
    sheet.words("* contact the competent authorities at once", 11, top + 37.6, size=1.8)
    sheet.box(120, top, 80, 39)
    sheet.words(
        "19. The disposal/recovery of the waste described above has been completed.", 121, top + 2.8, width=77
    )
    sheet.labelled("completion_name", "Name:", 121, top + 6.4, 77, 6, room=11)
    sheet.labelled("completion_date", "Date:", 121, top + 12.6, 50, 6, room=11)
    sheet.words("Signature and stamp:", 121, top + 22)
    sheet.spot("completion_signature", 121, top + 22.6, 46, 15)
    sheet.spot("completion_stamp", 173, top + 12.6, 25, 25)


def _carrier(sheet: Sheet, carrier: str, title: str, x: float, top: float) -> None:
    width = FULL / 3
    sheet.box(x, top, width, 43, title)
    sheet.labelled(
        f"{carrier}.registration", "Registration No:", x + 1, top + 3.2, width - 2, 3.6, room=20, size=2.3
    )
    sheet.labelled(f"{carrier}.name", "Name:", x + 1, top + 6.8, width - 2, 3.6, room=10, size=2.3)
    sheet.words("Address:", x + 1, top + 12.8)
    sheet.entry(f"{carrier}.address", x + 12, top + 10.4, width - 13, 8.8, 2.1)
    sheet.labelled(f"{carrier}.telephone", "Tel:", x + 1, top + 19.2, 31, 3.5, room=6, size=2.1)
    sheet.labelled(f"{carrier}.fax", "Fax:", x + 32.5, top + 19.2, 30, 3.5, room=6, size=2.1)
    sheet.labelled(f"{carrier}.email", "E-mail:", x + 1, top + 22.7, width - 2, 3.5, room=10, size=2.2)
    sheet.rule(x, top + 26.2, x + width, top + 26.2)
    sheet.words("Means of transport:", x + 1, top + 29.6)
    sheet.ticks(
        f"{carrier}.means",
        {code: (x + 24.5 + number * 7.6, top + 27.2, code) for number, (code, _) in enumerate(TRANSPORT)},
        side=2.9,
    )
    sheet.labelled(
        f"{carrier}.transfer_date", "Date of transfer:", x + 1, top + 31, width - 2, 4, room=21, size=2.3
    )
    sheet.words("Signature:", x + 1, top + 41)
    sheet.spot(f"{carrier}.signature", x + 15, top + 34.6, width - 18, 8)


def _second_page() -> Sheet:
    sheet = Sheet()
    sheet.shade(LEFT, 12, FULL, 6)
    sheet.words(
        "FOR USE BY CUSTOMS OFFICES (if required by national legislation)",
        105,
        16.2,
        size=2.6,
        bold=True,
        anchor="middle",
    )
    for x, number, title, side, verb in (
        (LEFT, "20", "Country of export - dispatch or customs office of exit", "exit", "left"),
        (MIDDLE, "21", "Country of import - destination or customs office of entry", "entry", "entered"),
    ):
        sheet.box(x, 18, HALF, 56, f"{number}. {title}")
        sheet.words(f"The waste described in this movement document {verb} the country on:", x + 1, 26)
        sheet.entry(f"{side}_date", x + 2, 27.5, 60, 6.5, 3.0)
        sheet.rule(x + 2, 34.2, x + 62, 34.2)
        sheet.words("Customs office:", x + 1, 39)
        sheet.entry(f"{side}_office", x + 2, 40, HALF - 4, 6.5, 3.0)
        sheet.words("Stamp:", x + 1, 51)
        sheet.spot(f"{side}_stamp", x + 3, 50, 48, 23)
        sheet.words("Signature:", x + 54, 51)
        sheet.spot(f"{side}_signature", x + 52, 53, 41, 17)
    sheet.box(LEFT, 74, FULL, 110, "22. Stamps of customs offices of transit countries")
    for place, transit in enumerate(TRANSITS):
        x = LEFT + (place % 2) * HALF
        y = 79 + (place // 2) * 52.5
        sheet.box(x, y, HALF, 52.5)
        sheet.labelled(f"{transit}.country", "Name of country:", x + 1, y + 1, HALF - 2, 6, room=22, size=3.0)
        for side, across in (("entry", 0.0), ("exit", HALF / 2)):
            sheet.rule(x + across, y + 8, x + across, y + 52.5)
            sheet.labelled(
                f"{transit}.{side}",
                f"{side.title()}:",
                x + across + 1,
                y + 8.6,
                HALF / 2 - 2,
                6,
                room=9,
                size=2.5,
            )
            sheet.spot(f"{transit}.{side}_stamp", x + across + 2, y + 17, HALF / 2 - 4, 32)
    draw_code_list(sheet, 190, "MOVEMENT DOCUMENT", (7, 8, 13))
    return sheet
