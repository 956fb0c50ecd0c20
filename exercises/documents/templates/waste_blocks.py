"""What notification and movement document have in common: particulars, block 14, lists of codes."""

from exercises.documents.model import Field, Kind
from exercises.documents.paper import Sheet

LEFT, MIDDLE = 10.0, 105.0
HALF, FULL = 95.0, 190.0
TRANSPORT = (("R", "Road"), ("T", "Train/rail"), ("S", "Sea"), ("A", "Air"), ("W", "Inland waterways"))
YES_NO = (("yes", "Yes"), ("no", "No"))
CODES = (
    ("basel", "(i) Basel Annex VIII (or IX if applicable):"),
    ("oecd", "(ii) OECD code (if different from (i)):"),
    ("ec_list", "(iii) EC list of wastes:"),
    ("export_national", "(iv) National code in country of export:"),
    ("import_national", "(v) National code in country of import:"),
    ("other", "(vi) Other (specify):"),
    ("y_code", "(vii) Y-code:"),
    ("h_code", "(viii) H-code:"),
    ("un_class", "(ix) UN class:"),
    ("un_number", "(x) UN number:"),
    ("un_shipping_name", "(xi) UN shipping name:"),
    ("customs_code", "(xii) Customs code(s) (HS):"),
)
"""The rows of block 14, as they are printed."""
PACKAGING = (
    "1. Drum",
    "2. Wooden barrel",
    "3. Jerrican",
    "4. Box",
    "5. Bag",
    "6. Composite packaging",
    "7. Pressure receptacle",
    "8. Bulk",
    "9. Other (specify)",
)
MEANS = tuple(f"{code} = {word}" for code, word in TRANSPORT)
PHYSICAL = (
    "1. Powdery/powder",
    "2. Solid",
    "3. Viscous/paste",
    "4. Sludgy",
    "5. Liquid",
    "6. Gaseous",
    "7. Other (specify)",
)


def party(name: str, box: str, label: str) -> tuple[Field, ...]:
    """Whom a block is about: registration number, name, address, contact person, telephone, fax, e-mail."""
    group = f"Block {box}"
    return (
        Field(f"{name}.registration", box, f"{label}: registration No.", group=group),
        Field(f"{name}.name", box, f"{label}: name", group=group),
        Field(f"{name}.address", box, f"{label}: address", Kind.LINES, group=group),
        Field(f"{name}.contact", box, f"{label}: contact person", group=group),
        Field(f"{name}.telephone", box, f"{label}: telephone", group=group),
        Field(f"{name}.fax", box, f"{label}: fax", group=group),
        Field(f"{name}.email", box, f"{label}: e-mail", group=group),
    )


def waste_codes() -> tuple[Field, ...]:
    """Block 14: the codes of the waste."""
    return tuple(
        Field(
            f"waste.{key}",
            "14",
            label.removesuffix(":"),
            Kind.TEXT if key == "un_shipping_name" else Kind.CODE,
            group="Block 14",
        )
        for key, label in CODES
    )


def draw_party(sheet: Sheet, name: str, x: float, y: float) -> None:
    """Registration number, name, address, contact person, telephone, fax, e-mail."""
    sheet.labelled(f"{name}.registration", "Registration No:", x + 1, y, 93, 3.8, room=20, size=2.4)
    sheet.labelled(f"{name}.name", "Name:", x + 1, y + 3.8, 93, 3.8, room=11, size=2.4)
    sheet.words("Address:", x + 1, y + 10.3)
    sheet.entry(f"{name}.address", x + 12, y + 7.8, 81, 11, 2.3)
    sheet.labelled(f"{name}.contact", "Contact person:", x + 1, y + 18.8, 46, 3.8, room=19, size=2.3)
    sheet.labelled(f"{name}.email", "E-mail:", x + 48, y + 18.8, 46, 3.8, room=9, size=2.3)
    sheet.labelled(f"{name}.telephone", "Tel:", x + 1, y + 22.6, 46, 3.8, room=11, size=2.3)
    sheet.labelled(f"{name}.fax", "Fax:", x + 48, y + 22.6, 46, 3.8, room=9, size=2.3)


def draw_waste_codes(sheet: Sheet, x: float, top: float) -> None:
    """Block 14, half the width of the page and 49.5 mm high."""
    sheet.box(x, top, HALF, 49.5, "14. Waste identification (fill in relevant codes)")
    for number, (key, label) in enumerate(CODES):
        sheet.labelled(f"waste.{key}", label, x + 2, top + 3.7 + number * 3.75, 92, 3.75, room=52, size=2.4)


def draw_code_list(sheet: Sheet, top: float, form: str, blocks: tuple[int, int, int]) -> None:
    """The codes that the blocks of packaging, means of transport and physical characteristics ask for."""
    packaging, means, physical = blocks
    sheet.shade(LEFT, top, FULL, 6)
    sheet.words(f"LIST OF CODES USED IN THE {form}", 105, top + 4.2, size=2.6, bold=True, anchor="middle")
    for x, title, lines in (
        (LEFT, f"Packaging types (block {packaging})", PACKAGING),
        (LEFT + FULL / 3, f"Means of transport (block {means})", MEANS),
        (LEFT + 2 * FULL / 3, f"Physical characteristics (block {physical})", PHYSICAL),
    ):
        sheet.box(x, top + 6, FULL / 3, 46)
        sheet.words(title, x + 2, top + 10.5, size=2.3, bold=True)
        for number, line in enumerate(lines):
            sheet.words(line, x + 2, top + 15 + number * 3.8, size=2.2)
