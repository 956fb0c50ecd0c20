"""An examination day in small: faults on the way, and a reckoning that finds what is wrong."""

import json
import random
from itertools import pairwise

import pytest
from django.conf import settings

from courses.packs.reading import read_pack
from tests.examday.cluster import programs
from tests.examday.day import Day, Fault, Plan, hold
from tests.examday.officers import QUIZ, Met, Page, Save
from tests.examday.reckoning import WORTH, Acknowledged, reckon
from tests.examday.report import written

OFFICERS, QUESTIONS = 10, 4

on_postgresql = pytest.mark.skipif(
    "sqlite" in settings.DATABASES["default"]["ENGINE"], reason="The day needs PostgreSQL."
)
with_programs = pytest.mark.skipif(programs() is None, reason="PostgreSQL's own programs are not here.")


@pytest.mark.xdist_group("servers")
@on_postgresql
@with_programs
def test_a_killed_worker_and_a_restarted_database_lose_no_acknowledged_answer(site):
    plan = Plan(officers=OFFICERS, questions=QUESTIONS, minutes=0.2, kills=1, seed=4)
    day = hold(plan, folder=site.folder, say=print)
    assert sorted(fault.kind for fault in day.faults) == ["kill", "restart"]
    assert day.failures == []
    assert day.reckoning.faults == []
    assert all(len(met.acknowledged) >= QUESTIONS and met.handed_in for met in day.met)
    assert len(day.met) == OFFICERS


# --- officers -----------------------------------------------------------------------------------------

FORM = '<form id="answer" data-highest="4"><input type="hidden" name="client" value="c">{}</form>'
LISTS = "".join(
    f'<select name="match-{number}"><option value="">Choose</option><option value="1">Wild</option></select>'
    for number in (1, 2, 3)
)
BOXES = "".join(f'<input type="checkbox" name="choice" value="{number}">' for number in (1, 2, 3))


def test_each_choice_from_a_list_is_an_answer_of_its_own_as_the_script_sends_it():
    page = Page(FORM.format(LISTS))
    assert page.changes(random.Random(1)) == [
        (("match-1", "1"), ("match-2", ""), ("match-3", "")),
        (("match-1", "1"), ("match-2", "1"), ("match-3", "")),
        (("match-1", "1"), ("match-2", "1"), ("match-3", "1")),
    ]


def test_each_tick_is_an_answer_of_its_own_with_those_before_it():
    for seed in range(20):
        changes = Page(FORM.format(BOXES)).changes(random.Random(seed))
        assert [len(fields) for fields in changes] == list(range(1, len(changes) + 1))
        assert all(set(one) < set(other) for one, other in pairwise(changes))
        assert all(list(fields) == sorted(fields) for fields in changes)


# --- the report ---------------------------------------------------------------------------------------

PLAN = Plan(officers=1, questions=20, minutes=8, kills=1, seed=1)
FAULTS = [Fault("kill", 1100, 1100, "one was killed"), Fault("restart", 1120, 1123, "one was restarted")]


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (1000, "start"),
        (1059, "start"),
        (1061, "before"),
        (1100, "kill"),
        (1119, "kill"),
        (1120, "restart"),
        (1152, "restart"),
        (1153, "rest"),
        (1400, "rest"),
    ],
)
def test_an_answer_belongs_to_the_part_of_the_day_in_which_it_was_given(moment, phase):
    assert Day(PLAN, began=1000, faults=FAULTS).phase(moment) == phase


def test_the_report_judges_the_whole_day_and_shows_where_it_was_slow():
    met = Met(
        acknowledged=[ACKNOWLEDGED[0]] * 20,
        saves=[*[Save(1061, 0.01)] * 10, *[Save(1100, 0.6)] * 2, *[Save(1300, 0.02)] * 8],
    )
    text = written(Day(PLAN, began=1000, seconds=480, faults=FAULTS, met=[met]))
    assert "| then, before the first fault | 10 | 10 | 10 | 10 | 10 |" in text
    assert "| within 30 s of a killed worker | 2 | 600 | 600 | 600 | 600 |" in text
    assert "| while all begin | 0 | – | – | – | – |" in text
    assert "| all | 20 | 10 | 600 | 600 | 600 |" in text
    assert text.strip().endswith("is missed.")


