"""The certificate as one page: A4 landscape, in the units of the drawn design (1188 by 840)."""

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from math import ceil, degrees
from pathlib import Path

import segno
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, xObjectName
from reportlab.pdfgen.canvas import Canvas

from certification.pdf import ornament
from certification.pdf.content import CertificateContent, ModuleLine, Signature
from certification.pdf.description import describe, new_canvas
from certification.pdf.faces import NARROW, SANS, Instance
from certification.pdf.labels import BRAND, Labels, labels_for
from certification.pdf.lettering import Lettering, Setting
from certification.pdf.ornament import INK, INK_LABEL, PAPER, RULE, VIOLET
from certification.pdf.shaping import Typesetter, Voice

WIDTH, HEIGHT = 1188.0, 840.0
MIDDLE = WIDTH / 2
PAGE_HEIGHT, PAGE_WIDTH = A4
SCALE = PAGE_WIDTH / WIDTH
# The column of text, and the form block at its foot.
LEFT, RIGHT = 130.0, 1058.0
BAND_FOOT = 572.0
HEAD_FOOT = 176.0
FORM_TOP, FORM_HEIGHT = 600.0, 142.0
# In the form: the upper line of the row of signatures, and the line that they stand on.
SIGNED_TOP, SIGNED_FOOT = 44.0, 91.0
SPECIMEN = HexColor("#A3201B66", hasAlpha=True)
# Any mask can be read; a given one spares segno trying all eight.
QR_MASK = 2
QR_LEVEL = "m"
QR_QUIET = 4
GROUND = "ground"


