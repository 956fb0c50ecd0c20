"""One page of security paper, boxes under each other."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.cartagena_decision.fields import USES

LEFT, MIDDLE = 12.0, 105.0
HALF, FULL = 93.0, 186.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet(weave="licence", emblem=(22, 22, 6))
    sheet.entry("authority", 33, 13, 92, 20, 2.9)
    sheet.words("DECISION", 197, 19, size=6.5, bold=True, anchor="end")
    sheet.words("on the import of living modified organisms", 197, 25, size=2.6, anchor="end")
    sheet.box(LEFT, 36, FULL, 14, "1. Permit number")
    sheet.entry("number", 14, 40, 182, 9, 4.0)
    sheet.box(LEFT, 50, FULL, 34, "2. Holder")
    sheet.entry("holder.name", 14, 54.4, 182, 7, 3.2)
    sheet.entry("holder.address", 14, 62, 182, 21)
    sheet.box(LEFT, 84, FULL, 46, "3. Living modified organism, unique identifiers or events")
    sheet.labelled("organism", "Organism:", 14, 88.4, 182, 8, room=28, size=3.2)
    sheet.words("Identifiers or events:", 14, 101)
    sheet.entry("identifiers", 42, 98, 154, 31, 3.2)
    sheet.box(LEFT, 130, FULL, 27, "4. Use authorised")
    squares = {name: (15.0, 135 + row * 7.0, word) for row, (name, word) in enumerate(USES)}
    sheet.ticks("use", squares, size=2.8)
    sheet.box(LEFT, 157, HALF, 24, "5. Quantity and number of consignments")
    sheet.labelled("quantity_kg", "Quantity, kg:", 14, 161.4, HALF - 4, 8.4, room=30, size=3.2)
    sheet.labelled("consignments", "Consignments:", 14, 170.8, HALF - 4, 8.4, room=30, size=3.2)
    sheet.box(MIDDLE, 157, HALF, 24, "6. Port of entry")
    sheet.entry("port", 107, 162, HALF - 4, 17, 3.2)
    sheet.box(LEFT, 181, FULL, 34, "7. Conditions")
    sheet.labelled("risk_class", "Risk class:", 14, 185, 182, 7, room=28, size=3.2)
    sheet.entry("conditions", 14, 193, 182, 21, 2.9)
    sheet.box(LEFT, 215, FULL, 17, "8. Issue date and expiry date")
    sheet.labelled("issue_date", "Issued:", 14, 220, 88, 9, room=16, size=3.2)
    sheet.labelled("expiry_date", "Expires:", 107, 220, 88, 9, room=16, size=3.2)
    sheet.box(LEFT, 232, FULL, 46, "9. Signature and stamp")
    sheet.labelled("issuer", "Name of the officer:", 14, 238, 94, 9, room=28)
    sheet.rule(110, 269, 158, 269)
    sheet.words("Signature", 110, 272)
    sheet.words("Stamp", 163, 275)
    sheet.spot("issuer_signature", 110, 248, 48, 20)
    sheet.spot("issuer_stamp", 162, 235, 34, 34)
    return (sheet,)
