"""The licence as it is printed: one page of security paper, boxes in two columns."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.ods_licence.fields import CONDITIONS, OPERATIONS, USES

LEFT, MIDDLE, RIGHT = 10.0, 105.0, 200.0
HALF, FULL = 95.0, 190.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet(weave="licence", emblem=(20, 20, 5.5))
    sheet.entry("authority", 31, 12, 90, 18, 2.9)
    sheet.words("LICENCE", 199, 18, size=6.5, bold=True, anchor="end")
    sheet.words("for substances controlled under the Montreal Protocol", 199, 23.5, size=2.6, anchor="end")
    sheet.words("Keep with the goods. One consignment.", 199, 28, size=2.1, anchor="end")
    _head_and_parties(sheet)
    _substance(sheet)
    _quantity(sheet)
    _issue(sheet)
    return (sheet,)


def _head_and_parties(sheet: Sheet) -> None:
    sheet.box(LEFT, 31, 80, 14, "1. Licence number and year")
    sheet.entry("licence_number", 12, 35, 54, 8, 3.6)
    sheet.rule(68, 34.5, 68, 45)
    sheet.entry("licence_year", 70, 35, 18, 8, 3.6)
    sheet.box(90, 31, 110, 14, "2. Type of operation")
    sheet.ticks_across("operation", OPERATIONS, 93, 38, 26, size=2.4)
    sheet.box(LEFT, 45, HALF, 36, "3. Importer (name, address, registration and tax number)")
    sheet.entry("importer.name", 12, 48.8, 91, 5)
    sheet.entry("importer.address", 12, 53.8, 91, 12.5)
    sheet.labelled("importer.registration", "Registration No.:", 12, 69, 91, 5, room=25)
    sheet.labelled("importer.tax_number", "Tax No.:", 12, 74.6, 91, 5, room=25)
    sheet.box(MIDDLE, 45, HALF, 24, "4. Exporter or supplier abroad")
    sheet.entry("exporter.name", 107, 48.8, 91, 4.4)
    sheet.entry("exporter.address", 107, 53.2, 91, 9.4, 2.5)
    sheet.labelled("exporter.country", "Country:", 107, 63.4, 91, 4.8, room=13)
    sheet.box(MIDDLE, 69, 47.5, 12, "5. Country of export")
    sheet.entry("export_country", 107, 73, 44, 7, 3.0)
    sheet.box(152.5, 69, 47.5, 12, "Country of origin")
    sheet.entry("origin_country", 154.5, 73, 44, 7, 3.0)


def _substance(sheet: Sheet) -> None:
    sheet.shade(LEFT, 81, FULL, 5.4)
    sheet.words("SUBSTANCE OR MIXTURE", 105, 84.9, size=2.5, bold=True, anchor="middle")
    sheet.box(LEFT, 86.4, 110, 26, "6. Substance")
    sheet.labelled("chemical_name", "Chemical name:", 12, 90.4, 106, 7.2, room=25)
    sheet.labelled("common_name", "Common name:", 12, 97.8, 106, 6.6, room=25)
    sheet.labelled("ashrae", "ASHRAE number:", 12, 104.6, 106, 6.6, room=25)
    for row, (key, title) in enumerate(
        (("cas", "7. CAS number"), ("annex_group", "8. Annex and group"), ("hs_code", "9. HS code"))
    ):
        top = 86.4 + row * 26 / 3
        sheet.box(120, top, 80, 26 / 3, title)
        sheet.entry(key, 148, top + 0.8, 50, 7, 3.0)
    sheet.box(LEFT, 112.4, FULL, 16, "10. Mixture composition (components with mass per cent)")
    sheet.entry("composition", 12, 116.2, 186, 11.6, 2.6)
    sheet.box(LEFT, 128.4, FULL, 10, "11. Condition")
    sheet.ticks_across("condition", CONDITIONS, 36, 131.8, 33, size=2.4)
    sheet.box(LEFT, 138.4, FULL, 15, "12. Intended use")
    sheet.ticks(
        "use",
        {
            name: (36 + (number % 4) * 40.0, 141 + (number // 4) * 6, word)
            for number, (name, word) in enumerate(USES)
        },
        size=2.3,
    )


def _quantity(sheet: Sheet) -> None:
    sheet.box(LEFT, 153.4, HALF, 28, "13. Quantity")
    sheet.labelled("quantity_kg", "Net mass of substance, kg:", 12, 157.4, 91, 7, room=40, size=3.2)
    sheet.labelled("odp_tonnes", "ODP tonnes:", 12, 165, 91, 7, room=40, size=3.2)
    sheet.labelled("co2e_tonnes", "Tonnes CO₂ equivalent:", 12, 172.6, 91, 7, room=40, size=3.2)
    sheet.box(MIDDLE, 153.4, HALF, 28, "14. Number and type of containers")
    sheet.labelled("containers", "Number:", 107, 157.4, 91, 7, room=32, size=3.2)
    sheet.labelled("container_type", "Type:", 107, 165, 91, 7, room=32)
    sheet.labelled("container_net_kg", "Net mass of each, kg:", 107, 172.6, 91, 7, room=32, size=3.2)
    sheet.box(LEFT, 181.4, 70, 22, "15. Port of entry or exit")
    sheet.entry("port", 12, 186, 66, 14, 3.0)
    sheet.box(80, 181.4, 120, 22, "16. Quota year and balance")
    sheet.labelled("quota_year", "Year:", 82, 186, 50, 6.6, room=18, size=3.0)
    sheet.labelled("quota_unit", "Unit:", 136, 186, 62, 6.6, room=12)
    sheet.labelled("quota_before", "Before:", 82, 194.6, 52, 6.6, room=18, size=3.0)
    sheet.labelled("quota_after", "After:", 136, 194.6, 62, 6.6, room=12, size=3.0)
    sheet.box(LEFT, 203.4, 70, 22, "17. Issue date and expiry date")
    sheet.labelled("issue_date", "Issued:", 12, 207.6, 66, 7, room=16, size=3.0)
    sheet.labelled("expiry_date", "Expires:", 12, 216, 66, 7, room=16, size=3.0)
    sheet.box(80, 203.4, 120, 22, "18. Conditions")
    sheet.entry("conditions", 82, 207.4, 116, 17, 2.6)


def _issue(sheet: Sheet) -> None:
    sheet.box(LEFT, 225.4, FULL, 33, "19. Signature, name of office, seal")
    sheet.entry("issuer_name", 12, 230, 68, 7)
    sheet.rule(12, 237.2, 80, 237.2)
    sheet.words("Name of the issuing officer", 12, 239.6)
    sheet.entry("issuer_office", 12, 243.5, 68, 9)
    sheet.rule(12, 252.8, 80, 252.8)
    sheet.words("Name of the office", 12, 255.2)
    sheet.rule(88, 252.8, 158, 252.8)
    sheet.words("Signature", 88, 255.2)
    sheet.spot("issuer_signature", 90, 235, 66, 17)
    sheet.spot("issuer_seal", 164, 226.4, 32, 31)
    sheet.box(LEFT, 258.4, FULL, 30, "20. Customs endorsement")
    sheet.labelled("endorsement_date", "Date:", 12, 262.4, 68, 6, room=28)
    sheet.labelled("endorsement_entry", "Entry No.:", 12, 268.8, 68, 6, room=28)
    sheet.labelled("endorsement_quantity", "Quantity released, kg:", 12, 275.2, 68, 6, room=28)
    sheet.labelled("endorsement_balance", "Balance, kg:", 12, 281.6, 68, 6, room=28)
    sheet.rule(88, 283.6, 140, 283.6)
    sheet.words("Signature", 88, 286.2)
    sheet.spot("endorsement_signature", 90, 268, 48, 15)
    sheet.words("Stamp", 146, 286.2)
    sheet.spot("endorsement_stamp", 144, 260, 54, 25)
