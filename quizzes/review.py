"""What of an attempt its officer may see, and when: a policy of five things. Values in, values out."""

from collections.abc import Mapping
from enum import StrEnum


class What(StrEnum):
    """One thing that a review can show of each question."""

    ANSWER = "answer"
    VERDICT = "verdict"
    MARKS = "marks"
    FEEDBACK = "feedback"
    SOLUTION = "solution"


class When(StrEnum):
    """From when on it is shown. DURING: as soon as the single answer is checked."""

    NEVER = "never"
    DURING = "during"
    AT_ONCE = "at_once"
    PASSED = "passed"
    CLOSED = "closed"


Policy = Mapping[What, When]

PRESETS: dict[str, Policy] = {
    "never": dict.fromkeys(What, When.NEVER),
    "passed": dict.fromkeys(What, When.PASSED),
    "handed_in": dict.fromkeys(What, When.AT_ONCE),
    "practice": dict.fromkeys(What, When.DURING),
}


def shown(policy: Policy, *, handed_in: bool, passed: bool = False, closed: bool = False) -> frozenset[What]:
    """What may be seen of a checked answer (not handed in) or of a whole attempt (handed in).

    `closed`: the quiz takes no attempts any more. A quiz without an end never closes.
    """
    open_now = {When.DURING}
    if handed_in:
        open_now |= {When.AT_ONCE}
        if passed:
            open_now |= {When.PASSED}
        if closed:
            open_now |= {When.CLOSED}
    return frozenset(what for what in What if policy[what] in open_now)


def preset_of(policy: Policy) -> str | None:
    """The name of the preset that equals a policy, if one does."""
    return next((name for name, preset in PRESETS.items() if dict(policy) == preset), None)