@dataclass(frozen=True)
class Place:
    """A part of the sheet: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float


LOGO = Place(RIGHT - 170, 70, 170, 82)


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
        canvas = new_canvas(file, (PAGE_WIDTH, PAGE_HEIGHT), labels.language, first)
        curriculum = labels.curriculum.format(name=content.curriculum, version=content.curriculum_version)
        describe(
            canvas,
            title=labels.title.format(serial=content.serial, name=content.holder_name),
            subject=labels.subject.format(curriculum=curriculum, administration=content.administration),
            identifier=content.serial,
            keywords=[content.serial, content.holder_name, content.holder_latin_name],
            language=labels.language,
            day=content.issued_on,
        )
        _Sheet(canvas, typesetter, labels).draw(content)
        canvas.showPage()
        canvas.save()
    return file.getvalue()


class _Sheet(Lettering):
    """One page being drawn."""

    def __init__(self, canvas: Canvas, typesetter: Typesetter, labels: Labels) -> None:
        super().__init__(canvas, typesetter)
        self.labels = labels

    def draw(self, content: CertificateContent) -> None:
        """The whole page, from the ground up."""
        canvas = self.canvas
        canvas.transform(SCALE, 0, 0, -SCALE, 0, PAGE_HEIGHT)
        canvas._doc.addForm(GROUND, _Packed(_ground()))
        canvas.doForm(GROUND)
        self._head(content)
        band_top = self._modules(content.modules)
        self._statement(content, band_top)
        self._form(content)
        self._foot(content)
        if content.specimen:
            self._specimen()

    def _head(self, content: CertificateContent) -> None:
        """Who issues it, and for whom."""
        ornament.draw_brand(self.canvas, LEFT, 80, 65)
        self.put(self.line(BRAND, Voice.TITLE, 25), 212, 109)
        self.put(self.line(self.labels.tagline, Voice.LABEL, 16), 212, 134, INK_LABEL)
        right = RIGHT
        if content.design.logo:
            width, _height = self._picture(content.design.logo, LOGO, anchor=1)
            right -= width + 18
        self.put(self.line(self.labels.issued_for, Voice.LABEL, 16), right, 105, INK_LABEL, anchor=1)
        name = self.fit(content.administration, Voice.TITLE, (22, 15), right - 558, lines=2)
        self.put(name, right, 131, anchor=1)

    def _picture(self, png: bytes, place: Place, anchor: float = 0) -> tuple[float, float]:
        """Draw a picture as large as its place allows, at its foot; its width and height are returned."""
        picture = _packed_picture(png)
        scale = min(place.width / picture.width, place.height / picture.height)
        width, height = picture.width * scale, picture.height * scale
        x = place.x + anchor * (place.width - width)
        canvas = self.canvas
        document = canvas._doc
        if not document.hasForm(picture.name):
            mask = f"{picture.name}.mask"
            document.addForm(mask, _Packed(picture.mask))
            reference = document.Reference(document.idToObject[xObjectName(mask)]).format(document)
            document.addForm(picture.name, _Packed(picture.colours.replace(b"%MASK%", reference, 1)))
        canvas.saveState()
        # A picture fills the unit square, with y upwards.
        canvas.transform(width, 0, 0, -height, x, place.y + place.height)
        canvas.doForm(picture.name)
        canvas.restoreState()
        return width, height

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
            if isinstance(setting, Setting):
                self.put(setting, MIDDLE, top + y, anchor=0.5)
            else:
                self.canvas.setStrokeColor(INK)
                self.canvas.setLineWidth(1)
                self.canvas.line(MIDDLE - setting / 2, top + y, MIDDLE + setting / 2, top + y)

    def _statement_rows(
        self, content: CertificateContent, curriculum: str, scale: float
    ) -> list[tuple["Setting | float", float]]:
        """Texts and the rule (a width) with their places below the top; the last is the foot."""
        labels, wording = self.labels, content.design.wording
        rows: list[tuple[Setting | float, float]] = []
        y = 0.0

        def add(setting: Setting, gap: float) -> None:
            nonlocal y
            y += gap * scale + setting.ascent
            rows.append((setting, y))
            y += setting.descent

        heading = wording.heading or labels.headings[content.level]
        add(self.fit(heading, Voice.TITLE, (54 * scale, 30 * scale), 860, lines=2), 0)
        opening = wording.opening or labels.certifies
        add(self.fit(opening, Voice.PROSE, (19 * scale, 13 * scale), 860, lines=2), 26)
        name = self.fit(content.holder_name, Voice.TITLE, (46 * scale, 30 * scale), 860, lines=2)
        add(name, 27)
        y += max(13, 20 - name.lines[-1].descent * name.size) * scale
        rows.append((max(528.0, min(name.width + 60, RIGHT - LEFT)), y))
        if _differs(content.holder_latin_name, content.holder_name):
            add(self.fit(content.holder_latin_name, Voice.VALUE, (17 * scale, 11), 860), 10)
        statement = wording.statement or labels.met[content.level]
        add(self.fit(statement, Voice.PROSE, (19 * scale, 13 * scale), 860, lines=2), 18)
        add(self.fit(curriculum, Voice.TITLE, (25 * scale, 17 * scale), 860, lines=2), 18)
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
                self.fit(module.name, Voice.LABEL, (14, 10), room, lines=3),
                self.fit(module.mark, Voice.VALUE, (17 if rows < 3 else 13, 9), room),
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

    def _put_pair(self, name: Setting, mark: Setting, x: float, middle: float) -> None:
        """A module's name over the mark reached. Plain names stand level across a row."""
        capital = 0.71 * name.size
        last = name.leading * (len(name.lines) - 1)
        step = max(1.12 * mark.size, name.descent - last + mark.ascent + 2)
        first = middle + (capital - last - step) / 2
        self.put(name, x, first, INK_LABEL)
        self.put(mark, x, first + last + step)

    def _form(self, content: CertificateContent) -> None:
        """The ruled block of numbered boxes, with seal and code."""
        canvas, labels = self.canvas, self.labels
        canvas.saveState()
        canvas.translate(LEFT, FORM_TOP)
        canvas.setFillColor(PAPER)
        canvas.rect(0, 0, RIGHT - LEFT, FORM_HEIGHT, stroke=0, fill=1)
        if content.design.signatures:
            self._dates_and_signatures(content)
        else:
            self._dates_and_signatory(content)
        self._rules([(600, 0, 600, FORM_HEIGHT), (778, 0, 778, FORM_HEIGHT)])
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.5)
        canvas.rect(0, 0, RIGHT - LEFT, FORM_HEIGHT, stroke=1, fill=0)
        self._label(6, labels.seal, 612, 22)
        self._seal(content.serial)
        self._code(content.verify_url)
        canvas.restoreState()

    def _rules(self, lines: list[tuple[float, float, float, float]]) -> None:
        self.canvas.setStrokeColor(RULE)
        self.canvas.setLineWidth(1)
        self.canvas.lines(lines)

    def _dates_and_signatory(self, content: CertificateContent) -> None:
        """Two rows of boxes, the last for whom a line names."""
        canvas, labels = self.canvas, self.labels
        half = FORM_HEIGHT / 2
        self._rules(
            [
                (0, half, 600, half),
                (200, 0, 200, half),
                (400, 0, 400, half),
                (300, half, 300, FORM_HEIGHT),
            ]
        )
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

    def _dates_and_signatures(self, content: CertificateContent) -> None:
        """A low row of boxes, and below it a high one for those who sign."""
        labels = self.labels
        self._rules(
            [
                (0, SIGNED_TOP, 600, SIGNED_TOP),
                *((x, 0, x, SIGNED_TOP) for x in (128, 256, 428)),
            ]
        )
        until = content.valid_until
        boxes = (
            (labels.issued, labels.day(content.issued_on), 0, 128),
            (labels.valid_until, labels.day(until) if until else labels.no_end, 128, 128),
            (labels.replaces, content.replaces or labels.replaces_none, 256, 172),
            (labels.serial, content.serial, 428, 172),
        )
        for number, (label, value, x, width) in enumerate(boxes, start=1):
            self._label(number, label, x + 10, 17)
            self.put(self.fit(value, Voice.VALUE, (15, 9), width - 20), x + 10, 36)
        self._label(5, labels.for_administration, 10, SIGNED_TOP + 17)
        width = 600 / len(content.design.signatures)
        for number, signature in enumerate(content.design.signatures):
            self._signed(signature, number * width, width)

    def _signed(self, signature: Signature, x: float, width: float) -> None:
        """One signature over its name and office."""
        if x:
            self._rules([(x, SIGNED_TOP, x, FORM_HEIGHT)])
        room = width - 20
        if signature.picture:
            # Beside the label of the first, not under it.
            top = SIGNED_TOP + (21 if not x else 5)
            self._picture(signature.picture, Place(x + 10, top, min(room, 260), SIGNED_FOOT - top))
        self._rules([(x + 10, SIGNED_FOOT, x + width - 10, SIGNED_FOOT)])
        name = self.fit(signature.name, Voice.VALUE, (13, 10), room, lines=2)
        y = SIGNED_FOOT + 2 + name.size
        self.put(name, x + 10, y)
        office = self.fit(signature.office, Voice.LABEL, (12, 9), room, lines=2)
        y += name.leading * (len(name.lines) - 1) + 0.3 * name.size + 0.8 * office.size
        self.put(office, x + 10, y, INK_LABEL)

    def _box(self, number: int, label: str, value: str, place: tuple[float, float, float]) -> None:
        """A numbered box: x, y and width of its place."""
        x, y, width = place
        self._label(number, label, x + 12, y + 22)
        if value:
            setting = self.fit(value, Voice.VALUE, (17, 12), width - 24, lines=2)
            second = len(setting.lines) > 1
            self.put(setting, x + 12, y + (41 if second else 49))

    def _label(self, number: int, label: str, x: float, y: float) -> None:
        figure = self.line(str(number), Voice.VALUE, 13)
        self.put(figure, x, y)
        self.put(self.line(label, Voice.LABEL, 14), x + figure.width + 5, y, INK_LABEL)

    def _seal(self, serial: str) -> None:
        """The platform's stamp. It carries the serial, so that it fits no other certificate."""
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(689, 82)
        canvas.rotate(-7)
        canvas.scale(0.92, 0.92)
        ornament.draw_seal_ground(canvas)
        self._put_on_arc(self.line(BRAND.upper(), Voice.VALUE, 9.6), radius=40.4, top=True)
        self._put_on_arc(self.line(serial, Voice.VALUE, 8.2), radius=46.4, top=False)
        canvas.restoreState()

    def _put_on_arc(self, setting: Setting, *, radius: float, top: bool) -> None:
        """A line of letters round the origin, upright at the top or at the bottom."""
        spacing = 0.12 * setting.size
        letters = [self.line(letter, Voice.VALUE, setting.size) for letter in setting.lines[0].text]
        total = sum(letter.width + spacing for letter in letters) - spacing
        along = -total / 2
        for letter in letters:
            angle = degrees((along + letter.width / 2) / radius)
            self.canvas.saveState()
            self.canvas.rotate(angle if top else -angle)
            self.put(letter, 0, -radius if top else radius, VIOLET, anchor=0.5)
            self.canvas.restoreState()
            along += letter.width + spacing

    def _code(self, address: str) -> None:
        """The QR code of the verification page, drawn as squares, and a link over it."""
        matrix = segno.make(address, error=QR_LEVEL, boost_error=False, micro=False, mask=QR_MASK).matrix
        cell = RIGHT - LEFT - 778
        module = min(cell, FORM_HEIGHT) / (len(matrix) + 2 * QR_QUIET)
        side = module * len(matrix)
        x, y = 778 + (cell - side) / 2, (FORM_HEIGHT - side) / 2
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(module, module)
        canvas.setFillColor(INK)
        # Hundreds of rectangles in whole numbers: written as they are, they cost nothing.
        canvas._code.extend(
            f"{start} {row} {length} 1 re"
            for row, cells in enumerate(matrix)
            for start, length in _dark_runs(cells)
        )
        canvas._code.append("f")
        canvas.restoreState()
        left, top = LEFT + x, FORM_TOP + y
        box = (left, HEIGHT - top - side, left + side, HEIGHT - top)
        canvas.linkURL(address, tuple(SCALE * number for number in box))

    def _foot(self, content: CertificateContent) -> None:
        """Where to check it, that the register decides, and what the administration adds."""
        address = content.verify_url.partition("://")[2] or content.verify_url
        text = self.labels.check.format(address=address)
        note = content.design.wording.note
        # With a note below it there is room for one line.
        setting = self.fit(text, Voice.LABEL, (15, 11), RIGHT - LEFT, lines=1 if note else 2)
        self.put(setting, LEFT, 763 if note else 768, INK_LABEL)
        if note:
            self.put(self.fit(note, Voice.LABEL, (15, 11), RIGHT - LEFT), LEFT, 785, INK_LABEL)

    def _specimen(self) -> None:
        """A word across the sheet that nobody takes for a certificate."""
        canvas = self.canvas
        word = self.fit(self.labels.specimen.upper(), Voice.TITLE, (190, 60), 1000)
        canvas.saveState()
        canvas.translate(MIDDLE, HEIGHT / 2)
        canvas.rotate(-24)
        self.put(word, 0, word.ascent / 2, SPECIMEN, anchor=0.5)
        canvas.restoreState()


