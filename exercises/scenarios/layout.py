"""Where the boxes and lines of a drawn graph stand: in layers from top to bottom, no box on another.

The way of Sugiyama, Tagawa and Toda (1981): turn the ways that lead back, put every box below all that lead
to it, order each layer so that few lines cross, then give each its place. A way over several layers goes
through turns, which need room as boxes do, so that no line runs through a box. Ways to the same box share
their turns: they come together into one line.

Lengths are pixels; x grows to the right and y downwards.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 184, 68
"""The least width of a box, and its height."""
GAP, LAYER_GAP, MARGIN = 28, 104, 16
TURN_GAP = 22
PORT = 20
"""What a line needs of the side of a box."""
LOOP = 26
"""How far a way from a box to itself stands out of its right side."""
ROUNDS = 8

Way = tuple[str, str]
Turn = tuple[str, bool, int]
"""(the box that is led to, whether upwards, the layer)"""
Node = str | Turn
Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    name: str
    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height


@dataclass(frozen=True)
class Line:
    """A piece of one way or of several, from one layer to the next, or round to its own box."""

    ways: tuple[Way, ...]
    start: Point
    end: Point
    leaves: bool
    arrives: bool

    @property
    def is_loop(self) -> bool:
        source, target = self.ways[0]
        return source == target


@dataclass(frozen=True)
class Layout:
    boxes: Mapping[str, Box]
    lines: tuple[Line, ...]
    width: int
    height: int


@dataclass(frozen=True)
class _Link:
    """What lies between two neighbouring layers. `up`: it is gone from the lower node to the upper one."""

    upper: Node
    lower: Node
    up: bool


def laid_out(names: Sequence[str], ways: Iterable[Way], start: str) -> Layout:
    """The places of boxes and lines. `ways` lead between names; which comes twice is drawn once."""
    return _Drawing(names, list(dict.fromkeys(ways)), start).layout()


class _Drawing:
    def __init__(self, names: Sequence[str], ways: Sequence[Way], start: str) -> None:
        self.names = list(dict.fromkeys([start, *names]))
        self.loops = [way for way in ways if way[0] == way[1]]
        self.ways = [way for way in ways if way[0] != way[1]]
        self.back = self._leading_back()
        self.layer_of: dict[Node, int] = {}
        self.layer_of.update(self._layers())
        self.links: dict[_Link, list[Way]] = defaultdict(list)
        self.passing: dict[Turn, list[Way]] = defaultdict(list)
        for way in self.ways:
            self._link(way)
        self.above: dict[Node, list[Node]] = defaultdict(list)
        self.below: dict[Node, list[Node]] = defaultdict(list)
        for link in self.links:
            self.below[link.upper].append(link.lower)
            self.above[link.lower].append(link.upper)
        self.layers: list[list[Node]] = [[] for _ in range(max(self.layer_of.values()) + 1)]
        for node, layer in self.layer_of.items():
            self.layers[layer].append(node)
        self.widths = {node: self._width(node) for node in self.layer_of}

    # --- which layer ---------------------------------------------------------------------------------

    def _leading_back(self) -> set[Way]:
        """The ways that close a round when one walks from the start; turned about, none is left."""
        onward: dict[str, list[str]] = defaultdict(list)
        for source, target in self.ways:
            onward[source].append(target)
        back: set[Way] = set()
        done: set[str] = set()
        for first in self.names:
            if first in done:
                continue
            open_ = {first}
            stack: list[tuple[str, Iterator[str]]] = [(first, iter(onward[first]))]
            while stack:
                name, targets = stack[-1]
                for target in targets:
                    if target in open_:
                        back.add((name, target))
                    elif target not in done:
                        open_.add(target)
                        stack.append((target, iter(onward[target])))
                        break
                else:
                    stack.pop()
                    open_.discard(name)
                    done.add(name)
        return back

    def _layers(self) -> dict[str, int]:
        """Each box one below the lowest that leads to it."""
        below: dict[str, list[str]] = defaultdict(list)
        waiting = dict.fromkeys(self.names, 0)
        for way in self.ways:
            source, target = reversed(way) if way in self.back else way
            below[source].append(target)
            waiting[target] += 1
        layers = dict.fromkeys(self.names, 0)
        ready = [name for name in self.names if not waiting[name]]
        for name in ready:
            for target in below[name]:
                layers[target] = max(layers[target], layers[name] + 1)
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
        return layers

    def _link(self, way: Way) -> None:
        source, target = way
        up = way in self.back
        first, last = self.layer_of[source], self.layer_of[target]
        step = -1 if up else 1
        passed: list[Node] = [source]
        for layer in range(first + step, last, step):
            turn: Turn = (target, up, layer)
            self.layer_of[turn] = layer
            self.passing[turn].append(way)
            passed.append(turn)
        passed.append(target)
        for one, other in pairwise(passed):
            link = _Link(other, one, True) if up else _Link(one, other, False)
            self.links[link].append(way)

    def _width(self, node: Node) -> int:
        if not isinstance(node, str):
            return 0
        lines = max(len(self.above[node]), len(self.below[node]))
        return max(WIDTH, PORT * (lines + 1))

    # --- which order ---------------------------------------------------------------------------------

    def _order(self) -> None:
        """Sweep down and up, each node to the middle of its neighbours. The best order stays."""
        best, least = [list(layer) for layer in self.layers], self._crossings()
        for number in range(ROUNDS):
            if not least:
                break
            down = number % 2 == 0
            layers = self.layers[1:] if down else self.layers[-2::-1]
            for layer in layers:
                self._sort(layer, self.above if down else self.below)
            crossings = self._crossings()
            if crossings < least:
                best, least = [list(layer) for layer in self.layers], crossings
        self.layers = best

    def _sort(self, layer: list[Node], neighbours: Mapping[Node, list[Node]]) -> None:
        place = {node: number for other in self.layers for number, node in enumerate(other)}
        middle = {}
        for number, node in enumerate(layer):
            places = sorted(place[other] for other in neighbours.get(node, ()))
            half = len(places) // 2
            if not places:
                middle[node] = float(number)
            elif len(places) % 2:
                middle[node] = float(places[half])
            else:
                middle[node] = (places[half - 1] + places[half]) / 2
        layer.sort(key=lambda node: middle[node])

    def _crossings(self) -> int:
        """Pairs of links that cross: inversions of the lower ends, taken in the order of the upper ones."""
        place = {node: number for layer in self.layers for number, node in enumerate(layer)}
        between: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for link in self.links:
            between[self.layer_of[link.upper]].append((place[link.upper], place[link.lower]))
        crossings = 0
        for pairs in between.values():
            seen: list[int] = []
            for _upper, lower in sorted(pairs):
                crossings += len(seen) - bisect_right(seen, lower)
                insort(seen, lower)
        return crossings

    # --- which place ---------------------------------------------------------------------------------

    def _middles(self) -> dict[Node, float]:
        """The middle of each node: as near to the mean of its neighbours as its layer lets it."""
        middles: dict[Node, float] = {}
        for layer in self.layers:
            distances = self._distances(layer)
            shift = distances[-1] / 2
            middles |= {node: far - shift for node, far in zip(layer, distances, strict=True)}
        for number in range(ROUNDS + 1):
            neighbours = (self.above, self.below)[number % 2]
            layers = self.layers if number % 2 == 0 else self.layers[::-1]
            for layer in layers:
                wished = [
                    sum(middles[other] for other in others) / len(others)
                    if (others := neighbours.get(node))
                    else middles[node]
                    for node in layer
                ]
                middles |= zip(layer, _kept_apart(wished, self._distances(layer)), strict=True)
        return middles

    def _distances(self, layer: list[Node]) -> list[float]:
        """How far each node of a layer is at least from the first one, from middle to middle."""
        far, distances = 0.0, [0.0]
        for one, other in pairwise(layer):
            both = isinstance(one, str) or isinstance(other, str)
            far += (self.widths[one] + self.widths[other]) / 2 + (GAP if both else TURN_GAP)
            if isinstance(one, str) and any(loop[0] == one for loop in self.loops):
                far += LOOP
            distances.append(far)
        return distances

    def layout(self) -> Layout:
        self._order()
        middles = self._middles()
        leftmost = min(middle - self.widths[node] / 2 for node, middle in middles.items())
        middles = {node: middle - leftmost + MARGIN for node, middle in middles.items()}
        boxes = {
            name: Box(
                name,
                round(middles[name] - self.widths[name] / 2),
                MARGIN + self.layer_of[name] * (HEIGHT + LAYER_GAP),
                self.widths[name],
                HEIGHT,
            )
            for name in self.names
        }
        right = max(round(middle + self.widths[node] / 2) for node, middle in middles.items())
        return Layout(
            boxes,
            (*self._lines(boxes, middles), *(self._loop(boxes[way[0]], way) for way in self.loops)),
            right + MARGIN + (LOOP if self.loops else 0),
            max(box.bottom for box in boxes.values()) + MARGIN,
        )

    def _lines(self, boxes: Mapping[str, Box], middles: Mapping[Node, float]) -> Iterator[Line]:
        below = self._ports(boxes, middles, [(link, link.upper, link.lower) for link in self.links])
        above = self._ports(boxes, middles, [(link, link.lower, link.upper) for link in self.links])
        for link, ways in self.links.items():
            upper = (below[link], self._top(link.upper) + HEIGHT)
            lower = (above[link], self._top(link.lower))
            before, after = (link.lower, link.upper) if link.up else (link.upper, link.lower)
            yield Line(
                tuple(ways),
                start=lower if link.up else upper,
                end=upper if link.up else lower,
                leaves=isinstance(before, str),
                arrives=isinstance(after, str),
            )
        for turn, ways in self.passing.items():
            # Through the layer itself, straight past its boxes.
            x, top = round(middles[turn]), self._top(turn)
            ends = ((x, top), (x, top + HEIGHT))
            yield Line(tuple(ways), *(ends[::-1] if turn[1] else ends), leaves=False, arrives=False)

    def _top(self, node: Node) -> int:
        return MARGIN + self.layer_of[node] * (HEIGHT + LAYER_GAP)

    @staticmethod
    def _ports(
        boxes: Mapping[str, Box], middles: Mapping[Node, float], held: list[tuple[_Link, Node, Node]]
    ) -> dict[_Link, int]:
        """Where each link meets a node, spread along the side of a box.

        `held` has (link, the node, the other node).
        """
        sides: dict[Node, list[tuple[float, bool, _Link]]] = defaultdict(list)
        for link, node, other in held:
            sides[node].append((middles[other], link.up, link))
        ports = {}
        for node, links in sides.items():
            links.sort(key=lambda found: found[:2])
            for number, (_middle, _up, link) in enumerate(links, start=1):
                if isinstance(node, str):
                    box = boxes[node]
                    ports[link] = box.left + round(box.width * number / (len(links) + 1))
                else:
                    ports[link] = round(middles[node])
        return ports

    @staticmethod
    def _loop(box: Box, way: Way) -> Line:
        third = HEIGHT // 3
        return Line(
            (way,), (box.right, box.top + third), (box.right, box.bottom - third), leaves=True, arrives=True
        )


def _kept_apart(wished: Sequence[float], distances: Sequence[float]) -> list[float]:
    """The places nearest to those wished, by least squares, that keep order and distances.

    Less the distances this is isotonic regression: neighbours that are in each other's way are pooled.
    """
    pools: list[tuple[float, int]] = []
    for wish, far in zip(wished, distances, strict=True):
        mean, size = wish - far, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, size = (mean * size + other * others) / (size + others), size + others
        pools.append((mean, size))
    places = [mean for mean, size in pools for _ in range(size)]
    return [place + far for place, far in zip(places, distances, strict=True)]
