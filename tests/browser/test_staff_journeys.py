"""Who runs training: the coordinator, from the import of officers to the ZIP of certificates."""

import csv
import hashlib
import io
import re
import zipfile

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.people import downloaded

AREA = "/administration/sampland/"
HEADINGS = ["Name", "E-mail address", "Staff number", "Office"]
# 58 officers, every other one of the north port; with the demonstration's own that makes 30 and 29.
GOOD = [
    [
        f"Officer {number:02}",
        f"o{number}@north.example",
        f"T-{number:02}",
        ("north-port", "east-border")[number % 2],
    ]
    for number in range(58)
]
BAD = [
    ["", "nameless@north.example", "T-90", "north-port"],
    ["No Address", "not an address", "T-91", "north-port"],
    ["Same Number", "same@north.example", "T-00", "north-port"],
    ["No Office", "lost@north.example", "T-93", "moon-port"],
]
# Two officers of the north finish what their curriculum asks for; the path to this is the officer's journey.
FINISH = """
import json
from django.utils import timezone
from accounts.models import Administration, User
from certification.models import Certificate
from certification.services.awarding import award_if_due
from courses.models import Module
from tests.certification.conftest import finished
now, land = timezone.now(), Administration.objects.get(slug="sampland")
for officer in User.objects.filter(name__in=["Officer 02", "Officer 04"]):
    finished(officer, Module.objects.get(slug="cites"), land, at=now)
    award_if_due(officer=officer, administration=land, now=now)
print(json.dumps(dict(Certificate.objects.values_list("holder_name", "serial"))))
"""


def upload(page, rows):
    """Upload a table of officers and stay on its preview."""
    written = io.StringIO()
    csv.writer(written).writerows([HEADINGS, *rows])
    file = {"name": "officers.csv", "mimeType": "text/csv", "buffer": written.getvalue().encode()}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Upload and look").click()


def box(page, label):
    """The value of a ruled cell."""
    term = page.locator("dt").filter(has_text=re.compile(rf"^\d?\s*{label}$"))
    return page.locator(".box").filter(has=term).locator("dd")


def names_in(page):
    return page.locator("main tbody th[scope=row]").all_inner_texts()


def opened_rows(page, heading):
    """The rows of the table below a plot, as texts."""
    plot = page.get_by_role("region", name=heading, exact=True)
    plot.get_by_text("Show as a table").click()
    return [row.locator("th, td").all_inner_texts() for row in plot.locator("tbody tr").all()]


