"""The certificate's page: what stands on it, in every promised script.

The pictures it is compared with are drawn by Pillow with libraqm: another shaper's caller and
another bidirectional algorithm than the code under test.
"""

import io
import shutil
import subprocess
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
import segno
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFont, features
from pyhanko.pdf_utils.reader import PdfFileReader

from certification.pdf import fonts as fonts_module
from certification.pdf.content import CertificateContent, ModuleLine
from certification.pdf.drawing import QR_LEVEL, QR_MASK, render_certificate
from certification.pdf.faces import INSTANCES, font_path
from certification.pdf.fonts import UnprintableName, check_printable, make_fonts

FOLDER = Path(__file__).parents[2] / "var" / "fonts"
DPI = 150
# Pixels of one unit of the drawn design, which is 1188 units wide.
UNIT = 297 / 25.4 * DPI / 1188

RAQM, BASIC = ImageFont.Layout.RAQM, ImageFont.Layout.BASIC

needs_pictures = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not installed"
)
needs_raqm = pytest.mark.skipif(
    not features.check("raqm"), reason="this Pillow has no libraqm to compare with"
)

NAMES = {
    "Latin": ("Sample Officer", "noto-serif-bold"),
    "Greek": ("Υπάλληλος Δείγμα", "noto-serif-bold"),
    "Cyrillic": ("Образцов Пример", "noto-serif-bold"),
    "Arabic": ("موظف عيّنة", "noto-sans-arabic-bold"),
    "Devanagari": ("नमूना अधिकारी", "noto-sans-devanagari-bold"),
    "Tamil": ("மாதிரி அலுவலர்", "noto-sans-tamil-bold"),
    "Telugu": ("నమూనా అధికారి", "noto-sans-telugu-bold"),
    "Thai": ("ตัวอย่าง เจ้าหน้าที่", "noto-sans-thai-bold"),
    "Khmer": ("មន្ត្រី គំរូ", "noto-sans-khmer-bold"),
}
MODULES = (
    ModuleLine("intro", "Introduction", "95 %"),
    ModuleLine("cites", "CITES", "87 %"),
    ModuleLine("basel", "Basel", "90 %"),
    ModuleLine("montreal", "Montreal", "92 %"),
    ModuleLine("rotterdam", "Rotterdam", "88 %"),
    ModuleLine("stockholm", "Stockholm", "85 %"),
    ModuleLine("cartagena", "Cartagena", "80 %"),
    ModuleLine("bwm", "Ballast Water", "81 %"),
    ModuleLine("", "National permits and their stamps", "84 %"),
)
CONTENT = CertificateContent(
    serial="GC-7Q4M-2XKD-90TF",
    holder_name="Sample Officer",
    holder_latin_name="",
    administration="Sampland Customs",
    curriculum="Border officer, environment",
    curriculum_version=3,
    modules=MODULES[:3],
    issued_on=date(2026, 9, 1),
    valid_until=date(2028, 9, 1),
    replaces="",
    signatory="S. Specimen, Director of Training",
    verify_url="https://training.example.org/verify/GC-7Q4M-2XKD-90TF",
)


@pytest.fixture(scope="session")
def fonts() -> Path:
    make_fonts(FOLDER)
    return FOLDER


def named(name: str) -> CertificateContent:
    return replace(CONTENT, holder_name=name)


def picture(pdf: bytes) -> Image.Image:
    """The page as pdftoppm draws it."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-singlefile", "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    width, height = map(int, drawn.split(maxsplit=4)[1:3])
    return Image.frombytes("L", (width, height), drawn[-width * height :])


def text_of(pdf: bytes) -> str:
    """The page's text as pdftotext reads it, with single spaces."""
    command = ["pdftotext", "-", "-"]
    read = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    return " ".join(read.decode().split())


def ink(image: Image.Image) -> Image.Image:
    """White where there is ink: text and rules, not the pale ground."""
    return image.point(lambda grey: 255 if grey < 140 else 0)


def cut(image: Image.Image) -> Image.Image:
    """The ink without its margins."""
    return image.crop(image.getbbox())


def bands(image: Image.Image) -> list[tuple[int, int]]:
    """First and last row of each stretch of rows with ink."""
    found: list[tuple[int, int]] = []
    for row in range(image.height):
        if image.crop((0, row, image.width, row + 1)).getbbox() is None:
            continue
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def name_on(pdf: bytes) -> Image.Image:
    """The ink of the holder's name: between the line before it and the rule under it."""
    page = ink(picture(pdf))
    column = page.crop((round(130 * UNIT), round(155 * UNIT), round(1058 * UNIT), round(600 * UNIT)))
    rows = bands(column)
    rule = next(
        top
        for top, bottom in rows[2:]
        if bottom - top < 3 and cut(column.crop((0, top, column.width, bottom + 1))).width > 520 * UNIT
    )
    return cut(column.crop((0, rows[1][1] + 1, column.width, rule)))


