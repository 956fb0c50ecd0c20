"""The officer's sheet: one page, the entry above, the State below."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.stockholm_register_check.fields import ACTIVITIES, STATUSES

LEFT, FULL = 15.0, 180.0
ROOM = 54.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("CHECK ONLINE", LEFT, 20, size=6, bold=True)
    sheet.words("Register of exemptions and purposes, list of Parties", LEFT, 26, size=3)
    sheet.box(LEFT, 31, FULL, 36)
    for row, (key, label) in enumerate(
        (("address", "Read at:"), ("read_on", "Read on:"), ("chemical", "Chemical:"))
    ):
        sheet.labelled(key, label, 18, 33 + row * 11, 174, 9.6, room=ROOM, size=3.6)
    sheet.shade(LEFT, 72, FULL, 7)
    sheet.words("ENTRY IN THE REGISTER", 18, 77, size=3, bold=True)
    sheet.box(LEFT, 79, FULL, 14, "1. Activity", size=2.4)
    sheet.ticks_across("activity", ACTIVITIES, 72, 84, 45, side=4, size=2.8)
    for top, height, key, title in (
        (93, 22, "purpose", "2. Specific exemption or acceptable purpose"),
        (115, 14, "party", "3. Party"),
        (129, 14, "expiry", "4. Expiry date"),
        (143, 14, "quantity", "5. Estimated quantity, tonnes a year"),
        (157, 20, "reason", "6. Purpose and reason"),
        (177, 16, "remarks", "7. Remarks"),
    ):
        sheet.box(LEFT, top, FULL, height)
        sheet.words(title, 16, top + 5, size=2.4, width=ROOM - 2)
        sheet.entry(key, 18 + ROOM, top + 2, 174 - ROOM, height - 4, 3.4)
    sheet.shade(LEFT, 198, FULL, 7)
    sheet.words("LIST OF PARTIES", 18, 203, size=3, bold=True)
    sheet.box(LEFT, 205, FULL, 30, "8. State of import and its status", size=2.4)
    sheet.entry("state", 18 + ROOM, 209, 174 - ROOM, 10, 3.6)
    sheet.ticks_across("status", STATUSES, 72, 224, 62, side=4, size=2.8)
    sheet.box(LEFT, 240, FULL, 32, "9. Read by", size=2.4)
    sheet.entry("officer", 18, 252, 70, 9, 3.4)
    sheet.rule(106, 264, 186, 264)
    sheet.words("Signature", 106, 267)
    sheet.spot("signature", 108, 245, 76, 18)
    return (sheet,)
