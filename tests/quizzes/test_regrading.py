"""Regrading: what a correction foretells, what it writes, and how it is undone."""

from fractions import Fraction as F

import pytest

from quizzes.grading.marking import Line, Void, mark, mark_paper, passes, possible_of
from quizzes.grading.rulings import Ruling, Way, line_of
from quizzes.models import Attempt, BlueprintRow, Correction, Grade, ItemMark
from quizzes.services.attempts import check_answer, record_grade, start_attempt, submit_attempt
from quizzes.services.regrading import (
    DoesNotFit,
    Totals,
    apply_correction,
    changes_of,
    misfits,
    preview,
    reads_differently,
    withdraw_correction,
)
from quizzes.signals import attempts_regraded
from tests.factories import (
    NOON,
    MembershipFactory,
    QuestionVersionFactory,
    QuizFactory,
    quiz_with,
    single_choice_body,
)
from tests.quizzes.bodies import BODIES
from tests.quizzes.papers_for_tests import (
    KEY_A,
    KEY_B,
    answer,
    answer_all,
    attempt_of,
    everything,
    handed_in,
    rewritten,
    without,
)

# --- rules ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "ruling", "answer_given", "earned", "possible"),
    [
        ("deferred", None, "a", F(1), F(1)),
        ("deferred", Ruling(Way.VERSION, KEY_B), "a", F(0), F(1)),
        ("deferred", Ruling(Way.VERSION, KEY_B), "b", F(1), F(1)),
        ("deferred", Ruling(Way.VERSION, KEY_B), None, F(0), F(1)),
        ("deferred", Ruling(Way.VERSION, KEY_B), "gone", F(0), F(1)),
        ("deferred", Ruling(Way.FULL), "c", F(1), F(1)),
        ("deferred", Ruling(Way.FULL), None, F(1), F(1)),
        ("deferred", Ruling(Way.LEFT_OUT), "a", F(0), F(0)),
        ("certainty", None, "b", F(-6), F(3)),
        ("certainty", Ruling(Way.VERSION, KEY_B), "b", F(3), F(3)),
        ("certainty", Ruling(Way.FULL), "b", F(3), F(3)),
        ("certainty", Ruling(Way.LEFT_OUT), "b", F(0), F(0)),
    ],
)
def test_a_ruling_decides_the_mark_and_the_most(way, ruling, answer_given, earned, possible):
    line, tried = line_of("single_choice", KEY_A, answer_given, certainty=3, ruling=ruling)
    assert (mark(line, way), possible_of([line], way), tried) == (earned, possible, None)


@pytest.mark.parametrize(
    ("tried", "last", "ruling", "earned"),
    [
        (["b", "a"], "a", None, F(2, 3)),
        (["b", "a"], "a", Ruling(Way.VERSION, KEY_B), F(1)),
        (["c", "b", "a"], "a", Ruling(Way.VERSION, KEY_B), F(2, 3)),
        (["a"], "a", Ruling(Way.VERSION, KEY_B), F(0)),
        (["c"], "b", Ruling(Way.VERSION, KEY_B), F(2, 3)),
        (["b", "a"], "a", Ruling(Way.FULL), F(1)),
        (["b", "a"], "a", Ruling(Way.LEFT_OUT), F(0)),
    ],
)
def test_an_earlier_try_that_the_corrected_key_calls_right_counts_as_where_it_ended(
    tried, last, ruling, earned
):
    line, _which = line_of("single_choice", KEY_A, last, tried=tried, ruling=ruling)
    assert mark(line, "tries", F(1, 3)) == earned


def test_a_paper_of_which_nothing_is_left_passes_nothing():
    lines = [Line("single_choice", KEY_A, "a", void=Void.LEFT_OUT)] * 2
    assert (sum(mark_paper(lines)), possible_of(lines)) == (0, 0)
    assert not passes(F(0), possible_of(lines), 0)


# --- services ---------------------------------------------------------------------------------------


def correct(version, way, graded_by=None, *, reason="The key was wrong.", by=None):
    return apply_correction(version=version, way=way, graded_by=graded_by, by=by, reason=reason, now=NOON)


def undo(correction, reason="The key was right after all."):
    return withdraw_correction(correction=correction, by=None, reason=reason, now=NOON)


def unsaved(version, way, graded_by=None):
    return Correction(version=version, way=way, graded_by=graded_by)


@pytest.fixture
def quiz(db):
    return quiz_with(4, pass_mark=75)


@pytest.fixture
def people(administration):
    return [MembershipFactory(administration=administration).user for _ in range(3)]


@pytest.fixture
def attempts(quiz, people):
    """3 of 4, of which the first item wrong by "b"; 3 of 4 with the first right; all four right."""
    given = [["b", "a", "a", "a"], ["a", "a", "a", "b"], ["a", "a", "a", "a"]]
    return [handed_in(person, quiz, answers) for person, answers in zip(people, given, strict=True)]


@pytest.fixture
def version(attempts):
    return attempts[0].items.first().version


