"""An answer that was given is not lost: not by a dead line, an ended session, or a second window."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import attempt_number, right_answers, sign_in
from tests.servers.officers import PASSWORD, make_officers

SAVED = re.compile("^Saved on the server at")


@pytest.fixture
def begin(browser, browser_context_args, server, site, request):
    """A function that opens an attempt of a new officer, at its first question with single options."""
    contexts = []
    prefix = re.sub(r"\W", "", request.node.name)[-30:].lower()

    def open_attempt(**changes):
        (email,) = make_officers(site, count=1, prefix=f"{prefix}x{len(contexts)}")
        context = browser.new_context(**(browser_context_args | changes))
        contexts.append(context)
        page = context.new_page()
        sign_in(page, server, email, PASSWORD)
        page.goto(f"{server.url}/catalogue/cites/cites-final/")
        page.get_by_role("button", name="Start").click()
        page.wait_for_url(re.compile("/attempts/"))
        attempt = attempt_number(page)
        kinds = [kind for kind, _right in right_answers(site, attempt)]
        place = 1 + next(n for n, kind in enumerate(kinds) if kind in {"single_choice", "true_false"})
        page.goto(f"{server.url}/attempts/{attempt}/{place}/")
        return page, email

    yield open_attempt
    for context in contexts:
        context.close()


def choose(page, number):
    page.locator("form#answer input[type=radio]").nth(number).check(force=True)


def chosen(page):
    return page.locator("form#answer input[type=radio]").evaluate_all(
        "inputs => inputs.findIndex(input => input.checked)"
    )


def saved_line(page):
    return page.locator("form#answer").get_by_text(SAVED)


def test_an_answer_given_without_a_line_is_sent_when_the_line_is_back(begin):
    page, _email = begin()
    page.context.set_offline(True)
    choose(page, 1)
    expect(page.locator("form#answer").get_by_text(re.compile("on this device"))).to_be_visible()
    page.context.set_offline(False)
    expect(saved_line(page)).to_be_visible(timeout=30_000)
    page.reload()
    assert chosen(page) == 1


def test_with_a_script_the_answer_waits_on_the_device_until_the_officer_has_signed_in_again(begin):
    page, email = begin()
    address = page.url
    page.context.clear_cookies(name="sessionid")
    choose(page, 1)
    page.locator("main").get_by_role("link", name=re.compile("[Ss]ign in")).first.click()
    page.get_by_label("E-mail address or staff number").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(address)
    expect(saved_line(page)).to_be_visible(timeout=30_000)
    page.reload()
    assert chosen(page) == 1


def test_without_a_script_the_answer_travels_through_sign_in(begin):
    page, email = begin(java_script_enabled=False)
    address = page.url
    page.context.clear_cookies(name="sessionid")
    choose(page, 1)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("E-mail address or staff number").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("The answer that you gave before signing in is saved.")).to_be_visible()
    page.goto(address)
    expect(page.locator("form#answer input[type=radio]").nth(1)).to_be_checked()


def test_a_second_window_that_answers_otherwise_is_shown_both(begin):
    first, _email = begin()
    second = first.context.new_page()
    second.goto(first.url)
    choose(first, 0)
    expect(saved_line(first)).to_be_visible()
    choose(second, 1)
    expect(second.get_by_text("Another window answered this question differently.")).to_be_visible()


def test_going_back_with_the_browser_shows_what_is_saved(begin):
    page, _email = begin()
    choose(page, 1)
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_load_state()
    page.go_back()
    expect(page.locator("form#answer input[type=radio]").nth(1)).to_be_checked()
