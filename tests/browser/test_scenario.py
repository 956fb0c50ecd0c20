"""A scenario played by the keys alone, without a script, on the narrowest screen, with an interruption; and
written by a trainer.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.stage import PASSWORD

RUN = """
import json
from tests.browser.stage import set_scenario
print(json.dumps(set_scenario()))
"""
PHONE = {"java_script_enabled": False, "viewport": {"width": 320, "height": 640}}


@pytest.fixture(scope="module")
def run(site):
    return site.evaluate(RUN)


def test_a_run_goes_on_by_the_keys_on_another_device_and_ends_in_its_debrief(as_person, server, run):
    first = as_person(run["officer"], PASSWORD, **PHONE)
    first.goto(server.url + run["path"])
    expect(first.get_by_role("heading", level=1)).to_have_text("The papers on the counter")
    Keyboard(first).press("Open both crates and count")
    expect(first.get_by_role("heading", level=1)).to_have_text("Forty plants too many")
    first.context.close()
    second = as_person(run["officer"], PASSWORD, **PHONE)
    second.goto(server.url + run["path"])
    expect(second.get_by_text("You count two hundred and forty plants")).to_be_visible()
    Keyboard(second).press("Have the packing list corrected")
    expect(second.get_by_role("heading", level=1)).to_have_text("Gone")
    expect(second.get_by_text("12 of 20", exact=True)).to_be_visible()
    expect(second.get_by_text("At step 2 the best way decides otherwise.")).to_be_visible()
    assert second.evaluate("document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize("script", [False, True])
def test_a_paper_is_read_and_seen_by_the_keys(as_person, server, run, no_violations, script):
    page = as_person(run["officer"], PASSWORD, **(PHONE | {"java_script_enabled": script}))
    page.goto(server.url + run["papers"])
    keys = Keyboard(page)
    keys.reach(page.get_by_text("Read it box by box").first)
    keys.key("Enter")
    expect(page.get_by_text("14.200", exact=True)).to_be_visible()
    keys.reach(page.get_by_text("See it as it looks").first)
    keys.key("Enter")
    picture = page.locator("details[open] img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    if script:
        no_violations(page)


def test_a_trainer_changes_a_decision_is_told_what_is_wrong_and_tries_it(as_person, server, run):
    trainer = as_person(run["trainer"], PASSWORD)
    trainer.goto(server.url + run["written"])
    drawing = trainer.get_by_role("region", name="Drawing")
    drawing.get_by_role("link", name="Forty plants too many").press("Enter")
    expect(trainer.locator(":target")).to_contain_text("Detain the consignment and report it")
    trainer.get_by_role("link", name="Write", exact=True).click()
    folded = trainer.locator("main section.w-panel").filter(has_text="Situation: Forty plants too many")
    folded.last.get_by_role("button", name="Toggle section").first.click()
    trainer.locator("#content-situations-1-value-title").fill("Forty more than allowed")
    begins = trainer.get_by_label("Begins with")
    begins.fill("nowhere")
    trainer.get_by_label("What is new, and why").fill("Plainer words")
    trainer.get_by_role("button", name="Check and save").click()
    expect(trainer.get_by_role("alert").first).to_contain_text("The start nowhere is no situation")
    expect(trainer.locator("[data-contentpath=start]")).to_contain_text("is no situation")
    begins.fill("The papers on the counter")
    trainer.get_by_role("button", name="Check and save").click()
    expect(trainer.get_by_text("Version 2 is written.")).to_be_visible()
    expect(trainer.get_by_role("heading", name="Forty more than allowed")).to_be_visible()
    trainer.get_by_label("Begin at").select_option(label="2. Forty more than allowed")
    trainer.get_by_role("button", name="Begin a trial").click()
    expect(trainer.get_by_role("heading", level=1)).to_have_text("Forty more than allowed")
    expect(trainer.get_by_text("Trial: it does not count")).to_be_visible()
