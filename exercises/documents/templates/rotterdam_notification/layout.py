"""The notification as it is printed: the seven sections on one page, the acknowledgement on the other."""

from exercises.documents.paper import Sheet

LEFT, MIDDLE = 10.0, 105.0
HALF, FULL = 95.0, 190.0


def layout() -> tuple[Sheet, ...]:
    return (_form(), _acknowledgement())


def _form() -> Sheet:
    sheet = Sheet()
    sheet.words("ROTTERDAM CONVENTION", 105, 11, size=4, bold=True, anchor="middle")
    sheet.words(
        "Export notification under Article 12, with the information of Annex V",
        105,
        15.5,
        size=2.8,
        anchor="middle",
    )
    sheet.box(LEFT, 18, FULL, 9)
    sheet.labelled("number", "Reference number:", 12, 19.5, 110, 6, room=26, size=3.6)
    sheet.labelled("year", "Calendar year:", 132, 19.5, 60, 6, room=22, size=3.6)
    _substance(sheet, 29)
    _mixture(sheet, 68)
    _export(sheet, 93)
    _hazards(sheet, 134)
    _action(sheet, 191)
    _authorities(sheet, 215)
    return sheet


def _band(sheet: Sheet, top: float, height: float, title: str) -> None:
    sheet.box(LEFT, top, FULL, height)
    sheet.shade(LEFT, top, FULL, 4.6)
    sheet.words(title, LEFT + 2, top + 3.3, size=2.5, bold=True)


def _substance(sheet: Sheet, top: float) -> None:
    _band(sheet, top, 38, "1. Identity of the substance")
    for row, (key, label) in enumerate(
        (
            ("common_name", "Common name:"),
            ("chemical_name", "Chemical name:"),
            ("trade_names", "Trade names:"),
        )
    ):
        sheet.labelled(key, label, 12, top + 5.5 + row * 6, 186, 5.6, room=28, size=3)
    for x, key, label, room in (
        (12, "cas", "CAS number:", 28),
        (80, "hs_code", "HS code:", 16),
        (136, "other_numbers", "Other numbers:", 22),
    ):
        sheet.labelled(key, label, x, top + 23.8, 62, 5.6, room=room, size=3)
    sheet.words("Category in the exporting Party:", 12, top + 33.6)
    sheet.ticks(
        "category",
        {"pesticide": (60, top + 31, "Pesticide"), "industrial": (90, top + 31, "Industrial")},
        size=2.4,
    )


def _mixture(sheet: Sheet, top: float) -> None:
    _band(sheet, top, 24, "2. Identity of the preparation or mixture")
    sheet.labelled("preparation", "Trade name:", 12, top + 5.5, 186, 5.6, room=28, size=3)
    for row, name in enumerate(("ingredient1", "ingredient2")):
        y = top + 11.6 + row * 6
        sheet.labelled(f"{name}.name", "Ingredient:", 12, y, 90, 5.6, room=28, size=2.8)
        sheet.labelled(f"{name}.cas", "CAS:", 104, y, 40, 5.6, room=8, size=2.8)
        sheet.labelled(f"{name}.concentration", "Concentration:", 146, y, 52, 5.6, room=20, size=2.8)


def _export(sheet: Sheet, top: float) -> None:
    _band(sheet, top, 40, "3. Information concerning the export")
    sheet.labelled("export_date", "Expected date of export:", 12, top + 5.5, 90, 5.6, room=38, size=3)
    sheet.labelled("importing_party", "Importing Party:", 104, top + 5.5, 94, 5.6, room=24, size=3)
    sheet.words("Foreseen category in the importing Party:", 12, top + 15.2)
    sheet.ticks(
        "foreseen_category",
        {"pesticide": (70, top + 12.6, "Pesticide"), "industrial": (100, top + 12.6, "Industrial")},
        size=2.4,
    )
    sheet.labelled("foreseen_use", "Foreseen use:", 12, top + 17.5, 186, 5.6, room=38, size=3)
    sheet.labelled("importer.name", "Importer:", 12, top + 23.6, 186, 5.6, room=38, size=3)
    sheet.entry("importer.address", 50, top + 29.4, 148, 10, 2.7)


