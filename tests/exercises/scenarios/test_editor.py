"""The form of a scenario: it says all of a scenario and loses nothing, and tells faults where they stand."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from wagtail import blocks

from exercises.blocks.scenarios import ScenarioEditor, UnsoundScenario, raw_of
from exercises.scenarios.effects import NoEffects, read_effects, write_effects
from exercises.scenarios.forms import scenario_of
from reference.models import Illustration
from tests.exercises.scenarios.scenarios_for_tests import body, decision, example, scenarios, situation
from tests.quizzes.drawings import drawing

EDITOR = ScenarioEditor()


@pytest.fixture
def stamp(db):
    return drawing("stamp-in-box")


def fields_of(block, value, prefix):
    """What a browser sends for a block, as Wagtail's scripts name its fields."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from fields_of(child, value[name], f"{prefix}-{name}")
    elif isinstance(block, blocks.ListBlock):
        yield f"{prefix}-count", str(len(value))
        for row, inside in enumerate(value):
            yield f"{prefix}-{row}-deleted", ""
            yield f"{prefix}-{row}-order", str(row)
            yield f"{prefix}-{row}-type", "item"
            yield from fields_of(block.child_block, inside, f"{prefix}-{row}-value")
    else:
        shown = block.value_for_form(value)
        shown = shown.pk if isinstance(shown, Illustration) else shown
        yield prefix, "" if shown is None else str(shown).replace("\n", "\r\n")


def sent(value):
    """A form's data with a value of the editor in the field `content`."""
    data = QueryDict(mutable=True)
    for name, text in fields_of(EDITOR, value, "content"):
        data[name] = text
    return data


def value_of(scenario):
    return EDITOR.to_python(raw_of(scenario))


def cleaned(value):
    return EDITOR.clean(EDITOR.value_from_datadict(sent(value), {}, "content"))


def faults_in(value):
    with pytest.raises(UnsoundScenario) as refused:
        cleaned(value)
    return refused.value


def messages_at(error, *path):
    """The messages of an error of a block at a place in it."""
    for part in path:
        error = error.block_errors[part]
    return error.messages


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(scenario=scenarios())
def test_a_scenario_comes_back_from_its_form_as_it_went_in(stamp, scenario):
    read = cleaned(value_of(scenario)).scenario
    assert read.model_copy(update={"id": scenario.id, "objectives": scenario.objectives}) == scenario


def test_the_example_comes_back_with_its_conditions_and_pictures(stamp):
    read = cleaned(value_of(example())).scenario
    assert read.model_copy(update={"id": "two-crates", "objectives": example().objectives}) == example()


def test_names_left_empty_are_made_from_the_words_and_none_twice(stamp):
    value = value_of(example())
    value["situations"][0]["id"] = ""
    value["situations"][0]["title"] = "Excess"
    value["start"] = ""
    first, second, *_others = value["situations"][0]["decisions"]
    first["id"] = second["id"] = ""
    first["text"] = second["text"] = "Open both crates, and count"
    for row in value["situations"][0]["decisions"]:
        row["to"] = "excess-2" if row["to"] == "counter" else row["to"]
    read = cleaned(value).scenario
    assert [node.id for node in read.situations] == ["excess-2", "excess"]
    assert [choice.id for choice in read.situations[0].decisions][:2] == [
        "open-both-crates-and-count",
        "open-both-crates-and-count-2",
    ]


def test_a_decision_may_name_what_it_leads_to_by_its_title(stamp):
    value = value_of(example())
    title = value["situations"][1]["title"]
    value["situations"][0]["decisions"][0]["to"] = title.upper()
    assert cleaned(value).scenario == cleaned(value_of(example())).scenario


def test_without_a_start_the_first_situation_is_it(stamp):
    value = value_of(example())
    value["start"] = ""
    assert cleaned(value).scenario.start == "counter"


@pytest.mark.parametrize(
    ("place", "wrong", "words"),
    [
        (("situations", 0, "decisions", 0, "to"), "nowhere", "nowhere"),
        (("situations", 0, "decisions", 1, "when"), "asked < 0", "can never hold"),
        (("situations", 0, "id"), "excess", "excess is used by more than one"),
        (
            ("situations", 1, "decisions", 0, "ways", 0, "when"),
            "evidence > 900",
            "can never hold",
        ),
        (("situations", 0, "decisions", 0, "effects"), "gold +3", "gold"),
        (("start",), "late", "no situation of this scenario"),
    ],
)
def test_a_fault_of_the_graph_stands_at_its_field(stamp, place, wrong, words):
    value = value_of(example())
    inner = value
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = wrong
    error = faults_in(value)
    assert any(words in message for message in messages_at(error, *place))
    assert any(words in fault.message for fault in error.faults)


@pytest.mark.parametrize(
    ("place", "wrong", "words"),
    [
        (("situations", 0, "decisions", 0, "when"), "asked <", "the condition ends"),
        (("situations", 0, "decisions", 0, "effects"), "evidence plus two", "cannot be read"),
        (("situations", 0, "decisions", 0, "effects"), "evidence +0", "changes nothing"),
        (("situations", 0, "text"), "See [there](https://example.org).", "lead out of the scenario"),
        (("situations", 0, "text"), "# Heading", "Line 1"),
        (("situations", 0, "id"), "Not A Name", "small letters"),
        (("situations", 0, "evidence", 0, "text"), "", "Write what it says"),
        (("situations", 0, "evidence", 1, "figure"), None, "Choose a picture"),
        (("state", 0, "name"), "Time Used", "cannot name a number"),
        (("situations", 0, "title"), "", "required"),
    ],
)
def test_a_fault_of_a_field_stands_at_it(stamp, place, wrong, words):
    value = value_of(example())
    inner = value
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = wrong
    with pytest.raises(blocks.StructBlockValidationError) as refused:
        cleaned(value)
    assert any(words in message for message in messages_at(refused.value, *place))


def test_a_number_of_the_state_stands_once(stamp):
    value = value_of(example())
    value["state"].append({"name": "asked", "value": 3})
    assert "asked stands twice" in " ".join(messages_at(faults_in(value), "state"))


def test_what_is_wrong_with_the_whole_is_said_at_the_top():
    """A scenario of two situations that both lead to themselves for ever has a fault at each."""
    looped = body(situation("one", decision("on", "two")), situation("two", decision("back", "one")))
    error = faults_in(value_of(scenario_of(looped)))
    assert {fault.message.split(":")[0] for fault in error.faults} >= {"Situation one", "Situation two"}
    assert messages_at(error, "situations", 1, "title")


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("time_used +30, evidence +2", {"time_used": 30, "evidence": 2}),
        ("trust -5", {"trust": -5}),
        ("trust − 5; legal: 3", {"trust": -5, "legal": 3}),
        ("", {}),
        (" , ", {}),
    ],
)
def test_effects_are_read(text, effects):
    assert read_effects(text) == effects
    assert read_effects(write_effects(effects)) == effects


@pytest.mark.parametrize(
    "text", ["trust", "+5", "trust +5 legal +3", "trust +5, trust +6", "Trust +5", "trust +5000"]
)
def test_what_says_no_effects_is_refused(text):
    with pytest.raises(NoEffects):
        read_effects(text)
