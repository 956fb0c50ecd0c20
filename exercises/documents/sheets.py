"""The sheet itself: its background, what is printed on it, its wear, what lies over all of it."""

from collections.abc import Iterable
from random import Random

from django.utils.safestring import SafeString

from exercises.documents import weave
from exercises.documents.ink import Inks
from exercises.documents.model import Document, Mark, MarkKind
from exercises.documents.paper import HEIGHT, WIDTH, Sheet, Slot, Words
from exercises.documents.perforation import holes
from exercises.documents.stamping import SANS
from exercises.documents.svg import box, element, polyline, smooth
from exercises.documents.writing import broken, shown, width_of

NOTHING = "M0 0"


def chance_for(document: Document, *what: object) -> Random:
    # Not for secrets: the same seed must give the same picture.
    return Random(":".join(map(str, (document.template.slug, document.seed, *what))))  # noqa: S311


def background(sheet: Sheet, inks: Inks, prefix: str) -> list[SafeString]:
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


def wear(document: Document, page: int, slots: dict[str, Slot], inks: Inks) -> SafeString:
    """Fibres all over, and places where the surface is rubbed: on every sheet at its edges, by handling."""
    chance = chance_for(document, page, "wear")
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
        element(
            "path",
            d=fibres,
            fill="none",
            stroke=inks["fibre"],
            stroke_width=0.12,
            stroke_dasharray=(2.2, 0.3),
        ),
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


def printed_form(sheet: Sheet, inks: Inks) -> SafeString:
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


def specimen(inks: Inks) -> SafeString:
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
        # Letters set round a stamp and words written by hand carry these too: a form without any shall
        # differ in no name.
        rotate=0,
        dy=0,
        font_style="normal",
        opacity=0.13,
    )
    below = element(
        "text", "SPECIMEN · drawn for training · not valid", x=105, y=293, font_size=2.2, text_anchor="middle"
    )
    return element("g", across, below, fill=inks["specimen"], font_family=SANS)


def surface(document: Document, page: int, at_page: list[Mark], inks: Inks) -> list[SafeString]:
    """What lies over the whole page: dust, the shadow of an edge, holes."""
    chance = chance_for(document, page, "surface")
    specks = 170 if inks.copied else 7
    dust = "".join(
        f"M{chance.uniform(2, 208):.1f} {chance.uniform(2, 295):.1f}h{chance.uniform(0.1, 0.5):.1f}"
        for _ in range(specks)
    )
    shadow = box(0, 0, 2.6, HEIGHT) + box(0, 0, WIDTH, 1.1) if inks.copied else box(0, 0, 0.3, HEIGHT)
    punched = "".join(
        holes(mark.text, 206.4, 40 + 60 * number)
        for number, mark in enumerate(mark for mark in at_page if mark.kind == MarkKind.PERFORATION)
    )
    return [
        element("path", d=dust, stroke=inks["dust"], stroke_width=0.2, opacity=0.55 if inks.copied else 0.25),
        element("path", d=shadow, fill=inks["dust"], opacity=0.6 if inks.copied else 0.1),
        element("path", d=punched or NOTHING, stroke=inks["dust"], stroke_width=0.7, stroke_linecap="round"),
    ]
