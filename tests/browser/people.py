"""What a person does on the pages, in words of the pages."""

import re

from playwright.sync_api import expect

KEYS = """
import json
from quizzes.models import PaperItem
items = PaperItem.objects.filter(attempt_id={attempt}).select_related("version__question")
print(json.dumps([[item.version.question.kind, item.version.body] for item in items]))
"""


def plain(html):
    """Text of a rich text, as it stands on the page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def sign_in(page, server, email, password):
    page.goto(f"{server.url}/accounts/login/")
    page.get_by_label("E-mail address or staff number").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def sign_up(page, server, *, code, name, latin_name, email, password):
    page.goto(f"{server.url}/accounts/join/")
    page.get_by_label("Join code").fill(code)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name as it shall stand on your certificate").fill(name)
    page.get_by_label("Name in Latin letters").fill(latin_name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Staff number").fill("4711")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_label("The same password again").fill(password)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_text("Waiting for approval")).to_be_visible()


def attempt_number(page):
    return int(re.search(r"/attempts/(\d+)/", page.url)[1])


def right_answers(site, attempt):
    """Kind and right texts of each item, from the database: what the pages must not show."""
    found = []
    for kind, body in site.evaluate(KEYS.format(attempt=attempt)):
        if kind == "single_choice":
            found.append((kind, [plain(option["text"]) for option in body["options"] if option["right"]]))
        elif kind == "multiple_choice":
            right = [
                option
                for option in body["options"]
                if not option["weight"].startswith("-") and option["weight"] != "0"
            ]
            found.append((kind, [plain(option["text"]) for option in right]))
        elif kind == "true_false":
            found.append((kind, ["True" if body["answer"] else "False"]))
        else:
            found.append((kind, [(plain(prompt["text"]), prompt["match"]) for prompt in body["prompts"]]))
    return found


def answer(page, kind, right):
    """Give the right answer on the page of a question."""
    form = page.locator("form#answer")
    if kind == "matching":
        for number, (_prompt, match) in enumerate(right):
            form.locator("select").nth(number).select_option(label=match)
        return
    for text in right:
        option = form.locator("label").filter(has_text=re.compile(rf"^\s*\w?\s*{re.escape(text)}\s*$"))
        option.first.locator("input").check(force=True)


def answer_all(page, site, each=None):
    """Answer every question of the open attempt rightly, going on with the button, and stop at the check.

    `each` is called on the page of every question.
    """
    keys = right_answers(site, attempt_number(page))
    for kind, right in keys:
        if each:
            each()
        answer(page, kind, right)
        page.get_by_role("button", name="Save and go on").click()
        page.wait_for_load_state()
    expect(page).to_have_url(re.compile(r"/check/$"))
