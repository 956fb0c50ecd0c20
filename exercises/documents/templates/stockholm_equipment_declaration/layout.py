"""The declaration as it is printed: one page, boxes 1 to 9."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.stockholm_equipment_declaration.fields import PURPOSES
from exercises.documents.templates.stockholm_nameplate.fields import CLASSES

LEFT, MIDDLE = 10.0, 105.0
HALF, FULL = 95.0, 190.0


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("DECLARATION", LEFT, 19, size=6.5, bold=True)
    sheet.words("for used electrical equipment with insulating liquid", LEFT, 24.5, size=3)
    sheet.box(115, 12, 85, 18, "1. Declaration No. and date")
    sheet.entry("number", 117, 16, 81, 6, 3.4)
    sheet.labelled("date", "Date:", 117, 22.5, 81, 6, room=12, size=3)
    for left, party, title in ((LEFT, "exporter", "2. Exporter"), (MIDDLE, "importer", "3. Importer")):
        sheet.box(left, 30, HALF, 28, title)
        sheet.entry(f"{party}.name", left + 2, 34, 91, 7, 3.2)
        sheet.entry(f"{party}.address", left + 2, 41.5, 91, 15, 2.8)
    sheet.box(LEFT, 58, FULL, 16, "4. Purpose of the movement")
    sheet.ticks_across("purpose", PURPOSES, 14, 65, 48, size=2.6)
    _equipment(sheet)
    _test(sheet)
    sheet.box(LEFT, 232, FULL, 42, "9. Declaration and signature")
    sheet.words(
        "The particulars above are those of the unit named in box 5, and the test in box 8 is of its liquid.",
        12,
        240,
        size=2.6,
        width=186,
    )
    sheet.labelled("signatory", "Name:", 12, 256, 80, 8, room=14, size=3.2)
    sheet.rule(110, 266, 190, 266)
    sheet.words("Signature", 110, 269)
    sheet.spot("signature", 112, 247, 76, 18)
    return (sheet,)


def _equipment(sheet: Sheet) -> None:
    sheet.box(LEFT, 74, FULL, 50, "5. Equipment, as on its nameplate")
    rows = (
        ("maker", "Manufacturer:"),
        ("type", "Type:"),
        ("serial", "Serial No.:"),
        ("year", "Year of manufacture:"),
    )
    for row, (key, label) in enumerate(rows):
        sheet.labelled(key, label, 12, 79 + row * 10.8, 104, 9, room=32, size=3.4)
    for row, (key, label) in enumerate(
        (("power", "kVA or kvar:"), ("voltage", "Voltage, kV:"), ("cooling", "Cooling code:"))
    ):
        sheet.labelled(key, label, 122, 79 + row * 10.8, 76, 9, room=24, size=3.4)
    sheet.box(LEFT, 124, FULL, 24, "6. Liquid and mass")
    sheet.labelled("liquid", "Liquid:", 12, 132, 70, 10, room=14, size=3.4)
    sheet.labelled("liquid_kg", "Liquid, kg:", 86, 132, 54, 10, room=18, size=3.4)
    sheet.labelled("total_kg", "Total, kg:", 144, 132, 54, 10, room=16, size=3.4)
    sheet.box(LEFT, 148, FULL, 20, "7. PCB class declared (1 ppm is 1 mg/kg)")
    sheet.ticks_across("pcb_class", CLASSES, 14, 156, 48, size=2.8, side=4)


def _test(sheet: Sheet) -> None:
    sheet.box(LEFT, 168, FULL, 64, "8. Test of the liquid for PCB, from the laboratory report")
    rows = (
        ("report", "Test report No.:"),
        ("laboratory", "Laboratory:"),
        ("serial", "Serial No. of the unit sampled:"),
        ("sampled_on", "Date of sample:"),
        ("method", "Method:"),
        ("result", "PCB, mg/kg:"),
    )
    for row, (key, label) in enumerate(rows):
        sheet.labelled(f"test.{key}", label, 12, 173 + row * 9.6, 186, 8.6, room=48, size=3.4)
