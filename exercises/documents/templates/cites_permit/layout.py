"""The standard form as it is printed: header, parties, four goods lines, issue, endorsement."""

from itertools import pairwise

from exercises.documents.paper import Sheet
from exercises.documents.templates.cites_permit.fields import CONTINUATION, FIRST_PAGE

LEFT, RIGHT, MIDDLE = 9.0, 201.0, 105.0
# Where the columns of a goods line begin.
NAMES, SPECIMENS, APPENDIX, QUANTITY, QUOTA = 14.0, 70.0, 124.0, 145.0, 173.0
LAST_REEXPORT, OPERATION = 79.0, 148.0
HEADS = 8.0
# Where the cells of the lower row begin, and where the last ends.
CELLS = {
    NAMES: (14.0, 36.0, 58.0, 79.0),
    LAST_REEXPORT: (79.0, 105.0, 127.0, 148.0),
    OPERATION: (148.0, 174.0, 201.0),
}


def layout() -> tuple[Sheet, ...]:
    return _first_page(), _continuation()


def _first_page() -> Sheet:
    sheet = Sheet(weave="cites", emblem=(18.5, 22.5, 5))
    sheet.box(LEFT, 9, 68, 28)
    sheet.words(
        "CONVENTION ON INTERNATIONAL TRADE IN ENDANGERED SPECIES OF WILD FAUNA AND FLORA",
        29,
        15,
        size=3.0,
        bold=True,
        width=47,
    )
    sheet.box(77, 9, 55, 28)
    sheet.words("PERMIT/CERTIFICATE", 79, 14, size=3.0, bold=True)
    sheet.ticks(
        "type",
        {
            "export": (79, 17, "EXPORT"),
            "re-export": (79, 22, "RE-EXPORT"),
            "import": (106, 17, "IMPORT"),
            "other": (106, 22, "OTHER:"),
        },
        size=2.4,
    )
    sheet.entry("other_document", 79, 28.5, 51, 7)
    sheet.rule(79, 35.5, 130, 35.5)
    sheet.box(132, 9, 69, 16, "1. Permit/Certificate No.")
    sheet.entry("permit_number", 134, 12.5, 65, 6.5, 3.6)
    sheet.ticks("original_or_copy", {"original": (134, 20.4, "ORIGINAL"), "copy": (160, 20.4, "COPY")})
    sheet.box(132, 25, 69, 12, "2. Valid until")
    sheet.entry("valid_until", 134, 29, 65, 7, 3.4)

    sheet.box(LEFT, 37, 96, 29, "3. Importer (name and address)")
    sheet.entry("importer", 11, 41, 92, 17)
    sheet.rule(LEFT, 58.5, MIDDLE, 58.5)
    sheet.words("3a. Country of import", 10, 61)
    sheet.entry("import_country", 37, 59.5, 66, 6)
    sheet.box(MIDDLE, 37, 96, 29, "4. Exporter/re-exporter (name, address and country)")
    sheet.entry("exporter", 107, 41, 92, 14)
    sheet.rule(122, 63.3, 192, 63.3)
    sheet.words("Signature of the applicant", 157, 65.3, size=1.7, anchor="middle")
    sheet.spot("applicant", 128, 54.5, 60, 9)

    sheet.box(LEFT, 66, 96, 23, "5. Special conditions")
    sheet.words(
        "Live animals: valid only if transport meets the CITES guidelines for transport or, by air,"
        " the IATA Live Animals Regulations.",
        10,
        84.8,
        size=1.8,
        width=94,
    )
    sheet.entry("conditions", 11, 69.6, 92, 12.6, 2.4)
    sheet.box(LEFT, 89, 48, 10, "5a. Purpose of the transaction")
    sheet.entry("purpose", 11, 92.4, 44, 6, 3.2)
    sheet.box(57, 89, 48, 10, "5b. Security stamp No.")
    sheet.entry("security_stamp_number", 59, 92.4, 44, 6, 3.2)
    sheet.box(MIDDLE, 66, 96, 33, "6. Name, address, national seal/stamp and country of Management Authority")
    sheet.entry("authority", 107, 70.5, 62, 26)
    sheet.spot("authority_stamp", 171, 71, 27, 27)

    _goods_heads(sheet, 99)
    for number, line in enumerate(FIRST_PAGE):
        _goods(sheet, line, 99 + HEADS + number * 25.0)
    bottom = 99 + HEADS + 4 * 25.0
    sheet.words(
        "12: country where the specimens were taken from the wild, bred in captivity or artificially"
        " propagated; permit and date when"
        " re-exported. 12b: registered operations, or specimens acquired before the Convention"
        " applied to them.",
        LEFT,
        bottom + 2.2,
        size=1.6,
        width=192,
    )
    _issue(sheet, bottom + 5)
    sheet.box(LEFT, 246, 96, 43, "14. Export endorsement")
    _endorsed(sheet, FIRST_PAGE, 11, 250.5)
    sheet.box(MIDDLE, 246, 96, 10.5, "15. Bill of Lading/Air waybill number")
    sheet.entry("transport_document", 107, 249.6, 92, 6.4, 3.0)
    sheet.box(MIDDLE, 256.5, 96, 32.5)
    sheet.entry("endorsement_port", 58, 252, 45, 7.5, 2.9)
    sheet.rule(58, 259.8, 103, 259.8)
    sheet.words("Port of export", 58, 262)
    sheet.entry("endorsement_date", 58, 265.5, 45, 7.5, 2.9)
    sheet.rule(58, 273.3, 103, 273.3)
    sheet.words("Date", 58, 275.5)
    sheet.words("Signature", 107, 286.8)
    sheet.rule(107, 284.2, 149, 284.2)
    sheet.spot("endorsement_signature", 107, 269, 42, 15)
    sheet.words("Official stamp and title", 153, 286.8)
    sheet.entry("endorsement_title", 107, 258, 42, 9)
    sheet.spot("endorsement_stamp", 150, 258, 50, 25)
    return sheet


