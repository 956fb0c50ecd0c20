"""What days bring: windows, renewals, expiry; missed days, dry runs, faults, two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership
from certification.models import (
    Award,
    Certificate,
    Certification,
    CertificationEvent,
    Curriculum,
    CurriculumEnrolment,
    Digest,
    KeptDay,
    Reminder,
    Requirement,
    RequirementGroup,
)
from certification.services import certifications
from certification.services.advancing import advance, days_to_keep
from certification.services.awarding import award_all_due, award_if_due, try_to_award
from certification.services.certifications import open_certifications, take_off
from elearning.management.commands.keep_house import DUTIES
from tests.certification.conftest import curriculum, finished, passed
from tests.certification.lives import LAST_DAY, OPENS, at, brought_to, changed, days, holder, told
from tests.factories import NOON, AdministrationFactory, MembershipFactory, ModuleFactory

ROWS = [Award, Certificate, Certification, CertificationEvent, CurriculumEnrolment, Digest, KeptDay, Reminder]


def fresh(certification):
    return Certification.objects.get(pk=certification.pk)


def everything():
    return [
        serializers.serialize("json", model._base_manager.order_by("pk"), use_natural_foreign_keys=False)
        for model in ROWS
    ]


def ran(*args, **options):
    out = StringIO()
    call_command("advance_certifications", *args, stdout=out, **options)
    return out.getvalue()


# --- windows and ends --------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_window_opens_on_its_day_with_a_renewal_on_the_newest_version(officer, administration):
    certification = holder(officer, administration)
    module = Requirement.objects.get().module
    newest = curriculum(administration, [module, ModuleFactory()])
    brought_to(administration, OPENS - days(1))
    assert fresh(certification).state == "certified"
    brought_to(administration, OPENS)
    [run] = certification.enrolments.open()
    assert fresh(certification).state == "window_open"
    assert (run.kind, run.version, run.counts_from) == ("renewal", newest, at(OPENS, hour=0))
    assert fresh(certification).due_on == LAST_DAY


@pytest.mark.django_db
def test_a_renewal_needs_a_new_pass_and_supersedes_on_issue(officer, administration):
    certification = holder(officer, administration)
    old, module = certification.certificate, Requirement.objects.get().module
    passed(officer, module, administration, at=at(OPENS - days(1)))
    brought_to(administration, OPENS)
    assert award_all_due(now=at(OPENS)) == (0, 0)
    passed(officer, module, administration, at=at("2028-01-10"))
    assert award_all_due(now=at("2028-01-10")) == (1, 0)
    old.refresh_from_db()
    new = fresh(certification).certificate
    assert (old.standing, new.replaces, new.valid_until) == ("superseded", old, date(2030, 1, 10))
    assert fresh(certification).state == "certified"
    assert fresh(certification).window_opens_on == date(2029, 10, 12)
    assert certification.enrolments.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("passed_on", "last"),
    [("2028-01-10", "2030-03-02"), ("2028-03-02", "2030-03-02"), ("2028-03-03", "2030-03-03")],
)
def test_by_the_second_rule_a_renewal_in_time_loses_no_day(officer, administration, passed_on, last):
    certification = holder(officer, administration)
    changed(certification.enrolments.get().version, expiry_rule="previous_expiry")
    module = Requirement.objects.get().module
    brought_to(administration, passed_on)
    passed(officer, module, administration, at=at(passed_on))
    award_if_due(officer=officer, administration=administration, now=at(passed_on))
    assert fresh(certification).valid_until == date.fromisoformat(last)


@pytest.mark.django_db
def test_a_shorter_path_asks_for_its_own_groups_only(officer, administration):
    certification = holder(officer, administration)
    version = changed(certification.enrolments.get().version, renewal_path="shorter")
    short = ModuleFactory()
    group = RequirementGroup.objects.create(version=version, stage="renewal")
    Requirement.objects.create(group=group, module=short)
    brought_to(administration, OPENS)
    finished(officer, short, administration, at=at(OPENS))
    assert award_all_due(now=at(OPENS)) == (1, 0)
    assert fresh(certification).state == "certified"


@pytest.mark.django_db
def test_a_module_without_a_quiz_cannot_be_proven_again(officer, administration, module):
    version = curriculum(administration, [module])
    [certification] = open_certifications(
        officers=[officer], curriculum=version.curriculum, version=version, now=NOON
    )
    finished(officer, module, administration, percent=None)
    award_if_due(officer=officer, administration=administration, now=NOON)
    brought_to(administration, OPENS)
    assert award_if_due(officer=officer, administration=administration, now=at(OPENS)) == []
    assert fresh(certification).state == "window_open"


@pytest.mark.django_db
def test_missed_days_are_made_good_in_order_and_dated_to_their_days(officer, administration):
    certification = holder(officer, administration)
    brought = brought_to(administration, "2028-06-01")
    assert dict(brought.triggers) == {"window_opened": 1, "expired": 1}
    assert told(certification)[2:] == ["window_opened 2027-12-03", "expired 2028-03-03"]
    assert certification.enrolments.open().get().counts_from == at(OPENS, hour=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "moment", "state"),
    [
        # The last day is 2 March 2028. In Kiritimati (+14) it is over at 10:00 UTC on it,
        ("Pacific/Kiritimati", "2028-03-02T09:59:59+00:00", "window_open"),
        ("Pacific/Kiritimati", "2028-03-02T10:00:00+00:00", "expired"),
        # in Pago Pago (-11) at 11:00 UTC on the 3rd.
        ("Pacific/Pago_Pago", "2028-03-03T10:59:59+00:00", "window_open"),
        ("Pacific/Pago_Pago", "2028-03-03T11:00:00+00:00", "expired"),
    ],
)
def test_a_certificate_is_valid_through_its_last_day_where_the_administration_is(
    officer, administration, zone, moment, state
):
    administration.time_zone = zone
    administration.save()
    # Noon UTC is already the next day on Kiritimati: take a moment that is 2 March in both.
    certification = holder(officer, administration, now=at("2026-03-02", hour=9 if "Kiri" in zone else 12))
    assert certification.valid_until == LAST_DAY
    with time_machine.travel(moment, tick=False):
        ran()
    assert fresh(certification).state == state


@pytest.mark.django_db
def test_leavers_and_those_taken_off_are_assigned_nothing_but_their_certificates_end(administration):
    gone, off = (
        holder(MembershipFactory(administration=administration).user, administration, slug=f"c{number}")
        for number in range(2)
    )
    Membership.objects.filter(user=gone.officer).update(until=date(2027, 1, 1))
    take_off(certification=off, now=NOON)
    brought = brought_to(administration, OPENS)
    assert (dict(brought.triggers), brought.reminders) == ({}, 0)
    brought_to(administration, "2028-03-03")
    assert [fresh(each).state for each in (gone, off)] == ["expired", "expired"]
    assert not CurriculumEnrolment.objects.filter(kind="renewal").exists()
    assert not Reminder.objects.exists()
    Membership.objects.filter(user=gone.officer).update(until=None)
    brought_to(administration, "2028-04-01")
    assert gone.enrolments.open().get().counts_from == at("2028-04-01", hour=0)
    assert told(gone)[-1] == "window_opened 2028-04-01"


@pytest.mark.django_db
def test_a_closed_curriculum_is_renewed_by_nobody(officer, administration):
    certification = holder(officer, administration)
    Curriculum.objects.update(closed_at=NOON)
    brought_to(administration, "2028-03-03")
    assert fresh(certification).state == "expired"
    assert not certification.enrolments.open().exists()


# --- the command -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_running_twice_does_nothing_more(officer, administration):
    holder(officer, administration)
    with time_machine.travel(at(OPENS), tick=False):
        assert ran() == "sampland, 2027-12-03: window_opened 1, reminders 1.\n"
        before = everything()
        assert ran() == ""
        assert ran(on=OPENS) == "sampland, 2027-12-03: nothing to do.\n"
        assert everything() == before


@pytest.mark.django_db
def test_a_dry_run_tells_what_a_day_would_bring_and_writes_nothing(officer, administration, mailoutbox):
    holder(officer, administration)
    before = everything()
    with time_machine.travel(NOON, tick=False):
        told_dry = ran("--on", "2028-03-03", "--dry-run", verbosity=2)
        assert everything() == before
        assert ran("--on", "2028-03-03", verbosity=2) == told_dry
    assert everything() != before
    assert told_dry.splitlines()[0] == "sampland, 2028-03-03: expired 1, window_opened 1, reminders 1."
    assert "2027-12-03 window_opened: Sample Officer (border), certified → window_open" in told_dry


@pytest.mark.django_db
def test_each_administration_has_its_own_today(officer, administration, other_administration):
    administration.time_zone = "Pacific/Auckland"
    administration.save()
    with time_machine.travel(NOON, tick=False):
        ran()
        assert {(row.administration.slug, row.day.isoformat()) for row in KeptDay.objects.all()} == {
            ("sampland", "2026-03-03"),
            ("otherland", "2026-03-02"),
        }
    assert [each for each, _day in days_to_keep(at("2026-03-02", hour=23))] == []
    assert [each.slug for each, _day in days_to_keep(at("2026-03-03", hour=0))] == ["otherland"]
    assert [each.slug for each, _day in days_to_keep(at("2026-03-03", hour=11))] == [
        "otherland",
        "sampland",
    ]


@pytest.mark.django_db
def test_what_fails_is_logged_keeps_nobody_else_and_is_tried_again(administration, monkeypatch, caplog):
    good, bad = (
        holder(MembershipFactory(administration=administration).user, administration, slug=f"c{number}")
        for number in range(2)
    )
    real = certifications._facts

    def broken(rows, day):
        if any(row.pk == bad.pk for row in rows):
            raise RuntimeError("broken on purpose")
        return real(rows, day)

    with time_machine.travel(at(OPENS), tick=False):
        with monkeypatch.context() as patched:
            patched.setattr(certifications, "_facts", broken)
            with pytest.raises(CommandError, match="1 certifications"):
                ran()
        assert [fresh(each).state for each in (good, bad)] == ["window_open", "certified"]
        assert f"Certification {bad.pk}" in caplog.text
        assert not KeptDay.objects.exists()
        ran()
    assert fresh(bad).state == "window_open"


@pytest.mark.django_db
def test_many_are_brought_up_in_as_many_queries_as_few(administration):
    module = ModuleFactory()
    version = curriculum(administration, [module])

    def queries(number, day):
        people = [MembershipFactory(administration=administration).user for _ in range(number)]
        open_certifications(officers=people, curriculum=version.curriculum, version=version, now=NOON)
        for person in people:
            finished(person, module, administration)
            award_if_due(officer=person, administration=administration, now=NOON)
        with CaptureQueriesContext(connection) as caught:
            brought = advance(administration=administration, day=OPENS, now=day)
        assert brought.triggers["window_opened"] == brought.reminders == number
        return len(caught)

    assert queries(1, at(OPENS)) >= queries(9, at(OPENS, hour=13))


def test_the_house_is_kept_with_it():
    assert "advance_certifications" in DUTIES


# --- at once -----------------------------------------------------------------------------------


def at_once(*calls):
    def closing(call):
        try:
            call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(closing, calls))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite runs one writer at a time.")
def test_two_advances_beside_completions_open_each_window_once(laid_site):
    administration = AdministrationFactory(slug="sampland")
    module = ModuleFactory()
    version = curriculum(administration, [module])
    people = [MembershipFactory(administration=administration).user for _ in range(6)]
    open_certifications(officers=people, curriculum=version.curriculum, version=version, now=NOON)
    for person in people:
        finished(person, module, administration)
        award_if_due(officer=person, administration=administration, now=NOON)
        passed(person, module, administration, at=at(OPENS, hour=1))

    def advances():
        brought_to(administration, OPENS)

    def completes(person):
        return lambda: try_to_award(officer=person, administration=administration, now=at(OPENS))

    at_once(advances, *map(completes, people), advances, *map(completes, people))
    award_all_due(now=at(OPENS))
    assert CertificationEvent.objects.filter(trigger="window_opened").count() == 6
    assert CurriculumEnrolment.objects.filter(kind="renewal").count() == 6
    assert Certificate.objects.filter(standing="in_force").count() == 6
    assert Certificate.objects.count() == 12
    assert Reminder.objects.count() <= 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite runs one writer at a time.")
def test_twenty_renewals_at_once_issue_one_certificate(laid_site):
    administration = AdministrationFactory(slug="sampland")
    certification = holder(MembershipFactory(administration=administration).user, administration)
    brought_to(administration, OPENS)
    passed(certification.officer, Requirement.objects.get().module, administration, at=at(OPENS))

    def completes():
        try_to_award(officer=certification.officer, administration=administration, now=at(OPENS))

    at_once(*[completes] * 20)
    assert Certificate.objects.count() == 2
    assert Award.objects.count() == 2
    assert fresh(certification).state == "certified"
