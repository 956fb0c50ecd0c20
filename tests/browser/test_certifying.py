"""A coordinator's curriculum from its first draft to the ZIP of certificates, and who verifies them."""

import csv
import hashlib
import io
import re
import zipfile
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.people import downloaded

AREA = "/administration/sampland/"
TITLE = "Waste desk officer"
SIGN_OFF = "Opens a container under supervision"
SEEN = ["Compares the papers with the seal", "Photographs what is found"]
WASTE, OZONE, GROUND = (
    "Hazardous waste and other waste",
    "Ozone-depleting substances and HFCs",
    "Green Customs, the common ground",
)
# What the officer learns; the path to it is the officer's journey.
LEARN = """
from django.utils import timezone
from accounts.models import Administration, User
from courses.models import Module
from tests.certification.conftest import finished
officer = User.objects.get(email="officer@sampland.example")
land, now = Administration.objects.get(slug="sampland"), timezone.now()
for slug in ["basel", "montreal"]:
    finished(officer, Module.objects.get(slug=slug), land, percent=90, at=now)
print("null")
"""
# Somebody else who has earned the demonstration's own certificate.
HOLDER = """
import json
from django.utils import timezone
from accounts.models import Administration, Role, User
from accounts.services.members import add_member
from certification.models import Certificate
from certification.services.awarding import award_if_due
from courses.models import Module
from tests.certification.conftest import finished
land, now = Administration.objects.get(slug="sampland"), timezone.now()
holder = User.objects.create(name="Sample Holder", email="holder@sampland.example")
add_member(user=holder, administration=land, role=Role.TRAINEE, since=timezone.localdate())
finished(holder, Module.objects.get(slug="cites"), land, at=now)
award_if_due(officer=holder, administration=land, now=now)
print(json.dumps(Certificate.objects.get(officer=holder).serial))
"""
SMALL = {"width": 360, "height": 740}
LIGHT = 15_000


def row_of(page, text):
    """The row of a table that says something."""
    return page.locator("main tbody tr").filter(has_text=text)


