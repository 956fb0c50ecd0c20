"""The certificate as one page: A4 landscape, in the units of the drawn design (1188 by 840)."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, degrees
from pathlib import Path
from xml.sax.saxutils import escape

import segno
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import XMP
from reportlab.pdfgen.canvas import Canvas

from certification.pdf import ornament
from certification.pdf.content import CertificateContent, ModuleLine
from certification.pdf.faces import NARROW, SANS, Instance
from certification.pdf.labels import BRAND, Labels, labels_for
from certification.pdf.ornament import INK, INK_LABEL, PAPER, RULE, VIOLET
from certification.pdf.shaping import Line, Typesetter, Voice

WIDTH, HEIGHT = 1188.0, 840.0
MIDDLE = WIDTH / 2
PAGE_HEIGHT, PAGE_WIDTH = A4
SCALE = PAGE_WIDTH / WIDTH
# The column of text, and the form block at its foot.
LEFT, RIGHT = 130.0, 1058.0
BAND_FOOT = 572.0
HEAD_FOOT = 176.0
FORM_TOP, FORM_HEIGHT = 600.0, 142.0
# Any mask can be read; a given one spares segno trying all eight.
QR_MASK = 2
QR_LEVEL = "m"
QR_QUIET = 4
# A text on several lines is set this much smaller than on one.
SEVERAL_LINES = 0.85


def render_certificate(content: CertificateContent, *, fonts: Path) -> bytes:
    """The certificate as an unsigned PDF 1.7; the same content gives the same bytes.

    `fonts` is the folder that make_fonts filled. Raises UnprintableName when a text of the
    content holds a character that no font has.
    """
    labels = labels_for(content.language)
    file = io.BytesIO()
    with Typesetter(fonts) as typesetter:
        first = Instance(SANS, NARROW, 0).key
        typesetter.font(first)
        canvas = Canvas(
            file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=labels.language,
            initialFontName=first,
        )
        _describe(canvas, content, labels)
        _Sheet(canvas, typesetter, labels).draw(content)
        canvas.showPage()
        canvas.save()
    return file.getvalue()


def _describe(canvas: Canvas, content: CertificateContent, labels: Labels) -> None:
    """Title, subject and date, in the document's information and as XMP."""
    title = labels.title.format(serial=content.serial, name=content.holder_name)
    curriculum = labels.curriculum.format(name=content.curriculum, version=content.curriculum_version)
    subject = labels.subject.format(curriculum=curriculum, administration=content.administration)
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setAuthor(BRAND)
    canvas.setCreator(BRAND)
    canvas.setProducer("ReportLab")
    canvas.setKeywords([content.serial, content.holder_name, content.holder_latin_name])
    canvas.setViewerPreference("DisplayDocTitle", "true")
    issued = content.issued_on
    canvas.setDateFormatter(lambda *_: f"D:{issued:%Y%m%d}000000Z")
    packet = XMP_PACKET.format(
        title=escape(title),
        subject=escape(subject),
        brand=escape(BRAND),
        serial=escape(content.serial),
        language=labels.language,
        issued=f"{issued:%Y-%m-%d}T00:00:00Z",
    )
    canvas._doc.Catalog.Metadata = XMP(creator=lambda document: packet.encode())


XMP_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt>\
</dc:description>
<dc:creator><rdf:Seq><rdf:li>{brand}</rdf:li></rdf:Seq></dc:creator>
<dc:identifier>{serial}</dc:identifier>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{issued}</xmp:CreateDate>
<xmp:ModifyDate>{issued}</xmp:ModifyDate>
<xmp:CreatorTool>{brand}</xmp:CreatorTool>
<pdf:Producer>ReportLab</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class _Setting:
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


