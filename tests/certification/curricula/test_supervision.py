"""Practical sign-offs: named, seen, recorded once, and worth a certificate."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from certification.models import Certificate, SignOff, Supervision
from certification.plans import Asked, Group, Plan
from certification.services.curricula import enrol
from certification.services.supervision import (
    SeenSince,
    SignOffRefused,
    asked_sign_offs,
    name_supervisor,
    sign_off,
    supervisions_of,
    waiting,
)
from tests.certification.conftest import LATER, finished, published, quiz_unit
from tests.factories import NOON, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LINES = ("Checks the seal", "Weighs it")


@pytest.fixture(autouse=True)
def on_a_day_in_march():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def version(administration, module):
    quiz_unit(module)
    groups = (
        Group(asked=(Asked(module=module.pk),)),
        Group(title="At work", asked=(Asked(sign_off="Opens a container", checklist=LINES),)),
    )
    return published(administration, Plan(title="Border officer", groups=groups, validity_months=24))


@pytest.fixture
def run(officer, administration, version):
    return enrol(officer=officer, version=version, administration=administration, now=NOON)


@pytest.fixture
def supervisor(administration):
    return MembershipFactory(
        administration=administration, user__name="Sample Supervisor", staff_number="SUP1"
    ).user


@pytest.fixture
def supervision(run, version, supervisor, coordinator):
    named(run, version, supervisor, coordinator)
    return Supervision.objects.get()


def named(run, version, supervisor, by):
    return name_supervisor(
        runs=[run], requirements=asked_sign_offs(version.curriculum), supervisor=supervisor, by=by, now=NOON
    )


def said(supervision, outcome="signed", seen=LINES, remark="", after=None):
    return sign_off(
        supervision=supervision, outcome=outcome, seen=seen, remark=remark, after=after, now=LATER
    )


def page_of(supervision):
    return reverse("certification:supervision", args=[supervision.pk])


def test_a_sign_off_is_what_the_certificate_waited_for(officer, administration, module, supervision):
    finished(officer, module, administration)
    said(supervision, "not_yet", seen=LINES[:1], remark="Once more.")
    assert not Certificate.objects.exists()
    said(supervision, after=SignOff.objects.get().pk)
    certificate = Certificate.objects.get()
    assert certificate.award.evidence.get(sign_off__isnull=False).sign_off.seen == list(LINES)


def test_signing_off_needs_every_line(supervision):
    with pytest.raises(SignOffRefused):
        said(supervision, seen=LINES[:1])
    assert not SignOff.objects.exists()


def test_the_same_said_twice_is_recorded_once_and_something_else_is_not_lost(supervision):
    assert said(supervision, "not_yet", seen=(), remark="Late.") == said(
        supervision, "not_yet", seen=(), remark="Late."
    )
    assert SignOff.objects.count() == 1
    assert AuditEntry.objects.filter(act="sign_off.recorded").count() == 1
    with pytest.raises(SeenSince):
        said(supervision)


def test_nobody_is_named_for_oneself_nor_signs_off_oneself(officer, run, version, coordinator):
    assert named(run, version, officer, coordinator) == (0, [run])
    own = Supervision.objects.create(
        enrolment=run,
        requirement=asked_sign_offs(version.curriculum)[0],
        supervisor=officer,
        named_by=coordinator,
        named_at=NOON,
    )
    assert not supervisions_of(officer).exists()
    with pytest.raises(SignOffRefused):
        said(own)


def test_a_withdrawn_run_is_not_signed_off(supervision, run):
    run.withdrawn_at = LATER
    run.save()
    assert not supervisions_of(supervision.supervisor).exists()
    with pytest.raises(SignOffRefused):
        said(supervision)


def test_naming_somebody_else_takes_the_place_of_the_first_and_twice_is_once(
    administration, run, version, supervision, coordinator
):
    other = MembershipFactory(administration=administration).user
    assert named(run, version, other, coordinator) == (1, [])
    assert named(run, version, other, coordinator) == (0, [])
    assert Supervision.objects.get().supervisor == other
    assert AuditEntry.objects.filter(act="supervisor.named").count() == 2


# --- the pages ------------------------------------------------------------------------------------


def test_a_supervisor_finds_the_door_ticks_and_signs_off(client, supervision, supervisor, officer):
    client.force_login(supervisor)
    assert "1 officer waits for you." in client.get(reverse("courses:dashboard")).content.decode()
    assert "Sample Officer" in client.get(reverse("certification:supervisions")).content.decode()
    refused = client.post(page_of(supervision), {"seen": ["0"], "outcome": "signed", "remark": "Kept text"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Tick every line to sign off" in page
    assert "Kept text" in page
    asked = {"seen": ["0", "1"], "outcome": "signed", "after": ""}
    for _ in range(2):
        assert client.post(page_of(supervision), asked).url == reverse("certification:supervisions")
    assert SignOff.objects.get().seen == list(LINES)
    assert not waiting(supervisions_of(supervisor)).exists()


def test_a_stale_page_is_told_what_was_recorded_and_can_then_decide(client, supervision, supervisor):
    client.force_login(supervisor)
    said(supervision, "not_yet", seen=LINES[:1], remark="Once more.")
    stale = client.post(page_of(supervision), {"seen": ["0", "1"], "outcome": "signed", "after": ""})
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Once more." in page
    assert f'name="after" value="{SignOff.objects.get().pk}"' in page
    assert SignOff.objects.count() == 1


def test_to_anybody_else_a_sign_off_is_not_there(
    client, administration, supervision, supervisor, officer, coordinator, foreign_coordinator
):
    for person in (officer, coordinator, foreign_coordinator, UserFactory()):
        client.force_login(person)
        assert client.get(page_of(supervision)).status_code == 404
        assert client.post(page_of(supervision), {"outcome": "signed"}).status_code == 404
    supervisor.memberships.update(until=NOON.date())
    client.force_login(supervisor)
    assert client.get(page_of(supervision)).status_code == 404
    assert not SignOff.objects.exists()


def test_the_officer_reads_what_was_ticked_and_remarked(client, supervision, officer):
    said(supervision, "not_yet", seen=LINES[:1], remark="Once more with the scale.")
    client.force_login(officer)
    page = client.get(reverse("courses:dashboard")).content.decode()
    assert "Practical sign-off by Sample Supervisor" in page
    assert "Once more with the scale." in page
    assert "Not yet" in page


def test_a_coordinator_sees_who_waits_and_names_a_supervisor_for_several(
    client, administration, version, run, coordinator, supervisor
):
    other = enrol(
        officer=MembershipFactory(administration=administration).user,
        version=version,
        administration=administration,
        now=NOON,
    )
    client.force_login(coordinator)
    url = reverse("certification:sign_offs", args=["sampland", "border"])
    assert client.get(url + "?show=unnamed").content.decode().count("Nobody named") == 2
    refused = client.post(url, {"run": [run.pk], "supervisor": "nobody@example.org"})
    assert refused.status_code == 422
    assert f'value="{run.pk}" checked' in refused.content.decode()
    for known in ("sup1", supervisor.email.upper()):
        assert client.post(url, {"run": [run.pk, other.pk], "supervisor": known}).status_code == 302
    assert Supervision.objects.filter(supervisor=supervisor).count() == 2
    assert "Nobody waits" in client.get(url + "?show=unnamed").content.decode()


def test_lists_of_sign_offs_take_as_many_queries_for_many_as_for_two(
    client, administration, version, coordinator, supervisor, django_assert_num_queries
):
    def add(number):
        for _ in range(number):
            run = enrol(
                officer=MembershipFactory(administration=administration).user,
                version=version,
                administration=administration,
                now=NOON,
            )
            named(run, version, supervisor, coordinator)

    pages = [
        (coordinator, reverse("certification:sign_offs", args=["sampland", "border"])),
        (supervisor, reverse("certification:supervisions")),
    ]
    add(2)
    few = []
    for person, url in pages:
        client.force_login(person)
        client.get(url)
        with CaptureQueriesContext(connection) as counted:
            client.get(url)
        few.append(len(counted))
    add(12)
    for (person, url), number in zip(pages, few, strict=True):
        client.force_login(person)
        client.get(url)
        with django_assert_num_queries(number):
            client.get(url)
