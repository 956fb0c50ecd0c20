"""The main job: an officer passes an examination and holds a certificate that a stranger can verify."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import answer, answer_all, attempt_number, right_answers, sign_up

MODULES, OPEN = 8, 8
NAME, LATIN_NAME = "موظف عيّنة", "Sample Officer"
PASSWORD = "a-sample-password"


def approve_first(page, server):
    page.goto(f"{server.url}/administration/sampland/sign-ups/")
    page.locator("main table a, main li a, main h3 a, main th a").first.click()
    page.get_by_role("button", name="Approve").click()


def study(page, server, module="cites"):
    """Start a module, go through its lessons and past what is for practice to the examination."""
    page.goto(f"{server.url}/catalogue/{module}/")
    page.get_by_role("button", name="Start the module").click()
    page.goto(f"{server.url}/catalogue/{module}/")
    way = page.get_by_role("link", name=re.compile("Go on with|Begin")).first
    while not page.url.endswith(f"/{module}-final/"):
        # Half a page has no button yet: a lesson would be left undone.
        with page.expect_navigation():
            way.click()
        done = page.get_by_role("button", name=re.compile("^Done"))
        way = done if done.count() else page.locator("a[rel=next]")


def open_certificate(page, server, title):
    """Open the officer's certificate of a curriculum: earlier journeys may have left others."""
    page.goto(f"{server.url}/training/")
    serials = page.locator("main").get_by_role("link", name=re.compile("^GC-"))
    for address in [serial.get_attribute("href") for serial in serials.all()]:
        page.goto(server.url + address)
        if title in page.locator("main").inner_text():
            return
    raise AssertionError(f"No certificate says {title}.")


def test_from_the_first_visit_to_a_revoked_certificate(site, server, as_person, no_violations):
    # 1. A visitor looks around and signs up.
    visitor = as_person()
    visitor.goto(server.url)
    no_violations(visitor)
    visitor.get_by_role("link", name="Open the catalogue").click()
    expect(visitor.locator("main article, main .card")).to_have_count(MODULES)
    expect(visitor.locator("main").get_by_text("In preparation")).to_have_count(MODULES - OPEN)
    no_violations(visitor)
    sign_up(
        visitor,
        server,
        code="SAMPLAND-2026",
        name=NAME,
        latin_name=LATIN_NAME,
        email="new@example.org",
        password=PASSWORD,
    )
    no_violations(visitor)

    # 5. The coordinator approves.
    coordinator = as_person("coordinator@sampland.example", "sample-coordinator")
    approve_first(coordinator, server)
    no_violations(coordinator)

    # 2. The officer learns.
    officer = visitor
    study(officer, server)
    expect(officer).to_have_url(re.compile("/catalogue/cites/cites-final/$"))
    no_violations(officer)
    officer.goto(f"{server.url}/catalogue/cites/permit-box-by-box/")
    no_violations(officer)
    check = officer.locator("section.check").first
    check.locator("label").first.click()
    check.get_by_role("button", name="Check").click()
    expect(check.get_by_role("status")).not_to_be_empty()
    no_violations(officer)
    note = officer.locator(".term-note")
    officer.get_by_role("link", name="Management Authority").first.click()
    expect(note).to_contain_text("The national body that issues permits")
    no_violations(officer)
    officer.keyboard.press("Escape")
    expect(note).to_be_hidden()

    # 3. The examination: answers, a closed tab, and the rest.
    officer.goto(f"{server.url}/catalogue/cites/cites-final/")
    officer.get_by_role("button", name="Start").click()
    attempt = attempt_number(officer)
    kind, right = right_answers(site, attempt)[0]
    answer(officer, kind, right)
    expect(officer.locator("form#answer").get_by_text(re.compile("^Saved on the server at"))).to_be_visible()
    no_violations(officer)
    context = officer.context
    officer.close()
    officer = context.new_page()
    officer.goto(f"{server.url}/attempts/{attempt}/1/")
    if kind != "matching":
        expect(officer.locator("form#answer input:checked")).to_have_count(len(right))

    # 6, in the middle of it: the trainer changes the question on the officer's screen.
    trainer = as_person("trainer@sampland.example", "sample-trainer")
    before = officer.locator("h1").inner_text()
    write_new_version(trainer, server, site, attempt)
    officer.reload()
    assert officer.locator("h1").inner_text() == before

    answer_all(officer, site)
    no_violations(officer)
    officer.get_by_role("button", name="Hand in").click()
    expect(officer.get_by_text("Passed").first).to_be_visible()
    no_violations(officer)

    # 4. The certificate: page, signed PDF, public verification.
    officer.goto(f"{server.url}/training/")
    no_violations(officer)
    officer.locator("main").get_by_role("link", name=re.compile("^GC-")).click()
    no_violations(officer)
    serial = re.search(r"/certificates/(GC-[\w-]+)/", officer.url)[1]
    with officer.expect_download() as downloading:
        officer.get_by_role("link", name="Signed PDF").click()
    pdf = downloading.value.path().read_bytes()
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/ETSI.CAdES.detached" in pdf
    stranger = as_person(java_script_enabled=False)
    stranger.goto(f"{server.url}/verify/?serial={serial.lower()}")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Valid")
    expect(stranger.get_by_text(NAME)).to_be_visible()

    # 5. The coordinator follows, exports, revokes; the public page says so at once.
    coordinator.goto(f"{server.url}/administration/sampland/")
    expect(coordinator.get_by_role("link", name=NAME)).to_be_visible()
    no_violations(coordinator)
    coordinator.get_by_role("link", name="Exports").click()
    no_violations(coordinator)
    for kind in ("CSV", "XLSX", "JSON"):
        with coordinator.expect_download() as downloading:
            coordinator.get_by_role("link", name=f"{kind} Completions").click()
        content = downloading.value.path().read_bytes()
        if kind == "CSV":
            assert serial in content.decode("utf-8-sig")
        elif kind == "XLSX":
            assert content.startswith(b"PK")
        else:
            assert any(serial in str(row) for row in json.loads(content))
    coordinator.goto(f"{server.url}/administration/sampland/")
    coordinator.get_by_role("link", name=NAME).click()
    no_violations(coordinator)
    coordinator.goto(f"{server.url}/administration/sampland/certificates/{serial}/revoke/")
    no_violations(coordinator)
    coordinator.get_by_label("Reason").fill("Issued to a sample officer.")
    coordinator.get_by_role("button", name="Revoke the certificate").click()
    coordinator.wait_for_load_state()
    no_violations(coordinator)
    stranger.reload()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Revoked")


