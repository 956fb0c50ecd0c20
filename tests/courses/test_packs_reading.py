"""Reading packs: every fault is named with its file and line, and nothing raises."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.packs import blocks, check_together, read_pack, render_pack
from courses.packs.blocks import joined, read_body, write_body
from courses.packs.forms import PackedScenario, TermForm, digest
from courses.packs.reading import MAX_TEXT_BYTES
from courses.packs.rendering import write_folder
from exercises.scenarios.forms import scenario_of
from reference.formats.fields import HTML
from tests.courses.packs import LESSON, QUESTIONS, change, make_pack
from tests.exercises.scenarios.scenarios_for_tests import example, permit, with_papers
from tests.reference.rich_texts import inline_texts, rich_texts

PACKS = Path(__file__).parents[2] / "fixtures" / "packs"


@pytest.fixture
def folder(tmp_path):
    return make_pack(tmp_path / "sample")


SCENARIO_FILE = "scenarios/50-sample-counter.yaml"
INSPECTION_FILE = "inspections/60-sample-papers.yaml"


def problems(folder):
    return [
        (os.path.relpath(problem.file, folder), problem.line, problem.message)
        for problem in read_pack(folder).problems
    ]


def line_of(folder, name, text):
    """The number of the one line that holds a text."""
    found = [number for number, line in enumerate((folder / name).read_text().split("\n"), 1) if text in line]
    assert len(found) == 1, (text, found)
    return found[0]


def test_the_sample_pack_has_no_problems(folder):
    pack = read_pack(folder)
    assert pack.problems == []
    assert [(packed.order, packed.slug) for packed in pack.scenarios] == [(50, "sample-counter")]
    assert [(packed.order, packed.slug) for packed in pack.inspections] == [(60, "sample-papers")]
    assert (len(pack.lessons), len(pack.quizzes), len(pack.questions), len(pack.pictures)) == (2, 1, 4, 1)
    assert [(term.slug, term.also) for term in pack.terms] == [
        ("import-permit", ["import permits"]),
        ("range-state", []),
    ]


@pytest.mark.parametrize("folder", sorted(PACKS.iterdir()), ids=lambda path: path.name)
def test_the_packs_of_the_project_have_no_problems(folder):
    assert read_pack(folder).problems == []


def test_the_packs_of_the_project_fit_together():
    packs = [read_pack(folder) for folder in sorted(PACKS.iterdir())]
    assert check_together(packs, modules=[], units=[]) == []


def test_a_broken_pack_lists_every_fault_with_file_and_line(folder):
    lesson, quizzes, questions = "lessons/10-first-steps.md", "quizzes.yaml", "questions.yaml"
    change(folder, "module.yaml", "order: 2\n", "order: 2\ncolour: green\n")
    change(folder, "module.yaml", "plate: ladder", "plate: snake")
    change(folder, lesson, "objectives: [sample-lo1, sample-lo2]", "objectives: [sample-lo1, sample-lo9]")
    change(folder, lesson, "- one\n- two", "- `code`\n- two")
    change(folder, lesson, "  - one here", "  - ![one](here.png)")
    change(folder, lesson, "image: ladder", "image: missing-drawing")
    change(folder, lesson, '<span lang="la">', '<span lang="tlh">')
    change(folder, lesson, "    right: true\n", "")
    change(folder, lesson, "[Always, Only **sometimes**]", "[Always]")
    change(folder, lesson, "unit:sample/second-steps", "unit:sample/third-steps")
    change(folder, questions, "text: The import permit, right: true,", "text: The import permit,")
    change(folder, questions, "weight: -1/2", "weight: 1/2")
    change(folder, questions, "- id: q-true", "- id: q-first")
    change(
        folder,
        quizzes,
        "{objective: sample-lo2, number: 1, difficulty: basic}",
        "{objective: sample-lo7, number: 1}",
    )
    change(folder, "images/images.yaml", "file: ladder.svg", "file: lader.svg")
    found = problems(folder)

    def has(name, text, says):
        line = line_of(folder, name, text)
        return any((at, number) == (name, line) and says in message for at, number, message in found)

    assert has("module.yaml", "colour: green", "no field colour")
    assert has("module.yaml", "plate: snake", "no drawing snake")
    assert has(lesson, "sample-lo9", "no objective sample-lo9")
    assert has(lesson, "`code`", "Code spans")
    assert has(lesson, "![one]", "figure blocks")
    assert has(lesson, "```figure", "missing-drawing")
    assert has(lesson, "tlh", "tlh")
    assert has(lesson, "id: two-permits", "right: true")
    assert has(lesson, "cells: [Always]", "at least 2")
    assert has(lesson, "third-steps", "third-steps")
    assert (questions, 1, "Exactly one option must have right: true; here 0 have.") in found
    assert (questions, 13, "The weights above 0 must sum to 1; here they sum to 3/2.") in found
    assert (questions, 25, "The id q-first is taken by the question in line 1.") in found
    assert has(quizzes, "sample-lo7", "no objective sample-lo7")
    assert has("images/images.yaml", "file: lader.svg", "lader.svg is missing")
    assert ("images/ladder.svg", 1, "This drawing is not named in images/images.yaml.") in found


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "says"),
    [
        ("module.yaml", "status: open", "status: opened", 5, "open or preparation"),
        ("module.yaml", "title: A sample", "title:", 3, "title must be text"),
        ("module.yaml", "year: 1973", "year: last year", 21, "whole number"),
        ("module.yaml", "2026-11-21", "2026-11-31", 8, "no day"),
        ("module.yaml", "id: sample-lo2", "id: sample-lo1", 10, "twice"),
        ("module.yaml", "order: 2", "order: 2\norder: 3", 7, "twice"),
        ("module.yaml", "summary: A sample of a module.\n", "", 1, "summary is missing"),
        ("module.yaml", "title: A sample", "title: *title", 3, "Anchors"),
        ("module.yaml", "title: A sample", "title: &a A sample", 3, "Anchors"),
        ("module.yaml", "title: A sample", "title: !!python/name:os.system x", 3, "Tags"),
        ("module.yaml", "title: A sample", "title: [A", 4, "not YAML"),
        ("module.yaml", "status: open", "---\nstatus: open", 5, "second document"),
        ("lessons/20-second-steps.md", "minutes: 20", "minutes: 20\nauthor: me", 4, "no field author"),
        ("lessons/20-second-steps.md", "---\nIt", "It", 1, "between two lines"),
        ("lessons/20-second-steps.md", "It ends here.", "", 4, "no text"),
        ("lessons/20-second-steps.md", "It ends here.", "# Title", 5, "## or ###"),
        ("lessons/20-second-steps.md", "It ends here.", "```video\nx: 1\n```", 5, "no block “video”"),
        ("lessons/20-second-steps.md", "It ends here.", "```steps\ntitle: x", 5, "not closed"),
        ("lessons/20-second-steps.md", "It ends here.", "a\n\n| a | b |\n|---|---|\n| 1 | 2 |", 7, "Tables"),
        ("lessons/20-second-steps.md", "It ends here.", "a\n<div>x</div>", 6, "<div>"),
        ("lessons/20-second-steps.md", "It ends here.", "x\n[a](http://example.org)", 6, "https"),
        ("lessons/20-second-steps.md", "minutes: 20", "minutes: 20\nsources: [S-X]", 4, "no source S-X"),
        ("lessons/20-second-steps.md", "It ends here.", "```callout\nkind: law\ntext: x\n```", 6, "article"),
        ("lessons/20-second-steps.md", "It ends here.", "```callout\nkind: note\ntext: |\n > y\n```", 8, ">"),
        ("quizzes.yaml", "number: 2}", "number: 3}", 9, "2 can be drawn"),
        ("quizzes.yaml", "  blueprint:", "  fixed: [q-none]\n  blueprint:", 1, "q-none is not in questions"),
        ("quizzes.yaml", "  blueprint:", "  penalty: 2\n  blueprint:", 8, "from 0 to 1"),
        ("quizzes.yaml", "  blueprint:", "  review: practice\n  blueprint:", 1, "only in immediate"),
        ("quizzes.yaml", "difficulty: basic", "difficulty: advanced", 10, "0 can be drawn"),
        ("quizzes.yaml", "pass_mark: 80", "pass_mark: 101", 5, "100"),
        ("quizzes.yaml", "slug: sample-final", "slug: first-steps", 1, "taken by another unit"),
        ("quizzes.yaml", "slug: sample-final", "slug: sample-counter", 1, "taken by another unit"),
        (SCENARIO_FILE, "figure: ladder", "figure: lader", 17, "no drawing lader"),
        (SCENARIO_FILE, "- sample-lo2", "- sample-lo7", 5, "no objective sample-lo7"),
        (SCENARIO_FILE, "to: held", "to: hold", 27, "which is no situation or end"),
        (SCENARIO_FILE, "quality: best", "quality: good", 21, "quality must be"),
        (SCENARIO_FILE, "basis: Article VI, 1973", "base: Article VI, 1973", 26, "no field base"),
        (SCENARIO_FILE, "id: sample-counter", "id: counter", 1, "the file is named sample-counter"),
        (INSPECTION_FILE, "id: sample-papers", "id: papers", 1, "the file is named sample-papers"),
        (INSPECTION_FILE, "template: cites-permit", "template: passport", 5, "no inspections of this"),
        (INSPECTION_FILE, "- cites-expired", "- ods-expired", 6, "no kind of fault ods-expired"),
        (INSPECTION_FILE, "most: 2", "most: 3", 1, "do not make 3 in one set"),
        (INSPECTION_FILE, "most: 2", "most: 9", 10, "between 1 and 8"),
        (INSPECTION_FILE, "clean_percent: 20", "clean_percent: 120", 9, "between 0 and 100"),
        (INSPECTION_FILE, "minutes: 12", "minutes: twelve", 4, "minutes must be a whole number"),
        (INSPECTION_FILE, "title: Papers of the day", "titel: Papers", 2, "no field titel"),
        (INSPECTION_FILE, "most: 2", "most: 2\nfixed: {}", 11, "field documents is missing"),
        ("questions.yaml", "kind: matching", "kind: essay", 36, "kind must be one of"),
        ("questions.yaml", "answer: true", "answer: maybe", 33, "true or false"),
        ("questions.yaml", "weight: -1/2", "weight: 0.5", 23, "fraction"),
        ("questions.yaml", "stem: Match the codes.", "stem: |\n    one\n\n    # two", 44, "heading"),
        ("images/images.yaml", "  licence: CC BY 4.0\n", "", 1, "licence is missing"),
        ("glossary.yaml", "  meaning: A State in which a species lives.\n", "", 5, "meaning is missing"),
        ("glossary.yaml", "slug: range-state", "slug: import-permit", 5, "is taken"),
        ("glossary.yaml", "term: Range State", "term: Import permits", 5, "in line 1 too"),
        ("glossary.yaml", "[import permits]", "[import permit]", 1, "stands here twice"),
        ("lessons/10-first-steps.md", "  - Count the goods.\n```\n\nSee", "```\n\nSee", 84, "at least 2"),
        ("lessons/10-first-steps.md", "lesson: |\n  Look **behind** the first rows.", "", 72, "field lesson"),
        ("images/ladder.svg", "<path", "<script>1</script><path", 1, "<script>"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(folder, name, old, new, line, says):
    change(folder, name, old, new)
    found = [(at, number) for at, number, message in problems(folder) if says in message]
    assert (name, line) in found, problems(folder)


def test_a_file_that_is_not_utf8_is_refused_with_its_line(folder):
    path = folder / "lessons/20-second-steps.md"
    path.write_bytes(b"---\ntitle: Caf\xe9\n---\ntext\n")
    assert ("lessons/20-second-steps.md", 2, "The file is not UTF-8; save it in that encoding.") in problems(
        folder
    )


def test_a_huge_file_is_refused_unread(folder):
    (folder / "questions.yaml").write_bytes(b"#" * (MAX_TEXT_BYTES + 1))
    assert ("questions.yaml", 1, "The file is larger than 2 MB.") in problems(folder)


def test_a_yaml_bomb_is_refused(folder):
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    (folder / "module.yaml").write_text(bomb)
    assert problems(folder)[0][:2] == ("module.yaml", 1)


def test_deep_nesting_is_refused(folder):
    (folder / "questions.yaml").write_text("[" * 5000 + "]" * 5000)
    assert [hit for hit in problems(folder) if hit[0] == "questions.yaml"]


def test_links_out_of_the_folder_are_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text(QUESTIONS)
    (folder / "questions.yaml").unlink()
    (folder / "questions.yaml").symlink_to(secret)
    pack = read_pack(folder)
    assert pack.questions == []
    assert ("questions.yaml", 1, "A link that leads out of the pack is not followed.") in problems(folder)


def test_a_linked_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (folder / "lessons").rename(tmp_path / "elsewhere/lessons")
    (folder / "lessons").symlink_to(tmp_path / "elsewhere/lessons")
    assert read_pack(folder).lessons == []
    assert ("lessons", 1, "A link that leads out of the pack is not followed.") in problems(folder)


def test_a_misspelt_file_is_named(folder):
    (folder / "questions.yaml").rename(folder / "question.yaml")
    assert ("question.yaml", 1, "This file is not part of a pack; its name may be misspelt.") in problems(
        folder
    )


@pytest.mark.parametrize(
    ("file", "taken"),
    [(SCENARIO_FILE, "first-steps"), (INSPECTION_FILE, "first-steps"), (INSPECTION_FILE, "sample-counter")],
)
def test_an_exercise_named_like_another_unit_is_refused(folder, file, taken):
    place, _, slug = file.removesuffix(".yaml").partition("-")
    (folder / file).rename(folder / f"{place}-{taken}.yaml")
    change(folder, f"{place}-{taken}.yaml", f"id: {slug}", f"id: {taken}")
    message = f"The name {taken} is taken by another unit of the module."
    assert (f"{place}-{taken}.yaml", 1, message) in problems(folder)


def test_a_folder_that_is_none_is_named(tmp_path):
    assert "no such folder" in read_pack(tmp_path / "nowhere").problems[0].message


def test_two_packs_that_take_the_same_names_are_named(folder, tmp_path):
    other = make_pack(tmp_path / "other")
    found = check_together([read_pack(folder), read_pack(other)], modules=[], units=[])
    assert {
        "The name module sample is taken",
        "The name scenarios sample-counter is taken",
        "The name inspections sample-papers is taken",
        "The name quizzes sample-final is taken",
    } <= {problem.message.partition(" in ")[0] for problem in found}


def test_a_scenario_and_an_inspection_of_two_packs_do_not_share_a_name(folder, tmp_path):
    other = make_pack(tmp_path / "other", slug="other")
    (other / "inspections/60-other-papers.yaml").rename(other / "inspections/60-sample-counter.yaml")
    change(other, "inspections/60-sample-counter.yaml", "id: other-papers", "id: sample-counter")
    (found,) = check_together([read_pack(folder), read_pack(other)], modules=[], units=[])
    assert str(found).startswith(str(other / "inspections/60-sample-counter.yaml"))
    assert "The name inspections sample-counter is taken in" in found.message


def test_prerequisites_that_lead_back_are_named(folder, tmp_path):
    other = make_pack(tmp_path / "second", slug="second")
    change(folder, "module.yaml", "order: 2\n", "order: 2\nprerequisites: [second]\n")
    change(other, "module.yaml", "order: 2\n", "order: 2\nprerequisites: [sample]\n")
    found = check_together([read_pack(folder), read_pack(other)], modules=[], units=[])
    assert [problem.message for problem in found] == ["The prerequisites of this module lead back to it."] * 2


def test_rendering_gives_back_the_same_pack(folder, tmp_path):
    pack = read_pack(folder)
    write_folder(render_pack(pack), tmp_path / "copy")
    copy = read_pack(tmp_path / "copy")
    assert copy.problems == []
    assert copy.content() == pack.content()
    assert render_pack(copy) == render_pack(pack)


# --- generated bodies and generated nonsense ------------------------------------------------------

_plain = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("abc 019 #*`-:[]{}'\"\\|>&!%@,~é象")),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp"]),
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: " ".join(text.split()).isprintable() and text.strip())
_slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
_texts = st.builds(lambda text: " ".join(text.split()), _plain)


def _options(right):
    option = st.fixed_dictionaries({"text": inline_texts(), "feedback": inline_texts()})
    return st.lists(option, min_size=2, max_size=4).map(
        lambda options: [one | {"right": place == right % len(options)} for place, one in enumerate(options)]
    )


def _comparison(columns):
    row = st.fixed_dictionaries(
        {"label": _texts, "cells": st.lists(inline_texts(), min_size=len(columns), max_size=len(columns))}
    )
    return st.fixed_dictionaries(
        {"title": _texts, "columns": st.just(columns), "rows": st.lists(row, min_size=1, max_size=2)}
    )


def _form(form, data):
    return data.map(lambda values: form.model_validate(values, context=HTML))


_rows = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["0507", "0507.10", "1234.56.78"]),
        "description": _texts,
        "control": _texts,
        "document": _texts,
    }
)
_blocks = st.one_of(
    _form(blocks.Prose, st.fixed_dictionaries({"text": rich_texts()})),
    _form(blocks.Heading, st.fixed_dictionaries({"level": st.sampled_from([2, 3]), "text": _texts})),
    _form(
        blocks.Callout,
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(["law", "safety", "practice", "note"]),
                "source": _texts,
                "text": rich_texts(),
            }
        ),
    ),
    _form(
        blocks.Figure,
        st.fixed_dictionaries({"image": _slugs, "caption": _texts, "key": st.lists(_texts, max_size=3)}),
    ),
    _form(blocks.Comparison, st.lists(_texts, min_size=2, max_size=4).flatmap(_comparison)),
    _form(
        blocks.Steps,
        st.fixed_dictionaries({"title": _texts, "steps": st.lists(inline_texts(), min_size=2, max_size=3)}),
    ),
    _form(
        blocks.Check,
        st.fixed_dictionaries(
            {
                "id": _slugs,
                "question": rich_texts(),
                "multiple": st.booleans(),
                "options": st.integers(0, 3).flatmap(_options),
            }
        ),
    ),
    _form(
        blocks.HSTable,
        st.fixed_dictionaries(
            {"title": _texts, "edition": st.just("HS 2022"), "rows": st.lists(_rows, min_size=1, max_size=2)}
        ),
    ),
    _form(
        blocks.Case,
        st.fixed_dictionaries(
            {
                "title": _texts,
                "where": st.one_of(st.just(""), _texts),
                "text": rich_texts(),
                "lesson": rich_texts(),
                "source": st.one_of(st.just(""), _texts),
            }
        ),
    ),
    _form(
        blocks.Summary, st.fixed_dictionaries({"points": st.lists(inline_texts(), min_size=2, max_size=4)})
    ),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(_blocks, min_size=1, max_size=4, unique_by=lambda block: getattr(block, "id", id(block))))
def test_a_body_that_is_written_reads_back_the_same(body):
    text = write_body(body)
    read, problems = read_body(text, "lesson.md")
    assert problems == []
    assert tuple(block for block, _line in read) == joined(body)


def test_a_note_for_a_class_holds_no_check(tmp_path):
    folder = make_pack(tmp_path / "sample")
    check = LESSON[LESSON.index("```check") : LESSON.index("```hs-table")]
    with (folder / "trainer.md").open("a") as file:
        file.write(f"\n{check}")
    line = (folder / "trainer.md").read_text().split("\n").index("```check") + 1
    said = "A note for a class holds text, headings, callout, figure, comparison and steps."
    assert [(problem.line, problem.message) for problem in read_pack(folder).problems] == [(line, said)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes: 180", "minutes: 0", "greater than"),
        ("title: A class on samples\n", "", "title"),
        ("image: ladder", "image: gone", "There is no drawing gone"),
        ("---\ntitle", "title", "A note begins with its fields"),
    ],
)
def test_what_is_wrong_with_a_note_for_a_class_is_named(tmp_path, old, new, said):
    folder = make_pack(tmp_path / "sample")
    change(folder, "trainer.md", old, new)
    problems = [problem for problem in read_pack(folder).problems if "trainer.md" in problem.file]
    assert any(said in problem.message for problem in problems)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(_slugs, _texts, st.lists(_texts, max_size=2), _texts),
        max_size=3,
        unique_by=(lambda row: row[0], lambda row: row[1].lower()),
    )
)
def test_a_glossary_that_is_written_reads_back_the_same(tmp_path, rows):
    taken, terms = {row[1].lower() for row in rows}, []
    for slug, term, also, meaning in rows:
        also = [form for form in also if form.lower() not in taken and not taken.add(form.lower())]
        terms.append(TermForm(slug=slug, term=term, also=also, meaning=meaning))
    pack = read_pack(make_pack(tmp_path / "sample"))
    files = render_pack(replace(pack, terms=terms))
    write_folder(files, tmp_path / "copy")
    copy = read_pack(tmp_path / "copy")
    assert copy.problems == []
    assert sorted(copy.terms, key=lambda term: term.slug) == sorted(terms, key=lambda term: term.slug)


FIELDS = [
    "term",
    "also",
    "id",
    "slug",
    "kind",
    "options",
    "objectives",
    "sources",
    "plate",
    "blueprint",
    "file",
    "unit",
]
_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=5), st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(FIELDS),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    module=_values,
    questions=_values,
    quizzes=_values,
    images=_values,
    glossary=_values,
    lesson=st.text(max_size=60),
)
def test_whatever_stands_in_the_files_nothing_raises(
    tmp_path, module, questions, quizzes, images, glossary, lesson
):
    folder = make_pack(tmp_path / "sample")
    for name, data in (
        ("module.yaml", module),
        ("questions.yaml", questions),
        ("quizzes.yaml", quizzes),
        ("images/images.yaml", images),
        ("glossary.yaml", glossary),
    ):
        (folder / name).write_text(yaml.safe_dump(data))
    (folder / "lessons/20-second-steps.md").write_text("---\ntitle: x\nminutes: 1\n---\n" + lesson)
    assert read_pack(folder).problems


def test_the_inspection_on_the_authors_page_is_read(folder):
    page = (PACKS.parents[1] / "docs" / "authors" / "pack-format.md").read_text()
    text = page.partition("## inspections/")[2].partition("```yaml\n")[2].partition("```")[0]
    (folder / INSPECTION_FILE).unlink()
    (folder / "inspections/81-cites-permits-and-papers.yaml").write_text(text)
    assert problems(folder) == []
    (packed,) = read_pack(folder).inspections
    assert (packed.order, packed.form.most, packed.form.kinds) == (
        81,
        2,
        ("cites-expired", "cites-not-endorsed"),
    )


def test_a_scenario_without_papers_keeps_the_digest_that_it_had_before_there_were_any():
    """Sites remember digests: another one would have every scenario taken for changed by a trainer."""
    before = "4df359de3a9397019da68798ea4b6e405300b46d85966cb2403a646dd90932a0"
    assert digest(PackedScenario(82, example())) == before


def test_a_paper_is_part_of_what_a_scenario_says():
    one, other = (scenario_of(with_papers(permit(seed=seed))) for seed in (1, 2))
    assert digest(PackedScenario(1, one)) != digest(PackedScenario(1, other))
