"""Stamps, seals, signatures and what else is put on paper, each a little different by its seed.

Every kind is made of paths, text and groups and carries no name: what it is can only be seen.
"""

from collections.abc import Callable
from math import cos, degrees, pi, radians, sin
from random import Random

from django.utils.safestring import SafeString

from exercises.documents.ink import Inks
from exercises.documents.model import Mark, MarkKind
from exercises.documents.paper import Spot
from exercises.documents.svg import Point, box, circle, element, polyline, smooth
from exercises.documents.writing import broken, width_of, written_date

SANS = "Arial, Helvetica, sans-serif"
Part = list[SafeString]


def _turned(degrees_: float, x: float, y: float) -> str:
    return f"rotate({degrees_:.1f} {x:.1f} {y:.1f})"


def _around(text: str, x: float, y: float, radius: float, size: float, **ink: str | float) -> SafeString:
    """Letters around a ring, from the lower left over the top."""
    wide = [width_of(letter, size, typed=False) + size * 0.12 for letter in text]
    whole = min(sum(wide) / radius, 1.86 * pi)
    stretch = whole / (sum(wide) / radius) if wide else 1.0
    xs, ys, turns = [], [], []
    angle = -pi / 2 - whole / 2
    for width in wide:
        step = width / radius * stretch
        xs.append(x + radius * cos(angle))
        ys.append(y + radius * sin(angle))
        turns.append(degrees(angle + step / 2 + pi / 2))
        angle += step
    return element("text", text, x=xs, y=ys, rotate=turns, font_size=size, font_family=SANS, **ink)


def _in_the_middle(lines: list[str], x: float, y: float, size: float, **ink: str | float) -> Part:
    top = y - (len(lines) - 1) * size * 0.58 + size * 0.36
    return [
        element(
            "text",
            line,
            x=x,
            y=top + number * size * 1.16,
            font_size=size,
            font_family=SANS,
            text_anchor="middle",
            **ink,
        )
        for number, line in enumerate(lines)
    ]


def _sprig(x: float, y: float, size: float) -> str:
    """An emblem for the middle of a seal: a sprig of leaves."""
    data = [smooth([(x, y + size), (x + size * 0.05, y), (x, y - size)])]
    for step in range(5):
        at = y + size * (0.75 - step * 0.36)
        reach = size * (0.75 - step * 0.1)
        for side in (-1, 1):
            tip = (x + side * reach, at - size * 0.42)
            data.append(smooth([(x, at), (x + side * reach * 0.4, at - size * 0.42), tip]))
            data.append(smooth([tip, (x + side * reach * 0.6, at - size * 0.02), (x, at)]))
    return "".join(data)


def _lettering(text: str, radius: float, size: float) -> tuple[str, list[str]]:
    """What goes round the ring, and what is left for the middle: the name of a place, as a rule."""
    words = text.upper().split()
    room = 1.7 * pi * radius
    middle: list[str] = []
    while len(words) > 1 and width_of(" ".join(words), size * 1.12, typed=False) > room:
        middle.insert(0, words.pop())
    return " ".join(words), middle


def _middle_size(lines: list[str], radius: float, size: float) -> float:
    """The size at which the longest word stays inside the ring."""
    longest = max((width_of(line, 1, typed=False) for line in lines), default=1)
    return min(size, radius * 1.1 / longest, radius * 1.0 / max(len(lines), 1))


def ink_stamp(mark: Mark, spot: Spot, inks: Inks, chance: Random) -> Part:
    colour = inks[chance.choice(("blue-ink", "violet-ink", "green-ink"))]
    radius = min(spot.width, spot.height) / 2 * chance.uniform(0.9, 0.98)
    x, y = spot.x + spot.width / 2, spot.y + spot.height / 2
    size = radius * 0.21
    ring, middle = _lettering(mark.text, radius * 0.78, size)
    # A stamp never takes ink evenly.
    gaps = [chance.uniform(3, 9) if place % 2 == 0 else chance.uniform(0.05, 0.4) for place in range(10)]
    inside = (
        _in_the_middle(middle, x, y, _middle_size(middle, radius, size), fill=colour)
        if middle
        else [element("path", d=_sprig(x, y, radius * 0.38), fill="none", stroke_width=0.22)]
    )
    return [
        element(
            "g",
            element("path", d=circle(x, y, radius), fill="none", stroke_width=0.55, stroke_dasharray=gaps),
            element(
                "path",
                d=circle(x, y, radius * 0.93) + circle(x, y, radius * 0.64),
                fill="none",
                stroke_width=0.2,
            ),
            _around(ring, x, y, radius * 0.715, size, fill=colour, stroke="none"),
            element("g", *inside, stroke=colour if not middle else "none"),
            stroke=colour,
            opacity=chance.uniform(0.72, 0.86),
            transform=_turned(chance.uniform(-24, 24), x, y),
        )
    ]


