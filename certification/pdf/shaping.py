"""Text of any promised script as glyphs in the order in which they stand on paper.

A line is split into runs of one direction (python-bidi), one font and one script; HarfBuzz
shapes each. ReportLab's own `shaping=True` needs an extension that is not to be had and
prints Arabic backwards without saying so.
"""

import threading
import unicodedata
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from weakref import WeakKeyDictionary

import uharfbuzz
from bidi import algorithm
from fontTools import unicodedata as scripts
from reportlab.lib.abag import ABag
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, TTFont, shapeFragWord

from certification.pdf.faces import (
    BOLD,
    FAMILY_OF_SCRIPT,
    INSTANCES,
    MAIN_SCRIPTS,
    NARROW,
    REGULAR,
    SANS,
    SERIF,
    Instance,
    UnprintableName,
    font_path,
)

JOINERS = "\u200c\u200d"
DIRECTION_MARKS = "\u200e\u200f\u061c"
DOTTED_CIRCLE = 0x25CC
# The words of the labels, and as many letters, dates and modules as come again.
MOST_KEPT = 2000
EM = 1000


class Voice(Enum):
    """How a text speaks: family and style of Latin, Greek and Cyrillic; style of the others."""

    TITLE = (SERIF, BOLD, BOLD)
    PROSE = (SERIF, REGULAR, REGULAR)
    VALUE = (SANS, BOLD, BOLD)
    LABEL = (SANS, NARROW, REGULAR)


@dataclass(frozen=True)
class Run:
    """Glyphs of one font, in visual order."""

    font: str
    glyphs: ShapedStr
    width: float


@dataclass(frozen=True)
class Line:
    """A shaped line. Lengths are in ems: multiply by the size of the type."""

    text: str
    runs: tuple[Run, ...]
    width: float
    ascent: float
    descent: float

    @property
    def reads_as_drawn(self) -> bool:
        """Whether a reader that copies the glyphs gets the text."""
        return "".join(run.glyphs for run in self.runs) == self.text


