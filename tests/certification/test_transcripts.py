"""The transcript, page and PDF: what counts is on it, what does not is not, in any promised script."""

import io
import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from certification.pdf.content import TranscriptContent, TranscriptModule, TranscriptRow
from certification.pdf.faces import UnprintableName
from certification.pdf.transcript import paginated, render_transcript
from certification.services.transcripts import TranscriptRefused, transcript_of, transcript_pdf
from quizzes.models import Attempt
from tests.certification.conftest import certified, finished, passed, quiz_unit
from tests.certification.test_pdf import NAMES, needs_pictures
from tests.factories import NOON, MembershipFactory, ModuleFactory, UserFactory

FOLDER = Path(__file__).parents[2] / "var" / "fonts"
CONTENT = TranscriptContent(
    holder_name="Sample Officer",
    holder_latin_name="",
    staff_number="S0001",
    office="North port",
    administration="Sampland Customs",
    drawn_on=date(2026, 3, 9),
    modules=(
        TranscriptModule(
            convention="cites",
            name="Trade in endangered species",
            started_on=date(2026, 1, 5),
            completed_on=date(2026, 3, 2),
            rows=(TranscriptRow("Examination", date(2026, 3, 2), "86.7", "80", True),),
        ),
    ),
    certificates=(),
    verify_url="https://example.org/verify/?serial=",
)


def text_of(pdf):
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", run.stdout.decode())


def pages_of(pdf):
    return int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"])


@needs_pictures
def test_the_pdf_states_officer_modules_marks_and_days():
    text = text_of(render_transcript(CONTENT, fonts=FOLDER))
    for stated in (
        "Transcript of training",
        "Sample Officer",
        "Sampland Customs",
        "S0001",
        "North port",
        "Trade in endangered species",
        "started 5 January 2026",
        "Completed 2 March 2026",
        "Examination, 2 March 2026",
        "86.7 %, 80 needed",
        "Passed",
        "page 1 of 1",
        "example.org/verify/",
    ):
        assert stated in text


def test_the_pdf_names_itself_and_its_language_and_is_the_same_each_time():
    pdf = render_transcript(CONTENT, fonts=FOLDER)
    assert pdf == render_transcript(CONTENT, fonts=FOLDER)
    assert pdf.startswith(b"%PDF-1.7")
    reader = PdfFileReader(io.BytesIO(pdf))
    assert reader.root["/Lang"] == "en"
    assert reader.trailer["/Info"]["/Title"] == "Transcript of training: Sample Officer"
    xmp = reader.root["/Metadata"].data.decode()
    assert "Transcript of training: Sample Officer" in xmp


@pytest.mark.parametrize("name", [name for name, _font in NAMES.values()])
def test_every_promised_script_is_printed(name):
    pdf = render_transcript(replace(CONTENT, holder_name=name, office=name), fonts=FOLDER)
    assert name in PdfFileReader(io.BytesIO(pdf)).root["/Metadata"].data.decode()


def test_a_name_that_no_font_holds_is_never_a_box():
    with pytest.raises(UnprintableName):
        render_transcript(replace(CONTENT, holder_name="ᠮᠣᠩᠭᠣᠯ"), fonts=FOLDER)


@needs_pictures
def test_a_long_record_takes_several_pages_and_loses_nothing():
    modules = tuple(
        TranscriptModule(
            "cites",
            f"Module number {number}",
            date(2026, 1, 5),
            None,
            tuple(
                TranscriptRow(f"Sitting {number}.{sitting}", date(2026, 3, 2), "50", "80", False)
                for sitting in range(3)
            ),
        )
        for number in range(30)
    )
    pdf = render_transcript(replace(CONTENT, modules=modules), fonts=FOLDER)
    count = pages_of(pdf)
    assert count > 3
    text = text_of(pdf)
    assert all(f"Module number {number} " in text for number in range(30))
    assert all(f"Sitting {number}.{sitting}," in text for number in range(30) for sitting in range(3))
    assert f"page {count} of {count}" in text


@given(
    st.lists(st.tuples(st.floats(1, 50), st.booleans()), max_size=60), st.floats(60, 300), st.floats(60, 300)
)
def test_pages_hold_every_block_once_and_no_more_than_fits(blocks, first, later):
    counts = paginated(blocks, first, later)
    assert sum(counts) == len(blocks)
    place = 0
    for number, count in enumerate(counts):
        on_page = blocks[place : place + count]
        assert sum(height for height, _ in on_page) <= (first if number == 0 else later) + 1e-6
        place += count


