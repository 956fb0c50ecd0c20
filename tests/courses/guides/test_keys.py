"""The key: ranking, expected information, and what one wrong observation does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.guides.forms import CharacterForm, GuideForm
from courses.guides.keys import Column, Matrix, Score, counts, gains, matrix_of, ranked
from courses.guides.vocabulary import findings
from reference.formats.marked_yaml import read_yaml
from tests.courses.guides.guide_for_tests import GUIDE, large_guide

ROWS = [
    {"shape": ["round"], "colour": ["red"], "sound": ["dull"]},
    {"shape": ["round"], "colour": ["red", "blue"]},
    {"shape": ["square"], "colour": ["blue"], "sound": ["dull"]},
    {"shape": ["square"], "colour": ["blue"], "sound": ["clear"]},
]


def character(name, *states):
    return CharacterForm.model_validate(
        {"id": name, "title": name, "states": [{"id": state, "text": state} for state in states]}
    )


CHARACTERS = [
    character("sound", "dull", "clear"),
    character("colour", "red", "blue"),
    character("shape", "round", "square"),
]


@pytest.fixture
def matrix():
    return matrix_of(CHARACTERS, ROWS)


def guide():
    return GuideForm.model_validate(read_yaml(GUIDE, "guide.yaml")[0].data)


def test_information_of_a_matrix_that_was_reckoned_by_hand(matrix):
    """Four entries, each 1/4.

    shape: two round, two square: H(K) = 1, each entry shows one state: 1 bit.
    colour: P(red) = (1 + 1/2) / 4 = 3/8; H(3/8) = 0.954434; H(K|E) = 1/4 · 1 bit: 0.704434 bits.
    sound: unknown of the second, so half of it for each: P(dull) = 2.5 / 4; H = 0.954434, less 1/4: 0.704434.
    """
    found = gains(matrix, {})
    assert found["shape"] == pytest.approx(1.0)
    assert found["colour"] == pytest.approx(0.704434, abs=1e-6)
    assert found["sound"] == pytest.approx(0.704434, abs=1e-6)
    assert list(found) == ["shape", "sound", "colour"]


def test_information_after_an_observation_that_was_reckoned_by_hand(matrix):
    """shape round: the first two weigh 4 each, the others 1/4 each, 8.5 together.

    colour: mass of red = 4 + 2 = 6, of blue = 2 + 1/2 = 2.5: P = 12/17, 5/17; H = 0.873981;
    H(K|E) = 4/8.5 = 0.470588: 0.403393 bits.
    sound: dull = 4 + 2 + 1/4 = 6.25, clear = 2 + 1/4 = 2.25: P = 25/34, 9/34; H = 0.833765;
    less 8/17: 0.363177.
    """
    found = gains(matrix, {"shape": "round"})
    assert found == {
        "colour": pytest.approx(0.403393, abs=1e-6),
        "sound": pytest.approx(0.363177, abs=1e-6),
    }


def test_entries_are_ranked_by_sum_then_matches_then_the_order_of_the_guide(matrix):
    order = list(ranked(matrix, {"shape": "square", "sound": "dull"}))
    assert order == [
        (2, Score(2, 0)),
        (0, Score(1, 1)),
        (3, Score(1, 1)),
        (1, Score(0, 1)),
    ]
    assert [found.place for found in ranked(matrix, {})] == [0, 1, 2, 3]


def test_with_equal_sums_more_matches_go_first():
    """The second entry is known in nothing that was observed: sum 0, as the third with one of each."""
    rows = [{"a": ["x"], "b": ["x"]}, {}, {"a": ["x"], "b": ["y"]}]
    both = [character("a", "x", "y"), character("b", "x", "y")]
    order = list(ranked(matrix_of(both, rows), {"a": "x", "b": "x"}))
    assert order == [(0, Score(2, 0)), (2, Score(1, 1)), (1, Score(0, 0))]


def test_a_wrong_observation_strikes_nothing_out(matrix):
    seen = {"shape": "square", "colour": "red", "sound": "dull"}  # the first entry, its shape seen wrong
    order = list(ranked(matrix, seen))
    assert len(order) == 4
    assert order[0] == (0, Score(2, 1))


def test_states_are_counted_among_the_entries_that_nothing_speaks_against(matrix):
    assert counts(matrix, {})["colour"] == {"red": 2, "blue": 3}
    assert counts(matrix, {"shape": "round"})["sound"] == {"dull": 1, "clear": 0}


def test_a_group_without_entries_has_a_key_that_says_nothing():
    empty = matrix_of(CHARACTERS, [])
    assert list(ranked(empty, {})) == []
    assert gains(empty, {}) == {}


def plainly(rows, seen):
    """The ranking as the format describes it, entry by entry."""

    def score(row):
        cells = [(row.get(name, []), state) for name, state in seen.items()]
        matches = sum(state in cell for cell, state in cells)
        misses = sum(bool(cell) and state not in cell for cell, state in cells)
        return matches, misses

    scores = [score(row) for row in rows]
    places = range(len(rows))
    order = sorted(places, key=lambda at: (scores[at][1] - scores[at][0], -scores[at][0], at))
    return [(place, scores[place]) for place in order]


@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(1, 8), st.data())
def test_bits_rank_as_a_plain_loop_does(seed, size, width, data):
    made = large_guide(size, width, seed)
    rows = [entry.states for entry in made.entries]
    seen = {
        one.id: data.draw(st.sampled_from([state.id for state in one.states]))
        for one in made.groups[0].characters
        if data.draw(st.booleans())
    }
    matrix = matrix_of(made.groups[0].characters, rows)
    assert list(ranked(matrix, seen)) == plainly(rows, seen)


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_information_is_never_negative_nor_more_than_the_states_can_carry(seed, size):
    made = large_guide(size, 6, seed)
    matrix = matrix_of(made.groups[0].characters, [entry.states for entry in made.entries])
    for name, bits in gains(matrix, {"c0": "s0"}).items():
        states = len(matrix.columns[name].states)
        assert 0 <= bits <= states.bit_length() + 1e-9


def test_a_character_that_all_share_tells_nothing():
    column = Column(("x", "y"), {"x": 0b111, "y": 0}, {1: 0b111}, 0b111)
    assert gains(Matrix(3, {"same": column}), {}) == {"same": 0.0}


def test_the_rules_of_the_vocabulary_name_what_they_find():
    found = {(rule, group) for rule, group, _message in findings(guide())}
    # Woods: no state `black` but of one entry, smell `spicy` of one. Resins: `sinks` of none, two equal rows.
    assert ("lone-state", "woods") in found
    assert ("lone-state", "resins") in found
    assert ("same-row", "resins") in found
    assert ("cells", "woods") not in found


def broken(change):
    """The rules that a guide breaks after a change to its data."""
    data = read_yaml(GUIDE, "guide.yaml")[0].data
    change(data)
    return {(rule, group) for rule, group, _message in findings(GuideForm.model_validate(data))}


def thirteen(data):
    data["groups"][1]["characters"] = [
        {"id": f"c{n}", "title": "Sheen", "states": [{"id": "a", "text": "a"}, {"id": "b", "text": "b"}]}
        for n in range(13)
    ]
    for entry in data["entries"][4:]:
        entry["states"] = {}


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("characters", thirteen),
        ("cells", thirteen),
        ("states", lambda data: data["groups"][1]["characters"][0]["states"].pop()),
        ("law", lambda data: data["groups"][1]["characters"][0].update(title="Annex of the listing")),
        ("group-empty", lambda data: data["entries"].__delitem__(slice(4, 6))),
    ],
)
def test_each_rule_of_the_vocabulary_can_be_broken(rule, change):
    assert (rule, "resins") not in broken(lambda data: None)
    assert (rule, "resins") in broken(change)


def test_an_entry_that_one_slip_would_lose_is_named():
    def four_of_a_kind(data):
        group = data["groups"][1]
        group["characters"].append(
            {
                "id": "glow",
                "title": "Glow",
                "states": [{"id": "on", "text": "on"}, {"id": "off", "text": "off"}],
            }
        )
        data["entries"] = data["entries"][:4] + [
            {"id": f"e{n}", "group": "resins", "title": "E", "states": {"float": [side], "glow": [glow]}}
            for n, (side, glow) in enumerate(
                [("sinks", "on"), ("sinks", "on"), ("sinks", "on"), ("floats", "on"), ("floats", "off")]
            )
        ]

    assert ("flip", "resins") in broken(four_of_a_kind)
