"""The extract as it is printed: one page, a band for each section."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.safety_sheet import LEFT, ROOM, draw_section


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("SAFETY DATA SHEET", LEFT, 20, size=6, bold=True)
    sheet.words("Extract: sections 1, 3, 12 and 14 to 16 of 16", LEFT, 26, size=2.8)
    top = draw_section(sheet, 30, "1. Identification", (("product", "Product name:"), ("use", "Use:")))
    sheet.labelled("supplier.name", "Supplier:", 18, top, 174, 8, room=ROOM, size=3.2)
    sheet.entry("supplier.address", 18 + ROOM, top + 8, 174 - ROOM, 14, 3)
    sheet.labelled("supplier.telephone", "Emergency telephone:", 18, top + 23, 174, 8, room=ROOM, size=3.2)
    top = draw_section(
        sheet, top + 36, "3. Composition", (("chemical_name", "Chemical name:"), ("cas", "CAS number:"))
    )
    sheet.words("Components, per cent by mass:", 18, top + 5)
    sheet.entry("composition", 18 + ROOM, top, 174 - ROOM, 24, 3)
    top = draw_section(
        sheet,
        top + 28,
        "12. Ecological information",
        (("odp", "Ozone depletion potential (ODP):"), ("gwp", "Global warming potential (GWP):")),
    )
    top = draw_section(sheet, top + 4, "14. Transport information", (("un_number", "UN number:"),))
    top = draw_section(
        sheet,
        top + 4,
        "15. Regulatory information",
        (("annex_group", "Montreal Protocol, annex and group:"),),
    )
    top = draw_section(sheet, top + 4, "16. Other information", (("revision_date", "Revision date:"),))
    sheet.spot("supplier_stamp", 150, top + 2, 36, 36)
    return (sheet,)