def scores(attempts):
    found = Attempt.every.in_bulk([attempt.pk for attempt in attempts])
    grades = [found[attempt.pk].grade for attempt in attempts]
    return [(grade.earned, grade.possible, grade.passed) for grade in grades]


def same_position(attempts, version):
    """Where the version stands on each paper: papers are shuffled."""
    return [attempt.items.get(version=version).position for attempt in attempts]


def test_a_dry_run_lists_each_officer_and_writes_nothing(attempts, version, people):
    assert same_position(attempts, version) == [1, 1, 1]
    later = rewritten(version, KEY_B)
    before = everything()
    found = preview(version=version, ruling=unsaved(version, "version", later))
    assert everything() == before
    assert found.totals == Totals(attempts=3, changed=3, newly_passed=0, newly_failed=1, affected=0)
    told = [
        (row.attempt.officer, row.before.earned, row.after.earned, row.after.passed) for row in found.rows
    ]
    assert told == [(people[0], 3, 4, True), (people[1], 3, 2, False), (people[2], 4, 3, True)]


def test_applying_writes_what_was_foretold_beside_the_first_grade(attempts, version, coordinator):
    later = rewritten(version, KEY_B)
    foretold = preview(version=version, ruling=unsaved(version, "version", later))
    done = correct(version, "version", later, by=coordinator)
    assert done.totals == foretold.totals
    assert scores(attempts) == [(4, 4, True), (2, 4, False), (3, 4, True)]
    for attempt, first in zip(attempts, [3, 3, 4], strict=True):
        one, two = attempt.grades.order_by("number")
        assert (one.earned, two.number, two.reason, two.created_by) == (
            first,
            2,
            "The key was wrong.",
            coordinator,
        )
        assert [line.correction for line in two.marks.all()] == [done.correction, None, None, None]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("full", [(4, 4, True), (3, 4, True), (4, 4, True)]),
        ("left-out", [(3, 3, True), (2, 3, False), (3, 3, True)]),
    ],
)
def test_a_question_is_voided_for_all(attempts, version, way, expected):
    correct(version, way)
    assert scores(attempts) == expected


def test_only_changed_results_are_graded_again(attempts, version):
    correct(version, "full")
    assert [attempt.grades.count() for attempt in attempts] == [2, 1, 1]


@pytest.mark.parametrize("way", ["version", "full", "left-out"])
def test_undoing_restores_every_mark_exactly(attempts, version, way):
    marks = [list(attempt.grade.marks.values_list("item", "event", "fraction")) for attempt in attempts]
    before = scores(attempts)
    done = correct(version, way, rewritten(version, KEY_B) if way == "version" else None)
    assert scores(attempts) != before
    undone = undo(done.correction)
    assert undone.totals.changed == done.totals.changed
    assert scores(attempts) == before
    again = Attempt.objects.in_bulk([attempt.pk for attempt in attempts])
    assert marks == [
        list(again[attempt.pk].grade.marks.values_list("item", "event", "fraction")) for attempt in attempts
    ]
    assert undone.correction.withdrawn_because == "The key was right after all."


def test_deciding_or_undoing_twice_is_once(attempts, version):
    done = correct(version, "left-out")
    rows = everything()
    assert correct(version, "left-out").correction == done.correction
    assert everything() == rows
    undo(done.correction)
    rows = everything()
    assert undo(done.correction).totals == Totals()
    assert everything() == rows


def test_the_latest_of_several_corrections_counts_and_undoing_it_brings_back_the_one_before(
    attempts, version
):
    correct(version, "left-out")
    left_out = scores(attempts)
    second = correct(version, "full").correction
    assert scores(attempts) == [(4, 4, True), (3, 4, True), (4, 4, True)]
    undo(second)
    assert scores(attempts) == left_out


def test_undoing_one_that_another_has_overtaken_changes_no_result(attempts, version):
    first = correct(version, "left-out").correction
    correct(version, "full")
    assert undo(first).totals.changed == 0


@pytest.mark.parametrize("way", ["version", "full", "left-out"])
def test_grading_the_whole_paper_again_gives_what_the_regrade_gave(attempts, version, way):
    correct(version, way, rewritten(version, KEY_B) if way == "version" else None)
    for attempt in Attempt.objects.select_related("grade"):
        grade, held = record_grade(attempt=attempt, number=9, now=NOON), attempt.grade
        assert (grade.earned, grade.possible, grade.passed) == (held.earned, held.possible, held.passed)


def test_attempts_that_run_or_start_later_are_graded_with_the_correction(quiz, officer, attempts, version):
    running = attempt_of(officer, quiz)
    answer_all(running)
    correct(version, "version", rewritten(version, KEY_B))
    assert not running.grades.exists()
    assert submit_attempt(attempt=running, now=NOON).grade.earned == 3


def test_practice_is_checked_by_the_corrected_key(officer):
    attempt = attempt_of(officer, quiz_with(1, behaviour="immediate"))
    item = attempt.items.get()
    correct(item.version, "version", rewritten(item.version, KEY_B))
    check, _finished = check_answer(item=item, client="w", number=1, answer="b", client_time=None, now=NOON)
    assert check.fraction == 1