def test_a_coordinator_from_import_over_follow_up_and_export_to_the_zip(site, server, as_person):
    page = as_person("coordinator@sampland.example", "sample-coordinator")

    # A file with bad rows: each is listed with its reason, and nobody is made.
    page.goto(f"{server.url}{AREA}")
    page.get_by_role("link", name="Import", exact=True).click()
    upload(page, GOOD + BAD)
    expect(page.get_by_role("heading", name="Nobody is made yet")).to_be_visible()
    expect(box(page, "Can be imported")).to_have_text("57")
    expect(box(page, "Cannot be imported")).to_have_text("5")
    reasons = page.locator("td.why").all_inner_texts()
    for row, reason in zip(
        reasons, ["staff number", "name", "e-mail", "staff number", "office"], strict=True
    ):
        assert reason in row.lower()
    page.goto(f"{server.url}{AREA}")
    expect(box(page, "Officers")).to_have_text("1")

    # The corrected file.
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_role("link", name="officers.csv").click()
    page.get_by_role("button", name="Discard").click()
    upload(page, GOOD)
    page.get_by_role("button", name="Import 58 officers").click()
    expect(page.get_by_text("58 officers are imported.")).to_be_visible()

    # The table: search, filter, order and page stay in the address.
    page.goto(f"{server.url}{AREA}")
    page.get_by_label("Name or staff number").fill("T-17")
    page.get_by_role("button", name="Filter").click()
    assert names_in(page) == ["Officer 17"]
    page.get_by_role("link", name="Clear").click()
    page.get_by_label("Office", exact=True).select_option(label="East border post")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_text("29 of 59")).to_be_visible()
    page.get_by_role("link", name="Clear").click()
    page.locator("thead").get_by_role("link", name="Number").click()
    page.locator("thead").get_by_role("link", name="Number").click()
    assert names_in(page)[0] == "Officer 57"
    page.get_by_role("link", name="Next").click()
    assert re.search(r"sort=-number", page.url)
    assert re.search(r"page=2", page.url)
    assert names_in(page) == [*(f"Officer {number:02}" for number in range(7, -1, -1)), "Sample Officer"]
    page.reload()
    assert names_in(page)[0] == "Officer 07"

    # An officer's page, and a link that lets that officer in, once, from another machine.
    page.get_by_role("link", name="Officer 07").click()
    expect(page.get_by_role("heading", name="Officer 07", level=1)).to_be_visible()
    page.get_by_role("button", name="Make a one-time sign-in link").click()
    link = page.get_by_label("Sign-in link").input_value()
    officer = as_person()
    officer.goto(link)
    officer.locator("main").get_by_role("button", name="Sign in").click()
    expect(officer.get_by_role("heading", name="Choose a password")).to_be_visible()
    officer.goto(f"{server.url}/training/")
    expect(officer.locator("main")).to_contain_text("Border officer, environment")
    again = as_person()
    assert again.goto(link).status == 410

    # Follow-up: both plots with their tables.
    serials = site.evaluate(FINISH)
    page.goto(f"{server.url}{AREA}dashboard/")
    by_office = {row[0]: row[1:5] for row in opened_rows(page, "Completion by office")}
    assert by_office == {"North port": ["2", "0", "0", "28"], "East border post": ["0", "0", "0", "29"]}
    pace = opened_rows(page, "Pace against due dates")
    assert sum(int(completed) for _first, _last, completed, _due in pace) == 2

    # The export opens in what people have.
    page.goto(f"{server.url}{AREA}")
    page.get_by_role("link", name="Exports").click()
    text = downloaded(page, page.get_by_role("link", name="CSV Completions")).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert {row[head.index("Officer")] for row in rows} == {"Officer 02", "Officer 04"}
    book = load_workbook(io.BytesIO(downloaded(page, page.get_by_role("link", name="XLSX Completions"))))
    assert next([str(cell or "") for cell in row] for row in book.active.values) == head
    assert book.active.max_row == 3

    # Chosen certificates as a ZIP. The page asks by itself how far it is.
    page.goto(f"{server.url}/administration/sampland/certificates/")
    for serial in serials.values():
        page.get_by_role("checkbox", name=serial).check()
    page.get_by_role("button", name="The ticked ones").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("0 of 2 certificates")).to_be_visible()
    site.manage("db_worker", "--batch", "--verbosity=0")
    expect(page.get_by_text("Ready")).to_be_visible(timeout=15_000)
    content = downloaded(page, page.get_by_role("link", name="Download the ZIP"))
    archive = zipfile.ZipFile(io.BytesIO(content))
    manifest = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
    assert {line["holder"]: line["serial"] for line in manifest} == serials
    for line in manifest:
        paper = archive.read(line["file name"])
        assert paper.startswith(b"%PDF")
        assert hashlib.sha256(paper).hexdigest() == line["SHA-256"]

    # The import undone: who has signed in or learnt stays.
    page.goto(f"{server.url}{AREA}imports/")
    page.get_by_role("link", name="officers.csv").first.click()
    page.get_by_role("link", name="Undo this import").click()
    expect(page.get_by_text("55 officers of this import have done nothing yet")).to_be_visible()
    assert names_in(page) == ["Officer 02", "Officer 04", "Officer 07"]
    page.get_by_role("button", name="Undo the import").click()
    page.goto(f"{server.url}{AREA}")
    expect(box(page, "Officers")).to_have_text("4")