def expected(name: str, font: str, layout: ImageFont.Layout = RAQM) -> Image.Image:
    """The ink of a name as Pillow sets it: with libraqm, or letter by letter without shaping."""
    (path,) = (font_path(FOLDER, one) for one in INSTANCES if one.key == font)
    face = ImageFont.truetype(path, 200, layout_engine=layout)
    image = Image.new("L", (4000, 700))
    ImageDraw.Draw(image).text((200, 150), name, font=face, fill=255)
    return cut(image)


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Ink of both over ink of either, at one size; 0 where the proportions differ much."""
    wide, high = one.width / one.height, other.width / other.height
    if abs(wide / high - 1) > 0.06:
        return 0.0
    size = (round(60 * wide), 60)
    a, b = (image.resize(size).point(lambda grey: 255 if grey > 127 else 0) for image in (one, other))
    both = ImageChops.logical_and(a.convert("1"), b.convert("1")).histogram()[-1]
    either = ImageChops.logical_or(a.convert("1"), b.convert("1")).histogram()[-1]
    return both / either


@needs_pictures
@needs_raqm
@pytest.mark.parametrize(("name", "font"), NAMES.values(), ids=NAMES)
def test_a_name_is_drawn_as_its_script_writes_it(fonts, name, font):
    drawn = name_on(render_certificate(named(name), fonts=fonts))
    assert likeness(drawn, expected(name, font)) > 0.8


@needs_pictures
@needs_raqm
@pytest.mark.parametrize("script", ["Arabic", "Devanagari", "Tamil", "Telugu", "Khmer"])
def test_the_comparison_would_notice_letters_set_one_by_one(fonts, script):
    name, font = NAMES[script]
    drawn = name_on(render_certificate(named(name), fonts=fonts))
    shaped, unshaped = (expected(name, font, layout) for layout in (RAQM, BASIC))
    assert likeness(drawn, unshaped) < likeness(drawn, shaped) - 0.08


@needs_pictures
@needs_raqm
def test_arabic_after_latin_stands_to_its_right_and_runs_leftwards(fonts):
    drawn = name_on(render_certificate(named("Sample موظف"), fonts=fonts))
    columns = bands(drawn.transpose(Image.Transpose.TRANSPOSE))
    gaps = [after[0] - before[1] for before, after in pairwise(columns)]
    space = columns[gaps.index(max(gaps))][1] + 1
    latin = cut(drawn.crop((0, 0, space, drawn.height)))
    arabic = cut(drawn.crop((space, 0, drawn.width, drawn.height)))
    assert likeness(latin, expected("Sample", "noto-serif-bold")) > 0.8
    assert likeness(arabic, expected("موظف", "noto-sans-arabic-bold")) > 0.8


@needs_pictures
@needs_raqm
def test_a_joiner_inside_a_name_keeps_its_effect(fonts):
    name = "نمونه‌ای"
    drawn = name_on(render_certificate(named(name), fonts=fonts))
    assert likeness(drawn, expected(name, "noto-sans-arabic-bold")) > 0.8
    assert likeness(drawn, expected(name.replace("\u200c", ""), "noto-sans-arabic-bold")) < 0.7


@needs_pictures
@pytest.mark.parametrize(
    "name",
    [
        "Sample Officer With A Rather Long Name Of More Than Sixty Characters Indeed Specimen",
        "W" * 70,
        "ตัวอย่าง เจ้าหน้าที่ " * 5,
        "موظف عيّنة " * 8,
        "Sample Officer With A Name As Long As The Table Allows " * 3
        + "Which Is Two Hundred Letters Long Now",
    ],
    ids=["words", "one word", "Thai", "Arabic", "two hundred characters"],
)
def test_a_long_name_stays_between_the_margins_and_legible(fonts, name):
    drawn = name_on(render_certificate(named(name.strip()), fonts=fonts))
    assert drawn.width <= 928 * UNIT
    assert drawn.height > 8 * UNIT


@needs_pictures
def test_nine_modules_stand_in_two_rows_with_name_and_mark(fonts):
    pdf = render_certificate(replace(CONTENT, modules=MODULES), fonts=fonts)
    text = text_of(pdf)
    for module in MODULES:
        assert module.mark in text
        for word in module.name.split():
            assert word in text


@needs_pictures
@pytest.mark.parametrize("modules", [(), MODULES[:1], MODULES * 2])
def test_any_number_of_modules_leaves_the_form_untouched(fonts, modules):
    form = (round(125 * UNIT), round(596 * UNIT), round(1063 * UNIT), round(746 * UNIT))
    usual = picture(render_certificate(CONTENT, fonts=fonts)).crop(form)
    drawn = picture(render_certificate(replace(CONTENT, modules=modules), fonts=fonts)).crop(form)
    assert drawn.tobytes() == usual.tobytes()


@needs_pictures
def test_the_form_states_dates_serial_and_what_it_replaces(fonts):
    content = replace(CONTENT, replaces="GC-AAAA-BBBB-CCCC")
    text = text_of(render_certificate(content, fonts=fonts))
    for stated in (
        "1 September 2026",
        "1 September 2028",
        "GC-7Q4M-2XKD-90TF",
        "GC-AAAA-BBBB-CCCC",
        "S. Specimen, Director of Training",
        "Sampland Customs",
        "Border officer, environment · version 3",
        "training.example.org/verify/GC-7Q4M-2XKD-90TF: the register, not this paper, "
        "says whether it is in force.",
    ):
        assert stated in text


@needs_pictures
def test_a_certificate_without_end_says_so_and_one_without_signatory_leaves_a_line(fonts):
    content = replace(CONTENT, valid_until=None, signatory="")
    text = text_of(render_certificate(content, fonts=fonts))
    assert "no end date" in text
    assert "Specimen" not in text


@needs_pictures
def test_the_latin_form_is_printed_when_it_differs_from_the_name(fonts):
    arabic = replace(named("موظف عيّنة"), holder_latin_name="Muwazzaf Ayyina")
    assert "Muwazzaf Ayyina" in text_of(render_certificate(arabic, fonts=fonts))
    latin = replace(CONTENT, holder_latin_name="Sample  Officer")
    assert text_of(render_certificate(latin, fonts=fonts)).count("Sample") == 1


@needs_pictures
def test_the_code_holds_the_modules_of_the_verification_address(fonts):
    page = ink(picture(render_certificate(CONTENT, fonts=fonts)))
    # Inside the last box of the form, clear of its rules by two units.
    box = page.crop((round(910 * UNIT), round(602 * UNIT), round(1056 * UNIT), round(740 * UNIT)))
    code = cut(box)
    matrix = segno.make(
        CONTENT.verify_url, error=QR_LEVEL, boost_error=False, micro=False, mask=QR_MASK
    ).matrix
    across, down = code.width / len(matrix), code.height / len(matrix)
    drawn = [
        [
            int(code.getpixel((int((column + 0.5) * across), int((row + 0.5) * down))) > 0)
            for column in range(len(matrix))
        ]
        for row in range(len(matrix))
    ]
    assert drawn == [list(row) for row in matrix]
    left, top, right, bottom = box.getbbox()
    quiet = min(left, top, box.width - right, box.height - bottom) + 2 * UNIT
    # Four modules, less what the picture's pixels round away.
    assert quiet >= 3.8 * across


def test_the_same_content_gives_the_same_bytes_whatever_was_drawn_between(fonts):
    content = named("موظف عيّنة")
    first = render_certificate(content, fonts=fonts)
    render_certificate(named("نمونه‌ای دیگر"), fonts=fonts)
    assert render_certificate(content, fonts=fonts) == first


def test_certificates_drawn_at_once_are_the_same_as_drawn_in_turn(fonts):
    contents = [named(name) for name, _ in NAMES.values()]
    in_turn = [render_certificate(content, fonts=fonts) for content in contents]
    with ThreadPoolExecutor(max_workers=4) as pool:
        at_once = list(pool.map(lambda content: render_certificate(content, fonts=fonts), contents))
    assert at_once == in_turn


@pytest.fixture
def reader(fonts):
    return PdfFileReader(io.BytesIO(render_certificate(named("Образцов Пример"), fonts=fonts)))


def test_the_document_names_itself_in_title_language_and_xmp(reader):
    title = "Certificate GC-7Q4M-2XKD-90TF: Образцов Пример"
    assert reader.input_version == (1, 7)
    assert reader.root["/Lang"] == "en"
    assert reader.trailer["/Info"]["/Title"] == title
    assert reader.trailer["/Info"]["/CreationDate"] == "D:20260901000000Z"
    xmp = ElementTree.fromstring(reader.root["/Metadata"].data)
    names = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    assert xmp.find(".//dc:title/rdf:Alt/rdf:li", names).text == title
    assert xmp.find(".//dc:language/rdf:Bag/rdf:li", names).text == "en"


def test_every_font_is_embedded(reader):
    (page,) = reader.root["/Pages"]["/Kids"]
    fonts_used = page.get_object()["/Resources"]["/Font"]
    assert len(fonts_used) >= 3
    for name in fonts_used:
        assert "/FontFile2" in fonts_used[name]["/FontDescriptor"]


def test_markup_in_a_name_does_no_harm(fonts):
    pdf = render_certificate(named("O’Sample & (Sons) <b>"), fonts=fonts)
    root = PdfFileReader(io.BytesIO(pdf)).root
    assert "O’Sample & (Sons) <b>" in "".join(ElementTree.fromstring(root["/Metadata"].data).itertext())


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("Sample שם", "שם"),
        ("名前", "名前"),
        ("Sample \U0001f600", "\U0001f600"),
        ("Sample\u202eOfficer", "\u202e"),
        ("Sample\nOfficer", "\n"),
        ("a\u0e31", "\u0e31"),
        ("ि", "ि"),
        ("न ि", "ि"),
    ],
    ids=[
        "Hebrew",
        "Chinese",
        "emoji",
        "override",
        "newline",
        "stray Thai mark",
        "lone vowel sign",
        "vowel sign after a space",
    ],
)
def test_a_name_that_no_font_holds_is_refused_with_a_request_for_its_latin_form(fonts, name, characters):
    with pytest.raises(UnprintableName, match="Latin form") as refused:
        check_printable(name, fonts)
    assert refused.value.characters == characters
    with pytest.raises(UnprintableName):
        render_certificate(named(name), fonts=fonts)


@pytest.mark.parametrize("name", [name for name, _ in NAMES.values()], ids=NAMES)
def test_every_promised_script_is_printable(fonts, name):
    check_printable(name, fonts)


LETTERS = [
    chr(code)
    for start, end in ((0x41, 0x17F), (0x386, 0x3CE), (0x400, 0x4FF))
    for code in range(start, end + 1)
    if unicodedata.category(chr(code)).startswith("L")
]


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from([*LETTERS, " ", "-", "’", ".", "\u0301"]), max_size=60))
def test_latin_greek_and_cyrillic_names_never_fail(fonts, name):
    check_printable("A" + name, fonts)


@settings(max_examples=5, deadline=None)
@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=200))
def test_a_certificate_is_drawn_for_any_name_of_letters(fonts, name):
    assert render_certificate(named(name), fonts=fonts).startswith(b"%PDF-1.7")


def test_empty_texts_are_drawn_as_nothing(fonts):
    content = replace(CONTENT, administration="", modules=(ModuleLine("cites", "CITES", ""),))
    assert render_certificate(content, fonts=fonts).startswith(b"%PDF-1.7")


def test_drawing_without_fonts_says_what_to_run(tmp_path):
    with pytest.raises(FileNotFoundError, match="make_fonts"):
        render_certificate(CONTENT, fonts=tmp_path)


def test_made_fonts_are_static_and_have_names_of_their_own(fonts):
    names = set()
    made = [font_path(fonts, instance) for instance in INSTANCES]
    for path in made:
        with TTFont(path, lazy=True) as font:
            assert "fvar" not in font
            names.add(font["name"].getDebugName(6))
    assert len(names) == len(made)


def only_thai(monkeypatch):
    """Let make_fonts make the two fonts that take no time."""
    thai = [one for one in INSTANCES if "Thai" in one.family]
    monkeypatch.setattr(fonts_module, "INSTANCES", thai)


def test_fonts_made_twice_at_once_are_whole_and_are_not_made_again(tmp_path, monkeypatch):
    only_thai(monkeypatch)
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(make_fonts, [tmp_path, tmp_path]))
    made = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    names = {TTFont(path)["name"].getDebugName(6) for path in made}
    assert names == {"NotoSansThai-Regular", "NotoSansThai-Bold"}
    assert {path.suffix for path in made} == {".ttf"}
    make_fonts(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == made


def test_a_font_that_cannot_be_finished_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*args):
        raise OSError("No space left on device")

    only_thai(monkeypatch)
    monkeypatch.setattr(Path, "chmod", full)
    with pytest.raises(OSError, match="No space"):
        make_fonts(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_module_of_an_unknown_convention_is_drawn_as_a_national_one(fonts):
    unknown, national = (
        replace(CONTENT, modules=(ModuleLine(convention, "Sample", "80 %"),)) for convention in ("x", "")
    )
    assert render_certificate(unknown, fonts=fonts) == render_certificate(national, fonts=fonts)
