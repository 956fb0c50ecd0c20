"""Rows written out as CSV, XLSX or JSON, one after the other.

A text that a spreadsheet would take for a formula gets an apostrophe before it, in CSV and in XLSX;
numbers and dates stay what they are. JSON is read by programs and holds texts as they are.
"""

import json
import tempfile
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from accounts.tables.writing import as_csv, safe_text

__all__ = ["CONTENT_TYPES", "as_csv", "as_json", "as_xlsx", "safe_text"]

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


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
