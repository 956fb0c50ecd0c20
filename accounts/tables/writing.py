"""Rows written for spreadsheets: no text of ours or of others is taken for a formula."""

import csv

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Excel takes a CSV file for UTF-8 only when it begins with this mark.
BYTE_ORDER_MARK = "\ufeff"


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
