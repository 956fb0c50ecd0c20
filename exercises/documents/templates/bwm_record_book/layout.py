"""The record book as it is kept: the front with a diagram of the tanks, and a page of four entries."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.bwm_record_book.fields import CODES, LINES, PLAN, TANKS

LEFT, FULL = 12.0, 186.0
DEEP = 51.0
ITEMS_OF_A = (
    "A.1 start, time and location · A.2 completion, time and location, minimum depth · A.3 tanks · "
    "A.4 volume taken and final total retained, m³ · A.5 in accordance with the approved plan · "
    "A.6 treatment method"
)


def layout() -> tuple[Sheet, ...]:
    return (_front(), _page())


def _front() -> Sheet:
    sheet = Sheet()
    sheet.words("BALLAST WATER RECORD BOOK", 105, 24, size=6, bold=True, anchor="middle")
    sheet.words(
        "International Convention for the Control and Management of Ships' Ballast Water and Sediments, 2004",
        105,
        30,
        size=2.5,
        anchor="middle",
    )
    rows = (
        ("ship", "Name of ship:"),
        ("imo", "IMO number:"),
        ("tonnage", "Gross tonnage:"),
        ("flag", "Flag:"),
        ("capacity", "Total ballast water capacity, m³:"),
    )
    for number, (key, label) in enumerate(rows):
        sheet.box(LEFT, 38 + number * 11, FULL, 11)
        sheet.labelled(key, label, 15, 39.5 + number * 11, 180, 8, room=52, size=3.6)
    sheet.box(LEFT, 93, FULL, 11)
    sheet.labelled("period_from", "Period, from:", 15, 94.5, 95, 8, room=52, size=3.2)
    sheet.labelled("period_to", "to:", 116, 94.5, 79, 8, room=10, size=3.2)
    _tanks(sheet)
    _codes(sheet)
    return sheet


def _tanks(sheet: Sheet) -> None:
    """A hull from above, the bow to the right, port side above."""
    sheet.words("Diagram of ballast tanks, with the capacity of each in m³", LEFT, 113, size=2.8, bold=True)
    sheet.box(30, 118, 140, 40)
    sheet.rule(30, 138, 170, 138)
    sheet.rule(170, 118, 196, 138)
    sheet.rule(196, 138, 170, 158)
    sheet.words("Stern", 26, 139, size=2.4, anchor="end")
    sheet.words("Bow", 176, 139, size=2.4)
    for number, tank in enumerate(TANKS):
        x, y = 135 - number // 2 * 35, 118 + number % 2 * 20
        sheet.box(x, y, 35, 20, f"WBT {tank.upper()}", size=2.4)
        sheet.entry(f"tank.{tank}", x + 4, y + 7, 28, 10, 3.8)


def _codes(sheet: Sheet) -> None:
    sheet.words("Codes of entries", LEFT, 170, size=2.8, bold=True)
    for number, (code, title) in enumerate(CODES):
        y = 174 + number * 8
        sheet.box(LEFT, y, FULL, 8)
        sheet.words(code, 18, y + 5.4, size=3.4, bold=True, anchor="middle")
        sheet.words(title, 28, y + 5.2, size=2.8)
    sheet.words("Items of code A", LEFT, 246, size=2.8, bold=True)
    sheet.words(ITEMS_OF_A, LEFT, 251, size=2.5, width=FULL)
    sheet.words(
        "Each entry is signed by the officer in charge, each completed page by the master.",
        LEFT,
        267,
        size=2.5,
        width=FULL,
    )


def _page() -> Sheet:
    sheet = Sheet()
    sheet.words("BALLAST WATER RECORD BOOK: RECORD OF OPERATIONS", LEFT, 16, size=3.6, bold=True)
    sheet.labelled("page_ship", "Name of ship:", LEFT, 20, 120, 8, room=22, size=3.2)
    sheet.labelled("page_number", "Page:", 150, 20, 48, 8, room=14, size=3.2)
    for number, line in enumerate(LINES):
        _entry(sheet, line, 31 + number * DEEP)
    top = 31 + len(LINES) * DEEP
    sheet.box(LEFT, top, FULL, 26, "Signature of the master")
    sheet.spot("master_signature", 90, top + 3, 90, 20)
    sheet.words("Pages are numbered and stay in the book.", LEFT, top + 31, size=2.2)
    return sheet


def _entry(sheet: Sheet, line: str, top: float) -> None:
    sheet.box(LEFT, top, 26, DEEP, "Date and code")
    sheet.entry(f"{line}.date", 13, top + 6, 24, 14, 2.7)
    sheet.entry(f"{line}.code", 15, top + 22, 20, 12, 6)
    sheet.box(38, top, 160, DEEP)
    _two(sheet, line, top + 1, ("start", "Start, time:"), ("start_place", "Location:"))
    _two(sheet, line, top + 8, ("end", "Completed, time:"), ("end_place", "Location:"))
    _two(sheet, line, top + 15, ("depth", "Minimum depth, m:"), ("tanks", "Tanks:"))
    _two(sheet, line, top + 22, ("miles", "Nearest land, nm:"), ("method", "Treatment:"))
    _two(sheet, line, top + 29, ("volume", "Volume, m³:"), ("remarks", "Remarks:"), deep=13)
    sheet.labelled(f"{line}.total", "Final total, m³:", 40, top + 36, 58, 6.6, room=24)
    sheet.words("According to plan:", 40, top + 47)
    sheet.ticks_across(f"{line}.plan", PLAN, 64, top + 44.5, 16, size=2.4)
    sheet.words("Officer in charge:", 100, top + 47)
    sheet.rule(122, top + 49, 194, top + 49)
    sheet.spot(f"{line}.signature", 126, top + 42.4, 64, 7.6)


def _two(
    sheet: Sheet,
    line: str,
    top: float,
    first: tuple[str, str],
    then: tuple[str, str],
    *,
    deep: float = 6.6,
) -> None:
    sheet.labelled(f"{line}.{first[0]}", first[1], 40, top, 58, 6.6, room=24)
    sheet.labelled(f"{line}.{then[0]}", then[1], 100, top, 96, deep, room=16)
