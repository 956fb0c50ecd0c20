"""The extract as it is printed: one page, a band for each section."""

from exercises.documents.paper import Sheet

LEFT, FULL = 15.0, 180.0
ROOM = 62.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("SAFETY DATA SHEET", LEFT, 20, size=6, bold=True)
    sheet.words("Extract: sections 1, 3, 12 and 14 to 16 of 16", LEFT, 26, size=2.8)
    top = _section(sheet, 30, "1. Identification", (("product", "Product name:"), ("use", "Use:")))
    sheet.labelled("supplier.name", "Supplier:", 18, top, 174, 8, room=ROOM, size=3.2)
    sheet.entry("supplier.address", 18 + ROOM, top + 8, 174 - ROOM, 14, 3)
    sheet.labelled("supplier.telephone", "Emergency telephone:", 18, top + 23, 174, 8, room=ROOM, size=3.2)
    top = _section(
        sheet, top + 36, "3. Composition", (("chemical_name", "Chemical name:"), ("cas", "CAS number:"))
    )
    sheet.words("Components, per cent by mass:", 18, top + 5)
    sheet.entry("composition", 18 + ROOM, top, 174 - ROOM, 24, 3)
    top = _section(
        sheet,
        top + 28,
        "12. Ecological information",
        (("odp", "Ozone depletion potential (ODP):"), ("gwp", "Global warming potential (GWP):")),
    )
    top = _section(sheet, top + 4, "14. Transport information", (("un_number", "UN number:"),))
    top = _section(
        sheet,
        top + 4,
        "15. Regulatory information",
        (("annex_group", "Montreal Protocol, annex and group:"),),
    )
    top = _section(sheet, top + 4, "16. Other information", (("revision_date", "Revision date:"),))
    sheet.spot("supplier_stamp", 150, top + 2, 36, 36)
    return (sheet,)


def _section(sheet: Sheet, top: float, title: str, rows: tuple[tuple[str, str], ...]) -> float:
    """A heading and its rows; gives where the next row begins."""
    sheet.shade(LEFT, top, FULL, 6)
    sheet.words(title, LEFT + 3, top + 4.3, size=2.8, bold=True)
    for number, (key, label) in enumerate(rows):
        sheet.labelled(key, label, 18, top + 7 + number * 9, 174, 8, room=ROOM, size=3.2)
    return top + 7 + len(rows) * 9
