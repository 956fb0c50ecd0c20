"""Outlines round entries of a drawn form, each with a sign that stands beside its explanation too.

Shapes are told apart without colours: by the sign's outline and by the line. What a shape means is said by
whoever asks for it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import SafeString

from exercises.documents.paper import Sheet, Slot, Spot
from exercises.documents.stamping import SANS
from exercises.documents.svg import box, circle, element, polyline

RADIUS = 2.7
"""Half the width of a sign, in millimetres."""
ROOM = 0.7
"""Between an entry and its outline."""
MARKER = "#ffe066"
LIGHT = "#ffffff"


class Shape(StrEnum):
    """The outline of a sign."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    TRIANGLE = "triangle"


@dataclass(frozen=True)
class _Look:
    ink: str
    dashes: tuple[float, ...] | None
    # How far below the middle the sign's letter stands.
    drop: float = 0.0


_LOOKS = {
    Shape.CIRCLE: _Look("#1b6435", None),
    Shape.DIAMOND: _Look("#7a4f00", (3.2, 1.2)),
    Shape.SQUARE: _Look("#a3201b", (1.0, 1.0)),
    Shape.TRIANGLE: _Look("#1c4f7c", (3.2, 0.9, 0.7, 0.9), 0.75),
}


@dataclass(frozen=True)
class Outline:
    """What to draw round a field or place. `flagged` marks it like a marker pen, with a pennant."""

    key: str
    shape: Shape
    sign: str
    flagged: bool = False


def badge(shape: Shape, sign: str = "") -> SafeString:
    """A sign by itself, to stand beside words that say as much."""
    side = 2 * RADIUS + 1
    return element(
        "svg",
        *_sign(shape, sign, side / 2, side / 2),
        viewBox=f"0 0 {side} {side}",
        **{"class": "sign"},
        aria_hidden="true",
        focusable="false",
    )


def outlined(sheet: Sheet, outlines: Collection[Outline]) -> list[SafeString]:
    """The outlines of a page, over all that is drawn on it. Without outlines nothing is drawn at all."""
    areas: dict[str, Slot | Spot] = {area.key: area for area in (*sheet.slots, *sheet.spots)}
    here = [(outline, areas[outline.key]) for outline in outlines if outline.key in areas]
    if not here:
        return []
    lines = [part for outline, area in here for part in _line(outline, area)]
    signs = [part for outline, area in here for part in _corner(outline, area)]
    return [element("g", *lines, *signs, aria_hidden="true")]


def _line(outline: Outline, area: Slot | Spot) -> Iterable[SafeString]:
    look = _LOOKS[outline.shape]
    way = box(area.x - ROOM, area.y - ROOM, area.width + 2 * ROOM, area.height + 2 * ROOM)
    if outline.flagged:
        yield element("path", d=way, fill=MARKER, opacity=0.38)
    yield element("path", d=way, fill="none", stroke=LIGHT, stroke_width=1.5, opacity=0.85)
    yield element(
        "path", d=way, fill="none", stroke=look.ink, stroke_width=0.75, stroke_dasharray=look.dashes
    )


def _corner(outline: Outline, area: Slot | Spot) -> Iterable[SafeString]:
    x, y = max(area.x - ROOM, RADIUS + 0.6), max(area.y - ROOM, RADIUS + 0.6)
    if outline.flagged:
        pole = min(x + area.width + 2 * ROOM, 206.0)
        pennant = f"M{pole:.4g} {y + 1:.4g}v-6l-4.6 1.9l4.6 1.9"
        yield element("path", d=pennant, fill=MARKER, stroke="#16221d", stroke_width=0.4)
    yield from _sign(outline.shape, outline.sign, x, y)


def _sign(shape: Shape, sign: str, x: float, y: float) -> Iterable[SafeString]:
    look = _LOOKS[shape]
    yield element("path", d=_outline_of(shape, x, y), fill=look.ink, stroke=LIGHT, stroke_width=0.5)
    if sign:
        size = 3.4 if len(sign) == 1 else 2.7
        yield element(
            "text",
            sign,
            x=x,
            y=y + size * 0.35 + look.drop,
            font_size=size,
            font_family=SANS,
            font_weight="bold",
            text_anchor="middle",
            fill=LIGHT,
        )


def _outline_of(shape: Shape, x: float, y: float) -> str:
    r = RADIUS
    match shape:
        case Shape.CIRCLE:
            return circle(x, y, r)
        case Shape.SQUARE:
            return box(x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72)
        case Shape.DIAMOND:
            far = r * 1.12
            corners = [(x, y - far), (x + far, y), (x, y + far), (x - far, y)]
        case Shape.TRIANGLE:
            corners = [(x, y - r * 1.12), (x + r * 1.2, y + r), (x - r * 1.2, y + r)]
    return polyline(corners, closed=True)