# --- the reckoning ----------------------------------------------------------------------------------

SINGLE = {"options": [{"id": "import", "right": True}, {"id": "export", "right": False}]}
MULTIPLE = {
    "options": [
        {"id": "box14", "weight": "1/2"},
        {"id": "box11", "weight": "1/2"},
        {"id": "box9", "weight": "-1/3"},
    ]
}
MATCHING = {"prompts": [{"id": "w", "match": "Wild"}, {"id": "c", "match": "Bred"}]}
ACKNOWLEDGED = [
    Acknowledged(7, "x", 1, 1, (("choice", "2"),)),
    Acknowledged(7, "y", 1, 1, (("choice", "1"),)),
    Acknowledged(7, "x", 2, 2, (("choice", "1"), ("choice", "3"))),
    Acknowledged(7, "x", 3, 3, (("choice", "2"),)),
    Acknowledged(7, "x", 4, 4, (("match-1", "1"), ("match-2", "1"))),
]
# y sorts after x, so the second answer to question 1 is the last: the right one. 1 + 1/6 + 1 + 1/2 of 5.
HELD = {
    "versions": {
        "11": {"kind": "single_choice", "body": SINGLE},
        "12": {"kind": "multiple_choice", "body": MULTIPLE},
        "13": {"kind": "true_false", "body": {"answer": False}},
        "14": {"kind": "matching", "body": MATCHING},
    },
    "attempts": {
        "7": {
            "pass_mark": 53,
            "grade": ["8/3", "5", True],
            "items": {
                "1": {"version": 11, "order": ["import", "export"]},
                "2": {"version": 12, "order": ["box9", "box11", "box14"]},
                "3": {"version": 13, "order": ["true", "false"]},
                "4": {"version": 14, "order": {"prompts": ["c", "w"], "choices": ["Bred", "Wild"]}},
                "5": {"version": 11, "order": ["import", "export"]},
            },
            "events": [
                ["x", 1, 1, "export"],
                ["y", 1, 1, "import"],
                ["x", 2, 2, ["box14", "box9"]],
                ["x", 3, 3, False],
                ["x", 4, 4, {"w": "Bred", "c": "Bred"}],
            ],
            "counted": {
                "1": ["y", 1, "1"],
                "2": ["x", 2, "1/6"],
                "3": ["x", 3, "1"],
                "4": ["x", 4, "1/2"],
                "5": [None, None, "0"],
            },
        }
    },
}


def test_the_reckoning_can_mark_every_kind_that_the_papers_of_the_day_hold():
    pack = read_pack(settings.BASE_DIR / "fixtures" / "packs" / "cites")
    (examination,) = (quiz for quiz in pack.quizzes if quiz.slug == QUIZ)
    examined = {row.objective for row in examination.blueprint}
    kinds = {question.kind for question in pack.questions if question.objective in examined}
    assert kinds
    assert kinds <= WORTH.keys()


def test_the_reckoning_agrees_with_a_day_that_went_well():
    assert reckon(ACKNOWLEDGED, HELD).faults == []


def spoilt(path, value):
    held = json.loads(json.dumps(HELD))
    place = held["attempts"]["7"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return held


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["events", 3], ["x", 9, 3, False], "lost"),
        (["events", 3], ["x", 3, 3, True], "otherwise"),
        (["events", 3], ["x", 3, 2, False], "otherwise"),
        (["events"], [*HELD["attempts"]["7"]["events"], ["z", 1, 5, "import"]], "unasked"),
        (["counted", "1"], ["x", 1, "1"], "not_counted"),
        (["counted", "5"], ["z", 1, "0"], "not_counted"),
        (["counted"], {}, "not_counted"),
        (["counted", "4"], ["x", 4, "1"], "grades"),
        (["grade"], ["3", "5", True], "grades"),
        (["grade"], ["8/3", "5", False], "grades"),
        (["grade"], None, "grades"),
    ],
)
def test_the_reckoning_finds_what_is_not_as_it_was_acknowledged(path, value, where):
    assert getattr(reckon(ACKNOWLEDGED, spoilt(path, value)), where)


def test_an_answer_to_an_attempt_that_is_not_stored_is_lost():
    held = HELD | {"attempts": {}}
    assert len(reckon(ACKNOWLEDGED, held).lost) == len(ACKNOWLEDGED)