def _continuation() -> Sheet:
    sheet = Sheet(weave="cites", emblem=(18.5, 22.5, 5))
    sheet.box(LEFT, 9, 123, 28)
    sheet.words(
        "CONVENTION ON INTERNATIONAL TRADE IN ENDANGERED SPECIES OF WILD FAUNA AND FLORA",
        29,
        16,
        size=3.0,
        bold=True,
        width=98,
    )
    sheet.words("PERMIT/CERTIFICATE: CONTINUATION", 29, 30, size=3.0, bold=True)
    sheet.box(132, 9, 69, 16, "1. Permit/Certificate No.")
    sheet.entry("continuation_number", 134, 14, 65, 8, 3.6)
    sheet.box(132, 25, 69, 12, "Page")
    sheet.entry("continuation_sheet", 134, 29, 65, 7, 3.2)
    _goods_heads(sheet, 37)
    for number, line in enumerate(CONTINUATION):
        _goods(sheet, line, 37 + HEADS + number * 38.0, 38.0)
    bottom = 37 + HEADS + 4 * 38.0
    sheet.box(LEFT, bottom + 5, 192, 40, "13. This permit/certificate is issued by")
    sheet.spot("continuation_seal", 142, bottom + 8, 34, 34)
    sheet.spot("continuation_signature", 88, bottom + 18, 66, 18)
    sheet.rule(84, bottom + 36.5, 160, bottom + 36.5)
    sheet.words("Signature and official seal", 122, bottom + 39.5, anchor="middle")
    sheet.box(LEFT, bottom + 45, 192, 43, "14. Export endorsement")
    _endorsed(sheet, CONTINUATION, 11, bottom + 50)
    sheet.words("Official stamp", 128, bottom + 85, anchor="middle")
    sheet.spot("continuation_endorsement", 96, bottom + 50, 64, 30)
    return sheet


def _goods_heads(sheet: Sheet, top: float) -> None:
    """The titles of the upper row of every goods line."""
    sheet.shade(LEFT, top, RIGHT - LEFT, HEADS)
    sheet.box(LEFT, top, NAMES - LEFT, HEADS)
    for x, to_x, title in (
        (NAMES, SPECIMENS, "7./8. Scientific name (genus and species) and common name of animal or plant"),
        (
            SPECIMENS,
            APPENDIX,
            "9. Description of specimens, including identifying marks or numbers (age/sex if live)",
        ),
        (APPENDIX, QUANTITY, "10. Appendix No. and source"),
        (QUANTITY, QUOTA, "11. Quantity (including unit)"),
        (QUOTA, RIGHT, "11a. Total exported/Quota"),
    ):
        sheet.box(x, top, to_x - x, HEADS, title)