@dataclass(frozen=True)
class PackedPicture:
    """A picture as objects of the file: its colours, where the mask's place is named, and its mask."""

    name: str
    width: int
    height: int
    colours: bytes
    mask: bytes


@lru_cache(maxsize=16)
def _packed_picture(png: bytes) -> PackedPicture:
    """A picture of a design, read and packed once: many certificates bear the same."""
    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        dots = opened.convert("RGBA")
    head = f"/Type /XObject /Subtype /Image /Width {dots.width} /Height {dots.height} /BitsPerComponent 8"
    return PackedPicture(
        name=sha256(png).hexdigest()[:16],
        width=dots.width,
        height=dots.height,
        colours=_stream(f"{head} /ColorSpace /DeviceRGB /SMask %MASK%", dots.convert("RGB").tobytes()),
        mask=_stream(f"{head} /ColorSpace /DeviceGray", dots.getchannel("A").tobytes()),
    )


def _stream(head: str, data: bytes) -> bytes:
    """A packed stream of a PDF with its dictionary."""
    packed = zlib.compress(data, 9)
    said = f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>"
    return said.encode("ascii") + b"\nstream\n" + packed + b"\nendstream"


class _Packed(PDFObject):
    """A stream of the file that is written out already, the same in each."""

    def __init__(self, written: bytes) -> None:
        self.written = written

    def format(self, document: PDFDocument) -> bytes:
        return self.written


@cache
def _ground() -> bytes:
    """What lies under every certificate. Drawn and packed once: it is most of the work on a page."""
    canvas = Canvas(io.BytesIO(), pagesize=(PAGE_WIDTH, PAGE_HEIGHT))
    canvas.setFillColor(PAPER)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    ornament.draw_guilloche(canvas, (MIDDLE, 430))
    for x in (82, WIDTH - 82):
        for y in (82, HEIGHT - 82):
            ornament.draw_rosette(canvas, (x, y))
    ornament.draw_neatline(canvas, WIDTH, HEIGHT)
    return _stream(
        f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH:g} {HEIGHT:g}] /Resources << >>",
        "\n".join(canvas._code).encode("ascii"),
    )


def _differs(latin: str, name: str) -> bool:
    """Whether the Latin form says something that the name does not."""
    return bool(latin.strip()) and latin.split() != name.split()


def _dark_runs(cells: Iterable[int]) -> list[tuple[int, int]]:
    """Start and length of each stretch of dark modules in a row."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(cells):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((place, 1))
    return runs
