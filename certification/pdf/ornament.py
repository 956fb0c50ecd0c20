"""The drawn parts of a certificate: frame, guilloche, marks and seal, as paths.

Every function draws on a canvas whose units are those of the sheet, y downwards.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path.parser import parse_path
from reportlab.lib.colors import Color, HexColor, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

PAPER = HexColor("#FAFAF2")
INK = HexColor("#16221D")
INK_LABEL = HexColor("#475650")
RULE = HexColor("#A9B3A4")
BRAND = HexColor("#0E4737")
VIOLET = HexColor("#3D3191")
GUILLOCHE = (HexColor("#C6D6C2"), HexColor("#D5D8BE"), HexColor("#C3D3D5"))
ROSETTE = HexColor("#9DB89D")


class _PathPen(BasePen):  # type: ignore[misc]
    """Writes what fontTools reads out of an SVG path into a path of the canvas."""

    def __init__(self, path: PDFPathObject) -> None:
        super().__init__(None)
        self.path = path

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.path.moveTo(*point)

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.path.lineTo(*point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self.path.curveTo(*(number for point in points for number in point))

    def _closePath(self) -> None:
        self.path.close()

    def _endPath(self) -> None:
        """An open path stays open."""


def draw_path(canvas: Canvas, data: str, **how: Any) -> None:
    """Draw an SVG path with the canvas's colours; `how` is `stroke` and `fill`."""
    path = canvas.beginPath()
    parse_path(data, _PathPen(path))
    canvas.drawPath(path, **how)


def round_path(x: float, y: float, rx: float, ry: float | None = None) -> str:
    """A circle or an ellipse as an SVG path."""
    ry = ry or rx
    return f"M{x - rx} {y}a{rx} {ry} 0 1 0 {2 * rx} 0a{rx} {ry} 0 1 0 {-2 * rx} 0Z"


@dataclass(frozen=True)
class Mark:
    """The sign of a module in a square of 48: filled outline, white fills and white lines."""

    hue: Color
    outline: str
    fills: tuple[str, ...] = ()
    lines: tuple[tuple[float, str], ...] = ()


