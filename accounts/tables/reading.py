"""A table that somebody uploads, as rows of texts: CSV in any usual encoding, or the first sheet of an XLSX.

What the file is, is decided by its first bytes and never by its name. Every refusal is a sentence that
says what to do. Source of the byte order marks: The Unicode Standard, section 23.8.
"""

import codecs
import csv
import io
import warnings
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from openpyxl import load_workbook

LARGEST_FILE = 10 * 1024 * 1024
# A workbook of the largest size has never more than this when it is unpacked; an archive made to burst has.
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 50
DELIMITERS = (",", ";", "\t")
ZIP_START = b"PK\x03\x04"
REFUSED_STARTS = {
    b"PK\x05\x06": "zip",
    b"\xd0\xcf\x11\xe0": "xls",
    b"%PDF": "pdf",
    b"\x1f\x8b": "zip",
    b"Rar!": "zip",
    b"7z\xbc\xaf": "zip",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
}


class TableRefused(Exception):
    """The file cannot be read as a table. `str()` is a sentence that says what to do."""


@dataclass
class Row:
    """One row: its number as a spreadsheet shows it (in CSV its first line), its texts, what is odd."""

    number: int
    texts: list[str]
    problems: list[str] = field(default_factory=list)


@dataclass
class Table:
    """The rows of a file with the headings apart. `note` says what had to be guessed."""

    headings: list[str]
    rows: list[Row]
    note: str = ""


def read_table(data, *, formulas_are_texts=False):
    """The table in the bytes of a file; rows without any text are left out. Raises TableRefused.

    A formula is a problem of its row, or is read as the text it is written in; it is never computed.
    """
    if len(data) > LARGEST_FILE:
        raise TableRefused(too_large())
    if not data.strip(b"\x00 \r\n\t"):
        raise TableRefused(_("The file is empty. Fill in the template and upload it."))
    if data.startswith(ZIP_START):
        return _with_headings(_rows_of_workbook(data, formulas_are_texts))
    for start, kind in REFUSED_STARTS.items():
        if data.startswith(start):
            raise TableRefused(_refused_kind(kind))
    text, note = _text_of(data)
    return _with_headings(_rows_of_csv(text), note)


def too_large():
    """What is said of a file above the limit."""
    return _(
        "The file is larger than %(megabytes)s MB. Save only the table itself, or divide it into several "
        "files."
    ) % {"megabytes": LARGEST_FILE // 1024 // 1024}


def _refused_kind(kind):
    return {
        "zip": _("This is a ZIP archive, not a table. Unpack it and upload the CSV or XLSX file in it."),
        "xls": _("This is a workbook of the old kind (.xls). Save it as .xlsx or CSV and upload that."),
        "pdf": _("This is a PDF, not a table. Upload a CSV or XLSX file."),
        "picture": _("This is a picture, not a table. Upload a CSV or XLSX file."),
    }[kind]


def _with_headings(rows, note=""):
    filled = []
    for row in rows:
        if any(row.texts) or row.problems:
            filled.append(row)
        if len(filled) > MOST_ROWS + 1:
            raise TableRefused(
                _("The file has more than %(rows)s rows. Divide it into several files.") % {"rows": MOST_ROWS}
            )
    if not filled:
        raise TableRefused(_("The file is empty. Fill in the template and upload it."))
    return Table(headings=filled[0].texts, rows=filled[1:], note=note)


# --- CSV ----------------------------------------------------------------------------------------


def _text_of(data):
    """The text of a file and a note where its encoding is a guess. Raises TableRefused."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding), ""
    beginning = data[:2000]
    # Western text in UTF-16 without a mark has a zero in every second byte.
    if beginning[1::2].count(0) * 3 > len(beginning):
        return _decoded(data, "utf-16-le"), ""
    if beginning[0::2].count(0) * 3 > len(beginning):
        return _decoded(data, "utf-16-be"), ""
    try:
        return _decoded(data, "utf-8"), ""
    except TableRefused:
        text = _decoded(data, "cp1252")
    return text, _(
        "The file does not say how its letters are written. It was read as Windows-1252 (Western "
        "European): check the names with accents below. If they are wrong, save the file as CSV UTF-8."
    )


def _decoded(data, encoding):
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableRefused(_no_text()) from error
    if "\x00" in text:
        raise TableRefused(_no_text())
    return text


def _no_text():
    return _("The letters of this file cannot be read. Save it as CSV UTF-8 or as XLSX and upload that.")


def _rows_of_csv(text):
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    before = 0
    try:
        for texts in reader:
            yield Row(number=before + 1, texts=[value.strip() for value in texts[:MOST_COLUMNS]])
            before = reader.line_num
    except csv.Error as error:
        raise TableRefused(
            _(
                "The table breaks off at line %(line)s: a quotation mark is open or stands in the middle "
                "of a text. Correct that line and upload the file again."
            )
            % {"line": before + 1}
        ) from error


def _delimiter(text):
    """What parts the headings: the sign that stands most often in the first line with text."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)


# --- XLSX ---------------------------------------------------------------------------------------


def _rows_of_workbook(data, formulas_are_texts):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise TableRefused(_refused_kind("zip"))
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise TableRefused(too_large())
        with warnings.catch_warnings():
            # Styles and extensions that openpyxl leaves out do not matter to a table.
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            sheet = workbook.worksheets[0]
            sheet.reset_dimensions()
            rows = []
            for number, cells in enumerate(
                sheet.iter_rows(max_col=MOST_COLUMNS, max_row=4 * MOST_ROWS), start=1
            ):
                rows.append(_row_of_cells(number, cells, formulas_are_texts))
        return rows
    except TableRefused:
        raise
    except Exception as error:  # openpyxl and expat raise whatever a broken file leads them to
        raise TableRefused(
            _("This workbook cannot be read. Open it, save it again as .xlsx or as CSV, and upload that.")
        ) from error


def _row_of_cells(number, cells, formulas_are_texts):
    row = Row(number=number, texts=[])
    for cell in cells:
        value = cell.value
        if cell.data_type == "f" and formulas_are_texts:
            row.texts.append(getattr(value, "text", None) or str(value))
        elif cell.data_type == "f":
            row.problems.append(
                _("Cell %(cell)s holds a formula: paste its value instead.") % {"cell": cell.coordinate}
            )
            row.texts.append(str(value)[:200])
        elif cell.data_type == "e":
            row.problems.append(
                _("Cell %(cell)s holds an error of the spreadsheet: write its text.")
                % {"cell": cell.coordinate}
            )
            row.texts.append(str(value))
        elif isinstance(value, date | datetime | time):
            row.problems.append(
                _("Cell %(cell)s holds a date or time: format the column as text and write it again.")
                % {"cell": cell.coordinate}
            )
            row.texts.append(value.isoformat())
        elif isinstance(value, float) and value.is_integer():
            row.texts.append(str(int(value)))
        else:
            row.texts.append("" if value is None else str(value).strip())
    return row
