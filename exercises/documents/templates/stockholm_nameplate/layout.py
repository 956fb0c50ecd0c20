"""The record of a plate: the plate as it sits on the tank, and the label below it."""

from exercises.documents.paper import Sheet
from exercises.documents.templates.stockholm_nameplate.fields import CLASSES, FIXINGS

LEFT, RIGHT, FULL = 20.0, 190.0, 170.0
SCREWS = ((24, 46), (186, 46), (24, 182), (186, 182))


def layout() -> tuple[Sheet, ...]:
    sheet = Sheet()
    sheet.words("NAMEPLATE AND PCB LABEL", 105, 20, size=5.5, bold=True, anchor="middle")
    sheet.words("As read on the unit", 105, 25.5, size=2.8, anchor="middle")
    sheet.words("The plate is:", LEFT, 35.2, size=2.6)
    sheet.ticks_across("fixing", FIXINGS, 46, 32.6, 36, size=2.6)
    _plate(sheet)
    _label(sheet)
    return (sheet,)


def _plate(sheet: Sheet) -> None:
    sheet.box(LEFT, 42, FULL, 144)
    for x, y in SCREWS:
        sheet.rule(x - 1.6, y, x + 1.6, y)
        sheet.rule(x, y - 1.6, x, y + 1.6)
    sheet.box(30, 50, 150, 26, "1. Manufacturer and country", size=2.4)
    sheet.entry("maker", 33, 55, 144, 10, 5.4)
    sheet.entry("country", 33, 66, 144, 8, 3.6)
    sheet.box(30, 76, 96, 24, "2. Type and serial number", size=2.4)
    sheet.labelled("type", "Type:", 33, 80.5, 90, 8.4, room=18, size=4.2)
    sheet.labelled("serial", "Serial No.:", 33, 90, 90, 8.4, room=18, size=4.2)
    sheet.box(126, 76, 54, 24, "3. Year of manufacture", size=2.4)
    sheet.entry("year", 129, 83, 48, 12, 6)
    sheet.box(30, 100, 96, 28, "4. Rated power and voltage", size=2.4)
    sheet.labelled("power", "kVA or kvar:", 33, 105.5, 90, 9, room=22, size=4.6)
    sheet.labelled("voltage", "kV:", 33, 116.5, 90, 9, room=22, size=4.6)
    sheet.box(126, 100, 54, 28, "5. Cooling code", size=2.4)
    sheet.entry("cooling", 129, 107, 48, 16, 8)
    sheet.box(30, 128, 150, 46, "6. Liquid name and mass", size=2.4)
    sheet.labelled("liquid", "Liquid:", 33, 134, 144, 11, room=36, size=5)
    sheet.labelled("liquid_kg", "Mass of liquid, kg:", 33, 147, 144, 11, room=36, size=5)
    sheet.labelled("total_kg", "Total mass, kg:", 33, 160, 144, 11, room=36, size=5)


def _label(sheet: Sheet) -> None:
    sheet.box(LEFT, 196, FULL, 70, "7. PCB label and test", size=2.4)
    sheet.ticks_across("label_class", CLASSES, 26, 203, 38, size=2.8, side=4)
    sheet.labelled("label_result", "Result, mg/kg:", 26, 214, 110, 9, room=30, size=4.2)
    sheet.labelled("label_method", "Method:", 26, 226, 110, 13, room=30, size=3.4)
    sheet.labelled("label_date", "Date of test:", 26, 242, 110, 9, room=30, size=4.2)
    sheet.words("1 ppm is 1 mg/kg. 50 ppm is 0.005 %, 500 ppm is 0.05 %.", 26, 260, size=2.4)
    sheet.spot("label_stamp", 146, 216, 38, 38)
