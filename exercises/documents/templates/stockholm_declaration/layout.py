"""The certification as a letter of a government: one page, parts A to J."""

from exercises.documents.paper import Sheet

LEFT, MIDDLE = 15.0, 105.0
HALF, FULL = 90.0, 180.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet(emblem=(24, 22, 7))
    sheet.words("CERTIFICATION BY A STATE NOT PARTY", 36, 19, size=5, bold=True)
    sheet.words(
        "Stockholm Convention on Persistent Organic Pollutants, Article 3.2(b)(iii)", 36, 24.5, size=2.8
    )
    sheet.labelled("reference", "Reference:", 36, 26.5, 100, 6, room=16, size=3)
    _states(sheet)
    _chemical(sheet)
    _commitments(sheet)
    _issue(sheet)
    return (sheet,)


def _states(sheet: Sheet) -> None:
    sheet.box(LEFT, 36, HALF, 34, "A. Importing State", size=2.4)
    sheet.entry("state", 18, 40.5, 84, 7, 3.8)
    sheet.entry("ministry", 18, 48.5, 84, 20, 2.9)
    sheet.box(MIDDLE, 36, HALF, 34, "B. Exporting Party", size=2.4)
    sheet.entry("exporting_party", 108, 40.5, 84, 7, 3.8)
    sheet.entry("exporting_authority", 108, 49, 84, 14, 2.9)


def _chemical(sheet: Sheet) -> None:
    sheet.box(LEFT, 70, FULL, 24, "C. Chemical", size=2.4)
    sheet.labelled("chemical", "Name:", 18, 74.5, 174, 9, room=26, size=3.6)
    sheet.labelled("cas", "CAS number:", 18, 84, 174, 8.6, room=26, size=3.6)
    sheet.box(LEFT, 94, FULL, 22, "D. Intended use in the importing State", size=2.4)
    sheet.entry("use", 18, 99, 174, 15, 3.4)


def _commitments(sheet: Sheet) -> None:
    sheet.words("The importing State certifies for this calendar year:", 18, 121, size=2.8, bold=True)
    for row, (key, title) in enumerate(
        (
            ("releases", "E. Health and the environment: releases"),
            ("wastes", "F. Article 6.1: stockpiles and wastes"),
            ("ddt", "G. Annex B, Part II: for DDT only"),
        )
    ):
        top = 124 + row * 19
        sheet.box(LEFT, top, FULL, 19, title, size=2.4)
        sheet.entry(key, 18, top + 4.5, 174, 13.5, 3)
    sheet.box(LEFT, 181, FULL, 26, "H. Laws, rules or policy behind it, copies attached", size=2.4)
    sheet.entry("documents", 18, 186, 174, 20, 3)


def _issue(sheet: Sheet) -> None:
    sheet.box(LEFT, 207, FULL, 52, "I. Issued by the importing State", size=2.4)
    for row, (key, label) in enumerate(
        (
            ("authority", "Authority:"),
            ("signatory", "Name and position:"),
            ("signed_on", "Date:"),
            ("contact", "Contact:"),
        )
    ):
        sheet.labelled(key, label, 18, 212 + row * 11.4, 88, 9.6, room=25, size=3)
    sheet.rule(110, 246, 152, 246)
    sheet.words("Signature", 110, 249)
    sheet.spot("signature", 110, 226, 42, 19)
    sheet.words("Stamp", 158, 255)
    sheet.spot("stamp", 156, 214, 36, 36)
    sheet.box(LEFT, 259, FULL, 28, "J. For the exporting Party", size=2.4)
    sheet.labelled("received_on", "Received:", 18, 264, 84, 9, room=32, size=3.2)
    sheet.labelled("sent_on", "Sent to the Secretariat:", 18, 275, 84, 9, room=32, size=3.2)
    sheet.rule(110, 280, 152, 280)
    sheet.words("Signature", 110, 283)
    sheet.spot("receipt_signature", 110, 261, 42, 18)
    sheet.spot("receipt_stamp", 162, 260, 26, 26)
