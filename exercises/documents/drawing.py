"""A document drawn like the form it is: one picture for each page, its text still text.

What is wrong with a document is to be seen, never to be read in the markup: every page has the same parts in
the same groups, a group for each field and each place whether anything stands there or not, and colours,
lines and words are all that differs.
"""

from collections.abc import Callable, Collection, Iterable
from random import Random

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from exercises.documents import registry
from exercises.documents.ink import Inks
from exercises.documents.model import Document, Field, Hand, Kind, Mark, MarkKind, Value
from exercises.documents.outlining import Outline, outlined
from exercises.documents.paper import HEIGHT, WIDTH, Sheet, Slot, Spot
from exercises.documents.sheets import background, chance_for, printed_form, specimen, surface, wear
from exercises.documents.stamping import SANS, put
from exercises.documents.svg import box, element
from exercises.documents.writing import fitted, shown, width_of

TYPED = "'Courier New', Courier, 'Liberation Mono', monospace"
WRITTEN = "'Segoe Script', 'Bradley Hand', 'Comic Sans MS', 'URW Chancery L', cursive"
LEADING = 1.18
# In these letters the widths are known, so a line is held to its length in whatever typeface a reader has.
_KNOWN_UP_TO = 0x24F


def drawn(document: Document, prefix: str = "document", outlines: Collection[Outline] = ()) -> SafeString:
    """The document as it looks. The prefix tells apart documents on one page of the site.

    Outlines point out entries once all may be told; without them nothing of theirs is in the drawing.
    """
    sheets = registry.layout(document.template.slug)
    pages = [
        {"number": page, "drawing": _page(document, page, sheets[page - 1], f"{prefix}-{page}", outlines)}
        for page in document.pages()
    ]
    context = {"document": document, "prefix": prefix, "pages": pages, "count": len(pages)}
    return render_to_string("exercises/documents/drawn.html", context)


GAP = 6
"""Between two pages of a picture, in millimetres."""


def size_of(document: Document) -> tuple[int, int]:
    """Width and height of the picture of a document, in millimetres."""
    count = len(document.pages())
    return WIDTH, count * HEIGHT + (count - 1) * GAP


def picture(document: Document) -> SafeString:
    """The document as a picture that stands by itself, its pages below each other."""
    sheets = registry.layout(document.template.slug)
    pages = [
        element(
            "svg",
            _page(document, page, sheets[page - 1], f"page-{page}"),
            y=place * (HEIGHT + GAP),
            width=WIDTH,
            height=HEIGHT,
        )
        for place, page in enumerate(document.pages())
    ]
    width, height = size_of(document)
    return element(
        "svg",
        *pages,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        lang="en",
        **{"xml:space": "preserve"},
    )


def _page(
    document: Document, page: int, sheet: Sheet, prefix: str, outlines: Collection[Outline] = ()
) -> SafeString:
    at_page = [mark for mark in document.marks if mark.at == f"page{page}"]
    inks = Inks(copied=any(mark.kind == MarkKind.PHOTOCOPY for mark in at_page))
    slots = {slot.key: slot for slot in sheet.slots}
    parts = [
        *background(sheet, inks, prefix),
        wear(document, page, slots, inks),
        printed_form(sheet, inks),
        specimen(inks),
        *(
            _entry(document, document.template.field(slot.key), slot, inks)
            for slot in sorted(sheet.slots, key=_order(document))
        ),
        *_struck_lines(document, sheet, inks),
        *_places(document, sheet, inks),
        *surface(document, page, at_page, inks),
        *outlined(sheet, outlines),
    ]
    return element("g", *parts)


def _order(document: Document) -> Callable[[Slot], int]:
    places = {field.key: number for number, field in enumerate(document.template.fields)}
    return lambda slot: places[slot.key]


def _region(area: Slot | Spot) -> SafeString:
    """Where an entry can be pointed at, whatever stands there."""
    return element("path", d=box(area.x, area.y, area.width, area.height), fill="none", pointer_events="all")


def _entry(document: Document, field: Field, slot: Slot, inks: Inks) -> SafeString:
    """A field: its region, and what stands in it."""
    marks = [mark for mark in document.marks if mark.at == field.key]
    parts = [_region(slot)]
    for mark in marks:
        if mark.kind == MarkKind.ALTERATION and mark.text:
            former = shown(field, mark.text)
            faint = 0.6 if mark.state == "erased" else 0.75
            shift = {"erased": 0.85, "overwritten": 0.25, "retyped": -0.3}[mark.state]
            parts += _lines(former, slot, field, inks, ink="ghost", opacity=faint, shift=shift)
    state = next((mark.state for mark in marks if mark.kind == MarkKind.ALTERATION), "")
    value = document.value(field.key)
    if field.kind == Kind.TICKS:
        parts += _crosses(value, slot, inks)
    else:
        parts += _lines(
            shown(field, value), slot, field, inks, state=state, chance=chance_for(document, field.key)
        )
    for mark in marks:
        if mark.kind == MarkKind.STRUCK_OUT:
            middle = slot.y + slot.height / 2
            way = f"M{slot.x:.4g} {middle + 0.5:.4g}L{slot.x + slot.width:.4g} {middle - 0.5:.4g}"
            parts.append(element("path", d=way, stroke=inks["pen"], stroke_width=0.32))
        if mark.validated:
            parts += _validation(document, mark, slot, inks)
    return element("g", *parts, data_field=field.key)


