"""Certificates as one ZIP: ordered, made by a task, watched, downloaded by the own coordinators only."""

import csv
import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from certification.models import CertificateBundle
from certification.services import bundles
from certification.services.bundles import make_bundle, order_bundle
from certification.services.papers import pdf_of
from elearning.management.commands.keep_house import DUTIES
from tests.certification.conftest import LATER, certified
from tests.factories import NOON, MembershipFactory, OfficeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day_in_march():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def client_of():
    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def two(administration):
    """Certificates of Ann of the north and of somebody whose name is in another script."""
    north = OfficeFactory(administration=administration, code="north")
    ann = MembershipFactory(administration=administration, office=north, user__name="Ann O'Sample").user
    other = MembershipFactory(
        administration=administration, user__name="Тест", user__latin_name="Tyest Öne"
    ).user
    return [
        certified(ann, administration),
        certified(other, administration, slug="second", now=LATER),
    ]


def order(client, filters=None, **data):
    return client.post(reverse("certification:bundles", args=["sampland"], query=filters), data)


def made(bundle):
    make_bundle(bundle, now=LATER)
    bundle.refresh_from_db()
    return bundle


def opened(client, bundle):
    answer = client.get(reverse("certification:bundle_file", args=["sampland", bundle.pk]))
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_a_zip_holds_the_papers_and_a_manifest_with_their_checksums(coordinator, client_of, two):
    client = client_of(coordinator)
    order(client, serial=[certificate.serial for certificate in two], which="chosen")
    archive = opened(client, made(CertificateBundle.objects.get()))
    rows = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
    assert list(rows[0]) == ["serial", "holder", "issued", "valid until", "file name", "SHA-256"]
    first, second = two
    assert rows[0] == {
        "serial": first.serial,
        "holder": "Ann O'Sample",
        "issued": "2026-03-02",
        "valid until": "2028-03-02",
        "file name": f"{first.serial}-Ann-O-Sample.pdf",
        "SHA-256": hashlib.sha256(archive.read(f"{first.serial}-Ann-O-Sample.pdf")).hexdigest(),
    }
    assert rows[1]["file name"] == f"{second.serial}-Tyest-ne.pdf"
    assert archive.read(rows[1]["file name"]) == pdf_of(second)
    assert len(archive.namelist()) == 3


def test_all_that_match_the_filters_are_ordered(coordinator, client_of, two):
    client = client_of(coordinator)
    order(client, {"office": "north"}, which="all")
    assert CertificateBundle.objects.get().certificates.get() == two[0]
    order(client, {"since": "2026-03-09"}, which="all")
    assert CertificateBundle.objects.first().certificates.get() == two[1]
    order(client, which="all")
    assert CertificateBundle.objects.first().number == 2


def test_the_page_lists_what_the_filters_let_through(coordinator, client_of, two):
    client = client_of(coordinator)
    address = reverse("certification:certificates", args=["sampland"])
    for asked, found in [
        ({"office": "north"}, [two[0]]),
        ({"until": "2026-03-08"}, [two[0]]),
        ({"q": "Tyest"}, [two[1]]),
        ({"state": "valid"}, [two[1], two[0]]),
        ({"state": "revoked"}, []),
        ({"since": "nonsense"}, [two[1], two[0]]),
    ]:
        assert list(client.get(address, asked).context["page"]) == found, asked


def test_nothing_chosen_orders_nothing_and_says_so(coordinator, client_of, two):
    answer = client_of(coordinator).post(
        reverse("certification:bundles", args=["sampland"]), {"which": "chosen"}, follow=True
    )
    assert "Choose at least one certificate." in answer.content.decode()
    assert not CertificateBundle.objects.exists()


def test_too_many_are_refused_with_a_way_on(coordinator, client_of, two, monkeypatch):
    monkeypatch.setattr(bundles, "MOST", 1)
    answer = client_of(coordinator).post(
        reverse("certification:bundles", args=["sampland"]), {"which": "all"}, follow=True
    )
    assert "Narrow the list with the filters." in answer.content.decode()


def test_another_administrations_certificate_never_gets_in(coordinator, client_of, two, other_administration):
    foreign = certified(MembershipFactory(administration=other_administration).user, other_administration)
    order(client_of(coordinator), serial=[foreign.serial, two[0].serial], which="chosen")
    assert CertificateBundle.objects.get().certificates.get() == two[0]


