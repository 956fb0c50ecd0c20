"""What content_audit measures, and which rules it finds broken."""

import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from courses.packs import read_pack
from courses.packs.audit import (
    audit,
    count_syllables,
    count_words,
    plain,
    reading_grade,
    share_findings,
    shares,
)
from exercises.consignments.faults import all_faults
from exercises.consignments.mixing import inspection
from exercises.inspections.fixed import FixedSet
from exercises.inspections.pack_yaml import write_settings
from exercises.inspections.settings import InspectionSettings
from tests.courses.packs import QUESTIONS, change, make_pack

SCENARIO = "scenarios/50-sample-counter.yaml"
INSPECTION = "inspections/60-sample-papers.yaml"
LESSON = "lessons/10-first-steps.md"


@pytest.fixture
def folder(tmp_path):
    pack = make_pack(tmp_path / "sample")
    (pack / "guide.yaml").unlink()
    return pack


def broken(folder):
    """{(rule, item)} of what the audit of a pack finds."""
    pack = read_pack(folder)
    assert pack.problems == []
    return {(finding.rule, finding.item) for finding in audit(pack).findings}


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("cat", 1),
        ("permit", 2),
        ("officer", 3),
        ("authority", 4),
        ("code", 1),
        ("table", 2),
        ("stamped", 1),
        ("listed", 2),
        ("boxes", 2),
        ("goods", 1),
        ("issues", 2),
        ("tree", 1),
    ],
)
def test_syllables_of_words(word, syllables):
    assert count_syllables(word) == syllables


def test_words_are_counted_without_markup_and_signs():
    assert plain("<p>An <b>export</b> permit &amp; 600 skins.</p><ul><li>One</li><li>Two</li></ul>") == (
        "An export permit & 600 skins.\nOne\nTwo"
    )
    assert count_words("An export permit & 600 skins – no more.") == 7


def test_the_grade_is_that_of_flesch_and_kincaid():
    # 6 words, 6 syllables, 1 sentence: 0.39 * 6 + 11.8 * 1 - 15.59, which is below 0.
    assert reading_grade(["The cat sat on the mat."]) == 0.0
    # 10 words, 24 syllables, 1 sentence: 0.39 * 10 + 11.8 * 2.4 - 15.59 = 16.63.
    assert (
        reading_grade(["Management Authority issues a document before any commercial permit expires."])
        == 16.6
    )
    assert reading_grade([]) == 0.0


def test_longer_sentences_read_at_a_higher_grade():
    short = "Ask for the original permit. Compare every box. Count the goods."
    long = "Ask for the original permit, compare every box, count the goods."
    assert reading_grade([short]) < reading_grade([long])


def test_situations_ends_and_decisions_of_scenarios_are_counted(folder):
    (found,) = audit(read_pack(folder)).scenarios
    assert (found.slug, found.nodes, found.decisions) == ("sample-counter", 3, 2)


def test_kinds_faults_and_clean_sets_of_inspections_are_counted(folder):
    (found,) = audit(read_pack(folder)).inspections
    assert (found.slug, found.kinds, found.most, found.clean_percent) == ("sample-papers", 2, 2, 20)
    change(folder, INSPECTION, "kinds:\n  - cites-expired\n  - cites-not-endorsed\n", "")
    (found,) = audit(read_pack(folder)).inspections
    assert found.kinds == len([one for one in all_faults().values() if "cites-permit" in one.templates])


def test_a_set_written_by_hand_is_measured_by_its_faults(folder):
    written = FixedSet.of(inspection("cites-permit", 5, clean_share=0, faults=2))
    own = written.faults[0].model_copy(update={"basis": "As always"})
    fixed = written.model_copy(update={"faults": (own, written.faults[1])})
    text = write_settings(InspectionSettings(template="cites-permit", fixed=fixed))
    head = "id: sample-papers\ntitle: By hand\nintroduction: One set.\nminutes: 9\n"
    (folder / INSPECTION).write_text(head + text)
    (found,) = audit(read_pack(folder)).inspections
    assert (found.kinds, found.most, found.clean_percent, found.fixed) == (2, 2, 0, True)
    assert ("basis", "inspections/sample-papers") in broken(folder)
    change(folder, INSPECTION, "As always", "Article VI(4), 1973")
    assert ("basis", "inspections/sample-papers") not in broken(folder)