def _hazards(sheet: Sheet, top: float) -> None:
    _band(sheet, top, 38, "4. Hazards, risks and precautionary measures")
    sheet.words("Hazards and risks:", 12, top + 8)
    sheet.entry("hazards", 40, top + 5.5, 158, 15, 2.8)
    sheet.words("Precautionary measures:", 12, top + 24, width=26)
    sheet.entry("precautions", 40, top + 21.5, 158, 15, 2.8)
    _band(sheet, top + 39, 17, "5. Physico-chemical, toxicological and ecotoxicological properties")
    sheet.entry("properties", 12, top + 44.3, 186, 12, 2.8)


def _action(sheet: Sheet, top: float) -> None:
    _band(sheet, top, 23, "6. Final regulatory action in the exporting Party")
    sheet.ticks(
        "action",
        {"banned": (12, top + 6.5, "Banned"), "restricted": (36, top + 6.5, "Severely restricted")},
        size=2.4,
    )
    sheet.labelled("effective_on", "Took effect on:", 104, top + 5.5, 94, 5.6, room=24, size=3)
    sheet.labelled("action_text", "What it says:", 12, top + 11.2, 186, 5.6, room=28, size=2.8)
    sheet.labelled("reason", "Reason:", 12, top + 17, 186, 5.6, room=28, size=2.8)


def _authorities(sheet: Sheet, top: float) -> None:
    _band(sheet, top, 66, "7. Designated national authorities")
    sheet.rule(MIDDLE, top + 4.6, MIDDLE, top + 66)
    for x, name, title in ((LEFT, "exporting", "Exporting Party"), (MIDDLE, "importing", "Importing Party")):
        sheet.words(title, x + 2, top + 8, size=2.4, bold=True)
        sheet.entry(f"{name}.authority", x + 2, top + 9, 91, 7, 2.8)
        sheet.entry(f"{name}.address", x + 2, top + 16, 91, 11, 2.6)
        sheet.labelled(f"{name}.telephone", "Telephone:", x + 2, top + 27, 91, 4.6, room=16, size=2.6)
        sheet.labelled(f"{name}.email", "E-mail:", x + 2, top + 31.8, 91, 4.6, room=16, size=2.6)
    sheet.labelled("signatory", "Name:", 12, top + 38, 56, 4.8, room=10, size=2.6)
    sheet.labelled("signed_on", "Date:", 12, top + 43.4, 56, 4.8, room=10, size=2.6)
    sheet.words("Signature:", 12, top + 51)
    sheet.spot("exporting.signature", 26, top + 49, 42, 14)
    sheet.spot("exporting.stamp", 71, top + 36, 30, 28)


def _acknowledgement() -> Sheet:
    sheet = Sheet()
    sheet.words("ACKNOWLEDGEMENT OF RECEIPT", 105, 22, size=5, bold=True, anchor="middle")
    sheet.words(
        "To be signed by the authority of the importing Party and sent back to that of the exporting Party.",
        105,
        28,
        size=2.8,
        anchor="middle",
    )
    sheet.box(LEFT, 34, FULL, 104)
    sheet.labelled(
        "acknowledged.number", "Reference number of the notification:", 14, 38, 182, 9, room=62, size=4
    )
    sheet.labelled(
        "acknowledged.authority", "Designated national authority:", 14, 49, 182, 9, room=62, size=3.6
    )
    sheet.labelled("acknowledged.received", "Notification received on:", 14, 60, 182, 9, room=62, size=4)
    sheet.labelled("acknowledged.signatory", "Name:", 14, 71, 182, 9, room=62, size=4)
    sheet.labelled("acknowledged.signed_on", "Date:", 14, 82, 182, 9, room=62, size=4)
    sheet.words("Signature:", 14, 102)
    sheet.spot("acknowledged.signature", 40, 98, 60, 24)
    sheet.words("Stamp:", 120, 102)
    sheet.spot("acknowledged.stamp", 140, 96, 38, 38)
    sheet.words("Receipt of a notification is no consent to the import.", 105, 146, size=2.8, anchor="middle")
    return sheet
