"""Exports: the numbers of the page, no formula, one administration only."""

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts.tables.writing import as_csv, as_xlsx, safe_text
from tests.certification.conftest import certified, finished
from tests.factories import AdministrationFactory, MembershipFactory, ModuleFactory, OfficeFactory

pytestmark = pytest.mark.django_db
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://example.org","x")']


def exported(coordinator, fmt):
    return download(signed_in(coordinator), fmt)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def download(client, fmt):
    response = client.get(reverse("certification:completions", args=["sampland", fmt]))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith('attachment; filename="completions-sampland-')
    return b"".join(response.streaming_content)


def rows_of(coordinator, fmt):
    """The rows of an export as dictionaries, read by the reader that the format's users have."""
    data = exported(coordinator, fmt)
    if fmt == "json":
        return json.loads(data)
    if fmt == "csv":
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    first, *rest = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rest]


@pytest.fixture
def two_completions(administration, officer):
    """One certified completion, one further with a mark of two thirds and a tenth."""
    membership = officer.memberships.get()
    membership.office = OfficeFactory(administration=administration, name="North post")
    membership.staff_number = "S-1"
    membership.save()
    certificate = certified(officer, administration)
    finished(officer, ModuleFactory(title="Zoology"), administration, percent=Decimal("82.45"))
    finished(officer, ModuleFactory(title="Untested"), administration, percent=None)
    return certificate


def test_csv_has_a_byte_order_mark_and_every_column(coordinator, two_completions):
    assert exported(coordinator, "csv").startswith(b"\xef\xbb\xbf")
    row = next(row for row in rows_of(coordinator, "csv") if row["Certificate"])
    assert row == {
        "Officer": "Sample Officer",
        "Name in Latin letters": "",
        "Staff number": "S-1",
        "Office": "North post",
        "Module": row["Module"],
        "Completed on": "2026-03-02",
        "Mark, per cent": "90",
        "Certificate": two_completions.serial,
        "State": "valid",
        "Valid until": "2028-03-02",
    }


def test_marks_are_numbers_in_xlsx_and_json_and_the_same_as_on_the_page(
    coordinator, officer, two_completions
):
    page = (
        signed_in(coordinator)
        .get(reverse("certification:officer", args=["sampland", officer.pk]))
        .content.decode()
    )
    for fmt, heading in [("xlsx", "Mark, per cent"), ("json", "mark")]:
        marks = [row[heading] for row in rows_of(coordinator, fmt)]
        assert sorted(mark for mark in marks if mark is not None) == [82.5, 90]
        assert marks.count(None) == 1
    assert "82.5, 80" in page
    assert "90, 80" in page


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(coordinator, administration, officer, text):
    officer.name = officer.latin_name = text
    officer.save()
    finished(officer, ModuleFactory(title=text), administration)
    for row in rows_of(coordinator, "csv"):
        assert row["Officer"] == row["Name in Latin letters"] == row["Module"] == f"'{text}"
    data = exported(coordinator, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    # XML reads a carriage return back as a line feed.
    assert sheet["A2"].value.replace("\n", "\r") == f"'{text}" or sheet["A2"].value == f"'{text}"
    assert rows_of(coordinator, "json")[0]["officer_name"] == text


def test_numbers_are_left_alone():
    assert safe_text(Decimal("-1.5")) == Decimal("-1.5")
    assert safe_text("1-2") == "1-2"


def test_characters_that_xml_cannot_carry_do_not_break_the_workbook():
    with as_xlsx(["Name"], [["a\x01b"], ["\x01=1"]], "Rows") as file:
        sheet = openpyxl.load_workbook(file).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Name", "ab", "'=1"]


def test_rows_are_written_as_they_are_read():
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield [number]

    lines = as_csv(["n"], rows())
    for _ in range(3):
        next(lines)
    assert taken == [0]


def test_an_export_holds_the_own_administration_only(coordinator, officer, administration):
    elsewhere = AdministrationFactory()
    stranger = MembershipFactory(administration=elsewhere, user__name="Stranger").user
    module = ModuleFactory()
    finished(stranger, module, elsewhere)
    finished(officer, module, elsewhere)
    finished(officer, ModuleFactory(title="Here"), administration)
    assert [(row["officer_name"], row["module"]) for row in rows_of(coordinator, "json")] == [
        ("Sample Officer", "Here")
    ]


def test_an_unknown_format_is_a_404(coordinator):
    address = reverse("certification:completions", args=["sampland", "pdf"])
    assert signed_in(coordinator).get(address).status_code == 404


def test_an_export_takes_the_same_queries_for_forty_rows_as_for_two(
    coordinator, administration, django_assert_num_queries
):
    modules = [ModuleFactory(convention=None) for _ in range(2)]

    def add(number):
        for _ in range(number):
            person = MembershipFactory(administration=administration).user
            for module in modules:
                finished(person, module, administration)

    add(1)
    client = signed_in(coordinator)
    with django_assert_num_queries(9):
        download(client, "json")
    add(19)
    with django_assert_num_queries(9):
        assert len(json.loads(download(client, "json"))) == 40
