"""The notification document as it is printed: two pages on plain paper."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.basel_notification.fields import CONSENTS
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
        "Notification document for transboundary movements/shipments of waste",
        105,
        13.4,
        size=4,
        bold=True,
        anchor="middle",
    )
    _whom(sheet, 16)
    _what(sheet, 16)
    _states(sheet, 202)
    _declarations(sheet, 244)
    return sheet


def _whom(sheet: Sheet, top: float) -> None:
    """Blocks 1, 2, 8, 9 and 10, on the left, 186 mm high."""
    for block, title, party in (
        (top, "1. Exporter - notifier", "exporter"),
        (top + 31, "2. Importer - consignee", "importer"),
    ):
        sheet.box(LEFT, block, HALF, 31, title)
        draw_party(sheet, party, LEFT, block + 3.4)
    top += 62
    sheet.box(LEFT, top, HALF, 42, "8. Intended carrier(s)")
    draw_party(sheet, "carrier", LEFT, top + 3.4)
    sheet.words("Means of transport:", 11, top + 35.6)
    sheet.ticks(
        "carrier.means",
        {code: (46 + number * 11, top + 33, code) for number, (code, _) in enumerate(TRANSPORT)},
    )
    top += 42
    sheet.box(LEFT, top, HALF, 40, "9. Waste generator(s) - producer(s)")
    draw_party(sheet, "generator", LEFT, top + 3.4)
    sheet.words("Site and process of generation:", 11, top + 33)
    sheet.entry("generator.site", 12, top + 33.6, 92, 5.6, 2.3)
    top += 40
    sheet.box(LEFT, top, HALF, 42)
    sheet.words("10.", 11, top + 3.6)
    sheet.ticks(
        "facility.type",
        {"disposal": (16, top + 1, "Disposal facility"), "recovery": (50, top + 1, "or recovery facility")},
    )
    draw_party(sheet, "facility", LEFT, top + 4.8)
    sheet.words("Actual site of disposal/recovery:", 11, top + 34.6)
    sheet.entry("facility.site", 12, top + 35.4, 92, 5.6, 2.3)


def _what(sheet: Sheet, top: float) -> None:
    """Blocks 3 to 7 and 11 to 14, on the right, 186 mm high."""
    sheet.box(MIDDLE, top, HALF, 31)
    sheet.labelled("number", "3. Notification No:", 106, top + 0.8, 92, 6.4, room=27, size=3.2)
    for row, title, key, squares in (
        (
            8.6,
            "A.",
            "shipment_kind",
            (("individual", "(i) Individual"), ("multiple", "(ii) Multiple shipments")),
        ),
        (16, "B.", "operation_kind", (("disposal", "(i) Disposal"), ("recovery", "(ii) Recovery"))),
        (23.4, "C. Pre-consented recovery facility", "preconsented", (("yes", "Yes"), ("no", "No"))),
    ):
        sheet.words(title, 107, top + row + 2.6)
        first = 160 if key == "preconsented" else 114
        step = 20 if key == "preconsented" else 38
        sheet.ticks_across(key, squares, first, top + row, step)
    top += 31
    sheet.box(MIDDLE, top, HALF, 8)
    sheet.labelled(
        "total_shipments",
        "4. Total intended number of shipments:",
        106,
        top + 0.8,
        92,
        6.4,
        room=56,
        size=3.0,
    )
    sheet.box(MIDDLE, top + 8, HALF, 14, "5. Total intended quantity")
    sheet.labelled("total_tonnes", "Tonnes (Mg):", 107, top + 12.6, 50, 6.5, room=19, size=3.0)
    sheet.labelled("total_m3", "m³:", 160, top + 12.6, 38, 6.5, room=6, size=3.0)
    sheet.box(MIDDLE, top + 22, HALF, 14, "6. Intended period of time for shipment(s)")
    sheet.labelled("first_departure", "First departure:", 107, top + 26.4, 45, 6.5, room=19, size=2.6)
    sheet.labelled("last_departure", "Last departure:", 154, top + 26.4, 45, 6.5, room=19, size=2.6)
    sheet.box(MIDDLE, top + 36, HALF, 10)
    sheet.labelled("packaging_types", "7. Packaging type(s):", 106, top + 1 + 36, 42, 8, room=25, size=3.0)
    sheet.words("Special handling:", 150, top + 41.7)
    sheet.ticks("special_handling", {"yes": (172, top + 39.2, "Yes"), "no": (185, top + 39.2, "No")})
    top += 46
    sheet.box(MIDDLE, top, HALF, 22)
    sheet.labelled(
        "operation",
        "11. Disposal/recovery operation(s)   D-code/R-code:",
        106,
        top + 0.8,
        92,
        6.2,
        room=66,
        size=3.0,
    )
    sheet.labelled("technology", "Technology employed:", 107, top + 7.4, 91, 6.4, room=27, size=2.4)
    sheet.labelled("reason", "Reason for export:", 107, top + 14.4, 91, 6.4, room=27, size=2.4)
    top += 22
    sheet.box(MIDDLE, top, HALF, 28, "12. Designation and composition of the waste")
    sheet.entry("designation", 107, top + 4, 92, 22.5, 2.5)
    sheet.box(MIDDLE, top + 28, HALF, 9.5)
    sheet.labelled("physical", "13. Physical characteristics:", 106, top + 29, 92, 7.5, room=38, size=3.0)
    draw_waste_codes(sheet, MIDDLE, top + 37.5)


def _states(sheet: Sheet, top: float) -> None:
    """Blocks 15 and 16, over the full width."""
    sheet.box(
        LEFT,
        top,
        FULL,
        32,
        "15. (a) Countries/States concerned, (b) code No of competent authorities,"
        " (c) specific points of exit or entry (border crossing or port)",
    )
    head, width = 14.0, 44.0
    sheet.rule(LEFT, top + 4, LEFT + FULL, top + 4)
    sheet.rule(LEFT, top + 9, LEFT + FULL, top + 9)
    for row, sign in ((9, "(a)"), (15, "(b)"), (21, "(c)")):
        sheet.words(sign, LEFT + 4, top + row + 4)
    for row in (15, 21):
        sheet.rule(LEFT, top + row, LEFT + FULL, top + row)
    for place, (state, title) in enumerate(
        (
            ("export", "State of export - dispatch"),
            ("transit1", "State of transit (entry and exit)"),
            ("transit2", "State of transit (entry and exit)"),
            ("import", "State of import - destination"),
        )
    ):
        x = LEFT + head + place * width
        sheet.rule(x, top + 4, x, top + 32)
        sheet.words(title, x + 1, top + 7.6)
        sheet.entry(f"{state}.country", x + 1, top + 9.6, width - 2, 5, 2.3)
        sheet.entry(f"{state}.authority", x + 1, top + 15.6, width - 2, 5, 2.3)
        if state.startswith("transit"):
            sheet.entry(f"{state}.entry", x + 1, top + 21.4, width - 2, 5, 2.2)
            sheet.entry(f"{state}.exit", x + 1, top + 26.6, width - 2, 5, 2.2)
        else:
            sheet.entry(f"{state}.point", x + 1, top + 22, width - 2, 9, 2.2)
    sheet.box(LEFT, top + 32, FULL, 10, "16. Customs offices of entry and/or exit and/or export")
    for place, (key, label) in enumerate((("entry", "Entry:"), ("exit", "Exit:"), ("export", "Export:"))):
        sheet.labelled(
            f"office_{key}",
            label,
            LEFT + 1 + place * FULL / 3,
            top + 35.6,
            FULL / 3 - 2,
            5.6,
            room=10,
            size=2.3,
        )


def _declarations(sheet: Sheet, top: float) -> None:
    """Blocks 17 and 18."""
    sheet.box(LEFT, top, 150, 42, "17. Exporter's - notifier's / generator's - producer's declaration:")
    sheet.words(
        "I declare that, as far as I know, what stands above is complete and correct, that written contracts"
        " which bind in law are in place, and that any insurance or financial guarantee that is required is"
        " in force.",
        11,
        top + 6,
        size=1.9,
        width=146,
    )
    for row, who, label in (
        (12.5, "exporter", "Exporter's - notifier's name:"),
        (27, "generator", "Generator's - producer's name:"),
    ):
        sheet.labelled(f"{who}_declared", label, 11, top + row, 86, 6.4, room=36, size=2.5)
        sheet.labelled(f"{who}_declared_on", "Date:", 11, top + row + 6.8, 60, 6.4, room=36, size=2.5)
        sheet.words("Signature:", 98, top + row + 7)
        sheet.spot(f"{who}_signature", 112, top + row, 46, 13)
    sheet.box(160, top, 40, 42, "18. Number of annexes attached")
    sheet.entry("annexes", 162, top + 14, 36, 9, 3.4)


def _second_page() -> Sheet:
    sheet = Sheet()
    sheet.shade(LEFT, 12, FULL, 6)
    sheet.words("FOR USE BY COMPETENT AUTHORITIES", 105, 16.2, size=2.6, bold=True, anchor="middle")
    sheet.box(LEFT, 18, FULL, 36, "19. Acknowledgement from the relevant competent authority")
    sheet.labelled("acknowledged.country", "Country:", 11, 23, 98, 6.6, room=34, size=2.8)
    sheet.labelled("acknowledged.received", "Notification received on:", 11, 30, 98, 6.6, room=34, size=2.8)
    sheet.labelled("acknowledged.sent", "Acknowledgement sent on:", 11, 37, 98, 6.6, room=34, size=2.8)
    sheet.labelled(
        "acknowledged.authority", "Name of competent authority:", 11, 44, 98, 8.6, room=34, size=2.4
    )
    sheet.words("Stamp:", 111, 24)
    sheet.spot("acknowledged.stamp", 122, 22, 30, 30)
    sheet.words("Signature:", 155, 24)
    sheet.spot("acknowledged.signature", 154, 30, 44, 16)
    sheet.box(
        LEFT,
        54,
        FULL,
        126,
        "20. Written consent to the movement provided by the competent authority of (country)",
    )
    for number, consent in enumerate(CONSENTS):
        _consent(sheet, consent, 58 + number * 40.6)
    sheet.box(LEFT, 180, FULL, 26, "21. Specific conditions on consenting or reasons for objecting")
    sheet.entry("conditions", 12, 184, 186, 20, 2.6)
    draw_code_list(sheet, 212, "NOTIFICATION DOCUMENT", (7, 8, 13))
    return sheet


def _consent(sheet: Sheet, consent: str, top: float) -> None:
    """The consent of one State, 40.6 mm high."""
    sheet.rule(LEFT, top, LEFT + FULL, top)
    sheet.labelled(f"{consent}.country", "Country:", 11, top + 1.2, 98, 6.6, room=34, size=2.8)
    sheet.labelled(f"{consent}.given_on", "Consent given on:", 11, top + 8.2, 98, 6.6, room=34, size=2.8)
    sheet.labelled(f"{consent}.valid_from", "Consent valid from:", 11, top + 15.2, 64, 6.6, room=34, size=2.5)
    sheet.labelled(f"{consent}.valid_until", "until:", 76, top + 15.2, 34, 6.6, room=7, size=2.5)
    sheet.words("Specific conditions:", 11, top + 25.6)
    sheet.ticks(
        f"{consent}.conditions", {"no": (46, top + 23, "No"), "yes": (60, top + 23, "Yes, see block 21")}
    )
    sheet.labelled(
        f"{consent}.authority", "Name of competent authority:", 11, top + 29.4, 98, 8.6, room=34, size=2.4
    )
    sheet.words("Stamp:", 111, top + 4)
    sheet.spot(f"{consent}.stamp", 122, top + 4, 32, 32)
    sheet.words("Signature:", 157, top + 4)
    sheet.spot(f"{consent}.signature", 156, top + 10, 42, 18)
