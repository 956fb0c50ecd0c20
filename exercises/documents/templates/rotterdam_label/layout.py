"""The label as it is stuck on a drum or sack, laid flat on a sheet."""

from exercises.documents.paper import Sheet

LEFT, FULL = 20.0, 170.0
DIAMOND = 20.0
"""From the middle of a diamond to its corners."""


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("Label of one package, the same on all of this consignment", 105, 16, size=3, anchor="middle")
    sheet.box(LEFT, 22, FULL, 40, "1. Product identifier", size=2.6)
    sheet.entry("product", 25, 28, 160, 12, 8)
    sheet.labelled("active", "Active ingredient:", 25, 41, 160, 9, room=32, size=5)
    sheet.labelled("cas", "CAS number:", 25, 51, 160, 9, room=32, size=5)
    sheet.box(LEFT, 62, FULL, 18, "2. Signal word", size=2.6)
    sheet.entry("signal_word", 60, 66, 90, 12, 9)
    sheet.box(
        LEFT,
        80,
        FULL,
        52,
        "5. Hazard pictograms, told in words; diamonds that are not needed stay empty",
        size=2.6,
    )
    for number, middle in enumerate((50, 105, 160), start=1):
        _diamond(sheet, f"pictogram{number}", middle, 106)
    sheet.labelled("frame", "Frames:", 24, 124, 30, 6, room=12, size=3.6)
    sheet.box(LEFT, 132, 85, 44, "3. Hazard statements", size=2.6)
    sheet.entry("hazards", 23, 138, 79, 36, 3.4)
    sheet.box(105, 132, 85, 44, "4. Precautionary statements", size=2.6)
    sheet.entry("precautions", 108, 138, 79, 36, 3.2)
    sheet.box(LEFT, 176, FULL, 60, "7. Particulars of the product", size=2.6)
    for row, (key, label) in enumerate(
        (
            ("strength", "Strength:"),
            ("use", "Use:"),
            ("registration", "Registration number:"),
            ("net_kg", "Net mass, kg:"),
            ("batch", "Batch:"),
            ("made_on", "Date of manufacture:"),
            ("expires_on", "Expiry date:"),
        )
    ):
        sheet.labelled(key, label, 23, 181 + row * 7.6, 120, 7, room=32, size=3.6)
    sheet.spot("batch_stamp", 149, 188, 36, 36)
    sheet.box(LEFT, 236, FULL, 32, "6. Supplier", size=2.6)
    sheet.entry("supplier.name", 25, 241, 160, 8, 4)
    sheet.entry("supplier.address", 25, 249, 100, 12, 3)
    sheet.labelled("supplier.telephone", "Telephone:", 25, 261, 160, 6, room=18, size=3.2)
    sheet.box(LEFT, 268, FULL, 13, "8. Language", size=2.6)
    sheet.labelled("language", "This label is in:", 25, 272, 160, 7, room=26, size=3.6)
    return (sheet,)


def _diamond(sheet: Sheet, key: str, x: float, y: float) -> None:
    """A square on its corner with the name of the symbol in it."""
    corners = ((x, y - DIAMOND), (x + DIAMOND, y), (x, y + DIAMOND), (x - DIAMOND, y))
    for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        sheet.rule(*start, *end)
    sheet.entry(key, x - 14, y - 6, 28, 12, 3)
