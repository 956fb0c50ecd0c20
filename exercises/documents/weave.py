"""Backgrounds of security paper: waves that repeat as a pattern, and a rosette."""

from math import cos, pi, sin

from django.utils.safestring import SafeString

from exercises.documents.ink import Inks
from exercises.documents.svg import element, polyline

# Of each weave: hues, waves across a tile, petals of the rosette.
WEAVES = {"cites": ("green", 3, 19), "licence": ("blue", 2, 14)}
TILE = 21.0
# A copy loses the finest lines here and there.
_LOSSES = (2.3, 1.1, 0.8, 1.7, 3.1, 0.9)


def _wave(phase: float, waves: int, middle: float, reach: float) -> str:
    steps = 14 * waves
    points = [
        (TILE * step / steps, middle + reach * sin(2 * pi * waves * step / steps + phase))
        for step in range(steps + 1)
    ]
    return polyline(points)


def pattern(weave: str, name: str, inks: Inks) -> SafeString:
    """The pattern of a weave, under a name of its own on the page."""
    hue, waves, _ = WEAVES[weave]
    lines = [
        element(
            "path",
            d="".join(
                _wave(phase * pi / 3 + shift, waves, TILE * row / 3 + TILE / 6, TILE / 6.2)
                for row in range(3)
            ),
            stroke=inks[f"weave-{hue}-{ink}"],
            stroke_dasharray=_LOSSES if inks.copied else "none",
        )
        for ink, shift in ((1, 0.0), (2, pi / 6))
        for phase in range(3)
    ]
    return element(
        "pattern",
        element("g", *lines, fill="none", stroke_width=0.13),
        id=name,
        width=TILE,
        height=TILE,
        patternUnits="userSpaceOnUse",
    )


def rosette(weave: str, x: float, y: float, radius: float, inks: Inks) -> SafeString:
    """A rosette of closed loops, in two inks."""
    hue, _, petals = WEAVES[weave]

    def ring(size: float, depth: float, turns: int) -> str:
        steps = turns * 14
        loops = 3
        points = []
        for step in range(steps * loops + 1):
            angle = 2 * pi * step / steps
            reach = size * (1 - depth + depth * sin(turns * angle / loops + angle))
            points.append((x + reach * cos(angle), y + reach * sin(angle)))
        return polyline(points, closed=True)

    return element(
        "g",
        element("path", d=ring(radius, 0.32, petals), stroke=inks[f"weave-{hue}-1"]),
        element("path", d=ring(radius * 0.62, 0.4, petals - 3), stroke=inks[f"weave-{hue}-2"]),
        fill="none",
        stroke_width=0.14,
        stroke_dasharray=_LOSSES if inks.copied else "none",
    )