class _Sheet:
    """One page being drawn."""

    def __init__(self, canvas: Canvas, typesetter: Typesetter, labels: Labels) -> None:
        self.canvas = canvas
        self.typesetter = typesetter
        self.labels = labels

    def draw(self, content: CertificateContent) -> None:
        """The whole page, from the ground up."""
        canvas = self.canvas
        canvas.transform(SCALE, 0, 0, -SCALE, 0, PAGE_HEIGHT)
        canvas.setFillColor(PAPER)
        canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
        ornament.draw_guilloche(canvas, (MIDDLE, 430))
        for x in (82, WIDTH - 82):
            for y in (82, HEIGHT - 82):
                ornament.draw_rosette(canvas, (x, y))
        ornament.draw_neatline(canvas, WIDTH, HEIGHT)
        self._head(content)
        band_top = self._modules(content.modules)
        self._statement(content, band_top)
        self._form(content)
        self._foot(content)

    def _head(self, content: CertificateContent) -> None:
        """Who issues it, and for whom."""
        ornament.draw_brand(self.canvas, LEFT, 80, 65)
        self._put(self._line(BRAND, Voice.TITLE, 25), 212, 109)
        self._put(self._line(self.labels.tagline, Voice.LABEL, 16), 212, 134, INK_LABEL)
        self._put(self._line(self.labels.issued_for, Voice.LABEL, 16), RIGHT, 105, INK_LABEL, anchor=1)
        name = self._fit(content.administration, Voice.TITLE, (22, 15), 500, lines=2)
        self._put(name, RIGHT, 131, anchor=1)

    def _statement(self, content: CertificateContent, foot: float) -> None:
        """Who has done what, between the head and the line at `foot`; all shrinks alike."""
        labels = self.labels
        curriculum = labels.curriculum.format(name=content.curriculum, version=content.curriculum_version)
        scale = 1.0
        while True:
            rows = self._statement_rows(content, curriculum, scale)
            height = rows[-1][1]
            free = foot - HEAD_FOOT - height
            if free >= 0 or scale < 0.5:
                break
            scale -= 0.04
        top = HEAD_FOOT + min(max(free, 0) * 0.5, max(free - 24 * scale, 0))
        for setting, y in rows[:-1]:
            if isinstance(setting, _Setting):
                self._put(setting, MIDDLE, top + y, anchor=0.5)
            else:
                self.canvas.setStrokeColor(INK)
                self.canvas.setLineWidth(1)
                self.canvas.line(MIDDLE - setting / 2, top + y, MIDDLE + setting / 2, top + y)

    def _statement_rows(
        self, content: CertificateContent, curriculum: str, scale: float
    ) -> list[tuple["_Setting | float", float]]:
        """Texts and the rule (a width) with their places below the top; the last is the foot."""
        labels = self.labels
        rows: list[tuple[_Setting | float, float]] = []
        y = 0.0

        def add(setting: _Setting, gap: float) -> None:
            nonlocal y
            y += gap * scale + setting.ascent
            rows.append((setting, y))
            y += setting.descent

        add(self._line(labels.heading, Voice.TITLE, 54 * scale), 0)
        add(self._line(labels.certifies, Voice.PROSE, 19 * scale), 26)
        name = self._fit(content.holder_name, Voice.TITLE, (46 * scale, 30 * scale), 860, lines=2)
        add(name, 27)
        y += max(13, 20 - name.lines[-1].descent * name.size) * scale
        rows.append((max(528.0, min(name.width + 60, RIGHT - LEFT)), y))
        if _differs(content.holder_latin_name, content.holder_name):
            add(self._fit(content.holder_latin_name, Voice.VALUE, (17 * scale, 11), 860), 10)
        add(self._line(labels.met, Voice.PROSE, 19 * scale), 18)
        add(self._fit(curriculum, Voice.TITLE, (25 * scale, 17 * scale), 860, lines=2), 18)
        rows.append((0.0, y + 22 * scale))
        return rows

    def _modules(self, modules: tuple[ModuleLine, ...]) -> float:
        """The band of modules with their marks, above the form; its upper line is returned."""
        if not modules:
            return BAND_FOOT
        rows = ceil(len(modules) / 6)
        columns = ceil(len(modules) / rows)
        cell = min((RIGHT - LEFT) / columns, 300.0)
        row_height = {1: 86.0, 2: 62.0}.get(rows, 132.0 / rows)
        top = BAND_FOOT - row_height * rows - (8 if rows > 1 else 0)
        self.canvas.setStrokeColor(INK)
        self.canvas.setLineWidth(1)
        self.canvas.lines([(LEFT, top, RIGHT, top), (LEFT, BAND_FOOT, RIGHT, BAND_FOOT)])
        middle = top + (BAND_FOOT - top - row_height * rows) / 2 + row_height / 2
        size = min(44.0, row_height - 12)
        room = cell - size - 26
        settings = [
            (
                self._fit(module.name, Voice.LABEL, (14, 10), room, lines=3),
                self._fit(module.mark, Voice.VALUE, (17 if rows < 3 else 13, 9), room),
            )
            for module in modules
        ]
        widest = max(setting.width for pair in settings for setting in pair)
        left = MIDDLE - cell * columns / 2 + (cell - size - 10 - widest) / 2
        for number, (module, (name, mark)) in enumerate(zip(modules, settings, strict=True)):
            row, column = divmod(number, columns)
            x, y = left + cell * column, middle + row_height * row
            ornament.draw_mark(self.canvas, module.convention, x, y - size / 2, size)
            self._put_pair(name, mark, x + size + 10, y)
        return top

    def _put_pair(self, name: _Setting, mark: _Setting, x: float, middle: float) -> None:
        """A module's name over the mark reached. Plain names stand level across a row."""
        capital = 0.71 * name.size
        last = name.leading * (len(name.lines) - 1)
        step = max(1.12 * mark.size, name.descent - last + mark.ascent + 2)
        first = middle + (capital - last - step) / 2
        self._put(name, x, first, INK_LABEL)
        self._put(mark, x, first + last + step)

    def _form(self, content: CertificateContent) -> None:
        """The ruled block of numbered boxes, with seal and code."""
        canvas, labels = self.canvas, self.labels
        canvas.saveState()
        canvas.translate(LEFT, FORM_TOP)
        canvas.setFillColor(PAPER)
        canvas.rect(0, 0, RIGHT - LEFT, FORM_HEIGHT, stroke=0, fill=1)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(1)
        half = FORM_HEIGHT / 2
        canvas.lines(
            [
                (0, half, 600, half),
                (200, 0, 200, half),
                (400, 0, 400, half),
                (300, half, 300, FORM_HEIGHT),
                (600, 0, 600, FORM_HEIGHT),
                (778, 0, 778, FORM_HEIGHT),
            ]
        )
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.5)
        canvas.rect(0, 0, RIGHT - LEFT, FORM_HEIGHT, stroke=1, fill=0)
        until = content.valid_until
        self._box(1, labels.issued, labels.day(content.issued_on), (0, 0, 200))
        self._box(2, labels.valid_until, labels.day(until) if until else labels.no_end, (200, 0, 200))
        self._box(3, labels.replaces, content.replaces or labels.replaces_none, (400, 0, 200))
        self._box(4, labels.serial, content.serial, (0, half, 300))
        self._box(5, labels.for_administration, content.signatory, (300, half, 300))
        if not content.signatory:
            canvas.setStrokeColor(RULE)
            canvas.setDash(1, 3)
            canvas.line(312, half + 54, 588, half + 54)
            canvas.setDash()
        self._label(6, labels.seal, 612, 22)
        self._seal(content.serial)
        self._code(content.verify_url)
        canvas.restoreState()

    def _box(self, number: int, label: str, value: str, place: tuple[float, float, float]) -> None:
        """A numbered box: x, y and width of its place."""
        x, y, width = place
        self._label(number, label, x + 12, y + 22)
        if value:
            setting = self._fit(value, Voice.VALUE, (17, 12), width - 24, lines=2)
            second = len(setting.lines) > 1
            self._put(setting, x + 12, y + (41 if second else 49))

    def _label(self, number: int, label: str, x: float, y: float) -> None:
        figure = self._line(str(number), Voice.VALUE, 13)
        self._put(figure, x, y)
        self._put(self._line(label, Voice.LABEL, 14), x + figure.width + 5, y, INK_LABEL)

    def _seal(self, serial: str) -> None:
        """The platform's stamp. It carries the serial, so that it fits no other certificate."""
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(689, 82)
        canvas.rotate(-7)
        canvas.scale(0.92, 0.92)
        ornament.draw_seal_ground(canvas)
        self._put_on_arc(self._line(BRAND.upper(), Voice.VALUE, 9.6), radius=40.4, top=True)
        self._put_on_arc(self._line(serial, Voice.VALUE, 8.2), radius=46.4, top=False)
        canvas.restoreState()

    def _put_on_arc(self, setting: _Setting, *, radius: float, top: bool) -> None:
        """A line of letters round the origin, upright at the top or at the bottom."""
        spacing = 0.12 * setting.size
        letters = [self._line(letter, Voice.VALUE, setting.size) for letter in setting.lines[0].text]
        total = sum(letter.width + spacing for letter in letters) - spacing
        along = -total / 2
        for letter in letters:
            angle = degrees((along + letter.width / 2) / radius)
            self.canvas.saveState()
            self.canvas.rotate(angle if top else -angle)
            self._put(letter, 0, -radius if top else radius, VIOLET, anchor=0.5)
            self.canvas.restoreState()
            along += letter.width + spacing

    def _code(self, address: str) -> None:
        """The QR code of the verification page, drawn as squares, and a link over it."""
        matrix = segno.make(address, error=QR_LEVEL, boost_error=False, micro=False, mask=QR_MASK).matrix
        cell = RIGHT - LEFT - 778
        module = min(cell, FORM_HEIGHT) / (len(matrix) + 2 * QR_QUIET)
        side = module * len(matrix)
        x, y = 778 + (cell - side) / 2, (FORM_HEIGHT - side) / 2
        path = self.canvas.beginPath()
        for row, cells in enumerate(matrix):
            for start, length in _dark_runs(cells):
                path.rect(x + start * module, y + row * module, length * module, module)
        self.canvas.setFillColor(INK)
        self.canvas.drawPath(path, stroke=0, fill=1)
        left, top = LEFT + x, FORM_TOP + y
        box = (left, HEIGHT - top - side, left + side, HEIGHT - top)
        self.canvas.linkURL(address, tuple(SCALE * number for number in box))

    def _foot(self, content: CertificateContent) -> None:
        """Where to check it, and that the register decides."""
        address = content.verify_url.partition("://")[2] or content.verify_url
        text = self.labels.check.format(address=address)
        self._put(self._fit(text, Voice.LABEL, (15, 11), RIGHT - LEFT, lines=2), LEFT, 768, INK_LABEL)

    def _line(self, text: str, voice: Voice, size: float) -> _Setting:
        return _Setting((self.typesetter.line(text, voice),), size)

    def _fit(
        self, text: str, voice: Voice, sizes: tuple[float, float], width: float, lines: int = 1
    ) -> _Setting:
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

    def _filled(self, text: str, voice: Voice, size: float, width: float, lines: int) -> _Setting:
        """The text on so many lines, at the size given or as small as the width demands."""
        shaped = tuple(self.typesetter.line(part, voice) for part in _balanced(text, lines))
        widest = max(line.width for line in shaped)
        return _Setting(shaped, min(size, width / widest) if widest else size)

    def _put(self, setting: _Setting, x: float, y: float, colour: Color = INK, anchor: float = 0) -> None:
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


def _differs(latin: str, name: str) -> bool:
    """Whether the Latin form says something that the name does not."""
    return bool(latin.strip()) and latin.split() != name.split()


def _balanced(text: str, count: int) -> list[str]:
    """The text on so many lines, broken at spaces so that the longest is as short as may be."""
    words = [word for word in text.split(" ") if word]
    if count == 1 or len(words) < 2:
        return [" ".join(words)]
    breaks = range(1, len(words))
    splits = ([" ".join(words[:place]), *_balanced(" ".join(words[place:]), count - 1)] for place in breaks)
    return min(splits, key=lambda parts: max(map(len, parts)))


def _dark_runs(cells: Iterable[int]) -> list[tuple[int, int]]:
    """Start and length of each stretch of dark modules in a row."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(cells):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((place, 1))
    return runs