def test_only_coordinators_of_the_administration_watch_and_download(
    coordinator, officer, foreign_coordinator, client_of, administration, two
):
    bundle = made(_ordered(administration, coordinator, two))
    for person in (officer, foreign_coordinator):
        client = client_of(person)
        for name in ("bundle", "bundle_file"):
            assert (
                client.get(reverse(f"certification:{name}", args=["sampland", bundle.pk])).status_code == 404
            )
            assert (
                client.get(reverse(f"certification:{name}", args=["otherland", bundle.pk])).status_code == 404
            )
        assert order(client, which="all").status_code == 404
    colleague = MembershipFactory(administration=administration, role="coordinator").user
    assert len(opened(client_of(colleague), bundle).namelist()) == 3


def _ordered(administration, by, certificates):
    own = type(certificates[0]).objects.filter(pk__in=[certificate.pk for certificate in certificates])
    return order_bundle(certificates=own, administration=administration, by=by, now=LATER)


def test_the_task_makes_it_after_the_order(
    administration, coordinator, two, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        bundle = _ordered(administration, coordinator, two)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.done) == ("ready", 2)


def test_the_page_shows_how_far_it_is_and_stops_asking_when_it_is_ready(
    administration, coordinator, client_of, two
):
    bundle = _ordered(administration, coordinator, two)
    CertificateBundle.objects.filter(pk=bundle.pk).update(state="running", done=1, worked_at=LATER)
    client = client_of(coordinator)
    address = reverse("certification:bundle", args=["sampland", bundle.pk])
    page = client.get(address).content.decode()
    assert "1 of 2 certificates" in page
    assert "Look again" in page
    assert client.get(reverse("certification:bundle_file", args=["sampland", bundle.pk])).status_code == 404
    part = client.get(address, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    CertificateBundle.objects.filter(pk=bundle.pk).update(state="waiting")
    made(bundle)
    part = client.get(address, headers={"HX-Request": "true"})
    assert part.status_code == 286
    assert "Download the ZIP" in part.content.decode()
    assert "htmx" not in client.get(address).content.decode()


def test_a_task_that_comes_twice_makes_one_file(administration, coordinator, two):
    bundle = made(_ordered(administration, coordinator, two))
    assert made(bundle).file == bundle.file


def test_a_damaged_paper_is_named_and_the_others_are_there(administration, coordinator, client_of, two):
    for certificate in two:
        pdf_of(certificate)
    two[0].refresh_from_db()
    storages["private"].delete(two[0].pdf)
    bundle = made(_ordered(administration, coordinator, two))
    assert (bundle.state, bundle.damaged) == ("ready", [two[0].serial])
    client = client_of(coordinator)
    assert len(opened(client, bundle).namelist()) == 2
    page = client.get(reverse("certification:bundle", args=["sampland", bundle.pk])).content.decode()
    assert two[0].serial in page


def test_a_failure_is_told_and_leaves_no_file(administration, coordinator, client_of, two, monkeypatch):
    monkeypatch.setattr(bundles, "pdf_of", lambda certificate: 1 / 0)
    bundle = made(_ordered(administration, coordinator, two))
    assert (bundle.state, bundle.file) == ("failed", "")
    page = client_of(coordinator).get(reverse("certification:bundle", args=["sampland", bundle.pk]))
    assert "could not be made" in page.content.decode()


def test_a_worker_that_fell_silent_is_told_and_another_may_begin(administration, coordinator, client_of, two):
    bundle = _ordered(administration, coordinator, two)
    CertificateBundle.objects.filter(pk=bundle.pk).update(
        state="running", worked_at=LATER - timedelta(minutes=11)
    )
    page = client_of(coordinator).get(reverse("certification:bundle", args=["sampland", bundle.pk]))
    assert "could not be made" in page.content.decode()
    assert made(bundle).state == "ready"


def test_keeping_house_deletes_old_files_and_keeps_the_record(administration, coordinator, two):
    bundle = made(_ordered(administration, coordinator, two))
    file = bundle.file
    with time_machine.travel(LATER + timedelta(days=6), tick=False):
        call_command("clear_old_files")
    assert storages["private"].exists(file)
    with time_machine.travel(LATER + timedelta(days=8), tick=False):
        call_command("clear_old_files")
    assert not storages["private"].exists(file)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.file, bundle.number) == ("cleared", "", 2)
    assert "clear_old_files" in DUTIES


def test_holders_whose_names_are_alike_get_files_of_their_own(administration, coordinator):
    people = [
        MembershipFactory(administration=administration, user__name="Ann Sample").user for _ in range(2)
    ]
    certificates = [
        certified(person, administration, slug=f"c{number}", now=NOON) for number, person in enumerate(people)
    ]
    assert len({bundles.file_name(certificate) for certificate in certificates}) == 2
