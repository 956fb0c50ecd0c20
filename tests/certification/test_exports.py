"""Exports: the numbers of the page, no formula, one administration only."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.tables.writing import as_csv, as_xlsx, safe_text
from certification.models import Certification, ObjectiveTally
from certification.resources import KINDS
from certification.states import State
from tests.certification.conftest import certified, finished
from tests.factories import (
    AdministrationFactory,
    MembershipFactory,
    ModuleFactory,
    ObjectiveFactory,
    OfficeFactory,
)

pytestmark = pytest.mark.django_db
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://example.org","x")']


def exported(coordinator, fmt):
    return download(signed_in(coordinator), fmt)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def download(client, fmt):
    response = client.get(reverse("certification:export", args=["sampland", "completions", fmt]))
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
        "State": "Valid",
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
    address = reverse("certification:export", args=["sampland", "completions", "pdf"])
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
    with django_assert_num_queries(14):
        download(client, "json")
    add(19)
    with django_assert_num_queries(14):
        assert len(json.loads(download(client, "json"))) == 40


def file_of(client, kind, fmt, **asked):
    response = client.get(reverse("certification:export", args=["sampland", kind, fmt]), asked)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows_in(data, fmt):
    """How many rows a file has, by the reader that the format's users have."""
    if fmt == "json":
        return len(json.loads(data))
    if fmt == "csv":
        return sum(1 for _ in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) - 1
    return openpyxl.load_workbook(io.BytesIO(data)).active.max_row - 1


@pytest.fixture
def tallies(administration, officer):
    """Answers on one objective in two months, and of an officer without an office."""
    other = MembershipFactory(administration=administration, user__name="Other Sample").user
    objective = ObjectiveFactory(code="LO7", text="Tell a permit from its copy")
    for person, month, earned in [
        (officer, date(2026, 1, 1), 3),
        (officer, date(2026, 2, 1), 2),
        (other, date(2026, 2, 1), 0),
    ]:
        ObjectiveTally.objects.create(
            officer=person,
            administration=administration,
            objective=objective,
            month=month,
            answers=4,
            earned=earned * 27_720,
            possible=4 * 27_720,
        )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("asked", [{}, {"office": "north"}, {"since": "2026-02-01"}])
def test_page_file_and_command_give_the_same_rows(
    coordinator, administration, officer, two_completions, tallies, tmp_path, kind, asked
):
    office = officer.memberships.get().office
    office.code = "north"
    office.save()
    client = signed_in(coordinator)
    page = client.get(reverse("certification:exports", args=["sampland"]), asked)
    stated = next(offer.rows for offer in page.context["offers"] if offer.kind == kind)
    words = [f"--{name}={value}" for name, value in asked.items()]
    for fmt in ("csv", "json", "xlsx"):
        data = file_of(client, kind, fmt, **asked)
        assert rows_in(data, fmt) == stated
        output = tmp_path / f"rows.{fmt}"
        call_command(
            "export_completions",
            "--administration=sampland",
            f"--kind={kind}",
            f"--format={fmt}",
            f"--output={output}",
            *words,
        )
        if fmt == "xlsx":
            assert rows_in(output.read_bytes(), fmt) == stated
        else:
            assert output.read_bytes() == data
    assert stated


def test_results_by_objective_add_up_months_and_tell_the_share(coordinator, tallies):
    client = signed_in(coordinator)
    first = json.loads(file_of(client, "objectives", "json"))
    assert [(row["officer_name"], row["answers"], row["marks"], row["percent"]) for row in first] == [
        ("Other Sample", 4, 0, 0),
        ("Sample Officer", 8, 5, 62.5),
    ]
    february = json.loads(file_of(client, "objectives", "json", since="2026-02-15"))
    assert [row["percent"] for row in february] == [0, 50]


def test_a_transcript_has_modules_that_were_only_begun(coordinator, officer, two_completions):
    rows = json.loads(file_of(signed_in(coordinator), "transcripts", "json"))
    marks = {row["module"]: (row["mark"], row["attempts"]) for row in rows}
    assert marks["Zoology"] == (82.5, 1)
    assert marks["Untested"] == (None, 0)


def test_states_are_words_for_people_and_permanent_names_for_programs(coordinator, two_completions):
    client = signed_in(coordinator)
    assert json.loads(file_of(client, "certificates", "json"))[0]["state"] == "valid"
    assert b",Valid\r\n" in file_of(client, "certificates", "csv")


def test_a_file_narrowed_by_state_has_those_officers_only(coordinator, officer, administration):
    certified(officer, administration)
    Certification.objects.update(state=State.SUSPENDED)
    client = signed_in(coordinator)
    assert len(json.loads(file_of(client, "completions", "json", state="attention"))) == 1
    assert json.loads(file_of(client, "completions", "json", state="holds")) == []


def test_each_file_is_written_into_the_audit_log(coordinator, administration, two_completions, capsysbinary):
    file_of(signed_in(coordinator), "transcripts", "csv", office="")
    call_command("export_completions", "--administration=sampland", "--format=json")
    assert len(json.loads(capsysbinary.readouterr().out)) == 3
    written = AuditEntry.objects.filter(act__endswith=".exported").order_by("pk")
    assert [(entry.act, entry.by, entry.detail) for entry in written] == [
        ("transcripts.exported", coordinator, {"format": "csv", "count": 3}),
        ("completions.exported", None, {"format": "json", "count": 3}),
    ]


@pytest.mark.parametrize(
    "words", [["--administration=nowhere"], ["--administration=sampland", "--office=no"]]
)
def test_the_command_says_what_it_cannot_read(administration, words):
    with pytest.raises(CommandError, match=r"nowhere|office"):
        call_command("export_completions", "--format=csv", *words)


def test_workbooks_of_too_many_rows_are_not_offered(coordinator, two_completions, monkeypatch):
    monkeypatch.setattr("certification.views.exports.MOST_IN_A_WORKBOOK", 2)
    client = signed_in(coordinator)
    page = client.get(reverse("certification:exports", args=["sampland"]))
    assert {offer.kind: offer.formats for offer in page.context["offers"]}["completions"] == ["csv", "json"]
    address = reverse("certification:export", args=["sampland", "completions", "xlsx"])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["exports", "export"])
def test_exports_are_a_404_for_strangers(officer, foreign_coordinator, administration, name):
    args = ["sampland", "completions", "csv"] if name == "export" else ["sampland"]
    for person in (officer, foreign_coordinator):
        assert signed_in(person).get(reverse(f"certification:{name}", args=args)).status_code == 404
    assert not AuditEntry.objects.filter(act="completions.exported").exists()
