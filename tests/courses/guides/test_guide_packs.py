"""A guide in packs: read with file and line, written once, left alone where a trainer was, exported again."""

from datetime import timedelta

import pytest

from courses.guide_contents import guide_of
from courses.models import GuideEntry, GuideEntryPage, GuidePage, PackRecord, Unit
from courses.packs import read_pack
from courses.packs.rendering import render_pack
from courses.services.pack_contents import export_module
from courses.services.packs import write_pack
from reference import uses
from tests.courses.packs import change, make_pack
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


def entry(slug="red-sample"):
    return GuideEntryPage.objects.get(entry__slug=slug)


# --- reading --------------------------------------------------------------------------------------


def line_of(folder, text):
    lines = (folder / "guide.yaml").read_text().splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


@pytest.mark.parametrize(
    ("old", "new", "found", "message"),
    [
        (
            "group: resins\n    title: Amber",
            "group: gone\n    title: Amber",
            "group: gone",
            "There is no group gone",
        ),
        ("smell: [spicy]", "smell: [sweet]", "smell: [sweet]", "has no state sweet"),
        (
            "float: [floats]\n  - id: copal",
            "taste: [floats]\n  - id: copal",
            "taste:",
            "has no character taste",
        ),
        ("entry: brown-sample", "entry: gone-sample", "entry: gone-sample", "There is no entry gone-sample"),
        ("entry: brown-sample", "entry: red-sample", "entry: red-sample", "no look-alike of itself"),
        ("name: Stained pine", "nome: Stained pine", "nome:", "There is no field nome"),
        ("id: black-sample", "id: pale-sample", "id: red-sample", "pale-sample stands here twice"),
        ("controlled: depends", "controlled: maybe", "controlled: maybe", "controlled must be"),
        ("sources: [S-CONV]", "sources: [S-GONE]", "sources: [S-GONE]", "There is no source S-GONE"),
        ('["hs:4403.49"]', '["wood:4403.49"]', "wood:4403.49", "names no row"),
        ("caption: The end", "picture: gone\n    caption: The end", "", "stands here twice"),
        (
            "    picture: ladder\n    caption",
            "    picture: gone\n    caption",
            "picture: gone",
            "There is no drawing gone",
        ),
        ("grain: [rings]\n", "grain: [rings, rings]\n", "grain: [rings, rings]", "rings stands here twice"),
    ],
)
def test_what_is_wrong_in_a_guide_is_told_with_its_line(folder, old, new, found, message):
    change(folder, "guide.yaml", old, new)
    problems = [problem for problem in read_pack(folder).problems if message in problem.message]
    assert len(problems) == 1, read_pack(folder).problems
    assert problems[0].file.endswith("guide.yaml")
    if found and "twice" not in message:
        assert problems[0].line == line_of(folder, found)


def test_the_name_of_the_guide_is_free_in_its_module(folder):
    (folder / "lessons/20-second-steps.md").rename(folder / "lessons/20-guide.md")
    messages = " ".join(problem.message for problem in read_pack(folder).problems)
    assert "The name guide is the guide’s" in messages


def test_an_entry_uses_the_rows_that_it_rests_on_and_the_sources_it_cites(folder):
    load(folder)
    key = str(entry().pk)
    assert ("guide_entry", key, "hs:4403.49") in uses.users_of({"hs:4403.49"})
    assert ("guide_entry", key, "source:sample.S-CONV") in uses.users_of({"source:sample.S-CONV"})
    place = uses.kinds()["guide_entry"].places([key], None)[key]
    assert place.title == "A sample: Red sample"


# --- writing --------------------------------------------------------------------------------------


def test_a_guide_becomes_a_unit_a_page_and_a_page_for_each_entry(folder):
    load(folder)
    page = GuidePage.objects.live().get()
    unit = Unit.objects.get(kind=Unit.Kind.GUIDE)
    assert (unit.slug, unit.required, unit.title) == ("guide", False, "Guide to samples")
    assert page.unit == unit
    assert GuideEntryPage.objects.live().child_of(page).count() == 6
    assert set(GuideEntry.objects.values_list("slug", flat=True)) == {
        f"{name}-sample" for name in ("red", "brown", "black", "pale", "amber", "copal")
    }
    assert entry().picture.slug == "ladder"
    assert entry().latin == ["Lignum rubrum"]


def test_the_guide_that_is_put_together_says_what_the_pack_says(folder):
    load(folder)
    assert guide_of(GuidePage.objects.get()).form == read_pack(folder).guide


