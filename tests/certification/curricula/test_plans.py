"""Plans: what speaks against one, and what sets one apart from another. Values are worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from certification.models import ExpiryRule, Path, RenewalPath, RequirementGroup
from certification.plans import (
    ADVICE,
    Asked,
    Change,
    Difference,
    Expiry,
    Fault,
    Group,
    Known,
    Plan,
    Renewal,
    Stage,
    differences,
    faults_of,
    problems_of,
)
from certification.wording import PROBLEMS, change_of, sentence_of
from tests.certification.curricula.plans import known, plans_of

CITES, BASEL, GUIDE = 1, 2, 3
MODULES = {CITES: Known("CITES", 70), BASEL: Known("Basel", 80), GUIDE: Known("Guide", None)}
SEEN = Asked(sign_off="Opens a container", checklist=("Checks the seal",))


def group(*asked, **fields):
    made = tuple(one if isinstance(one, Asked) else Asked(module=one) for one in asked)
    return Group(asked=made, **fields)


def plan(*groups, **fields):
    fields = {"title": "Border officer", "validity_months": 24} | fields
    return Plan(groups=groups, **fields)


def faults(some_plan):
    return [(each.fault, each.group, each.asked, each.field) for each in problems_of(some_plan, MODULES)]


GOOD = plan(group(CITES, BASEL), group(SEEN))


def test_a_plan_of_two_modules_and_a_sign_off_can_stand():
    assert problems_of(GOOD, MODULES) == ()


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (replace(GOOD, title=" "), (Fault.NO_TITLE, None, None, "title")),
        (plan(), (Fault.NO_GROUP, None, None, "title")),
        (plan(group(CITES), group()), (Fault.EMPTY_GROUP, 1, None, "title")),
        (plan(group(CITES, needed=0)), (Fault.NONE_NEEDED, 0, None, "needed")),
        (plan(group(CITES, BASEL, needed=3)), (Fault.TOO_MANY_NEEDED, 0, None, "needed")),
        (plan(group(CITES, CITES)), (Fault.MODULE_TWICE, 0, 1, "module")),
        (plan(group(CITES), group(CITES)), (Fault.MODULE_TWICE, 1, 0, "module")),
        (plan(group(99)), (Fault.UNKNOWN_MODULE, 0, 0, "module")),
        (plan(group(Asked(module=CITES, minimum_mark=101))), (Fault.MARK_TOO_HIGH, 0, 0, "minimum_mark")),
        (
            plan(group(Asked(module=GUIDE, minimum_mark=1)), validity_months=None),
            (Fault.MARK_WITHOUT_QUIZ, 0, 0, "minimum_mark"),
        ),
        (plan(group(Asked(sign_off=" "))), (Fault.NOTHING_ASKED, 0, 0, "sign_off")),
        (plan(group(Asked(sign_off="Opens"))), (Fault.NO_CHECKLIST, 0, 0, "checklist")),
        (plan(group(Asked(sign_off="A", checklist=(" ",)))), (Fault.NO_CHECKLIST, 0, 0, "checklist")),
        (plan(group(SEEN), group(SEEN)), (Fault.SIGN_OFF_TWICE, 1, 0, "sign_off")),
        (
            replace(GOOD, expiry_rule=Expiry.FIXED_DATE),
            (Fault.FIXED_WITHOUT_DATE, None, None, "fixed_on"),
        ),
        (
            replace(GOOD, expiry_rule=Expiry.FIXED_DATE, fixed_on=date(2026, 1, 1), validity_months=None),
            (Fault.COUNTED_WITHOUT_MONTHS, None, None, "validity_months"),
        ),
        (
            replace(GOOD, expiry_rule=Expiry.PREVIOUS_EXPIRY, validity_months=None),
            (Fault.COUNTED_WITHOUT_MONTHS, None, None, "validity_months"),
        ),
        (replace(GOOD, validity_months=0), (Fault.NO_MONTHS, None, None, "validity_months")),
        (
            replace(GOOD, expiry_rule=Expiry.FIXED_DATE, fixed_on=date(2026, 1, 1), minimum_active_months=25),
            (Fault.ACTIVE_TOO_LONG, None, None, "minimum_active_months"),
        ),
        # One month has 28 days at least: a window of 29 could open before the certificate is issued.
        (
            replace(GOOD, validity_months=1, renewal_days=29),
            (Fault.WINDOW_TOO_LONG, None, None, "renewal_days"),
        ),
        (
            replace(GOOD, renewal_path=Renewal.SHORTER),
            (Fault.NO_RENEWAL_GROUP, None, None, "renewal_path"),
        ),
        (
            plan(group(CITES), group(BASEL, stage=Stage.RENEWAL)),
            (Fault.RENEWAL_GROUP_UNUSED, 1, None, "stage"),
        ),
        (plan(group(GUIDE)), (Fault.NOT_PROVEN_AGAIN, 0, 0, "module")),
        (
            plan(group(CITES), group(GUIDE, stage=Stage.RENEWAL), renewal_path=Renewal.SHORTER),
            (Fault.NOT_PROVEN_AGAIN, 1, 0, "module"),
        ),
        (
            plan(
                group(CITES),
                group(BASEL, stage=Stage.RENEWAL, paths=frozenset({"laboratory"})),
                renewal_path=Renewal.SHORTER,
            ),
            (Fault.PATH_WITHOUT_RENEWAL, None, None, "renewal_path"),
        ),
        (plan(group(Asked(module=BASEL, minimum_mark=79))), (Fault.LOW_MARK, 0, 0, "minimum_mark")),
        (
            plan(group(CITES, paths=frozenset({"laboratory"}))),
            (Fault.NOTHING_WITHOUT_PATH, None, None, "title"),
        ),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "",
)
def test_each_fault_is_found_alone_and_at_its_place(bad, expected):
    assert faults(bad) == [expected]


@pytest.mark.parametrize(
    "good",
    [
        plan(group(GUIDE), validity_months=None),
        plan(group(GUIDE), group(CITES, stage=Stage.RENEWAL), renewal_path=Renewal.SHORTER),
        plan(group(CITES, BASEL, needed=2)),
        plan(group(Asked(module=BASEL, minimum_mark=80))),
        replace(GOOD, validity_months=1, renewal_days=28),
        replace(GOOD, expiry_rule=Expiry.FIXED_DATE, fixed_on=date(2026, 1, 1), minimum_active_months=24),
        # Nobody is on two paths, so nobody is asked twice.
        plan(
            group(BASEL),
            group(CITES, paths=frozenset({"laboratory"})),
            group(CITES, paths=frozenset({"trainer"})),
        ),
    ],
)
def test_what_is_just_within_the_rules_can_stand(good):
    assert problems_of(good, MODULES) == ()


def test_a_low_mark_and_a_plan_for_paths_alone_are_advice_and_keep_nobody_from_saving():
    assert {Fault.LOW_MARK, Fault.NOTHING_WITHOUT_PATH} == ADVICE
    low = plan(group(Asked(module=BASEL, minimum_mark=79)))
    assert problems_of(low, MODULES)
    assert faults_of(low, MODULES) == ()


def test_every_fault_has_a_sentence_that_can_be_filled_in():
    assert set(PROBLEMS) == set(Fault)
    said = sentence_of(problems_of(plan(group(CITES, BASEL, needed=3)), MODULES)[0])
    assert said == "3 are needed and the group holds 2: write a smaller number, or add to the group."


@given(plans_of({CITES, BASEL, GUIDE, 99}))
def test_every_problem_of_any_plan_has_a_place_that_is_there_and_a_sentence(some):
    for problem in problems_of(some, MODULES):
        assert problem.group is None or problem.group < len(some.groups)
        assert problem.asked is None or problem.asked < len(some.groups[problem.group].asked)
        assert "%(" not in sentence_of(problem)


def test_the_values_are_those_of_the_tables():
    assert [stage.value for stage in Stage] == RequirementGroup.Stage.values
    assert [rule.value for rule in Expiry] == ExpiryRule.values
    assert [path.value for path in Renewal] == RenewalPath.values


# --- differences ----------------------------------------------------------------------------------


def test_differences_name_what_is_added_removed_raised_and_lowered():
    before = plan(group(Asked(CITES, 70), Asked(BASEL, 90)), group(SEEN))
    after = plan(
        group(Asked(CITES, 80), Asked(GUIDE, 0)),
        group(replace(SEEN, checklist=("Checks the seal", "Weighs it"))),
        validity_months=None,
    )
    assert [
        change_of(each, {CITES: "CITES", BASEL: "Basel", GUIDE: "Guide"})
        for each in differences(before, after)
    ] == [
        "Validity: 24 months before, without end now.",
        "Least mark raised: “CITES”, from 70 to 80.",
        "Added: “Guide”.",
        "Another checklist: the sign-off “Opens a container”.",
        "Removed: “Basel”.",
    ]


def test_another_arrangement_of_the_same_is_one_difference():
    before = plan(group(CITES, BASEL))
    after = plan(group(CITES), group(BASEL, paths=frozenset({Path.LABORATORY.value})))
    assert differences(before, after) == (Difference(Change.ARRANGEMENT, stage=Stage.INITIAL),)


@given(plans_of({CITES, BASEL}), plans_of({CITES, BASEL}))
def test_equal_plans_have_no_difference_and_others_have_one_that_can_be_said(one, other):
    assert differences(one, one) == ()
    found = differences(one, other)
    assert bool(found) == (one != other)
    assert all(change_of(each, {}) for each in found)


@given(plans_of({CITES, BASEL}))
def test_a_plan_of_known_modules_names_no_unknown_one(some):
    assert Fault.UNKNOWN_MODULE not in {each.fault for each in problems_of(some, known({CITES, BASEL}))}
