"""A page of the circular: what one Party answered on one chemical."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.rotterdam_import_response.fields import CATEGORIES, DECISIONS, TYPES

LEFT, FULL = 15.0, 180.0
STEP = 7


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("ROTTERDAM CONVENTION", LEFT, 18, size=4, bold=True)
    sheet.words("PIC Circular: import responses received from Parties", LEFT, 24, size=3.2)
    sheet.words("Extract of one response under Article 10", LEFT, 29, size=2.6)
    sheet.box(LEFT, 34, FULL, 18, "1. Party", size=2.6)
    sheet.entry("party", 20, 39, 170, 11, 6)
    sheet.box(LEFT, 52, FULL, 46, "2. Chemical and category", size=2.6)
    sheet.labelled("common_name", "Chemical:", 20, 57, 170, 9, room=28, size=4.5)
    sheet.labelled("cas", "CAS number:", 20, 66, 170, 8, room=28, size=4)
    _squares(sheet, "category", 76, CATEGORIES)
    sheet.box(LEFT, 98, FULL, 22, "3. Type of response", size=2.6)
    _squares(sheet, "type", 104, TYPES)
    sheet.box(LEFT, 120, FULL, 36, "4. Decision", size=2.6)
    _squares(sheet, "decision", 126, DECISIONS)
    sheet.box(LEFT, 156, FULL, 84, "5. Conditions and national measures", size=2.6)
    sheet.labelled("condition_use", "Use allowed:", 20, 162, 170, 8, room=62, size=3.6)
    sheet.labelled(
        "condition_kg", "Greatest quantity of one consignment, kg:", 20, 171, 170, 8, room=62, size=3.6
    )
    sheet.words("Other conditions:", 20, 184)
    sheet.entry("conditions", 82, 181, 108, 26, 3.2)
    sheet.words("National measures:", 20, 212)
    sheet.entry("measures", 82, 209, 108, 28, 3.2)
    sheet.box(LEFT, 240, FULL, 36, "6. Dates", size=2.6)
    sheet.labelled("submitted_on", "Date submitted:", 20, 246, 170, 8, room=40, size=3.8)
    sheet.labelled("circular", "PIC Circular:", 20, 255.5, 170, 8, room=40, size=3.8)
    sheet.labelled("published_on", "Date of the circular:", 20, 265, 170, 8, room=40, size=3.8)
    return (sheet,)


def _squares(sheet: Sheet, key: str, top: float, choices: tuple[tuple[str, str], ...]) -> None:
    """The squares of a box, one below the other."""
    sheet.ticks(
        key,
        {name: (20, top + row * STEP, words) for row, (name, words) in enumerate(choices)},
        size=2.8,
    )
