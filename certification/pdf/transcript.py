"""A transcript: modules, attempts and certificates of one officer, on as many upright pages as it takes."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from certification.pdf import ornament
from certification.pdf.content import TranscriptContent, TranscriptModule
from certification.pdf.description import describe, new_canvas
from certification.pdf.faces import NARROW, SANS, Instance
from certification.pdf.labels import BRAND, labels_for, transcript_labels_for
from certification.pdf.lettering import Lettering
from certification.pdf.ornament import INK, INK_LABEL, RULE
from certification.pdf.shaping import Typesetter, Voice

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT, RIGHT = 48.0, PAGE_WIDTH - 48
TOP, FOOT = 48.0, PAGE_HEIGHT - 56
# Where the columns of dates and marks begin, and the words at the end side.
SECOND, THIRD = 306.0, 424.0
FIRST_HEAD, LATER_HEAD = 236.0, 76.0


@dataclass(frozen=True)
class _Block:
    """Something that stands on one page: its height, and what draws it from its upper edge.

    `with_next` keeps a heading with what it heads.
    """

    height: float
    draw: Callable[[float], None]
    with_next: bool = False


def render_transcript(content: TranscriptContent, *, fonts: Path) -> bytes:
    """The transcript as PDF 1.7; the same content gives the same bytes.

    `fonts` is the folder that make_fonts filled. Raises UnprintableName when a text of the content
    holds a character that no font has.
    """
    language = labels_for(content.language).language
    words = transcript_labels_for(content.language)
    file = io.BytesIO()
    with Typesetter(fonts) as typesetter:
        first = Instance(SANS, NARROW, 0).key
        typesetter.font(first)
        canvas = new_canvas(file, A4, language, first)
        describe(
            canvas,
            title=words.title.format(name=content.holder_name),
            subject=words.subject.format(administration=content.administration),
            identifier=content.staff_number,
            keywords=[content.holder_name, content.holder_latin_name],
            language=language,
            day=content.drawn_on,
        )
        _Transcript(canvas, typesetter, content).draw()
        canvas.save()
    return file.getvalue()


def paginated(heights: list[tuple[float, bool]], first: float, later: float) -> list[int]:
    """How many blocks stand on each page. `heights`: of each block, and whether it stays with the next.

    `first` and `later` are the room on the first page and on the others. A block higher than a page
    stands on one of its own.
    """
    pages: list[int] = []
    room, count = first, 0
    for place, (height, with_next) in enumerate(heights):
        needed = height
        if with_next and place + 1 < len(heights):
            needed += heights[place + 1][0]
        if count and needed > room:
            pages.append(count)
            room, count = later, 0
        room -= height
        count += 1
    return [*pages, count] if count else pages or [0]


class _Transcript(Lettering):
    """A transcript being drawn; y grows downwards."""

    def __init__(self, canvas: Canvas, typesetter: Typesetter, content: TranscriptContent) -> None:
        super().__init__(canvas, typesetter)
        self.content = content
        self.labels = labels_for(content.language)
        self.words = transcript_labels_for(content.language)

    def draw(self) -> None:
        """All pages."""
        blocks = list(self._blocks())
        counts = paginated(
            [(block.height, block.with_next) for block in blocks], FOOT - FIRST_HEAD, FOOT - LATER_HEAD
        )
        waiting = iter(blocks)
        for number, count in enumerate(counts, start=1):
            self.canvas.transform(1, 0, 0, -1, 0, PAGE_HEIGHT)
            y = self._head() if number == 1 else self._later_head()
            for block in (next(waiting) for _ in range(count)):
                block.draw(y)
                y += block.height
            self._foot(number, len(counts))
            self.canvas.showPage()

    def _text(
        self,
        text: str,
        voice: Voice,
        size: float,
        place: tuple[float, float],
        width: float,
        colour: Color = INK,
        anchor: float = 0,
    ) -> None:
        """One line from a baseline, smaller where it is too wide."""
        if text:
            self.put(self.fit(text, voice, (size, size * 0.6), width), *place, colour, anchor=anchor)

    def _rule(self, y: float, colour: Color = RULE, width: float = 0.6) -> None:
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(width)
        self.canvas.line(LEFT, y, RIGHT, y)

    def _head(self) -> float:
        """Who issues it, the title, and the boxes of the officer. Returns where the blocks begin."""
        content, words = self.content, self.words
        ornament.draw_brand(self.canvas, LEFT, TOP, 34)
        self._text(BRAND, Voice.TITLE, 14, (LEFT + 44, TOP + 15), 200)
        self._text(self.labels.tagline, Voice.LABEL, 9.5, (LEFT + 44, TOP + 29), 200, INK_LABEL)
        self._text(self.labels.issued_for, Voice.LABEL, 9.5, (RIGHT, TOP + 12), 240, INK_LABEL, anchor=1)
        self._text(content.administration, Voice.TITLE, 13, (RIGHT, TOP + 28), 240, anchor=1)
        self._rule(TOP + 46, INK, 1.2)
        self._rule(TOP + 49, INK, 0.5)
        self._text(words.heading, Voice.TITLE, 25, (LEFT, TOP + 84), RIGHT - LEFT)
        top, height = TOP + 100, 38.0
        third = (RIGHT - LEFT) / 3
        cells = [
            (words.holder, content.holder_name, 0, 0, 2 * third),
            (words.latin_name, content.holder_latin_name or "–", 2 * third, 0, third),
            (words.staff_number, content.staff_number or "–", 0, height, third),
            (words.office, content.office or "–", third, height, third),
            (words.drawn_on, self.labels.day(content.drawn_on), 2 * third, height, third),
        ]
        self.canvas.setStrokeColor(RULE)
        self.canvas.setLineWidth(0.6)
        for label, value, x, y, width in cells:
            self.canvas.rect(LEFT + x, top + y, width, height, stroke=1, fill=0)
            self._text(label, Voice.LABEL, 8.5, (LEFT + x + 7, top + y + 12), width - 14, INK_LABEL)
            self._text(value, Voice.VALUE, 11, (LEFT + x + 7, top + y + 29), width - 14)
        self.canvas.setStrokeColor(INK)
        self.canvas.setLineWidth(1)
        self.canvas.rect(LEFT, top, RIGHT - LEFT, 2 * height, stroke=1, fill=0)
        return FIRST_HEAD

    def _later_head(self) -> float:
        self._text(self.words.heading, Voice.TITLE, 12, (LEFT, TOP + 8), 240)
        self._text(self.content.holder_name, Voice.VALUE, 10, (RIGHT, TOP + 8), 240, anchor=1)
        self._rule(TOP + 16, INK, 1)
        return LATER_HEAD

    def _foot(self, number: int, count: int) -> None:
        address = self.content.verify_url.partition("://")[2].partition("?")[0]
        note = self.words.note.format(address=address)
        page = self.words.page.format(name=self.content.holder_name, number=number, count=count)
        self._rule(FOOT + 12, INK, 0.8)
        self._text(note, Voice.LABEL, 8.5, (LEFT, FOOT + 26), RIGHT - LEFT, INK_LABEL)
        self._text(page, Voice.LABEL, 8.5, (LEFT, FOOT + 39), RIGHT - LEFT, INK_LABEL)

    def _blocks(self) -> Iterator[_Block]:
        """What stands below the head, in order."""
        content, words = self.content, self.words
        yield self._heading(words.modules)
        for module in content.modules:
            yield self._module(module)
            for row in module.rows:
                title = words.attempt.format(title=row.title, day=self.labels.day(row.on))
                mark = words.mark.format(mark=row.mark, needed=row.needed)
                yield self._row(title, mark, words.passed if row.passed else words.not_passed)
        if not content.modules:
            yield self._row(words.no_modules, "", "")
        yield self._heading(words.certificates)
        for held in content.certificates:
            issued = words.issued.format(day=self.labels.day(held.issued_on))
            until = self.labels.day(held.valid_until) if held.valid_until else self.labels.no_end
            yield self._certificate(
                held.title,
                f"{held.serial} · {issued}",
                f"{self.labels.valid_until}: {until}",
                words.states[held.state],
            )
        if not content.certificates:
            yield self._row(words.no_certificates, "", "")

    def _heading(self, text: str) -> _Block:
        def draw(y: float) -> None:
            self._text(text, Voice.TITLE, 15, (LEFT, y + 28), RIGHT - LEFT)
            self._rule(y + 36, INK, 1)

        return _Block(42, draw, with_next=True)

    def _module(self, module: TranscriptModule) -> _Block:
        words, day = self.words, self.labels.day
        started = words.started.format(day=day(module.started_on)) if module.started_on else ""
        if module.completed_on:
            state = words.completed.format(day=day(module.completed_on))
        else:
            state = words.under_way if module.started_on else ""

        def draw(y: float) -> None:
            ornament.draw_mark(self.canvas, module.convention, LEFT, y + 5, 20)
            name = self.fit(module.name, Voice.VALUE, (11, 8.5), SECOND - LEFT - 38, lines=2)
            self.put(name, LEFT + 28, y + (19 if len(name.lines) == 1 else 13))
            self._text(started, Voice.LABEL, 9.5, (SECOND, y + 19), THIRD - SECOND - 8, INK_LABEL)
            self._text(state, Voice.VALUE, 9, (THIRD, y + 19), RIGHT - THIRD)
            self._rule(y + 30)

        return _Block(31, draw, with_next=bool(module.rows))

    def _row(self, first: str, second: str, third: str) -> _Block:
        def draw(y: float) -> None:
            self._text(
                first, Voice.LABEL, 9.5, (LEFT + 28, y + 13), (SECOND if second else RIGHT) - LEFT - 38
            )
            self._text(second, Voice.LABEL, 9.5, (SECOND, y + 13), THIRD - SECOND - 8)
            self._text(third, Voice.LABEL, 9.5, (THIRD, y + 13), RIGHT - THIRD)
            self._rule(y + 19)

        return _Block(20, draw)

    def _certificate(self, title: str, line: str, until: str, state: str) -> _Block:
        def draw(y: float) -> None:
            self._text(title, Voice.VALUE, 11, (LEFT, y + 16), SECOND - LEFT - 10)
            self._text(line, Voice.LABEL, 9.5, (LEFT, y + 29), SECOND - LEFT - 10, INK_LABEL)
            self._text(until, Voice.LABEL, 9.5, (SECOND, y + 16), THIRD - SECOND - 8)
            self._text(state, Voice.VALUE, 9, (THIRD, y + 16), RIGHT - THIRD)
            self._rule(y + 37)

        return _Block(38, draw)
