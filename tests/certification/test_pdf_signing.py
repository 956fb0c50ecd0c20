"""The signature of a certificate: made, read back, and broken in every way that can be thought of."""

import asyncio
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from certification.pdf import signing
from certification.pdf.drawing import render_certificate
from certification.pdf.signing import check_signature, make_signing_key, sign_pdf
from tests.certification.test_pdf import CONTENT, fonts, needs_pictures, picture

__all__ = ["fonts"]

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def key():
    return make_signing_key(common_name="Sample platform", now=NOON)


@pytest.fixture(scope="session")
def unsigned(fonts):
    return render_certificate(CONTENT, fonts=fonts)


def signed_with(key, pdf):
    return sign_pdf(pdf, key=key, now=NOON, reason="Certificate issued", location="Sampland")


@pytest.fixture(scope="session")
def signed(key, unsigned):
    return signed_with(key, unsigned)


def test_a_key_is_p_256_and_lasts_ten_years_from_now(key):
    certificate = x509.load_pem_x509_certificate(key.certificate_pem)
    assert isinstance(certificate.public_key().curve, ec.SECP256R1)
    assert certificate.not_valid_before_utc == NOON
    lifetime = certificate.not_valid_after_utc - NOON
    assert abs(lifetime - timedelta(days=3652)) < timedelta(days=2)
    assert key.fingerprint == certificate.fingerprint(hashes.SHA256()).hex()
    assert b"PRIVATE KEY" in key.key_pem


def test_a_signed_certificate_is_intact_whole_and_ours(key, signed):
    check = check_signature(signed)
    assert check.signed
    assert check.intact
    assert check.covers_whole_file
    assert check.signer_fingerprint == key.fingerprint


def test_the_signature_is_pades_at_the_time_given_in_pdf_1_7(signed):
    reader = PdfFileReader(io.BytesIO(signed))
    (signature,) = reader.embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.self_reported_timestamp == NOON
    assert signature.sig_object["/Reason"] == "Certificate issued"
    assert signature.sig_object["/Location"] == "Sampland"
    assert reader.input_version == (1, 7)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
def test_another_reader_finds_the_signature_valid(signed, tmp_path):
    path = tmp_path / "certificate.pdf"
    path.write_bytes(signed)
    run = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False)
    assert "Signature is Valid" in run.stdout
    assert "Total document signed" in run.stdout


@needs_pictures
def test_signing_changes_nothing_that_is_seen(unsigned, signed):
    assert signed.startswith(unsigned)
    assert picture(signed).tobytes() == picture(unsigned).tobytes()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_byte_that_was_signed_can_be_altered(signed, data):
    _, first, second, rest = PdfFileReader(io.BytesIO(signed)).embedded_signatures[0].byte_range
    covered = st.integers(0, first - 1) | st.integers(second, second + rest - 1)
    place = data.draw(covered)
    altered = bytearray(signed)
    altered[place] ^= data.draw(st.integers(1, 255))
    check = check_signature(bytes(altered))
    assert not (check.intact and check.covers_whole_file)


def test_another_name_under_the_same_signature_is_not_intact(key, signed, fonts):
    other = render_certificate(replace(CONTENT, holder_name="Another Specimen"), fonts=fonts)
    forged = other + signed[len(other) :]
    assert not check_signature(forged).intact


def test_what_is_appended_after_signing_shows(signed):
    check = check_signature(signed + b"\n% appended")
    assert not check.covers_whole_file


def test_a_file_signed_anew_by_a_stranger_carries_the_strangers_fingerprint(key, signed, monkeypatch):
    stranger = make_signing_key(common_name="Sample platform", now=NOON)
    monkeypatch.setattr(signing, "FIELD", "Second")
    check = check_signature(signed_with(stranger, signed))
    assert check.signer_fingerprint == stranger.fingerprint != key.fingerprint


def test_an_unsigned_certificate_is_said_to_be_unsigned(unsigned):
    assert not check_signature(unsigned).signed


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300))
def test_checking_never_fails_on_any_bytes(junk):
    assert not check_signature(junk).intact


@settings(max_examples=20, deadline=None)
@given(share=st.floats(0, 0.999))
def test_checking_never_fails_on_a_file_cut_short(signed, share):
    check = check_signature(signed[: int(len(signed) * share)])
    assert not (check.intact and check.covers_whole_file)


def test_signing_and_checking_work_inside_a_running_event_loop(key, unsigned):
    async def both():
        return check_signature(signed_with(key, unsigned))

    assert asyncio.run(both()).intact
