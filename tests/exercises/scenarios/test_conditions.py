"""Conditions: what they mean, and what is refused with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.scenarios.conditions import ConditionError, holds, names, parse

STATE = {"evidence": 2, "trust": 30, "sample": 0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("evidence >= 2", True),
        ("evidence > 2", False),
        ("evidence<2", False),
        ("evidence <= 2", True),
        ("trust = 30", True),
        ("trust != 30", False),
        ("not sample = 1", True),
        ("not not sample = 1", False),
        ("sample = 1 or trust = 30 and evidence = 0", False),
        ("(sample = 1 or trust = 30) and evidence = 2", True),
        ("sample = 0 or trust = 0 and evidence = 0", True),
        ("not sample = 0 or trust = 30", True),
        ("not (sample = 0 or trust = 30)", False),
        ("trust - evidence - 8 = 20", True),
        ("trust - evidence + 8 = 36", True),
        ("-evidence < -1", True),
        ("2 < evidence + 1", True),
        ("0 = -sample", True),
    ],
)
def test_a_condition_means_what_it_says(text, expected):
    assert holds(text, STATE) is expected


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("evidence >", 11, "the condition ends"),
        ("evidence", 9, "comparison"),
        ("evidence > 2 trust", 14, "“and”, “or” or the end"),
        ("1 < evidence < 3", 14, "join comparisons"),
        ("evidence == 2", 11, "one “="),
        ("evidence > 2 && trust > 1", 14, "“&” cannot stand"),
        ("(evidence > 2", 14, "“)” is expected"),
        ("evidence > 2)", 13, "“and”, “or” or the end"),
        ("Evidence > 2", 1, "“E” cannot stand"),
        ("evidence > 2.5", 13, "“.” cannot stand"),
        ("evidence > 10000", 12, "greatest number is 9999"),
        ("evidence * 2 > 1", 10, "“*” cannot stand"),
        ("__import__ > 1", 1, "“_” cannot stand"),
        ("and > 1", 1, "A number or a name"),
        ("evidence > not 1", 12, "A number or a name"),
        ("(" * 9 + "trust > 1" + ")" * 9, 9, "at most 8 deep"),
        ("not " * 9 + "trust > 1", 33, "at most 8 deep"),
        ("trust > 1 or " * 16 + "trust > 1", 201, "at most 200 characters"),
        ("trust\n> 1", 6, "cannot stand"),
    ],
)
def test_a_fault_is_told_with_its_place(text, at, says):
    with pytest.raises(ConditionError) as refused:
        parse(text)
    assert refused.value.at == at
    assert says in str(refused.value)


def test_the_names_of_a_condition_are_known():
    assert names("not (trust - sample > 1 or evidence = 2) and trust < 9") == {"trust", "sample", "evidence"}
    assert names("") == frozenset()


_pieces = st.sampled_from([*"ab<>=!()+-19 ", " and ", " or ", " not ", "a > 1"])


@given(st.lists(_pieces, max_size=30).map("".join))
def test_any_text_is_a_condition_or_is_refused_in_words(text):
    try:
        condition = parse(text)
    except ConditionError as error:
        refused = error
    else:
        assert condition.holds(dict.fromkeys(condition.names(), 1)) in (True, False)
        return
    assert 1 <= refused.at <= len(text) + 1
