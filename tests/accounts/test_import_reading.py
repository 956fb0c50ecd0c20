"""Files of officers as people have them: any encoding, any separator, and what is no table at all."""

import csv
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from accounts.tables.officers import left_out_csv, read_officers, template_csv, template_xlsx
from accounts.tables.reading import LARGEST_FILE, LARGEST_UNPACKED, MOST_ROWS, TableRefused

HEADINGS = "Name,Name in Latin letters,E-mail address,Staff number,Office"
TABLE = f"{HEADINGS}\nZoë Sample,,zoe@example.org,0017,north\n"


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def refusal(data):
    with pytest.raises(TableRefused) as refused:
        read_officers(data)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_whatever_its_form(encoding):
    lines, note = read_officers(TABLE.encode(encoding))
    assert lines[0].texts["name"] == "Zoë Sample"
    assert lines[0].texts["staff_number"] == "0017"
    assert note == ""


def test_windows_1252_is_read_and_the_guess_is_told():
    lines, note = read_officers(TABLE.encode("cp1252"))
    assert lines[0].texts["name"] == "Zoë Sample"
    assert "Windows-1252" in note


def test_bytes_that_are_no_letters_are_refused():
    assert "Save it as CSV UTF-8" in refusal(b"Name,E-mail\n\x81\x8d\x8f,\x90\x9d\xff\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_any_end_of_line(delimiter, end):
    lines, _ = read_officers(TABLE.replace(",", delimiter).replace("\n", end).encode())
    assert [line.texts["office"] for line in lines] == ["north"]


def test_a_workbook_is_read_whatever_it_is_called_and_keeps_whole_numbers():
    data = workbook(["Name", "Staff number"], ["Zoë Sample", 1001], [None, None], ["Ann Sample", 7.0])
    lines, _ = read_officers(data)
    assert [(line.number, line.texts["staff_number"]) for line in lines] == [(2, "1001"), (4, "7")]


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    lines, _ = read_officers(b'Name,E-mail\n"two\nlines",a@example.org\nlast,b@example.org\n')
    assert [line.number for line in lines] == [2, 4]


def test_every_cell_a_formula_gives_a_reason_for_each():
    data = workbook(["Name", "E-mail address"], ["=1+1", '=HYPERLINK("x")'])
    (line,), _ = read_officers(data)
    assert line.problems == [
        "Cell A2 holds a formula: paste its value instead.",
        "Cell B2 holds a formula: paste its value instead.",
    ]
    (line,), _ = read_officers(b"Name,E-mail\n=cmd|x,@SUM(A1)\n")
    assert len(line.problems) == 2
    assert "begins like a formula" in line.problems[0]


def test_a_date_in_a_cell_is_told():
    from datetime import date

    (line,), _ = read_officers(workbook(["Name", "Staff number"], ["Zoë Sample", date(2026, 1, 2)]))
    assert line.problems == ["Cell B2 holds a date or time: format the column as text and write it again."]


def test_a_zip_named_csv_is_told_to_be_a_zip():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("officers.csv", TABLE)
    assert refusal(file.getvalue()).startswith("This is a ZIP archive, not a table.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"\n\n \n", "The file is empty."),
        (HEADINGS.encode(), "has headings but no officers"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old kind (.xls)"),
        (b"PK\x03\x04 broken", "cannot be read"),
        (b"\x89PNG\r\n", "This is a picture"),
        (b"Name,E-mail\n\x00\x01\x02,x\n", "cannot be read"),
        (b'Name,E-mail\n"open,a@example.org\n', "breaks off at line 2"),
        (b"Name,Name,E-mail\nx,y,z\n", "“Name” stands there twice"),
    ],
)
def test_what_is_no_table_gets_a_sentence_that_says_what_to_do(data, said):
    assert said in refusal(data)


def test_columns_in_another_language_are_answered_with_the_expected_ones():
    said = refusal(b"Nom,Courriel,Matricule,Bureau\nx,y,z,w\n")
    assert "Missing: “Name”, “E-mail address”, “Staff number”" in said
    assert "Expected: “Name”, “Name in Latin letters”, “E-mail address”, “Staff number”, “Office”" in said
    assert "template" in said


def test_columns_that_nobody_reads_are_told():
    _, note = read_officers(b"Name,E-mail,Shoe size\nx,a@example.org,42\n")
    assert note == "These columns are not read: “Shoe size”."


def test_too_many_bytes_and_too_many_rows_are_refused():
    assert "larger than 10 MB" in refusal(b"a" * (LARGEST_FILE + 1))
    assert "more than 20000 rows" in refusal(b"Name,E-mail\n" + b"x,y\n" * (MOST_ROWS + 1))


def test_a_workbook_made_to_burst_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (101 * 1024 * 1024))
    assert len(file.getvalue()) < 1024 * 1024
    assert "larger than" in refusal(file.getvalue())


def spread(size, said=None):
    """A workbook whose first sheet unpacks to `size` bytes of spaces; its head may say another size."""
    file = io.BytesIO(workbook(["Name", "E-mail"], ["Ann Sample", "ann@example.org"]))
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<sheetData>", b"<sheetData>" + b" " * size)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    data = file.getvalue()
    if said is not None:
        whole = len(parts["xl/worksheets/sheet1.xml"]).to_bytes(4, "little")
        assert data.count(whole) == 2
        data = data.replace(whole, said.to_bytes(4, "little"))
    return data


def test_a_workbook_with_one_sheet_made_to_burst_is_refused_before_it_is_unpacked(monkeypatch):
    data = spread(LARGEST_UNPACKED)
    assert len(data) < 1024 * 1024
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    monkeypatch.setattr("accounts.tables.reading.load_workbook", None)
    assert "larger than" in refusal(data)


def test_a_workbook_that_lies_about_its_size_is_refused_and_not_unpacked_further():
    assert "cannot be read" in refusal(spread(5_000_000, said=1000))


def test_ten_thousand_rows_are_read_each_by_its_number():
    rows = "".join(f"Sample {n},p{n}@example.org\n" for n in range(10_000))
    lines, note = read_officers(f"Name,E-mail\n{rows}".encode())
    assert (len(lines), lines[-1].number, note) == (10_000, 10_001, "")
    assert lines[-1].texts["email"] == "p9999@example.org"


def test_a_table_of_formulas_alone_is_read_as_text_and_handed_back_escaped():
    lines, _ = read_officers(b"Name,E-mail,Staff number,Office\n" + b'=1+1,+1,-2,"@SUM(A1)"\n' * 3)
    assert [len(line.problems) for line in lines] == [4, 4, 4]
    assert lines[0].texts["name"] == "=1+1"

    class Row:
        problems = "One."

        def __init__(self, line):
            vars(self).update(line.texts | {"latin_name": ""})

    text = "".join(left_out_csv([Row(line) for line in lines]))
    cells = [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert cells.count("'=1+1") == 3


def test_the_templates_are_read_back_as_tables_without_officers():
    assert "no officers" in refusal("".join(template_csv()).encode())
    data = template_xlsx([])
    assert "no officers" in refusal(data)
    assert load_workbook(io.BytesIO(data)).sheetnames == ["Officers", "What goes where"]


def test_the_file_of_rows_left_out_can_be_uploaded_and_holds_no_formula():
    class Row:
        name, latin_name, email, staff_number, office = "=1+1", "", "a@example.org", "", ""
        problems = "One.\nTwo."

    text = "".join(left_out_csv([Row()]))
    assert "'=1+1" in text
    lines, note = read_officers(text.encode())
    assert note == ""
    assert lines[0].texts["email"] == "a@example.org"
