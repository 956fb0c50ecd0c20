"""Inspections of the modules as officers meet them: papers read in the text, faults flagged, handed in."""

import re

import pytest
from playwright.sync_api import expect

INSPECTIONS = [
    ("rotterdam", "rotterdam-notifications-and-labels", "rotterdam-notification"),
    ("bwm", "bwm-record-books-and-reports", "bwm-record-book"),
]
KEY = """
import json
from exercises.consignments.faults import all_faults
from exercises.inspections.rounds import entries_of
from exercises.models import InspectionRound
from exercises.services.inspections import inspection_of
made = inspection_of(InspectionRound.objects.open().latest("pk"))
print(json.dumps({
    "forms": sorted(made.given.documents),
    "faults": [
        [":".join(min(one.entries & entries_of(made.given))), str(all_faults()[one.kind].title)]
        for one in made.key.signals
    ],
    "decision": str(InspectionRound.Decision(min(made.key.decisions)).label),
}))
"""


@pytest.mark.parametrize(("module", "inspection", "form"), INSPECTIONS)
def test_a_set_of_papers_is_inspected_on_a_phone(
    site, server, as_person, no_violations, module, inspection, form
):
    page = as_person("officer@sampland.example", "sample-officer", viewport={"width": 360, "height": 740})
    page.goto(f"{server.url}/catalogue/{module}/")
    page.get_by_role("button", name="Start the module").click()
    for _round in range(2):
        page.goto(f"{server.url}/catalogue/{module}/{inspection}/")
        page.get_by_role("button", name=re.compile("^Start the")).click()
        key = site.evaluate(KEY)
        assert form in key["forms"]
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
        no_violations(page)
        for entry, reason in key["faults"]:
            box = page.locator(f"[value='{entry}']")
            box.check()
            row = page.locator(".entries > li").filter(has=box)
            row.get_by_label("Reason").select_option(label=reason)
        page.get_by_role("radio", name=key["decision"]).check()
        page.get_by_role("button", name="Hand in").click()
        expect(page.get_by_text(f"You decided: {key['decision']}.")).to_be_visible()
        assert page.get_by_text("100 %").count() == 2
        no_violations(page)
