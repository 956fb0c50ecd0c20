"""A declaration for used electrical equipment with liquid and the result of its PCB test, boxes 1 to 9.

The Convention prescribes no such form.
"""

from exercises.documents.model import Field, Kind, MarkKind, Place, Template
from exercises.documents.templates.stockholm_nameplate.fields import CLASSES

PURPOSES = (
    ("use", "Further use"),
    ("repair", "Repair and resale"),
    ("disposal", "Environmentally sound waste management"),
)


def _equipment(key: str, label: str, kind: Kind = Kind.TEXT, box: str = "5") -> Field:
    return Field(key, box, label, kind, "Equipment")


def _test(key: str, label: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(f"test.{key}", "8", label, kind, "Test")


TEMPLATE = Template(
    slug="stockholm-equipment-declaration",
    title="Declaration for electrical equipment with liquid",
    fields=(
        Field("number", "1", "Declaration No.", group="Head"),
        Field("date", "1", "Date", Kind.DATE, "Head"),
        Field("exporter.name", "2", "Exporter: name", group="Parties"),
        Field("exporter.address", "2", "Exporter: address", Kind.LINES, "Parties"),
        Field("importer.name", "3", "Importer: name", group="Parties"),
        Field("importer.address", "3", "Importer: address", Kind.LINES, "Parties"),
        Field("purpose", "4", "Purpose of the movement", Kind.TICKS, "Purpose", choices=PURPOSES),
        _equipment("maker", "Manufacturer"),
        _equipment("type", "Type", Kind.CODE),
        _equipment("serial", "Serial No.", Kind.CODE),
        _equipment("year", "Year of manufacture"),
        _equipment("power", "Rated power, kVA or kvar", Kind.NUMBER),
        _equipment("voltage", "Voltage, kV", Kind.CODE),
        _equipment("cooling", "Cooling code", Kind.CODE),
        _equipment("liquid", "Liquid", box="6"),
        _equipment("liquid_kg", "Mass of liquid, kg", Kind.NUMBER, "6"),
        _equipment("total_kg", "Total mass, kg", Kind.NUMBER, "6"),
        Field("pcb_class", "7", "PCB class declared", Kind.TICKS, "PCB class", choices=CLASSES),
        _test("report", "Test report No.", Kind.CODE),
        _test("laboratory", "Laboratory"),
        _test("serial", "Serial No. of the unit sampled", Kind.CODE),
        _test("sampled_on", "Date of sample", Kind.DATE),
        _test("method", "Method"),
        _test("result", "PCB, mg/kg", Kind.NUMBER),
        Field("signatory", "9", "Name of the declarant", group="Signature"),
    ),
    places=(Place("signature", "9", "Signature of the declarant", (MarkKind.SIGNATURE,)),),
)
