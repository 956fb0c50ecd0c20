"""The certificate as it is printed: particulars, method and issue on page 1, endorsements on page 2."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.bwm_certificate.fields import ENDORSEMENTS, METHODS, SURVEYS

LEFT, HALF, FULL = 15.0, 90.0, 180.0
MIDDLE = LEFT + HALF
TITLE = "INTERNATIONAL BALLAST WATER MANAGEMENT CERTIFICATE"


def layout() -> tuple[Sheet, ...]:
    return (_front(), _endorsements())


def _front() -> Sheet:
    sheet = Sheet(weave="licence", emblem=(23, 22, 5.5))
    sheet.words(TITLE, 115, 20, size=4.3, bold=True, anchor="middle")
    sheet.words(
        "International Convention for the Control and Management of Ships' Ballast Water and Sediments, 2004",
        115,
        25.5,
        size=2.5,
        anchor="middle",
    )
    sheet.labelled("number", "Certificate No.:", 110, 29, 85, 7, room=24, size=3.2)
    sheet.box(LEFT, 38, FULL, 22, "1. Issued under the authority of the Government of")
    sheet.entry("authority", 18, 41.5, 174, 8, 3.8)
    sheet.labelled("body", "by (person or organisation authorised):", 18, 51, 174, 7, room=50, size=3.2)
    _particulars(sheet)
    _method(sheet)
    _issue(sheet)
    return sheet


def _particulars(sheet: Sheet) -> None:
    sheet.shade(LEFT, 60, FULL, 5.4)
    sheet.words("PARTICULARS OF SHIP", 105, 63.9, size=2.5, bold=True, anchor="middle")
    rows = (
        (("ship", "2. Name of ship"), ("call_sign", "3. Distinctive number or letters")),
        (("registry", "4. Port of registry"), ("tonnage", "5. Gross tonnage")),
        (("imo", "6. IMO number"), ("built", "7. Date of construction")),
    )
    for number, row in enumerate(rows):
        for column, (key, title) in enumerate(row):
            _cell(sheet, key, title, LEFT + column * HALF, 65.4 + number * 14, HALF, 14)
    _cell(sheet, "capacity", "8. Ballast water capacity (in cubic metres)", LEFT, 107.4, FULL, 14)


def _cell(sheet: Sheet, key: str, title: str, x: float, y: float, width: float, height: float) -> None:
    sheet.box(x, y, width, height, title)
    sheet.entry(key, x + 3, y + 3.8, width - 6, height - 4.6, 3.4)


def _method(sheet: Sheet) -> None:
    sheet.shade(LEFT, 121.4, FULL, 5.4)
    sheet.words(
        "DETAILS OF BALLAST WATER MANAGEMENT METHOD USED", 105, 125.3, size=2.5, bold=True, anchor="middle"
    )
    _cell(sheet, "method", "9. Method of ballast water management used", LEFT, 126.8, FULL, 14)
    _cell(sheet, "installed", "10. Date installed (if applicable)", LEFT, 140.8, HALF, 14)
    _cell(sheet, "maker", "11. Name of manufacturer (if applicable)", MIDDLE, 140.8, HALF, 14)
    sheet.box(LEFT, 154.8, FULL, 24, "12. Principal ballast water management method(s) employed on this ship")
    sheet.ticks(
        "principal",
        {
            name: (20 + (number % 2) * HALF, 161 + (number // 2) * 8, word)
            for number, (name, word) in enumerate(METHODS)
        },
        size=2.6,
    )


def _issue(sheet: Sheet) -> None:
    _cell(sheet, "valid_until", "13. This certificate is valid until", LEFT, 178.8, HALF, 16)
    _cell(
        sheet,
        "survey_date",
        "14. Completion date of the survey",
        MIDDLE,
        178.8,
        HALF,
        16,
    )
    sheet.box(LEFT, 194.8, FULL, 62, "15. Issue")
    sheet.labelled("issue_place", "Issued at:", 18, 199, 100, 8, room=24, size=3.2)
    sheet.labelled("issue_date", "Date of issue:", 18, 208, 100, 8, room=24, size=3.2)
    sheet.labelled("issuer", "Issued by:", 18, 217, 100, 8, room=24, size=3.2)
    sheet.spot("issuer_signature", 20, 228, 90, 19)
    sheet.rule(18, 248, 118, 248)
    sheet.words("Signature of authorised official issuing the certificate", 18, 251)
    sheet.spot("issuer_seal", 142, 205, 40, 40)
    sheet.words("Seal or stamp of the authority", 162, 251, anchor="middle")


def _endorsements() -> Sheet:
    sheet = Sheet(weave="licence")
    sheet.words(
        "16. ENDORSEMENT FOR ANNUAL AND INTERMEDIATE SURVEYS", 105, 16, size=3.6, bold=True, anchor="middle"
    )
    for number, name in enumerate(ENDORSEMENTS):
        _endorsement(sheet, name, 22 + number * 52)
    top = 232.0
    sheet.box(LEFT, top, FULL, 50, "Extension")
    sheet.labelled("extended_until", "Valid until:", 18, top + 6, 84, 8, room=24, size=3.2)
    sheet.labelled("extension_place", "Place:", 18, top + 15, 84, 8, room=24, size=3.2)
    sheet.labelled("extension_date", "Date:", 18, top + 24, 84, 8, room=24, size=3.2)
    _signed(sheet, "extension_signature", "extension_stamp", top)
    return sheet


def _endorsement(sheet: Sheet, name: str, top: float) -> None:
    sheet.box(LEFT, top, FULL, 50)
    sheet.ticks_across(f"{name}.survey", SURVEYS, 20, top + 4, 36, size=2.6)
    sheet.labelled(f"{name}.place", "Place:", 18, top + 11, 84, 8, room=24, size=3.2)
    sheet.labelled(f"{name}.date", "Date:", 18, top + 20, 84, 8, room=24, size=3.2)
    sheet.labelled(f"{name}.surveyor", "Surveyor:", 18, top + 29, 84, 8, room=24, size=3.2)
    _signed(sheet, f"{name}.signature", f"{name}.stamp", top)


def _signed(sheet: Sheet, signature: str, stamp: str, top: float) -> None:
    sheet.spot(signature, 106, top + 20, 44, 18)
    sheet.rule(104, top + 40, 152, top + 40)
    sheet.words("Signature", 104, top + 43)
    sheet.spot(stamp, 156, top + 6, 35, 35)
    sheet.words("Stamp", 173.5, top + 46, anchor="middle")