# --- rules ---------------------------------------------------------------------------------------


def test_what_the_sample_lacks_is_named(folder):
    assert broken(folder) == {
        ("length", "lessons/first-steps"),
        ("length", "lessons/second-steps"),
        ("figures", "lessons/first-steps"),
        ("figures", "lessons/second-steps"),
        ("checks", "lessons/first-steps"),
        ("checks", "lessons/second-steps"),
        ("objectives", "lessons/second-steps"),
        ("sources", "lessons/second-steps"),
        ("summary", "lessons/second-steps"),
        ("unverified", "questions/q-extra"),
        ("unverified", "questions/q-true"),
    }


SECOND = "lessons/20-second-steps.md"


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "item"),
    [
        (SECOND, "It ends here.", "It " + "ends " * 1400, "length", "lessons/second-steps"),
        (
            SECOND,
            "It ends here.",
            "Management authorities necessarily investigate international documentation carefully.",
            "grade",
            "lessons/second-steps",
        ),
        (LESSON, "[sample-lo1, sample-lo2]", "[sample-lo1]", "objective-lesson", "objectives/sample-lo2"),
        (LESSON, "[sample-lo1, sample-lo2]", "[sample-lo1]", "objective-check", "objectives/sample-lo2"),
        (LESSON, "source: Article III(3), 1973", "source: The Convention", "law", "lessons/first-steps"),
        (SCENARIO, "basis: Article VI, 1973", "basis: As always", "basis", "scenarios/sample-counter"),
        (SCENARIO, "objectives:\n  - sample-lo2\n", "", "objectives", "scenarios/sample-counter"),
        (
            SCENARIO,
            "consequence: They stay.",
            "consequence: " + "Investigatory authorities administratively deliberate " * 8,
            "grade",
            "scenarios/sample-counter",
        ),
        (INSPECTION, "clean_percent: 20", "clean_percent: 0", "clean", "inspections/sample-papers"),
        (INSPECTION, "clean_percent: 20", "clean_percent: 60", "clean", "inspections/sample-papers"),
        (INSPECTION, "minutes: 12\n", "", "minutes", "inspections/sample-papers"),
        (INSPECTION, "most: 2", "most: 1", "growth", "inspections/sample-papers"),
        (
            INSPECTION,
            "introduction: A permit with the papers of the trade.\n",
            "",
            "introduction",
            "inspections/sample-papers",
        ),
        (
            INSPECTION,
            "A permit with the papers of the trade.",
            "Investigatory authorities administratively deliberate " * 3,
            "grade",
            "inspections/sample-papers",
        ),
        (LESSON, "source: S-CONV\n```", "source: S-OTHER\n```", "case", "lessons/first-steps"),
        (LESSON, "source: S-CONV\n```", "```", "case", "lessons/first-steps"),
        (
            "questions.yaml",
            "  difficulty: applied\n  source: S-CONV\n",
            "  difficulty: applied\n  source: S-CONV\n  where: Article  iii(3)\n",
            "same-fact",
            "questions/q-first",
        ),
        (
            "questions.yaml",
            "where: Article III(3)\n  verified: true",
            "verified: false",
            "unverified",
            "questions/q-first",
        ),
    ],
)
def test_a_broken_rule_is_named(folder, name, old, new, rule, item):
    if rule == "unverified":
        change(folder, "quizzes.yaml", "number: 2}", "number: 1}")
    change(folder, name, old, new)
    assert (rule, item) in broken(folder)


def test_a_module_without_a_note_for_a_class_and_without_a_reading_list_is_named(folder):
    (folder / "trainer.md").unlink()
    text = (folder / "module.yaml").read_text()
    (folder / "module.yaml").write_text(text[: text.index("reading:")])
    assert {("class-note", "trainer"), ("reading", "module")} <= broken(folder)


def test_an_objective_that_no_question_asks_for_is_named(folder):
    (folder / "quizzes.yaml").unlink()
    (folder / "questions.yaml").write_text(QUESTIONS.split("- id: q-true")[0])
    assert ("objective-questions", "objectives/sample-lo2") in broken(folder)


