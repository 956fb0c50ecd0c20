"""The form of a curriculum: what is written survives every button, and what is saved is what was written."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis.extra.django import TestCase

from accounts.models import AuditEntry
from certification.composing import MOST_GROUPS, Composition, Sketch
from certification.models import Curriculum, CurriculumVersion
from certification.plans import Asked, Group, Plan, faults_of
from certification.services.curricula import make_curriculum, newest_version, plan_of, write_draft
from tests.certification.conftest import published, quiz_unit
from tests.certification.curricula.plans import known, plans_of, sent
from tests.factories import NOON, AdministrationFactory, ModuleFactory

pytestmark = pytest.mark.django_db
KNOWN = known({1, 2, 3})


@given(plans_of({1, 2, 3}))
def test_any_plan_comes_back_out_of_the_form(plan):
    with patch("certification.composing.problems_of", return_value=()):
        composition = Composition(Sketch.of_post(sent(Sketch.of_plan(plan))), KNOWN, check=True)
    assert composition.plan == plan


@given(plans_of({1, 2, 3}))
def test_a_plan_with_faults_is_not_read_and_one_without_is(plan):
    composition = Composition(Sketch.of_post(sent(Sketch.of_plan(plan))), KNOWN, check=True)
    if faults_of(plan, KNOWN):
        assert composition.plan is None
        assert composition.wrong
    else:
        assert composition.plan == plan


class TestRows(TestCase):
    """A test class, since each example needs a transaction of its own."""

    @given(plans_of({0, 1, 2}))
    @hypothesis_settings(max_examples=15, deadline=None)
    def test_any_plan_comes_back_out_of_the_tables(self, plan):
        keys = [ModuleFactory(slug=f"module-{number}").pk for number in range(3)]
        plan = replace(plan, groups=tuple(_asking_for(group, keys) for group in plan.groups))
        with patch("certification.services.curricula.faults_of", return_value=()):
            made = make_curriculum(administration=AdministrationFactory(), plan=plan, by=None, now=NOON)
        assert plan_of(made.versions.get()) == plan


def _asking_for(group, keys):
    """The group with the ids of modules that are there, each asked for once: more the tables do not hold."""
    asked = {
        one.module: one if one.module is None else replace(one, module=keys[one.module])
        for one in group.asked
    }
    return replace(group, asked=tuple(asked.values()))


@given(plans_of({1, 2, 3}))
def test_moving_up_and_down_again_changes_nothing_and_removing_takes_one_away(plan):
    sketch = Sketch.of_plan(plan)
    before = sketch.data()
    if len(plan.groups) > 1:
        assert sketch.change("down-g0")
        assert sketch.change("up-g1")
        assert sketch.data() == before
    if plan.groups:
        sketch.change("remove-g0")
        assert len(sketch.groups) == len(plan.groups) - 1


@pytest.mark.parametrize(
    "act", ["", "up-g0", "down-g9", "up-g0-r0", "remove-g7", "add_module", "add_module-g9", "nonsense", "up"]
)
def test_a_button_of_a_stale_page_does_nothing(act):
    sketch = Sketch.empty()
    assert sketch.change(act) is None
    assert sketch.data() == Sketch.empty().data()


def test_groups_are_added_up_to_a_limit():
    sketch = Sketch.empty()
    for _ in range(MOST_GROUPS + 5):
        sketch.change("add_group")
    assert len(sketch.groups) == MOST_GROUPS


@pytest.mark.parametrize("count", ["-1", "x", "9999999", "", "²"])
def test_a_count_that_makes_no_sense_is_no_fault(count):
    post = QueryDict(mutable=True)
    post["groups"] = count
    assert len(Sketch.of_post(post).groups) <= MOST_GROUPS


# --- the pages ------------------------------------------------------------------------------------


@pytest.fixture
def area(client, coordinator):
    client.force_login(coordinator)
    return client


def plan_for(*modules, **fields):
    for module in modules:
        quiz_unit(module)
    asked = tuple(Asked(module=module.pk, minimum_mark=80) for module in modules)
    return Plan(
        **{"title": "Border officer", "groups": (Group(asked=asked),), "validity_months": 24} | fields
    )


def draft_url(curriculum):
    return reverse("certification:draft", args=["sampland", curriculum.slug])


def test_a_coordinator_composes_a_curriculum_and_nobody_is_touched(area, administration, module):
    plan = plan_for(module)
    response = area.post(
        reverse("certification:new_curriculum", args=["sampland"]),
        sent(Sketch.of_plan(plan), edition=0, act="save"),
    )
    curriculum = Curriculum.objects.get()
    assert response.url == reverse("certification:curriculum", args=["sampland", "border-officer"])
    assert plan_of(curriculum.versions.get()) == plan
    assert newest_version(curriculum) is None
    assert [entry.act for entry in AuditEntry.objects.all()] == ["curriculum.made"]


def test_a_button_keeps_what_is_written_and_saves_nothing(area, administration, module):
    sketch = Sketch.of_plan(plan_for(module, title="Half written"))
    sketch.head["validity_months"] = "many"
    response = area.post(
        reverse("certification:new_curriculum", args=["sampland"]), sent(sketch, act="add_sign_off-g0")
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="Half written"' in page
    assert 'value="many"' in page
    assert 'name="g0-r1-sign_off"' in page
    assert "A sign-off is added." in page
    assert not Curriculum.objects.exists()


def test_what_cannot_stand_is_said_at_its_field_and_kept(area, administration, module):
    plan = plan_for(module, title="Kept title")
    sketch = Sketch.of_plan(plan)
    sketch.groups[0].fields["needed"] = "3"
    response = area.post(reverse("certification:new_curriculum", args=["sampland"]), sent(sketch, act="save"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "3 are needed and the group holds 1" in page
    assert 'href="#id_g0-needed"' in page
    assert 'value="Kept title"' in page
    assert not Curriculum.objects.exists()


def test_another_administrations_module_cannot_be_chosen(area, administration, other_administration):
    foreign = ModuleFactory(administration=other_administration, title="A secret module")
    response = area.post(
        reverse("certification:new_curriculum", args=["sampland"]),
        sent(Sketch.of_plan(plan_for(foreign)), act="save"),
    )
    assert response.status_code == 422
    assert "A secret module" not in response.content.decode()
    assert not Curriculum.objects.exists()


def test_the_second_of_two_who_edit_is_told_and_loses_nothing(area, administration, module, coordinator):
    version = published(administration, plan_for(module))
    page = area.get(draft_url(version.curriculum)).content.decode()
    version.curriculum.refresh_from_db()
    read = version.curriculum.edition
    assert f'name="edition" value="{read}"' in page
    write_draft(
        curriculum=version.curriculum,
        plan=plan_for(module, title="The first"),
        edition=read,
        by=coordinator,
        now=NOON,
    )
    mine = sent(Sketch.of_plan(plan_for(module, title="The second")), edition=read, act="save")
    response = area.post(draft_url(version.curriculum), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert 'value="The second"' in page
    assert "Sample Coordinator saved on" in page
    assert "Title: “The first” before, “The second” now." in page
    assert CurriculumVersion.objects.get(published_at=None).title == "The first"
    # Told once, the second may put it in the place of the first.
    mine["edition"] = read + 1
    assert f'name="edition" value="{read + 1}"' in page
    assert area.post(draft_url(version.curriculum), mine).status_code == 302
    assert CurriculumVersion.objects.get(published_at=None).title == "The second"


def test_saving_twice_writes_one_draft_and_one_entry_of_the_log(area, administration, module):
    version = published(administration, plan_for(module))
    version.curriculum.refresh_from_db()
    mine = sent(
        Sketch.of_plan(plan_for(module, title="Next")), edition=version.curriculum.edition, act="save"
    )
    AuditEntry.objects.all()._raw_delete("default")
    for _ in range(2):
        assert area.post(draft_url(version.curriculum), mine).status_code == 302
    assert CurriculumVersion.objects.filter(published_at=None).count() == 1
    assert AuditEntry.objects.filter(act="curriculum.drafted").count() == 1


def test_a_discarded_draft_leaves_what_is_published(area, administration, module):
    version = published(administration, plan_for(module))
    version.curriculum.refresh_from_db()
    write_draft(
        curriculum=version.curriculum,
        plan=plan_for(module, title="Next"),
        edition=version.curriculum.edition,
        by=None,
        now=NOON,
    )
    url = reverse("certification:discard_draft", args=["sampland", "border"])
    for _ in range(2):
        assert area.post(url).url == reverse("certification:curriculum", args=["sampland", "border"])
    assert CurriculumVersion.objects.get() == version


def test_a_curriculum_that_never_was_published_goes_with_its_draft(area, administration, module):
    make_curriculum(administration=administration, plan=plan_for(module), slug="border", by=None, now=NOON)
    url = reverse("certification:discard_draft", args=["sampland", "border"])
    for _ in range(2):
        assert area.post(url).url == reverse("certification:curricula", args=["sampland"])
    assert not Curriculum.objects.exists()


def test_two_curricula_of_one_title_get_two_names(administration, module):
    plan = plan_for(module)
    names = [
        make_curriculum(administration=administration, plan=plan, by=None, now=NOON).slug for _ in range(3)
    ]
    assert names == ["border-officer", "border-officer-2", "border-officer-3"]


def test_a_title_without_latin_letters_gets_a_name(administration, module):
    made = make_curriculum(
        administration=administration, plan=plan_for(module, title="海关"), by=None, now=NOON
    )
    assert made.slug == "curriculum"