@given(st.integers(1, 40))
def test_a_heading_never_ends_a_page(before):
    blocks = [(20.0, False)] * before + [(20.0, True), (20.0, False)]
    counts = paginated(blocks, 200, 200)
    assert counts[-1] != 1 or len(blocks) == 1
    ends = {sum(counts[: number + 1]) - 1 for number in range(len(counts))}
    assert before not in ends


# --- what it states -----------------------------------------------------------------------------------


@pytest.fixture
def module(db):
    return ModuleFactory(title="CITES in practice")


def record(officer, administration, now=NOON):
    return transcript_of(officer=officer, administration=administration, now=now)


@pytest.mark.django_db
def test_attempts_that_count_are_on_it_with_their_marks(officer, administration, module):
    finished(officer, module, administration, percent=62)
    passed(officer, module, administration, percent=91)
    [line] = record(officer, administration).modules
    assert [(attempt.shown, attempt.grade.passed) for attempt in line.attempts] == [(62, False), (91, True)]
    assert line.completed_on == date(2026, 3, 2)


@pytest.mark.django_db
def test_trials_and_open_attempts_are_not_on_it(officer, administration, module):
    Attempt.every.filter(pk=passed(officer, module, administration).pk).update(trial=True)
    Attempt.objects.create(
        quiz=quiz_unit(module).quiz,
        officer=officer,
        administration=administration,
        number=7,
        started_at=NOON,
        deadline=NOON,
        pass_mark=80,
    )
    assert record(officer, administration).modules == []


@pytest.mark.django_db
def test_another_administrations_record_is_not_on_it(officer, administration, other_administration, module):
    finished(officer, module, other_administration)
    found = record(officer, administration)
    assert (found.modules, found.others, found.certificates) == ([], [], [])


@pytest.mark.django_db
def test_days_are_those_of_the_administration(officer, administration, module):
    administration.time_zone = "Asia/Dhaka"
    administration.save()
    officer.time_zone = "UTC"
    officer.save()
    finished(officer, module, administration, at=datetime(2026, 3, 2, 20, 0, tzinfo=UTC))
    [line] = record(officer, administration).modules
    assert line.completed_on == line.attempts[0].on == date(2026, 3, 3)


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(officer, administration, client):
    client.force_login(officer)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("certification:transcript")).status_code == 200
        return len(caught)

    finished(officer, ModuleFactory(), administration)
    few = queries()
    for _ in range(6):
        module = ModuleFactory()
        finished(officer, module, administration)
        passed(officer, module, administration)
    assert queries() <= few


@pytest.mark.django_db
def test_page_and_pdf_are_the_officers_own(officer, administration, client):
    certificate = certified(officer, administration)
    client.force_login(officer)
    page = client.get(reverse("certification:transcript"))
    assert certificate.serial in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    pdf = client.get(reverse("certification:transcript_pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    assert pages_of(pdf.content) == 1
    client.force_login(MembershipFactory(administration=administration).user)
    assert certificate.serial not in client.get(reverse("certification:transcript")).content.decode()


@pytest.mark.django_db
def test_an_empty_record_is_a_page_and_a_pdf_too(officer, client):
    client.force_login(officer)
    assert "No module has been started" in client.get(reverse("certification:transcript")).content.decode()
    assert client.get(reverse("certification:transcript_pdf")).status_code == 200


@pytest.mark.django_db
def test_a_name_without_a_font_is_printed_in_latin_letters_or_refused_in_words(
    officer, administration, client
):
    officer.name, officer.latin_name = "ᠮᠣᠩᠭᠣᠯ", "Sample Officer"
    officer.save()
    assert transcript_pdf(record(officer, administration)).startswith(b"%PDF")
    officer.latin_name = ""
    officer.save()
    with pytest.raises(TranscriptRefused, match="Tell your coordinator"):
        transcript_pdf(record(officer, administration))
    client.force_login(officer)
    response = client.get(reverse("certification:transcript_pdf"), follow=True)
    assert "Tell your coordinator" in response.content.decode()


@pytest.mark.django_db
def test_who_belongs_nowhere_is_sent_to_wait(client):
    client.force_login(UserFactory())
    for name in ("transcript", "transcript_pdf"):
        assert client.get(reverse(f"certification:{name}"))["Location"] == reverse("accounts:waiting")
