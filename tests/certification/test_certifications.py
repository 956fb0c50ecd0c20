"""A certification follows from runs, certificates and days; each change leaves its event."""

from datetime import date

import pytest

from certification.models import (
    Award,
    Certificate,
    Certification,
    Cohort,
    CurriculumEnrolment,
    Requirement,
    RequirementGroup,
    SignOff,
)
from certification.services.acts import revoke
from certification.services.awarding import award_all_due, award_if_due, try_to_award
from certification.services.certifications import (
    assign,
    begin,
    follow,
    hold,
    move_due,
    open_certifications,
    put_back,
    take_off,
)
from certification.services.curricula import enrol
from courses.services.progress import open_unit
from tests.certification.conftest import LATER, curriculum, finished, passed
from tests.certification.lives import LAST_DAY, OPENS, at, brought_to, changed, days, holder, told
from tests.factories import NOON, MembershipFactory, ModuleFactory, UnitFactory

pytestmark = pytest.mark.django_db


def on_curriculum(officer, administration, version, **fields):
    [certification] = open_certifications(
        officers=[officer], curriculum=version.curriculum, version=version, now=NOON, **fields
    )
    return certification


def fresh(certification):
    return Certification.objects.get(pk=certification.pk)


def suspend(certificate, now, by=None):
    """What the act of suspending does to the rows."""
    certificate = hold(certificate)
    certificate.standing = Certificate.Standing.SUSPENDED
    certificate.save(update_fields=["standing"])
    follow(certificate=certificate, now=now, by=by, reason="Under inquiry.")


def reinstate(certificate, now):
    certificate = hold(certificate)
    certificate.standing = Certificate.Standing.IN_FORCE
    certificate.save(update_fields=["standing"])
    follow(certificate=certificate, now=now)


# --- from assignment to certificate ------------------------------------------------------------


def test_opening_the_first_unit_of_a_required_module_begins_it(officer, administration, module):
    certification = on_curriculum(officer, administration, curriculum(administration, [module]))
    other = UnitFactory(module=ModuleFactory())
    open_unit(officer=officer, unit=other, administration=administration, now=LATER)
    begin(officer=officer, administration=administration, now=LATER)
    assert fresh(certification).state == "assigned"
    unit = UnitFactory(module=module)
    for _ in range(2):
        open_unit(officer=officer, unit=unit, administration=administration, now=LATER)
        begin(officer=officer, administration=administration, now=LATER)
    assert fresh(certification).state == "in_progress"
    assert told(certification) == ["assigned 2026-03-02", "begun 2026-03-09"]


def test_who_is_put_on_a_curriculum_late_is_overdue_at_once(officer, administration, module):
    version = curriculum(administration, [module])
    certification = on_curriculum(officer, administration, version, due_on=date(2026, 3, 1))
    assert certification.state == "overdue"
    assert told(certification) == ["assigned 2026-03-02", "due_nears 2026-03-02", "due_passed 2026-03-02"]


def test_opening_twice_makes_one_certification_and_keeps_its_due_date(officer, administration, module):
    version = curriculum(administration, [module])
    on_curriculum(officer, administration, version, due_on=date(2026, 6, 1))
    again = open_certifications(
        officers=[officer, officer], curriculum=version.curriculum, version=version, now=LATER
    )
    assert again == []
    assert Certification.objects.get().due_on == date(2026, 6, 1)
    assert CurriculumEnrolment.objects.count() == 1


def test_many_are_opened_in_as_many_queries_as_few(administration, module, django_assert_max_num_queries):
    version = curriculum(administration, [module])
    people = [MembershipFactory(administration=administration).user for _ in range(12)]
    with django_assert_max_num_queries(20):
        made = open_certifications(
            officers=people,
            curriculum=version.curriculum,
            version=version,
            due_on=date(2026, 3, 5),
            now=NOON,
        )
    assert {certification.state for certification in made} == {"due_soon"}


