"""Lines of text fitted into a width and put on a page whose y grows downwards."""

from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from certification.pdf.ornament import INK
from certification.pdf.shaping import Line, Typesetter, Voice

# A text on several lines is set this much smaller than on one.
SEVERAL_LINES = 0.85


@dataclass(frozen=True)
class Setting:
    """A text fitted into a width: its lines and the size that makes them fit."""

    lines: tuple[Line, ...]
    size: float

    @property
    def width(self) -> float:
        return max(line.width for line in self.lines) * self.size

    @property
    def leading(self) -> float:
        """From one line to the next: enough that their ink stays apart."""
        ink = max(line.ascent + line.descent for line in self.lines)
        return self.size * max(1.16, ink + 0.06)

    @property
    def ascent(self) -> float:
        return self.lines[0].ascent * self.size

    @property
    def descent(self) -> float:
        """From the first line down to the lowest ink."""
        return self.leading * (len(self.lines) - 1) + self.lines[-1].descent * self.size


class Lettering:
    """A page being written on."""

    def __init__(self, canvas: Canvas, typesetter: Typesetter) -> None:
        self.canvas = canvas
        self.typesetter = typesetter

    def line(self, text: str, voice: Voice, size: float) -> Setting:
        return Setting((self.typesetter.line(text, voice),), size)

    def fit(
        self, text: str, voice: Voice, sizes: tuple[float, float], width: float, lines: int = 1
    ) -> Setting:
        """The text at the first size if it fits, else smaller, else on more lines.

        Smaller than the second size only where words are too long for every line allowed.
        """
        largest, smallest = sizes
        best = self._filled(text, voice, largest, width, 1)
        for count in range(2, lines + 1):
            if best.size >= smallest:
                break
            wrapped = self._filled(text, voice, largest * SEVERAL_LINES, width, count)
            best = max(best, wrapped, key=lambda setting: setting.size)
        return best

    def _filled(self, text: str, voice: Voice, size: float, width: float, lines: int) -> Setting:
        """The text on so many lines, at the size given or as small as the width demands."""
        shaped = tuple(self.typesetter.line(part, voice) for part in _balanced(text, lines))
        widest = max(line.width for line in shaped)
        return Setting(shaped, min(size, width / widest) if widest else size)

    def put(self, setting: Setting, x: float, y: float, colour: Color = INK, anchor: float = 0) -> None:
        """Draw lines from the baseline of the first; anchor 0 is left, 0.5 middle, 1 right."""
        for line in setting.lines:
            self._put_line(line, x - anchor * line.width * setting.size, y, setting.size, colour)
            y += setting.leading

    def _put_line(self, line: Line, x: float, y: float, size: float, colour: Color) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(1, -1)
        canvas.setFillColor(colour)
        if not line.reads_as_drawn:
            # Readers that copy text take this instead of the shaped glyphs.
            actual = ("\ufeff" + line.text).encode("utf-16-be").hex().upper()
            canvas._code.append(f"/Span <</ActualText <{actual}>>> BDC")
        along = 0.0
        for run in line.runs:
            text = canvas.beginText(along, 0)
            text.setFont(run.font, size)
            text.textOut(run.glyphs)
            canvas.drawText(text)
            along += run.width * size
        if not line.reads_as_drawn:
            canvas._code.append("EMC")
        canvas.restoreState()


def _balanced(text: str, count: int) -> list[str]:
    """The text on so many lines, broken at spaces so that the longest is as short as may be."""
    words = [word for word in text.split(" ") if word]
    if count == 1 or len(words) < 2:
        return [" ".join(words)]
    breaks = range(1, len(words))
    splits = ([" ".join(words[:place]), *_balanced(" ".join(words[place:]), count - 1)] for place in breaks)
    return min(splits, key=lambda parts: max(map(len, parts)))
