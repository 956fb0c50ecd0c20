"""What safety data sheets have in common: who supplies what, and sections under a heading."""

from exercises.documents.model import Field, Kind, MarkKind, Place
from exercises.documents.paper import Sheet

LEFT, FULL = 15.0, 180.0
ROOM = 62.0
STAMP = Place("supplier_stamp", "16", "Stamp of the supplier", (MarkKind.INK_STAMP,))


def identification() -> tuple[Field, ...]:
    """Section 1: the product, what it is for, and who supplies it."""
    return (
        Field("product", "1", "Product name", group="Section 1"),
        Field("use", "1", "Use", group="Section 1"),
        Field("supplier.name", "1", "Supplier", group="Section 1"),
        Field("supplier.address", "1", "Address of the supplier", Kind.LINES, "Section 1"),
        Field("supplier.telephone", "1", "Emergency telephone", group="Section 1"),
    )


def draw_section(
    sheet: Sheet,
    top: float,
    title: str,
    rows: tuple[tuple[str, str], ...],
    *,
    step: float = 9,
    band: float = 6,
    size: float = 3.2,
) -> float:
    """A heading and its rows; gives where the next row begins."""
    sheet.shade(LEFT, top, FULL, band)
    sheet.words(title, LEFT + 3, top + band * 0.72, size=size - 0.4, bold=True)
    for number, (key, label) in enumerate(rows):
        y = top + band + 1 + number * step
        sheet.labelled(key, label, LEFT + 3, y, FULL - 6, step - 1, room=ROOM, size=size)
    return top + band + 1 + len(rows) * step
