"""Two accounts of one person made one: what goes over, what is refused, and that it is done once."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry, Membership, NotTheSame, PeopleMerge, Role, User
from accounts.services.duplicates import probable_duplicates, tell_apart
from accounts.services.merging import MergeRefused, fingerprint, merge_people, plans_of, undeclared
from certification.models import Award, Certificate, Certification, CurriculumEnrolment
from certification.services.curricula import enrol
from courses.models import ModuleEnrolment, UnitProgress
from quizzes.models import Accommodation, Attempt
from quizzes.services.attempts import start_attempt
from tests.certification.conftest import certified, curriculum, finished, passed
from tests.factories import (
    NOON,
    AdministrationFactory,
    MembershipFactory,
    ModuleFactory,
    OfficeFactory,
    SignUpRequestFactory,
    UnitFactory,
    UserFactory,
    quiz_with,
)

pytestmark = pytest.mark.django_db
SOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def kept(administration):
    return MembershipFactory(
        administration=administration,
        user__name="Ana Sample",
        user__email="ana@example.org",
        staff_number="S1",
        since=date(2025, 1, 1),
    ).user


@pytest.fixture
def closed(administration):
    return MembershipFactory(
        administration=administration,
        user__name="Anna Sample",
        user__email="anna@example.org",
        staff_number="S01",
        since=date(2025, 6, 1),
    ).user


@pytest.fixture
def merge(administration, kept, closed, coordinator):
    def do(take=(), **changed):
        asked = {"kept": kept, "closed": closed, "administration": administration, "by": coordinator}
        return merge_people(take=set(take), now=SOON, **(asked | changed))

    return do


def refusals(merge, **changed):
    with pytest.raises(MergeRefused) as refused:
        merge(**changed)
    return refused.value.sentences


def test_every_column_that_points_at_a_person_has_a_declared_rule():
    assert undeclared() == []


def test_the_account_that_closes_opens_nothing_and_points_at_the_other(merge, kept, closed, client):
    merge()
    closed.refresh_from_db()
    assert (closed.is_active, closed.merged_into, closed.email) == (False, kept, "")
    assert not client.login(email="anna@example.org", password="sample-password")
    assert not closed.has_usable_password()
    kept.refresh_from_db()
    assert (kept.name, kept.email) == ("Ana Sample", "ana@example.org")
    assert kept.check_password("sample-password")


def test_name_address_and_number_stay_as_they_are_chosen(merge, kept, closed, administration):
    merge(take=["name", "email", "staff_number"])
    kept.refresh_from_db()
    assert (kept.name, kept.email) == ("Anna Sample", "anna@example.org")
    assert kept.memberships.get(until=None).staff_number == "S01"
    assert User.objects.with_staff_number(administration, "S01").get() == kept


def test_what_only_the_account_that_closes_has_is_not_lost(merge, kept, closed):
    User.objects.filter(pk=kept.pk).update(email="", password="!")
    merge()
    kept.refresh_from_db()
    assert kept.email == "anna@example.org"
    assert kept.check_password("sample-password")


def test_merging_twice_is_merging_once_and_is_on_record(merge, kept, closed, coordinator):
    record = merge()
    assert merge() == record
    assert PeopleMerge.objects.get() == record
    assert record.before["closed"] == {
        "name": "Anna Sample",
        "latin_name": "",
        "email": "anna@example.org",
        "staff_number": "S01",
    }
    [entry] = AuditEntry.objects.filter(act="people.merged")
    assert (entry.by, entry.subject, entry.what) == (coordinator, kept, "Anna Sample → Ana Sample")


def test_a_merged_account_is_not_merged_the_other_way_round(merge, kept, closed):
    merge()
    assert refusals(merge, kept=closed, closed=kept) == [
        "The account of Anna Sample is closed: choose an open one."
    ]


def test_the_service_that_began_later_stays_behind_and_ends(merge, kept, closed):
    merge()
    assert list(kept.memberships.values_list("since", "until")) == [(date(2025, 1, 1), None)]
    assert list(closed.memberships.values_list("since", "until")) == [(date(2025, 6, 1), date(2026, 3, 4))]


def test_the_service_that_began_earlier_goes_over_up_to_the_other(merge, kept, closed):
    merge(kept=closed, closed=kept)
    assert list(closed.memberships.order_by("since").values_list("since", "until", "staff_number")) == [
        (date(2025, 1, 1), date(2025, 5, 31), "S1"),
        (date(2025, 6, 1), None, "S01"),
    ]


def test_past_service_and_other_roles_go_over(merge, kept, closed, administration):
    MembershipFactory(administration=administration, user=closed, role=Role.TRAINER, staff_number="")
    closed.groups.add(administration.trainers)
    Membership.objects.filter(user=closed, role=Role.TRAINEE).update(until=date(2025, 12, 31))
    merge()
    assert closed.memberships.count() == 0
    assert kept.memberships.count() == 3
    assert list(kept.groups.all()) == [administration.trainers]


def test_attempts_go_over_and_are_counted_on(merge, kept, closed, administration):
    module = ModuleFactory()
    passed(kept, module, administration)
    theirs = [passed(closed, module, administration, percent=number) for number in (40, 95)]
    other = passed(closed, ModuleFactory(), administration)
    merge()
    numbers = dict(Attempt.objects.filter(officer=kept).values_list("pk", "number"))
    assert [numbers[attempt.pk] for attempt in theirs] == [2, 3]
    assert numbers[other.pk] == 1
    assert not Attempt.every.filter(officer=closed).exists()


def test_two_open_attempts_at_one_quiz_are_refused_with_its_name(merge, kept, closed, administration):
    quiz = quiz_with(1, title="Sample examination")
    for person in (kept, closed):
        start_attempt(quiz=quiz, officer=person, administration=administration, now=NOON)
    assert refusals(merge) == [
        "Both have begun “Sample examination” and not handed it in: wait until one of them has."
    ]
    assert User.objects.get(pk=closed.pk).is_active
    Attempt.objects.filter(officer=kept).update(submitted_at=NOON)
    merge()
    assert Attempt.objects.get(officer=kept, submitted_at=None).number == 2


def test_of_progress_in_one_unit_the_further_counts(merge, kept, closed, administration):
    module, unit = ModuleFactory(), UnitFactory()
    other = UnitFactory()
    rows = {"administration": administration}
    mine = ModuleEnrolment.objects.create(officer=kept, module=module, started_at=SOON, **rows)
    theirs = ModuleEnrolment.objects.create(
        officer=closed, module=module, started_at=NOON, completed_at=SOON, **rows
    )
    done = UnitProgress.objects.create(officer=kept, unit=unit, opened_at=NOON, completed_at=NOON, **rows)
    UnitProgress.objects.create(officer=closed, unit=unit, opened_at=SOON, **rows)
    alone = UnitProgress.objects.create(officer=closed, unit=other, opened_at=SOON, **rows)
    merge()
    for row in (mine, theirs, done, alone):
        row.refresh_from_db()
    assert (mine.started_at, mine.completed_at) == (NOON, SOON)
    assert theirs.officer == closed
    assert (done.opened_at, done.completed_at) == (NOON, NOON)
    assert alone.officer == kept


def test_rows_that_are_never_changed_go_over_too(merge, kept, closed, administration, coordinator):
    given = Accommodation.objects.create(
        quiz=quiz_with(1),
        officer=closed,
        administration=administration,
        reason="R",
        given_by=coordinator,
        given_at=NOON,
    )
    merge()
    assert Accommodation.objects.get(pk=given.pk).officer == kept


def test_a_certificate_goes_over_as_it_was_issued(merge, kept, closed, administration):
    certified(closed, administration)
    stated = Certificate.objects.values().get()
    merge(take=[])
    after = Certificate.objects.values().get()
    assert after.pop("officer_id") == kept.pk
    stated.pop("officer_id")
    assert after == stated
    assert after["holder_name"] == "Anna Sample"


def test_of_two_on_one_curriculum_the_one_with_the_award_goes_on(merge, kept, closed, administration):
    certified(closed, administration)
    version = CurriculumEnrolment.objects.get().version
    enrol(officer=kept, version=version, administration=administration, now=NOON)
    merge()
    mine = Certification.objects.get(officer=kept)
    assert mine.certificate == Certificate.objects.get()
    runs = CurriculumEnrolment.objects.filter(certification=mine)
    assert set(runs.values_list("officer", flat=True)) == {kept.pk}
    assert runs.get(withdrawn_at=None).awards.exists()
    assert Certification.objects.get(officer=closed).closed_at == SOON
    assert Award.objects.get().officer == kept


def test_the_award_of_the_account_that_stays_goes_before_an_open_run(merge, kept, closed, administration):
    certified(kept, administration)
    run = CurriculumEnrolment.objects.get()
    enrol(officer=closed, version=run.version, administration=administration, now=NOON)
    merge()
    mine = Certification.objects.get(officer=kept)
    assert mine.certificate == Certificate.objects.get()
    assert CurriculumEnrolment.objects.get(certification=mine, withdrawn_at=None) == run


def test_of_two_open_runs_one_is_withdrawn(merge, kept, closed, administration):
    version = curriculum(administration, [ModuleFactory()])
    for person in (kept, closed):
        enrol(officer=person, version=version, administration=administration, now=NOON)
    mine = CurriculumEnrolment.objects.get(officer=kept)
    merge()
    assert CurriculumEnrolment.objects.get(officer=kept, withdrawn_at=None) == mine


def test_what_both_have_finished_is_enough_together(merge, kept, closed, administration):
    modules = [ModuleFactory(), ModuleFactory()]
    version = curriculum(administration, modules)
    enrol(officer=kept, version=version, administration=administration, now=NOON)
    finished(kept, modules[0], administration)
    finished(closed, modules[1], administration)
    merge()
    assert Certificate.objects.get().officer == kept


def test_the_log_says_what_was_said_then(merge, kept, closed, administration, coordinator):
    told = tell_apart(one=kept, other=closed, administration=administration, by=coordinator, now=NOON)
    merge()
    assert AuditEntry.objects.get(act="people.told_apart").subject in {kept, closed}
    assert NotTheSame.objects.get() == told


# --- who may ------------------------------------------------------------------------------------------


def test_who_has_a_place_elsewhere_is_left_to_the_owner(merge, closed, other_administration):
    MembershipFactory(user=closed, administration=other_administration, until=date(2026, 1, 1))
    [sentence] = refusals(merge)
    assert sentence.startswith("Anna Sample has a place or rights beyond the administrations")
    assert "Otherland" not in sentence
    merge(by=UserFactory(is_superuser=True))


@pytest.mark.parametrize("right", ["is_superuser", "is_staff", "group"])
def test_who_has_rights_of_the_platform_is_left_to_the_owner(merge, kept, right):
    if right == "group":
        kept.groups.add(Group.objects.get_or_create(name="Editors")[0])
    else:
        User.objects.filter(pk=kept.pk).update(**{right: True})
    assert "ask the owner" in refusals(merge)[0]


def test_nobody_merges_the_own_account_or_one_with_itself(merge, kept, coordinator):
    assert refusals(merge, closed=coordinator) == [
        "This is your own account: ask another coordinator to merge it."
    ]
    assert refusals(merge, closed=kept) == ["Choose two different accounts."]


def test_a_sign_up_that_waits_is_decided_first(merge, closed, administration):
    SignUpRequestFactory(user=closed, join_code__administration=administration)
    assert refusals(merge) == ["A sign-up waits for a decision: decide on it first."]


def test_what_changed_since_the_preview_is_looked_at_again(merge, kept, closed, administration):
    seen = fingerprint(plans_of(kept=kept, closed=closed, now=NOON))
    passed(closed, ModuleFactory(), administration)
    assert refusals(merge, seen=seen) == ["Something has changed since you looked: look again, and confirm."]


# --- pages ------------------------------------------------------------------------------------------


def address(name, administration, *people):
    return reverse(f"members:{name}", args=[administration.slug, *(person.pk for person in people)])


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator, backend="accounts.backends.OfficerBackend")
    return client


def test_the_page_shows_the_pair_and_a_post_merges_it(signed_in, administration, kept, closed):
    listed = signed_in.get(address("duplicates", administration))
    assert [(line.first, line.second) for line in listed.context["lines"]] == [(kept, closed)]
    page = signed_in.get(address("merge", administration, kept, closed))
    assert page.status_code == 200
    sent = {"seen": page.context["seen"], "name": "closed", "email": "kept", "staff_number": "closed"}
    assert signed_in.post(address("merge", administration, kept, closed), sent).status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.email) == ("Anna Sample", "ana@example.org")
    assert kept.memberships.get().staff_number == "S01"
    assert "No duplicates found" in signed_in.get(address("duplicates", administration)).content.decode()
    officers = signed_in.get(reverse("certification:officers", args=[administration.slug]))
    assert [row.membership.user for row in officers.context["rows"]] == [kept]


def test_a_refused_merge_says_why_and_changes_nothing(signed_in, administration, kept, closed):
    sent = {"seen": "x", "name": "kept", "email": "kept", "staff_number": "kept"}
    answer = signed_in.post(address("merge", administration, kept, closed), sent)
    assert answer.status_code == 422
    assert "look again, and confirm" in answer.content.decode()
    assert User.objects.get(pk=closed.pk).is_active


def test_a_pair_told_apart_is_not_shown_again(signed_in, administration, kept, closed):
    for _time in range(2):
        signed_in.post(address("differ", administration, closed, kept))
    assert probable_duplicates(administration) == []
    assert NotTheSame.objects.count() == 1
    assert AuditEntry.objects.filter(act="people.told_apart").count() == 1


def test_two_ticks_lead_to_the_pair(signed_in, administration, kept, closed):
    where = address("compare", administration)
    answer = signed_in.get(where, {"officer": [kept.pk, closed.pk]})
    assert answer["Location"] == address("merge", administration, kept, closed)
    assert signed_in.get(where, {"officer": [kept.pk]}).status_code == 302


def test_others_find_no_pair(client, signed_in, administration, kept, closed, foreign_coordinator, officer):
    stranger = MembershipFactory(administration=AdministrationFactory()).user
    assert signed_in.get(address("merge", administration, kept, stranger)).status_code == 404
    for person in (foreign_coordinator, officer):
        client.force_login(person, backend="accounts.backends.OfficerBackend")
        for name, people in (("duplicates", []), ("merge", [kept, closed]), ("differ", [kept, closed])):
            assert client.post(address(name, administration, *people)).status_code in {404, 405}
            assert client.get(address(name, administration, *people)).status_code in {404, 405}
    assert not NotTheSame.objects.exists()


def test_the_pages_take_the_same_queries_for_many_as_for_few(signed_in, administration, kept, closed):
    def queries(where):
        signed_in.get(where)
        with CaptureQueriesContext(connection) as captured:
            assert signed_in.get(where).status_code == 200
        return len(captured)

    pages = [address("duplicates", administration), address("merge", administration, kept, closed)]
    few = [queries(page) for page in pages]
    office = OfficeFactory(administration=administration)
    for number in range(12):
        for name in (f"Ben Sample{chr(97 + number)}", f"Sample{chr(97 + number)} Ben"):
            MembershipFactory(administration=administration, office=office, user__name=name)
        passed(closed, ModuleFactory(), administration)
        finished(closed, ModuleFactory(), administration)
    assert [queries(page) for page in pages] == few
