"""Cohorts, terms, and officers taken off and put back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from certification.models import Certificate, Certification, Cohort, CurriculumEnrolment
from certification.plans import Asked, Group, Plan
from certification.services.cohorts import NameTaken, change_cohort, make_cohort
from certification.services.curricula import change_settings
from certification.services.enrolling import (
    EnrolmentRefused,
    change_terms,
    enrol_officers,
    numbers_in,
    officers_with_numbers,
    take_back,
    take_off,
)
from tests.certification.conftest import LATER, curriculum, finished, published, quiz_unit
from tests.factories import NOON, MembershipFactory, ModuleFactory, OfficeFactory

pytestmark = pytest.mark.django_db
DUE, LATE = date(2026, 9, 30), date(2026, 12, 31)


@pytest.fixture
def version(administration, module):
    return curriculum(administration, [module])


@pytest.fixture
def acts(coordinator):
    return {"by": coordinator, "now": NOON}


@pytest.fixture
def cohort(version, acts):
    return make_cohort(curriculum=version.curriculum, name="Autumn", due_on=DUE, path="laboratory", **acts)


@pytest.fixture
def area(client, coordinator):
    client.force_login(coordinator)
    return client


def address(name, *more):
    return reverse(f"certification:{name}", args=["sampland", "border", *more])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("a1\n b 2 \n\n", ["A1", "B2"]), ("A1, a1; A2", ["A1", "A2"]), (" ,;\n", []), ("１２", ["12"])],
)
def test_staff_numbers_are_read_as_they_are_kept_and_once(text, numbers):
    assert numbers_in(text) == numbers


def test_numbers_of_leavers_trainers_and_others_are_unknown(administration, other_administration):
    here = MembershipFactory(administration=administration, staff_number="A1")
    MembershipFactory(administration=administration, staff_number="A2", until=date(2026, 3, 3))
    MembershipFactory(administration=administration, staff_number="A3", role="trainer")
    MembershipFactory(administration=other_administration, staff_number="A4")
    found = officers_with_numbers(administration, ["A1", "A2", "A3", "A4", "A5"], date(2026, 3, 9))
    assert found == ([here.user], ["A2", "A3", "A4", "A5"])


def test_officers_of_a_cohort_take_its_path_and_day_and_twice_is_once(officer, version, cohort, acts):
    asked = {"officers": [officer], "curriculum": version.curriculum, "cohort": cohort, **acts}
    assert vars(enrol_officers(**asked)) == {"new": 1, "changed": 0, "same": 0}
    assert vars(enrol_officers(**asked)) == {"new": 0, "changed": 0, "same": 1}
    certification = Certification.objects.get()
    assert (certification.path, certification.due_on, certification.cohort) == ("laboratory", DUE, cohort)
    assert AuditEntry.objects.filter(act="curriculum.enrolled").count() == 1


def test_what_was_finished_before_counts_when_many_are_enrolled(
    officer, administration, module, version, acts
):
    finished(officer, module, administration)
    enrol_officers(officers=[officer], curriculum=version.curriculum, **acts)
    assert Certificate.objects.filter(officer=officer).exists()


def test_nobody_is_enrolled_on_a_closed_curriculum(officer, version, acts):
    change_settings(curriculum=version.curriculum, enrols_new_officers=False, is_closed=True, **acts)
    version.curriculum.refresh_from_db()
    with pytest.raises(EnrolmentRefused):
        enrol_officers(officers=[officer], curriculum=version.curriculum, **acts)


def test_moving_the_day_of_a_cohort_moves_that_of_who_is_under_way(
    administration, module, version, cohort, acts
):
    running, done = (MembershipFactory(administration=administration).user for _ in range(2))
    enrol_officers(officers=[running, done], curriculum=version.curriculum, cohort=cohort, **acts)
    CurriculumEnrolment.objects.filter(officer=done).update(ended_at=NOON)
    change = {"cohort": cohort, "name": "Winter", "due_on": LATE, "path": "trainer", **acts}
    for _ in range(2):
        change_cohort(**change)
    assert {
        certification.officer: (certification.due_on, certification.path)
        for certification in Certification.objects.select_related("officer")
    } == {running: (LATE, "trainer"), done: (DUE, "laboratory")}
    assert AuditEntry.objects.filter(act="cohort.changed").count() == 1


def test_two_cohorts_of_one_curriculum_have_two_names(version, cohort, acts):
    with pytest.raises(NameTaken):
        make_cohort(curriculum=version.curriculum, name="autumn", due_on=None, path="", **acts)
    other = make_cohort(curriculum=version.curriculum, name="Winter", due_on=None, path="", **acts)
    with pytest.raises(NameTaken):
        change_cohort(cohort=other, name="AUTUMN", due_on=None, path="", **acts)


def test_who_is_given_another_day_leaves_the_cohort(officer, version, cohort, acts):
    enrol_officers(officers=[officer], curriculum=version.curriculum, cohort=cohort, **acts)
    certification = Certification.objects.get()
    change_terms(certification=certification, path="laboratory", due_on=DUE, **acts)
    certification.refresh_from_db()
    assert certification.cohort == cohort
    change_terms(certification=certification, path="laboratory", due_on=LATE, **acts)
    certification.refresh_from_db()
    assert (certification.cohort, certification.due_on) == (None, LATE)
    entry = AuditEntry.objects.get(act="curriculum.terms_changed")
    assert entry.detail["after"] == {"path": "laboratory", "due": "2026-12-31"}


def test_another_path_that_asks_for_less_awards_at_once(officer, administration, module, acts):
    other = ModuleFactory()
    for each in (module, other):
        quiz_unit(each)
    plan = Plan(
        title="Two paths",
        groups=(
            Group(asked=(Asked(module=module.pk),)),
            Group(asked=(Asked(module=other.pk),), paths=frozenset({"laboratory"})),
        ),
        validity_months=12,
    )
    version = published(administration, plan)
    finished(officer, module, administration)
    enrol_officers(officers=[officer], curriculum=version.curriculum, path="laboratory", **acts)
    assert not Certificate.objects.exists()
    change_terms(certification=Certification.objects.get(), path="front_line", due_on=None, **acts)
    assert Certificate.objects.get().officer == officer


def test_an_officer_is_taken_off_and_put_back_and_history_stays(officer, version, acts):
    enrol_officers(officers=[officer], curriculum=version.curriculum, **acts)
    certification = Certification.objects.get()
    for _ in range(2):
        take_off(certification=certification, by=acts["by"], now=LATER)
    [run] = CurriculumEnrolment.objects.all()
    assert (run.withdrawn_at, Certification.objects.get().closed_at) == (LATER, LATER)
    for _ in range(2):
        take_back(certification=certification, by=acts["by"], now=LATER)
    assert CurriculumEnrolment.objects.filter(withdrawn_at=None).count() == 1
    assert CurriculumEnrolment.objects.count() == 2
    assert sorted(AuditEntry.objects.values_list("act", flat=True))[-2:] == [
        "curriculum.taken_back",
        "curriculum.taken_off",
    ]


# --- the pages ------------------------------------------------------------------------------------


def test_officers_are_ticked_or_written_and_each_unknown_number_is_named(area, administration, version):
    ticked, written = (MembershipFactory(administration=administration) for _ in range(2))
    numbers = f"{written.staff_number}\nX1, X2"
    asked = {"officer": [ticked.user_id], "numbers": numbers}
    refused = area.post(address("enrol"), asked)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "No officer of yours serves with these staff numbers: X1, X2." in page
    assert f'value="{ticked.user_id}" checked' in page
    assert not Certification.objects.exists()
    asked["numbers"] = written.staff_number
    assert area.post(address("enrol"), asked).status_code == 302
    assert set(Certification.objects.values_list("officer", flat=True)) == {ticked.user_id, written.user_id}


def test_all_who_match_are_enrolled_and_nobody_else(area, administration, version):
    office = OfficeFactory(administration=administration, code="north")
    there = [MembershipFactory(administration=administration, office=office).user_id for _ in range(3)]
    MembershipFactory(administration=administration)
    area.post(address("enrol") + "?office=north", {"everyone": "1", "numbers": ""})
    assert sorted(Certification.objects.values_list("officer", flat=True)) == sorted(there)


def test_officers_of_another_administration_are_not_enrolled(area, other_administration, version):
    foreign = MembershipFactory(administration=other_administration).user
    refused = area.post(address("enrol"), {"officer": [foreign.pk], "numbers": ""})
    assert refused.status_code == 422
    assert "Tick an officer, or write staff numbers." in refused.content.decode()
    assert not Certification.objects.exists()


def test_a_cohort_of_another_curriculum_cannot_be_chosen(area, administration, officer, version, module):
    other = curriculum(administration, [module], slug="other").curriculum
    cohort = Cohort.objects.create(curriculum=other, name="Elsewhere")
    refused = area.post(address("enrol"), {"officer": [officer.pk], "numbers": "", "cohort": cohort.pk})
    assert refused.status_code == 422
    assert area.get(address("cohort", cohort.pk)).status_code == 404
    assert not Certification.objects.exists()


def test_the_list_for_ticking_takes_as_many_queries_for_forty_as_for_two(
    area, administration, version, django_assert_num_queries
):
    def add(number):
        for _ in range(number):
            MembershipFactory(administration=administration)

    add(2)
    area.get(address("enrol"))
    with CaptureQueriesContext(connection) as few:
        area.get(address("enrol"))
    add(40)
    with django_assert_num_queries(len(few)):
        area.get(address("enrol"))


def test_the_page_of_an_officer_on_a_curriculum_changes_terms_and_takes_off(area, officer, version, acts):
    enrol_officers(officers=[officer], curriculum=version.curriculum, **acts)
    page = address("certification", officer.pk)
    assert "What is asked" in area.get(page).content.decode()
    assert area.post(address("terms", officer.pk), {"due_on": "soon"}).status_code == 422
    assert area.post(address("terms", officer.pk), {"due_on": "2026-09-30", "path": "trainer"}).url == page
    assert Certification.objects.get().path == "trainer"
    assert area.post(address("take_off", officer.pk)).url == page
    assert "Put back on the curriculum" in area.get(page).content.decode()