def test_an_officer_whom_a_wrong_key_sent_on_gets_the_try_that_was_right(officer):
    attempt = attempt_of(officer, quiz_with(1, behaviour="tries", tries=3, penalty=F(1, 3)))
    item = attempt.items.get()
    for number, given in enumerate("ba", 1):
        check_answer(item=item, client="w", number=number, answer=given, client_time=None, now=NOON)
    attempt = submit_attempt(attempt=attempt, now=NOON)
    assert attempt.grade.earned == F(2, 3)
    correct(item.version, "version", rewritten(item.version, KEY_B))
    attempt = Attempt.objects.get()
    assert (attempt.grade.earned, attempt.grade.marks.get().event.answer) == (1, "b")


def test_trials_are_never_regraded(quiz, officer, administration, attempts, version):
    trial = start_attempt(quiz=quiz, officer=officer, administration=administration, now=NOON, trial=True)
    submit_attempt(attempt=trial, now=NOON)
    assert correct(version, "left-out").totals.attempts == 3
    assert trial.grades.count() == 1


def test_a_version_that_lost_an_option_is_refused_by_name(attempts, version):
    later = rewritten(version, without(KEY_B, "c"))
    rows = everything()
    with pytest.raises(DoesNotFit, match="Version 2 no longer holds “c”"):
        correct(version, "version", later)
    assert everything() == rows


def test_an_answer_that_the_other_version_does_not_know_is_refused_with_its_number(db, officer):
    quiz = QuizFactory()
    version = QuestionVersionFactory(
        question__bank=quiz.bank, question__kind="matching", body=BODIES["matching"]
    )
    BlueprintRow.objects.create(quiz=quiz, objective=version.objective, number=1)
    attempt = attempt_of(officer, quiz)
    first = BODIES["matching"]["prompts"][0]
    answer(attempt.items.get(), {first["id"]: first["match"]})
    renamed = [one | {"match": f"{one['match']} renamed"} for one in BODIES["matching"]["prompts"]]
    later = rewritten(version, BODIES["matching"] | {"prompts": renamed})
    (told,) = misfits(version, later)
    assert first["match"] in told
    assert "1 times" in told


def test_what_reads_differently_is_noticed_and_another_key_is_not(db, attempts, version):
    assert not reads_differently(version, rewritten(version, KEY_B))
    assert reads_differently(version, rewritten(version, single_choice_body("Which came first?", "b")))


def test_nothing_is_corrected_without_a_reason(attempts, version):
    with pytest.raises(ValueError, match="reason"):
        correct(version, "full", reason="  ")
    assert not Correction.objects.exists()


def test_rows_are_those_of_the_readers_administrations_and_the_totals_are_of_all(
    quiz, attempts, version, administration, other_administration
):
    elsewhere = MembershipFactory(administration=other_administration).user
    handed_in(elsewhere, quiz, ["b", "a", "a", "a"])
    found = preview(
        version=version, ruling=unsaved(version, "left-out"), administrations={administration.pk}, number=2
    )
    assert (found.totals.changed, found.visible, found.elsewhere, len(found.rows)) == (4, 3, 1, 2)
    rest = preview(
        version=version,
        ruling=unsaved(version, "left-out"),
        administrations={administration.pk},
        start=2,
        number=2,
    )
    assert [row.attempt.pk for row in found.rows + rest.rows] == [attempt.pk for attempt in attempts]


def test_those_above_are_told_of_results_that_pass_and_which_are_new(attempts, version):
    told = []

    def listen(attempts, newly_passed, **kwargs):
        told.append(([attempt.pk for attempt in attempts], newly_passed))

    attempts_regraded.connect(listen)
    try:
        correct(version, "version", rewritten(version, KEY_B))
    finally:
        attempts_regraded.disconnect(listen)
    assert told == [([attempts[0].pk, attempts[2].pk], set())]


def test_queries_do_not_grow_with_attempts(
    quiz, attempts, version, administration, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as few:
        preview(version=version, ruling=unsaved(version, "full"))
    for _number in range(6):
        handed_in(MembershipFactory(administration=administration).user, quiz, ["b", "a", "a", "a"])
    with django_assert_max_num_queries(len(few)):
        assert preview(version=version, ruling=unsaved(version, "full")).totals.changed == 7


def test_more_than_a_batch_is_regraded_without_a_gap(attempts, version, monkeypatch):
    monkeypatch.setattr("quizzes.services.regrading.BATCH", 2)
    totals = Totals()
    assert len(list(changes_of(version=version, ruling=unsaved(version, "left-out"), totals=totals))) == 3
    assert correct(version, "left-out").totals == totals
    assert scores(attempts) == [(3, 3, True), (2, 3, False), (3, 3, True)]
    assert (Grade.objects.count(), ItemMark.objects.count()) == (6, 24)