def write_new_version(page, server, site, attempt):
    """As a trainer, write a new version of the first question of an attempt."""
    pk, bank = site.evaluate(
        "import json\nfrom quizzes.models import PaperItem\n"
        "items = PaperItem.objects.select_related('version__question__bank')\n"
        f"item = items.get(attempt_id={attempt}, position=1)\n"
        "print(json.dumps([item.version.question_id, item.version.question.bank.slug]))"
    )
    page.goto(f"{server.url}/admin/question-banks/{bank}/{pk}/")
    editor = page.locator("[contenteditable=true]").first
    editor.click()
    page.keyboard.press("End")
    page.keyboard.type(" Changed while an officer answers.")
    page.get_by_label("What is new, and why").fill("A clearer question.")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.get_by_text("Version 2 is written.")).to_be_visible()


def test_the_officer_passes_without_a_script(site, server, as_person):
    officer = as_person("officer@sampland.example", "sample-officer", java_script_enabled=False)
    study(officer, server)
    officer.get_by_role("button", name="Start").click()
    answer_all(officer, site)
    officer.get_by_role("button", name="Hand in").click()
    expect(officer.get_by_text("Passed").first).to_be_visible()
    open_certificate(officer, server, "Border officer, environment")
    expect(officer.get_by_role("link", name="Signed PDF")).to_be_visible()


CURRICULUM = """
from django.utils import timezone
from accounts.models import Administration, User
from certification.plans import Asked, Group, Plan
from certification.services.curricula import enrol, make_curriculum
from certification.services.publishing import publish
from courses.models import Module
module = Module.objects.get(slug="{module}")
administration = Administration.objects.get(slug="sampland")
by = User.objects.get(email="coordinator@sampland.example")
plan = Plan(
    title="{title}", groups=(Group(asked=(Asked(module=module.pk, minimum_mark=80),)),), validity_months=24
)
acts = dict(by=by, now=timezone.now())
made = make_curriculum(administration=administration, plan=plan, slug="{module}-only", **acts)
version = publish(curriculum=made, edition=made.edition, **acts)
officer = User.objects.get(email="officer@sampland.example")
enrol(officer=officer, version=version, administration=administration, now=timezone.now())
print("null")
"""


@pytest.mark.parametrize(
    ("module", "title"),
    [
        ("montreal", "Refrigerants at the border"),
        ("stockholm", "Persistent pollutants at the border"),
        ("bwm", "Ships and ballast water"),
    ],
)
def test_a_module_from_its_first_lesson_to_the_certificate(
    site, server, as_person, no_violations, module, title
):
    site.evaluate(CURRICULUM.format(module=module, title=title))
    officer = as_person("officer@sampland.example", "sample-officer")
    study(officer, server, module)
    no_violations(officer)
    officer.get_by_role("button", name="Start").click()
    answer_all(officer, site)
    officer.get_by_role("button", name="Hand in").click()
    expect(officer.get_by_text("Passed").first).to_be_visible()
    no_violations(officer)
    open_certificate(officer, server, title)
    expect(officer.get_by_role("link", name="Signed PDF")).to_be_visible()
