"""The paper of a form: what is printed where, in millimetres, and where entries and marks go.

A layout is written box by box with a `Sheet`; nothing here draws.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

WIDTH, HEIGHT = 210, 297
LABEL = 2.0
ENTRY = 2.7


@dataclass(frozen=True)
class Words:
    """Words printed with the form. A width makes them wrap."""

    text: str
    x: float
    y: float
    size: float = LABEL
    bold: bool = False
    width: float | None = None
    anchor: str = "start"


@dataclass(frozen=True)
class Slot:
    """Where the entry of a field goes."""

    key: str
    x: float
    y: float
    width: float
    height: float
    size: float = ENTRY
    squares: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Spot:
    """Where marks of a place go. `across` names the place over whose edge they reach when that is crossed."""

    key: str
    x: float
    y: float
    width: float
    height: float
    across: str = ""


@dataclass
class Sheet:
    """One page of a form. `weave` names its background; without one the paper is plain."""

    weave: str = ""
    words_printed: list[Words] = field(default_factory=list)
    frames: list[tuple[float, float, float, float]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    shades: list[tuple[float, float, float, float]] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    emblem: tuple[float, float, float] | None = None

    def box(
        self, x: float, y: float, width: float, height: float, title: str = "", *, size: float = LABEL
    ) -> None:
        """A box with its number and title in the corner."""
        self.frames.append((x, y, width, height))
        if title:
            self.words(title, x + 1, y + size + 0.5, size=size, width=width - 2)

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self.rules.append((x, y, to_x, to_y))

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        """A tinted band, as behind a heading."""
        self.shades.append((x, y, width, height))

    def words(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = LABEL,
        bold: bool = False,
        width: float | None = None,
        anchor: str = "start",
    ) -> None:
        self.words_printed.append(Words(text, x, y, size, bold, width, anchor))

    def entry(self, key: str, x: float, y: float, width: float, height: float, size: float = ENTRY) -> None:
        self.slots.append(Slot(key, x, y, width, height, size))

    def labelled(
        self,
        key: str,
        label: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        room: float,
        size: float = ENTRY,
    ) -> None:
        """A label with its entry on the same line, after `room` for the label."""
        self.words(label, x, y + height / 2 + 0.7)
        self.entry(key, x + room, y, width - room, height, size)

    def ticks(
        self,
        key: str,
        squares: Mapping[str, tuple[float, float, str]],
        *,
        side: float = 3.2,
        size: float = LABEL,
    ) -> None:
        """Squares to tick, each with its word beside it: name -> x, y, word."""
        for x, y, word in squares.values():
            self.frames.append((x, y, side, side))
            self.words(word, x + side + 1, y + side - 0.75, size=size)
        xs = [x for x, _, _ in squares.values()]
        ys = [y for _, y, _ in squares.values()]
        self.slots.append(
            Slot(
                key,
                min(xs),
                min(ys),
                max(xs) - min(xs) + side,
                max(ys) - min(ys) + side,
                side,
                {name: (x + side / 2, y + side * 0.85) for name, (x, y, _) in squares.items()},
            )
        )

    def ticks_across(
        self,
        key: str,
        choices: Iterable[tuple[str, str]],
        x: float,
        y: float,
        step: float,
        *,
        side: float = 3.2,
        size: float = LABEL,
    ) -> None:
        """Squares to tick side by side, every `step`: their names and words."""
        squares = {name: (x + number * step, y, word) for number, (name, word) in enumerate(choices)}
        self.ticks(key, squares, side=side, size=size)

    def spot(self, key: str, x: float, y: float, width: float, height: float, across: str = "") -> None:
        self.spots.append(Spot(key, x, y, width, height, across))
