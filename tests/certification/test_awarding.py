"""Awards: when and only when all requirements hold, once, with evidence; never in the way of handing in."""

import logging
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from accounts.signals import member_joined
from certification.models import Award, Certificate, CertificateEvent, CurriculumEnrolment, Evidence
from certification.services.acts import revoke
from certification.services.awarding import award_all_due, award_if_due
from certification.services.certificates import refusal_of
from certification.services.curricula import PlanRefused, enrol
from courses.models import ModuleEnrolment
from courses.services.progress import complete_unit
from courses.signals import module_completed
from tests.certification.conftest import LATER, certified, curriculum, finished, passed
from tests.factories import NOON, AdministrationFactory, MembershipFactory, ModuleFactory, UnitFactory


def enrolled(officer, administration, modules, **fields):
    version = curriculum(administration, modules, **fields)
    return enrol(officer=officer, version=version, administration=administration, now=NOON)


def test_an_officer_who_meets_every_requirement_gets_award_evidence_certificate_and_event(
    officer, administration, module
):
    enrolment = enrolled(officer, administration, [(module, 80)])
    attempt = passed(officer, module, administration, 85)
    finished(officer, module, administration, percent=None)
    [award] = award_if_due(officer=officer, administration=administration, now=LATER)
    evidence = award.evidence.get()
    certificate = award.certificates.get()
    assert award.enrolment == enrolment
    assert (evidence.attempt, evidence.grade, evidence.percent) == (attempt, attempt.grade, Fraction(85))
    assert certificate.holder_name == "Sample Officer"
    assert certificate.modules == [{"convention": "cites", "name": "CITES", "mark": "85\u00a0%"}]
    assert certificate.events.get().kind == CertificateEvent.Kind.ISSUED


def test_nothing_is_awarded_while_a_module_or_a_mark_is_missing(officer, administration, module):
    other = ModuleFactory()
    enrolled(officer, administration, [(module, 95), other])
    finished(officer, module, administration, percent=94)
    finished(officer, other, administration)
    assert award_if_due(officer=officer, administration=administration, now=LATER) == []
    passed(officer, module, administration, 96)
    assert len(award_if_due(officer=officer, administration=administration, now=LATER)) == 1


def test_what_was_finished_in_another_administration_does_not_count(officer, administration, module):
    elsewhere = AdministrationFactory()
    enrolled(officer, administration, [module])
    finished(officer, module, elsewhere)
    assert award_if_due(officer=officer, administration=administration, now=LATER) == []


def test_the_best_passed_attempt_is_the_evidence(officer, administration, module):
    enrolled(officer, administration, [module])
    finished(officer, module, administration, percent=82)
    best = passed(officer, module, administration, 97)
    passed(officer, module, administration, 40)
    [award] = award_if_due(officer=officer, administration=administration, now=LATER)
    assert award.evidence.get().attempt == best


def test_awarding_again_makes_nothing_twice(officer, administration, module):
    enrolled(officer, administration, [module])
    finished(officer, module, administration)
    for _ in range(3):
        award_if_due(officer=officer, administration=administration, now=LATER)
        call_command("award_due")
    assert (Award.objects.count(), Evidence.objects.count(), Certificate.objects.count()) == (1, 1, 1)


def test_a_revoked_certificate_is_not_issued_again(officer, administration, coordinator):
    certificate = certified(officer, administration)
    revoke(certificate=certificate, by=coordinator, reason="Wrong person.", now=LATER)
    award_if_due(officer=officer, administration=administration, now=LATER)
    assert Certificate.objects.count() == 1


def test_completing_the_last_unit_awards(officer, administration, module):
    unit = UnitFactory(module=module)
    enrolled(officer, administration, [module], months=None)
    ModuleEnrolment.objects.create(
        officer=officer, module=module, administration=administration, started_at=NOON
    )
    complete_unit(officer=officer, unit=unit, administration=administration, now=NOON)
    assert Certificate.objects.filter(officer=officer).count() == 1


def test_a_failing_award_leaves_the_completion_standing_is_logged_and_is_made_good_by_award_due(
    officer, administration, module, monkeypatch, caplog
):
    unit = UnitFactory(module=module)
    enrolled(officer, administration, [module], months=None)
    enrolment = ModuleEnrolment.objects.create(
        officer=officer, module=module, administration=administration, started_at=NOON
    )
    with monkeypatch.context() as broken:
        broken.setattr(Certificate.objects, "create", _fail)
        with caplog.at_level(logging.ERROR, logger="certification"):
            complete_unit(officer=officer, unit=unit, administration=administration, now=NOON)
        with pytest.raises(CommandError):
            call_command("award_due")
    enrolment.refresh_from_db()
    assert enrolment.completed_at == NOON
    assert "Awarding failed" in caplog.text
    assert Award.objects.count() == 0
    call_command("award_due")
    assert Certificate.objects.get().officer == officer


def _fail(**kwargs):
    raise RuntimeError("broken on purpose")


def test_award_due_looks_only_at_officers_who_have_finished_enough(
    officer, administration, module, monkeypatch
):
    modules = [module, ModuleFactory(), ModuleFactory()]
    version = curriculum(administration, modules)
    others = [MembershipFactory(administration=administration).user for _ in range(4)]
    for person in [officer, *others]:
        enrol(officer=person, version=version, administration=administration, now=NOON)
        finished(person, module, administration)
    for each in modules[1:]:
        finished(officer, each, administration)
    assert award_all_due(now=LATER) == (1, 0)
    assert award_all_due(now=LATER) == (0, 0)


