"""An inspection in its module: who may enter it, what its door shows, and what a round completes."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.contents import ICONS
from courses.models import Unit, UnitProgress
from courses.services.doors import lay_exercise_page
from courses.services.progress import repair_completions, start_module
from courses.services.site import administration_page, international_trainers
from elearning.templatetags.ledger import drawn_icon
from exercises import doors
from exercises.models import Exercise, InspectionRound
from exercises.pages.inspections import ENOUGH, LAST
from exercises.services.inspections import begin_round, write_inspection_version
from tests.courses.factories import inspection_page, lesson_page, module_page
from tests.exercises.inspections.answers import answered, faults_of, form_of, solved
from tests.factories import NOON, ModuleFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return inspection_page(module_page())


@pytest.fixture
def enrolment(page, officer, administration):
    return start_module(officer=officer, module=page.module, administration=administration, now=NOON)


@pytest.fixture
def begin(page, officer, administration):
    """A function that begins the officer's next round."""

    def begin(**other):
        who = {"exercise": page.unit.exercise, "officer": officer, "administration": administration}
        return begin_round(**who, now=NOON, **other)

    return begin


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer)
    return client


def words(client, url):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(url).content.decode()).split())


def start(client, page):
    return client.post(reverse("exercises:start_inspection", args=[page.unit.exercise.slug]))


def test_an_officer_comes_from_the_module_through_the_door_to_the_debrief(client, page, enrolment):
    assert page.url in client.get(page.module_page.url).content.decode()
    shown = words(client, page.url)
    assert "Kind Inspection Time 10 minutes Documents in a set 4 " in shown
    assert "papers of a consignment: CITES permit/certificate ; invoice" in shown
    assert "Start the inspection" in shown
    begun = start(client, page)
    one = InspectionRound.objects.get()
    assert begun.url == reverse("exercises:inspect", args=[one.pk])
    assert "Go on with your round" in words(client, page.url)
    sent = form_of(one, faults_of(one), "refuse", hand_in="1")
    debrief = client.post(begun.url, sent).url
    assert page.url in client.get(debrief).content.decode()
    shown = words(client, page.url)
    assert "Round 1 " in shown
    assert " 1 100 % 100 % See the debrief" in shown
    assert debrief in client.get(page.url).content.decode()
    assert "Start the next round" in shown


@pytest.mark.parametrize("clean_percent", [0, 100])
def test_of_a_ship_neither_door_nor_round_nor_debrief_speaks_of_goods(client, enrolment, page, clean_percent):
    ship = {"template": "bwm-certificate", "most": 1, "clean_percent": clean_percent}
    write_inspection_version(exercise=page.unit.exercise, now=NOON, **ship)
    shown = words(client, page.url)
    certificate = "International Ballast Water Management Certificate"
    papers = f"{certificate}; Ballast water record book; Ballast water report"
    assert f"On the table lie the papers of a ship: {papers} ." in shown
    begun = start(client, page).url
    one = InspectionRound.objects.get()
    shown += words(client, begun)
    assert "What do you do with the papers of the ship?" in shown
    solved(one)
    shown += words(client, reverse("exercises:inspection_debrief", args=[one.pk]))
    assert "The ship once more" in shown
    assert shown.count("The ship as found") == 2
    assert [said for said in ("consignment", "goods", "invoice") if said in shown] == []


def test_the_eye_is_put_into_figures_after_faults_enough(client, page, enrolment, begin):
    for number in range(ENOUGH):
        assert "shows here when you have met ten faults" in words(client, page.url) or not number
        one = begin(seed=number)
        if number % 2:
            solved(one)
        else:
            answered(one, {}, "release")
    shown = words(client, page.url)
    assert "Telling faults apart, d′" in shown
    assert "Expired 5 10" in shown