def embossed_seal(mark: Mark, spot: Spot, inks: Inks, chance: Random) -> Part:
    radius = min(spot.width, spot.height) / 2 * 0.96
    x, y = spot.x + spot.width / 2, spot.y + spot.height / 2
    size = radius * 0.2
    ring, middle = _lettering(mark.text, radius * 0.76, size)
    scallops = [
        (
            x + radius * (1 + 0.025 * cos(32 * angle)) * cos(angle),
            y + radius * (1 + 0.025 * cos(32 * angle)) * sin(angle),
        )
        for angle in (2 * pi * step / 160 for step in range(160))
    ]
    edge = polyline(scallops, closed=True)
    rings = circle(x, y, radius * 0.9) + circle(x, y, radius * 0.6)

    def relief(shift: float, colour: str) -> SafeString:
        inside = (
            _in_the_middle(
                middle, x, y, _middle_size(middle, radius * 0.92, size), fill=colour, stroke="none"
            )
            if middle
            else [element("path", d=_sprig(x, y, radius * 0.36), fill="none")]
        )
        return element(
            "g",
            element("path", d=edge + rings, fill="none"),
            _around(ring, x, y, radius * 0.69, size, fill=colour, stroke="none"),
            *inside,
            stroke=colour,
            stroke_width=0.3,
            transform=f"translate({shift} {shift})",
        )

    # Light falls from the upper left; a copier sees no relief, only a grey outline.
    layers = [("light", -0.18), ("relief", 0.18)] if not inks.copied else [("relief", 0.0)]
    return [
        element(
            "g",
            element("path", d=edge, fill=inks["relief"], opacity=0.1),
            *(relief(shift, inks[name]) for name, shift in layers),
            transform=_turned(chance.uniform(-20, 20), x, y),
        )
    ]


# Ways of a pen, across by the width of a letter and up by its height.
CAPITALS: tuple[tuple[Point, ...], ...] = (
    ((-0.9, 0.3), (0.2, 1.0), (1.1, 0.8), (0.1, -0.12), (-0.5, 0.2), (0.9, 0.35), (1.1, 0.0)),
    ((0.1, 0.0), (0.35, 1.0), (0.4, 0.05), (0.9, 0.95), (1.6, 0.85), (1.4, 0.4), (0.5, 0.42), (1.7, 0.0)),
    ((1.5, 0.85), (0.8, 1.0), (0.1, 0.5), (0.4, 0.0), (1.4, 0.1), (1.5, 0.4), (0.9, 0.42), (1.8, 0.05)),
    ((-0.6, 0.7), (0.5, 1.0), (1.8, 0.95), (0.7, 0.9), (0.3, 0.1), (-0.2, 0.05), (0.6, -0.1), (1.3, 0.1)),
    ((0.0, 0.9), (0.3, 0.0), (0.5, 0.6), (0.9, 1.0), (1.1, 0.1), (1.4, 0.8), (1.7, 1.0), (1.8, 0.0)),
)
SMALL: tuple[tuple[Point, ...], ...] = (
    ((0.0, 0.0), (0.3, 1.0), (0.5, 0.1), (0.8, 0.0)),
    ((0.7, 0.95), (0.2, 0.9), (0.1, 0.1), (0.6, 0.2), (0.7, 0.9), (0.9, 0.0)),
    ((0.1, 0.3), (0.5, 0.9), (0.2, 1.0), (0.2, 0.1), (0.9, 0.1)),
    ((0.1, 1.0), (0.5, -0.2), (0.9, 0.5)),
)


