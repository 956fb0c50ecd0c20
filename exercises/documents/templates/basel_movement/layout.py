"""The movement document as it is printed: two pages on plain paper."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.basel_movement.fields import CARRIERS, TRANSITS, TRANSPORT

LEFT, MIDDLE, RIGHT = 10.0, 105.0, 200.0
HALF, FULL = 95.0, 190.0
PACKAGING = (
    "1. Drum",
    "2. Wooden barrel",
    "3. Jerrican",
    "4. Box",
    "5. Bag",
    "6. Composite packaging",
    "7. Pressure receptacle",
    "8. Bulk",
    "9. Other (specify)",
)
MEANS = tuple(f"{code} = {word}" for code, word in TRANSPORT)
PHYSICAL = (
    "1. Powdery/powder",
    "2. Solid",
    "3. Viscous/paste",
    "4. Sludgy",
    "5. Liquid",
    "6. Gaseous",
    "7. Other (specify)",
)


def layout() -> tuple[Sheet, ...]:
    return _first_page(), _second_page()


def _party(sheet: Sheet, party: str, x: float, y: float, width: float, *, address: float) -> None:
    """Registration number, name, address, contact, telephone, e-mail under one another."""
    sheet.labelled(f"{party}.registration", "Registration No:", x + 1, y, width - 2, 3.8, room=20, size=2.4)
    sheet.labelled(f"{party}.name", "Name:", x + 1, y + 3.8, width - 2, 3.8, room=11, size=2.4)
    sheet.words("Address:", x + 1, y + 10.3)
    sheet.entry(f"{party}.address", x + 12, y + 7.8, width - 14, address, 2.3)
    low = y + 7.8 + address
    sheet.labelled(f"{party}.contact", "Contact person:", x + 1, low, width - 2, 3.8, room=19, size=2.4)
    sheet.labelled(f"{party}.telephone", "Tel:", x + 1, low + 3.8, width * 0.38, 3.8, room=6, size=2.3)
    sheet.labelled(
        f"{party}.email", "E-mail:", x + width * 0.4, low + 3.8, width * 0.59, 3.8, room=10, size=2.3
    )


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
    top = 16.0
    sheet.box(LEFT, top, 125, 8)
    sheet.labelled(
        "notification_number",
        "1. Corresponding to notification No:",
        11,
        top + 0.5,
        122,
        7,
        room=48,
        size=3.2,
    )
    sheet.box(135, top, 65, 8)
    sheet.words("2. Serial/total number of shipments:", 136, top + 3)
    sheet.entry("serial_number", 160, top + 3.2, 15, 4.5, 3.0)
    sheet.words("/", 177, top + 6.8, size=3.6)
    sheet.entry("total_shipments", 180, top + 3.2, 15, 4.5, 3.0)

    sheet.box(LEFT, 24, HALF, 28, "3. Exporter - notifier")
    _party(sheet, "exporter", LEFT, 27.4, HALF, address=8.4)
    sheet.box(MIDDLE, 24, HALF, 28, "4. Importer - consignee")
    _party(sheet, "importer", MIDDLE, 27.4, HALF, address=8.4)

    sheet.box(LEFT, 52, HALF, 8)
    sheet.words("5. Actual quantity:", 11, 55)
    sheet.labelled("quantity_tonnes", "Tonnes (Mg):", 36, 53, 36, 6.5, room=18, size=3.0)
    sheet.labelled("quantity_m3", "m³:", 76, 53, 27, 6.5, room=6, size=3.0)
    sheet.box(MIDDLE, 52, HALF, 8)
    sheet.labelled("shipment_date", "6. Actual date of shipment:", 106, 53, 92, 6.5, room=38, size=3.0)

    sheet.box(LEFT, 60, FULL, 8)
    sheet.labelled("packaging_types", "7. Packaging   Type(s):", 11, 61, 58, 6, room=29, size=3.0)
    sheet.labelled("packages", "Number of packages:", 71, 61, 52, 6, room=27, size=3.0)
    sheet.words("Special handling requirements:", 126, 64.7)
    sheet.ticks("special_handling", {"yes": (168, 62.2, "Yes"), "no": (182, 62.2, "No")})

    for number, (carrier, box, label) in enumerate(CARRIERS):
        _carrier(sheet, carrier, f"{box} {label}:", LEFT + number * FULL / 3)

    low = 111.0
    sheet.box(LEFT, low, HALF, 33, "9. Waste generator(s) - producer(s)")
    _party(sheet, "generator", LEFT, low + 3.4, HALF, address=8.4)
    sheet.labelled("generator.site", "Site of generation:", 11, low + 27.4, 93, 4.4, room=23, size=2.3)
    sheet.box(LEFT, low + 33, HALF, 37)
    sheet.words("10.", 11, low + 36.6)
    sheet.ticks(
        "facility.type",
        {"disposal": (16, low + 34, "Disposal facility"), "recovery": (50, low + 34, "or recovery facility")},
    )
    _party(sheet, "facility", LEFT, low + 37.8, HALF, address=8.4)
    sheet.labelled(
        "facility.site", "Actual site of disposal/recovery:", 11, low + 62, 93, 6.4, room=40, size=2.3
    )
    sheet.box(LEFT, low + 70, HALF, 9)
    sheet.labelled(
        "operation",
        "11. Disposal/recovery operation(s)   D-code/R-code:",
        11,
        low + 71,
        93,
        7,
        room=66,
        size=3.0,
    )

    sheet.box(MIDDLE, low, HALF, 22, "12. Designation and composition of the waste")
    sheet.entry("designation", 107, low + 4, 92, 17, 2.5)
    sheet.box(MIDDLE, low + 22, HALF, 7.5)
    sheet.labelled("physical", "13. Physical characteristics:", 106, low + 22.5, 92, 6.5, room=38, size=3.0)
    sheet.box(MIDDLE, low + 29.5, HALF, 49.5, "14. Waste identification (fill in relevant codes)")
    for number, (key, label) in enumerate(
        (
            ("basel", "(i) Basel Annex VIII (or IX if applicable):"),
            ("oecd", "(ii) OECD code (if different from (i)):"),
            ("ec_list", "(iii) EC list of wastes:"),
            ("export_national", "(iv) National code in country of export:"),
            ("import_national", "(v) National code in country of import:"),
            ("other", "(vi) Other (specify):"),
            ("y_code", "(vii) Y-code:"),
            ("h_code", "(viii) H-code:"),
            ("un_class", "(ix) UN class:"),
            ("un_number", "(x) UN number:"),
            ("un_shipping_name", "(xi) UN shipping name:"),
            ("customs_code", "(xii) Customs code(s) (HS):"),
        )
    ):
        sheet.labelled(f"waste.{key}", label, 107, low + 33.2 + number * 3.75, 92, 3.75, room=52, size=2.4)

    sheet.box(LEFT, 190, FULL, 25, "15. Exporter's - notifier's / generator's - producer's declaration:")
    sheet.words(
        "I declare that, as far as I know, what stands above is complete and correct, that written"
        " contracts which bind in law are in place, that any insurance or financial guarantee that is"
        " required is in force, and that the authorities of all countries concerned have consented.",
        11,
        196,
        size=1.9,
        width=186,
    )
    sheet.labelled("declaration_name", "Name:", 11, 206, 68, 7, room=11)
    sheet.labelled("declaration_date", "Date:", 81, 206, 46, 7, room=9)
    sheet.words("Signature:", 130, 210.2)
    sheet.spot("declaration_signature", 144, 201, 54, 13)

    sheet.box(
        LEFT,
        215,
        FULL,
        13,
        "16. For use by any person involved in the transboundary movement in case additional"
        " information is required",
    )
    sheet.entry("additional", 12, 219, 186, 8.5, 2.5)
    sheet.box(LEFT, 228, FULL, 11)
    sheet.words("17. Shipment received by importer - consignee (if not facility):", 11, 231)
    sheet.labelled("received_date", "Date:", 11, 232.5, 44, 6, room=9)
    sheet.labelled("received_name", "Name:", 58, 232.5, 66, 6, room=11)
    sheet.words("Signature:", 130, 236.3)
    sheet.spot("received_signature", 144, 228.5, 54, 10)

    sheet.shade(LEFT, 239, FULL, 4.6)
    sheet.words(
        "TO BE COMPLETED BY DISPOSAL/RECOVERY FACILITY", 105, 242.3, size=2.3, bold=True, anchor="middle"
    )
    sheet.box(LEFT, 243.6, 110, 45, "18. Shipment received at disposal/recovery facility")
    sheet.labelled("reception_date", "Date of reception:", 11, 248, 62, 6, room=23)
    sheet.ticks(
        "reception_result", {"accepted": (76, 249.2, "Accepted"), "rejected": (97, 249.2, "Rejected*")}
    )
    sheet.labelled("reception_tonnes", "Quantity received, tonnes (Mg):", 11, 254.5, 106, 6, room=40)
    sheet.labelled("operation_date", "Approximate date of disposal/recovery:", 11, 261, 106, 6, room=48)
    sheet.labelled("reception_operation", "Disposal/recovery operation:", 11, 267.5, 106, 6, room=37)
    sheet.labelled("reception_name", "Name:", 11, 274, 52, 6, room=11)
    sheet.words("Signature:", 66, 278)
    sheet.spot("reception_signature", 78, 271, 41, 13)
    sheet.words("* contact the competent authorities at once", 11, 286.6, size=1.8)
    sheet.box(120, 243.6, 80, 45)
    sheet.words(
        "19. The disposal/recovery of the waste described above has been completed.",
        121,
        246.4,
        width=77,
    )
    sheet.labelled("completion_name", "Name:", 121, 251.5, 77, 6, room=11)
    sheet.labelled("completion_date", "Date:", 121, 258, 77, 6, room=11)
    sheet.words("Signature and stamp:", 121, 268)
    sheet.spot("completion_signature", 121, 269, 44, 17)
    sheet.spot("completion_stamp", 173, 262, 25, 25)
    return sheet


def _carrier(sheet: Sheet, carrier: str, title: str, x: float) -> None:
    width = FULL / 3
    top = 68.0
    sheet.box(x, top, width, 43, title)
    sheet.labelled(
        f"{carrier}.registration", "Registration No:", x + 1, top + 3.2, width - 2, 3.8, room=20, size=2.3
    )
    sheet.labelled(f"{carrier}.name", "Name:", x + 1, top + 7, width - 2, 3.8, room=10, size=2.3)
    sheet.words("Address:", x + 1, top + 13.4)
    sheet.entry(f"{carrier}.address", x + 12, top + 11, width - 13, 7.6, 2.1)
    sheet.labelled(f"{carrier}.telephone", "Tel:", x + 1, top + 18.6, width - 2, 3.6, room=10, size=2.2)
    sheet.labelled(f"{carrier}.email", "E-mail:", x + 1, top + 22.2, width - 2, 3.6, room=10, size=2.2)
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
    _codes(sheet, 190)
    return sheet


def _codes(sheet: Sheet, top: float) -> None:
    """The codes that the blocks ask for."""
    sheet.shade(LEFT, top, FULL, 6)
    sheet.words(
        "LIST OF CODES USED IN THE MOVEMENT DOCUMENT", 105, top + 4.2, size=2.6, bold=True, anchor="middle"
    )
    for x, title, lines in (
        (LEFT, "Packaging types (block 7)", PACKAGING),
        (LEFT + FULL / 3, "Means of transport (block 8)", MEANS),
        (LEFT + 2 * FULL / 3, "Physical characteristics (block 13)", PHYSICAL),
    ):
        sheet.box(x, top + 6, FULL / 3, 46)
        sheet.words(title, x + 2, top + 10.5, size=2.3, bold=True)
        for number, line in enumerate(lines):
            sheet.words(line, x + 2, top + 15 + number * 3.8, size=2.2)