def with_figure(slug):
    """What to change in the sample's bank so that its first question shows a drawing."""
    stem = "  stem: Which comes first?"
    return stem, f"{stem}\n  figure: {slug}"


def test_a_drawing_that_no_part_of_the_module_shows_is_named(folder):
    assert ("unused-figure", "images/ladder") not in broken(folder)
    lesson = (folder / LESSON).read_text()
    start = lesson.index("```figure")
    end = lesson.index("```comparison")
    (folder / LESSON).write_text(lesson[:start] + lesson[end:])
    assert ("unused-figure", "images/ladder") not in broken(folder), "it is the plate"
    change(folder, "module.yaml", "plate: ladder\n", "")
    assert ("unused-figure", "images/ladder") not in broken(folder), "a scenario shows it"
    (folder / SCENARIO).unlink()
    assert ("unused-figure", "images/ladder") not in broken(folder), "the note for a class shows it"
    (folder / "trainer.md").unlink()
    assert ("unused-figure", "images/ladder") in broken(folder)
    change(
        folder, "questions.yaml", "  stem: Which comes first?", "  stem: Which comes first?\n  figure: ladder"
    )
    assert ("unused-figure", "images/ladder") not in broken(folder), "a question shows it"


def test_a_question_that_shows_a_drawing_the_pack_lacks_is_named(folder):
    change(
        folder, "questions.yaml", "  stem: Which comes first?", "  stem: Which comes first?\n  figure: lost"
    )
    problems = [problem.message for problem in read_pack(folder).problems]
    assert problems == ["There is no drawing lost in images/images.yaml."]


def test_an_option_without_feedback_is_named(folder):
    pack = read_pack(folder)
    lesson = pack.lessons[0]
    silent = [
        block.model_copy(
            update={"options": [option.model_copy(update={"feedback": ""}) for option in block.options]}
        )
        if type(block).__name__ == "Check"
        else block
        for block in lesson.body
    ]
    pack.lessons[0] = replace(lesson, body=tuple(silent))
    assert ("feedback", "lessons/first-steps") in {
        (finding.rule, finding.item) for finding in audit(pack).findings
    }


def test_what_is_not_verified_may_stand_in_a_bank_that_nothing_draws_from(folder):
    (folder / "quizzes.yaml").unlink()
    assert not {rule for rule, _item in broken(folder)} & {"unverified"}


# --- shares --------------------------------------------------------------------------------------


def row(right, *texts):
    return [(place == right, text) for place, text in enumerate(texts, 1)]


def test_the_longest_option_counts_only_without_an_equal():
    found = shares(
        [row(1, "long", "a"), row(2, "long", "a"), row(2, "same", "same"), row(3, "a", "b", "long")]
    )
    assert (found.items, found.longest, found.longest_percent) == (4, 2, 50)
    assert found.places == {1: 1, 2: 2, 3: 1}


@pytest.mark.parametrize(
    ("longest", "items", "rules"),
    [
        (7, 20, set()),
        (8, 20, {"longest"}),
        (7, 7, set()),
        (8, 8, {"longest"}),
    ],
)
def test_at_most_thirty_five_in_a_hundred_right_options_are_the_longest(longest, items, rules):
    rows = []
    for n in range(items):
        texts = ["aaaa", "aaaa", "aaaa"]
        if n < longest:
            texts[n % 3] = "the longest"
        rows.append(row(n % 3 + 1, *texts))
    assert {finding.rule for finding in share_findings("checks", shares(rows))} == rules


@pytest.mark.parametrize(("first", "rules"), [(5, set()), (6, {"places"})])
def test_at_most_half_of_the_right_options_stand_in_one_place(first, rules):
    rows = (
        [row(1, "a", "b", "c")] * first + [row(2, "a", "b", "c")] * 3 + [row(3, "a", "b", "c")] * (7 - first)
    )
    assert len(rows) == 10
    assert {finding.rule for finding in share_findings("checks", shares(rows))} == rules


def test_nothing_is_said_of_no_items():
    assert (shares([]).longest_percent, list(share_findings("checks", shares([])))) == (0, [])


