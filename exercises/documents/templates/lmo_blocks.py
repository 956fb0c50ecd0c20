"""What the documents of Article 18 have in common: parties, contact point, names, events, signature."""

from collections.abc import Iterable

from exercises.documents.model import Field, Kind, MarkKind, Place
from exercises.documents.paper import Sheet

LEFT, MIDDLE = 12.0, 105.0
HALF, FULL = 93.0, 186.0
HANDLING = "Safe handling, storage, transport and use (or: no specific requirement)"
REFERENCES = (
    Field("invoice_number", "", "To invoice No.", group="Head"),
    Field("decision_number", "", "Decision or permit of the country of import, No.", group="Head"),
)
"""What ties the document to its consignment: the head of two of the forms."""


def party(name: str, box: str, label: str) -> tuple[Field, ...]:
    return (
        Field(f"{name}.name", box, f"{label}: name", group="Parties"),
        Field(f"{name}.address", box, f"{label}: address", Kind.LINES, "Parties"),
    )


def contact(box: str, label: str) -> tuple[Field, ...]:
    return (
        Field("contact.name", box, f"{label}: person or office", group="Parties"),
        Field("contact.telephone", box, f"{label}: telephone", group="Parties"),
        Field("contact.email", box, f"{label}: e-mail", group="Parties"),
    )


def events(box: str, lines: Iterable[str]) -> tuple[Field, ...]:
    """A table of transformation events, each with its unique identifier."""
    return tuple(
        field
        for line in lines
        for field in (
            Field(f"{line}.event", box, "Transformation event", group="Organism"),
            Field(f"{line}.identifier", box, "Unique identifier", Kind.CODE, "Organism"),
        )
    )


def signing(box: str) -> tuple[Field, ...]:
    return (
        Field("date", box, "Date", Kind.DATE, "Signature"),
        Field("signatory", box, "Name and position", group="Signature"),
    )


def signed(box: str) -> tuple[Place, ...]:
    return (
        Place("signature", box, "Signature of the sender", (MarkKind.SIGNATURE,)),
        Place("stamp", box, "Stamp of the sender", (MarkKind.INK_STAMP,)),
    )


def draw_head(sheet: Sheet, title: str, article: str, references: bool = True) -> None:
    sheet.words(title, LEFT, 17, size=4.6, bold=True, width=130)
    sheet.words(article, LEFT, 29, size=2.4, width=130)
    if references:
        sheet.box(146, 11, 52, 11, "To invoice No.")
        sheet.entry("invoice_number", 148, 14.5, 48, 6.5, 3.0)
        sheet.box(146, 22, 52, 11, "Decision or permit of the country of import, No.", size=1.9)
        sheet.entry("decision_number", 148, 25.5, 48, 6.5, 3.0)


def draw_party(sheet: Sheet, name: str, title: str, x: float, y: float, height: float) -> None:
    sheet.box(x, y, HALF, height, title)
    sheet.entry(f"{name}.name", x + 2, y + 4, HALF - 4, 6, 3.0)
    sheet.entry(f"{name}.address", x + 2, y + 10.4, HALF - 4, height - 12)


def draw_contact(sheet: Sheet, x: float, y: float, width: float) -> None:
    """The three lines of the contact point, under a title that is there already."""
    rows = (("name", "Person or office:"), ("telephone", "Telephone:"), ("email", "E-mail:"))
    for number, (key, label) in enumerate(rows):
        sheet.labelled(f"contact.{key}", label, x, y + number * 6.4, width, 6, room=24)


def draw_names(sheet: Sheet, rows: Iterable[tuple[str, str]], y: float) -> None:
    """Boxes side by side across the page, each with the name of an entry."""
    boxes = tuple(rows)
    width = FULL / len(boxes)
    for number, (key, title) in enumerate(boxes):
        x = LEFT + number * width
        sheet.box(x, y, width, 16, title)
        sheet.entry(key, x + 2, y + 4.4, width - 4, 11, 3.0)


def draw_events(sheet: Sheet, title: str, lines: Iterable[str], y: float, *, deep: float = 7.0) -> None:
    sheet.shade(LEFT, y, FULL, 6)
    sheet.words(title, LEFT + 1, y + 4.1, size=2.2, bold=True)
    for x, heading in ((LEFT, "Transformation event"), (MIDDLE, "Unique identifier (OECD)")):
        sheet.box(x, y + 6, HALF, 5, heading)
    for number, line in enumerate(lines):
        top = y + 11 + number * deep
        for x, key in ((LEFT, "event"), (MIDDLE, "identifier")):
            sheet.box(x, top, HALF, deep)
            sheet.entry(f"{line}.{key}", x + 2, top + 0.6, HALF - 4, deep - 1, 3.2)


def draw_signature(sheet: Sheet, title: str, y: float) -> None:
    sheet.box(LEFT, y, FULL, 40, title)
    sheet.labelled("date", "Date:", 14, y + 7, 92, 8, room=28, size=3.0)
    sheet.labelled("signatory", "Name and position:", 14, y + 18, 92, 10, room=28)
    sheet.rule(110, y + 34, 164, y + 34)
    sheet.words("Signature", 110, y + 37)
    sheet.words("Stamp", 170, y + 37)
    sheet.spot("signature", 110, y + 14, 54, 19)
    sheet.spot("stamp", 167, y + 4, 30, 30)
