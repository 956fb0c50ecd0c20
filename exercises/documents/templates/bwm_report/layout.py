"""The report as it is printed: one page, the history of the tanks as a table."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.bwm_report.fields import LINES, YES_NO

LEFT, HALF, FULL = 12.0, 93.0, 186.0
COLUMNS = (
    ("tanks", "Tanks", 22.0),
    ("source", "Source: place", 28.0),
    ("source_date", "Source: date", 22.0),
    ("method", "Management: method", 36.0),
    ("managed_place", "Management: place", 30.0),
    ("managed_date", "Management: date", 22.0),
    ("discharge", "Intended discharge, m³", 26.0),
)


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("BALLAST WATER REPORT", 105, 20, size=6, bold=True, anchor="middle")
    sheet.words("To be sent to the port State before arrival", 105, 26, size=2.6, anchor="middle")
    _ship(sheet)
    _ballast(sheet)
    _history(sheet)
    sheet.box(LEFT, 208, FULL, 16, "5. On board")
    for number, (key, label) in enumerate((("plan", "Management plan:"), ("book", "Record book:"))):
        x = 16 + number * HALF
        sheet.words(label, x, 217.5, size=2.6)
        sheet.ticks_across(key, YES_NO, x + 30, 215, 18, size=2.6)
    sheet.box(LEFT, 224, FULL, 34, "6. Responsible officer")
    sheet.labelled("officer", "Name and rank:", 15, 229, 90, 8, room=24, size=3.2)
    sheet.labelled("date", "Date:", 15, 239, 90, 8, room=24, size=3.2)
    sheet.spot("signature", 112, 229, 80, 20)
    sheet.rule(110, 250, 194, 250)
    sheet.words("Signature", 110, 253)
    return (sheet,)


def _ship(sheet: Sheet) -> None:
    sheet.box(LEFT, 32, FULL, 44, "1. Ship")
    rows = (
        (("ship", "Name of ship:"), ("imo", "IMO number:")),
        (("flag", "Flag:"), ("agent", "Agent:")),
        (("last_port", "Last port:"), ("next_port", "Next port:")),
        (("port", "Port of arrival:"),),
    )
    for number, row in enumerate(rows):
        for column, (key, label) in enumerate(row):
            x = 15 + column * HALF
            sheet.labelled(key, label, x, 36.5 + number * 9.5, 89, 8, room=24, size=3.2)


def _ballast(sheet: Sheet) -> None:
    sheet.box(LEFT, 76, FULL, 18, "2. Ballast water")
    sheet.labelled("total", "Total on board, m³:", 15, 82, 88, 8, room=32, size=3.4)
    sheet.labelled("capacity", "Total capacity, m³:", 108, 82, 88, 8, room=32, size=3.4)
    sheet.box(LEFT, 94, FULL, 18, "3. Number of tanks")
    for number, (key, label) in enumerate(
        (("in_ballast", "In ballast:"), ("managed", "Managed:"), ("not_managed", "Not managed:"))
    ):
        sheet.labelled(key, label, 15 + number * 62, 100, 58, 8, room=22, size=3.4)


def _history(sheet: Sheet) -> None:
    sheet.box(LEFT, 112, FULL, 8)
    sheet.words("4. History of the tanks that are to be discharged here", 15, 117.2, size=2.4)
    x = LEFT
    for key, title, width in COLUMNS:
        sheet.box(x, 120, width, 10)
        sheet.words(title, x + 1, 123.5, size=2, width=width - 2)
        for number, line in enumerate(LINES):
            y = 130 + number * 26
            sheet.box(x, y, width, 26)
            sheet.entry(f"{line}.{key}", x + 1, y + 1, width - 2, 24, 2.6)
        x += width
