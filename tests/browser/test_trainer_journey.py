"""Who writes what is taught and asked: the trainer, from a question over a lesson to a trial of the quiz."""

import re

from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.people import answer_all

BANK = "/admin/question-banks/cites/"
STEM = "Who stamps the export permit at the border?"
OPTIONS = [
    ("The Customs officer", "Yes: box 14 is filled in at the border."),
    ("The exporter", "No: who sends it cannot confirm it."),
    ("The Secretariat", "No: it keeps the lists and issues nothing."),
    ("The carrier", "No: the carrier only hands it over."),
]
TITLE = "How the three appendices work"
TRIAL = "Trial: it does not count"
LESSON = """
import json
from courses.models import LessonPage
print(json.dumps(LessonPage.objects.get(slug="how-the-appendices-work").pk))
"""
# What would follow from an attempt that counts.
FOLLOWED = """
import json
from accounts.models import User
from certification.models import Award, Certificate
from courses.models import ModuleEnrolment, UnitProgress
from quizzes.models import Attempt
trainer = User.objects.get(email="trainer@sampland.example")
own = [model.objects.filter(officer=trainer).count()
       for model in (Attempt, ModuleEnrolment, UnitProgress, Award, Certificate)]
print(json.dumps({"trials": Attempt.every.of(trainer).filter(trial=True).count(), "others": sum(own)}))
"""


def write_question(keys):
    """Fill in the form of a new question with four options, and save it."""
    page = keys.page
    keys.write("Permanent name", "who-stamps")
    keys.write_rich(page.locator("main [data-contentpath=stem]"), STEM)
    expect(page.locator("main [data-contentpath=right]")).to_have_count(len(OPTIONS))
    for number, (text, feedback) in enumerate(OPTIONS):
        option = page.locator("main [data-contentpath=right]").nth(number).locator("xpath=..")
        keys.write_rich(option.locator("[data-contentpath=text]"), text)
        if number == 0:
            keys.tick(option.get_by_role("checkbox", name="This is the right one"))
        keys.write_rich(option.locator("[data-contentpath=feedback]"), feedback)
    objective = page.get_by_label("Objective").locator("option").nth(1).inner_text()
    keys.select("Objective", objective.strip())
    keys.press("Save")


def test_the_trainer_from_a_question_over_a_lesson_to_a_trial(site, server, as_person, no_violations):
    trainer = as_person("trainer@sampland.example", "sample-trainer")

    # A question with four options and their feedback, by the keys alone.
    trainer.goto(f"{server.url}{BANK}new/?kind=single_choice")
    write_question(Keyboard(trainer))
    expect(trainer).to_have_url(re.compile(rf"{BANK}\d+/$"))
    for text in (STEM, *(text for option in OPTIONS for text in option)):
        expect(trainer.locator("main [contenteditable=true]").get_by_text(text, exact=True)).to_be_visible()

    # The bank lists it; its page has its history and its use.
    trainer.goto(server.url + BANK)
    trainer.get_by_label("Search in this bank").fill("stamps the export permit")
    trainer.locator("main").get_by_role("button", name="Search").click()
    row = trainer.locator("main tbody tr")
    expect(row).to_contain_text(STEM)
    expect(row).to_contain_text("Single choice")
    no_violations(trainer, "main")
    row.get_by_role("link", name="who-stamps").click()
    expect(trainer.get_by_text("Drawn in 0 papers.")).to_be_visible()
    history = trainer.locator("main table").filter(has_text="What was new, and why").locator("tbody tr")
    expect(history).to_have_count(1)
    expect(history).to_contain_text("Sample Trainer")
    expect(history).to_contain_text("First version")
    no_violations(trainer, "main")

    # A lesson: edited, seen at the width of a phone, published.
    trainer.goto(f"{server.url}/admin/pages/{site.evaluate(LESSON)}/edit/")
    trainer.locator("#id_title").fill(TITLE)
    trainer.get_by_role("button", name="Toggle preview").click()
    trainer.get_by_role("radio", name="Preview at the width of a phone").check(force=True)
    preview = trainer.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert preview.locator("html").evaluate("() => innerWidth") == 360
    trainer.get_by_role("button", name="More actions").first.click()
    trainer.get_by_role("button", name="Publish").click()
    expect(trainer.get_by_text(f"Page '{TITLE}' has been published.")).to_be_visible()
    officer = as_person("officer@sampland.example", "sample-officer")
    officer.goto(f"{server.url}/catalogue/cites/")
    officer.get_by_role("button", name="Start the module").click()
    officer.goto(f"{server.url}/catalogue/cites/how-the-appendices-work/")
    expect(officer.get_by_role("heading", level=1)).to_have_text(TITLE)

    # The examination as an officer sees it: marked on each page, and nothing follows from it.
    trainer.goto(f"{server.url}/catalogue/cites/cites-final/")
    trainer.get_by_role("button", name="Try it").click()

    def marked():
        expect(trainer.locator("main").get_by_text(TRIAL)).to_be_visible()

    marked()
    no_violations(trainer)
    answer_all(trainer, site, each=marked)
    marked()
    trainer.get_by_role("button", name="Hand in").click()
    marked()
    expect(trainer.get_by_text("Passed").first).to_be_visible()
    no_violations(trainer)
    assert site.evaluate(FOLLOWED) == {"trials": 1, "others": 0}
