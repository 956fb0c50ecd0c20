"""A permit set inspected by the keys alone: without a script on the narrowest screen, where the text is read,
and on a wide one, where the forms are drawn beside it.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.inspecting import expired, flag, to_the_decision
from tests.browser.keyboard import Keyboard
from tests.browser.stage import PASSWORD

ROUNDS = """
import json
from tests.browser.stage import set_inspections
print(json.dumps(set_inspections()))
"""
PHONE = {"java_script_enabled": False, "viewport": {"width": 320, "height": 640}}
WIDE = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def rounds(site):
    return site.evaluate(ROUNDS)


def test_a_set_is_inspected_in_the_text_on_the_narrowest_screen_without_a_script(as_person, server, rounds):
    page = as_person(rounds[0]["officer"], PASSWORD, **PHONE)
    page.goto(server.url + rounds[0]["path"])
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    flag(page)
    Keyboard(page).press("Save")
    expect(page.get_by_text("Saved. You can go on now")).to_be_visible()
    expect(expired(page).locator("option:checked")).to_have_text("Expired")
    keys = to_the_decision(page)
    keys.choose("Refuse")
    keys.press("Hand in")
    expect(page.get_by_text("You decided: Refuse.")).to_be_visible()
    expect(page.get_by_role("heading", name="Expired")).to_be_visible()
    assert page.get_by_text("100 %").count() == 2
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_a_set_is_inspected_beside_the_drawn_forms_on_a_wide_screen(as_person, server, rounds, no_violations):
    page = as_person(rounds[1]["officer"], PASSWORD, **WIDE)
    page.goto(server.url + rounds[1]["path"])
    drawn = page.locator(".drawn").first
    assert drawn.bounding_box()["x"] > expired(page).bounding_box()["x"]
    no_violations(page)
    keys = flag(page)
    keys.choose("Release")
    keys.press("Hand in")
    expect(page.get_by_text("You decided: Release.")).to_be_visible()
    no_violations(page)
    keys.press("Next round")
