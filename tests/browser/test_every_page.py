"""Every page of the site, as who sees it: without a fault that axe finds, at both widths, light and dark,
and without scrolling sideways, or anything cut off, on the narrowest screen.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.pages import VISITORS, own_addresses, reason_for_none
from tests.browser.people import sign_in
from tests.browser.stage import PASSWORD, SET
from tests.browser.states import STATES

WIDTHS, THEMES, NARROWEST = (1280, 360), ("light", "dark"), 320
FAULTS = """
async (region) => (await axe.run(region, {
    // Wagtail gives the panels of a list one name until they are filled.
    rules: {"landmark-unique": {enabled: region === "html"}},
    resultTypes: ["violations"],
})).violations.map(
    violation => `${violation.id}: ${violation.help}: `
        + violation.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | "))
"""
# Wagtail's frame does not scroll sideways: what sticks out of it is cut off, unless it scrolls by itself.
SIDEWAYS = """
() => {
    const page = document.scrollingElement;
    const scrolls = element => element && !element.matches("main")
        && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const wide = [...document.querySelectorAll("body *")].filter(element => {
        const {right, width, height} = element.getBoundingClientRect();
        return width && height && right > innerWidth + 1;
    });
    const cut = wide.filter(element => element.closest(".gc-work") && !scrolls(element)
        && !element.matches(".w-panel__controls:empty"));
    const said = found => found.slice(0, 3).map(element => element.outerHTML.slice(0, 160)).join(" | ");
    if (page.scrollWidth > innerWidth) return [`scrolls to ${page.scrollWidth} px: ${said(wide)}`];
    return cut.length ? [`is cut off: ${said(cut)}`] : [];
}
"""


def faults_of(page):
    """What is wrong with the page as it stands. In the Wagtail admin only our part of it is looked at."""
    region = "main" if "/admin/" in page.url and page.locator("main#main").count() else "html"
    page.evaluate(AXE_SCRIPT)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            # Wagtail's buttons change their colours gradually, whatever the device asks for.
            page.evaluate(
                "Promise.allSettled(document.getAnimations().map((animation) => animation.finished))"
            )
            found += [f"{width} px, {theme}: {fault}" for fault in page.evaluate(FAULTS, region)]
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    found += page.evaluate(SIDEWAYS)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return [f"{page.url}: {fault}" for fault in found]


@pytest.fixture(scope="module")
def stage(site):
    return site.evaluate(SET)


@pytest.fixture(scope="module")
def page_of(browser, browser_context_args, server, stage):
    """A function that gives each person one browser, signed in when first asked for."""
    pages = {}

    def open_page(person):
        if person not in pages:
            pages[person] = browser.new_context(**browser_context_args).new_page()
            if person != "nobody":
                sign_in(pages[person], server, stage["people"][person], PASSWORD)
        return pages[person]

    yield open_page
    for page in pages.values():
        page.context.close()


def answer_to(page, address):
    """What the server says to who opens an address: status and kind."""
    answer = page.request.get(address, max_redirects=0)
    return answer.status, answer.headers.get("content-type", "").partition(";")[0]


@pytest.mark.parametrize("name", own_addresses())
def test_every_address_shows_a_page_without_fault_or_says_why_it_shows_none(name, server, stage, page_of):
    address = server.url + stage["paths"][name]
    answers = {}
    for person in VISITORS:
        answers[person] = answer_to(page_of(person), address)
        status, kind = answers[person]
        if (status, kind) == (200, "text/html"):
            assert reason_for_none(name) is None, "This address shows a page: take it off the list."
            page = page_of(person)
            page.goto(address)
            assert not (faults := faults_of(page)), "\n".join(faults)
            return
    no_page = any(
        status == 405 or (status == 200 and kind != "text/html") for status, kind in answers.values()
    )
    assert no_page or reason_for_none(name), f"Nobody sees a page: say why in NO_PAGE. {answers}"


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_state_of_a_page_is_without_fault(state, server, stage, page_of):
    page = page_of(state.person)
    faults = []
    for _step in state(page, server.url, stage) or [None]:
        faults += faults_of(page)
    assert not faults, "\n".join(faults)