MARKS = {
    "": Mark(
        INK_LABEL,
        "M15 3H33L45 15V33L33 45H15L3 33V15Z",
        lines=((2, "M24 16v20M24 16c-4-3-8-3-12-2v20c4-1 8-1 12 2M24 16c4-3 8-3 12-2v20c-4-1-8-1-12 2"),),
    ),
    "intro": Mark(
        HexColor("#4A3F40"),
        "M4 4H44V44H4Z",
        fills=("M24 9L27.6 20.4 24 24ZM39 24L27.6 27.6 24 24ZM24 39L20.4 27.6 24 24ZM9 24L20.4 20.4 24 24Z",),
        lines=(
            (2, "M24 9L27.6 20.4 39 24 27.6 27.6 24 39 20.4 27.6 9 24 20.4 20.4Z"),
            (2, round_path(24, 24, 15)),
        ),
    ),
    "cites": Mark(
        HexColor("#836428"),
        round_path(24, 24, 22),
        fills=("M21.4 14.4c-.8-3 .2-6 2.6-6s3.4 3 2.6 6z",),
        lines=(
            (2, round_path(24, 25.5, 9, 10.5)),
            (
                2,
                "M24 20.5l4 2.6v4.8l-4 2.6-4-2.6v-4.8zM24 20.5V15M28 23.1l4.6-2.2M28 27.9l4.4 2.4"
                "M24 30.5V36M20 27.9l-4.4 2.4M20 23.1l-4.6-2.2M16.8 18.2c-2.6-.6-4.4-2-5-4.4"
                "M31.2 18.2c2.6-.6 4.4-2 5-4.4M17.2 33c-2.3.6-3.8 1.9-4.4 4M30.8 33c2.3.6 3.8 1.9 4.4 4",
            ),
        ),
    ),
    "basel": Mark(
        HexColor("#640603"),
        "M24 1L47 24 24 47 1 24Z",
        fills=(round_path(24, 17, 7.5, 3.2),),
        lines=(
            (1.1, "M24 6.2L41.8 24 24 41.8 6.2 24Z"),
            (
                2,
                "M16.5 17v14c0 1.9 3.4 3.2 7.5 3.2s7.5-1.3 7.5-3.2V17"
                "M16.5 21.7c0 1.9 3.4 3.2 7.5 3.2s7.5-1.3 7.5-3.2"
                "M16.5 26.4c0 1.9 3.4 3.2 7.5 3.2s7.5-1.3 7.5-3.2",
            ),
        ),
    ),
    "montreal": Mark(
        HexColor("#036C94"),
        "M4 45V23a20 20 0 0 1 40 0V45Z",
        fills=("M19.5 40V30.5c0-2 1.8-3.5 4.5-3.5s4.5 1.5 4.5 3.5V40Z",),
        lines=(
            (1.5, "M10 26a14 14 0 0 1 28 0M15 27a9 9 0 0 1 18 0"),
            (2, "M24 27v-3.5M21.5 23.5h5"),
        ),
    ),
    "rotterdam": Mark(
        HexColor("#A8336D"),
        "M13 2H35L45 12V46H3V12Z",
        fills=(round_path(24, 10, 2.6),),
        lines=((2.4, "M12 23h22M28.5 17.5L34 23l-5.5 5.5M36 35H14M19.5 29.5L14 35l5.5 5.5"),),
    ),
    "stockholm": Mark(
        HexColor("#6242AF"),
        "M24 1L44 12.5V35.5L24 47 4 35.5V12.5Z",
        fills=(round_path(38.5, 15.5, 2), round_path(9.5, 32.5, 2)),
        lines=(
            (2, "M24 13.5L33 18.7V29.3L24 34.5 15 29.3V18.7Z"),
            (
                2,
                "M24 17.2L29.8 20.5M29.8 27.5L24 30.8M18.2 27.5V20.5M33 18.7L38.5 15.5M15 29.3L9.5 32.5",
            ),
        ),
    ),
    "cartagena": Mark(
        HexColor("#015A01"),
        "M24 0C40 9 46 28 24 48 2 28 8 9 24 0Z",
        lines=(
            (1.9, "M19 10c0 7 10 7 10 14s-10 7-10 14M29 10c0 7-10 7-10 14s10 7 10 14"),
            (1.3, "M20 12.5h8M21.5 20.5h5M20 24h8M21.5 27.5h5M20.5 34.5h7"),
        ),
    ),
    "bwm": Mark(
        HexColor("#192B65"),
        "M3 5H46L37 24 46 43H3Z",
        lines=(
            (
                2.3,
                "M8 17c3.5-4 6.5-4 9 0s5.5 4 9 0 5.5-4 9 0"
                "M8 25c3.5-4 6.5-4 9 0s5.5 4 9 0 3.5-3 6-2"
                "M8 33c3.5-4 6.5-4 9 0s5.5 4 9 0 5.5-4 9 0",
            ),
        ),
    ),
}


@cache
def _drawn(draw: Callable[..., None], *given: str) -> str:
    """A drawing as operators of a page. The same ones come on every sheet: each is worked out once."""
    canvas = Canvas(io.BytesIO())
    draw(canvas, *given)
    return "\n".join(canvas._code)


