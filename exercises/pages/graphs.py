"""What the drawing of a scenario shows: boxes with a number and a title, lines with signs of their quality.

The outline says the same in words and is what the drawing refers to: numbers and anchors are those of both.
"""

import string
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from exercises.pages.scenarios import OUTCOMES
from exercises.scenarios.forms import QUALITIES, Situation
from exercises.scenarios.layout import laid_out

LETTERS, ROWS = 21, 2
"""What fits into a box: letters of a row, rows of the title."""
FIRST_ROW, ROW = 38, 17
SIGN, SIGN_STEP = 15, 19
THINNEST, THICKEST = 1.5, 15.0
ARROW = 7


@dataclass(frozen=True)
class DrawnBox:
    name: str
    number: str
    left: int
    top: int
    width: int
    height: int
    rows: list[tuple[int, str]]
    outcome: str
    count: int | None
    linked: bool
    is_start: bool


@dataclass(frozen=True)
class DrawnLine:
    """`quality` is “mixed” where decisions of several qualities run together."""

    path: str
    quality: str
    width: float
    arrow: str


@dataclass(frozen=True)
class Sign:
    x: int
    y: int
    quality: str


@dataclass(frozen=True)
class Label:
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Graph:
    """`em` sizes let the style sheet enlarge the whole drawing by its size of type."""

    width: int
    height: int
    boxes: list[DrawnBox]
    lines: list[DrawnLine]
    signs: list[Sign]
    labels: list[Label]

    @property
    def em_width(self):
        return f"{self.width / 16:.3f}"

    @property
    def em_height(self):
        return f"{self.height / 16:.3f}"


def numbers_of(scenario):
    """What every node is called beside its title: situations by numbers, ends by letters."""
    numbers = {situation.id: str(place) for place, situation in enumerate(scenario.situations, start=1)}
    return numbers | {end.id: string.ascii_uppercase[place] for place, end in enumerate(scenario.ends)}


@lru_cache(maxsize=64)
def _layout(names, ways, start):
    """Laying out takes longer than drawing, and a scenario is looked at more often than it is changed."""
    return laid_out(names, ways, start)


def graph_of(scenario, *, counts=None, reached=None, told=None):
    """The drawing of a scenario.

    `counts`: how often each way was gone, by (node, node) and quality; `reached`: how often each node. Lines
    are then as thick as their share, and ways that nobody went are thin. `told`: the nodes of which the page
    says more, None for all.
    """
    qualities = _qualities(scenario)
    layout = _layout(tuple(scenario.nodes()), tuple(qualities), scenario.start)
    gone = {way: sum(kinds.values()) for way, kinds in (counts or {}).items()}
    passing = [sum(gone.get(way, 0) for way in line.ways) for line in layout.lines]
    most = max(passing)
    lines, signs, labels = [], [], []
    for line, number in zip(layout.lines, passing, strict=True):
        kinds = sorted({kind for way in line.ways for kind in qualities[way]}, key=QUALITIES.index)
        width = 2.0 if counts is None else _width(number, most)
        lines.append(
            DrawnLine(_path(line), kinds[0] if len(kinds) == 1 else "mixed", width, _arrow(line, width))
        )
        if line.leaves:
            own = _signs(line, kinds)
            signs += own
            if counts is not None:
                taken = counts.get(line.ways[0], {})
                labels += [Label(sign.x + 11, sign.y + 5, str(taken.get(sign.quality, 0))) for sign in own]
    return Graph(
        layout.width,
        layout.height,
        [
            _box(scenario, layout.boxes[name], number, reached, told)
            for name, number in numbers_of(scenario).items()
        ],
        lines,
        signs,
        labels,
    )


def _qualities(scenario):
    """The qualities of the decisions behind each way, ways in the order of the scenario."""
    found = {}
    for situation in scenario.situations:
        for decision in situation.decisions:
            for way in decision.to:
                found.setdefault((situation.id, way.to), set()).add(decision.quality)
    return found


def _width(number, most):
    """The thickness of a line. It grows with the root of the number, so that rare ways can still be seen."""
    return round(THINNEST + (THICKEST - THINNEST) * sqrt(number / most), 1) if number else 1.0


def _path(line):
    (x, y), (to_x, to_y) = line.start, line.end
    if line.is_loop:
        return f"M{x} {y}C{x + 34} {y - 6} {x + 34} {to_y + 6} {to_x} {to_y}"
    if x == to_x:
        return f"M{x} {y}V{to_y}"
    # Straight past the signs, then over to the other side.
    bend = y + (26 if to_y > y else -26) if line.leaves else y
    middle = (bend + to_y) / 2
    return f"M{x} {y}V{bend}C{x} {middle:g} {to_x} {middle:g} {to_x} {to_y}"


def _arrow(line, width):
    """The points of an arrow's head, wide enough for its line; empty where the line goes on."""
    if not line.arrives:
        return ""
    half = ARROW / 2 + width / 2
    x, y = line.end
    if line.is_loop:
        return f"{x},{y} {x + ARROW + 2},{y - half:g} {x + ARROW + 2},{y + half:g}"
    back = y - ARROW - 3 if line.end[1] > line.start[1] else y + ARROW + 3
    return f"{x},{y} {x - half:g},{back} {x + half:g},{back}"


def _signs(line, kinds):
    x, y = line.start
    if line.is_loop:
        x, y, step = x + SIGN, y - 4, -SIGN_STEP
    else:
        step = SIGN_STEP if line.end[1] > y else -SIGN_STEP
        y += SIGN if step > 0 else -SIGN
    return [Sign(x, y + step * place, kind) for place, kind in enumerate(kinds)]


def _box(scenario, box, number, reached, told):
    node = scenario.nodes()[box.name]
    letters = LETTERS * box.width // 184
    rows = textwrap.wrap(node.title, letters, max_lines=ROWS, placeholder=" …") or [""]
    return DrawnBox(
        name=box.name,
        number=number,
        left=box.left,
        top=box.top,
        width=box.width,
        height=box.height,
        rows=[(FIRST_ROW + ROW * place, row) for place, row in enumerate(rows)],
        outcome="" if isinstance(node, Situation) else OUTCOMES[node.outcome],
        count=reached.get(box.name, 0) if reached is not None else None,
        linked=told is None or box.name in told,
        is_start=box.name == scenario.start,
    )
