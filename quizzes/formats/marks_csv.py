"""A table of marks from anywhere, for the statistics: a heading of items, then a row for each attempt.

The second row may begin with `max` and then gives the maximum of each item; without it each is 1. A first
column that names the attempts may stand before the marks, headed by nothing or by `attempt`; it may have
any heading when the row of maxima begins in that column and the names are no numbers. A mark is a number
such as 1, 0.5, -0.25 or 2/3; `-` alone stands for an item that this attempt did not hold.
"""

import csv
import io
import re
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

LARGEST_FILE = 50 * 1024 * 1024
MOST_ITEMS = 1000
DELIMITERS = (",", ";", "\t")
NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{1,12})?|[+-]?\d{1,9}/0*[1-9]\d{0,8}")
MAX, NOT_HELD = "max", "-"
NAMES_OF_LABELS = {"", "attempt"}


class MarksRefused(Exception):
    """The file is no table of marks. `str()` is a sentence that names the line."""


@dataclass(frozen=True)
class Marks:
    """The maxima of the items in the order of the file, and the papers."""

    maxima: dict[str, Fraction]
    papers: list[list[tuple[str, Fraction]]]


def read_marks(data):
    """The marks in the bytes of a CSV file. Raises MarksRefused for the first thing that is wrong."""
    rows = _rows(_text_of(data))
    try:
        _line, heading = next(rows)
    except StopIteration:
        raise MarksRefused(_("The file is empty: its first line names the items.")) from None
    rest = list(rows)
    second = rest[0][1] if rest else []
    has_maxima = bool(second) and second[0].lower() == MAX
    labelled = heading[0].lower() in NAMES_OF_LABELS
    if not labelled and has_maxima and len(second) == len(heading):
        labelled = True
        _check_labels([row[0] for _line, row in rest[1:]], rest[0][0])
    items = heading[1:] if labelled else heading
    _check_items(items)
    maxima = dict.fromkeys(items, Fraction(1))
    if has_maxima:
        line, second = rest.pop(0)
        maxima = _maxima(items, second[1:], line)
    if not rest:
        raise MarksRefused(_("There are no marks below the heading: each attempt is a line."))
    return Marks(maxima, [_paper(maxima, row[1:] if labelled else row, line) for line, row in rest])


def _text_of(data):
    if len(data) > LARGEST_FILE:
        raise MarksRefused(_("The file is larger than %s MB.") % (LARGEST_FILE // 1024 // 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MarksRefused(
            _("Line %(line)s: this is not UTF-8 text. Save the table as CSV UTF-8.") % {"line": line}
        ) from error
    if "\x00" in text:
        raise MarksRefused(_("This is no text file. Save the table as CSV UTF-8."))
    return text


def _rows(text):
    """Pairs of line and cells; lines without any text are left out."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise MarksRefused(
                _("Line %(line)s cannot be read as CSV: check its quotation marks.") % {"line": begins}
            ) from error
        if any(cell.strip() for cell in cells):
            yield begins, [cell.strip() for cell in cells]


def _check_labels(labels, line):
    """Refuse a first column of numbers: it may be names of attempts, or marks without their maximum."""
    if any(NUMBER.fullmatch(label) for label in labels):
        raise MarksRefused(
            _(
                "Line %(line)s lacks the maximum of an item. If the first column names the attempts, "
                "head it “attempt”."
            )
            % {"line": line}
        )


def _check_items(items):
    if not items:
        raise MarksRefused(_("Line 1 names no items."))
    if len(items) > MOST_ITEMS:
        raise MarksRefused(_("Line 1 names more than %s items.") % MOST_ITEMS)
    for place, item in enumerate(items, 1):
        if not item:
            raise MarksRefused(_("Line 1: item %s has no name.") % place)
        if items.index(item) != place - 1:
            raise MarksRefused(_("Line 1 names the item “%s” twice.") % item)


def _check_length(items, cells, line):
    if len(cells) != len(items):
        raise MarksRefused(
            _("Line %(line)s has %(found)s marks, but line 1 names %(wanted)s items.")
            % {"line": line, "found": len(cells), "wanted": len(items)}
        )


def _maxima(items, cells, line):
    _check_length(items, cells, line)
    maxima = {item: _number(cell, item, line) for item, cell in zip(items, cells, strict=True)}
    for item, most in maxima.items():
        if most <= 0:
            raise MarksRefused(
                _("Line %(line)s: the maximum of %(item)s must be above 0.") % {"line": line, "item": item}
            )
    return maxima


def _paper(maxima, cells, line):
    _check_length(maxima, cells, line)
    paper = []
    for (item, most), cell in zip(maxima.items(), cells, strict=True):
        if cell == NOT_HELD:
            continue
        mark = _number(cell, item, line)
        if mark > most:
            raise MarksRefused(
                _("Line %(line)s: %(mark)s is above %(most)s, the maximum of %(item)s.")
                % {"line": line, "mark": cell, "most": most, "item": item}
            )
        paper.append((item, mark))
    if not paper:
        raise MarksRefused(_("Line %s holds no item.") % line)
    return paper


def _number(cell, item, line):
    if not cell:
        raise MarksRefused(
            _("Line %(line)s: the mark of %(item)s is missing. Write 0 where nothing was earned.")
            % {"line": line, "item": item}
        )
    if not NUMBER.fullmatch(cell):
        raise MarksRefused(
            _("Line %(line)s: “%(cell)s” is no mark of %(item)s. Write a number such as 1 or 0.5.")
            % {"line": line, "cell": cell[:40], "item": item}
        )
    return Fraction(cell)