def draw_mark(canvas: Canvas, convention: str, x: float, y: float, size: float) -> None:
    """The sign of a module with its corner at x, y. An unknown slug gets the national sign."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 48, size / 48)
    canvas._code.append(_drawn(_mark, convention if convention in MARKS else ""))
    canvas.restoreState()


def _mark(canvas: Canvas, convention: str) -> None:
    mark = MARKS[convention]
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.setFillColor(mark.hue)
    draw_path(canvas, mark.outline, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setStrokeColor(white)
    for data in mark.fills:
        draw_path(canvas, data, stroke=0, fill=1)
    for width, data in mark.lines:
        canvas.setLineWidth(width)
        draw_path(canvas, data, stroke=1, fill=0)


def draw_brand(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Leaf and tick in the stamp octagon."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 48, size / 48)
    canvas._code.append(_drawn(_brand))
    canvas.restoreState()


def _brand(canvas: Canvas) -> None:
    canvas.setStrokeColor(BRAND)
    canvas.setFillColor(BRAND)
    canvas.setLineWidth(2.6)
    draw_path(canvas, "M15 2.5H33L45.5 15V33L33 45.5H15L2.5 33V15Z", stroke=1, fill=0)
    draw_path(canvas, "M10.5 36C8 20 19 10.5 38.5 9.5 39.5 28 29.5 39.5 14 37.8Z", stroke=0, fill=1)
    canvas.setStrokeColor(PAPER)
    canvas.setLineWidth(3.2)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    draw_path(canvas, "M12.5 24.5L19.5 34 33 15.5", stroke=1, fill=0)


def draw_neatline(canvas: Canvas, width: float, height: float) -> None:
    """The checked border of a chart, between two ruled frames."""
    outer, inner, bar = 26, 42, 10
    canvas.setStrokeColor(INK)
    canvas.setFillColor(BRAND)
    canvas.setLineWidth(2)
    canvas.rect(outer, outer, width - 2 * outer, height - 2 * outer, stroke=1, fill=0)
    canvas.setLineWidth(1)
    canvas.rect(inner, inner, width - 2 * inner, height - 2 * inner, stroke=1, fill=0)
    near = (outer + inner - bar) / 2
    across, down = (width - 2 * inner) / 29, (height - 2 * inner) / 21
    for step in range(0, 29, 2):
        for y in (near, height - near - bar):
            canvas.rect(inner + step * across, y, across, bar, stroke=0, fill=1)
    for step in range(0, 21, 2):
        for x in (near, width - near - bar):
            canvas.rect(x, inner + step * down, bar, down, stroke=0, fill=1)


def draw_coil(canvas: Canvas, centre: tuple[float, float], ring: float, loop: float, loops: int) -> None:
    """A ring of overlapping loops, as an engraving machine draws it.

    A point runs round a circle of radius `loop` while that circle's middle runs once round
    the ring. Each eighth of a loop is one curve through the exact points and slopes.
    """
    steps = 8 * loops
    stride = 2 * pi / steps
    turn = loops + 1

    def point(angle: float) -> tuple[float, float]:
        return (
            centre[0] + ring * cos(angle) + loop * cos(turn * angle),
            centre[1] + ring * sin(angle) + loop * sin(turn * angle),
        )

    def slope(angle: float) -> tuple[float, float]:
        return (
            stride / 3 * (-ring * sin(angle) - loop * turn * sin(turn * angle)),
            stride / 3 * (ring * cos(angle) + loop * turn * cos(turn * angle)),
        )

    path = canvas.beginPath()
    path.moveTo(*point(0))
    for step in range(steps):
        start, end = step * stride, (step + 1) * stride
        (x1, y1), (x2, y2) = point(start), point(end)
        (dx1, dy1), (dx2, dy2) = slope(start), slope(end)
        path.curveTo(x1 + dx1, y1 + dy1, x2 - dx2, y2 - dy2, x2, y2)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)


def draw_guilloche(canvas: Canvas, centre: tuple[float, float]) -> None:
    """The security ground behind the text: three coils, one in another."""
    canvas.setLineWidth(0.55)
    rings = ((236, 46, 72), (150, 40, 60), (88, 34, 44))
    for colour, (ring, loop, loops) in zip(GUILLOCHE, rings, strict=True):
        canvas.setStrokeColor(colour)
        draw_coil(canvas, centre, ring, loop, loops)


def draw_rosette(canvas: Canvas, centre: tuple[float, float]) -> None:
    """A small coil in a corner."""
    canvas.setLineWidth(0.55)
    canvas.setStrokeColor(ROSETTE)
    draw_coil(canvas, centre, 23, 12, 36)
    draw_coil(canvas, centre, 13, 5.5, 24)


def draw_seal_ground(canvas: Canvas) -> None:
    """The rings and the leaf of the seal, round the origin; its words are set by the sheet."""
    canvas._code.append(_drawn(_seal_ground))


def _seal_ground(canvas: Canvas) -> None:
    canvas.setStrokeColor(VIOLET)
    for radius, width in ((56, 2.5), (52, 0.9), (35, 1.2)):
        canvas.setLineWidth(width)
        canvas.circle(0, 0, radius, stroke=1, fill=0)
    canvas.setLineWidth(1.5)
    leaf = "M0-20c9 6 12 17 0 34-12-17-9-28 0-34zM0-16v34M0-4l6-5M0 2l-6-5M0 8l5-4"
    draw_path(canvas, leaf, stroke=1, fill=0)
