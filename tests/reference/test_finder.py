"""The HS finder on the tables that are shipped: what is answered, and to whom it is kept."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
import yaml
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from reference.models import MatrixRow, Species
from reference.packs import read_tables
from reference.services import finder
from reference.services.tables import write_tables
from tests.reference.tables import make_tables

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
SHIPPED = Path(settings.BASE_DIR) / "fixtures" / "reference"


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    """The shipped tables, read once and held in memory; the database forgets them."""
    tables = read_tables(SHIPPED)
    assert tables.problems == []
    with django_db_blocker.unblock(), transaction.atomic():
        write_tables(tables, now=NOON)
        held = finder.catalogue(TODAY)
        transaction.set_rollback(True)
    return held


@pytest.fixture
def few(tmp_path):
    """A handful of rows in the database."""
    write_tables(read_tables(make_tables(tmp_path / "tables")), now=NOON)


def told(answer):
    """Titles and codes that an answer has, in its order."""
    return [subject.title for subject in answer.subjects] + [code.code for code in answer.codes]


# Which convention, from the reference facts and the annexes, not from the finder.
ASKED = [
    ("2903.77", "montreal", "2903.77"),
    ("290371", "montreal", "2903.71"),
    ("0106.12", "cites", "0106.12"),
    ("8549", "basel", "8549"),
    ("0507", "cites", "0507.10"),
]


@pytest.mark.parametrize(("query", "mea", "code"), ASKED)
def test_a_code_leads_to_its_convention_with_control_and_document(shipped, query, mea, code):
    answer = shipped.find(query)
    leads = [lead for one in answer.codes if one.code.startswith(code) for lead in one.leads]
    assert mea in {lead.mea.slug for lead in leads}
    assert all(lead.control and lead.document for lead in leads)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("75-71-8", "CFC-12"),
        ("UN1028", "CFC-12"),
        ("R-410A", "R-410A"),
        ("R 410 a", "R-410A"),
        ("Panthera leo", "Lion"),
        ("panthera leo", "Lion"),
        ("Y46", "Y46"),
        ("a1181", "A1181"),
        ("MON-00810-6", "MON 810"),
    ],
)
def test_a_number_or_name_leads_to_what_bears_it(shipped, query, title):
    answer = shipped.find(query)
    assert title in " ".join(told(answer)[:3])


def test_a_substance_shows_only_the_leads_of_conventions_that_list_it(shipped):
    subject = next(one for one in shipped.find("75-71-8").subjects if "CFC-12" in one.title)
    assert {one.mea.slug for one in subject.listed} == {"montreal"}
    assert {lead.mea.slug for code in subject.codes for lead in code.leads} == {"montreal"}


def test_a_national_line_is_found_by_the_six_figures_that_all_share(shipped):
    answer = shipped.find("2903.77.00.10")
    assert answer.hs.cut
    assert [code.code for code in answer.codes] == ["2903.77"]


def test_a_code_in_no_table_shows_its_heading_and_says_so(shipped):
    answer = shipped.find("0507.99")
    assert not answer.found
    assert {code.code[:4] for code in answer.neighbours} == {"0507"}


def test_a_wrong_cas_number_is_told_and_finds_nothing(shipped):
    answer = shipped.find("75-71-9")
    assert "75-71-9" in answer.fault
    assert not answer.found


def test_what_is_left_out_is_counted(shipped):
    answer = shipped.find("29")
    every = sum(code["code"].startswith("29") for code in rows("hs-codes"))
    assert len(answer.codes) == finder.MOST_CODES
    assert answer.more >= every - finder.MOST_CODES > 0


def rows(table):
    return [
        row for file in (SHIPPED / table).glob("*.yaml") for row in yaml.safe_load(file.read_text())["rows"]
    ]


def test_every_row_of_the_matrix_is_found_by_its_code(shipped):
    for row in rows("matrix"):
        found = [code for code in shipped.find(row["hs"]).codes if code.code == row["hs"]]
        assert [lead.goods for code in found for lead in code.leads].count(row["goods"]) >= 1, row["hs"]


def test_every_substance_is_found_by_each_cas_and_un_number(shipped):
    for row in rows("substances"):
        for number in (*row.get("cas", ()), *(f"UN{un}" for un in row.get("un_numbers", ()))):
            finds = {one.key for one in shipped.index.find(number)}
            assert f"substance:{row['slug']}" in finds, number


@given(st.text(max_size=250))
@tried(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_finder(shipped, query):
    assert shipped.find(query).query == query


# --- kept and forgotten --------------------------------------------------------------------------


def test_a_search_asks_the_database_once(few, django_assert_num_queries):
    finder.find("shark", on=TODAY)
    with django_assert_num_queries(1):
        assert told(finder.find("0302.92", on=TODAY)) == ["0302.92"]


def test_a_row_that_changes_is_found_as_it_is_now(few):
    assert told(finder.find("hammerhead", on=TODAY)) == []
    row = Species.objects.get()
    row.name = "Hammerhead"
    row.save()
    assert told(finder.find("hammerhead", on=TODAY)) == ["Hammerhead"]
    MatrixRow.objects.all().delete()
    assert finder.find("0302.92", on=TODAY).codes[0].leads == ()


def test_a_listing_counts_on_its_day(few):
    then = finder.find("oceanic shark", on=date(2020, 1, 1)).subjects[0].listed
    now = finder.find("oceanic shark", on=TODAY).subjects[0].listed
    assert [one.annex for one in then] == ["Appendix I", "Appendix II"]
    assert [one.annex for one in now] == ["Appendix I"]


# --- pages ---------------------------------------------------------------------------------------


def page(client, query):
    response = client.get(reverse("reference:find"), {"q": query})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def test_a_stranger_reads_control_and_document(few, client):
    main = page(client, "030292")
    assert "CITES permit" in main.text
    assert "Not confirmed" in main.text, "the row of the matrix is not verified"


@pytest.mark.parametrize("query", ["'", '"', "<script>", "%00", "\x00", "no such thing"])
def test_no_match_is_said_with_what_it_does_not_mean(few, client, query):
    main = page(client, query)
    assert main.find("script") is None
    assert "does not mean that the goods are not controlled" in main.text


def test_an_empty_finder_says_how_to_ask(client):
    main = page(client, "")
    assert "Such as" in main.text
    assert "No match for" not in main.text


def test_a_heading_has_its_page_under_one_address(few, client):
    assert "CITES permit" in client.get("/hs/0302/").text
    assert client.get("/hs/030292/").url == "/hs/0302/"
    assert client.get("/hs/0303/").status_code == 404
    assert client.get("/hs/abcd/").status_code == 404


@pytest.mark.parametrize("name", ["reference:find", "reference:heading"])
def test_pages_take_the_same_queries_for_few_rows_and_many(few, client, name, django_assert_max_num_queries):
    address = "/hs/?q=0302" if name == "reference:find" else "/hs/0302/"
    client.get(address)
    with django_assert_max_num_queries(4):
        client.get(address)


def test_the_matrix_is_the_same_in_every_format(few, client):
    files = {
        fmt: b"".join(client.get(f"/hs/matrix.{fmt}").streaming_content) for fmt in ("csv", "xlsx", "json")
    }
    lines = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    told = json.loads(files["json"])
    sheet = list(openpyxl.load_workbook(io.BytesIO(files["xlsx"])).active.values)
    assert [line["HS code"] for line in lines] == [row["hs"] for row in told] == ["0302.92"]
    assert [list(row) for row in sheet[1:]] == [list(row.values()) for row in told] or sheet[1][
        0
    ] == "0302.92"
    assert told[0]["confirmed"] == "no"
    assert client.get("/hs/matrix.pdf").status_code == 404
