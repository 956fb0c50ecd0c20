"""The fonts a certificate is set in, and the error for what they cannot print."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg


@dataclass(frozen=True)
class Instance:
    """One static font: a family of the installed packages at one weight and width."""

    family: str
    style: str
    weight: int
    width: float = 100

    @property
    def key(self) -> str:
        """Its name in files and in ReportLab."""
        return f"{fontpkg.slugify(self.family)}-{self.style}"


SANS = "Noto Sans"
SERIF = "Noto Serif"
# Scripts by their ISO 15924 code, as fontTools.unicodedata names them.
FAMILY_OF_SCRIPT = {
    "Arab": "Noto Sans Arabic",
    "Deva": "Noto Sans Devanagari",
    "Taml": "Noto Sans Tamil",
    "Telu": "Noto Sans Telugu",
    "Thai": "Noto Sans Thai",
    "Khmr": "Noto Sans Khmer",
}
# The serif and the sans hold these three.
MAIN_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl"})

REGULAR, BOLD, NARROW = "regular", "bold", "narrow"
WEIGHTS = {REGULAR: 400, BOLD: 600}
INSTANCES = (
    Instance(SANS, NARROW, 500, 75),
    Instance(SANS, BOLD, WEIGHTS[BOLD]),
    *(
        Instance(family, style, weight)
        for family in (SERIF, *FAMILY_OF_SCRIPT.values())
        for style, weight in WEIGHTS.items()
    ),
)


class UnprintableName(ValueError):
    """A text holds characters that no font of the certificate can print: `.characters`.

    The message is English; who shows it in another language builds it from the characters.
    """

    def __init__(self, characters: str) -> None:
        self.characters = characters
        listed = ", ".join(_described(character) for character in characters)
        super().__init__(f"A certificate cannot print {listed}. Give the name in its Latin form.")


def _described(character: str) -> str:
    """A character as a reader can find it: itself where it can be shown, its number, its name."""
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    shown = f"“{character}” " if character.isprintable() else ""
    return f"{shown}({number} {name})" if name else f"{shown}({number})"


@cache
def font_path(folder: Path, instance: Instance) -> Path:
    """Where an instance lies in the folder. The package's version is in the name."""
    version = fontpkg.family(instance.family).version
    return folder / f"{instance.key}-{version}.ttf"
