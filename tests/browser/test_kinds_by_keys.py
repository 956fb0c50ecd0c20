"""A question of every kind, opened, answered, handed in and marked fully right by the keys alone:
with a script and without, on the narrowest screen.
"""

import re

import pytest
from playwright.sync_api import expect

from quizzes.grading import kinds
from tests.browser.inspecting import flag
from tests.browser.keyboard import Keyboard
from tests.browser.people import sign_in
from tests.browser.stage import PASSWORD

QUIZZES = """
import json
from tests.browser.stage import set_quizzes
print(json.dumps(set_quizzes()))
"""
NARROWEST, SMALLEST_TARGET = 320, 24
SAVED = re.compile("^Saved on the server at")
# Every control with the label that is pressed in its place. What readers and keys pass over is none.
SMALL_TARGETS = """
least => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    // Entries of a drawn form are as large as its boxes; ticks beside it do the same (WCAG 2.5.8).
    .filter(control => !control.closest(".drawn"))
    .filter(control => control.type !== "hidden" && control.tabIndex >= 0 && control.getClientRects().length)
    .map(control => {
        const boxes = [control, ...(control.labels || [])].map(part => part.getBoundingClientRect());
        return {control, width: Math.max(...boxes.map(box => box.width)),
            height: Math.max(...boxes.map(box => box.height))};
    })
    .filter(({width, height}) => width < least || height < least)
    .map(({control, width, height}) => `${width} by ${height}: ${control.outerHTML.slice(0, 160)}`)
"""


def put_in_order(keys, *texts):
    """Move each line up to its place, and say that the order is the answer."""
    rows = keys.page.locator("ol.places > li")
    for place, text in enumerate(texts):
        stands = next(number for number, row in enumerate(rows.all_inner_texts()) if text in row)
        for upwards in range(stands - 1, place - 1, -1):
            keys.press(f"Move up: {text}")
            expect(rows.nth(upwards)).to_contain_text(text)
            keys.page.wait_for_load_state()
    placed = keys.page.get_by_role("checkbox", name="This order is my answer")
    keys.reach(placed)
    if not placed.is_checked():
        keys.key("Space")


# How the right answer to each body of tests.quizzes.bodies is given: read off the body by eye.
WAYS = {
    "single_choice": lambda keys: keys.choose("The import permit"),
    "multiple_choice": lambda keys: [keys.tick(box) for box in ("Box 14", "Box 11", "Box 9")],
    "true_false": lambda keys: keys.choose("False"),
    "matching": lambda keys: [
        keys.select("Code W", "Taken from the wild"),
        keys.select("Code C", "Bred in captivity"),
        keys.select("Code R", "Ranched"),
        keys.select("Code O", "Before the Convention"),
    ],
    "numerical": lambda keys: [keys.write("Your number", "4012.5"), keys.select("Its unit", "kg")],
    "short_text": lambda keys: keys.write("Your answer", "Zanzibar II"),
    "ordering": lambda keys: put_in_order(
        keys, "Read the permit", "Count the crates", "Open a crate", "Sign the permit"
    ),
    "cloze": lambda keys: [
        keys.select("Gap 1", "export"),
        keys.write("Gap 2", "4013.25"),
        keys.write("Gap 3", "Zanzibarman"),
    ],
    "classify": lambda keys: [
        keys.select("Tiger bone", "Appendix I"),
        keys.select("Pangolin scales", "Appendix I"),
        keys.select("Caiman skin", "Appendix II"),
    ],
    "hotspot": lambda keys: [keys.tick("Lower middle"), keys.tick("Lower end")],
    "pick_picture": lambda keys: keys.choose("Neutral 1"),
    "inspection": lambda keys: flag(keys.page).choose("Refuse"),
}


@pytest.fixture(scope="module")
def stage(site):
    return site.evaluate(QUIZZES)


@pytest.fixture(scope="module")
def pages_with(browser, browser_context_args, server, stage):
    """A function that gives the page of an officer on a narrow screen, with scripts or without, and the page
    on which axe looks at it. Where scripts are off axe cannot run either: it looks at the same addresses in a
    second window of the officer's, which only gets no script of the site's.
    """
    pages = {}

    def open_page(**changes):
        changes["viewport"] = {"width": NARROWEST, "height": 800}
        return browser.new_context(**(browser_context_args | changes)).new_page()

    def pages_of(script):
        if script not in pages:
            page = seen = open_page(java_script_enabled=script)
            sign_in(page, server, stage["officers"][script], PASSWORD)
            if not script:
                seen = open_page(storage_state=page.context.storage_state())
                seen.route("**/*.js", lambda route: route.abort())
            pages[script] = page, seen
        return pages[script]

    yield pages_of
    for page in {page for pair in pages.values() for page in pair}:
        page.context.close()


def looks_well(page, no_violations):
    no_violations(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROWEST, "The page scrolls sideways."
    small = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    assert not small, "\n".join([f"Controls smaller than {SMALLEST_TARGET} px:", *small])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("kind", [kind.kind for kind in kinds.all()])
def test_a_question_of_this_kind_is_answered_rightly_by_the_keys_alone(
    kind, script, server, stage, pages_with, no_violations
):
    assert kind in WAYS, f"Say in WAYS how the keys answer a question of the kind {kind}."
    page, seen = pages_with(script)
    keys = Keyboard(page)
    page.goto(server.url + stage["quizzes"][kind])
    keys.press("Start")
    expect(page.get_by_role("heading", level=1)).to_have_id("question")
    page.wait_for_load_state()
    question = page.url
    if not script:
        seen.goto(question)
    looks_well(seen, no_violations)

    WAYS[kind](keys)
    if script:
        expect(page.locator("form#answer").get_by_text(SAVED)).to_be_visible()
        looks_well(page, no_violations)
    keys.press("Save and go on")
    expect(page.get_by_text("Every question is answered")).to_be_visible()
    page.wait_for_load_state()
    if not script:
        seen.goto(question)
        expect(seen.locator("form#answer").get_by_text(SAVED)).to_be_visible()
        looks_well(seen, no_violations)

    keys.press("Hand in")
    expect(page.locator(".score")).to_have_text("100of 100; 80 are needed")
    expect(page.locator(".qno")).to_have_text("Question 1 · 1 of 1 mark")