def test_a_name_that_no_font_holds_is_refused_and_its_latin_form_is_printed_once_given(
    officer, administration, module
):
    officer.name = "張 Sample"
    officer.save()
    enrolled(officer, administration, [module])
    finished(officer, module, administration)
    [award] = award_if_due(officer=officer, administration=administration, now=LATER)
    assert award.certificates.count() == 0
    refusal = refusal_of(Award.objects.get())
    assert "張" in refusal
    assert "Latin" in refusal
    officer.latin_name = "Zhang Sample"
    officer.save()
    call_command("award_due")
    assert Certificate.objects.get().holder_name == "Zhang Sample"
    assert refusal_of(Award.objects.get()) == ""


@pytest.mark.parametrize(
    "name", ["Übung Beispiel", "Παράδειγμα", "Пример", "مثال", "उदाहरण", "மாதிரி", "ఉదాహరణ", "ตัวอย่าง", "ឧទាហរណ៍"]
)
def test_names_in_every_promised_script_are_issued(officer, administration, module, name):
    officer.name = name
    officer.save()
    assert certified(officer, administration).holder_name == name


def test_what_a_certificate_states_survives_renaming(officer, administration):
    certificate = certified(officer, administration)
    before = Certificate.objects.filter(pk=certificate.pk).values().get()
    version = certificate.award.enrolment.version
    for row, field in [
        (version, "title"),
        (version.groups.get().requirements.get().module, "title"),
        (administration, "name"),
        (administration, "signatory"),
        (officer, "name"),
        (officer, "latin_name"),
    ]:
        setattr(row, field, "Renamed")
        row.save()
    assert Certificate.objects.filter(pk=certificate.pk).values().get() == before


def test_the_last_day_is_counted_where_the_administration_is(officer, administration):
    administration.time_zone = "Pacific/Auckland"
    administration.save()
    certificate = certified(officer, administration, now=NOON, months=1)
    # Noon UTC on 2 March 2026 is the first hour of 3 March in Auckland.
    assert certificate.issued_on.isoformat() == "2026-03-03"
    assert certificate.valid_until.isoformat() == "2026-04-03"


def test_what_was_finished_before_enrolling_counts_at_once(officer, administration, module):
    finished(officer, module, administration)
    enrolled(officer, administration, [module])
    assert Certificate.objects.filter(officer=officer).exists()


def test_a_new_trainee_is_enrolled_where_the_curriculum_says_so(administration, module):
    wanted = curriculum(administration, [module], enrols_new_officers=True)
    curriculum(administration, [module], slug="other")
    membership = MembershipFactory(administration=administration)
    for _ in range(2):
        member_joined.send(sender=type(membership), membership=membership)
    assert [each.version for each in CurriculumEnrolment.objects.filter(officer=membership.user)] == [wanted]


def test_officers_keep_the_version_they_were_enrolled_on(officer, administration, module):
    first = curriculum(administration, [module], enrols_new_officers=True)
    enrol(officer=officer, version=first, administration=administration, now=NOON)
    second = curriculum(administration, [module, ModuleFactory()], enrols_new_officers=True)
    member_joined.send(sender=None, membership=officer.memberships.get())
    finished(officer, module, administration)
    award_if_due(officer=officer, administration=administration, now=LATER)
    assert second.number == 2
    assert Certificate.objects.get().curriculum_version == 1


def test_publishing_the_same_again_writes_no_version(administration, module):
    first = curriculum(administration, [(module, 80)])
    assert curriculum(administration, [(module, 80)]) == first
    assert curriculum(administration, [(module, 85)]).number == 2


def test_another_administrations_module_cannot_be_asked_for(administration):
    with pytest.raises(PlanRefused, match="unknown_module"):
        curriculum(administration, [ModuleFactory(administration=AdministrationFactory())])


def test_nobody_is_enrolled_on_another_administrations_curriculum(officer, administration, module):
    version = curriculum(AdministrationFactory(), [module])
    with pytest.raises(ValueError, match="cannot be enrolled"):
        enrol(officer=officer, version=version, administration=administration, now=NOON)


def test_awarding_stays_within_a_fixed_number_of_queries_however_many_modules(
    administration, django_assert_max_num_queries
):
    few, many = (MembershipFactory(administration=administration).user for _ in range(2))
    for number, (person, size) in enumerate([(few, 1), (many, 7)]):
        modules = [ModuleFactory(convention=None) for _ in range(size)]
        version = curriculum(administration, modules, slug=f"c{number}")
        enrol(officer=person, version=version, administration=administration, now=NOON)
        for each in modules:
            finished(person, each, administration)
        with django_assert_max_num_queries(24):
            assert award_if_due(officer=person, administration=administration, now=LATER)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite runs one writer at a time.")
def test_twenty_completions_at_once_issue_one_certificate(laid_site):
    administration = AdministrationFactory(slug="sampland")
    officer = MembershipFactory(administration=administration).user
    module = ModuleFactory()
    version = curriculum(administration, [module])
    enrol(officer=officer, version=version, administration=administration, now=NOON)
    enrolment = finished(officer, module, administration)

    def complete(_number):
        try:
            with transaction.atomic():
                module_completed.send(sender=type(module), enrolment=enrolment, now=NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(complete, range(20)))
    assert (Award.objects.count(), Evidence.objects.count(), Certificate.objects.count()) == (1, 1, 1)
