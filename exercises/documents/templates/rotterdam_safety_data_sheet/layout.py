"""The sheet as it is printed: one page, a band for each of the 16 sections."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.rotterdam_safety_data_sheet.fields import TITLES
from exercises.documents.templates.safety_sheet import LEFT, ROOM, draw_section

STEP, BAND, SIZE = 5.2, 4.6, 2.8
ENTRY, WIDTH = LEFT + 3 + ROOM, 174 - ROOM
ONE_LINE = {
    4: ("first_aid", "Treatment:"),
    5: ("fire", "Means and dangers:"),
    6: ("release", "What to do:"),
    7: ("handling", "Handling and storage:"),
    8: ("protection", "Wear:"),
    9: ("state", "Physical state:"),
    10: ("reactivity", "Avoid:"),
    11: ("toxicology", "Effects on people:"),
    12: ("ecology", "Effects on the environment:"),
    13: ("disposal", "Waste:"),
    14: ("un_number", "UN number:"),
    15: ("regulation", "Rules that apply:"),
    16: ("revision_date", "Revision date:"),
}


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("SAFETY DATA SHEET", LEFT, 15, size=6, bold=True)
    sheet.words("Short form of a sheet with 16 sections", LEFT, 20, size=2.8)
    top = _section(
        sheet, 23, 1, ("product", "Product name:"), ("use", "Use:"), ("supplier.name", "Supplier:")
    )
    sheet.words("Address:", LEFT + 3, top + 3.2)
    sheet.entry("supplier.address", ENTRY, top, WIDTH, 11, SIZE)
    sheet.labelled(
        "supplier.telephone",
        "Emergency telephone:",
        LEFT + 3,
        top + 11.2,
        174,
        STEP - 1,
        room=ROOM,
        size=SIZE,
    )
    top = _section(
        sheet, top + 17, 2, ("signal_word", "Signal word:"), ("pictograms", "Pictograms, red frame:")
    )
    sheet.words("Hazard statements:", LEFT + 3, top + 3.2)
    sheet.entry("hazards", ENTRY, top, WIDTH, 11, SIZE)
    top = _section(
        sheet,
        top + 12,
        3,
        ("substance", "Common name:"),
        ("chemical_name", "Chemical name:"),
        ("cas", "CAS number:"),
        ("concentration", "Concentration:"),
    )
    for number, row in ONE_LINE.items():
        top = _section(sheet, top, number, row)
    sheet.spot("supplier_stamp", 162, top - 27, 28, 28)
    return (sheet,)


def _section(sheet: Sheet, top: float, number: int, *rows: tuple[str, str]) -> float:
    title = f"{number}. {TITLES[number - 1]}"
    return draw_section(sheet, top, title, rows, step=STEP, band=BAND, size=SIZE)
