"""A document drawn like the form it is: one picture for each page, its text still text.

What is wrong with a document is to be seen, never to be read in the markup: every page has the same parts in
the same groups, a group for each field and each place whether anything stands there or not, and colours,
lines and words are all that differs.
"""

from collections.abc import Callable, Iterable
from random import Random

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from exercises.documents import registry, weave
from exercises.documents.ink import Inks
from exercises.documents.model import Document, Field, Hand, Kind, Mark, MarkKind, Value
from exercises.documents.paper import HEIGHT, WIDTH, Sheet, Slot, Spot, Words
from exercises.documents.stamping import SANS, put
from exercises.documents.svg import box, element, polyline, smooth
from exercises.documents.writing import broken, fitted, shown, width_of

TYPED = "'Courier New', Courier, 'Liberation Mono', monospace"
WRITTEN = "'Segoe Script', 'Bradley Hand', 'Comic Sans MS', 'URW Chancery L', cursive"
LEADING = 1.18
NOTHING = "M0 0"
# In these letters the widths are known, so a line is held to its length in whatever typeface a reader has.
_KNOWN_UP_TO = 0x24F


def drawn(document: Document, prefix: str = "document") -> SafeString:
    """The document as it looks. The prefix tells apart documents on one page of the site."""
    sheets = registry.layout(document.template.slug)
    pages = [
        {"number": page, "drawing": _page(document, page, sheets[page - 1], f"{prefix}-{page}")}
        for page in document.pages()
    ]
    context = {"document": document, "prefix": prefix, "pages": pages, "count": len(pages)}
    return render_to_string("exercises/documents/drawn.html", context)


def _chance(document: Document, *what: object) -> Random:
    # Not for secrets: the same seed must give the same picture.
    return Random(":".join(map(str, (document.template.slug, document.seed, *what))))  # noqa: S311


def _page(document: Document, page: int, sheet: Sheet, prefix: str) -> SafeString:
    at_page = [mark for mark in document.marks if mark.at == f"page{page}"]
    inks = Inks(copied=any(mark.kind == MarkKind.PHOTOCOPY for mark in at_page))
    slots = {slot.key: slot for slot in sheet.slots}
    parts = [
        *_background(sheet, inks, prefix),
        _wear(document, page, slots, inks),
        _form(sheet, inks),
        _specimen(inks),
        *(
            _entry(document, document.template.field(slot.key), slot, inks)
            for slot in sorted(sheet.slots, key=_order(document))
        ),
        *_struck_lines(document, sheet, inks),
        *_places(document, sheet, inks),
        *_surface(document, page, at_page, inks),
    ]
    return element("g", *parts)


def _order(document: Document) -> Callable[[Slot], int]:
    places = {field.key: number for number, field in enumerate(document.template.fields)}
    return lambda slot: places[slot.key]


def _background(sheet: Sheet, inks: Inks, prefix: str) -> list[SafeString]:
    parts = [element("path", d=box(0, 0, WIDTH, HEIGHT), fill=inks["paper"])]
    if sheet.weave:
        name = f"{prefix}-weave"
        parts += [
            weave.pattern(sheet.weave, name, inks),
            element("path", d=box(5, 5, WIDTH - 10, HEIGHT - 10), fill=f"url(#{name})"),
            weave.rosette(sheet.weave, WIDTH / 2, HEIGHT * 0.52, 62, inks),
        ]
    if sheet.shades:
        shaded = "".join(box(*shade) for shade in sheet.shades)
        parts.append(element("path", d=shaded, fill=inks["shade"], opacity=0.75))
    return parts


