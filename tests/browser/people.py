"""What a person does on the pages, in words of the pages."""

import re

from playwright.sync_api import expect

KEYS = """
import json
from quizzes.models import PaperItem
from reference.models import Illustration
items = PaperItem.objects.filter(attempt_id={attempt}).select_related("version__question")
neutral = dict(Illustration.objects.exclude(slug=None).values_list("slug", "neutral_text"))
keys = [[item.version.question.kind, item.version.body] for item in items]
for _kind, body in keys:
    for option in body.get("options", ()):
        if "image" in option:
            option["text"] = neutral[option["image"]]
print(json.dumps(keys))
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


def downloaded(page, link):
    """What a link gives to be kept, as bytes."""
    with page.expect_download() as downloading:
        link.click()
    return downloading.value.path().read_bytes()


def attempt_number(page):
    return int(re.search(r"/attempts/(\d+)/", page.url)[1])


def right_answers(site, attempt):
    """Kind and right texts of each item, from the database: what the pages must not show."""
    return [(kind, RIGHT[kind](body)) for kind, body in site.evaluate(KEYS.format(attempt=attempt))]


def _chosen(body):
    return [plain(option["text"]) for option in body["options"] if option["right"]]


def _weighed(rows, text):
    """Texts of the rows of a body that add to the mark."""
    return [plain(row[text]) for row in rows if not row["weight"].startswith("-") and row["weight"] != "0"]


def _number(body):
    """What is written, and the unit that is chosen with it, "" where there is none."""
    return body["answers"][0]["value"], next(
        (unit["name"] for unit in body["units"] if unit["factor"] == "1"), ""
    )


def _gaps(body):
    gaps = {gap["id"]: gap for gap in body["gaps"]}
    return [_gap(gaps[name]) for name in re.findall(r"\[\[([a-z0-9-]+)\]\]", body["text"])]


def _gap(gap):
    """Whether a gap is a choice, and its right text."""
    if gap["kind"] == "choice":
        return True, _chosen(gap)[0]
    first = gap["answers"][0]
    return False, first["value"] if gap["kind"] == "number" else first["pattern"].replace("*", "")


def _groups(body):
    groups = {group["id"]: group["text"] for group in body["groups"]}
    return [(plain(item["text"]), groups[item["group"]]) for item in body["items"]]


RIGHT = {
    "single_choice": _chosen,
    "pick_picture": _chosen,
    "multiple_choice": lambda body: _weighed(body["options"], "text"),
    "hotspot": lambda body: _weighed(body["regions"], "name"),
    "true_false": lambda body: ["True" if body["answer"] else "False"],
    "matching": lambda body: [(plain(prompt["text"]), prompt["match"]) for prompt in body["prompts"]],
    "classify": _groups,
    "ordering": lambda body: [plain(item["text"]) for item in body["items"]],
    "numerical": _number,
    "short_text": lambda body: body["answers"][0]["pattern"].replace("*", ""),
    "cloze": _gaps,
}


def answer(page, kind, right):
    """Give the right answer on the page of a question."""
    GIVE.get(kind, _choose)(page.locator("form#answer"), right)


def _choose(form, right):
    for text in right:
        option = form.locator("label").filter(has_text=re.compile(rf"^\s*\w?\s*{re.escape(text)}\s*$"))
        option.first.locator("input").check(force=True)


def _match(form, right):
    for number, (_prompt, match) in enumerate(right):
        form.locator("select").nth(number).select_option(label=match)


def _write_number(form, right):
    value, unit = right
    form.get_by_label("Your number").fill(value)
    if unit:
        form.get_by_label("Its unit").select_option(label=unit)


def _fill_gaps(form, right):
    for number, (is_choice, text) in enumerate(right, start=1):
        gap = form.get_by_label(f"Gap {number}", exact=True)
        if is_choice:
            gap.select_option(label=text)
        else:
            gap.fill(text)


def _put_in_order(form, right):
    rows = form.locator("ol.places > li")
    for place, text in enumerate(right):
        stands = next(number for number, row in enumerate(rows.all_inner_texts()) if text in row)
        for _step in range(stands - place):
            form.get_by_role("button", name=f"Move up: {text}").click()
            form.page.wait_for_load_state()
        expect(rows.nth(place)).to_contain_text(text)
    form.get_by_label("This order is my answer").check()


GIVE = {
    "matching": _match,
    "classify": _match,
    "numerical": _write_number,
    "short_text": lambda form, right: form.get_by_label("Your answer").fill(right),
    "cloze": _fill_gaps,
    "ordering": _put_in_order,
}


def answer_all(page, site, each=None):
    """Answer every question of the open attempt rightly, going on with the button, and stop at the check.

    `each` is called on the page of every question.
    """
    keys = right_answers(site, attempt_number(page))
    for kind, right in keys:
        if each:
            each()
        answer(page, kind, right)
        with page.expect_navigation():
            page.get_by_role("button", name="Save and go on").click()
    expect(page).to_have_url(re.compile(r"/check/$"))
