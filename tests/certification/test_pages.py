"""The pages: who may open them, what they say, how many queries they take."""

import gzip
import re
from datetime import UTC, date, datetime
from pathlib import Path

import brotli
import pytest
import time_machine
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from certification.models import Award, Certificate, CertificateEvent, Certification
from certification.sections import certificates, curricula
from certification.services.acts import revoke
from certification.services.curricula import enrol
from certification.states import State
from tests.certification.conftest import LATER, certified, curriculum, finished, passed
from tests.factories import (
    NOON,
    MembershipFactory,
    ModuleFactory,
    OfficeFactory,
    SignUpRequestFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
VERIFY = "/verify/"


@pytest.fixture(autouse=True)
def on_a_day_in_march():
    with time_machine.travel(LATER, tick=False):
        yield


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def verify(client, serial):
    return client.get(VERIFY, {"serial": serial})


# --- the public register ------------------------------------------------------------------------


def test_a_valid_certificate_is_said_to_be_valid_with_what_stands_on_it(client, certificate):
    response = verify(client, certificate.serial)
    page = response.content.decode()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    for text in [
        "genuine and in force",
        "Sample Officer",
        "Sampland Customs",
        "Border officer, environment, version 1",
    ]:
        assert text in page
    assert all(
        text in page for text in [certificate.serial, "2 March 2026", "2 March 2028", "90\u00a0%", "CITES"]
    )


def test_the_register_shows_no_more_than_the_certificate(client, officer, coordinator, certificate):
    officer.email = "private@example.org"
    officer.save()
    revoke(certificate=certificate, by=coordinator, reason="A secret reason.", now=LATER)
    page = verify(client, certificate.serial).content.decode()
    number = officer.memberships.get().staff_number
    assert not any(
        text in page for text in ["private@example.org", "A secret reason", "Sample Coordinator", number]
    )


@pytest.mark.parametrize(
    "spelling", [str.lower, lambda s: s.replace("-", " "), lambda s: s.replace("0", "o").replace("1", "l")]
)
def test_any_spelling_finds_the_certificate(client, certificate, spelling):
    assert "genuine and in force" in verify(client, spelling(certificate.serial)).content.decode()


def test_a_revoked_certificate_shows_it_at_once_with_the_day(client, coordinator, certificate):
    assert "genuine and in force" in verify(client, certificate.serial).content.decode()
    signed_in(coordinator).post(
        reverse("certification:revoke", args=["sampland", certificate.serial]), {"reason": "Wrong person."}
    )
    page = verify(client, certificate.serial).content.decode()
    assert "withdrew this certificate on 9 March 2026" in page


def test_the_last_day_is_valid_where_the_administration_is_and_the_next_is_expired(
    client, administration, certificate
):
    certificate.administration.time_zone = "Pacific/Auckland"
    certificate.administration.save()
    Certificate.objects.filter(pk=certificate.pk).update(valid_until=date(2026, 3, 31))
    # Auckland is thirteen hours ahead of UTC in March.
    for moment, said in [
        (datetime(2026, 3, 31, 10, 59, tzinfo=UTC), "genuine and in force"),
        (datetime(2026, 3, 31, 11, 0, tzinfo=UTC), "It is not in force today."),
    ]:
        with time_machine.travel(moment, tick=False):
            assert said in verify(client, certificate.serial).content.decode()


@pytest.mark.parametrize(
    "serial", ["GC-0000-0000-0000", "nonsense", "GC-UUUU-0000-0000", "<script>", "\x00", "x" * 500]
)
def test_a_serial_that_never_was_gets_a_clear_404(client, certificate, serial):
    response = verify(client, serial)
    assert response.status_code == 404
    assert "Not in the register" in response.content.decode()
    assert "<script" not in response.content.decode()


def test_a_border_office_behind_one_address_is_served_and_a_machine_is_told_to_wait(client, certificate):
    for _ in range(120):
        assert verify(client, certificate.serial).status_code == 200
    response = verify(client, certificate.serial)
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "This says nothing about the certificate." in response.content.decode()
    assert client.get(VERIFY).status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.7").get(VERIFY, {"serial": certificate.serial}).status_code == 200


def test_a_cache_that_forgets_closes_nothing(client, certificate, monkeypatch):
    monkeypatch.setattr(cache, "incr", lambda key: (_ for _ in ()).throw(ValueError(key)))
    assert verify(client, certificate.serial).status_code == 200


def test_the_register_needs_no_script_and_fits_in_fifteen_kilobytes(client, certificate):
    page = verify(client, certificate.serial).content
    static = Path(__file__).parents[2] / "elearning" / "static"
    files = [static / name for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())]
    size = len(gzip.compress(page)) + sum(len(brotli.compress(file.read_bytes())) for file in files)
    assert b"<script" not in page
    assert b" style=" not in page
    assert len(files) >= 1
    assert size < 15 * 1024


