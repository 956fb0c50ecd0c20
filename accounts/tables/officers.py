"""The table of officers that a coordinator uploads: its columns, its headings, its template."""

import io
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from accounts.tables.reading import TableRefused, read_table
from accounts.tables.writing import FORMULA_STARTS, as_csv, safe_text

COLUMNS = {
    "name": gettext_lazy("Name"),
    "latin_name": gettext_lazy("Name in Latin letters"),
    "email": gettext_lazy("E-mail address"),
    "staff_number": gettext_lazy("Staff number"),
    "office": gettext_lazy("Office"),
}
HINTS = {
    "name": gettext_lazy("As it shall stand on the certificate, in the script of your country."),
    "latin_name": gettext_lazy("As in the passport; needed where the name is in another script."),
    "email": gettext_lazy("To sign in and to set a password. May be empty where there is a staff number."),
    "staff_number": gettext_lazy("As your administration writes it. May be empty where there is an e-mail."),
    "office": gettext_lazy("Code or name of one of your offices; may be empty."),
}
# What people also call the columns; the names above and those of the fields are known without this list.
OTHER_HEADINGS = {
    "email": {"email", "mail", "emailaddress"},
    "name": {"fullname", "officer"},
    "latin_name": {"latinname", "latin"},
    "staff_number": {"number", "staffno", "staffid"},
    "office": {"officecode", "post"},
}
# The column of reasons in the file of rows left out: it may come back as it is.
PROBLEM = gettext_lazy("Reason")
FORMULA_SIGNS = tuple(sign for sign in FORMULA_STARTS if sign.strip())
LONGEST_KEPT = 300


@dataclass
class OfficerLine:
    """One officer as the file has it, with what is odd in the cells."""

    number: int
    texts: dict[str, str]
    problems: list[str] = field(default_factory=list)


def read_officers(data):
    """The lines of a file of officers and a note on what was guessed or not read. Raises TableRefused."""
    table = read_table(data)
    places, unread = _places(table.headings)
    notes = [table.note] if table.note else []
    if unread:
        notes.append(
            _("These columns are not read: %(columns)s.")
            % {"columns": ", ".join(f"“{name}”" for name in unread)}
        )
    if not table.rows:
        raise TableRefused(_("The file has headings but no officers. Fill in a row for each officer."))
    lines = []
    for row in table.rows:
        texts = {
            column: row.texts[place][:LONGEST_KEPT] if place < len(row.texts) else ""
            for column, place in places.items()
        }
        problems = list(row.problems)
        for column, text in texts.items():
            if text.startswith(FORMULA_SIGNS) and not row.problems:
                problems.append(
                    _("“%(text)s” in the column %(column)s begins like a formula: write the text itself.")
                    % {"text": text[:60], "column": COLUMNS[column]}
                )
        lines.append(OfficerLine(number=row.number, texts=texts, problems=problems))
    return lines, "\n".join(notes)


def _places(headings):
    """Where each column stands, and the headings that nobody reads. Raises TableRefused."""
    known = {}
    for column, heading in COLUMNS.items():
        for spelling in {column, str(heading), *OTHER_HEADINGS[column]}:
            known[_plain(spelling)] = column
    places, unread = {}, []
    for place, heading in enumerate(headings):
        column = known.get(_plain(heading))
        if column is None:
            if heading and _plain(heading) != _plain(str(PROBLEM)):
                unread.append(heading[:60])
        elif column in places:
            raise TableRefused(
                _("The column “%(column)s” stands there twice: delete one.") % {"column": COLUMNS[column]}
            )
        else:
            places[column] = place
    missing = [column for column in ("name",) if column not in places]
    if not {"email", "staff_number"} & places.keys():
        missing += ["email", "staff_number"]
    if missing:
        raise TableRefused(
            _(
                "The first row must name the columns. Missing: %(missing)s. Expected: %(expected)s. "
                "The template below has them."
            )
            % {"missing": _listed(missing), "expected": _listed(COLUMNS)}
        )
    return places, unread


def _listed(columns):
    return ", ".join(f"“{COLUMNS[column]}”" for column in columns)


def _plain(heading):
    """A heading without case, spaces and signs."""
    return re.sub(r"[\W_]+", "", heading.casefold())


# --- what is handed out -------------------------------------------------------------------------


def template_csv():
    """A CSV file with the headings, as an iterator of texts."""
    return as_csv([str(heading) for heading in COLUMNS.values()], [])


def template_xlsx(offices):
    """A workbook with the headings, and a second sheet that says what goes where. Bytes."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Officers"))
    for letter in "ABCDE":
        # As text a staff number keeps its leading zeros.
        sheet.column_dimensions[letter].number_format = "@"
        sheet.column_dimensions[letter].width = 28
    sheet.append([_text_cell(sheet, str(heading)) for heading in COLUMNS.values()])
    notes = workbook.create_sheet(_("What goes where"))
    notes.column_dimensions["A"].width = 28
    notes.column_dimensions["B"].width = 80
    for column, heading in COLUMNS.items():
        notes.append([str(heading), str(HINTS[column])])
    notes.append([])
    notes.append([_("Code of the office"), _("Name of the office")])
    for office in offices:
        notes.append([safe_text(office.code), safe_text(office.name)])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def left_out_csv(rows):
    """The rows that cannot be imported, with their reasons, as lines of a CSV file that can be uploaded."""
    headings = [*(str(heading) for heading in COLUMNS.values()), str(PROBLEM)]
    return as_csv(
        headings,
        ([*(getattr(row, column) for column in COLUMNS), row.problems.replace("\n", " ")] for row in rows),
    )


def _text_cell(sheet, text):
    cell = WriteOnlyCell(sheet, value=text)
    cell.number_format = "@"
    return cell