def _wear(document: Document, page: int, slots: dict[str, Slot], inks: Inks) -> SafeString:
    """Fibres all over, and places where the surface is rubbed: on every sheet at its edges, by handling."""
    chance = _chance(document, page, "wear")
    fibres = "".join(
        smooth(
            [
                (x, y),
                (x + chance.uniform(-2, 2), y + chance.uniform(-1, 1)),
                (x + chance.uniform(-4, 4), y + 1),
            ]
        )
        for x, y in ((chance.uniform(6, 204), chance.uniform(6, 291)) for _ in range(14))
    )
    rubbed = [_rub(chance, chance.uniform(8, 190), edge, chance.uniform(5, 12), 2.4) for edge in (4.2, 291.5)]
    rubbed += [
        _rub(
            chance,
            slots[mark.at].x - 0.6,
            slots[mark.at].y + 0.1,
            *_rubbed_area(document, mark, slots[mark.at]),
        )
        for mark in document.marks
        if mark.kind == MarkKind.ALTERATION and mark.state == "erased" and mark.at in slots
    ]
    return element(
        "g",
        element("path", d=fibres, fill="none", stroke=inks["fibre"], stroke_width=0.12),
        element(
            "path",
            d="".join(rubbed),
            fill=inks["light"],
            opacity=0.86,
            stroke=inks["fibre"],
            stroke_width=0.06,
        ),
    )


def _rubbed_area(document: Document, mark: Mark, slot: Slot) -> tuple[float, float]:
    entries = (*shown(document.template.field(mark.at), document.value(mark.at)), mark.text)
    longest = max((width_of(entry, slot.size, typed=True) for entry in entries), default=0)
    return min(slot.width + 1.2, max(longest + 3, 7)), min(slot.height, 7.0)


def _rub(chance: Random, x: float, y: float, width: float, height: float) -> str:
    """A patch with ragged ends."""
    around = [(x + width * step / 9, y + chance.uniform(-0.35, 0.35)) for step in range(10)]
    around += [(x + width + chance.uniform(-1, 1), y + height * step / 3) for step in range(1, 3)]
    around += [(x + width * step / 9, y + height + chance.uniform(-0.35, 0.35)) for step in range(9, -1, -1)]
    around += [(x + chance.uniform(-1, 1), y + height * step / 3) for step in (2, 1, 0)]
    return polyline(around, closed=True)


def _form(sheet: Sheet, inks: Inks) -> SafeString:
    frames = "".join(box(*frame) for frame in sheet.frames)
    rules = "".join(f"M{x:.4g} {y:.4g}L{to_x:.4g} {to_y:.4g}" for x, y, to_x, to_y in sheet.rules)
    words = [part for printed in sheet.words_printed for part in _printed(printed)]
    parts = [
        element("path", d=frames or NOTHING, fill="none", stroke=inks["rule"], stroke_width=0.28),
        element("path", d=rules or NOTHING, fill="none", stroke=inks["rule"], stroke_width=0.16),
        element("g", *words, fill=inks["form"], font_family=SANS),
    ]
    if sheet.emblem:
        parts.append(_emblem(*sheet.emblem, inks))
    return element("g", *parts)


def _printed(words: Words) -> Iterable[SafeString]:
    lines = [words.text]
    if words.width:
        lines = broken(words.text, words.width, words.size, typed=False)
    for number, line in enumerate(lines):
        wide = width_of(line, words.size, typed=False)
        tight = words.width and wide > words.width * 0.88
        yield element(
            "text",
            line,
            x=words.x,
            y=words.y + number * words.size * 1.12,
            font_size=words.size,
            font_weight="bold" if words.bold else None,
            text_anchor=None if words.anchor == "start" else words.anchor,
            textLength=wide if tight else None,
            lengthAdjust="spacingAndGlyphs" if tight else None,
        )


def _emblem(x: float, y: float, radius: float, inks: Inks) -> SafeString:
    """A globe in a wreath: an emblem of our own where the form has that of its issuer."""
    globe = "".join(
        f"M{x:.4g} {y - radius:.4g}a{reach * radius:.4g} {radius:.4g} 0 0 {side} 0 {2 * radius:.4g}"
        for reach in (1, 0.55)
        for side in (0, 1)
    )
    globe += "".join(
        f"M{x - half:.4g} {y + up:.4g}h{2 * half:.4g}"
        for up, half in ((0, radius), (radius * 0.5, radius * 0.866), (-radius * 0.5, radius * 0.866))
    )
    leaves = "".join(
        smooth(
            [
                (x + side * reach, y + down),
                (x + side * (reach + 1.6), y + down - 1.2),
                (x + side * (reach + 1.2), y + down - 3),
            ]
        )
        for side in (-1, 1)
        for reach, down in (
            (radius * 0.3, radius * 1.32),
            (radius * 0.8, radius * 1.06),
            (radius * 1.12, radius * 0.66),
            (radius * 1.22, radius * 0.16),
        )
    )
    return element("path", d=globe + leaves, fill="none", stroke=inks["form"], stroke_width=0.4)