def test_the_door_costs_the_same_with_one_round_and_with_a_dozen(client, page, enrolment, begin):
    solved(begin())
    costs = []
    for number in (LAST, 2):
        words(client, page.url)
        with CaptureQueriesContext(connection) as queries:
            shown = words(client, page.url)
        costs.append(len(queries))
        for _ in range(number):
            solved(begin())
    assert costs[0] == costs[1]
    assert shown.count("See the debrief") == LAST
    assert "Your last rounds" in shown


def test_a_practice_that_grows_says_so(client, officer, administration):
    page = inspection_page(module_page(), settings={"template": "ods-licence"})
    start_module(officer=officer, module=page.module, administration=administration, now=NOON)
    assert "there can be more faults in one" in words(client, page.url)


def test_who_does_not_take_the_module_does_not_come_in(client, page):
    assert client.get(page.url).url == page.module_page.url
    assert start(client, page).url == page.url
    assert not InspectionRound.objects.exists()


@pytest.mark.parametrize(
    ("shut", "told"),
    [
        ("draft", "This inspection is not open yet."),
        ("retired", "This inspection is no longer part of the module."),
        ("preparation", "This module is in preparation."),
    ],
)
def test_an_inspection_that_is_not_open_starts_no_round_and_says_why(client, page, enrolment, shut, told):
    if shut == "draft":
        page.unpublish()
    elif shut == "retired":
        Unit.objects.filter(pk=page.unit_id).update(retired_at=NOON)
    else:
        page.module.status = "preparation"
        page.module.save()
    address = reverse("exercises:start_inspection", args=[page.unit.exercise.slug])
    response = client.post(address, follow=True)
    assert [str(message) for message in response.context["messages"]][:1] == [told]
    assert not InspectionRound.objects.exists()


def test_a_national_inspection_is_not_there_for_others(client, other_administration):
    ground = administration_page(other_administration)
    page = inspection_page(module_page(ground, module=ModuleFactory(administration=other_administration)))
    assert client.get(page.url).status_code == 404
    assert start(client, page).status_code == 404


def test_a_round_handed_in_completes_the_unit_whatever_its_mark(page, enrolment, begin):
    done = answered(begin(), {}, "release")
    assert done.mark == 0
    assert UnitProgress.objects.get(unit=page.unit).completed_at == done.handed_in_at
    enrolment.refresh_from_db()
    assert enrolment.completed_at == done.handed_in_at


def test_a_round_that_is_open_completes_nothing(client, page, enrolment):
    start(client, page)
    assert not UnitProgress.objects.filter(completed_at__isnull=False).exists()


def test_a_trial_completes_nothing(page, enrolment, begin):
    solved(begin(trial=True))
    assert not UnitProgress.objects.exists()
    assert repair_completions(now=NOON) == 0


def test_a_fault_in_completing_is_logged_and_leaves_the_round_handed_in(
    page, enrolment, begin, monkeypatch, caplog
):
    def fail(**values):
        raise RuntimeError("power cut")

    monkeypatch.setattr("courses.receivers.complete_unit", fail)
    assert solved(begin()).mark == 1
    assert "its unit was not completed" in caplog.text


def test_repair_completes_once_what_several_rounds_left_unrecorded(page, enrolment, begin, monkeypatch):
    monkeypatch.setattr("courses.receivers.complete_unit", lambda **values: None)
    for _ in range(3):
        solved(begin())
    assert repair_completions(now=NOON) == 1
    assert repair_completions(now=NOON) == 0
    enrolment.refresh_from_db()
    assert enrolment.completed_at == NOON


def test_an_inspection_without_a_live_page_is_not_needed(officer, administration):
    home = module_page()
    page = inspection_page(home, live=False)
    lesson = lesson_page(home)
    assert list(Unit.objects.due()) == [lesson.unit]
    page.save_revision().publish()
    assert set(Unit.objects.due()) == {lesson.unit, page.unit}
    page.delete()
    assert list(Unit.objects.due()) == [lesson.unit]


def test_the_module_lists_the_inspection_with_its_state(client, page, enrolment, begin):
    lesson = lesson_page(page.module_page)
    assert "Permits of the day Inspection 10 minutes Not finished yet" in words(client, page.module_page.url)
    solved(begin())
    assert "Permits of the day Inspection 10 minutes Done" in words(client, page.module_page.url)
    assert page.url in client.get(lesson.url).content.decode()


