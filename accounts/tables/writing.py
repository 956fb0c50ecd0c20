"""Rows written out as CSV, XLSX or JSON, one after the other.

No text of ours or of others is taken for a formula: what a spreadsheet would take for one gets an apostrophe
before it, in CSV and in XLSX; numbers and dates stay what they are. JSON is read by programs and holds texts
as they are.
"""

import csv
import json
import tempfile
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Excel takes a CSV file for UTF-8 only when it begins with this mark.
BYTE_ORDER_MARK = "\ufeff"
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def safe_text(value):
    """A text that no spreadsheet takes for a formula; everything else as it is."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class _Line:
    """What csv.writer writes to: hands the line back."""

    def write(self, text):
        return text


def as_csv(headers, rows):
    """The lines of a CSV file for spreadsheets, as an iterator of texts."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK
    yield writer.writerow([safe_text(heading) for heading in headers])
    for row in rows:
        yield writer.writerow(["" if value is None else safe_text(value) for value in row])


def as_xlsx(headers, rows, title):
    """An XLSX workbook of one sheet, as a file open at its beginning."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.append([_cell(heading) for heading in headers])
    for row in rows:
        sheet.append([_cell(value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response that sends it closes it.
    workbook.save(file)
    file.seek(0)
    return file


def as_json(names, rows):
    """A JSON list of objects, as an iterator of texts."""
    yield "["
    for number, row in enumerate(rows):
        text = json.dumps(dict(zip(names, row, strict=True)), default=_plain, ensure_ascii=False)
        yield f"{',' if number else ''}\n{text}"
    yield "\n]\n"


def _cell(value):
    """A value as a workbook can hold it: without the control characters that XML cannot carry."""
    return safe_text(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


def _plain(value):
    """Dates as ISO 8601, marks as numbers."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON.")
