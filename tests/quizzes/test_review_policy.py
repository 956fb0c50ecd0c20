"""What an officer sees when: each thing by its own time."""

import pytest

from quizzes.review import PRESETS, What, When, preset_of, shown

ALL = frozenset(What)


@pytest.mark.parametrize(
    ("when", "during", "handed_in", "after_passing", "after_close"),
    [
        (When.NEVER, False, False, False, False),
        (When.DURING, True, True, True, True),
        (When.AT_ONCE, False, True, True, True),
        (When.PASSED, False, False, True, False),
        (When.CLOSED, False, False, False, True),
    ],
)
@pytest.mark.parametrize("what", list(What))
def test_each_thing_is_shown_from_its_time_on(what, when, during, handed_in, after_passing, after_close):
    policy = dict.fromkeys(What, When.NEVER) | {what: when}
    assert (what in shown(policy, handed_in=False)) is during
    assert (what in shown(policy, handed_in=False, passed=True, closed=True)) is during
    assert (what in shown(policy, handed_in=True)) is handed_in
    assert (what in shown(policy, handed_in=True, passed=True)) is after_passing
    assert (what in shown(policy, handed_in=True, closed=True)) is after_close
    assert shown(policy, handed_in=True, passed=True, closed=True) <= {what}


def test_the_presets_are_told_from_each_other_and_from_a_policy_of_ones_own():
    assert [preset_of(policy) for policy in PRESETS.values()] == list(PRESETS)
    assert preset_of(PRESETS["passed"] | {What.MARKS: When.AT_ONCE}) is None
    assert shown(PRESETS["handed_in"], handed_in=True) == ALL
    assert shown(PRESETS["practice"], handed_in=False) == ALL
    assert shown(PRESETS["passed"], handed_in=True) == frozenset()