def _crosses(value: Value, slot: Slot, inks: Inks) -> Iterable[SafeString]:
    ticked = (value,) if isinstance(value, str) else value
    for name in ticked:
        if name in slot.squares:
            x, y = slot.squares[name]
            yield element(
                "text",
                "X",
                x=x,
                y=y,
                font_size=slot.size * 1.1,
                text_anchor="middle",
                font_family=TYPED,
                font_weight="bold",
                fill=inks["typed"],
            )


def _lines(
    entries: tuple[str, ...],
    slot: Slot,
    field: Field,
    inks: Inks,
    *,
    ink: str = "",
    state: str = "",
    opacity: float | None = None,
    shift: float = 0.0,
    chance: Random | None = None,
) -> list[SafeString]:
    size = slot.size * (1.14 if state == "retyped" else 1.06 if state == "overwritten" else 1)
    lines, size = fitted(entries, slot.width, slot.height, size)
    top = slot.y if field.kind == Kind.LINES else slot.y + (slot.height - len(lines) * size * LEADING) / 2
    written = field.hand == Hand.WRITTEN and state != "retyped"
    colour = inks[ink or ("retyped" if state == "retyped" else "pen" if written else "typed")]
    parts = []
    for number, line in enumerate(lines):
        known = all(ord(letter) <= _KNOWN_UP_TO for letter in line)
        wide = width_of(line, size, typed=True)
        lifts = [chance.uniform(-0.12, 0.12) for _ in line] if written and known and chance else None
        parts.append(
            element(
                "text",
                line,
                x=slot.x + 0.4 + shift * 0.6,
                y=top + size * 0.92 + number * size * LEADING + shift,
                dy=_steps(lifts) if lifts else None,
                font_size=size,
                font_family=SANS if state == "retyped" else WRITTEN if written else TYPED,
                font_style="italic" if written else None,
                font_weight="bold" if state == "overwritten" else None,
                textLength=min(wide, slot.width) if known else None,
                lengthAdjust="spacingAndGlyphs" if known else None,
                fill=colour,
                opacity=opacity,
            )
        )
    return parts


def _steps(lifts: list[float]) -> list[float]:
    """Heights over the line as steps from letter to letter, which is how an attribute of text has them."""
    return [round(high - before, 2) for before, high in zip([0.0, *lifts], lifts, strict=False)]


def _validation(document: Document, mark: Mark, slot: Slot, inks: Inks) -> list[SafeString]:
    """The small stamp and initials of the authority beside a correction."""
    chance = chance_for(document, mark.at, "validated")
    side = min(max(slot.height, 5.0), 8.0)
    spot = Spot("", slot.x + slot.width - side, slot.y + slot.height / 2 - side / 2, side, side)
    initials = Spot("", spot.x - side, spot.y, side * 1.6, side)
    return [
        put(Mark(MarkKind.INK_STAMP, mark.at, "Corrected"), spot, inks, chance),
        put(Mark(MarkKind.SIGNATURE, mark.at, "Ab"), initials, inks, chance),
    ]


def _struck_lines(document: Document, sheet: Sheet, inks: Inks) -> list[SafeString]:
    """Lines drawn through all of a goods line, in each part of the form where it has entries."""
    parts = []
    for mark in document.marks:
        if mark.kind != MarkKind.STRUCK_OUT or mark.at not in document.template.lines():
            continue
        by_group: dict[str, list[Slot]] = {}
        for slot in sheet.slots:
            field = document.template.field(slot.key)
            if field.line == mark.at:
                by_group.setdefault(field.group, []).append(slot)
        for slots in by_group.values():
            left, right = min(slot.x for slot in slots), max(slot.x + slot.width for slot in slots)
            top, bottom = (
                min(slot.y for slot in slots) + 0.8,
                max(slot.y + slot.height for slot in slots) - 0.8,
            )
            way = f"M{left:.4g} {top:.4g}H{right:.4g}L{left:.4g} {bottom:.4g}H{right:.4g}"
            parts.append(element("path", d=way, fill="none", stroke=inks["pen"], stroke_width=0.35))
    return [element("g", *parts)]


def _places(document: Document, sheet: Sheet, inks: Inks) -> list[SafeString]:
    """A group for each place. A stamp that was stuck over what once crossed it lies on top of that."""
    states = {mark.at: mark.state for mark in document.marks if mark.kind == MarkKind.SECURITY_STAMP}
    lifted = [spot.key for spot in sheet.spots if states.get(spot.key) == "lifted"]
    spots = sorted(sheet.spots, key=lambda spot: spot.key in lifted)
    parts = []
    for spot in spots:
        where = spot
        if spot.across and states.get(spot.across) == "uncancelled":
            other = next(each for each in sheet.spots if each.key == spot.across)
            where = _beside(spot, other)
        marks = [
            put(mark, where, inks, chance_for(document, spot.key, number))
            for number, mark in enumerate(mark for mark in document.marks if mark.at == spot.key)
        ]
        parts.append(element("g", _region(spot), *marks, data_place=spot.key))
    return parts


def _beside(spot: Spot, other: Spot) -> Spot:
    """The spot moved so far to the right that it touches the other no more."""
    shift = other.x + other.width + 1.5 - spot.x
    return Spot(spot.key, spot.x + max(shift, 0), spot.y, spot.width - max(shift, 0) * 0.2, spot.height)
