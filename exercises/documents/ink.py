"""Colours of paper and inks. A copied page has its own greys instead."""

from dataclasses import dataclass

PAPER = "#fdfaf0"
COLOURS = {
    "paper": PAPER,
    "edge": "#d8d0bb",
    "shade": "#e9e3d0",
    "form": "#1d3a33",
    "rule": "#2f4f47",
    "typed": "#1b1b1e",
    "retyped": "#23264a",
    "pen": "#1f3a8f",
    "black-pen": "#22242c",
    "ghost": "#8d8a86",
    "specimen": "#a8483a",
    "blue-ink": "#27449b",
    "violet-ink": "#5c2f86",
    "red-ink": "#b3282d",
    "green-ink": "#1f6b45",
    "light": "#ffffff",
    "relief": "#a59b80",
    "glue": "#d9c58a",
    "stamp-paper": "#f4f7ee",
    "stamp-print": "#2c7a58",
    "stamp-number": "#a3212b",
    "fibre": "#b9b09a",
    "dust": "#4a4a4a",
    "weave-green-1": "#8fbfa8",
    "weave-green-2": "#d6c48d",
    "weave-blue-1": "#93b4d6",
    "weave-blue-2": "#c3aed6",
}


@dataclass(frozen=True)
class Inks:
    """The colours of one page."""

    copied: bool = False

    def __getitem__(self, name: str) -> str:
        colour = COLOURS[name]
        if not self.copied:
            return colour
        if name == "light":
            return "#f4f4f2"
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        light = (0.3 * red + 0.59 * green + 0.11 * blue) / 255
        # Toner knows little between black and white.
        level = round(255 * min(max((light - 0.5) * 1.3 + 0.54, 0.13), 0.945))
        return f"#{level:02x}{level:02x}{level:02x}"
