"""The scenarios that are delivered: their papers agree, and every situation is a light page."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from elearning.weights import Budget, signed_in, weigh
from exercises import gates
from exercises.consignments.clean.cites import MONTHS, months_after
from exercises.models import Exercise
from exercises.scenarios.pack_yaml import read_scenario
from exercises.scenarios.papers import document_of
from exercises.scenarios.running import play
from exercises.services.scenarios import decide, start_run, write_scenario_version
from quizzes.gates import Entry
from tests.factories import NOON

FILES = sorted(settings.PACKS_ROOT.glob("*/scenarios/*.yaml"))
BUDGET = Budget(60, 10)


def read(file):
    scenario, problems = read_scenario(file.read_text(encoding="utf-8"), file.name)
    assert problems == []
    return scenario


def papers_of(scenario):
    """Every paper of a scenario, filled in."""
    return [
        document_of(item.paper)
        for situation in scenario.situations
        for item in situation.evidence
        if item.paper
    ]


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def scenario(request):
    return read(request.param)


@pytest.mark.parametrize("pack", ["cites", "rotterdam", "stockholm", "cartagena", "bwm"])
def test_every_scenario_of_these_packs_has_a_paper_to_look_at(pack):
    told = [file for file in FILES if file.parts[-3] == pack]
    assert len(told) >= 2
    assert [file.name for file in told if not papers_of(read(file))] == []


def test_dates_of_permits_are_in_their_order(scenario):
    for document in papers_of(scenario):
        if document.template.slug == "cites-permit":
            issued, limit = (date.fromisoformat(document.value(key)) for key in ("issue_date", "valid_until"))
            assert issued < limit <= months_after(issued, MONTHS)
            endorsed = document.value("endorsement_date")
            assert not endorsed or issued <= date.fromisoformat(endorsed) <= limit
            stamps = [mark.text for mark in document.marks if mark.at == "security_stamp"]
            assert stamps in ([], [document.value("security_stamp_number")])


def test_papers_of_one_counter_agree(scenario):
    documents = {document.template.slug: document for document in papers_of(scenario)}
    permit, bill = (documents.get(slug) for slug in ("cites-permit", "bill-of-lading"))
    if permit and bill:
        assert permit.value("transport_document") == bill.value("number")
        assert permit.value("importer")[0] == bill.value("consignee.name")
        assert permit.value("exporter")[0] == bill.value("shipper.name")
        assert permit.value("a.scientific_name") in bill.value("line1.description")
        assert permit.value("a.quantity") == bill.value("line1.measurement")
        assert permit.value("issue_date") < bill.value("on_board_date") < permit.value("valid_until")


def ways(scenario, seed):
    """The shortest decisions that lead to each situation."""
    found, waiting = {}, [()]
    while waiting:
        steps = waiting.pop(0)
        position = play(scenario, seed, steps)
        if position.end is None and position.node.id not in found:
            found[position.node.id] = steps
            waiting += [(*steps, choice.id) for choice in position.decisions]
    return found


@pytest.mark.django_db
def test_every_situation_is_within_the_budget(scenario, officer, administration, monkeypatch):
    monkeypatch.setattr(gates, "_gates", [lambda *who: Entry(administration, "", "/the-unit/", "The unit")])
    exercise = Exercise.objects.create(slug=scenario.id, kind=Exercise.Kind.SCENARIO, title=scenario.title)
    write_scenario_version(exercise=exercise, scenario=scenario, now=NOON)
    client, led = signed_in(officer), ways(scenario, 1)
    assert led.keys() == {situation.id for situation in scenario.situations}
    over = []
    for steps in led.values():
        run = start_run(
            exercise=exercise, officer=officer, administration=administration, now=NOON, seed=1, trial=True
        )
        for number, step in enumerate(steps, start=1):
            run = decide(run=run, number=number, decision=step, now=NOON)
        over += weigh(client, reverse("exercises:situation", args=[run.pk])).beyond(BUDGET)
        run.ended_at, run.outcome, run.score, run.best_score = NOON, "harm", 0, 1
        run.save()
    assert over == []
