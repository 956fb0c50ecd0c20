"""What became of runs: counted against runs played by hand, seen by whom it concerns, in few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from exercises.flows import figures_of, flow_of
from exercises.models import Exercise, ScenarioRun
from exercises.pages.graphs import graph_of
from exercises.permissions import runs_for
from exercises.scenarios.forms import scenario_of
from exercises.services.scenarios import decide, start_run, write_scenario_version
from exercises.templatetags.scenarios import duration
from tests.exercises.scenarios.scenarios_for_tests import body, decision, end, situation
from tests.factories import NOON, UserFactory

pytestmark = pytest.mark.django_db

# At the gate one stops a lorry or waves it on; who waves may look again. In the shed one weighs it or not.
LORRY = scenario_of(
    body(
        situation(
            "gate",
            decision("stop", "shed", text="Stop it"),
            decision("wave", [{"when": "again = 0", "to": "yard"}, {"to": "gone"}], quality="dangerous"),
        ),
        situation(
            "yard",
            decision("back", "gate", quality="acceptable", effects={"again": 1}, score=0),
            decision("leave", "gone", quality="poor", score=0),
        ),
        situation("shed", decision("weigh", "kept"), decision("guess", "gone", quality="poor")),
        ends=(),
        state={"again": 0},
        id="lorry",
        title="The lorry",
    )
    | {"ends": [end("kept"), end("gone", "harm")]}
)


@pytest.fixture
def lorry(land):
    exercise = Exercise.objects.create(
        slug="lorry", kind=Exercise.Kind.SCENARIO, title="The lorry", administration=land
    )
    write_scenario_version(exercise=exercise, scenario=LORRY, now=NOON)
    return exercise


def ran(exercise, administration, *steps, officer=None, trial=False):
    """A run that takes these (decision, seconds)."""
    officer = officer or UserFactory()
    now = NOON
    run = start_run(
        exercise=exercise, officer=officer, administration=administration, now=now, seed=1, trial=trial
    )
    for number, (name, seconds) in enumerate(steps, start=1):
        now += timedelta(seconds=seconds)
        run = decide(run=run, number=number, decision=name, now=now)
    return run


@pytest.fixture
def four(lorry, land):
    """Two stop and weigh, one stops and guesses, one waves, looks again and waves again."""
    return [
        ran(lorry, land, ("stop", 10), ("weigh", 5)),
        ran(lorry, land, ("stop", 20), ("weigh", 7)),
        ran(lorry, land, ("stop", 90), ("guess", 4)),
        ran(lorry, land, ("wave", 1), ("back", 2), ("wave", 3)),
    ]


def test_the_flow_counts_each_decision_and_where_it_led(four, lorry, land):
    ran(lorry, land, ("stop", 1))
    ran(lorry, land, ("wave", 1), ("leave", 1), trial=True)
    flow = flow_of(ScenarioRun.objects.filter(exercise=lorry), LORRY)
    assert (flow.runs, flow.open, flow.elsewhere) == (4, 1, 0)
    gate, yard, shed = flow.situations
    assert [one.number for one in (gate, yard, shed)] == [5, 1, 3]
    assert [(one.number, one.percent, one.seconds) for one in gate.choices] == [(3, 60, 20), (2, 40, 2)]
    assert gate.choices[1].led == {"yard": 1, "gone": 1}
    assert [(one.number, one.percent, one.seconds) for one in yard.choices] == [(1, 100, 2), (0, 0, None)]
    assert [(one.number, one.seconds) for one in shed.choices] == [(2, 6), (1, 4)]
    assert [(ended.id, number) for ended, number in flow.ends] == [("kept", 2), ("gone", 2)]
    assert flow.ways["gate", "yard"] == {"dangerous": 1}
    # Twice 20 of 20, once 12, once 0, -2 or so: the mean of the shares of the best way.
    assert flow.percent == pytest.approx((100 + 100 + 60 + 0) / 4)


def test_where_runs_go_wrong_comes_with_the_greatest_share_first(four, lorry):
    flow = flow_of(ScenarioRun.objects.filter(exercise=lorry), LORRY)
    assert [(one.situation.id, one.wrong, one.number, one.percent_wrong) for one in flow.worst] == [
        ("gate", 2, 5, 40),
        ("shed", 1, 3, 33),
    ]


def test_decisions_of_other_versions_are_told_and_left_out(four, lorry):
    without = LORRY.model_copy(
        update={"situations": [*LORRY.situations[:2], LORRY.situations[2].model_copy(update={"id": "barn"})]}
    )
    flow = flow_of(ScenarioRun.objects.filter(exercise=lorry), without)
    assert flow.elsewhere == 3
    assert ("gate", "shed") not in flow.ways


def test_figures_of_a_list(four, lorry, land):
    other = Exercise.objects.create(slug="other", kind=Exercise.Kind.SCENARIO, title="Other")
    number, percent, success = figures_of([lorry, other], ScenarioRun.objects.all())[lorry.pk]
    assert (number, percent, success) == (4, pytest.approx(65), pytest.approx(50))
    assert other.pk not in figures_of([lorry, other], ScenarioRun.objects.all())


def test_the_flow_takes_three_queries_for_any_number_of_runs(four, lorry, land):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            flow_of(ScenarioRun.objects.filter(exercise=lorry), LORRY)
        return len(queries)

    assert asked() == 3
    for _ in range(5):
        ran(lorry, land, ("stop", 10), ("guess", 5))
    assert asked() == 3


def test_lines_are_as_thick_as_many_went_there(four, lorry):
    flow = flow_of(ScenarioRun.objects.filter(exercise=lorry), LORRY)
    graph = graph_of(LORRY, counts=flow.ways, reached={"gate": 5})
    assert {box.name: box.count for box in graph.boxes}["gate"] == 5
    widths = sorted({line.width for line in graph.lines})
    assert widths[0] == 1.0  # nobody left the yard
    assert widths[-1] == 15.0
    labels = sorted(label.text for label in graph.labels)
    assert labels == ["0", "1", "1", "1", "1", "2", "3"]


# --- the pages --------------------------------------------------------------------------------------


def at(name, *args, asked=""):
    return reverse(f"scenarios:{name}", args=[getattr(arg, "pk", arg) for arg in args]) + asked


def test_a_trainer_counts_the_runs_of_their_own_administration(client, trainer, four, lorry):
    elsewhere = create_administration(slug="otherland", name="Otherland Customs")
    Exercise.objects.filter(pk=lorry.pk).update(administration=None)
    foreign = ran(lorry, elsewhere, ("stop", 1), ("guess", 1))
    assert set(runs_for(trainer)) == set(four)
    owner = UserFactory(is_superuser=True)
    assert foreign in runs_for(owner)
    client.force_login(owner)
    assert b"5 runs have ended" in client.get(at("flow", lorry)).content
    own = client.get(at("flow", lorry, asked=f"?administration={elsewhere.pk}"))
    assert b"1 run has ended" in own.content
    assert "Only 1 ended so far" in own.content.decode()


def test_a_run_of_another_administration_is_not_found(client, trainer, lorry):
    foreign = ran(lorry, create_administration(slug="otherland", name="Otherland Customs"), ("stop", 1))
    assert client.get(at("run", lorry, foreign)).status_code == 404
    assert list(client.get(at("runs", lorry)).context["rows"]) == []


def test_no_name_stands_on_any_page_of_runs(client, trainer, lorry, land):
    officer = UserFactory(name="Zoe Zebra", email="zoe@example.org")
    run = ran(lorry, land, ("stop", 1), ("guess", 1), officer=officer)
    for page in (at("flow", lorry), at("runs", lorry), at("run", lorry, run)):
        assert "Zebra" not in client.get(page).content.decode()
        assert "zoe@" not in client.get(page).content.decode()


def test_the_list_says_the_how_manieth_run_of_its_officer_each_is(client, trainer, lorry, land):
    officer = UserFactory()
    first = ran(lorry, land, ("stop", 1), ("guess", 1), officer=officer)
    ran(lorry, land, ("stop", 1), ("weigh", 1))
    second = ran(lorry, land, ("stop", 1), officer=officer)
    rows = client.get(at("runs", lorry)).context["rows"]
    assert {run.pk: (taken, nth) for run, taken, nth in rows}[first.pk] == (2, 1)
    assert {run.pk: (taken, nth) for run, taken, nth in rows}[second.pk] == (1, 2)


@pytest.mark.parametrize(
    ("asked", "runs"),
    [
        ("", 4),
        ("?since=2026-03-02&until=2026-03-02", 4),
        ("?since=2026-03-03", 0),
        ("?until=2026-03-01", 0),
        ("?version=1", 4),
        ("?version=all", 4),
        ("?version=9", 4),
        ("?since=yesterday", 4),
        ("?administration=999", 4),
    ],
)
def test_runs_are_narrowed_by_version_and_time(client, trainer, four, lorry, asked, runs):
    answer = client.get(at("flow", lorry, asked=asked))
    assert answer.status_code == 200
    assert answer.context["flow"].runs == runs


def test_runs_of_an_earlier_version_are_drawn_as_in_it(client, trainer, four, lorry):
    later = LORRY.model_copy(update={"title": "The later lorry"})
    write_scenario_version(exercise=lorry, scenario=later, now=NOON)
    assert client.get(at("flow", lorry)).context["flow"].runs == 0
    assert client.get(at("flow", lorry, asked="?version=1")).context["shown_version"].number == 1
    assert client.get(at("flow", lorry, asked="?version=all")).context["flow"].runs == 4


def test_a_replay_tells_time_score_and_state_of_each_step(client, trainer, four, lorry):
    waved = four[3]
    answer = client.get(at("run", lorry, waved))
    steps = answer.context["steps"]
    assert [(one["step"].node, one["step"].seconds, one["score"]) for one in steps] == [
        ("gate", 1, 0),
        ("yard", 2, 0),
        ("gate", 3, 0),
    ]
    assert [dict(one["state"]) for one in steps] == [{"“again”": 0}, {"“again”": 1}, {"“again”": 1}]
    page = answer.content.decode()
    assert page.count('id="node-gate"') == 1
    assert 'id="node-shed"' not in page
    assert 'href="#node-shed"' not in page
    assert "0 of the 20 that the best way" in page


def test_a_run_under_way_is_replayed_as_far_as_it_has_come(client, trainer, lorry, land):
    run = ran(lorry, land, ("wave", 1))
    page = client.get(at("run", lorry, run)).content.decode()
    assert "The run is under way here." in page
    assert page.count('id="node-yard"') == 1


def test_who_writes_no_scenario_sees_no_runs(client, four, lorry, land, officer_of_land):
    for role in ("coordinator", None):
        person = officer_of_land if role is None else UserFactory()
        if role:
            add_member(user=person, administration=land, role=role, since=NOON.date())
        client.force_login(person)
        for page in (at("flow", lorry), at("runs", lorry), at("run", lorry, four[0])):
            assert client.get(page).status_code in (302, 403, 404)


@pytest.mark.parametrize("name", ["index", "flow", "runs"])
def test_pages_of_runs_ask_as_often_for_many_as_for_few(client, trainer, four, lorry, land, name):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at(name, *([] if name == "index" else [lorry]))).status_code == 200
        return len(queries)

    asked()
    few = asked()
    for _ in range(12):
        ran(lorry, land, ("stop", 10), ("guess", 5))
    assert asked() == few


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "–"),
        (0.4, "0 s"),
        (59.4, "59 s"),
        (60, "1 min 0 s"),
        (3599, "59 min 59 s"),
        (7320, "2 h 2 min"),
    ],
)
def test_times_as_people_read_them(seconds, words):
    assert duration(seconds) == words
