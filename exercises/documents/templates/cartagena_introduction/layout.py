"""One page: what is to be released, how to handle it, from whom to whom, and the declaration."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.cartagena_introduction.fields import DECLARATIONS, LINES, STATEMENTS
from exercises.documents.templates.lmo_blocks import (
    FULL,
    HANDLING,
    LEFT,
    MIDDLE,
    draw_contact,
    draw_events,
    draw_head,
    draw_party,
    draw_signature,
)

FURTHER = (
    ("commercial_name", "Commercial name:"),
    ("risk_class", "Risk class:"),
    ("decision_number", "Decision of the country of import:"),
)


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    draw_head(
        sheet,
        "LIVING MODIFIED ORGANISMS FOR INTRODUCTION INTO THE ENVIRONMENT",
        "Accompanying document. Cartagena Protocol on Biosafety, Article 18.2(c).",
        references=False,
    )
    sheet.box(146, 11, 52, 22, "To invoice No.")
    sheet.entry("invoice_number", 148, 17, 48, 12, 3.4)
    sheet.box(LEFT, 36, FULL, 29, "1. Identification as living modified organisms, short description")
    sheet.ticks("statement", {name: (15.0, 40.4, word) for name, word in STATEMENTS}, side=4, size=2.8)
    sheet.labelled("common_name", "Common name:", 14, 46.4, 180, 8.4, room=28, size=3.2)
    sheet.labelled("scientific_name", "Scientific name:", 14, 55.4, 180, 8.4, room=28, size=3.2)
    sheet.box(LEFT, 65, FULL, 20, "2. Relevant traits and genetic modification")
    sheet.entry("trait", 14, 69.4, 182, 14.6, 3.0)
    draw_events(sheet, "3. Event or unique identifier", LINES, 85)
    sheet.box(LEFT, 117, FULL, 24, f"4. {HANDLING}")
    sheet.entry("handling", 14, 121.6, 182, 18.4, 2.9)
    draw_party(sheet, "exporter", "5. Exporter", LEFT, 141, 29)
    draw_party(sheet, "importer", "6. Importer", MIDDLE, 141, 29)
    sheet.box(LEFT, 170, FULL, 24, "7. Contact point for further information and emergency")
    draw_contact(sheet, 14, 174, 180)
    sheet.box(LEFT, 194, FULL, 17, "8. Declaration")
    for name, words in DECLARATIONS:
        sheet.ticks("declaration", {name: (15.0, 200, "")}, side=4)
        sheet.words(words, 22, 202.4, size=2.6, width=172)
    sheet.box(LEFT, 211, FULL, 29, "9. Further information, where appropriate")
    for row, (key, label) in enumerate(FURTHER):
        sheet.labelled(key, label, 14, 215 + row * 8.2, 182, 7.6, room=44, size=3.0)
    draw_signature(sheet, "10. Date and signature of the exporter", 240)
    return (sheet,)
