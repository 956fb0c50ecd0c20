"""Packs in the database: written once, left alone where a trainer was, and exported again."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from courses.models import (
    ClassNotePage,
    InspectionPage,
    LessonPage,
    Module,
    ModulePage,
    PackRecord,
    QuizPage,
    ScenarioPage,
    Unit,
)
from courses.packs import read_pack
from courses.services import packs as service
from courses.services.doors import lay_exercise_page
from courses.services.pack_contents import export_module
from courses.services.packs import write_pack, write_packs
from exercises.consignments.clean import MAKERS
from exercises.consignments.mixing import inspection
from exercises.consignments.rules import findings
from exercises.inspections.fixed import FixedSet
from exercises.inspections.pack_yaml import write_settings
from exercises.inspections.settings import InspectionSettings
from exercises.models import Exercise, InspectionVersion, ScenarioVersion
from exercises.services.inspections import begin_round, write_inspection_version
from quizzes.models import Bank, Question, QuestionVersion, Quiz
from reference.models import GlossaryTerm, Illustration, Objective, Source
from tests.courses.packs import GLOSSARY, INSPECTION, QUESTIONS, QUIZZES, SCENARIO, change, make_pack
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def folder(tmp_path):
    return make_pack(tmp_path / "sample")


def load(folder, *, now=NOON, take_pack=False):
    pack = read_pack(folder)
    assert pack.problems == []
    return write_pack(pack, now=now, take_pack=take_pack)


def counts():
    models = (
        Revision,
        QuestionVersion,
        ScenarioVersion,
        InspectionVersion,
        PageLogEntry,
        ModelLogEntry,
        PackRecord,
        Illustration,
        Unit,
        Module,
    )
    return {model.__name__: model.objects.count() for model in models}


def lesson():
    return LessonPage.objects.get(unit__slug="first-steps")


def edit(page, **values):
    """A trainer's edit, published."""
    page = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


# --- writing --------------------------------------------------------------------------------------


def test_a_pack_becomes_a_module_with_pages_bank_and_quiz(folder):
    load(folder)
    module = Module.objects.get(slug="sample")
    assert (module.status, module.convention.slug, module.minutes) == ("open", "cites", 40)
    page = ModulePage.objects.live().get(module=module)
    assert page.summary == "A sample of a module."
    assert page.plate.slug == "ladder"
    assert [unit.slug for unit in module.units.order_by("order")] == [
        "first-steps",
        "second-steps",
        "sample-counter",
        "sample-papers",
        "guide",
        "sample-final",
    ]
    assert LessonPage.objects.live().child_of(page).count() == 2
    assert QuizPage.objects.live().child_of(page).get().unit.quiz.pass_mark == 80
    assert Question.objects.filter(bank__slug="sample").count() == 4
    assert set(Objective.objects.values_list("slug", flat=True)) == {"sample-lo1", "sample-lo2"}
    assert Source.objects.get(pack="sample").year == 1973
    cells = [(row.objective.slug, row.difficulty, row.number) for row in Quiz.objects.get().blueprint.all()]
    assert cells == [("sample-lo1", "", 2), ("sample-lo2", "basic", 1)]


def test_the_blocks_of_a_lesson_pass_the_rules_of_the_admin(folder):
    load(folder)
    body = lesson().body
    assert [block.block_type for block in body] == [
        "prose", "heading", "callout", "figure", "comparison", "steps", "check", "hs_table", "case",
        "summary", "prose",
    ]  # fmt: skip
    body.stream_block.clean(body)


def test_links_between_lessons_become_links_between_pages(folder):
    load(folder)
    target = LessonPage.objects.get(unit__slug="second-steps")
    assert f'<a linktype="page" id="{target.pk}">' in str(lesson().body[-1].value.source)


def test_a_unit_of_a_final_quiz_is_required_and_carries_the_time(folder):
    load(folder)
    unit = Unit.objects.get(slug="sample-final")
    assert (unit.required, unit.minutes, unit.title) == (True, 20, "Final quiz")


