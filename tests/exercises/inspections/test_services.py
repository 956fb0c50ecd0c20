"""Versions and rounds: nothing is marked twice, nothing is lost."""

from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from accounts.models.append_only import AppendOnlyError
from exercises.consignments.mixing import inspection
from exercises.inspections.settings import FixedSet
from exercises.models import InspectionRound, InspectionVersion
from exercises.services.inspections import (
    FaultySettings,
    NotComplete,
    NotOnThePage,
    StaleFlags,
    hand_in,
    inspection_of,
    save_flags,
    standing_of,
    write_inspection_version,
)
from exercises.services.scenarios import CannotStart
from exercises.signals import inspection_handed_in
from tests.exercises.inspections.answers import answered, decision_of, faults_of, solved, sound_of
from tests.factories import NOON

pytestmark = pytest.mark.django_db


# --- versions ---------------------------------------------------------------------------------------


def test_other_settings_are_a_version_and_the_same_again_are_none(exercise):
    same = {"exercise": exercise, "template": "cites-permit", "clean_percent": 0, "now": NOON}
    assert write_inspection_version(**same).number == 1
    assert write_inspection_version(**{**same, "most": 2}).number == 2
    with pytest.raises(AppendOnlyError):
        exercise.inspection_versions.first().save()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"template": "passport"}, "no inspections of this document"),
        ({"clean_percent": 101}, "between 0 and 100"),
        ({"most": 0}, "between 1 and"),
        ({"most": 99}, "between 1 and"),
        ({"growth": -1}, "0 to 100"),
        ({"kinds": ["cites-expired"], "most": 2}, "do not make 2 in one set"),
        ({"kinds": ["no-such-kind"], "most": 1}, "no kind of fault no-such-kind"),
        ({"fixed": {}}, "Field required"),
    ],
)
def test_settings_that_make_no_inspection_are_refused_in_words(exercise, settings, said):
    with pytest.raises(FaultySettings, match=said):
        write_inspection_version(
            **{"exercise": exercise, "template": "cites-permit", "now": NOON, **settings}
        )
    assert exercise.inspection_versions.count() == 1


def test_only_the_kinds_of_the_version_come(exercise, begin):
    write_inspection_version(
        exercise=exercise, template="cites-permit", kinds=["cites-expired"], most=1, clean_percent=0, now=NOON
    )
    assert [fault.slug for fault in inspection_of(begin()).faults] == ["cites-expired"]


def test_a_set_written_by_hand_is_the_same_in_every_round_and_on_the_first_level(exercise, begin):
    fixed = FixedSet.of(inspection("cites-permit", 7, clean_share=0, faults=2))
    version = write_inspection_version(exercise=exercise, template="cites-permit", fixed=fixed, now=NOON)
    again = write_inspection_version(
        exercise=exercise, template="cites-permit", fixed=version.fixed, author=None, now=NOON
    )
    assert again == version
    rounds = []
    for seed in range(3):
        rounds.append(solved(begin(seed=seed)))
    assert [(one.mark, one.decision_mark, one.level, one.hits) for one in rounds] == [(1, 1, 1, 2)] * 3
    assert len({str(inspection_of(one).given) for one in rounds}) == 1
    InspectionVersion._base_manager.filter(pk=version.pk).update(fixed=dict(reversed(version.fixed.items())))
    read = InspectionRound.objects.select_related("version").get(pk=rounds[0].pk)
    assert inspection_of(read).given == inspection_of(rounds[0]).given


def test_sentences_come_with_their_places(exercise):
    fixed = FixedSet.of(inspection("ods-licence", 7)).model_dump(mode="json")
    fixed["documents"]["ods-licence"]["values"]["quantity_kg"] = "much"
    with pytest.raises(FaultySettings) as caught:
        write_inspection_version(exercise=exercise, template="ods-licence", fixed=fixed, now=NOON)
    assert caught.value.reasons == [
        (
            ("fixed", "documents", "ods-licence", "values", "quantity_kg"),
            "Write the number in digits, with a point for decimals.",
        )
    ]


# --- beginning --------------------------------------------------------------------------------------


def test_beginning_again_gives_the_open_round_and_then_the_next(begin):
    first = begin()
    assert begin(seed=1) == first
    solved(first)
    assert begin(seed=1).number == 2


def test_one_round_is_open_for_an_officer_and_exercise(begin, round_):
    assert begin(trial=True) != round_
    round_.pk, round_.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        round_.save()