def test_a_coordinator_from_the_first_draft_of_a_curriculum_to_the_zip_of_certificates(
    site, server, as_person, no_violations
):
    page = as_person("coordinator@sampland.example", "sample-coordinator")
    page.goto(f"{server.url}{AREA}")

    # A curriculum: a module with its least mark, a sign-off with a checklist, and one of two more modules.
    page.get_by_role("link", name="Curricula", exact=True).click()
    no_violations(page)
    page.get_by_role("link", name="Compose a curriculum").click()
    no_violations(page)
    compose(page)
    no_violations(page)
    page.get_by_role("button", name="Save the draft").first.click()
    expect(page.get_by_role("heading", name="Version 1 is a draft")).to_be_visible()
    no_violations(page)
    curriculum = page.url
    page.get_by_role("link", name="See whom it touches, and publish").click()
    expect(page.get_by_text("Nobody is on this curriculum yet.")).to_be_visible()
    no_violations(page)
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()
    expect(row_of(page, f"1 · {TITLE}")).to_contain_text("36 months")

    # A cohort with a due date, and an officer in it.
    due = date.today() + timedelta(days=60)
    page.get_by_label("Name", exact=True).fill("Desk of the autumn")
    page.get_by_label("Due on").fill(due.isoformat())
    page.get_by_role("button", name="Make the cohort").click()
    expect(page.get_by_role("heading", name="Desk of the autumn", level=1)).to_be_visible()
    no_violations(page)
    page.get_by_role("link", name="Add officers").click()
    no_violations(page)
    page.get_by_role("checkbox", name="Sample Officer").check()
    expect(page.get_by_label("Cohort").locator("option:checked")).to_have_text("Desk of the autumn")
    page.get_by_role("button", name="Enrol the ticked and listed").click()
    page.goto(curriculum)
    page.get_by_role("link", name="Desk of the autumn").click()
    expect(row_of(page, "Sample Officer")).to_contain_text(f"{due.day} {due:%b %Y}")

    # The next version asks for a higher mark; it touches the officer, who is moved to it.
    page.goto(curriculum)
    page.get_by_role("link", name="Compose the next version").click()
    page.get_by_label("Least mark, per cent").first.fill("85")
    page.get_by_role("button", name="Save the draft").first.click()
    page.get_by_role("link", name="See whom it touches, and publish").click()
    expect(page.locator("main li").filter(has_text="85")).to_have_count(1)
    row_of(page, "Under way on an earlier version").get_by_role("link").click()
    expect(row_of(page, "Sample Officer")).to_have_count(1)
    no_violations(page)
    page.go_back()
    page.get_by_label("They are moved to the new version").check()
    no_violations(page)
    page.get_by_role("button", name="Publish version 2").click()
    expect(row_of(page, f"2 · {TITLE}").get_by_role("link")).to_have_text("1")

    # The trainer is named to sign off, and does so once every line is seen.
    page.get_by_role("link", name="Sign-offs").click()
    expect(row_of(page, "Sample Officer")).to_contain_text("Nobody named")
    no_violations(page)
    page.get_by_role("checkbox", name="Sample Officer").check()
    page.get_by_label("Supervisor").fill("2001")
    page.get_by_role("button", name="Name the supervisor of the ticked").click()
    expect(row_of(page, "Sample Officer")).to_contain_text("Sample Trainer")
    site.evaluate(LEARN)
    sign_off(as_person("trainer@sampland.example", "sample-trainer"), server, no_violations)
    page.reload()
    expect(page.get_by_text("Nobody waits")).to_be_visible()

    # The certificate is found, suspended and reinstated.
    page.goto(f"{server.url}{AREA}certificates/")
    page.get_by_label("Holder or serial number").fill("Sample Officer")
    page.get_by_role("button", name="Filter").click()
    no_violations(page)
    serial = row_of(page, TITLE).locator("td a.typed").inner_text()
    page.get_by_role("link", name=serial, exact=True).click()
    no_violations(page)
    stranger = as_person()
    assert register_says(stranger, server, serial) == "Valid"
    act(page, no_violations, "Suspend", reason="The stamp of the officer was lost.")
    assert register_says(stranger, server, serial) == "Suspended"
    act(page, no_violations, "Reinstate", reason="The stamp was found.")
    assert register_says(stranger, server, serial) == "Valid"
    history = page.get_by_role("region", name="History").locator("tbody tr")
    for kind, reason in [
        ("Suspended", "The stamp of the officer was lost."),
        ("Reinstated", "The stamp was found."),
    ]:
        row = history.filter(has_text=kind)
        expect(row).to_contain_text(reason)
        expect(row).to_contain_text("Sample Coordinator")

    # Replaced under a corrected name: the old number stays in the register, as superseded.
    old = page.url
    page.get_by_role("link", name="Replace").click()
    page.get_by_label("Name in Latin letters").fill("Sample Offizier")
    page.get_by_label("Reason").fill("As in the passport.")
    no_violations(page)
    page.get_by_role("button", name="Replace the certificate").click()
    expect(page.get_by_text("takes its place.")).to_be_visible()
    no_violations(page)
    newer = re.search(r"/certificates/(GC-[\w-]+)/", page.url)[1]
    assert newer != serial
    expect(page.get_by_text("Sample Offizier").first).to_be_visible()
    paper = downloaded(page, page.get_by_role("link", name="Signed PDF"))
    page.goto(old)
    expect(page.get_by_role("link", name=newer)).to_be_visible()
    no_violations(page)
    assert register_says(stranger, server, newer) == "Valid"
    assert register_says(stranger, server, serial) == "Superseded"
    no_violations(stranger)

    # Completions as a file.
    page.goto(f"{server.url}{AREA}")
    page.get_by_role("link", name="Exports").click()
    no_violations(page)
    text = downloaded(page, page.get_by_role("link", name="CSV Completions")).decode("utf-8-sig")
    exported = [line for line in csv.DictReader(io.StringIO(text)) if line["Officer"] == "Sample Officer"]
    assert {WASTE, OZONE} <= {value for line in exported for value in line.values()}

    # Both certificates as a ZIP: the page asks by itself until it is ready.
    page.goto(f"{server.url}{AREA}certificates/?q=Sample+Officer")
    page.get_by_role("button", name="All 2 that match").click()
    expect(page.get_by_text("0 of 2 certificates")).to_be_visible()
    no_violations(page)
    site.manage("db_worker", "--batch", "--verbosity=0")
    expect(page.get_by_text("Ready")).to_be_visible(timeout=15_000)
    no_violations(page)
    archive = zipfile.ZipFile(io.BytesIO(downloaded(page, page.get_by_role("link", name="Download the ZIP"))))
    manifest = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
    assert {line["serial"] for line in manifest} == {serial, newer}
    assert sorted(archive.namelist()) == sorted(["manifest.csv", *(line["file name"] for line in manifest)])
    for line in manifest:
        kept = archive.read(line["file name"])
        assert hashlib.sha256(kept).hexdigest() == line["SHA-256"]
        assert line["serial"] != newer or kept == paper

    # All of it stands in the audit log.
    page.goto(f"{server.url}{AREA}log/")
    no_violations(page)
    done = [row.locator("th, td").all_inner_texts() for row in page.locator("main tbody tr").all()]
    by_coordinator = [words for words, _what, _details, by, _at in done if by == "Sample Coordinator"]
    for words in [
        "Curriculum made",
        "Draft of a curriculum written",
        "Curriculum published",
        "Cohort made",
        "Officers enrolled in a curriculum",
        "Supervisor named",
        "Certificate suspended",
        "Certificate reinstated",
        "Certificate replaced",
        "Completions downloaded",
        "ZIP of certificates ordered",
        "ZIP of certificates downloaded",
    ]:
        assert words in by_coordinator
    assert by_coordinator.count("Curriculum published") == 2
    by_trainer = [words for words, _what, _details, by, _at in done if by == "Sample Trainer"]
    assert by_trainer == ["Practical sign-off recorded"]


