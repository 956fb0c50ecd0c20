"""A nameplate and the PCB label, boxes 1 to 7, as an officer records them from the unit."""

from exercises.documents.model import Field, Hand, Kind, MarkKind, Place, Template

FIXINGS = (
    ("riveted", "Riveted"),
    ("engraved", "Engraved"),
    ("paper", "Paper sticker"),
    ("missing", "No plate, screw holes"),
)
CLASSES = (
    ("below", "Below 50 ppm"),
    ("middle", "50 to 500 ppm"),
    ("above", "Above 500 ppm"),
)
"""The two lines of the inventory form: 50 ppm is 0.005 per cent, 500 ppm is 0.05 per cent."""

TEMPLATE = Template(
    slug="stockholm-nameplate",
    title="Nameplate and PCB label",
    fields=(
        Field("fixing", "", "The plate is", Kind.TICKS, "Record", hand=Hand.WRITTEN, choices=FIXINGS),
        Field("maker", "1", "Manufacturer", group="Plate"),
        Field("country", "1", "Country", group="Plate"),
        Field("type", "2", "Type", Kind.CODE, "Plate"),
        Field("serial", "2", "Serial No.", Kind.CODE, "Plate"),
        Field("year", "3", "Year of manufacture", group="Plate"),
        Field("power", "4", "Rated power, kVA or kvar", Kind.NUMBER, "Plate"),
        Field("voltage", "4", "Voltage, kV", Kind.CODE, "Plate"),
        Field("cooling", "5", "Cooling code", Kind.CODE, "Plate"),
        Field("liquid", "6", "Liquid", group="Plate"),
        Field("liquid_kg", "6", "Mass of liquid, kg", Kind.NUMBER, "Plate"),
        Field("total_kg", "6", "Total mass, kg", Kind.NUMBER, "Plate"),
        Field("label_class", "7", "PCB label: class", Kind.TICKS, "PCB label", choices=CLASSES),
        Field("label_result", "7", "PCB label: result, mg/kg", Kind.NUMBER, "PCB label"),
        Field("label_method", "7", "PCB label: method", group="PCB label"),
        Field("label_date", "7", "PCB label: date of test", Kind.DATE, "PCB label"),
    ),
    places=(Place("label_stamp", "7", "Stamp on the PCB label", (MarkKind.INK_STAMP,)),),
)
