"""The text of a scenario: written back the same, and every fault with its line."""

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from exercises.scenarios.forms import scenario_of
from exercises.scenarios.pack_yaml import read_scenario, write_scenario
from tests.exercises.scenarios.scenarios_for_tests import EXAMPLE, example, scenarios


def problems_of(text):
    scenario, problems = read_scenario(text, "x.yaml")
    assert scenario is None
    return [(problem.line, problem.message) for problem in problems]


def test_the_example_is_written_as_it_was_read():
    assert write_scenario(example()) == EXAMPLE


def test_the_example_of_the_authors_page_is_sound():
    page = (settings.BASE_DIR / "docs" / "authors" / "scenarios.md").read_text()
    text = page.split("```yaml\n")[1].split("```")[0]
    scenario, problems = read_scenario(text, "scenarios.md")
    assert problems == []
    assert scenario.id == "two-crates"


def test_what_a_version_holds_reads_back_as_the_same_scenario():
    assert scenario_of(example().body()) == example()


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios())
def test_generated_scenarios_survive_export_and_import(scenario):
    text = write_scenario(scenario)
    assert read_scenario(text, "x.yaml") == (scenario, [])
    assert write_scenario(read_scenario(text, "x.yaml")[0]) == text
    assert scenario_of(scenario.body()) == scenario


def line_of(words):
    return next(number for number, line in enumerate(EXAMPLE.splitlines(), start=1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("quality: best", "quality: perfect", "quality must be best, acceptable, poor or dangerous"),
        ("when: asked < 2", "when: asked << 2", "A number or a name of the state is expected where “<”"),
        ("when: asked < 2", "when: askd < 2", "asks for askd, which state does not declare"),
        ("when: evidence >= 3 and", "when: evidence >= 3 und", "“and”, “or” or the end"),
        (
            "      - to: late",
            "      - when: evidence > 1\n            to: late",
            "The last way has no condition",
        ),
        ("to: excess", "to: exces", "it leads to exces"),
        ("chance: 40", "chance: 140", "chance"),
        ("asked: 1", "askd: 1", "effect on askd"),
        ("asked: 1", "asked: 0", "is 0; leave it out"),
        ("  asked: 0", "  Asked: 0", "cannot name a number of the state"),
        ("figure: stamp-in-box", "figur: stamp-in-box", "no field figur"),
        ("outcome: harm", "outcome: bad", "outcome must be"),
        ("text: Release the crates", 'text: ""', "Write a text here"),
        ("text: The plants are safe and", "text: See [this](https://example.org). The plants and", "A link"),
        ("minutes: 10", "minutes: ten", "whole number"),
        ("start: counter", "start: desk", "The start desk"),
    ],
)
def test_a_fault_is_told_with_its_line(old, new, says):
    text = EXAMPLE.replace(old, new, 1)
    assert text != EXAMPLE
    found = problems_of(text)
    expected = line_of(old.splitlines()[0])
    assert any(says in message and abs(line - expected) <= 3 for line, message in found), found


def test_all_faults_of_a_file_are_listed():
    text = (
        EXAMPLE.replace("to: excess", "to: exces")
        .replace("asked: 1", "askd: 1")
        .replace("to: late", "to: lat")
    )
    assert len(problems_of(text)) == 3


@pytest.mark.parametrize("text", ["", "- one", "id: [", "just words"])
def test_what_is_no_scenario_is_refused_with_a_line(text):
    assert problems_of(text)


_lines = st.sampled_from(
    [
        "",
        "  - id: x",
        "to: counter",
        "to: [1, 2]",
        "to: {a: b}",
        "when: not",
        "state: 7",
        "- x",
        "effects: {1: 2}",
    ]
    + [
        "        effects: [1]",
        "    decisions: {}",
        "score: 1e9",
        "chance: true",
        "id: null",
        "text: &a b",
        "x: !y z",
    ]
    + [line for line in EXAMPLE.splitlines() if line.strip()]
)


@hypothesis_settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, EXAMPLE.count("\n") - 1), _lines), min_size=1, max_size=4))
def test_whatever_is_written_is_read_or_refused_with_lines(changes):
    lines = EXAMPLE.splitlines()
    for place, line in changes:
        lines[place] = line
    scenario, problems = read_scenario("\n".join(lines) + "\n", "x.yaml")
    assert (scenario is None) == bool(problems)
    assert all(1 <= problem.line <= len(lines) + 1 and problem.message for problem in problems)