def compose(page):
    """Fill the form of a new curriculum, with the buttons that add to it, and do not save yet."""
    whole = page.get_by_role("region", name="The whole")
    whole.get_by_label("Title").fill(TITLE)
    whole.get_by_label("Valid for, months").fill("36")
    first = page.get_by_role("region", name="Group 1")
    first.get_by_label("Module", exact=True).select_option(label=WASTE)
    first.get_by_label("Least mark").fill("80")
    first.get_by_role("button", name="Add a sign-off").click()
    first.get_by_label("What a supervisor confirms").fill(SIGN_OFF)
    first.get_by_label("Checklist").fill("\n".join(SEEN))
    page.get_by_role("button", name="Add a group").click()
    second = page.get_by_role("region", name="Group 2")
    second.get_by_label("Title").fill("One more convention")
    second.get_by_label("How many are needed").fill("1")
    for number, title in enumerate((OZONE, GROUND)):
        second.get_by_role("button", name="Add a module").click()
        second.get_by_label("Module", exact=True).nth(number).select_option(label=title)
    expect(first.get_by_label("Checklist")).to_have_value("\n".join(SEEN))


def sign_off(page, server, no_violations):
    """As the supervisor: a line that is not seen holds the signature back."""
    page.goto(f"{server.url}/supervision/")
    no_violations(page)
    page.get_by_role("link", name="Sample Officer").click()
    no_violations(page)
    page.get_by_label(SEEN[0]).check()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick every line to sign off")
    no_violations(page)
    page.get_by_label(SEEN[1]).check()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("Signed off: Sample Officer.")).to_be_visible()
    no_violations(page)


def act(page, no_violations, name, *, reason):
    """Do something to the certificate that is open, and stay at it."""
    page.get_by_role("link", name=name).click()
    no_violations(page)
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name=f"{name} the certificate").click()
    no_violations(page)


def register_says(page, server, serial):
    """The word of the public page on a number."""
    page.goto(f"{server.url}/verify/?serial={serial}")
    return page.locator("h1").inner_text()


def test_a_stranger_verifies_by_number_and_by_file_on_a_small_screen_without_a_script(
    site, server, as_person, no_violations
):
    serial = site.evaluate(HOLDER)
    coordinator = as_person("coordinator@sampland.example", "sample-coordinator")
    coordinator.goto(f"{server.url}/certificates/{serial}/")
    paper = downloaded(coordinator, coordinator.get_by_role("link", name="Signed PDF"))
    stranger = as_person(java_script_enabled=False, viewport=SMALL)
    looker = as_person(viewport=SMALL)

    def fits():
        """axe finds nothing on the stranger's page, and nothing sticks out to the side."""
        # axe needs a script: it looks at the same page in a browser that runs some.
        looker.goto(f"{server.url}/verify/")
        looker.set_content(stranger.content())
        no_violations(looker)
        assert looker.evaluate("document.scrollingElement.scrollWidth") <= SMALL["width"]

    stranger.goto(f"{server.url}/verify/")
    fits()

    stranger.get_by_label("Serial number").fill(serial.lower().replace("-", " "))
    light(stranger, "Verify")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Valid")
    expect(stranger.get_by_text("Sample Holder")).to_be_visible()
    expect(stranger.get_by_text("Unaltered")).to_have_count(0)
    fits()

    hand_in(stranger, paper)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Valid")
    expect(stranger.get_by_text("Unaltered")).to_be_visible()
    fits()

    hand_in(stranger, one_byte_changed(paper))
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Altered")
    expect(stranger.get_by_text("Sample Holder")).to_have_count(0)
    fits()

    # The file stays the one that was issued when it is no longer in force.
    coordinator.get_by_role("link", name="Suspend").click()
    coordinator.get_by_label("Reason").fill("The register was asked to look into it.")
    coordinator.get_by_role("button", name="Suspend the certificate").click()
    hand_in(stranger, paper)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Suspended")
    expect(stranger.get_by_text("Unaltered")).to_be_visible()
    fits()


def one_byte_changed(paper):
    """The file with another letter in a text inside what the signature covers."""
    begins, first, again, last = map(
        int, re.search(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)", paper).groups()
    )
    place = paper.index(b"<dc:format>application/pdf") + len(b"<dc:format>application/pd")
    assert begins <= place < begins + first or again <= place < again + last
    return paper[:place] + b"x" + paper[place + 1 :]


def hand_in(page, paper):
    file = {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": paper}
    page.get_by_label("Or the PDF of a certificate").set_input_files(file)
    light(page, "Check the PDF")


def light(page, button):
    """Press a button: the answer is a page that a slow line brings."""
    with page.expect_response(lambda response: "/verify/" in response.url) as answering:
        page.get_by_role("button", name=button, exact=True).click()
    assert len(answering.value.body()) < LIGHT
