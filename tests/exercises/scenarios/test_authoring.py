"""Trainers write scenarios in the Wagtail admin: fields, text, versions, the way to officers, trials."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from courses.models import AdministrationPage, ScenarioPage, Unit
from courses.services.site import international_collection, international_trainers
from exercises.models import Exercise, ScenarioRun
from exercises.pages.condition_words import condition_in_words, effects_in_words
from exercises.scenarios.changes import changes
from exercises.scenarios.forms import scenario_of
from exercises.scenarios.pack_yaml import read_scenario
from exercises.services.scenarios import scenario_in, start_run, write_scenario_version
from tests.courses.factories import module_page
from tests.exercises.scenarios.scenarios_for_tests import EXAMPLE, body, decision, example, situation
from tests.exercises.scenarios.test_editor import sent, value_of
from tests.factories import NOON, BankFactory, ModuleFactory, ObjectiveFactory, UserFactory
from tests.quizzes.drawings import chosen, drawing


@pytest.fixture
def own(land):
    """Two crates, written for Sampland by a pack."""
    chosen(drawing("stamp-in-box", collection=land.collection))
    exercise = Exercise.objects.create(
        slug="two-crates", kind=Exercise.Kind.SCENARIO, title="Two crates", administration=land
    )
    write_scenario_version(exercise=exercise, scenario=example(), now=NOON)
    return exercise


@pytest.fixture
def module(land):
    """The page of a national module."""
    timber = ModuleFactory(administration=land, convention=None, title="Timber")
    return module_page(AdministrationPage.objects.get(administration=land), module=timber)


def at(name, *args):
    return reverse(f"scenarios:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def latest(exercise):
    return exercise.scenario_versions.order_by("number").last()


def form_of(scenario=None, *, value=None, after=1, reason="Better words", **more):
    data = sent(value_of(scenario) if value is None else value)
    for name, text in ({"after": str(after), "reason": reason} | more).items():
        data[name] = text
    return data


# --- making one -------------------------------------------------------------------------------------


def test_a_trainer_makes_a_scenario_writes_it_and_lays_its_page(client, trainer, land, module):
    made = client.post(
        at("new"),
        {"title": "Ivory", "slug": "ivory", "owner": str(land.pk), "place": str(module.pk)},
    )
    exercise = Exercise.objects.get(slug="ivory")
    assert made.url == at("edit", exercise)
    assert exercise.administration == land
    page = ScenarioPage.objects.get(unit__exercise=exercise)
    assert (page.live, page.title, page.get_parent().pk) == (False, "Ivory", module.pk)
    assert page.unit.required is False
    chosen(drawing("stamp-in-box", collection=land.collection))
    assert client.get(at("edit", exercise)).status_code == 200
    assert b"Not written yet" in client.get(at("index")).content
    saved = client.post(at("edit", exercise), form_of(example(), after=0, reason="First version"))
    assert saved.status_code == 302
    version = latest(exercise)
    assert (version.number, version.author, version.reason) == (1, trainer, "First version")
    assert scenario_in(version) == example().model_copy(update={"id": "ivory", "objectives": []})
    exercise.refresh_from_db()
    assert exercise.title == example().title
    assert {entry.action for entry in ModelLogEntry.objects.for_instance(exercise)} == {
        "exercises.create",
        "exercises.place",
    }


def test_a_national_scenario_cannot_stand_in_a_module_of_others(client, trainer, land, module):
    elsewhere = create_administration(slug="otherland", name="Otherland Customs")
    answer = client.post(
        at("new"), {"title": "Ivory", "slug": "ivory", "owner": str(elsewhere.pk), "place": ""}
    )
    assert answer.status_code == 422
    assert not Exercise.objects.exists()


def test_a_permanent_name_is_made_of_small_letters_and_hyphens(client, trainer, land):
    client.post(at("new"), {"title": "Ivory", "slug": "Ivory_At_Sea", "owner": str(land.pk), "place": ""})
    assert Exercise.objects.get().slug == "ivory-at-sea"


def test_an_international_trainer_makes_international_ones_and_no_others(client, db, land):
    person = UserFactory()
    international_trainers().user_set.add(person)
    BankFactory(collection=international_collection())
    client.force_login(person)
    page = client.get(at("new")).content.decode()
    assert 'value="international"' in page
    assert "Sampland" not in page
    client.post(at("new"), {"title": "Ivory", "slug": "ivory", "owner": "international", "place": ""})
    assert Exercise.objects.get().administration is None


def test_a_page_is_laid_once_and_a_scenario_retired_and_taken_up_again(client, trainer, own, module):
    for _ in range(2):
        client.post(at("place", own), {"place": str(module.pk)})
    unit = Unit.objects.get(exercise=own)
    assert unit.required is False
    assert ScenarioPage.objects.filter(unit=unit).count() == 1
    client.post(at("retire", own))
    unit.refresh_from_db()
    assert unit.retired_at is not None
    assert b"Retired" in client.get(at("show", own)).content
    client.post(at("retire", own))
    unit.refresh_from_db()
    assert unit.retired_at is None


def test_what_stands_in_no_module_cannot_be_retired(client, trainer, own):
    assert client.post(at("retire", own)).status_code == 404


# --- writing ----------------------------------------------------------------------------------------


def test_a_change_is_a_version_with_author_and_reason(client, trainer, own):
    value = value_of(example())
    value["situations"][1]["title"] = "Forty too many"
    assert client.post(at("edit", own), form_of(value=value)).url == at("show", own)
    version = latest(own)
    assert (version.number, version.author, version.reason) == (2, trainer, "Better words")
    history = client.get(at("versions", own)).content.decode()
    assert "Changed: Forty too many" in history
    assert "A content pack" in history
    shown = client.get(at("version", own, 2)).content.decode()
    assert re.search(r"<ins>.*Forty too many</ins>", shown)
    assert re.search(r"<del>.*Forty plants too many</del>", shown)


def test_saving_without_a_change_writes_nothing(client, trainer, own):
    answer = client.post(at("edit", own), form_of(example()), follow=True)
    assert b"Nothing was changed" in answer.content
    assert own.scenario_versions.count() == 1


def test_an_unsound_scenario_is_refused_with_the_node_named_and_all_kept(client, trainer, own):
    value = value_of(example())
    value["situations"][1]["decisions"][0]["to"] = "nowhere"
    value["debrief"] = "Words that nobody wants to type twice."
    answer = client.post(at("edit", own), form_of(value=value, reason="Trying"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Situation excess, decision detain: it leads to nowhere" in page
    assert "Words that nobody wants to type twice." in page
    assert 'value="Trying"' in page
    assert own.scenario_versions.count() == 1


def test_a_title_in_other_languages_gets_a_name(client, trainer, own):
    value = value_of(example())
    value["situations"][1] |= {"title": "四十株", "id": ""}
    for row in value["situations"][0]["decisions"]:
        row["to"] = "四十株" if row["to"] == "excess" else row["to"]
    assert client.post(at("edit", own), form_of(value=value)).status_code == 302
    assert scenario_in(latest(own)).situations[1].id == "situation"


def test_who_writes_beside_another_is_told_and_loses_nothing(client, trainer, own):
    other = UserFactory(name="Other Trainer")
    changed = example().model_copy(update={"title": "Three crates"})
    write_scenario_version(exercise=own, scenario=changed, author=other, reason="One crate more", now=NOON)
    value = value_of(example())
    value["debrief"] = "Mine."
    answer = client.post(at("edit", own), form_of(value=value))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "version 2 was written meanwhile, by Other Trainer" in page
    assert "One crate more" in page
    assert "Mine." in page
    assert re.search(r'name="after"[^>]*value="2"|value="2"[^>]*name="after"', page)
    assert own.scenario_versions.count() == 2
    # Saving again, now with that version in view, comes after it.
    assert client.post(at("edit", own), form_of(value=value, after=2)).status_code == 302
    assert latest(own).number == 3


def test_an_earlier_version_can_be_written_on_from(client, trainer, own):
    write_scenario_version(
        exercise=own, scenario=example().model_copy(update={"title": "Three crates"}), now=NOON
    )
    assert b"Three crates" in client.get(at("edit", own)).content
    earlier = client.get(at("edit", own) + "?from=1").content.decode()
    assert example().title in earlier
    assert re.search(r'value="2"[^>]*name="after"|name="after"[^>]*value="2"', earlier)
    assert client.get(at("edit", own) + "?from=9").status_code == 404


def test_objectives_are_those_offered_and_those_that_stand_there(
    client, trainer, own, land, django_assert_max_num_queries
):
    offered = ObjectiveFactory(slug="own-lo1", administration=land)
    foreign = ObjectiveFactory(
        slug="foreign-lo1",
        administration=create_administration(slug="otherland", name="Otherland Customs"),
    )
    assert client.post(at("edit", own), form_of(example(), objectives_named=foreign.slug)).status_code == 422
    assert client.post(at("edit", own), form_of(example(), objectives_named=offered.slug)).status_code == 302
    assert scenario_in(latest(own)).objectives == ["cites-lo1", "own-lo1"]


def test_a_picture_of_others_is_refused(client, trainer, own):
    hidden = create_administration(slug="otherland", name="Otherland Customs")
    foreign = chosen(drawing("theirs", collection=hidden.collection))
    value = value_of(example())
    value["situations"][0]["evidence"][1]["figure"] = foreign
    answer = client.post(at("edit", own), form_of(value=value))
    assert answer.status_code == 422
    assert own.scenario_versions.count() == 1


# --- as text ----------------------------------------------------------------------------------------


def test_the_download_is_what_a_pack_holds_and_comes_back(client, trainer, own):
    answer = client.get(at("download", own))
    assert 'filename="two-crates.yaml"' in answer["Content-Disposition"]
    scenario, problems = read_scenario(answer.content.decode(), "two-crates.yaml")
    assert (scenario, problems) == (example(), [])
    again = client.post(
        at("text", own), {"text": answer.content.decode(), "reason": "Same", "after": "1"}, follow=True
    )
    assert b"Nothing was changed" in again.content


def test_a_file_goes_before_the_text_and_stays_in_the_form_when_it_is_wrong(client, trainer, own):
    changed = EXAMPLE.replace("minutes: 10", "minutes: 15")
    file = SimpleUploadedFile("two-crates.yaml", changed.encode())
    client.post(at("text", own), {"text": EXAMPLE, "file": file, "reason": "Longer", "after": "1"})
    assert scenario_in(latest(own)).minutes == 15
    broken = SimpleUploadedFile("two-crates.yaml", changed.replace("to: excess", "to: nowhere").encode())
    answer = client.post(at("text", own), {"text": "", "file": broken, "reason": "Worse", "after": "2"})
    page = answer.content.decode()
    assert answer.status_code == 422
    line = next(
        number for number, row in enumerate(changed.splitlines(), start=1) if row.endswith("to: excess")
    )
    assert f"Line {line}: Situation counter" in page
    assert "to: nowhere" in page
    assert latest(own).number == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id: two-crates\nid: ivory", "Line 2: The field id stands here twice"),
        (EXAMPLE.replace("id: two-crates", "id: three-crates", 1), "Its id is three-crates"),
        ("", "must be made of fields"),
        (EXAMPLE.replace("figure: stamp-in-box", "figure: nobodys"), "no picture of the name nobodys"),
    ],
)
def test_a_text_that_is_wrong_is_refused(client, trainer, own, text, words):
    answer = client.post(at("text", own), {"text": text, "reason": "Worse", "after": "1"})
    assert answer.status_code == 422
    assert words in answer.content.decode().replace("&#x27;", "'")
    assert own.scenario_versions.count() == 1


# --- looking at it ----------------------------------------------------------------------------------


def test_outline_and_drawing_name_every_node_and_each_box_leads_to_it(client, trainer, own):
    page = client.get(at("show", own)).content.decode()
    for name, node in example().nodes().items():
        assert page.count(f'id="node-{name}"') == 1
        assert f'<a href="#node-{name}" class="gc-node' in page
        assert node.title in page
    assert "Offered only when “asked” is less than 2." in page
    assert "When (the evidence secured is 3 or more) and (" not in page
    assert "When the evidence secured is 3 or more and the time used − “asked” is 60 or less:" in page


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("", ""),
        ("asked < 2", "“asked” is less than 2"),
        ("not (asked = 1 or trust != 2)", "it is not so that (“asked” is 1 or the trader’s trust is not 2)"),
        (
            "asked = 1 and (legal > 2 or safety <= 3)",
            "“asked” is 1 and (the legal position is more than 2 or safety is 3 or less)",
        ),
        ("-asked + 3 >= time_used - 1", "−“asked” + 3 is the time used − 1 or more"),
    ],
)
def test_conditions_in_words(condition, words):
    assert condition_in_words(condition) == words


def test_effects_in_words():
    assert effects_in_words({"trust": -5, "asked": 1}) == "the trader’s trust −5, “asked” +1"


def test_what_an_edit_changed():
    before = scenario_of(
        body(situation("one", decision("on", "two")), situation("two", decision("on", "over")))
    )
    later = body(
        situation("one", decision("on", "three")), situation("three", decision("on", "over")), minutes=6
    )
    told = {(change.what, change.title) for change in changes(before, scenario_of(later))}
    assert told == {("changed", "one"), ("new", "three"), ("gone", "two"), ("changed", "")}
    assert changes(before, before) == []
    assert changes(None, before) == []
    swapped = before.model_copy(
        update={
            "ends": [*before.ends, scenario_of(body(situation("x", decision("on", "y")), ends=["y"])).ends[0]]
        }
    )
    assert [(change.what, change.title) for change in changes(before, swapped)] == [("new", "y")]


# --- trials -----------------------------------------------------------------------------------------


def test_a_trial_begins_anywhere_and_is_never_counted(client, trainer, own):
    begun = client.post(at("try", own), {"seed": "7", "at": "excess"})
    run = ScenarioRun.every.get()
    assert begun.url == reverse("exercises:situation", args=[run.pk])
    assert (run.trial, run.seed, [step.node for step in run.steps.all()]) == (True, 7, ["counter"])
    assert b"Trial" in client.get(begun.url).content
    client.post(at("try", own), {"seed": "", "at": ""})
    assert [trial.is_open for trial in ScenarioRun.every.order_by("pk")] == [False, True]
    assert b"No run that is asked for" in client.get(at("flow", own)).content
    assert client.get(at("run", own, run)).status_code == 404


def test_a_trial_takes_the_version_in_force_even_where_one_was_open(client, trainer, own):
    client.post(at("try", own), {"seed": "7", "at": ""})
    write_scenario_version(exercise=own, scenario=example().model_copy(update={"title": "Three"}), now=NOON)
    client.post(at("try", own), {"seed": "7", "at": ""})
    assert ScenarioRun.every.order_by("pk").last().version.number == 2


def test_a_trial_at_a_place_that_chance_keeps_away_is_refused_in_words(client, trainer, land):
    """Only the event leads on: where the seed does not let it happen, no way leads to the second."""
    lucky = situation(
        "one",
        decision("on", "two", when="luck = 1"),
        decision("off", "over", quality="poor"),
        events=[{"chance": 50, "text": "<p>Luck.</p>", "effects": {"luck": 1}}],
    )
    scenario = scenario_of(
        body(lucky, situation("two", decision("on", "over")), state={"luck": 0}, id="lucky")
    )
    exercise = Exercise.objects.create(
        slug="lucky", kind=Exercise.Kind.SCENARIO, title="Lucky", administration=land
    )
    write_scenario_version(exercise=exercise, scenario=scenario, now=NOON)
    answers = [client.post(at("try", exercise), {"seed": str(seed), "at": "two"}).url for seed in range(8)]
    assert at("show", exercise) in answers
    assert any("scenario-runs" in url for url in answers)
    assert "scenario-runs" in client.post(at("try", exercise), {"seed": "", "at": "two"}).url


# --- who --------------------------------------------------------------------------------------------

PAGES = ["show", "edit", "text", "download", "versions", "flow", "runs"]


@pytest.mark.parametrize("name", PAGES)
def test_a_trainer_of_others_finds_nothing(client, own, name):
    elsewhere = create_administration(slug="otherland", name="Otherland Customs")
    person = UserFactory()
    add_member(user=person, administration=elsewhere, role="trainer", since=NOON.date())
    client.force_login(person)
    assert client.get(at(name, own)).status_code == 404
    assert own.title not in client.get(at("index")).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_national_trainer_finds_no_international_scenario(client, trainer, own, name):
    Exercise.objects.filter(pk=own.pk).update(administration=None)
    assert client.get(at(name, own)).status_code == 404


def test_inspections_are_no_scenarios(client, trainer, own):
    Exercise.objects.filter(pk=own.pk).update(kind=Exercise.Kind.INSPECTION)
    assert client.get(at("show", own)).status_code == 404


@pytest.mark.parametrize(
    ("name", "most"), [("index", 0), ("show", 0), ("edit", 0), ("text", 0), ("versions", 0)]
)
def test_pages_ask_as_often_for_many_as_for_few(client, trainer, own, officer_of_land, name, most):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(at(name, own) if name != "index" else at("index")).status_code == 200
        return len(queries)

    asked()
    few = asked()
    for number in range(4):
        other = Exercise.objects.create(
            slug=f"other-{number}",
            kind=Exercise.Kind.SCENARIO,
            title="Other",
            administration=own.administration,
        )
        write_scenario_version(exercise=other, scenario=example(), now=NOON)
        start_run(exercise=other, officer=officer_of_land, administration=own.administration, now=NOON)
        write_scenario_version(
            exercise=own, scenario=example().model_copy(update={"minutes": 20 + number}), now=NOON
        )
    assert asked() <= few + most
