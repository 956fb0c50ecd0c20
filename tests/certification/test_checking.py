"""Checking a PDF: only the very file that was issued is genuine; every other is said to be what it is."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import copy_into_new_writer

from certification.models import Certificate
from certification.pdf import signing
from certification.pdf.drawing import render_certificate
from certification.pdf.signing import inspect_pdf, make_signing_key, sign_pdf
from certification.services.acts import revoke
from certification.services.checking import Finding, check_paper
from certification.services.keys import renew_signing_key, signing_key
from certification.services.papers import content_of, pdf_of
from certification.verdicts import LANGUAGES, SIGNS, in_other_languages
from tests.certification.conftest import LATER
from tests.certification.test_pdf import CONTENT

pytestmark = pytest.mark.django_db
FONTS = Path(site.FONTS_ROOT)


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "keys"
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def paper(certificate):
    return pdf_of(certificate, now=LATER)


def finding(pdf):
    return check_paper(pdf, now=LATER).finding


def signed_by(key, pdf, serial):
    return sign_pdf(pdf, key=key, now=LATER, reason=f"Certificate {serial}", location="Sampland")


def unsigned(certificate):
    return render_certificate(content_of(certificate), fonts=FONTS)


def test_the_file_as_issued_is_genuine_and_tells_its_present_state(certificate, coordinator, paper):
    found = check_paper(paper, now=LATER)
    assert (found.finding, found.answer.certificate, found.answer.state) == ("genuine", certificate, "valid")
    revoke(certificate=certificate, by=coordinator, reason="Wrong person.", now=LATER)
    assert check_paper(paper, now=LATER).answer.state == "revoked"


def test_a_file_signed_with_an_old_key_is_judged_by_the_key_of_its_day(certificate, paper):
    renew_signing_key(now=LATER)
    assert finding(paper) == Finding.GENUINE


def test_any_byte_changed_makes_it_altered_or_unreadable(paper):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(place=st.integers(20, len(paper) - 1), flip=st.integers(1, 255))
    def holds(place, flip):
        changed = bytearray(paper)
        changed[place] ^= flip
        assert finding(bytes(changed)) in {
            Finding.ALTERED,
            Finding.BROKEN,
            Finding.LOCKED,
            Finding.FOREIGN,
        }

    holds()


def test_a_changed_name_inside_the_signed_part_is_altered(certificate, paper):
    assert finding(paper.replace(b"<dc:format>application/pdf", b"<dc:format>application/pdx")) == "altered"


def test_bytes_appended_are_altered(paper):
    assert finding(paper + b"\n% appended") == "altered"


def test_an_update_appended_by_another_program_is_altered(paper):
    file = io.BytesIO(paper)
    writer = IncrementalPdfFileWriter(file)
    writer.root["/PageMode"] = generic.pdf_name("/UseThumbs")
    writer.update_root()
    writer.write_in_place()
    changed = file.getvalue()
    assert changed.startswith(paper)
    assert finding(changed) == "altered"


def test_a_stripped_signature_is_altered_since_the_file_bears_a_number_of_the_register(certificate, paper):
    assert finding(unsigned(certificate)) == "altered"


def test_a_copy_signed_anew_with_a_key_of_its_own_is_altered(certificate, paper):
    stranger = make_signing_key(common_name="Green Customs certificate register", now=LATER)
    assert finding(signed_by(stranger, unsigned(certificate), certificate.serial)) == "altered"


def test_a_copy_signed_with_another_key_of_the_register_is_altered(certificate, paper):
    other = renew_signing_key(now=LATER)
    assert finding(signed_by(other, unsigned(certificate), certificate.serial)) == "altered"


def test_a_second_signature_on_top_is_altered(certificate, paper, monkeypatch):
    monkeypatch.setattr(signing, "FIELD", "Second")
    stranger = make_signing_key(common_name="Somebody", now=LATER)
    assert finding(signed_by(stranger, paper, certificate.serial)) == "altered"


def test_a_paper_of_our_key_under_the_number_of_another_certificate_is_altered(certificate, paper):
    other = replace(content_of(certificate), holder_name="Another Sample")
    forged = render_certificate(other, fonts=FONTS)
    assert finding(signed_by(signing_key(now=LATER), forged, certificate.serial)) == "altered"


def test_a_paper_of_our_key_whose_number_never_was_is_altered(certificate, paper):
    never = replace(content_of(certificate), serial="GC-0000-0000-0000", verify_url="https://example.org/")
    forged = render_certificate(never, fonts=FONTS)
    assert finding(signed_by(signing_key(now=LATER), forged, "GC-0000-0000-0000")) == "altered"


def test_a_file_of_somebody_else_is_not_of_this_register():
    nobody = replace(CONTENT, serial="X-1", verify_url="https://example.org/")
    assert finding(render_certificate(nobody, fonts=FONTS)) == "foreign"


def test_a_file_that_packs_its_directory_is_answered_without_being_unpacked(certificate, paper, monkeypatch):
    file = io.BytesIO()
    writer = copy_into_new_writer(signing.PdfFileReader(io.BytesIO(paper)))
    writer.stream_xrefs = True
    writer.write(file)
    monkeypatch.setattr(signing, "PdfFileReader", None)
    assert inspect_pdf(file.getvalue()).signatures == ()
    assert finding(file.getvalue()) == "altered"


def test_a_locked_file_is_said_to_be_locked(paper):
    file = io.BytesIO()
    writer = copy_into_new_writer(signing.PdfFileReader(io.BytesIO(paper)))
    writer.encrypt("owner", "user")
    writer.write(file)
    assert finding(file.getvalue()) == "locked"


@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + b"0" * 500, b"GC-7Q4M-2XKD-90TF"])
def test_what_is_no_pdf_is_said_to_be_none(data):
    assert finding(data) == "not_a_pdf"


def test_a_file_cut_short_is_said_to_be_damaged(paper):
    assert finding(paper[: len(paper) // 2]) == "broken"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_answered(junk):
    assert not inspect_pdf(b"%PDF-1.7\n" + junk).signatures


@settings(max_examples=40, deadline=None)
@given(prev=st.integers(0, 400), junk=st.binary(max_size=60))
def test_a_directory_that_leads_in_circles_comes_to_an_end(prev, junk):
    table = b"%PDF-1.7\nxref\n0 1\ntrailer << /Prev " + str(prev).encode() + b" >>" + junk
    assert not inspect_pdf(table + b"\nstartxref\n9\n%%EOF").signatures


# --- the page -----------------------------------------------------------------------------------


def upload(pdf, client=None, name="paper.pdf"):
    return (client or Client()).post("/verify/", {"paper": SimpleUploadedFile(name, pdf)})


def test_the_page_says_unaltered_and_the_state_of_today(certificate, coordinator, paper):
    answer = upload(paper, Client(enforce_csrf_checks=True))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "Unaltered" in page
    assert "genuine and in force" in page
    revoke(certificate=certificate, by=coordinator, reason="Wrong person.", now=LATER)
    assert "withdrew this certificate on 9 March 2026" in upload(paper).content.decode()


def test_the_page_says_altered_and_names_the_number_without_its_details(certificate, paper):
    page = upload(paper + b"\n% x").content.decode()
    assert "<h1>Altered</h1>" in page
    assert f"/verify/?serial={certificate.serial}" in page
    assert certificate.holder_name not in page


@pytest.mark.parametrize(
    ("pdf", "status", "said"),
    [
        (b"hello", 422, "This is no PDF file"),
        (b"%PDF-1.7 hello", 422, "damaged or cut short"),
        (b"%PDF-1.7" + b"0" * (1024 * 1024), 413, "larger than 1 MB"),
        (b"%PDF-1.7" + b"0" * (3 * 1024 * 1024), 413, "larger than 1 MB"),
    ],
)
def test_what_cannot_be_checked_is_answered_with_what_to_do(pdf, status, said):
    answer = upload(pdf)
    assert answer.status_code == status
    assert said in answer.content.decode()


def test_asking_without_a_file_is_answered_with_what_to_do():
    answer = Client().post("/verify/")
    assert answer.status_code == 422
    assert "Choose the PDF of a certificate." in answer.content.decode()


def test_files_are_counted_like_numbers(certificate, paper):
    client = Client()
    for _ in range(120):
        client.get("/verify/", {"serial": certificate.serial})
    assert upload(paper, client).status_code == 429


def test_nothing_that_was_sent_is_kept(settings, certificate, paper, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    before = set(Path(settings.PRIVATE_ROOT).rglob("*"))
    upload(paper + b"x")
    upload(b"%PDF-" + b"0" * (1024 * 1024))
    assert set(Path(settings.PRIVATE_ROOT).rglob("*")) == before
    assert [path for path in tmp_path.iterdir() if path.name != "keys"] == []


@pytest.mark.parametrize("verdict", SIGNS)
def test_every_verdict_has_a_word_in_the_six_languages_of_the_united_nations(verdict):
    words = in_other_languages(verdict, "pt")
    assert [language for language, _d, _w in words] == ["en", "fr", "es", "ru", "ar", "zh-Hans"]
    assert [direction for _l, direction, _w in words].count("rtl") == 1
    assert len({word for _l, _d, word in words}) == 6
    assert len(in_other_languages(verdict, "en-gb")) == len(in_other_languages(verdict, "zh-hans")) == 5


@pytest.mark.parametrize("standing", ["in_force", "suspended", "revoked", "superseded"])
def test_the_page_marks_each_word_with_its_language(certificate, standing):
    Certificate.objects.filter(pk=certificate.pk).update(standing=standing)
    page = Client().get("/verify/", {"serial": certificate.serial}).content.decode()
    for language, direction in list(LANGUAGES.items())[1:]:
        assert f'<li lang="{language}" dir="{direction}">' in page


def test_the_page_of_a_specimen_is_not_of_this_register(client, coordinator, certificate):
    client.force_login(coordinator)
    answer = client.post(reverse("certification:design", args=["sampland"]), {"seen": 0, "act": "specimen"})
    assert finding(answer.content) == "foreign"
    assert inspect_pdf(answer.content).signatures == ()
