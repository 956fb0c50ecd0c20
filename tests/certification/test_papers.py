"""The key, and the PDF that is made once and read with its checksum."""

import hashlib
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.core.management import call_command

from certification.models import Certificate, SigningCertificate
from certification.pdf.signing import check_signature
from certification.services.keys import key_path, renew_signing_key, signing_key
from certification.services.papers import PaperDamaged, content_of, pdf_of
from tests.certification.conftest import LATER, certified
from tests.factories import NOON


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "keys"


def test_the_key_is_made_once_and_only_its_owner_reads_it():
    first = signing_key(now=NOON)
    assert signing_key(now=LATER) == first
    assert stat.S_IMODE(key_path().stat().st_mode) == 0o600
    assert [path.name for path in key_path().parent.iterdir()] == ["signing.pem"]


def _fingerprint_in_a_process_of_its_own(root):
    from django.conf import settings

    settings.KEYS_ROOT = root
    return signing_key(now=NOON).fingerprint


def test_processes_that_need_a_key_at_the_same_time_get_one_key(settings):
    with ProcessPoolExecutor(4, mp_context=get_context("fork")) as pool:
        made = set(pool.map(_fingerprint_in_a_process_of_its_own, [settings.KEYS_ROOT] * 8))
    assert made == {signing_key(now=NOON).fingerprint}


def test_a_configured_key_is_used_and_half_a_configuration_is_refused(settings, tmp_path):
    made = signing_key(now=NOON)
    files = {"SIGNING_KEY_FILE": made.key_pem, "SIGNING_CERTIFICATE_FILE": made.certificate_pem}
    for name, pem in files.items():
        (tmp_path / name).write_bytes(pem)
    settings.KEYS_ROOT = tmp_path / "empty"
    settings.SIGNING_KEY_FILE = str(tmp_path / "SIGNING_KEY_FILE")
    with pytest.raises(ImproperlyConfigured, match="must both name a file"):
        signing_key(now=NOON)
    settings.SIGNING_CERTIFICATE_FILE = str(tmp_path / "SIGNING_CERTIFICATE_FILE")
    assert signing_key(now=NOON) == made


@pytest.mark.django_db
def test_a_renewed_key_leaves_the_old_one_in_its_place_and_on_record():
    call_command("make_signing_key")
    old = signing_key(now=NOON)
    call_command("make_signing_key", "--renew")
    new = signing_key(now=NOON)
    assert new != old
    kept = key_path().with_name(f"signing-{old.fingerprint[:16]}.pem")
    assert kept.read_bytes() == old.key_pem + old.certificate_pem
    assert set(SigningCertificate.objects.values_list("fingerprint", flat=True)) == {
        old.fingerprint,
        new.fingerprint,
    }


def test_the_paper_is_signed_and_kept_in_the_private_storage(certificate, settings):
    pdf = pdf_of(certificate, now=LATER)
    certificate.refresh_from_db()
    check = check_signature(pdf)
    assert pdf.startswith(b"%PDF-1.7")
    assert (check.signed, check.intact, check.covers_whole_file) == (True, True, True)
    assert check.signer_fingerprint == certificate.signed_with.fingerprint
    assert certificate.pdf_sha256 == hashlib.sha256(pdf).hexdigest()
    assert (Path(settings.PRIVATE_ROOT) / certificate.pdf).read_bytes() == pdf


def test_the_paper_is_made_once_even_for_two_who_ask_before_it_is_there(certificate):
    early = Certificate.objects.get(pk=certificate.pk)
    first = pdf_of(certificate)
    assert pdf_of(early) == first
    assert pdf_of(Certificate.objects.get(pk=certificate.pk)) == first


def test_an_old_certificate_stays_with_the_key_of_its_day(officer, administration, certificate):
    pdf_of(certificate)
    renew_signing_key(now=LATER)
    certificate.refresh_from_db()
    assert check_signature(pdf_of(certificate)).signer_fingerprint == certificate.signed_with.fingerprint
    assert certificate.signed_with.fingerprint != signing_key(now=LATER).fingerprint


def test_a_file_that_was_changed_or_is_gone_is_held_back(certificate):
    pdf_of(certificate)
    certificate.refresh_from_db()
    path = Path(storages["private"].path(certificate.pdf))
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    with pytest.raises(PaperDamaged):
        pdf_of(certificate)
    path.unlink()
    with pytest.raises(PaperDamaged):
        pdf_of(certificate)


def test_the_paper_states_what_was_copied(certificate, settings):
    content = content_of(certificate)
    assert (content.serial, content.holder_name, content.administration) == (
        certificate.serial,
        "Sample Officer",
        "Sampland Customs",
    )
    assert content.verify_url == f"{settings.SITE_URL}/verify/?serial={certificate.serial}"
    assert [(line.convention, line.name, line.mark) for line in content.modules] == [
        ("cites", "CITES", "90\u00a0%")
    ]


def test_the_paper_is_made_by_the_task_after_the_award(
    officer, administration, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        certificate = certified(officer, administration)
    certificate.refresh_from_db()
    with storages["private"].open(certificate.pdf) as file:
        assert check_signature(file.read()).intact


def test_a_task_queue_that_is_down_leaves_the_certificate_standing(
    officer, administration, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    from certification import tasks

    def down(_backend, *args, **kwargs):
        raise ConnectionError("no queue")

    monkeypatch.setattr(type(tasks.make_paper), "enqueue", down)
    with caplog.at_level("ERROR"), django_capture_on_commit_callbacks(execute=True) as callbacks:
        certificate = certified(officer, administration)
    assert len(callbacks) == 1
    assert "no queue" in caplog.text
    certificate.refresh_from_db()
    assert certificate.pdf == ""
    assert pdf_of(certificate).startswith(b"%PDF")