def _specimen(inks: Inks) -> SafeString:
    across = element(
        "text",
        "SPECIMEN",
        x=105,
        y=160,
        font_size=34,
        font_weight="bold",
        text_anchor="middle",
        textLength=190,
        lengthAdjust="spacingAndGlyphs",
        transform="rotate(-52 105 150)",
        # Letters set round a stamp carry this too: a form without any stamp shall differ in no name.
        rotate=0,
        opacity=0.13,
    )
    below = element(
        "text", "SPECIMEN · drawn for training · not valid", x=105, y=293, font_size=2.2, text_anchor="middle"
    )
    return element("g", across, below, fill=inks["specimen"], font_family=SANS)


def _entry(document: Document, field: Field, slot: Slot, inks: Inks) -> SafeString:
    """A field: a region that can be pointed at, and what stands in it."""
    region = element(
        "path", d=box(slot.x, slot.y, slot.width, slot.height), fill="none", pointer_events="all"
    )
    marks = [mark for mark in document.marks if mark.at == field.key]
    parts = [region]
    for mark in marks:
        if mark.kind == MarkKind.ALTERATION and mark.text:
            former = shown(field, mark.text)
            faint = 0.34 if mark.state == "erased" else 0.75
            shift = {"erased": 0.5, "overwritten": 0.25, "retyped": -0.3}[mark.state]
            parts += _lines(former, slot, field, inks, ink="ghost", opacity=faint, shift=shift)
    state = next((mark.state for mark in marks if mark.kind == MarkKind.ALTERATION), "")
    value = document.value(field.key)
    if field.kind == Kind.TICKS:
        parts += _crosses(value, slot, inks)
    else:
        parts += _lines(
            shown(field, value), slot, field, inks, state=state, chance=_chance(document, field.key)
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
    chance = _chance(document, mark.at, "validated")
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
            put(mark, where, inks, _chance(document, spot.key, number))
            for number, mark in enumerate(mark for mark in document.marks if mark.at == spot.key)
        ]
        parts.append(element("g", *marks, data_place=spot.key))
    return parts


def _beside(spot: Spot, other: Spot) -> Spot:
    """The spot moved so far to the right that it touches the other no more."""
    shift = other.x + other.width + 1.5 - spot.x
    return Spot(spot.key, spot.x + max(shift, 0), spot.y, spot.width - max(shift, 0) * 0.2, spot.height)


def _surface(document: Document, page: int, at_page: list[Mark], inks: Inks) -> list[SafeString]:
    """What lies over the whole page: dust, the shadow of an edge, holes."""
    chance = _chance(document, page, "surface")
    specks = 170 if inks.copied else 7
    dust = "".join(
        f"M{chance.uniform(2, 208):.1f} {chance.uniform(2, 295):.1f}h{chance.uniform(0.1, 0.5):.1f}"
        for _ in range(specks)
    )
    shadow = box(0, 0, 2.6, HEIGHT) + box(0, 0, WIDTH, 1.1) if inks.copied else box(0, 0, 0.3, HEIGHT)
    holes = [mark.text for mark in at_page if mark.kind == MarkKind.PERFORATION]
    return [
        element("path", d=dust, stroke=inks["dust"], stroke_width=0.2, opacity=0.55 if inks.copied else 0.25),
        element("path", d=shadow, fill=inks["dust"], opacity=0.6 if inks.copied else 0.1),
        element(
            "g",
            *(
                element(
                    "text",
                    text,
                    x=202.4,
                    y=20 + 60 * number,
                    transform=f"rotate(90 202.4 {20 + 60 * number})",
                )
                for number, text in enumerate(holes)
            ),
            font_size=5.4,
            font_family=SANS,
            fill="none",
            stroke=inks["dust"],
            stroke_width=0.5,
            stroke_dasharray=(0, 0.95),
            stroke_linecap="round",
        ),
    ]
