"""Take the pictures of README and docs from a fresh demonstration: `make pictures`."""

import os
import re
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from exercises.consignments.model import PERMITS, SHIPS, permits_of  # noqa: E402
from exercises.documents.drawing import picture  # noqa: E402
from tests.browser.conftest import ARGUMENTS, CHROMIUM  # noqa: E402
from tests.browser.people import answer_all, sign_in  # noqa: E402
from tests.exercises.documents.filled import samples  # noqa: E402
from tests.served import Site  # noqa: E402

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LESSON = "/catalogue/cites/permit-box-by-box/"


def take(page, name, *, tall=900):
    """Save what a page shows, at most `tall` pixels of it."""
    page.wait_for_load_state()
    height = min(page.evaluate("document.documentElement.scrollHeight"), tall)
    width = page.viewport_size["width"]
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=clip)


def journey(browser, site, server):
    """Walk through the demonstration, taking a picture at each station."""

    def person(email=None, password=None, width=1280, scheme="light"):
        page = browser.new_context(
            locale="en-GB", viewport={"width": width, "height": 800}, color_scheme=scheme
        ).new_page()
        if email:
            sign_in(page, server, email, password)
        return page

    visitor = person()
    visitor.goto(server.url)
    take(visitor, "home", tall=1400)
    officer = person("officer@sampland.example", "sample-officer")
    officer.goto(f"{server.url}/catalogue/cites/")
    with officer.expect_navigation():
        officer.get_by_role("button", name="Start the module").click()
    officer.goto(server.url + LESSON)
    take(officer, "lesson", tall=1100)
    phone = person("officer@sampland.example", "sample-officer", width=360, scheme="dark")
    phone.goto(server.url + LESSON)
    take(phone, "lesson-phone-dark", tall=1100)
    officer.goto(f"{server.url}/catalogue/cites/")
    for path in {link.get_attribute("href") for link in officer.locator("main table a").all()}:
        officer.goto(server.url + path)
        done = officer.get_by_role("button", name=re.compile("^Done"))
        if done.count():
            with officer.expect_navigation():
                done.click()
    officer.goto(f"{server.url}/catalogue/cites/cites-final/")
    with officer.expect_navigation():
        officer.get_by_role("button", name="Start").click()
    take(officer, "question")
    answer_all(officer, site)
    with officer.expect_navigation():
        officer.get_by_role("button", name="Hand in").click()
    take(officer, "result", tall=1000)
    officer.goto(f"{server.url}/training/")
    with officer.expect_navigation():
        officer.locator("main").get_by_role("link", name=re.compile("^GC-")).click()
    take(officer, "certificate", tall=1000)
    serial = officer.url.split("/")[-2]
    stranger = person(width=360)
    stranger.goto(f"{server.url}/verify/?serial={serial}")
    take(stranger, "verification-phone", tall=1100)
    coordinator = person("coordinator@sampland.example", "sample-coordinator")
    coordinator.goto(f"{server.url}/administration/sampland/")
    take(coordinator, "officers", tall=1300)


def forms(browser):
    """Draw the forms of the conventions, filled in. Few colours do: the backgrounds are fine lines."""
    for slug in sorted({slug for template in (*PERMITS, *SHIPS) for slug in permits_of(template)}):
        page = browser.new_page(viewport={"width": 900, "height": 900})
        page.set_content(f"<body style='margin: 0'>{picture(samples()[slug])}</body>")
        take(page, f"form-{slug}", tall=4000)
        file = PICTURES / f"form-{slug}.png"
        with Image.open(file) as full:
            few = full.convert("RGB").quantize(96)
        few.save(file, optimize=True)


def main():
    PICTURES.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="green-customs-pictures-"))
    site = Site(folder, f"sqlite:///{folder / 'db.sqlite3'}")
    site.manage("prepare")
    with site.served() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        journey(browser, site, server)
        forms(browser)
        browser.close()


if __name__ == "__main__":
    main()