def told_of_decisions(folder, rows):
    """{rule} of what is found on the scenarios when these are their decisions, (quality, text), one row a
    situation."""
    pack = read_pack(folder)
    (packed,) = pack.scenarios
    (situation,) = packed.scenario.situations
    decision = situation.decisions[0]
    situations = [
        situation.model_copy(
            update={
                "decisions": [
                    decision.model_copy(update={"quality": quality, "text": text}) for quality, text in row
                ]
            }
        )
        for row in rows
    ]
    scenario = packed.scenario.model_copy(update={"situations": situations})
    pack.scenarios[0] = replace(packed, scenario=scenario)
    return {finding.rule for finding in audit(pack).findings if finding.item == "scenarios"}


LONG = [("best", "the longest"), ("poor", "short")]
SHORT = [("poor", "the longest"), ("best", "short")]


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        # In ten situations three best decisions are the longest, and six stand first.
        ([LONG] * 2 + [LONG[::-1]] + [SHORT] * 3 + [SHORT[::-1]] * 4, {"places"}),
        ([LONG] * 2 + [LONG[::-1]] + [SHORT] * 4 + [SHORT[::-1]] * 3, set()),
        ([LONG] * 2 + [LONG[::-1]] * 2 + [SHORT] * 3 + [SHORT[::-1]] * 3, {"longest"}),
        ([LONG] * 7, set()),
    ],
)
def test_neither_length_nor_place_may_tell_the_best_decision(folder, rows, rules):
    assert told_of_decisions(folder, rows) == rules


def test_where_no_decision_is_best_the_soundest_is_measured(folder):
    acceptable = [("dangerous", "short"), ("acceptable", "the longest")]
    assert told_of_decisions(folder, [acceptable, acceptable[::-1]] * 4) == {"longest"}


def test_a_situation_without_one_soundest_decision_is_not_measured(folder):
    all_best = [("best", "short"), ("best", "the longest")]
    alone = [("best", "the longest")]
    assert told_of_decisions(folder, [all_best, alone] * 8) == set()
    assert told_of_decisions(folder, [all_best, alone] * 8 + [LONG] * 7) == set()


# --- the command -----------------------------------------------------------------------------------


def test_the_vocabulary_of_a_guide_is_measured(tmp_path):
    folder = make_pack(tmp_path / "sample")
    pack = read_pack(folder)
    assert audit(pack).entries == 6
    found = broken(folder)
    assert {("guide-lone-state", "guide"), ("guide-same-row", "guide")} <= found
    assert ("sources", "entries/brown-sample") in found
    assert ("sources", "entries/red-sample") not in found
    assert ("unused-figure", "images/ladder") not in found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pack", "lesson"),
    [
        ("intro", "evidence-and-custody"),
        ("cites", "permit-box-by-box"),
        ("basel", "movement-document"),
        ("montreal", "cylinders-and-pressure"),
        ("rotterdam", "import-response"),
        ("stockholm", "pcb-equipment"),
        ("cartagena", "unique-identifier"),
        ("bwm", "water-on-the-move"),
    ],
)
def test_the_open_packs_break_no_rule(capsys, pack, lesson):
    call_command("content_audit", pack)
    said = capsys.readouterr().out
    assert "No rule is broken." in said
    assert lesson in said


@pytest.mark.django_db
def test_packs_in_preparation_are_skipped_with_a_word(folder, settings, capsys):
    change(folder, "module.yaml", "status: open", "status: preparation")
    settings.PACKS_ROOT = folder.parent
    call_command("content_audit")
    assert "In preparation, not measured: sample" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_audit_ends_with_status_1_where_a_rule_is_broken(folder, settings, capsys):
    settings.PACKS_ROOT = folder.parent
    with pytest.raises(CommandError, match=r"Rules broken: 11\.") as error:
        call_command("content_audit", "sample", format="json")
    assert error.value.returncode == 1
    (found,) = json.loads(capsys.readouterr().out)["packs"]
    assert (found["pack"], found["questions"], len(found["findings"])) == ("sample", 4, 11)


def test_a_pack_that_is_not_there_is_named(folder, settings):
    settings.PACKS_ROOT = folder.parent
    with pytest.raises(CommandError, match="There is no pack nothing"):
        call_command("content_audit", "nothing")
