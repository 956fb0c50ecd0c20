"""Designs of certificates: pictures cleaned, designs published for good, what is printed and shown."""

import io
import struct
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from accounts.models import AuditEntry
from accounts.models.append_only import AppendOnlyError
from certification.models import Certificate, CertificateDesign, CertificatePicture
from certification.pdf.content import Design, Signature, Wording
from certification.pdf.drawing import render_certificate
from certification.services.designs import (
    TEXTS,
    DesignOvertaken,
    draft_design,
    full_design,
    newest_design,
    publish_design,
    specimen_of,
)
from certification.services.papers import content_of, pdf_of
from certification.services.pictures import (
    HEAVIEST,
    LONGEST_SIDE,
    PictureRefused,
    clean_picture,
    keep_picture,
    png_of,
)
from certification.sheet import RIGHT, sheet_of
from tests.certification.conftest import LATER, certified
from tests.certification.papers_for_tests import picture
from tests.certification.test_pdf import CONTENT, NAMES, needs_pictures, text_of
from tests.certification.test_pdf import picture as page_of
from tests.factories import NOON

FONTS = Path(site.FONTS_ROOT)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>'


def drafted(administration, *, logo=None, signatories=(), **texts):
    return draft_design(
        administration=administration,
        texts=dict.fromkeys(TEXTS, "") | texts,
        logo=logo,
        signatories=signatories,
    )


def published(administration, by, *, based_on=0, now=NOON, **given):
    return publish_design(draft=drafted(administration, **given), based_on=based_on, by=by, now=now)


def kept(administration, *size, kind="logo"):
    return keep_picture(clean_picture(picture(*size), kind=kind), administration=administration)


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "RGB"), ("JPEG", "RGB")])
def test_a_picture_is_drawn_afresh_as_png_no_larger_than_is_printed(kind, mode):
    clean = clean_picture(picture(2400, 1200, kind=kind, mode=mode), kind="logo")
    with Image.open(io.BytesIO(clean.png)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (600, 300))
        assert drawn.mode == mode
    assert (clean.width, clean.height) == (600, 300)


def test_nothing_but_the_dots_comes_through():
    exif = Image.Exif()
    exif[0x010E] = "A secret place"
    dirty = picture(kind="JPEG", mode="RGB", exif=exif, comment=b"A secret comment")
    assert b"A secret" in dirty
    clean = clean_picture(dirty + b"PK\x03\x04 an archive behind it", kind="logo")
    assert b"secret" not in clean.png
    assert b"archive" not in clean.png
    chunks = {clean.png[place : place + 4] for place in _chunks(clean.png)}
    assert chunks <= {b"IHDR", b"IDAT", b"IEND"}


def _chunks(png):
    place = 8
    while place < len(png):
        yield place + 4
        place += 12 + struct.unpack(">I", png[place : place + 4])[0]


def test_a_noisy_picture_is_made_light():
    noise = Image.effect_noise((600, 600), 120).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "JPEG", quality=60)
    assert len(clean_picture(file.getvalue(), kind="logo").png) <= 2 * HEAVIEST


