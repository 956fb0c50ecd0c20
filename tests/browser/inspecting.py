"""A permit set inspected by the keys, as practice or as a question of a quiz."""

from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard


def expired(page):
    """The row of the permit that says until when it is valid."""
    permit = page.locator(".inspected").first
    return permit.locator(".entries > li").filter(has=page.locator("[value='cites-permit:valid_until']"))


def to_the_decision(page):
    """Leave out what lies between by the link at the head of a document."""
    keys = Keyboard(page)
    keys.reach(page.get_by_role("link", name="To the decision").first)
    keys.key("Enter")
    return keys


def flag(page):
    """Flag what has expired, which uncovers the reasons, and choose one."""
    keys, row = Keyboard(page), expired(page)
    keys.tick(row.get_by_role("checkbox", name="Not in order"))
    reasons = row.get_by_label("Reason")
    keys.reach(reasons)
    page.keyboard.type("Expired")
    expect(reasons.locator("option:checked")).to_have_text("Expired")
    return to_the_decision(page)
