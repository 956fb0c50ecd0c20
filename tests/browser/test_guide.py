"""A guide used at a counter: specimens identified by touch and by the keys, compared, practised as cards."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.stage import PASSWORD

GUIDE = """
import json
from tests.browser.stage import set_guide
print(json.dumps(set_guide()))
"""
PHONE = {"java_script_enabled": False, "viewport": {"width": 360, "height": 640}}
TOUCH = PHONE | {"has_touch": True, "is_mobile": True}

# What each specimen shows, by the titles of the characters.
SPECIMENS = {
    "Red sample": {"Colour of the heartwood": "Red", "End grain": "Distinct rings", "Smell": "Spicy"},
    "Brown sample": {"Colour of the heartwood": "Brown", "End grain": "Distinct rings", "Smell": "None"},
    "Pale sample": {"Colour of the heartwood": "Red", "End grain": "Even throughout", "Smell": "None"},
}


@pytest.fixture(scope="module")
def guide(site):
    return site.evaluate(GUIDE)


def open_group(page, server, guide, press):
    page.goto(server.url + guide["path"])
    press(page.get_by_role("link", name="Woods"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Woods")


def identify(page, specimen, press):
    """Answer what the key asks next until nothing is left to ask. Every entry stays on the page."""
    entries = page.locator(".left h3")
    for _step in specimen:
        asked = page.locator(".best h3").inner_text()
        press(page.locator(".best").get_by_role("link", name=specimen[asked]))
        expect(page.locator(".seen")).to_contain_text(specimen[asked])
        assert entries.count() == 4
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    return entries.first.inner_text()


@pytest.mark.parametrize(("name", "specimen"), SPECIMENS.items())
def test_a_specimen_is_identified_by_touch(as_person, server, guide, name, specimen):
    page = as_person(guide["officers"][0], PASSWORD, **TOUCH)
    open_group(page, server, guide, lambda link: link.tap())
    assert identify(page, specimen, lambda link: link.tap()) == name


@pytest.mark.parametrize(("name", "specimen"), SPECIMENS.items())
def test_a_specimen_is_identified_by_the_keys(as_person, server, guide, name, specimen):
    page = as_person(guide["officers"][1], PASSWORD, **PHONE)
    keyboard = Keyboard(page)

    def press(link):
        keyboard.reach(link)
        keyboard.key("Enter")
        page.wait_for_load_state()

    open_group(page, server, guide, press)
    assert identify(page, specimen, press) == name
    page.go_back()
    expect(page.locator(".seen li")).to_have_count(len(specimen) - 1)


def test_one_wrong_observation_and_one_that_cannot_be_made_do_not_lose_the_entry(as_person, server, guide):
    page = as_person(guide["officers"][0], PASSWORD, **TOUCH)
    open_group(page, server, guide, lambda link: link.tap())
    page.locator(".best").get_by_role("link", name="Black").tap()  # it is red
    seen = page.locator(".seen li")
    expect(seen).to_have_count(1)
    page.locator(".best").get_by_role("link", name="Cannot see").tap()
    expect(seen).to_have_count(2)
    page.locator(".best").get_by_role("link", name="Spicy").or_(
        page.locator(".best").get_by_role("link", name="Distinct rings")
    ).first.tap()
    expect(seen).to_have_count(3)
    names = [heading.inner_text() for heading in page.locator(".left h3").all()]
    assert "Red sample" in names[:3]
    page.get_by_role("link", name="Take back: Colour of the heartwood").tap()
    expect(page.locator(".left h3").first).to_have_text("Red sample")


def test_two_entries_are_compared_by_the_keys(as_person, server, guide, no_violations):
    page = as_person(guide["officers"][1], PASSWORD, viewport=PHONE["viewport"])
    keyboard = Keyboard(page)
    page.goto(f"{server.url}/guides/samples/key/woods/")
    keyboard.tick("Compare Red sample")
    keyboard.tick("Compare Brown sample")
    keyboard.press("Compare the entries you ticked")
    expect(page.get_by_role("heading", level=1)).to_have_text("Red sample · Brown sample")
    expect(page.locator(".versus tbody th").first).to_have_text("Colour of the heartwood")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    no_violations(page)


def test_a_day_of_cards_by_touch(as_person, server, guide):
    page = as_person(guide["officers"][2], PASSWORD, **TOUCH)
    page.goto(server.url + guide["path"])
    page.get_by_role("link", name="Today’s cards").tap()
    page.get_by_role("button", name="Begin").tap()
    for _card in range(8):
        page.locator("article form button").first.tap()
        expect(page.get_by_role("status")).to_be_visible()
        if page.get_by_role("link", name="Finish").count():
            break
        page.get_by_role("link", name="Next card").tap()
        expect(page.locator("article form button").first).to_be_visible()
    page.get_by_role("link", name="Finish").tap()
    expect(page.get_by_text("Done for today:")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("status")).to_be_visible()


def test_an_entry_prints_on_one_page(as_person, server, guide):
    page = as_person(guide["officers"][0], PASSWORD)
    page.goto(f"{server.url}{guide['path']}red-sample/")
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    assert pages == 1