def bomb():
    """A PNG of a few hundred bytes that claims 60,000 by 60,000 dots."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"0" * 9999))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (SVG, "PNG or JPEG"),
        (b"", "PNG or JPEG"),
        (b"<!doctype html><script>alert(1)</script>", "PNG or JPEG"),
        (picture(kind="GIF", mode="RGB"), "PNG or JPEG"),
        (picture(kind="WEBP"), "PNG or JPEG"),
        (picture(kind="TIFF"), "PNG or JPEG"),
        (picture()[:200], "damaged"),
        (picture(kind="JPEG", mode="RGB")[:400], "damaged"),
        (bomb(), "PNG or JPEG"),
        (picture(4001, 4000, mode="RGB"), "16 million dots"),
        (picture(10, 10), "16 dots"),
        (picture(1000, 20), "20 times"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * (2 * 1024 * 1024), "2 MB"),
    ],
    ids=[
        "SVG",
        "nothing",
        "HTML",
        "GIF",
        "WebP",
        "TIFF",
        "cut PNG",
        "cut JPEG",
        "bomb",
        "huge",
        "tiny",
        "strip",
        "heavy",
    ],
)
def test_what_is_no_fit_picture_is_refused_with_a_sentence(data, said):
    with pytest.raises(PictureRefused, match=said):
        clean_picture(data, kind="logo")


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 400), flip=st.integers(1, 255), cut=st.integers(0, 400))
def test_no_broken_picture_fails_otherwise(place, flip, cut):
    broken = bytearray(picture())
    broken[place % len(broken)] ^= flip
    with suppress(PictureRefused):
        clean_picture(bytes(broken[: len(broken) - cut]), kind="signature")


def test_a_picture_is_kept_once_for_each_administration(administration, other_administration):
    first = kept(administration)
    assert kept(administration) == first
    assert kept(other_administration) != first
    assert png_of(first) == clean_picture(picture(), kind="logo").png
    assert max(first.width, first.height) <= LONGEST_SIDE["logo"]


# --- designs ------------------------------------------------------------------------------------


def test_a_certificate_bears_the_newest_design_and_keeps_it(officer, coordinator, administration):
    published(administration, coordinator, heading="First heading", logo=kept(administration))
    certificate = certified(officer, administration)
    before = pdf_of(certificate)
    published(administration, coordinator, based_on=1, heading="Second heading")
    certificate.refresh_from_db()
    assert certificate.design.number == 1
    assert pdf_of(certificate) == before
    assert content_of(certificate).design.wording.heading == "First heading"
    assert newest_design(administration).number == 2


def test_two_renderings_of_a_designed_certificate_are_the_same(officer, coordinator, administration):
    signature = kept(administration, 500, 160, kind="signature")
    published(
        administration,
        coordinator,
        logo=kept(administration),
        signatories=[("A. Specimen", "Director", signature), ("B. Sample", "", None)],
    )
    content = content_of(certified(officer, administration))
    assert render_certificate(content, fonts=FONTS) == render_certificate(content, fonts=FONTS)


def test_a_design_is_never_changed_nor_deleted(coordinator, administration):
    row = published(administration, coordinator, heading="First")
    row.heading = "Changed"
    with pytest.raises(AppendOnlyError):
        row.save()
    with pytest.raises(AppendOnlyError):
        row.delete()


def test_publishing_the_same_again_makes_no_second_design(coordinator, administration):
    given = {"heading": "Once", "signatories": [("A. Specimen", "Director", None)]}
    first = published(administration, coordinator, **given)
    assert published(administration, coordinator, **given) == first
    assert CertificateDesign.objects.count() == 1
    assert AuditEntry.objects.filter(act="design.published").count() == 1


def test_who_has_not_seen_the_newest_design_is_told_before_publishing(coordinator, administration):
    published(administration, coordinator, heading="One")
    with pytest.raises(DesignOvertaken, match="Design 1 was published"):
        published(administration, coordinator, heading="Two", based_on=0)
    assert CertificateDesign.objects.count() == 1


def test_without_a_design_the_signatory_of_the_administration_is_printed(officer, administration):
    administration.signatory = "The Director"
    administration.save()
    certificate = certified(officer, administration)
    assert certificate.design is None
    assert content_of(certificate).design == Design()
    assert content_of(certificate).signatory == "The Director"


def test_each_level_has_its_words(coordinator, administration):
    row = published(
        administration,
        coordinator,
        heading="Done well",
        participation_heading="Was there",
        opening="We say that",
    )
    full = full_design(row)
    assert full.wording("achievement") == Wording("Done well", "We say that", "", "")
    assert full.wording("participation") == Wording("Was there", "We say that", "", "")


# --- on paper -----------------------------------------------------------------------------------


def png(*size):
    return clean_picture(picture(*size), kind="signature").png


LONG = {
    "name": "Sample Name Of Somebody Who Has A Rather Long One Indeed Jr.",
    "office": "Deputy Director for Training, Environmental Enforcement and Borders of the North",
}


@pytest.fixture(scope="module")
def plain():
    return page_of(render_certificate(CONTENT, fonts=FONTS))


@needs_pictures
@pytest.mark.parametrize(
    ("script", "number"), [*((script, 3) for script in NAMES), ("Latin", 0), ("Latin", 1), ("Thai", 2)]
)
def test_a_designed_certificate_in_every_script_stays_inside_its_frame(plain, script, number):
    """Nothing but the neatline stands outside the margins, whatever the design; and the form is closed."""
    name = NAMES[script][0]
    signatures = tuple(
        Signature(name if one == 0 else LONG["name"], LONG["office"], png(500, 160 + 300 * one))
        for one in range(number)
    )
    design = Design(
        logo=png(*((120, 900), (900, 120), (300, 300), (600, 400))[number]),
        signatures=signatures,
        wording=Wording("H" * 60, name, f"{name} " * 5, "Note " * 30),
    )
    content = replace(CONTENT, holder_name=name, holder_latin_name="Sample Officer", design=design)
    drawn = page_of(render_certificate(content, fonts=FONTS))
    unit = drawn.width / 1188
    for left, top, right, bottom in (
        (0, 0, 1188, 44),
        (0, 796, 1188, 840),
        (0, 130, 122, 700),
        (1066, 130, 1188, 700),
        (730, 596, 1063, 746),
    ):
        box = tuple(round(side * unit) for side in (left, top, right, bottom))
        assert drawn.crop(box).tobytes() == plain.crop(box).tobytes(), box


@needs_pictures
def test_the_paper_says_the_words_of_the_design_and_who_signs():
    design = Design(
        signatures=(Signature("A. Specimen", "Director"), Signature("B. Sample", "Head of training")),
        wording=Wording("Diplôme", "Il est certifié que", "a réussi", "Arrêté 12 de 2026"),
    )
    text = text_of(render_certificate(replace(CONTENT, design=design), fonts=FONTS))
    for said in ("Diplôme", "Il est certifié que", "a réussi", "Arrêté 12 de 2026", "B. Sample"):
        assert said in text
    assert "Certificate of achievement" not in text
    assert CONTENT.signatory not in text


@needs_pictures
def test_the_level_stands_in_the_heading():
    for level, said in (
        ("achievement", "Certificate of achievement"),
        ("participation", "Certificate of participation"),
    ):
        assert said in text_of(render_certificate(replace(CONTENT, level=level), fonts=FONTS))


@needs_pictures
def test_a_specimen_says_so_and_has_no_number(administration):
    specimen = specimen_of(administration, level="achievement", now=NOON)
    content = replace(content_of(specimen), specimen=True)
    text = text_of(render_certificate(content, fonts=FONTS))
    assert text.count("SPECIMEN") >= 2
    assert "GC-" not in text


# --- on the page --------------------------------------------------------------------------------


def test_the_sheet_shows_every_part_of_the_design_inside_its_frame(coordinator, administration):
    row = published(
        administration,
        coordinator,
        logo=kept(administration, 900, 100),
        note="A note",
        signatories=[(LONG["name"], LONG["office"], kept(administration, 200, 400))] * 3,
    )
    specimen = specimen_of(administration, level="achievement", now=NOON)
    sheet = sheet_of(specimen, design=full_design(row), address_of=lambda one: one.sha256)
    assert sheet["logo"]["x"] + sheet["logo"]["width"] == pytest.approx(RIGHT)
    assert sheet["administration_x"] < sheet["logo"]["x"]
    assert [one["x"] for one in sheet["form"]["signatures"]] == [10, 210, 410]
    assert all(one["top"] + one["height"] <= 91 for one in sheet["form"]["signatures"])
    assert len(sheet["form"]["labels"]) == 5


def sent(**given):
    return {"seen": 0, "act": "preview", **given}


def file(data, name="logo.png"):
    return SimpleUploadedFile(name, data, content_type="image/png")


@pytest.fixture
def address(client, coordinator):
    client.force_login(coordinator)
    return reverse("certification:design", args=["sampland"])


def test_a_design_is_previewed_with_its_pictures_and_then_published_without_sending_them_again(
    client, address
):
    answer = client.post(
        address, sent(logo=file(picture()), name_1="A. Specimen", signature_1=file(picture(400, 150)))
    )
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Preview, not published" in shown
    assert CertificateDesign.objects.count() == 0
    form = answer.context["form"]
    again = {name: value for name, value in form.initial.items() if value}
    assert client.post(address, again | {"seen": 0, "act": "publish"}).status_code == 302
    row = CertificateDesign.objects.get()
    assert (row.number, row.logo.width) == (1, 300)
    assert row.signatories.get().signature.width == 400


def test_a_picture_can_be_taken_off(client, coordinator, administration, address):
    row = published(administration, coordinator, logo=kept(administration))
    given = {"kept_logo": row.logo.sha256, "without_logo": "on", "seen": 1, "act": "publish"}
    client.post(address, given)
    assert newest_design(administration).logo is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"logo": file(SVG, "logo.svg")}, "PNG or JPEG"),
        ({"logo": file(b"")}, "empty"),
        ({"office_2": "An office without a name"}, "Give the name of who signs"),
        ({"heading": "名前"}, "No font of the certificate holds"),
        ({"note": "x" * 161}, "160"),
        ({"kept_logo": "0" * 64}, "Choose the picture again"),
        ({"kept_logo": "../../etc/passwd"}, "Choose the picture again"),
        ({"seen": "x"}, "whole number"),
    ],
)
def test_what_cannot_be_published_is_answered_422_with_what_to_do(client, address, given, said):
    answer = client.post(address, sent(**given) | {"act": "publish", **given})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert CertificateDesign.objects.count() == 0


def test_a_picture_of_another_administration_is_not_taken(client, address, other_administration):
    foreign = kept(other_administration)
    assert client.post(address, sent(kept_logo=foreign.sha256)).status_code == 422


def test_a_stale_tab_is_shown_its_draft_and_told_of_the_newer_design(
    client, coordinator, administration, address
):
    published(administration, coordinator, heading="Of another tab")
    answer = client.post(address, sent(act="publish", heading="Of this tab"))
    assert answer.status_code == 409
    assert "was published in the meantime" in answer.content.decode()
    assert answer.context["form"].initial["heading"] == "Of this tab"
    assert answer.context["form"].initial["seen"] == 1


def test_pictures_are_shown_to_coordinators_and_to_the_holder_of_a_certificate_that_bears_them(
    client, coordinator, foreign_coordinator, officer, administration, address
):
    row = published(administration, coordinator, logo=kept(administration))
    certificate = certified(officer, administration)
    other = kept(administration, 40, 40)
    theirs = reverse("certification:design_picture", args=["sampland", row.logo.sha256])
    borne = reverse("certification:picture", args=[certificate.serial, row.logo.sha256])
    answer = client.get(theirs)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "private" in answer["Cache-Control"]
    assert client.get(borne).content == answer.content
    client.force_login(officer)
    assert client.get(borne).status_code == 200
    assert client.get(theirs).status_code == 404
    unborne = reverse("certification:picture", args=[certificate.serial, other.sha256])
    assert client.get(unborne).status_code == 404
    client.force_login(foreign_coordinator)
    assert {client.get(path).status_code for path in (theirs, borne, address)} == {404}
    assert Client().get(theirs).status_code == 302


def test_the_page_of_designs_takes_the_same_queries_for_many(
    client, coordinator, administration, address, django_assert_num_queries
):
    published(administration, coordinator, heading="1")
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)
    for number in range(1, 8):
        published(administration, coordinator, heading=f"{number + 1}", based_on=number, now=LATER)
    with django_assert_num_queries(8):
        client.get(address)


def test_the_public_page_names_those_who_signed(client, coordinator, officer, administration):
    published(administration, coordinator, signatories=[("A. Specimen", "Director", None)])
    certificate = certified(officer, administration)
    text = client.get("/verify/", {"serial": certificate.serial}).content.decode()
    assert "A. Specimen, Director" in text
    assert Certificate.objects.get().signatory == ""
    assert CertificatePicture.objects.count() == 0