def _stroke_points(text: str, spot: Spot, chance: Random) -> list[list[Point]]:
    """The way of a pen for a name: capitals loop high, letters run on, a flourish ends it.

    A name is always signed in the same hand, and never twice quite alike.
    """
    # Not for secrets: a person's hand follows from the name.
    hand = Random(text)  # noqa: S311
    width = min(spot.width * 0.94, 7 + 2.1 * len(text))
    height = min(spot.height, 13.0)
    base = spot.y + spot.height * 0.66
    start = spot.x + (spot.width - width) * chance.uniform(0.15, 0.6)
    letters = [letter for letter in text if letter.isalnum()] or ["x"]
    step = width / (len(letters) + 1.5)
    slant = hand.uniform(0.12, 0.32)
    habit = hand.randrange(len(CAPITALS) * len(SMALL))
    lines: list[list[Point]] = []
    line: list[Point] = []
    for number, letter in enumerate(letters):
        x = start + number * step
        tall = letter.isupper() or letter in "bdfhklt0123456789"
        deep = letter in "gjpqyfz"
        rise = height * (hand.uniform(0.5, 0.66) if letter.isupper() else 0.36 if tall else 0.15)
        if letter.isupper() and line:
            lines.append(line)
            line = []
        if letter.isupper():
            form = CAPITALS[(ord(letter) + habit) % len(CAPITALS)]
        elif tall or deep:
            form = ((0.0, 0.0), (0.25, 1.0), (0.05, 0.95), (0.3, -0.9 * deep), (0.8, 0.0))
        else:
            form = SMALL[(ord(letter) + habit) % len(SMALL)]
        shape = [(across, up * rise) for across, up in form]
        for across, up in shape:
            up += chance.uniform(-0.03, 0.03) * height
            line.append((x + across * step + up * slant, base - up - number * height * 0.008))
    lines.append(line)
    end = start + width
    if hand.random() < 0.7:
        back = hand.uniform(0.3, 0.8) * width
        line += [
            (end + height * 0.16, base - height * 0.1),
            (end - back * 0.4, base + height * chance.uniform(0.14, 0.24)),
            (end - back, base + height * chance.uniform(0.1, 0.2)),
            (end + height * 0.1, base + height * chance.uniform(0.02, 0.12)),
        ]
    return lines


def signature(mark: Mark, spot: Spot, inks: Inks, chance: Random) -> Part:
    lines = _stroke_points(mark.text, spot, chance)
    ink, width = inks[chance.choice(("pen", "pen", "black-pen"))], chance.uniform(0.3, 0.42)
    angle = chance.uniform(-5, 1)
    way = "".join(smooth(_slanted(line, angle, spot)) for line in lines if len(line) > 1)
    return [element("path", d=way, fill="none", stroke=ink, stroke_width=width, stroke_linecap="round")]


def _slanted(line: list[Point], angle: float, spot: Spot) -> list[Point]:
    """A line turned about the foot of its place: as an attribute it would tell a signed page from another."""
    middle, foot = spot.x + spot.width / 2, spot.y + spot.height
    across, up = cos(radians(angle)), sin(radians(angle))
    return [
        (
            middle + (x - middle) * across - (y - foot) * up,
            foot + (x - middle) * up + (y - foot) * across,
        )
        for x, y in line
    ]