def test_what_a_guide_shows_is_put_together_anew_when_a_page_is_published(folder):
    load(folder)
    page = GuidePage.objects.get()
    before = guide_of(page)
    assert guide_of(page) is before
    changed = entry()
    changed.title = "Scarlet sample"
    changed.save_revision()
    assert guide_of(page).entries["red-sample"].title == "Red sample"
    changed.get_latest_revision().publish()
    assert guide_of(page).entries["red-sample"].title == "Scarlet sample"
    entry("copal-sample").unpublish()
    assert "copal-sample" not in guide_of(page).entries


def test_a_state_that_is_gone_from_the_vocabulary_is_left_out_until_the_entry_follows(folder):
    load(folder)
    page = GuidePage.objects.get()
    groups = page.groups.get_prep_value()
    groups[0]["value"]["characters"] = groups[0]["value"]["characters"][:2]
    page.groups = groups
    page.save_revision().publish()
    assert set(guide_of(GuidePage.objects.get()).entries["red-sample"].states) == {"grain", "colour"}


def test_twice_is_once(folder):
    load(folder)
    report = load(folder, now=NOON + timedelta(days=1))
    assert report.written == report.conflicts == report.retired == report.waiting == report.kept == []
    assert not PackRecord.objects.exclude(written_at=NOON).exists()


def test_an_entry_that_a_trainer_changed_is_left_alone_and_the_others_are_written(folder):
    load(folder)
    page = entry()
    page.summary = "A trainer's words."
    page.save_revision().publish()
    change(folder, "guide.yaml", "summary: A wood that smells.", "summary: A wood that smells much.")
    change(folder, "guide.yaml", "title: Brown sample", "title: Browner sample")
    report = load(folder)
    assert report.conflicts == ["entries/red-sample"]
    assert report.written == ["entries/brown-sample"]
    assert entry().summary == "A trainer's words."
    report = load(folder, take_pack=True)
    assert report.waiting == ["entries/red-sample"]
    assert entry().summary == "A trainer's words."
    assert entry().get_latest_revision_as_object().summary == "A wood that smells much."


def test_a_vocabulary_that_a_trainer_changed_is_left_alone(folder):
    load(folder)
    page = GuidePage.objects.get()
    page.introduction = "Other words."
    page.save_revision().publish()
    change(folder, "guide.yaml", "introduction: Woods and", "introduction: All woods and")
    assert load(folder).conflicts == ["guide"]


def test_an_entry_gone_from_the_pack_is_retired_and_comes_back(folder):
    load(folder)
    whole = (folder / "guide.yaml").read_text()
    (folder / "guide.yaml").write_text(whole[: whole.index("  - id: copal-sample")])
    assert load(folder).retired == ["entries/copal-sample"]
    assert not entry("copal-sample").live
    assert GuideEntry.objects.get(slug="copal-sample").retired_at == NOON
    (folder / "guide.yaml").write_text(whole)
    assert "entries/copal-sample" in load(folder).written
    assert entry("copal-sample").live
    assert GuideEntry.objects.get(slug="copal-sample").retired_at is None


def test_a_guide_gone_from_the_pack_is_retired_and_comes_back(folder):
    load(folder)
    whole = (folder / "guide.yaml").read_text()
    (folder / "guide.yaml").unlink()
    assert "guide" in load(folder).retired
    assert not GuidePage.objects.get().live
    assert Unit.objects.get(kind=Unit.Kind.GUIDE).retired_at == NOON
    (folder / "guide.yaml").write_text(whole)
    load(folder)
    assert GuidePage.objects.get().live
    assert Unit.objects.get(kind=Unit.Kind.GUIDE).retired_at is None


def test_a_guide_is_exported_as_it_was_read(folder, tmp_path):
    load(folder)
    pack = export_module(GuidePage.objects.get().unit.module).pack
    assert pack.guide == read_pack(folder).guide
    out = tmp_path / "out"
    for name, data in render_pack(pack).items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    again = read_pack(out)
    assert again.problems == []
    assert again.content() == read_pack(folder).content()


def test_what_is_not_published_of_a_guide_is_named_by_the_export(folder):
    load(folder)
    entry("copal-sample").unpublish()
    export = export_module(GuidePage.objects.get().unit.module)
    assert "copal-sample: it is not published." in export.left_out
    assert len(export.pack.guide.entries) == 5


def test_the_example_of_the_authors_page_is_sound(folder, settings):
    page = (settings.BASE_DIR / "docs" / "authors" / "guides.md").read_text()
    (folder / "guide.yaml").write_text(page.split("```yaml\n")[1].split("```")[0])
    pack = read_pack(folder)
    assert pack.problems == []
    assert [entry.id for entry in pack.guide.entries] == ["elephant-ivory", "mammoth-ivory"]