def test_twice_is_once(folder):
    load(folder)
    before = counts()
    names = sorted(default_storage.listdir("original_images")[1])
    report = load(folder, now=NOON + timedelta(days=1))
    assert counts() == before
    assert sorted(default_storage.listdir("original_images")[1]) == names
    assert (report.written, report.conflicts, report.retired, report.waiting, report.kept) == (
        [],
        [],
        [],
        [],
        [],
    )
    assert not PackRecord.objects.exclude(written_at=NOON).exists()


def test_a_module_in_preparation_is_a_module_and_its_page(tmp_path):
    folder = tmp_path / "later"
    folder.mkdir()
    (folder / "module.yaml").write_text(
        "slug: later\nconvention: intro\ntitle: Later\nsummary: Comes later.\nstatus: preparation\norder: 9\n"
    )
    load(folder)
    module = Module.objects.get(slug="later")
    assert (module.status, module.convention, module.units.count()) == ("preparation", None, 0)
    assert ModulePage.objects.live().filter(module=module).exists()
    assert not Bank.objects.filter(slug="later").exists()


def test_a_failure_half_way_leaves_nothing(folder, monkeypatch):
    def fail(**values):
        raise RuntimeError("power cut")

    monkeypatch.setattr(service, "create_question", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        load(folder)
    assert not Module.objects.filter(slug="sample").exists()
    assert counts()["PackRecord"] == counts()["Illustration"] == 0
    assert (
        not default_storage.exists("original_images") or default_storage.listdir("original_images")[1] == []
    )


def test_whoever_waits_is_told_each_pack_as_it_is_written(folder, tmp_path):
    other = make_pack(tmp_path / "other", slug="other")
    told = []
    write_packs([read_pack(folder), read_pack(other)], now=NOON, told=told.append)
    assert told == ["sample", "other"]


def test_all_packs_are_written_or_none(folder, tmp_path):
    other = make_pack(tmp_path / "second", slug="second")
    change(other, "lessons/10-first-steps.md", "unit:second/second-steps", "unit:nowhere/at-all")
    packs = [read_pack(folder), read_pack(other)]
    with pytest.raises(service.PackRefused) as refused:
        write_packs(packs, now=NOON)
    assert "nowhere/at-all" in str(refused.value)
    assert not Module.objects.exists()


def test_packs_may_link_to_each_other(folder, tmp_path):
    other = make_pack(tmp_path / "second", slug="second")
    change(other, "lessons/10-first-steps.md", "unit:second/second-steps", "unit:sample/second-steps")
    change(folder, "lessons/10-first-steps.md", "unit:sample/second-steps", "unit:second/second-steps")
    write_packs([read_pack(folder), read_pack(other)], now=NOON)
    target = LessonPage.objects.get(unit__slug="second-steps", unit__module__slug="second")
    page = LessonPage.objects.get(unit__slug="first-steps", unit__module__slug="sample")
    assert f'id="{target.pk}"' in str(page.body[-1].value.source)


def test_a_changed_pack_changes_what_it_wrote(folder):
    load(folder)
    change(folder, "lessons/10-first-steps.md", "title: First steps", "title: The first steps")
    change(folder, "questions.yaml", "stem: Which comes first?", "stem: Which document comes first?")
    change(folder, "quizzes.yaml", "pass_mark: 80", "pass_mark: 75")
    (folder / "lessons/10-first-steps.md").rename(folder / "lessons/30-first-steps.md")
    report = load(folder)
    assert sorted(report.written) == ["lessons/first-steps", "questions/q-first", "quizzes/sample-final"]
    unit = Unit.objects.get(slug="first-steps")
    assert (unit.title, unit.order, lesson().title) == ("The first steps", 30, "The first steps")
    question = Question.objects.get(slug="q-first")
    assert question.versions.count() == 2
    assert question.current.body["stem"] == "<p>Which document comes first?</p>"
    assert Quiz.objects.get().pass_mark == 75


def test_a_changed_drawing_replaces_its_file(folder, django_capture_on_commit_callbacks):
    load(folder)
    old = Illustration.objects.get().file.name
    change(folder, "images/ladder.svg", "M0 0h10", "M0 0h20")
    with django_capture_on_commit_callbacks(execute=True):
        report = load(folder)
    image = Illustration.objects.get()
    assert report.written == ["images/ladder"]
    with image.file.open() as file:
        assert b"M0 0h20" in file.read()
    assert not default_storage.exists(old) or image.file.name == old


# --- what a trainer changed -----------------------------------------------------------------------


def test_a_lesson_that_a_trainer_changed_is_left_alone(folder):
    load(folder)
    edit(lesson(), title="My own title")
    change(folder, "lessons/10-first-steps.md", "title: First steps", "title: The first steps")
    report = load(folder)
    assert report.conflicts == ["lessons/first-steps"]
    assert lesson().title == "My own title"


def test_a_draft_of_a_trainer_is_left_alone_too(folder):
    load(folder)
    page = lesson()
    page.title = "My own draft"
    page.save_revision()
    change(folder, "lessons/10-first-steps.md", "title: First steps", "title: The first steps")
    report = load(folder)
    assert report.conflicts == ["lessons/first-steps"]
    assert lesson().get_latest_revision_as_object().title == "My own draft"
    assert lesson().title == "First steps"


def test_saving_in_the_admin_without_a_change_is_no_conflict(folder):
    load(folder)
    page = lesson()
    page.body[0].value.source = page.body[0].value.source.replace("<p>", '<p data-block-key="abc">')
    page.save_revision().publish()
    assert load(folder).conflicts == []


def test_a_pack_taken_over_a_change_is_a_draft_until_it_is_published(folder):
    load(folder)
    edit(lesson(), title="My own title")
    change(folder, "lessons/10-first-steps.md", "title: First steps", "title: The first steps")
    report = load(folder, take_pack=True)
    assert report.waiting == ["lessons/first-steps"]
    assert lesson().title == "My own title"
    assert lesson().get_latest_revision_as_object().title == "The first steps"
    before = counts()
    again = load(folder)
    assert (again.waiting, again.conflicts, counts()) == (["lessons/first-steps"], [], before)
    lesson().get_latest_revision().publish()
    final = load(folder)
    assert (final.waiting, final.conflicts) == ([], [])
    change(folder, "lessons/10-first-steps.md", "title: The first steps", "title: Third title")
    assert load(folder).written == ["lessons/first-steps"]


def test_a_question_that_a_trainer_changed_is_left_alone_until_the_pack_is_taken(folder):
    load(folder)
    question = Question.objects.get(slug="q-first")
    current = question.current
    service.write_version(
        question=question,
        body=current.body | {"stem": "<p>My own question?</p>"},
        objective=current.objective,
        difficulty=current.difficulty,
        source=current.source,
        where=current.where,
        verified=current.verified,
        author=None,
        reason="",
        now=NOON,
    )
    assert load(folder).conflicts == ["questions/q-first"]
    assert question.versions.count() == 2
    report = load(folder, take_pack=True)
    assert report.written == ["questions/q-first"]
    assert [version.body["stem"] for version in question.versions.order_by("number")] == [
        "<p>Which comes first?</p>",
        "<p>My own question?</p>",
        "<p>Which comes first?</p>",
    ]
    assert load(folder).conflicts == []


def test_changed_facts_of_a_quiz_are_a_conflict(folder):
    load(folder)
    Quiz.objects.update(pass_mark=60)
    change(folder, "quizzes.yaml", "pass_mark: 80", "pass_mark: 75")
    assert load(folder).conflicts == ["quizzes/sample-final"]
    assert Quiz.objects.get().pass_mark == 60


def test_what_was_made_in_the_admin_is_left_alone_and_listed(folder):
    load(folder)
    parent = ModulePage.objects.get()
    parent.add_child(instance=LessonPage(title="Our own lesson", slug="our-own", body=lesson().body))
    report = load(folder)
    assert report.kept == ["lessons/our-own"]
    assert LessonPage.objects.live().filter(slug="our-own").exists()


def test_a_pack_does_not_write_over_a_module_it_never_wrote(folder):
    load(folder)
    PackRecord.objects.all().delete()
    edit(lesson(), title="My own title")
    report = load(folder)
    assert report.conflicts == ["lessons/first-steps"]
    assert lesson().title == "My own title"


# --- gone and back --------------------------------------------------------------------------------


def without_second_lesson(folder):
    change(folder, "lessons/10-first-steps.md", "unit:sample/second-steps", "https://example.org/second")
    path = folder / "lessons/20-second-steps.md"
    text = path.read_text()
    path.unlink()
    return text


def test_a_lesson_gone_from_the_pack_is_retired_and_comes_back(folder):
    load(folder)
    unit = Unit.objects.get(slug="second-steps")
    page = LessonPage.objects.get(unit=unit)
    text = without_second_lesson(folder)
    later = NOON + timedelta(days=2)
    report = load(folder, now=later)
    unit.refresh_from_db()
    page.refresh_from_db()
    assert (report.retired, unit.retired_at, page.live) == (["lessons/second-steps"], later, False)
    before = counts()
    assert load(folder).retired == []
    assert counts() == before
    (folder / "lessons/20-second-steps.md").write_text(text)
    assert load(folder).written == ["lessons/second-steps"]
    unit.refresh_from_db()
    page.refresh_from_db()
    assert (unit.retired_at, page.live) == (None, True)


def test_a_changed_lesson_gone_from_the_pack_is_left_in_use(folder):
    load(folder)
    edit(LessonPage.objects.get(unit__slug="second-steps"), title="My own title")
    without_second_lesson(folder)
    report = load(folder)
    assert report.conflicts == ["lessons/second-steps"]
    assert Unit.objects.get(slug="second-steps").retired_at is None


def test_a_question_gone_from_the_pack_is_retired_and_comes_back(folder):
    load(folder)
    (folder / "questions.yaml").write_text(QUESTIONS.split("- id: q-extra")[0])
    assert load(folder).retired == ["questions/q-extra"]
    question = Question.objects.get(slug="q-extra")
    assert question.retired_at == NOON
    (folder / "questions.yaml").write_text(QUESTIONS)
    assert load(folder).written == ["questions/q-extra"]
    question.refresh_from_db()
    assert (question.retired_at, question.versions.count()) == (None, 1)


def scenario_file(folder):
    return folder / "scenarios/50-sample-counter.yaml"


def test_a_scenario_becomes_a_unit_with_its_page_and_first_version(folder):
    load(folder)
    page = ScenarioPage.objects.live().get()
    assert (page.title, page.introduction) == ("At the counter", "A permit without a stamp.")
    unit = page.unit
    assert (unit.kind, unit.order, unit.minutes, unit.required) == ("scenario", 50, 5, False)
    assert unit.exercise.scenario_versions.get().body["start"] == "papers"


def test_a_changed_scenario_is_a_new_version_and_keeps_the_old_one(folder):
    load(folder)
    change(folder, "scenarios/50-sample-counter.yaml", "text: Hold the goods", "text: Keep the goods")
    assert load(folder).written == ["scenarios/sample-counter"]
    first, second = ScenarioVersion.objects.order_by("number")
    assert "Keep the goods" in str(second.body)
    assert "Hold the goods" in str(first.body)


def test_an_inspection_becomes_a_unit_with_its_page_and_first_version(folder):
    load(folder)
    page = InspectionPage.objects.live().get()
    assert (page.title, page.introduction) == ("Papers of the day", "A permit with the papers of the trade.")
    unit = page.unit
    assert (unit.kind, unit.order, unit.minutes, unit.required) == ("inspection", 60, 12, False)
    version = unit.exercise.inspection_versions.get()
    assert (version.template, version.kinds) == ("cites-permit", ["cites-expired", "cites-not-endorsed"])
    assert (version.clean_percent, version.most, version.growth, version.fixed) == (20, 2, 2, None)


def test_a_changed_inspection_is_a_new_version_and_rounds_keep_the_old_one(folder, officer, administration):
    load(folder)
    exercise = Exercise.objects.get(slug="sample-papers")
    begun = begin_round(exercise=exercise, officer=officer, administration=administration, now=NOON, seed=1)
    change(folder, "inspections/60-sample-papers.yaml", "most: 2", "most: 1")
    assert load(folder).written == ["inspections/sample-papers"]
    first, second = InspectionVersion.objects.order_by("number")
    assert (first.most, second.most) == (2, 1)
    begun.refresh_from_db()
    assert begun.version == first


@pytest.mark.parametrize("made", [{"clean_share": 1}, {"clean_share": 0, "faults": 3}])
@pytest.mark.parametrize("template", MAKERS)
def test_a_set_written_by_hand_is_read_written_and_exported_without_loss(folder, tmp_path, template, made):
    settings = InspectionSettings(template=template, fixed=FixedSet.of(inspection(template, 3, **made)))
    head = "id: sample-papers\ntitle: By hand\n"
    (folder / "inspections/60-sample-papers.yaml").write_text(head + write_settings(settings))
    load(folder)
    assert InspectionSettings.model_validate(
        read_pack(folder).inspections[0].form.settings
    ) == InspectionSettings.kept(vars(InspectionVersion.objects.get()) | settings.body())
    assert load(folder).written == []
    call_command("export_pack", "sample", str(tmp_path / "out"))
    assert read_pack(tmp_path / "out").content() == read_pack(folder).content()


def test_an_inspection_without_a_version_is_named_by_the_export(folder, tmp_path):
    load(folder)
    unit = Unit.objects.get(slug="sample-papers")
    unit.exercise = Exercise.objects.create(slug="another", kind="inspection", title="Another")
    unit.save()
    with pytest.raises(CommandError, match="The inspection sample-papers is not set up yet"):
        call_command("export_pack", "sample", str(tmp_path / "out"))


class Packed(NamedTuple):
    """An exercise of the sample pack."""

    file: str
    text: str
    page: type
    version: type
    change: tuple[str, str]

    @property
    def slug(self):
        return self.file.partition("-")[2].removesuffix(".yaml")

    @property
    def item(self):
        return f"{self.file.partition('/')[0]}/{self.slug}"


EXERCISES = [
    Packed(
        "scenarios/50-sample-counter.yaml",
        SCENARIO,
        ScenarioPage,
        ScenarioVersion,
        ("text: Hold the goods", "text: Keep the goods"),
    ),
    Packed(
        "inspections/60-sample-papers.yaml",
        INSPECTION,
        InspectionPage,
        InspectionVersion,
        ("clean_percent: 20", "clean_percent: 30"),
    ),
]
of_each_exercise = pytest.mark.parametrize("packed", EXERCISES, ids=lambda packed: packed.slug)


@of_each_exercise
def test_an_exercise_whose_page_a_trainer_changed_is_left_alone_until_the_pack_is_taken(folder, packed):
    load(folder)
    title = packed.page.objects.get().title
    edit(packed.page.objects.get(), title="Our own title")
    change(folder, packed.file, *packed.change)
    assert load(folder).conflicts == [packed.item]
    assert packed.version.objects.count() == 1
    assert load(folder, take_pack=True).waiting == [packed.item]
    page = packed.page.objects.get()
    assert (page.title, page.get_latest_revision_as_object().title) == ("Our own title", title)
    assert packed.version.objects.count() == 2


@of_each_exercise
def test_an_exercise_gone_from_the_pack_is_retired_and_comes_back(folder, packed):
    load(folder)
    (folder / packed.file).unlink()
    assert load(folder).retired == [packed.item]
    assert Unit.objects.get(slug=packed.slug).retired_at == NOON
    assert not packed.page.objects.live().exists()
    (folder / packed.file).write_text(packed.text)
    assert load(folder).written == [packed.item]
    assert Unit.objects.get(slug=packed.slug).retired_at is None
    assert packed.page.objects.live().exists()
    assert packed.version.objects.count() == 1


@of_each_exercise
@pytest.mark.parametrize("kind", Exercise.Kind.values)
def test_an_exercise_does_not_take_the_name_of_somebody_elses(folder, administration, packed, kind):
    Exercise.objects.create(slug=packed.slug, kind=kind, title="Theirs", administration=administration)
    with pytest.raises(service.PackRefused, match=rf"{packed.file}:1: .*belongs to somebody else here"):
        load(folder)
    assert not Module.objects.filter(slug="sample").exists()


def test_settings_that_a_trainer_changed_are_left_alone_until_the_pack_is_taken(folder):
    load(folder)
    exercise = Exercise.objects.get(slug="sample-papers")
    write_inspection_version(exercise=exercise, template="cites-permit", most=3, now=NOON)
    change(folder, "inspections/60-sample-papers.yaml", "most: 2", "most: 1")
    assert load(folder).conflicts == ["inspections/sample-papers"]
    assert [version.most for version in InspectionVersion.objects.order_by("number")] == [2, 3]
    load(folder, take_pack=True)
    assert InspectionVersion.objects.order_by("number").last().most == 1


def test_a_note_for_a_class_and_a_reading_list_become_pages_and_come_back_as_they_were(folder):
    load(folder)
    note = ClassNotePage.objects.get()
    assert (note.title, note.minutes, note.live) == ("A class on samples", 180, True)
    assert [block.block_type for block in note.body] == ["prose", "heading", "comparison", "figure", "steps"]
    titles = [title.value["title"] for title in ModulePage.objects.get().reading]
    assert titles == ["A manual for samples", "A leaflet"]
    exported = export_module(Module.objects.get()).pack
    assert exported.content() == read_pack(folder).content()


def test_a_note_for_a_class_gone_from_the_pack_is_shown_no_more_and_comes_back(folder):
    load(folder)
    text = (folder / "trainer.md").read_text()
    (folder / "trainer.md").unlink()
    assert load(folder).retired == ["trainer"]
    assert not ClassNotePage.objects.get().live
    assert export_module(Module.objects.get()).pack.class_note is None
    assert load(folder).retired == []
    (folder / "trainer.md").write_text(text)
    assert load(folder).written == ["trainer"]
    assert ClassNotePage.objects.get().live


def test_a_note_for_a_class_that_a_trainer_changed_is_left_alone_until_the_pack_is_taken(folder):
    load(folder)
    edit(ClassNotePage.objects.get(), minutes=90)
    change(folder, "trainer.md", "minutes: 180", "minutes: 200")
    assert load(folder).conflicts == ["trainer"]
    assert load(folder, take_pack=True).waiting == ["trainer"]
    note = ClassNotePage.objects.get()
    assert (note.minutes, note.get_latest_revision_as_object().minutes) == (90, 200)


def test_a_term_gone_from_the_pack_is_explained_no_more_and_comes_back(folder):
    load(folder)
    (folder / "glossary.yaml").write_text(GLOSSARY.split("- slug: range-state")[0])
    assert load(folder).retired == ["terms/range-state"]
    term = GlossaryTerm.objects.get(pack="sample", slug="range-state")
    assert (term.retired_at, list(GlossaryTerm.objects.in_use())) == (
        NOON,
        [GlossaryTerm.objects.get(slug="import-permit")],
    )
    (folder / "glossary.yaml").write_text(GLOSSARY)
    assert load(folder).written == ["terms/range-state"]
    term.refresh_from_db()
    assert (term.retired_at, term.meaning) == (None, "A State in which a species lives.")


def test_a_term_that_was_changed_here_is_left_alone(folder):
    load(folder)
    GlossaryTerm.objects.filter(slug="range-state").update(meaning="Changed here.")
    change(folder, "glossary.yaml", "A State in which a species lives.", "A State where it lives.")
    assert load(folder).conflicts == ["terms/range-state"]
    assert GlossaryTerm.objects.get(slug="range-state").meaning == "Changed here."


def test_an_objective_gone_from_the_pack_stays_but_is_taught_no_more(folder):
    load(folder)
    (folder / "quizzes.yaml").write_text(
        QUIZZES.replace("    - {objective: sample-lo2, number: 1, difficulty: basic}\n", "")
    )
    (folder / "questions.yaml").write_text(
        QUESTIONS.replace("objective: sample-lo2", "objective: sample-lo1")
    )
    change(folder, "lessons/10-first-steps.md", "[sample-lo1, sample-lo2]", "[sample-lo1]")
    change(folder, "scenarios/50-sample-counter.yaml", "- sample-lo2", "- sample-lo1")
    change(folder, "module.yaml", "  - id: sample-lo2\n    code: LO2\n    text: Read a permit\n", "")
    report = load(folder)
    assert report.retired == ["objectives/sample-lo2"]
    assert Objective.objects.filter(slug="sample-lo2").exists()
    assert [row.slug for row in Module.objects.get().objectives.all()] == ["sample-lo1"]


# --- export ---------------------------------------------------------------------------------------


def test_what_is_exported_is_the_same_module(folder, tmp_path):
    load(folder)
    out = tmp_path / "out"
    call_command("export_pack", "sample", str(out))
    exported = read_pack(out)
    assert exported.problems == []
    assert exported.content() == read_pack(folder).content()


def test_a_quiz_with_settings_of_its_own_is_written_and_exported_whole(folder, tmp_path):
    change(
        folder,
        "quizzes.yaml",
        "  blueprint:",
        """\
  behaviour: tries
  tries: 2
  penalty: 1/4
  counts: first
  invigilated: true
  fixed: [q-first]
  review: {answer: at_once, verdict: during, marks: at_once, feedback: passed, solution: never}
  blueprint:""",
    )
    change(folder, "quizzes.yaml", "number: 2}", "number: 1}")
    change(folder, "questions.yaml", "  difficulty: applied\n", "  difficulty: applied\n  excludes: alike\n")
    load(folder)
    quiz = Quiz.objects.get()
    assert (quiz.behaviour, quiz.tries, str(quiz.penalty), quiz.counts) == ("tries", 2, "1/4", "first")
    assert quiz.invigilated
    assert [item.question.slug for item in quiz.fixed_items.all()] == ["q-first"]
    assert [str(when) for when in quiz.review.values()] == ["at_once", "during", "at_once", "passed", "never"]
    assert Question.objects.get(rivalry__name="alike").slug == "q-boxes"
    quiz.full_clean()
    call_command("export_pack", "sample", str(tmp_path / "out"))
    assert read_pack(tmp_path / "out").content() == read_pack(folder).content()


def test_export_needs_nothing_that_a_pack_remembers_and_gives_the_same_bytes_elsewhere(folder, tmp_path):
    first, second = tmp_path / "one", tmp_path / "two"
    with transaction.atomic():
        load(folder)
        PackRecord.objects.all().delete()
        call_command("export_pack", "sample", str(first))
        transaction.set_rollback(True)
    assert not Module.objects.exists()
    load(first)
    call_command("export_pack", "sample", str(second))
    assert files_of(second) == files_of(first)
    assert "module.yaml" in files_of(first)


def test_a_scenario_whose_drawing_is_gone_is_named_by_the_export(folder, tmp_path):
    load(folder)
    Illustration.objects.update(slug=None)
    with pytest.raises(CommandError, match="Scenario sample-counter: its drawing ladder is not there"):
        call_command("export_pack", "sample", str(tmp_path / "out"))


def test_a_module_written_in_the_admin_can_be_exported(folder, tmp_path):
    scenario_file(folder).unlink()
    load(folder)
    parent = ModulePage.objects.get()
    body = [
        ("prose", '<p data-block-key="x">Words &amp; more.</p>'),
        ("heading", {"level": "3", "text": "# 1"}),
    ]
    parent.add_child(instance=LessonPage(title="Our own lesson", slug="our-own", body=body))
    Illustration.objects.update(slug=None)
    out = tmp_path / "sample-out"
    call_command("export_pack", "sample", str(out))
    pack = read_pack(out)
    assert pack.problems == []
    own = next(lesson for lesson in pack.lessons if lesson.slug == "our-own")
    assert own.body[0].text == "<p>Words &amp; more.</p>"
    assert own.body[1].text == "# 1"
    assert [picture.form.slug for picture in pack.pictures] == ["ladder-of-appendices"]


def test_an_inspection_set_up_in_the_admin_is_exported_and_read_again(folder, tmp_path, officer):
    load(folder)
    exercise = Exercise.objects.create(slug="our-own", kind="inspection", title="Our own papers")
    write_inspection_version(exercise=exercise, template="ods-licence", most=2, author=officer, now=NOON)
    page = lay_exercise_page(exercise=exercise, module_page=ModulePage.objects.get(), author=officer)
    page.get_latest_revision().publish()
    call_command("export_pack", "sample", str(tmp_path / "out"))
    pack = read_pack(tmp_path / "out")
    assert pack.problems == []
    own = next(packed.form for packed in pack.inspections if packed.slug == "our-own")
    assert (own.title, own.template, own.most) == ("Our own papers", "ods-licence", 2)
    assert export_module(Module.objects.get()).pack.content() == pack.content()


def test_export_writes_what_is_published_and_names_what_is_not(folder, tmp_path, capsys):
    load(folder)
    page = lesson()
    page.title = "Only a draft"
    page.save_revision()
    call_command("export_pack", "sample", str(tmp_path / "out"))
    assert "draft of first-steps" in capsys.readouterr().out
    assert "First steps" in (tmp_path / "out/lessons/10-first-steps.md").read_text()


def test_export_does_not_write_over_other_files(folder, tmp_path):
    load(folder)
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    with pytest.raises(CommandError, match="--force"):
        call_command("export_pack", "sample", str(other))
    call_command("export_pack", "sample", str(other), "--force")
    assert (other / "thesis.txt").read_text() == "mine"


def test_export_into_its_own_pack_takes_old_files_away(folder):
    load(folder)
    (folder / "lessons/10-first-steps.md").rename(folder / "lessons/11-first-steps.md")
    call_command("export_pack", "sample", str(folder))
    assert sorted(path.name for path in (folder / "lessons").iterdir()) == [
        "10-first-steps.md",
        "20-second-steps.md",
    ]


def test_a_link_that_a_pack_cannot_carry_is_named_by_the_export(folder, tmp_path, capsys):
    load(folder)
    page = lesson()
    page.body[0].value.source = '<p>Write to <a href="mailto:desk@example.org">the desk</a>.</p>'
    page.save_revision().publish()
    call_command("export_pack", "sample", str(tmp_path / "out"))
    assert "mailto:desk@example.org" in capsys.readouterr().out


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


# --- commands -------------------------------------------------------------------------------------


def test_load_packs_lists_problems_and_writes_nothing(folder):
    change(folder, "module.yaml", "order: 2", "ordre: 2")
    with pytest.raises(CommandError) as refused:
        call_command("load_packs", str(folder))
    assert f"{folder / 'module.yaml'}:6: There is no field ordre here." in str(refused.value)
    assert not Module.objects.exists()


def test_load_packs_with_check_writes_nothing(folder, capsys):
    call_command("load_packs", "--check", str(folder))
    assert "no problems" in capsys.readouterr().out
    assert not Module.objects.exists()


def test_load_packs_reports_each_pack(folder, capsys):
    call_command("load_packs", str(folder))
    assert "sample: 24 written, 0 unchanged, 0 retired, 0 changed here" in capsys.readouterr().out


def test_the_packs_of_the_project_load_twice_and_export_the_same(tmp_path):
    folders = sorted(path for path in settings.PACKS_ROOT.iterdir() if path.is_dir())
    packs = [read_pack(folder) for folder in folders]
    write_packs(packs, now=NOON)
    again = write_packs(packs, now=NOON)
    assert [report.written + report.conflicts + report.waiting for report in again] == [[] for _ in packs]
    for pack in packs:
        assert export_module(Module.objects.get(slug=pack.slug)).pack.content() == pack.content()


def test_sets_in_the_packs_of_the_project_break_the_rules_of_their_faults_and_no_others():
    written = [
        packed.form
        for folder in sorted(settings.PACKS_ROOT.iterdir())
        for packed in read_pack(folder).inspections
        if packed.form.fixed
    ]
    assert written
    for form in written:
        made = form.made(1, 1)
        broken = {finding.rule for finding in findings(made.given)}
        assert broken == {rule for fault in made.faults for rule in fault.trips}, form.id


def test_modules_in_preparation_show_their_inspection_to_authors_and_their_card_as_before(client):
    folders = [settings.PACKS_ROOT / name for name in ("basel", "montreal")]
    write_packs([read_pack(folder) for folder in folders], now=NOON)
    Module.objects.update(status=Module.Status.PREPARATION)
    for page in InspectionPage.objects.live():
        home = ModulePage.objects.parent_of(page).get()
        assert not home.module.is_open
        shown = client.get(home.url).content.decode()
        assert page.title in shown
        assert page.url not in shown
        assert "Study time" not in shown
        assert "In preparation" in client.get("/catalogue/").content.decode()
        assert client.get(page.url).status_code == 302
    assert InspectionPage.objects.live().count() == 4