def test_an_exercise_not_set_up_or_retired_begins_no_round(exercise, begin):
    exercise.retired_at = NOON
    with pytest.raises(CannotStart, match="no longer used"):
        begin()
    exercise.inspection_versions.model._base_manager.all()._raw_delete(using="default")
    with pytest.raises(CannotStart, match="not set up"):
        begin()


def test_a_round_keeps_the_version_that_it_began_with(exercise, round_):
    before = inspection_of(round_)
    write_inspection_version(exercise=exercise, template="ods-licence", now=NOON)
    again = InspectionRound.objects.get(pk=round_.pk)
    assert inspection_of(again) == before


def test_the_level_grows_with_success(begin):
    levels = []
    for seed in range(5):
        one = begin(seed=seed)
        levels.append(one.level)
        solved(one)
    assert levels == [1, 1, 2, 2, 3]


# --- flags ------------------------------------------------------------------------------------------


def test_flags_are_kept_and_saving_the_same_again_is_no_change(round_):
    flags = {sound_of(round_): ""}
    for _ in range(2):
        kept = save_flags(round_=round_, flags=flags, decision="", saves=0)
    assert (kept.flags, kept.saves) == (flags, 1)


def test_flags_from_a_page_that_was_overtaken_are_refused(round_):
    save_flags(round_=round_, flags={sound_of(round_): ""}, decision="", saves=0)
    with pytest.raises(StaleFlags, match="in another window"):
        save_flags(round_=round_, flags={}, decision="ask", saves=0)


def test_what_is_not_on_the_page_is_refused(round_):
    for flags, decision in [
        ({"cites-permit:nowhere": ""}, ""),
        ({"passport:permit_number": ""}, ""),
        ({"nonsense": ""}, ""),
        ({sound_of(round_): "no-such-kind"}, ""),
        ({}, "burn"),
    ]:
        with pytest.raises(NotOnThePage):
            save_flags(round_=round_, flags=flags, decision=decision, saves=0)
    round_.refresh_from_db()
    assert (round_.flags, round_.saves) == ({}, 0)


# --- handing in -------------------------------------------------------------------------------------


def test_everything_found_with_the_right_decision_is_worth_all(round_):
    done = solved(round_)
    assert (done.mark, done.decision_mark) == (Fraction(1), Fraction(1))
    assert (done.hits, done.misses, done.false_alarms) == (1, 0, 0)


def test_a_false_alarm_and_a_miss_are_counted(round_):
    (kind,) = faults_of(round_).values()
    done = answered(round_, {sound_of(round_): kind}, decision_of(round_))
    assert (done.hits, done.misses, done.false_alarms) == (0, 1, 1)
    assert done.mark == 0
    assert done.score.false_alarms == {tuple(sound_of(round_).split(":"))}


def test_handing_in_twice_marks_once(round_):
    told = []

    def receiver(**sent):
        told.append(sent["round"].pk)

    inspection_handed_in.connect(receiver)
    try:
        done = solved(round_)
        again = hand_in(round_=round_, now=NOON.replace(hour=23))
    finally:
        inspection_handed_in.disconnect(receiver)
    assert again.handed_in_at == done.handed_in_at == NOON
    assert told == [round_.pk]


def test_a_round_handed_in_takes_no_flags(round_):
    done = solved(round_)
    kept = save_flags(round_=round_, flags={}, decision="release", saves=done.saves)
    assert kept.flags == done.flags != {}


def test_a_round_without_decision_or_reason_stays_open_with_its_flags(round_):
    for flags, decision, said in [({}, "", "Decide"), ({sound_of(round_): ""}, "ask", "Choose a reason")]:
        round_ = save_flags(round_=round_, flags=flags, decision=decision, saves=round_.saves)
        with pytest.raises(NotComplete, match=said):
            hand_in(round_=round_, now=NOON)
    round_.refresh_from_db()
    assert round_.is_open
    assert round_.flags


# --- over time --------------------------------------------------------------------------------------


def test_results_over_time_tell_the_eye_of_an_officer(exercise, officer, begin):
    kinds = []
    for seed in range(3):
        one = begin(seed=seed)
        kinds += faults_of(one).values()
        solved(one) if seed else answered(one, {}, "release")
    standing = standing_of(exercise=exercise, officer=officer)
    assert standing.rounds == 3
    assert standing.tally.hits == standing.tally.faults - 1
    assert standing.tally.d_prime > 2
    assert sorted(rate.kind for rate in standing.kinds) == sorted(set(kinds))


def test_trials_are_no_results(exercise, officer, begin):
    solved(begin(trial=True))
    assert standing_of(exercise=exercise, officer=officer).rounds == 0
    assert standing_of(exercise=exercise, officer=officer, trial=True).rounds == 1