def test_moving_the_due_date_moves_the_state(officer, administration, module):
    version = curriculum(administration, [module])
    certification = on_curriculum(officer, administration, version, due_on=date(2026, 2, 1))
    open_unit(officer=officer, unit=UnitFactory(module=module), administration=administration, now=NOON)
    states = []
    for due_on in ["2026-03-20", "2026-12-31", "2026-03-01", None]:
        move_due(
            certifications=Certification.objects.all(),
            due_on=due_on and date.fromisoformat(due_on),
            now=NOON,
        )
        states.append(fresh(certification).state)
    assert states == ["due_soon", "in_progress", "overdue", "in_progress"]


def test_the_award_certifies_and_sets_the_days(officer, administration):
    certification = holder(officer, administration)
    assert (certification.state, certification.valid_until) == ("certified", LAST_DAY)
    assert certification.window_opens_on == OPENS
    assert told(certification) == ["assigned 2026-03-02", "awarded 2026-03-02"]


def test_completion_is_dated_to_the_last_proof_and_never_before_the_run(officer, administration, module):
    version = curriculum(administration, [module])
    finished(officer, module, administration, at=at("2020-01-01"))
    enrol(officer=officer, version=version, administration=administration, now=NOON)
    assert Award.objects.get().completed_on == NOON.date()


def test_an_award_made_good_days_later_is_dated_to_its_proof(officer, administration, module):
    version = curriculum(administration, [module])
    enrol(officer=officer, version=version, administration=administration, now=NOON)
    finished(officer, module, administration, at=at("2026-03-05"))
    assert award_all_due(now=LATER) == (1, 0)
    award = Award.objects.get()
    assert (award.completed_on, award.certificates.get().issued_on) == (date(2026, 3, 5), LATER.date())
    assert award.certificates.get().valid_until == date(2028, 3, 5)


def test_the_day_of_completion_is_the_one_where_the_administration_is(officer, administration, module):
    administration.time_zone = "Pacific/Kiritimati"
    administration.save()
    version = curriculum(administration, [module])
    enrol(officer=officer, version=version, administration=administration, now=NOON)
    # 11:00 UTC on 31 March is 01:00 on 1 April on Kiritimati.
    finished(officer, module, administration, at=at("2026-03-31", hour=11))
    award_if_due(officer=officer, administration=administration, now=at("2026-03-31", hour=12))
    assert Award.objects.get().completed_on == date(2026, 4, 1)
    assert Certificate.objects.get().valid_until == date(2028, 4, 1)


def test_a_common_date_is_that_of_the_cohort_then_of_the_version_then_the_officers_own(
    administration, module
):
    version = curriculum(administration, [module], months=12)
    changed(version, expiry_rule="fixed_date", minimum_active_months=6)
    cohort = Cohort.objects.create(curriculum=version.curriculum, name="Spring", due_on=date(2026, 6, 30))
    found = []
    for fixed_on, fields in [
        (date(2026, 12, 31), {"cohort": cohort, "due_on": date(2026, 5, 1)}),
        (date(2026, 12, 31), {"due_on": date(2026, 5, 1)}),
        (None, {"due_on": date(2026, 5, 1)}),
        (None, {}),
    ]:
        changed(version, fixed_on=fixed_on)
        person = MembershipFactory(administration=administration).user
        on_curriculum(person, administration, version, **fields)
        finished(person, module, administration)
        award_if_due(officer=person, administration=administration, now=NOON)
        found.append(Certificate.objects.get(officer=person).valid_until)
    # 2 March 2026 and six months are 2 September: 30 June comes too soon, 31 December does not.
    assert found == [date(2027, 6, 30), date(2026, 12, 31), date(2027, 5, 1), date(2027, 3, 2)]


# --- paths, sign-offs, levels ------------------------------------------------------------------


def practical(version, **fields):
    group = RequirementGroup.objects.create(version=version, order=1, **fields)
    return Requirement.objects.create(group=group, sign_off="Seals a container", checklist=["Seal read"])


def signed(officer, requirement, supervisor, outcome="signed", at=NOON):
    return SignOff.objects.create(
        enrolment=CurriculumEnrolment.objects.get(officer=officer),
        requirement=requirement,
        supervisor=supervisor,
        outcome=outcome,
        at=at,
    )