def security_stamp(mark: Mark, spot: Spot, inks: Inks, chance: Random) -> Part:
    x, y, width, height = spot.x, spot.y, spot.width, spot.height
    tooth = 1.0

    def side(length: float) -> int:
        return round(length / (2 * tooth))

    edge = [f"M{x:.2f} {y:.2f}"]
    for count, go in (
        (side(width), "{0} 0"),
        (side(height), "0 {0}"),
        (side(width), "-{0} 0"),
        (side(height), "0 -{0}"),
    ):
        long = (width if "{0} 0" in go else height) / (2 * count)
        for _ in range(count):
            step = f"{long:.2f}"
            edge.append(f"l{go.format(step)}a{long / 2:.2f} {long / 2:.2f} 0 0 0 {go.format(step)}")
    middle, printed = x + width / 2, inks["stamp-print"]
    lines = "".join(
        smooth(
            [
                (
                    x + 2 + (width - 4) * step / 8,
                    y + height * 0.2 + row * height * 0.06 + sin(step * 1.57 + row) * 1.1,
                )
                for step in range(9)
            ]
        )
        for row in range(10)
    )
    body = element(
        "g",
        element(
            "path", d="".join(edge) + "z", fill=inks["stamp-paper"], stroke=inks["rule"], stroke_width=0.14
        ),
        element("path", d=lines, fill="none", stroke=printed, stroke_width=0.1, opacity=0.7),
        element(
            "path",
            d=box(x + 1.7, y + 1.7, width - 3.4, height - 3.4),
            fill="none",
            stroke=printed,
            stroke_width=0.25,
        ),
        element(
            "path",
            d=_sprig(middle, y + height * 0.47, height * 0.2),
            fill="none",
            stroke=printed,
            stroke_width=0.3,
        ),
        *_in_the_middle(["CITES"], middle, y + 4.4, 2.9, fill=printed, font_weight="bold"),
        *_in_the_middle(
            [mark.text],
            middle,
            y + height - 4.1,
            min(2.7, (width - 4) / max(width_of(mark.text, 1, typed=False), 1)),
            fill=inks["stamp-number"],
            font_weight="bold",
        ),
        transform=_turned(chance.uniform(-2.5, 2.5) + 6 * (mark.state == "lifted"), middle, y),
    )
    if mark.state != "lifted":
        return [body]
    smear = [
        (middle + (width * 0.62 + chance.uniform(-1, 1)) * cos(a), y + height / 2 + (height * 0.57) * sin(a))
        for a in (2 * pi * step / 22 for step in range(23))
    ]
    corner = polyline(
        [(x, y + height - 6), (x + 5, y + height - 1), (x + 0.7, y + height - 0.4)], closed=True
    )
    return [
        element(
            "path", d=smooth(smear), fill=inks["glue"], opacity=0.5, stroke=inks["relief"], stroke_width=0.12
        ),
        body,
        element("path", d=corner, fill=inks["light"], stroke=inks["relief"], stroke_width=0.2),
    ]


def endorsement(mark: Mark, spot: Spot, inks: Inks, chance: Random) -> Part:
    colour = inks[chance.choice(("blue-ink", "violet-ink", "red-ink"))]
    width, height = min(spot.width * 0.94, 52), min(spot.height * 0.88, 24)
    x, y = spot.x + (spot.width - width) / 2, spot.y + (spot.height - height) / 2
    middle = x + width / 2
    size = min(2.6, height * 0.15)
    office = broken(mark.text.upper(), (width - 4) / 1.15, size, typed=False)[:3]
    return [
        element(
            "g",
            element("path", d=box(x, y, width, height), stroke_width=0.5),
            element("path", d=box(x + 0.9, y + 0.9, width - 1.8, height - 1.8), stroke_width=0.18),
            element("path", d=f"M{x + 2:.1f} {y + height * 0.62:.1f}h{width - 4:.1f}", stroke_width=0.2),
            *_in_the_middle(
                office, middle, y + height * 0.34, size, fill=colour, stroke="none", font_weight="bold"
            ),
            *_in_the_middle(
                [written_date(mark.date).upper()] if mark.date else [],
                middle,
                y + height * 0.78,
                min(3.0, height * 0.18),
                fill=colour,
                stroke="none",
            ),
            fill="none",
            stroke=colour,
            opacity=chance.uniform(0.74, 0.88),
            transform=_turned(chance.uniform(-7, 7), middle, y + height / 2),
        )
    ]


DRAWERS: dict[MarkKind, Callable[[Mark, Spot, Inks, Random], Part]] = {
    MarkKind.INK_STAMP: ink_stamp,
    MarkKind.EMBOSSED_SEAL: embossed_seal,
    MarkKind.SIGNATURE: signature,
    MarkKind.SECURITY_STAMP: security_stamp,
    MarkKind.ENDORSEMENT: endorsement,
}


def put(mark: Mark, spot: Spot, inks: Inks, chance: Random) -> SafeString:
    """A mark at its place."""
    return element("g", *DRAWERS[mark.kind](mark, spot, inks, chance))