def _goods(sheet: Sheet, line: str, top: float, height: float = 25.0) -> None:
    upper = height - 11
    middle = top + upper
    sheet.box(LEFT, top, NAMES - LEFT, height)
    sheet.words(
        line.upper(), (LEFT + NAMES) / 2, top + height / 2 + 1.4, size=4.2, bold=True, anchor="middle"
    )
    sheet.box(NAMES, top, SPECIMENS - NAMES, upper, "7.", size=1.7)
    sheet.entry(f"{line}.scientific_name", NAMES + 4, top + 0.6, SPECIMENS - NAMES - 5, upper / 2 - 0.8)
    sheet.rule(NAMES, top + upper / 2, SPECIMENS, top + upper / 2)
    sheet.words("8.", NAMES + 1, top + upper / 2 + 2.2, size=1.7)
    sheet.entry(
        f"{line}.common_name", NAMES + 4, top + upper / 2 + 0.6, SPECIMENS - NAMES - 5, upper / 2 - 0.8
    )
    sheet.box(SPECIMENS, top, APPENDIX - SPECIMENS, upper, "9.", size=1.7)
    sheet.entry(f"{line}.description", SPECIMENS + 4, top + 0.6, APPENDIX - SPECIMENS - 5, upper - 1.2, 2.5)
    sheet.box(APPENDIX, top, QUANTITY - APPENDIX, upper, "10.", size=1.7)
    sheet.entry(f"{line}.appendix", APPENDIX + 1.5, top + 3, 9, upper - 4, 3.2)
    sheet.entry(f"{line}.source", APPENDIX + 11.5, top + 3, 9, upper - 4, 3.2)
    sheet.box(QUANTITY, top, QUOTA - QUANTITY, upper, "11.", size=1.7)
    sheet.entry(f"{line}.quantity", QUANTITY + 2, top + 3, QUOTA - QUANTITY - 3, upper / 2 - 2, 3.0)
    sheet.entry(f"{line}.unit", QUANTITY + 2, top + upper / 2 + 1.2, QUOTA - QUANTITY - 3, upper / 2 - 2)
    sheet.box(QUOTA, top, RIGHT - QUOTA, upper, "11a.", size=1.7)
    sheet.entry(f"{line}.total_exported", QUOTA + 1, top + 4, 12, upper - 5, 2.6)
    sheet.words("/", QUOTA + 13.6, top + upper / 2 + 2, size=4)
    sheet.entry(f"{line}.quota", QUOTA + 15.2, top + 4, 12, upper - 5, 2.6)
    _lower(sheet, "12. Country of origin", NAMES, LAST_REEXPORT, middle, ("Permit No.", "Date"))
    _lower(
        sheet, "12a. Country of last re-export", LAST_REEXPORT, OPERATION, middle, ("Certificate No.", "Date")
    )
    _lower(sheet, "12b. No. of the operation", OPERATION, RIGHT, middle, ("or date of acquisition",))
    for x, keys in (
        (NAMES, ("origin_country", "origin_permit", "origin_date")),
        (LAST_REEXPORT, ("reexport_country", "reexport_certificate", "reexport_date")),
        (OPERATION, ("operation", "acquired")),
    ):
        for key, (start, end) in zip(keys, pairwise(CELLS[x]), strict=True):
            sheet.entry(f"{line}.{key}", start + 0.8, middle + 3.6, end - start - 1.4, 7, 2.3)


def _lower(sheet: Sheet, title: str, x: float, to_x: float, top: float, more: tuple[str, ...]) -> None:
    sheet.box(x, top, to_x - x, 11, title, size=1.6)
    for words, start in zip(more, CELLS[x][1:], strict=False):
        sheet.words(words, start + 0.8, top + 2.1, size=1.6)
        sheet.rule(start, top + 2.8, start, top + 11)


def _issue(sheet: Sheet, top: float) -> None:
    sheet.box(LEFT, top, 192, 246 - top, "13. This permit/certificate is issued by:")
    sheet.entry("issuer_name", 11, top + 3.5, 60, 6)
    sheet.rule(11, top + 9.7, 71, top + 9.7)
    sheet.words("Name of the issuing officer", 11, top + 11.8, size=1.7)
    sheet.entry("issue_place", 11, top + 13, 60, 6)
    sheet.rule(11, top + 19.2, 71, top + 19.2)
    sheet.words("Place", 11, top + 21.3, size=1.7)
    sheet.entry("issue_date", 11, top + 22.5, 60, 6)
    sheet.rule(11, top + 28.6, 71, top + 28.6)
    sheet.words("Date", 11, top + 30.7, size=1.7)
    sheet.frames.append((80, top + 3, 25, 28))
    sheet.words("Security stamp", 81, top + 30.2, size=1.6)
    sheet.spot("security_stamp", 81.5, top + 2.2, 22, 28)
    sheet.spot("issuer_signature", 92, top + 9, 62, 16, across="security_stamp")
    sheet.spot("issuer_seal", 95, top + 3, 27, 27, across="security_stamp")
    sheet.rule(108, top + 28, 196, top + 28)
    sheet.words("Security stamp, signature and official seal", 152, top + 30.7, size=1.7, anchor="middle")


def _endorsed(sheet: Sheet, lines: tuple[str, ...], x: float, top: float) -> None:
    """The grid of quantities really exported."""
    sheet.shade(x, top, 44, 6)
    sheet.box(x, top, 8, 6, "Block", size=1.7)
    sheet.box(x + 8, top, 36, 6, "Quantity", size=1.7)
    for number, line in enumerate(lines, start=1):
        row = top + 6 + (number - 1) * 7.4
        sheet.box(x, row, 8, 7.4)
        sheet.words(line.upper(), x + 4, row + 5, size=3.2, bold=True, anchor="middle")
        sheet.box(x + 8, row, 36, 7.4)
        sheet.entry(f"{line}.endorsed_quantity", x + 9, row + 0.6, 15, 6.2, 3.0)
        sheet.entry(f"{line}.endorsed_unit", x + 24.4, row + 0.6, 19.2, 6.2, 2.8)