def test_a_sign_off_completes_and_the_newest_counts(officer, administration, module, coordinator):
    version = curriculum(administration, [module])
    requirement = practical(version)
    on_curriculum(officer, administration, version)
    finished(officer, module, administration)
    assert award_if_due(officer=officer, administration=administration, now=NOON) == []
    signed(officer, requirement, coordinator)
    signed(officer, requirement, coordinator, "not_yet", at=at("2026-03-03"))
    assert award_if_due(officer=officer, administration=administration, now=LATER) == []
    last = signed(officer, requirement, coordinator, at=at("2026-03-04"))
    assert award_all_due(now=LATER) == (1, 0)
    award = Award.objects.get()
    assert award.completed_on == date(2026, 3, 4)
    assert award.evidence.get(requirement=requirement).sign_off == last
    assert [line["name"] for line in Certificate.objects.get().modules] == ["CITES", "Seals a container"]


def test_a_group_for_other_paths_is_not_asked(officer, administration, module):
    version = curriculum(administration, [module])
    group = RequirementGroup.objects.create(version=version, order=1, paths=["laboratory"])
    Requirement.objects.create(group=group, module=ModuleFactory())
    chemist = MembershipFactory(administration=administration).user
    on_curriculum(officer, administration, version, path="front_line")
    on_curriculum(chemist, administration, version, path="laboratory")
    for person in (officer, chemist):
        finished(person, module, administration)
    assert award_all_due(now=NOON) == (1, 0)
    assert Award.objects.get().officer == officer


def test_participation_is_certified_first_and_superseded_by_achievement(
    officer, administration, module, coordinator
):
    version = changed(curriculum(administration, [(module, 95)]), participation=True)
    certification = on_curriculum(officer, administration, version)
    finished(officer, module, administration, percent=85)
    for _ in range(2):
        assert award_all_due(now=NOON)[1] == 0
    taken = Certificate.objects.get()
    assert taken.award.level == "participation"
    assert fresh(certification).certificate is None
    assert fresh(certification).state == "assigned"
    passed(officer, module, administration, 96, at=LATER)
    award_all_due(now=LATER)
    taken.refresh_from_db()
    achieved = Certificate.objects.get(award__level="achievement")
    assert (taken.standing, achieved.standing, achieved.replaces) == ("superseded", "in_force", taken)
    assert fresh(certification).certificate == achieved
    assert award_all_due(now=LATER) == (0, 0)


def test_without_participation_only_achievement_is_certified(officer, administration, module):
    on_curriculum(officer, administration, curriculum(administration, [(module, 95)]))
    finished(officer, module, administration, percent=85)
    award_all_due(now=NOON)
    assert not Award.objects.exists()


# --- suspended, revoked, replaced --------------------------------------------------------------


def test_a_suspension_lasts_until_reinstatement_which_makes_good_what_the_days_brought(
    officer, administration
):
    certification = holder(officer, administration)
    for _ in range(2):
        suspend(certification.certificate, at("2027-11-01"))
    brought_to(administration, "2028-01-10")
    assert fresh(certification).state == "suspended"
    for _ in range(2):
        reinstate(certification.certificate, at("2028-01-15"))
    assert fresh(certification).state == "window_open"
    assert told(certification)[2:] == [
        "suspended 2027-11-01",
        "reinstated 2028-01-15",
        "window_opened 2028-01-15",
    ]


@pytest.mark.parametrize(
    ("day", "state"), [("2027-12-02", "certified"), ("2028-03-02", "window_open"), ("2028-03-03", "expired")]
)
def test_reinstatement_leads_to_what_the_calendar_says(officer, administration, day, state):
    certification = holder(officer, administration)
    suspend(certification.certificate, at("2027-11-01"))
    reinstate(certification.certificate, at(day))
    assert fresh(certification).state == state


