"""Journeys in a real browser against a real server with a database of its own."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.people import sign_in
from tests.served import copy_of

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="Chromium is not installed: browser tests are left out.")
                )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def site(tmp_path_factory, prepared_site):
    """A site with the demonstration: one for each module of tests, since journeys change it."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    return copy_of(prepared_site, tmp_path_factory.mktemp("browser"), f"green_customs_browser_{worker}")


@pytest.fixture(scope="module")
def server(site):
    with site.served() as server:
        yield server


@pytest.fixture
def as_person(browser, browser_context_args, server):
    """A function that opens a browser of its own for a person, signed in where an e-mail is given."""
    contexts = []

    def open_browser(email=None, password=None, **changes):
        context = browser.new_context(**(browser_context_args | changes))
        contexts.append(context)
        page = context.new_page()
        if email:
            sign_in(page, server, email, password)
        return page

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def no_violations():
    """A function that fails with what axe finds on a page, or in a part of it."""
    axe = Axe()

    def check(page, region=None):
        found = axe.run(page, context=region).response["violations"]
        said = [
            f"{page.url}: {violation['id']}: {violation['help']}\n    "
            + "\n    ".join(node["html"][:200] for node in violation["nodes"][:4])
            for violation in found
        ]
        assert not said, "\n".join(said)

    return check
