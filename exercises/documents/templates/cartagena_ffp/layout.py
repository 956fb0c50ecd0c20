"""One page: references and parties above, the events as a table, the two statements, the signature."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.cartagena_ffp.fields import LINES, NOT_FOR_RELEASE, STATEMENTS
from exercises.documents.templates.lmo_blocks import (
    FULL,
    HALF,
    LEFT,
    MIDDLE,
    draw_contact,
    draw_events,
    draw_head,
    draw_names,
    draw_party,
    draw_signature,
)


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    draw_head(
        sheet,
        "LIVING MODIFIED ORGANISMS FOR FOOD, FEED OR PROCESSING",
        "Sheet to the invoice. Cartagena Protocol on Biosafety, Article 18.2(a).",
    )
    draw_party(sheet, "exporter", "1. Exporter", LEFT, 36, 32)
    draw_party(sheet, "importer", "2. Consignee or importer", MIDDLE, 36, 32)
    sheet.box(LEFT, 68, FULL, 24, "3. Contact point for further information")
    draw_contact(sheet, 14, 72, 180)
    draw_names(
        sheet,
        (
            ("common_name", "4. Common name"),
            ("scientific_name", "5. Scientific name"),
            ("commercial_name", "6. Commercial name (where available)"),
        ),
        92,
    )
    draw_events(sheet, "7. Transformation event code or unique identifier", LINES, 108)
    sheet.box(LEFT, 161, FULL, 25, "8. Statement")
    _statements(sheet, "statement", STATEMENTS, 166)
    sheet.box(LEFT, 186, FULL, 12, "9. Non-release statement")
    _statements(sheet, "not_for_release", NOT_FOR_RELEASE, 191)
    sheet.box(LEFT, 198, FULL, 12, "10. Biosafety Clearing-House (BCH), internet address")
    sheet.entry("bch_address", 14, 202, 180, 7, 3.0)
    sheet.box(LEFT, 210, FULL, 23, "11. Quantity, lot, vessel or container")
    sheet.labelled("quantity_kg", "Quantity, net kg:", 14, 214.4, HALF - 6, 8, room=26, size=3.0)
    sheet.labelled("lot", "Lot:", 107, 214.4, HALF - 4, 8, room=18, size=3.0)
    sheet.labelled("vessel", "Vessel:", 14, 223.6, HALF - 6, 8, room=26)
    sheet.labelled("container", "Container:", 107, 223.6, HALF - 4, 8, room=18, size=3.0)
    draw_signature(sheet, "12. Date and signature of the exporter", 233)
    return (sheet,)


def _statements(sheet: Sheet, key: str, choices: tuple[tuple[str, str], ...], top: float) -> None:
    """Squares under each other; a long sentence is printed beside its square in two lines."""
    sheet.ticks(key, {name: (15.0, top + row * 9.5, "") for row, (name, _) in enumerate(choices)}, side=4)
    for row, (_, words) in enumerate(choices):
        sheet.words(words, 22, top + 2.4 + row * 9.5, size=2.5, width=172)