def test_nothing_is_awarded_during_a_suspension_and_everything_after_it(officer, administration):
    certification = holder(officer, administration)
    brought_to(administration, OPENS)
    suspend(fresh(certification).certificate, at("2028-01-01"))
    module = Requirement.objects.get().module
    passed(officer, module, administration, at=at("2028-01-05"))
    assert award_all_due(now=at("2028-01-05")) == (0, 0)
    try_to_award(officer=officer, administration=administration, now=at("2028-01-05"))
    assert Certificate.objects.count() == 1
    reinstate(certification.certificate, at("2028-01-10"))
    assert award_all_due(now=at("2028-01-10")) == (1, 0)
    assert fresh(certification).state == "certified"


def test_a_revocation_ends_the_renewal_and_a_new_run_begins_again(officer, administration, coordinator):
    certification = holder(officer, administration)
    brought_to(administration, OPENS)
    for _ in range(2):
        revoke(certificate=certification.certificate, by=coordinator, reason="Fraud.", now=at("2028-01-01"))
    certification = fresh(certification)
    assert certification.state == "revoked"
    assert not certification.enrolments.open().exists()
    event = certification.events.last()
    assert (event.by, event.reason, event.trigger) == (coordinator, "Fraud.", "revoked")
    brought_to(administration, "2029-01-01")
    assert fresh(certification).state == "revoked"
    version = certification.enrolments.first().version
    run = assign(certification=certification, version=version, now=at("2029-01-02"))
    assert (fresh(certification).state, run.kind) == ("assigned", "initial")
    assert fresh(certification).due_on is None


def test_a_replacement_is_held_from_then_on_and_changes_no_state(officer, administration):
    certification = holder(officer, administration)
    old = hold(certification.certificate)
    old.standing = Certificate.Standing.SUPERSEDED
    old.save(update_fields=["standing"])
    new = Certificate.objects.get(pk=old.pk)
    new.pk, new.serial, new.replaces, new.standing = None, "GC-NEW", old, "in_force"
    new._state.adding = True
    new.save()
    follow(certificate=new, now=LATER)
    follow(certificate=old, now=LATER)
    certification = fresh(certification)
    assert (certification.certificate, certification.state) == (new, "certified")
    assert len(told(certification)) == 2


# --- off the curriculum and back ---------------------------------------------------------------


def test_who_is_taken_off_is_left_alone_and_put_back_starts_on_the_newest_version(
    officer, administration, module
):
    certification = on_curriculum(
        officer, administration, curriculum(administration, [module]), due_on=date(2026, 5, 1)
    )
    take_off(certification=certification, now=NOON)
    brought_to(administration, "2026-06-01")
    assert fresh(certification).state == "assigned"
    newest = curriculum(administration, [module, ModuleFactory()])
    put_back(certification=certification, now=at("2026-06-02"))
    [run] = certification.enrolments.open()
    assert run.version == newest
    assert fresh(certification).state == "overdue"
    assert certification.enrolments.count() == 2


def test_a_bridge_asks_for_what_is_new_and_keeps_the_last_day(officer, administration):
    certification = holder(officer, administration)
    old = certification.certificate
    module, new = Requirement.objects.get().module, ModuleFactory()
    version = curriculum(administration, [module, new])
    assign(certification=certification, version=version, kind="bridge", now=LATER, due_on=date(2026, 9, 1))
    assert fresh(certification).state == "certified"
    finished(officer, new, administration, at=at("2026-05-01"))
    award_if_due(officer=officer, administration=administration, now=at("2026-05-01"))
    old.refresh_from_db()
    certification = fresh(certification)
    assert (old.standing, old.valid_until) == ("superseded", LAST_DAY)
    assert certification.certificate.replaces == old
    assert (certification.certificate.curriculum_version, certification.valid_until) == (2, LAST_DAY)


def test_a_bridge_that_is_not_done_gives_way_to_the_renewal(officer, administration):
    certification = holder(officer, administration)
    module = Requirement.objects.get().module
    version = curriculum(administration, [module, ModuleFactory()])
    assign(certification=certification, version=version, kind="bridge", now=LATER)
    brought_to(administration, OPENS)
    assert [run.kind for run in certification.enrolments.open()] == ["renewal"]
    with pytest.raises(ValueError, match="No bridge"):
        assign(certification=certification, version=version, kind="bridge", now=at(OPENS + days(1)))
