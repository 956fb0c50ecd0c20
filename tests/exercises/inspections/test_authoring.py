"""Trainers set up inspections in the Wagtail admin: the mix, samples, sets written by hand, results."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership
from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from courses.models import AdministrationPage, InspectionPage
from courses.services.site import international_trainers
from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults, faults_of
from exercises.consignments.faults.subjects import SUBJECTS
from exercises.inspections.settings import FixedSet, InspectionSettings
from exercises.models import Exercise, InspectionRound, InspectionVersion
from exercises.services.inspections import (
    begin_round,
    create_inspection,
    figures_of,
    held_in,
    inspection_of,
    sample_of,
    write_inspection_version,
)
from tests.courses.factories import module_page
from tests.exercises.inspections.answers import answered, decision_of, solved, sound_of
from tests.exercises.inspections.answers import faults_of as flags_of
from tests.exercises.inspections.controls import controls_of
from tests.factories import NOON, MembershipFactory, ModuleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(db):
    return create_administration(slug="sampland", name="Sampland Customs")


@pytest.fixture
def elsewhere(db):
    return create_administration(slug="otherland", name="Otherland Customs")


def trainer_of(administration):
    person = UserFactory(name="T. Trainer")
    add_member(user=person, administration=administration, role="trainer", since=NOON.date())
    return person


@pytest.fixture
def trainer(land, client):
    person = trainer_of(land)
    client.force_login(person)
    return person


@pytest.fixture
def inspection(land):
    return make(land)


def make(administration, slug="permits", **settings):
    """An inspection whose sets all have one fault."""
    usual = {"template": "cites-permit", "clean_percent": 0, "most": 3}
    return create_inspection(
        slug=slug,
        title=f"Inspection {slug}",
        administration=administration,
        author=None,
        reason="Made",
        now=NOON,
        **usual | settings,
    )


def page(name, *args, **query):
    address = reverse(f"inspection_editor:{name}", args=[getattr(one, "pk", one) for one in args])
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return f"{address}?{asked}" if asked else address


def text_of(response):
    return response.content.decode()


def mix(**changed):
    return {
        "title": "Permits of caiman",
        "kinds": ["cites-expired", "cites-other-stamp", "packages-differ"],
        "clean_percent": "30",
        "most": "2",
        "growth": "1",
        "reason": "Fewer kinds",
        "based_on": "1",
    } | changed


# --- who --------------------------------------------------------------------------------------------


def everything(inspection):
    """The addresses of an inspection, and how each is asked for."""
    return [
        ("get", page("edit", inspection)),
        ("post", page("edit", inspection)),
        ("get", page("sample", inspection)),
        ("get", page("by_hand", inspection)),
        ("post", page("by_hand", inspection)),
        ("post", page("trial", inspection)),
        ("post", page("place", inspection)),
    ]


def test_a_trainer_of_another_administration_finds_nothing(client, inspection, elsewhere):
    client.force_login(trainer_of(elsewhere))
    assert inspection.title not in text_of(client.get(page("index")))
    for method, address in everything(inspection):
        assert getattr(client, method)(address).status_code == 404, address
    assert InspectionVersion.objects.count() == 1
    assert not InspectionRound.every.exists()


@pytest.mark.parametrize("role", ["trainee", "coordinator"])
def test_who_is_no_trainer_finds_no_editor(client, inspection, land, role):
    client.force_login(MembershipFactory(administration=land, role=role).user)
    for method, address in [("get", page("index")), ("get", page("new")), *everything(inspection)]:
        response = getattr(client, method)(address)
        assert response.status_code in {302, 403, 404}, address
        assert response.status_code != 302 or "inspection-editor" not in response.url.split("?")[0]
    assert InspectionVersion.objects.count() == 1


def test_a_national_trainer_writes_no_international_inspection(client, trainer):
    foreign = make(None)
    assert foreign.title not in text_of(client.get(page("index")))
    for method, address in everything(foreign):
        assert getattr(client, method)(address).status_code == 404, address


def test_an_international_trainer_writes_international_ones_only(client, land):
    person = UserFactory()
    person.groups.add(international_trainers())
    client.force_login(person)
    own, foreign = make(None, "own"), make(land, "foreign")
    listed = text_of(client.get(page("index")))
    assert own.title in listed
    assert foreign.title not in listed
    assert client.get(page("edit", own)).status_code == 200
    assert client.get(page("edit", foreign)).status_code == 404
    response = client.post(
        page("new", document="ods-licence"), mix(slug="gases", administration="", kinds=[])
    )
    assert response.status_code == 302
    assert Exercise.objects.get(slug="gases").administration is None


def test_the_owner_writes_all(client, inspection):
    client.force_login(UserFactory(is_superuser=True))
    make(None, "international")
    listed = text_of(client.get(page("index")))
    assert inspection.title in listed
    assert "Inspection international" in listed


def test_a_trainer_whose_time_is_over_writes_nothing(client, trainer, inspection):
    Membership.objects.filter(user=trainer).update(until=NOON.date().replace(year=2020))
    assert client.get(page("edit", inspection)).status_code in {302, 403, 404}


# --- making and changing ----------------------------------------------------------------------------


def test_a_new_inspection_asks_for_its_document_first(client, trainer):
    shown = text_of(client.get(page("new")))
    for template in MAKERS:
        assert f"?document={template}" in shown
    assert client.post(page("new"), mix()).url == page("new")
    assert not Exercise.objects.exists()


def test_a_new_inspection_gets_its_first_version(client, trainer, land):
    form = controls_of(client.get(page("new", document="cites-permit")), "clean_percent")
    assert (form["clean_percent"], form["most"], form["growth"]) == (["25"], ["4"], ["2"])
    response = client.post(
        page("new", document="cites-permit"), {**form, "title": "Caiman", "slug": "caiman"}
    )
    exercise = Exercise.objects.get(slug="caiman")
    assert response.url == page("edit", exercise)
    assert exercise.administration == land
    version = exercise.inspection_versions.get()
    assert (version.template, version.kinds, version.author, version.reason) == (
        "cites-permit",
        [],
        trainer,
        "First version",
    )


def test_a_new_inspection_is_refused_with_what_was_sent(client, trainer, elsewhere, inspection):
    for wrong, field in [
        ({"slug": "permits"}, "slug"),
        ({"administration": str(elsewhere.pk)}, "administration"),
        ({"administration": ""}, "administration"),
        ({"clean_percent": "101"}, "clean_percent"),
        ({"kinds": ["basel-other-route"]}, "kinds"),
        ({"title": ""}, "title"),
        ({"kinds": ["cites-expired"], "most": "4"}, "__all__"),
    ]:
        land = str(inspection.administration_id)
        sent = mix(slug="caiman", administration=land, based_on="0") | wrong
        response = client.post(page("new", document="cites-permit"), sent)
        assert response.status_code == 422, wrong
        assert list(response.context["form"].errors) == [field]
        assert "Fewer kinds" in text_of(response)
    assert Exercise.objects.count() == 1


def test_kinds_stand_under_what_they_are_about_with_what_each_means(client, trainer, inspection):
    shown = text_of(client.get(page("edit", inspection)))
    for fault in faults_of("cites-permit"):
        assert fault.shows.replace("'", "&#x27;") in shown
    assert "Validity and order of dates" in shown
    assert "Consents and shipments notified" not in shown


def test_every_kind_of_fault_stands_under_one_subject():
    named = [slug for slugs in SUBJECTS.values() for slug in slugs]
    assert sorted(named) == sorted(all_faults())


def test_saving_writes_a_version_that_the_history_tells(client, trainer, inspection):
    assert client.post(page("edit", inspection), mix()).url == page("edit", inspection)
    inspection.refresh_from_db()
    assert inspection.title == "Permits of caiman"
    version = inspection.inspection_versions.order_by("number").last()
    assert held_in(version) == {
        "template": "cites-permit",
        "kinds": ["cites-expired", "cites-other-stamp", "packages-differ"],
        "clean_percent": 30,
        "most": 2,
        "growth": 1,
        "fixed": None,
    }
    shown = text_of(client.get(page("edit", inspection)))
    for words in (
        "T. Trainer",
        "Fewer kinds",
        "Sets without a fault, in per cent: 0 → 30",
        "Only some kinds",
    ):
        assert words in shown
    assert shown.index("Fewer kinds") < shown.index(">Made")


def test_a_title_alone_is_no_version(client, trainer, inspection):
    form = controls_of(client.get(page("edit", inspection)), "clean_percent")
    client.post(page("edit", inspection), {**form, "title": "Other", "reason": "A better title"})
    inspection.refresh_from_db()
    assert inspection.title == "Other"
    assert inspection.inspection_versions.count() == 1


def test_a_stale_tab_overwrites_nothing_and_keeps_what_was_sent(client, trainer, inspection):
    write_inspection_version(exercise=inspection, template="cites-permit", most=1, now=NOON)
    response = client.post(page("edit", inspection), mix())
    assert response.status_code == 409
    assert "Somebody saved another version meanwhile" in text_of(response)
    assert inspection.inspection_versions.count() == 2
    again = controls_of(response, "clean_percent")
    assert (again["clean_percent"], sorted(again["kinds"])) == (["30"], sorted(mix()["kinds"]))
    assert client.post(page("edit", inspection), again).status_code == 302
    assert inspection.inspection_versions.order_by("number").last().clean_percent == 30


def test_sending_the_same_twice_writes_one_version(client, trainer, inspection):
    client.post(page("edit", inspection), mix())
    assert client.post(page("edit", inspection), mix()).status_code == 409
    assert inspection.inspection_versions.count() == 2


# --- in a module ------------------------------------------------------------------------------------


@pytest.fixture
def module(land):
    """The page of a national module."""
    timber = ModuleFactory(administration=land, convention=None, title="Timber")
    return module_page(AdministrationPage.objects.get(administration=land), module=timber)


def door_of(exercise):
    return InspectionPage.objects.get(unit__exercise=exercise)


def test_a_new_inspection_gets_a_draft_in_the_chosen_module(client, trainer, land, module):
    sent = mix(slug="caiman", administration=str(land.pk), place=str(module.pk), based_on="0")
    assert client.post(page("new", document="cites-permit"), sent).status_code == 302
    draft = door_of(Exercise.objects.get())
    assert (draft.live, draft.get_parent().pk) == (False, module.pk)
    for address in (page("index"), page("edit", draft.unit.exercise)):
        assert "Timber" in text_of(client.get(address))


def test_a_module_of_others_is_told_at_the_field(client, land, module):
    client.force_login(UserFactory(is_superuser=True))
    sent = mix(slug="caiman", administration="", place=str(module.pk), based_on="0")
    response = client.post(page("new", document="cites-permit"), sent)
    assert list(response.context["form"].errors) == ["place"]
    assert not Exercise.objects.exists()


def test_an_inspection_is_put_into_a_module_later_and_only_once(client, trainer, inspection, module):
    assert "in no module yet" in text_of(client.get(page("edit", inspection)))
    for _time in range(2):
        client.post(page("place", inspection), {"place": str(module.pk)})
    assert door_of(inspection).get_parent().pk == module.pk


def test_no_page_is_laid_in_a_foreign_module(client, trainer, inspection):
    client.post(page("place", inspection), {"place": str(module_page().pk)})
    assert not InspectionPage.objects.exists()


# --- samples and trials -----------------------------------------------------------------------------


def test_a_sample_shows_documents_faults_and_the_way_to_the_next(client, trainer, inspection):
    made = sample_of(inspection.inspection_versions.get(), 7, 2)
    shown = text_of(client.get(page("sample", inspection, seed=7, level=2)))
    for fault in made.faults:
        for words in (fault.title, fault.shows, fault.basis["cites-permit"].where):
            assert words.replace("'", "&#x27;") in shown
    for document in made.given.documents.values():
        assert document.template.title in shown
    assert "<svg" in shown
    assert "?seed=8&amp;level=2" in shown


@pytest.mark.parametrize(
    "asked", [{}, {"seed": "x"}, {"seed": "-1", "level": "1"}, {"seed": "5", "level": "9"}]
)
def test_a_sample_that_makes_no_sense_is_the_first(client, trainer, inspection, asked):
    response = client.get(page("sample", inspection, **asked))
    assert (response.context["seed"], response.context["level"]) == (1, 1)


def test_a_trial_of_a_sample_is_that_set_and_does_not_count(client, trainer, inspection):
    response = client.post(page("trial", inspection), {"seed": "7", "level": "1"})
    one = InspectionRound.every.get()
    assert response.url == reverse("exercises:inspect", args=[one.pk])
    assert (one.trial, one.seed, one.officer) == (True, 7, trainer)
    assert client.get(response.url).status_code == 200
    assert client.post(page("trial", inspection), {}).url == response.url
    assert not InspectionRound.objects.exists()


def test_who_belongs_nowhere_is_told_that_a_trial_needs_a_membership(client, inspection):
    client.force_login(UserFactory(is_superuser=True))
    shown = text_of(client.post(page("trial", inspection), {"seed": "7"}, follow=True))
    assert "A trial needs a membership" in shown
    assert not InspectionRound.every.exists()


# --- written by hand --------------------------------------------------------------------------------


def kept(form, **changed):
    return {**form, "title": "By hand", "reason": "Written", "keep": "1", **changed}


@pytest.mark.parametrize("template", list(MAKERS))
def test_a_sample_goes_through_the_form_without_loss(client, trainer, land, template):
    """Also one with marks on entries and pages, and one with an air waybill."""
    for seed in range(12):
        inspection = make(land, f"permits-{seed}", template=template)
        made = sample_of(inspection.inspection_versions.get(), seed, 3)
        address = page("by_hand", inspection, seed=seed, level=3)
        form = controls_of(client.get(address), "waybill")
        response = client.post(page("by_hand", inspection), kept(form))
        assert response.status_code == 302, response.context["form"].unplaced
        after = inspection.inspection_versions.order_by("number").last()
        again = sample_of(after, 1, 1)
        for slug, document in made.given.documents.items():
            assert written(again.given.documents[slug]) == written(document)
        assert again.given.facts == made.given.facts
        assert again.given.found == made.given.found
        assert again.key.signals == made.key.signals
        assert again.key.decisions == made.key.decisions


def written(document):
    """What stands on a document, whatever order its marks are in, entries of one line as such."""
    values = {key: (value,) if isinstance(value, str) else value for key, value in document.values.items()}
    return values, sorted(document.marks, key=str), document.seed


def test_what_is_changed_by_hand_is_what_officers_get(client, trainer, inspection, land):
    form = controls_of(client.get(page("by_hand", inspection, seed=3, level=1)), "waybill")
    place = next(
        number for number in range(20) if form.get(f"cites-permit-places-{number}-at") == ["security_stamp"]
    )
    changed = {
        "cites-permit-permit_number": ["XX-1"],
        "found-signs": ["First sign.\nSecond sign."],
        "faults-0-kind": [""],
        "faults-0-title": ["Number of an unknown series"],
        "faults-0-shows": ["The number does not begin with the code of the country."],
        "faults-0-matters": ["The form may be stolen."],
        "faults-0-basis": ["Good practice: compare numbers"],
        "faults-0-action": ["consult"],
        "faults-0-entries": ["cites-permit:permit_number", "commercial-invoice:licence_number"],
        "faults-0-reasons": ["other-permit-on-invoice"],
    }
    sent = kept(form, **changed)
    del sent[f"cites-permit-places-{place}-present"]
    assert client.post(page("by_hand", inspection), sent).status_code == 302
    inspection.refresh_from_db()
    assert inspection.title == "By hand"
    officer = MembershipFactory(administration=land).user
    one = begin_round(exercise=inspection, officer=officer, administration=land, now=NOON)
    made = inspection_of(one)
    assert made.given.value("permit:number") == "XX-1"
    assert made.given.found.signs == ("First sign.", "Second sign.")
    assert not any(mark.at == "security_stamp" for mark in made.given.marks("permit"))
    done = answered(one, {"cites-permit:permit_number": "other-permit-on-invoice"}, "consult")
    assert (done.mark, done.decision_mark) == (1, 1)
    shown = text_of(client.get(page("edit", inspection)))
    assert "Number of an unknown series" in shown
    assert "From mixed sets to one written by hand." in shown
    again = controls_of(client.get(page("by_hand", inspection)), "waybill")
    assert again["cites-permit-permit_number"] == ["XX-1"]
    assert again["faults-0-entries"] == changed["faults-0-entries"]


def test_a_check_saves_nothing_and_names_rules_that_no_fault_explains(client, trainer, inspection):
    form = controls_of(client.get(page("by_hand", inspection, seed=3, level=1)), "waybill")
    sent = {**form, "title": "x", "reason": "y", "check": "1", "faults-0-kind": ["other-seal"]}
    sent["packing-list-total_packages"] = ["99999"]
    response = client.post(page("by_hand", inspection), sent)
    assert response.status_code == 200
    shown = text_of(response)
    assert "Not in order, and no fault below explains it" in shown
    assert "There are more packages than the papers say" in shown
    assert "“The seal is another one” stands among the faults" in shown
    assert "<svg" in shown
    assert inspection.inspection_versions.count() == 1


def test_a_check_of_a_sample_finds_nothing_but_its_faults(client, trainer, inspection):
    form = controls_of(client.get(page("by_hand", inspection, seed=3, level=1)), "waybill")
    shown = text_of(client.post(page("by_hand", inspection), {**form, "reason": "y", "check": "1"}))
    assert "The rules find nothing but the faults" in shown


def test_what_makes_no_set_is_told_beside_it_and_kept(client, trainer, inspection):
    form = controls_of(client.get(page("by_hand", inspection, seed=3, level=1)), "waybill")
    response = client.post(page("by_hand", inspection), kept(form, **{"facts-presented_on": ["soon"]}))
    assert response.status_code == 422
    assert list(response.context["form"].facts.errors) == ["presented_on"]
    missing = {"facts-goods": [" "], "found-packages": ["x"], "found-package_kind": [""]}
    shown = client.post(page("by_hand", inspection), kept(form, **missing)).context["form"]
    assert (list(shown.facts.errors), list(shown.found.errors)) == (["goods"], ["packages", "package_kind"])
    wrong = {"cites-permit-a.quantity": ["many"], "packing-list-date": ["soon"]}
    response = client.post(page("by_hand", inspection), kept(form, **wrong))
    assert response.status_code == 422
    found = {paper.slug: list(paper.entries.errors) for paper in response.context["form"].papers}
    assert {slug: errors for slug, errors in found.items() if errors} == {
        "cites-permit": ["a.quantity"],
        "packing-list": ["date"],
    }
    again = controls_of(response, "waybill")
    assert again["cites-permit-a.quantity"] == ["many"]
    assert 'id="cites-permit-form" open' in text_of(response)
    assert inspection.inspection_versions.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"faults-0-kind": ["no-such-kind"]},
        {"faults-0-kind": [""], "faults-0-title": ["Only a title"]},
        {"faults-0-entries": ["cites-permit:nowhere"]},
        {"faults-0-entries": ["nonsense"]},
        {"faults-0-reasons": ["nonsense"]},
        {"cites-permit-type": ["nonsense"]},
        {"found-packages": [""]},
        {"found-goods": ["unicorns"]},
        {"waybill": ["air-waybill"]},
        {"waybill": ["visa"]},
        {"cites-permit-further-0-kind": ["altered"]},
        {"cites-permit-further-0-kind": ["alteration"], "cites-permit-further-0-at": ["permit_number"]},
        {"cites-permit-further-0-kind": ["photocopy"], "cites-permit-further-0-at": ["permit_number"]},
        {"cites-permit-places-TOTAL_FORMS": ["x"]},
        {"title": [""]},
    ],
)
def test_whatever_is_sent_is_kept_or_refused_in_words(client, trainer, inspection, changed):
    form = controls_of(client.get(page("by_hand", inspection, seed=3, level=1)), "waybill")
    response = client.post(page("by_hand", inspection), kept(form, **changed))
    assert response.status_code == 422
    assert "Nothing is saved. Correct what is marked." in text_of(response)
    assert inspection.inspection_versions.count() == 1


def test_an_empty_post_is_refused(client, trainer, inspection):
    assert client.post(page("by_hand", inspection), {"keep": "1"}).status_code == 422


def test_a_stale_set_overwrites_nothing_and_can_be_sent_again(client, trainer, inspection):
    form = controls_of(client.get(page("by_hand", inspection, seed=3, level=1)), "waybill")
    write_inspection_version(exercise=inspection, template="cites-permit", most=1, now=NOON)
    response = client.post(page("by_hand", inspection), kept(form))
    assert response.status_code == 409
    assert inspection.inspection_versions.count() == 2
    again = controls_of(response, "waybill")
    assert client.post(page("by_hand", inspection), {**again, "keep": "1"}).status_code == 302
    assert inspection.inspection_versions.order_by("number").last().fixed


def test_mixing_again_leaves_the_set_in_the_history(client, trainer, inspection):
    fixed = FixedSet.of(InspectionSettings(template="cites-permit").made(1, 1))
    write_inspection_version(exercise=inspection, template="cites-permit", fixed=fixed, now=NOON)
    shown = text_of(client.get(page("edit", inspection)))
    assert "Mix the sets from now on" in shown
    assert client.post(page("edit", inspection), mix(based_on="2")).status_code == 302
    assert "From a set written by hand to mixed ones." in text_of(client.get(page("edit", inspection)))


# --- results ----------------------------------------------------------------------------------------


def test_results_tell_which_kinds_are_found_and_what_is_flagged_in_vain(client, trainer, inspection, land):
    officer = MembershipFactory(administration=land).user
    who = {"exercise": inspection, "officer": officer, "administration": land, "now": NOON}
    solved(begin_round(**who, seed=1))
    missed = begin_round(**who, seed=2)
    alarm = sound_of(missed)
    answered(missed, {alarm: "cites-expired"}, decision_of(missed))
    misnamed = begin_round(**who, seed=3)
    (name, kind), *_rest = flags_of(misnamed).items()
    wrong = next(
        one.slug for one in faults_of("cites-permit") if one.slug not in {kind, *all_faults()[kind].also}
    )
    answered(misnamed, {name: wrong}, decision_of(misnamed))
    figures = figures_of(InspectionRound.objects.handed_in())
    assert figures.rounds == 3
    faults = sum(one.faults for one in figures.kinds)
    assert faults == sum(len(inspection_of(one).faults) for one in InspectionRound.objects.all())
    assert sum(one.found - one.named for one in figures.kinds) == 1
    assert figures.tally.hits == sum(one.found for one in figures.kinds)
    assert figures.alarms == ((alarm, 1),)
    shown = text_of(client.get(page("edit", inspection)))
    assert "Entries in order that were flagged most often" in shown
    for one in figures.kinds:
        assert all_faults()[one.kind].title.replace("'", "&#x27;") in shown


def test_trials_and_open_rounds_are_no_results(client, trainer, inspection, land):
    who = {"exercise": inspection, "officer": trainer, "administration": land, "now": NOON}
    solved(begin_round(**who, trial=True))
    begin_round(**who)
    assert "No round has been handed in yet" in text_of(client.get(page("edit", inspection)))
    assert 'class="gc-num">0<' in text_of(client.get(page("index")))


def test_a_trainer_counts_the_rounds_of_the_own_administration_only(client, land, elsewhere):
    inspection = make(None)
    person = trainer_of(land)
    person.groups.add(international_trainers())
    client.force_login(person)
    for home in (land, elsewhere, elsewhere):
        officer = MembershipFactory(administration=home).user
        solved(begin_round(exercise=inspection, officer=officer, administration=home, now=NOON, seed=1))
    assert client.get(page("edit", inspection)).context["figures"]["rounds"] == 1
    (row,) = client.get(page("index")).context["rows"]
    assert (row["rounds"], row["percent"]) == (1, 100)


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_many_rounds_inspections_and_versions_ask_no_more_than_few(client, trainer, inspection, land):
    addresses = [page("index"), page("edit", inspection), page("sample", inspection)]

    def rounds(number):
        for seed in range(number):
            officer = MembershipFactory(administration=land).user
            solved(
                begin_round(exercise=inspection, officer=officer, administration=land, now=NOON, seed=seed)
            )

    rounds(2)
    few = [queries(client, address) for address in addresses]
    rounds(8)
    for number in range(6):
        make(land, f"more-{number}")
        write_inspection_version(
            exercise=inspection, template="cites-permit", most=1 + number % 2, author=trainer, now=NOON
        )
    many = [queries(client, address) for address in addresses]
    assert all(after <= before for after, before in zip(many, few, strict=True)), (few, many)


def test_no_page_needs_a_script(client, trainer, inspection):
    """What is pressed is a button of a form or a link; nothing waits for a click that only a script hears."""
    for address in (page("index"), page("edit", inspection), page("by_hand", inspection)):
        ours = text_of(client.get(address)).split("nice-padding")[1].split("</main>")[0]
        assert "<form" in ours or "<a " in ours
        assert "onclick" not in ours
        assert 'type="button"' not in ours


def test_who_is_not_signed_in_is_led_to_the_door(inspection):
    assert "inspection-editor" not in Client().get(page("edit", inspection)).url.split("?")[0]
