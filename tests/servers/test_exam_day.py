"""An examination day in small: faults on the way, and a reckoning that finds what is wrong."""

import json

import pytest
from django.conf import settings

from tests.examday.cluster import programs
from tests.examday.day import Plan, hold
from tests.examday.reckoning import Acknowledged, reckon

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
    assert len(day.faults) == 2
    assert any("killed" in fault for fault in day.faults)
    assert any("restarted" in fault for fault in day.faults)
    assert day.failures == []
    assert day.reckoning.faults == []
    assert all(len(met.acknowledged) >= QUESTIONS and met.handed_in for met in day.met)
    assert len(day.met) == OFFICERS


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
