"""One page, as an institute sends it: what it is, from whom to whom, how to handle it."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.cartagena_contained_use.fields import STATEMENTS
from exercises.documents.templates.lmo_blocks import (
    FULL,
    HALF,
    HANDLING,
    LEFT,
    MIDDLE,
    draw_contact,
    draw_head,
    draw_signature,
)

FURTHER = (
    ("commercial_name", "Commercial name:"),
    ("trait", "New traits:"),
    ("event", "Event or strain:"),
    ("identifier", "Unique identifier:"),
    ("risk_class", "Risk class:"),
    ("use", "Specification of use:"),
)


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    draw_head(
        sheet,
        "LIVING MODIFIED ORGANISMS FOR CONTAINED USE",
        "Accompanying document. Cartagena Protocol on Biosafety, Article 18.2(b).",
    )
    sheet.box(LEFT, 36, FULL, 32, "1. Identification")
    sheet.ticks("statement", {name: (15.0, 40.6, word) for name, word in STATEMENTS}, side=4, size=3.0)
    sheet.labelled("common_name", "Common name:", 14, 47, 180, 9, room=28, size=3.2)
    sheet.labelled("scientific_name", "Scientific name:", 14, 57, 180, 9, room=28, size=3.2)
    sheet.box(LEFT, 68, HALF, 56, "2. Exporter, emergency contact")
    sheet.entry("exporter.name", 14, 72, HALF - 4, 6, 3.0)
    sheet.entry("exporter.address", 14, 78.4, HALF - 4, 20)
    sheet.rule(LEFT, 102, MIDDLE, 102)
    draw_contact(sheet, 14, 103, HALF - 4)
    sheet.box(MIDDLE, 68, HALF, 56, "3. Consignee (individual and institution)")
    sheet.labelled("importer.person", "Individual:", 107, 72, HALF - 4, 7, room=16, size=3.0)
    sheet.labelled("importer.name", "Institution:", 107, 80, HALF - 4, 7, room=16, size=3.0)
    sheet.words("Address:", 107, 91.4)
    sheet.entry("importer.address", 123, 88.4, HALF - 20, 33)
    sheet.box(LEFT, 124, FULL, 32, f"4. {HANDLING}")
    sheet.entry("handling", 14, 129, 182, 25, 3.0)
    sheet.box(LEFT, 156, FULL, 56, "5. Further information, where appropriate")
    for row, (key, label) in enumerate(FURTHER):
        sheet.labelled(key, label, 14, 160 + row * 8.5, 182, 8, room=32, size=3.0)
    sheet.box(LEFT, 212, FULL, 18, "6. Transport classification")
    sheet.labelled("un_number", "UN number:", 14, 217, 182, 9, room=32, size=4.0)
    draw_signature(sheet, "7. Date and signature of the sender", 230)
    return (sheet,)