class Typesetter:
    """The fonts of one drawing; used as a context, one at a time in a process.

    Each drawing gets the fonts as they were read: ReportLab numbers unencoded glyphs in the order in
    which it meets them, so a font that has served before would give other bytes. It keeps its
    fonts in one table for the process, hence the lock.
    """

    _one_at_a_time = threading.RLock()

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._fonts: dict[str, TTFont] = {}
        self._lines: dict[tuple[str, Voice], Line] = {}

    def __enter__(self) -> Self:
        self._one_at_a_time.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for font in self._fonts.values():
            font.unregister()
        self._fonts.clear()
        self._lines.clear()
        self._one_at_a_time.release()

    def line(self, text: str, voice: Voice) -> Line:
        """One line, shaped once. Raises UnprintableName for what no font holds."""
        if (text, voice) not in self._lines:
            self._lines[text, voice] = self._kept(unicodedata.normalize("NFC", text), voice)
        return self._lines[text, voice]

    def _kept(self, text: str, voice: Voice) -> Line:
        """A line from an earlier drawing, or a new one.

        Only lines of glyphs that stand for their own characters are kept: such a line has left nothing in a
        font, so that a drawing comes out the same with and without having shaped it.
        """
        key = (self.folder, text, voice)
        line = _KEPT.get(key)
        if line is None:
            line = self._line(text, voice)
            if line.reads_as_drawn:
                if len(_KEPT) >= MOST_KEPT:
                    _KEPT.clear()
                _KEPT[key] = line
        for run in line.runs:
            self.font(run.font)
        return line

    def _line(self, text: str, voice: Voice) -> Line:
        """Shape one line."""
        runs = []
        ascent = descent = 0.0
        refused = ""
        for key, piece in self._pieces(text, voice):
            glyphs = self._shaped(piece, key)
            refused += self._refused(piece, key, glyphs)
            advance = sum(glyph.x_advance for glyph in glyphs.__shapeData__)
            runs.append(Run(key, glyphs, advance / EM))
            above, below = self._extents(key, glyphs)
            ascent, descent = max(ascent, above), max(descent, below)
        if refused:
            raise UnprintableName("".join(dict.fromkeys(refused)))
        width = sum(run.width for run in runs)
        return Line(text, tuple(runs), width, ascent, descent)

    def font(self, key: str) -> TTFont:
        """A font by its key, read and registered at its first use."""
        if key not in self._fonts:
            path = font_path(self.folder, _INSTANCE[key])
            if not path.exists():
                raise FileNotFoundError(f"{path} is missing: run make_fonts first.")
            font = _as_read(key, path)
            pdfmetrics.registerFont(font)
            self._fonts[key] = font
        return self._fonts[key]

    def _pieces(self, text: str, voice: Voice) -> Iterator[tuple[str, str]]:
        """Font key and text of each run, in visual order of runs, logical order inside."""
        keys = self._keys(text, voice)
        places = [(index, (keys[index], level)) for index, level in _visual_places(text)]
        for (key, level), run in groupby(places, key=itemgetter(1)):
            pieces = [_joiners_before(text, index) + text[index] for index, _ in run]
            yield key, "".join(reversed(pieces) if level % 2 else pieces)

    def _keys(self, text: str, voice: Voice) -> list[str]:
        """The font of each character. What belongs to no script stays with its neighbours."""
        main_family, main_style, other_style = voice.value
        main = Instance(main_family, main_style, 0).key
        others = {script: Instance(family, other_style, 0).key for script, family in FAMILY_OF_SCRIPT.items()}
        keys: list[str] = []
        refused = ""
        current = next((key for c in text if (key := _key_of_script(c, main, others))), main)
        for character in text:
            own = _key_of_script(character, main, others)
            if character in JOINERS + DIRECTION_MARKS:
                keys.append(current)
                continue
            if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}:
                refused += character
                continue
            if unicodedata.category(character).startswith("M"):
                # A mark stands on the letter before it, so it needs that letter's font.
                before = keys[-1] if keys else None
                candidates = [before] if before and own in {before, None} else []
            else:
                candidates = [own] if own else [current, main, *others.values()]
            found = next((key for key in candidates if self._holds(key, character)), None)
            if found is None:
                refused += character
            keys.append(found or main)
            current = own or current
        if refused:
            raise UnprintableName("".join(dict.fromkeys(refused)))
        return keys

    def _holds(self, key: str, character: str) -> bool:
        return ord(character) in self.font(key).face.charToGlyph

    def _shaped(self, text: str, key: str) -> ShapedStr:
        """The glyphs of a run, with the features that every text wants and no optional ones."""
        self.font(key)
        fragment = ABag(fontName=key, fontSize=EM)
        word = shapeFragWord([0, (fragment, text)], features={}, force=True)
        return word[1][1]

    def _refused(self, text: str, key: str, glyphs: ShapedStr) -> str:
        """What of a shaped run came out as a box or on a dotted circle."""
        glyph_of = self.font(key).face.charToGlyph
        bad = {0, glyph_of.get(DOTTED_CIRCLE, 0)}
        return "".join(
            text[data.cluster]
            for glyph, data in zip(glyphs, glyphs.__shapeData__, strict=True)
            if glyph_of[ord(glyph)] in bad
        )

    def _extents(self, key: str, glyphs: ShapedStr) -> tuple[float, float]:
        """How far the ink of a run reaches above and below the line, in ems."""
        font = self.font(key)
        shape = uharfbuzz.Font(font.hbFace)
        above = below = 0.0
        for glyph, data in zip(glyphs, glyphs.__shapeData__, strict=True):
            extents = shape.get_glyph_extents(font.face.charToGlyph[ord(glyph)])
            if extents is None:
                continue
            top = font.pdfScale(extents.y_bearing) + data.y_offset
            bottom = top + font.pdfScale(extents.height)
            above, below = max(above, top / EM), max(below, -bottom / EM)
        return above, below


@cache
def _read(key: str, path: Path) -> TTFont:
    """A font out of its file: the tenth of a second that drawing would otherwise take over and over."""
    return TTFont(key, str(path), asciiReadable=False)


def _as_read(key: str, path: Path) -> TTFont:
    """A font that has not served yet. What a drawing writes into it stays in the copy."""
    font = copy(_read(key, path))
    font.state = WeakKeyDictionary()
    font.face = copy(font.face)
    font.face.charToGlyph = dict(font.face.charToGlyph)
    font.face.charWidths = dict(font.face.charWidths)
    # Only glyphs that have no sign yet are given one, so the lists in it stay as they are.
    font.face.glyphToChar = dict(font.face.glyphToChar)
    return font


_KEPT: dict[tuple[Path, str, Voice], Line] = {}
_INSTANCE = {instance.key: instance for instance in INSTANCES}


def _key_of_script(character: str, main: str, others: dict[str, str]) -> str | None:
    """The font of the script a character belongs to; None for what belongs to none of them."""
    script = scripts.script(character)
    return main if script in MAIN_SCRIPTS else others.get(script)


def _visual_places(text: str) -> list[tuple[int, int]]:
    """Index and level of each character, in the order of paper. Invisible marks are left out."""
    level = algorithm.get_base_level(text)
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"] = level
    storage["base_dir"] = "LR"[level]
    algorithm.get_embedding_levels(text, storage)
    for index, character in enumerate(storage["chars"]):
        character["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    return [
        (character["index"], character["level"])
        for character in storage["chars"]
        if text[character["index"]] not in DIRECTION_MARKS
    ]


def _joiners_before(text: str, index: int) -> str:
    """The joiners before a character: the bidirectional rules drop them, shaping needs them."""
    start = index
    while start and text[start - 1] in JOINERS:
        start -= 1
    return text[start:index]