def test_the_register_takes_a_fixed_number_of_queries(client, certificate, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        verify(client, certificate.serial)


# --- the holder's page and the PDF --------------------------------------------------------------


def test_the_holder_and_the_own_coordinators_open_certificate_and_pdf(officer, coordinator, certificate):
    for user in [officer, coordinator]:
        client = signed_in(user)
        page = client.get(reverse("certification:certificate", args=[certificate.serial]))
        pdf = client.get(reverse("certification:pdf", args=[certificate.serial]))
        assert page.status_code == 200
        assert certificate.serial in page.content.decode()
        assert pdf.status_code == 200
        assert pdf["Content-Type"] == "application/pdf"
        assert pdf["Content-Disposition"] == f'attachment; filename="{certificate.serial}.pdf"'
        assert pdf["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in pdf["Cache-Control"]
        assert pdf.content.startswith(b"%PDF-1.7")


def test_the_certificates_page_obeys_the_content_security_policy(officer, certificate):
    page = (
        signed_in(officer)
        .get(reverse("certification:certificate", args=[certificate.serial]))
        .content.decode()
    )
    assert " style=" not in page
    assert "<style" not in page


@pytest.fixture
def strangers(administration, foreign_coordinator):
    return [
        MembershipFactory(administration=administration).user,
        MembershipFactory(administration=administration, role=Role.TRAINER).user,
        foreign_coordinator,
        UserFactory(),
    ]


def test_certificate_and_pdf_are_a_404_for_every_stranger(strangers, certificate):
    for user in strangers:
        for name in ["certificate", "pdf"]:
            address = reverse(f"certification:{name}", args=[certificate.serial])
            assert signed_in(user).get(address).status_code == 404
            assert Client().get(address).status_code == 302


def test_the_administrations_area_is_a_404_for_every_stranger(strangers, officer, certificate):
    addresses = [
        reverse("certification:officers", args=["sampland"]),
        reverse("certification:officer", args=["sampland", officer.pk]),
        reverse("certification:certificates", args=["sampland"]),
        reverse("certification:revoke", args=["sampland", certificate.serial]),
        *(
            reverse("certification:export", args=["sampland", "completions", fmt])
            for fmt in ["csv", "xlsx", "json"]
        ),
    ]
    for user in [*strangers, officer]:
        client = signed_in(user)
        for address in addresses:
            assert client.get(address).status_code == 404, address
        assert client.post(addresses[3], {"reason": "No."}).status_code == 404
        assert client.post(reverse("certification:name", args=["sampland", officer.pk])).status_code == 404
    for address in addresses:
        assert Client().get(address).status_code == 302
    certificate.refresh_from_db()
    assert certificate.standing == "in_force"


def test_a_coordinator_cannot_reach_a_strange_certificate_or_officer_through_the_own_area(
    foreign_coordinator, officer, certificate
):
    client = signed_in(foreign_coordinator)
    for name, arg in [("officer", officer.pk), ("revoke", certificate.serial)]:
        assert client.get(reverse(f"certification:{name}", args=["otherland", arg])).status_code == 404
    assert client.post(reverse("certification:name", args=["otherland", officer.pk])).status_code == 404


def test_a_damaged_file_is_held_back_with_a_clear_page(officer, certificate):
    client = signed_in(officer)
    address = reverse("certification:pdf", args=[certificate.serial])
    client.get(address)
    Certificate.objects.filter(pk=certificate.pk).update(pdf_sha256="0" * 64)
    response = client.get(address)
    assert response.status_code == 503
    assert "The file cannot be given out" in response.content.decode()


# --- revoking -----------------------------------------------------------------------------------


def test_revoking_asks_first_wants_a_reason_and_is_recorded_once(coordinator, certificate):
    client = signed_in(coordinator)
    address = reverse("certification:revoke", args=["sampland", certificate.serial])
    assert "Revoke this certificate?" in client.get(address).content.decode()
    assert client.post(address, {"reason": "  "}).status_code == 422
    certificate.refresh_from_db()
    assert certificate.standing == "in_force"
    client.post(address, {"reason": "Wrong person."})
    again = client.post(address, {"reason": "Another reason."}, follow=True)
    assert "already revoked" in again.content.decode()
    event = certificate.events.get(kind=CertificateEvent.Kind.REVOKED)
    assert (event.by, event.reason, event.at) == (coordinator, "Wrong person.", LATER)


def test_of_two_who_revoke_at_once_the_second_changes_nothing(coordinator, certificate):
    stale = Certificate.objects.get(pk=certificate.pk)
    assert revoke(certificate=certificate, by=coordinator, reason="First.", now=LATER) is True
    assert revoke(certificate=stale, by=coordinator, reason="Second.", now=LATER) is False
    assert certificate.events.filter(kind="revoked").count() == 1


def test_the_service_wants_a_reason_too(coordinator, certificate):
    with pytest.raises(ValueError, match="reason"):
        revoke(certificate=certificate, by=coordinator, reason=" ", now=LATER)


# --- the administration's area ------------------------------------------------------------------


def officers_page(coordinator, **asked):
    return signed_in(coordinator).get(reverse("certification:officers", args=["sampland"]), asked)


def test_one_administration_is_opened_at_once_and_several_are_a_choice(coordinator, other_administration):
    client = signed_in(coordinator)
    index = reverse("certification:administration")
    assert client.get(index).url == reverse("certification:officers", args=["sampland"])
    MembershipFactory(user=coordinator, administration=other_administration, role=Role.COORDINATOR)
    page = client.get(index).content.decode()
    assert "Sampland Customs" in page
    assert "Otherland Customs" in page
    assert signed_in(UserFactory()).get(index).status_code == 404


def test_the_list_shows_progress_certificate_and_waiting_sign_ups(administration, officer, coordinator):
    certified(officer, administration)
    SignUpRequestFactory(join_code__administration=administration)
    page = officers_page(coordinator).content.decode()
    assert "Sample Officer" in page
    assert "1 of 1" in page
    assert "Valid" in page
    assert "1 sign-up waits" in page


def test_officers_are_found_by_name_number_office_and_state(administration, officer, coordinator):
    post = OfficeFactory(administration=administration, code="north", name="North post")
    MembershipFactory(
        administration=administration,
        user__name="Тест",
        user__latin_name="Tyest",
        staff_number="X-77",
        office=post,
    )
    certified(officer, administration)

    def found(**asked):
        page = officers_page(coordinator, **asked).content.decode()
        return {name for name in ["Sample Officer", "Тест"] if f"<bdi>{name}</bdi>" in page}

    assert found() == {"Sample Officer", "Тест"}
    assert found(q="x-77") == found(q="tyest") == found(office="north") == found(state="none") == {"Тест"}
    assert found(q="officer sample") == found(state="certified") == {"Sample Officer"}
    assert found(q="nobody") == found(state="revoked") == set()
    assert found(state="rubbish", office="rubbish", page="-3") == {"Sample Officer", "Тест"}


@pytest.mark.parametrize("state", State)
def test_the_filter_by_state_and_the_state_on_the_page_agree(coordinator, certificate, state):
    Certification.objects.update(state=state)
    for asked in State:
        rows = officers_page(coordinator, state=asked.value).context["rows"]
        assert [row.certification.state for row in rows] == ([state] if asked == state else [])


def test_the_list_takes_the_same_queries_for_sixty_officers_as_for_five(
    administration, coordinator, django_assert_num_queries
):
    module = ModuleFactory()
    version = curriculum(administration, [module])

    def add(number):
        for _ in range(number):
            person = MembershipFactory(administration=administration).user
            finished(person, module, administration)
            enrol(officer=person, version=version, administration=administration, now=NOON)

    add(5)
    client = signed_in(coordinator)
    address = reverse("certification:officers", args=["sampland"])
    client.get(address)
    with django_assert_num_queries(24):
        client.get(address)
    add(55)
    with django_assert_num_queries(24):
        page = client.get(address)
    assert len(page.context["rows"]) == 50
    assert page.context["figures"]["officers"].number == 60


def test_the_officers_page_shows_modules_attempts_and_certificates(
    administration, officer, coordinator, certificate
):
    module = ModuleFactory(title="Second module")
    passed(officer, module, administration, 72.5)
    page = (
        signed_in(coordinator)
        .get(reverse("certification:officer", args=["sampland", officer.pk]))
        .content.decode()
    )
    for text in ["72.5, 80", "Not passed", "90, 80", certificate.serial, "Issued"]:
        assert text in page


def test_the_officers_page_takes_the_same_queries_for_many_attempts(
    administration, officer, coordinator, certificate, django_assert_num_queries
):
    client = signed_in(coordinator)
    address = reverse("certification:officer", args=["sampland", officer.pk])
    client.get(address)
    with django_assert_num_queries(25):
        client.get(address)
    for _ in range(12):
        module = ModuleFactory(convention=None)
        finished(officer, module, administration)
    with django_assert_num_queries(25):
        client.get(address)


def test_a_name_that_cannot_be_printed_is_told_to_the_coordinator_who_gives_the_latin_form(
    administration, officer, coordinator
):
    officer.name = "張 Sample"
    officer.save()
    module = ModuleFactory()
    version = curriculum(administration, [module])
    finished(officer, module, administration)
    enrol(officer=officer, version=version, administration=administration, now=NOON)
    client = signed_in(coordinator)
    address = reverse("certification:officer", args=["sampland", officer.pk])
    assert "Give the name in Latin letters." in client.get(address).content.decode()
    assert "Waits for a name" in officers_page(coordinator).content.decode()
    mend = reverse("certification:name", args=["sampland", officer.pk])
    assert client.post(mend, {"latin_name": "張"}).status_code == 422
    assert Certificate.objects.count() == 0
    client.post(mend, {"latin_name": "Zhang Sample"})
    assert Certificate.objects.get().holder_name == "Zhang Sample"
    client.post(mend, {"latin_name": "Somebody Else"})
    officer.refresh_from_db()
    assert officer.latin_name == "Zhang Sample"
    assert Award.objects.count() == 1


def test_certificates_are_found_by_holder_and_by_serial(coordinator, certificate):
    client = signed_in(coordinator)
    address = reverse("certification:certificates", args=["sampland"])
    for text in ["sample", certificate.serial.lower().replace("-", "")]:
        assert certificate.serial in client.get(address, {"q": text}).content.decode()
    assert "No certificate matches" in client.get(address, {"q": "nobody"}).content.decode()


# --- the officer's training page ----------------------------------------------------------------


def test_the_training_page_gets_curriculum_and_certificates(officer, administration, certificate):
    template, context = curricula(officer, administration)
    assert "Border officer, environment · version 1" in render_to_string(template, context)
    template, context = certificates(officer, administration)
    assert certificate.serial in render_to_string(template, context)


def test_an_officer_without_curriculum_gets_no_section_and_without_certificate_is_told_so(
    officer, administration
):
    assert curricula(officer, administration) is None
    template, context = certificates(officer, administration)
    assert "None yet." in render_to_string(template, context)
