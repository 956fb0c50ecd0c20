"""A permit set inspected by the keys alone: without a script on the narrowest screen, where the text is read,
on a wide one with the forms drawn beside it, and on the drawn form itself.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.inspecting import expired, flag, to_the_decision
from tests.browser.keyboard import FOCUSED, Keyboard
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


def through_the_door(as_person, server, rounds, number, **how):
    """The documents of the round that an officer has begun, from the page of the module."""
    page = as_person(rounds["officers"][number], PASSWORD, **how)
    page.goto(server.url + rounds["module"])
    keys = Keyboard(page)
    keys.reach(page.get_by_role("link", name="Permits", exact=True))
    keys.key("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Permits")
    keys = Keyboard(page)
    keys.press("Go on with your round")
    expect(page.get_by_text("Round 1", exact=True)).to_be_visible()
    return page


def test_a_set_is_inspected_in_the_text_on_the_narrowest_screen_without_a_script(as_person, server, rounds):
    page = through_the_door(as_person, server, rounds, 0, **PHONE)
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
    keys = Keyboard(page)
    keys.reach(page.get_by_role("link", name="Back to Permits"))
    keys.key("Enter")
    expect(page.get_by_role("link", name="See the debrief")).to_be_visible()
    assert page.get_by_text("100 %").count() == 2
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_a_set_is_inspected_beside_the_drawn_forms_on_a_wide_screen(as_person, server, rounds, no_violations):
    page = through_the_door(as_person, server, rounds, 1, **WIDE)
    drawn = page.locator(".drawn").first
    assert drawn.bounding_box()["x"] > expired(page).bounding_box()["x"]
    no_violations(page)
    keys = flag(page)
    keys.choose("Release")
    keys.press("Hand in")
    expect(page.get_by_text("You decided: Release.")).to_be_visible()
    no_violations(page)
    keys.press("Next round")


def test_an_entry_of_the_drawn_form_flags_itself_by_the_keys(as_person, server, rounds, no_violations):
    page = through_the_door(as_person, server, rounds, 2, **WIDE)
    keys, drawing = Keyboard(page), page.locator(".drawn").first
    keys.reach(page.get_by_role("link", name="To the drawn form").first)
    keys.key("Enter")
    keys.reach(drawing.get_by_role("button").first)
    entry = drawing.get_by_role("button", name="2 Valid until")
    for _step in range(20):
        if entry.evaluate(FOCUSED):
            break
        keys.key("ArrowDown")
    keys.key("Enter")
    expect(entry).to_have_attribute("aria-pressed", "true")
    row = expired(page)
    expect(row.get_by_role("checkbox")).to_be_checked()
    expect(row.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("Expired")
    keys.key("Escape")
    expect(entry).to_be_focused()
    no_violations(page)
    keys = to_the_decision(page)
    keys.choose("Refuse")
    keys.press("Hand in")
    expect(page.get_by_text("You decided: Refuse.")).to_be_visible()
    assert page.get_by_text("100 %").count() == 2


def test_a_tap_on_the_drawn_form_flags_and_another_takes_it_back(as_person, server, rounds):
    page = through_the_door(as_person, server, rounds, 3, **WIDE)
    drawing = page.locator(".drawn").first
    for kind, key in (("field", "valid_until"), ("place", "endorsement_stamp")):
        box = page.locator(f"[value='cites-permit:{key}']")
        entry = drawing.locator(f"[data-{kind}={key}]")
        for flagged in (True, False):
            entry.click()
            expect(box).to_be_checked(checked=flagged)
            expect(entry).to_have_attribute("aria-pressed", str(flagged).lower())