def test_every_kind_of_unit_has_a_sign():
    assert ICONS.keys() == set(Unit.Kind)
    assert len({str(drawn_icon(name, "ic")) for name in ICONS.values()}) == len(ICONS)


def test_a_unit_of_an_inspection_names_its_exercise():
    with pytest.raises(IntegrityError, match="a_unit_of_an_exercise_names_it"), transaction.atomic():
        UnitFactory(module=ModuleFactory(), kind=Unit.Kind.INSPECTION)


def test_a_trainer_cannot_make_an_inspection_page():
    home = module_page()
    assert type(inspection_page(home)) not in home.creatable_subpage_models()


# --- laid by who writes the inspection ---------------------------------------------------------------


@pytest.fixture
def author(db):
    user = UserFactory()
    user.groups.add(international_trainers())
    return user


@pytest.fixture
def loose(db):
    """An inspection that stands in no module."""
    exercise = Exercise.objects.create(slug="loose", kind=Exercise.Kind.INSPECTION, title="Loose papers")
    write_inspection_version(exercise=exercise, template="ods-licence", now=NOON)
    return exercise


def place(client, exercise, home):
    return client.post(
        reverse("inspection_editor:place", args=[exercise.pk]), {"place": home.pk}, follow=True
    )


def test_an_author_lays_the_page_of_an_inspection_as_the_last_part_of_a_module(author, loose, officer):
    home = module_page()
    lesson = lesson_page(home)
    client = Client()
    client.force_login(author)
    for _ in range(2):
        place(client, loose, home)
    unit = Unit.objects.get(exercise=loose)
    assert (unit.kind, unit.slug, unit.title, unit.required) == ("inspection", "loose", "Loose papers", False)
    assert unit.order == lesson.unit.order + 1
    page = unit.pages.get()
    assert (page.title, page.live, page.owner) == ("Loose papers", False, author)
    assert str(home.module) in words(client, reverse("inspection_editor:edit", args=[loose.pk]))
    page.get_latest_revision().publish()
    reader = Client()
    reader.force_login(officer)
    assert "Loose papers Inspection" in words(reader, home.url)


def test_a_module_of_somebody_else_is_no_place(author, loose, other_administration):
    ground = administration_page(other_administration)
    home = module_page(ground, module=ModuleFactory(administration=other_administration))
    client = Client()
    client.force_login(author)
    place(client, loose, home)
    assert not Unit.objects.exists()


def test_the_page_leads_its_author_to_the_kinds_of_fault(author, page):
    client = Client()
    client.force_login(author)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("inspection_editor:edit", args=[page.unit.exercise_id]) in shown
    assert "Kinds of fault and mix" in shown


def test_the_doors_of_many_inspections_cost_as_much_as_that_of_one(author, loose):
    home = module_page()
    lay_exercise_page(exercise=loose, module_page=home, author=author)
    keeper, costs = doors.keeper(Exercise.Kind.INSPECTION), []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            found = keeper.doors(Exercise.objects.all())
        costs.append(len(queries))
        assert len(found) == Exercise.objects.count()
        for one in range(5 * (1 - number)):
            exercise = Exercise.objects.create(slug=f"more-{one}", kind="inspection", title=f"More {one}")
            lay_exercise_page(exercise=exercise, module_page=home, author=author)
    assert costs[0] == costs[1]


def test_a_retired_inspection_starts_no_round_and_comes_back(client, page, enrolment, author):
    keeper = doors.keeper(Exercise.Kind.INSPECTION)
    for now, started in ((NOON, 0), (None, 1)):
        keeper.retire(page.unit.exercise, now=now, user=author)
        assert keeper.doors([page.unit.exercise])[page.unit.exercise_id].retired == (now is not None)
        start(client, page)
        assert InspectionRound.objects.count() == started
