"""Practice with tries by the keys alone, with a script and without, on the narrowest screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import attempt_number, sign_in
from tests.servers.officers import PASSWORD, make_officers

PRACTICE = """
import json
from fractions import Fraction
from quizzes.models import Quiz
quiz = Quiz.objects.get(slug="cites-final")
quiz.behaviour, quiz.tries, quiz.penalty, quiz.review = "tries", 2, Fraction(1, 4), "practice"
quiz.full_clean()
quiz.save()
print(json.dumps(quiz.pk))
"""
# For each item in order: the places of the wrong options as the page shows them; none for other kinds.
WRONG = """
import json
from quizzes.models import PaperItem
items = PaperItem.objects.filter(attempt_id={attempt}).select_related("version__question")
print(json.dumps([
    [item.order.index(option["id"]) for option in item.version.body["options"] if not option["right"]]
    if item.version.question.kind == "single_choice" else []
    for item in items
]))
"""


def press_until(page, name, *, most=60):
    """Walk through the page by Tab until a control of this name has the focus, and press it."""
    for _step in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate("(document.activeElement.textContent || '').trim()")
        if said == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"The keys do not reach “{name}”.")


def choose_by_keys(page, place):
    """Tab to the options, which enters them at the one chosen, and go to the one at this place."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "choice":
            break
    page.keyboard.press("Space")
    steps = place + 1 - int(page.evaluate("document.activeElement.value"))
    for _step in range(abs(steps)):
        page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
    assert page.evaluate("document.activeElement.value") == str(place + 1)


def looks_well(page, no_violations):
    no_violations(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), "The page scrolls sideways."


@pytest.mark.parametrize("script", [True, False])
def test_practice_with_tries_goes_by_the_keys_alone(as_person, site, server, no_violations, script):
    site.evaluate(PRACTICE)
    (email,) = make_officers(site, count=1, prefix=f"ways{script}".lower())
    page = as_person(java_script_enabled=script, viewport={"width": 320, "height": 800})
    sign_in(page, server, email, PASSWORD)
    page.goto(f"{server.url}/catalogue/cites/cites-final/")
    expect(
        page.get_by_text("have 2 tries at each question; each further one costs 1/4 of its mark.")
    ).to_be_visible()
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(re.compile("/attempts/"))
    attempt = attempt_number(page)
    wrong = site.evaluate(WRONG.format(attempt=attempt))
    number = next(place for place, places in enumerate(wrong, 1) if len(places) > 1)
    first, second = wrong[number - 1][:2]
    page.goto(f"{server.url}/attempts/{attempt}/{number}/")

    choose_by_keys(page, first)
    press_until(page, "Check this answer")
    expect(page).to_have_url(re.compile(r"#checked$"))
    expect(page.get_by_role("heading", name="Try 1 of 2 is checked")).to_be_visible()
    told = page.locator("#checked")
    expect(told.get_by_text("Not right", exact=True)).to_be_visible()
    expect(page.get_by_text("1 try is left.")).to_be_visible()
    expect(page.locator(".told.right")).to_have_count(0)
    if script:
        looks_well(page, no_violations)

    choose_by_keys(page, second)
    if script:
        expect(page.locator("form#answer").get_by_text(re.compile("^Saved on the server at"))).to_be_visible()
    press_until(page, "Check this answer")
    expect(page.get_by_role("heading", name="Try 2 of 2 is checked")).to_be_visible()
    expect(
        page.get_by_text("This question is finished: its answer can no longer be changed.")
    ).to_be_visible()
    expect(page.locator(".told.right")).to_have_count(1)
    expect(page.locator("main input[type=radio]:enabled")).to_have_count(0)
    if script:
        looks_well(page, no_violations)
    press_until(page, "Go on")
    expect(page).not_to_have_url(re.compile(rf"/{number}/#checked$"))
