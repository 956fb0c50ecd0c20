"""The paper of a certificate: its PDF, made once, kept in the private storage and read with its checksum."""

import hashlib
import logging
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from certification.models import Certificate
from certification.pdf.content import CertificateContent, ModuleLine
from certification.pdf.drawing import render_certificate
from certification.pdf.signing import sign_pdf
from certification.services.designs import full_design, printed
from certification.services.keys import recorded, signing_key

logger = logging.getLogger("certification")


class PaperDamaged(Exception):
    """The stored file is gone or is not the one that was issued."""


def verify_url(serial):
    """The public address that a certificate's code leads to, the same in every language."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("certification:verify")
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}?{urlencode({'serial': serial})}"


def content_of(certificate):
    """What is printed: what was copied into the certificate, its design, and the number that it replaces."""
    return _content(certificate, full_design(certificate.design))


def specimen_pdf(certificate, design):
    """A specimen of a full design as PDF: marked across the sheet, with no serial number, not signed."""
    content = replace(_content(certificate, design), specimen=True)
    return render_certificate(content, fonts=Path(settings.FONTS_ROOT))


def _content(certificate, design):
    return CertificateContent(
        serial=certificate.serial,
        holder_name=certificate.holder_name,
        holder_latin_name=certificate.holder_latin_name,
        administration=certificate.administration_name,
        curriculum=certificate.curriculum_title,
        curriculum_version=certificate.curriculum_version,
        modules=tuple(ModuleLine(**line) for line in certificate.modules),
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        replaces=certificate.replaces.serial if certificate.replaces_id else "",
        signatory=certificate.signatory,
        verify_url=verify_url(certificate.serial),
        language=certificate.language,
        level=certificate.level,
        design=printed(design, certificate.level),
    )


def pdf_of(certificate, *, now=None):
    """The signed PDF as bytes. The first call makes it; later ones read the same bytes.

    Raises PaperDamaged when the file kept is missing or differs from what was issued.
    """
    if not certificate.pdf:
        certificate = _made(certificate, now or timezone.now())
    return _read(certificate)


def _made(certificate, now):
    """Draw and sign outside of the lock, which is slow; keep it if nobody was faster."""
    key = signing_key(now=now)
    pdf = sign_pdf(
        render_certificate(content_of(certificate), fonts=Path(settings.FONTS_ROOT)),
        key=key,
        now=now,
        reason=f"Certificate {certificate.serial}",
        location=certificate.administration_name,
    )
    with transaction.atomic():
        kept = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if not kept.pdf:
            folder = hashlib.sha256(kept.serial.encode()).hexdigest()[:2]
            name = f"certificates/{folder}/{kept.serial}.pdf"
            kept.pdf = storages["private"].save(name, ContentFile(pdf))
            kept.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
            kept.signed_with = recorded(key, now=now)
            kept.save(update_fields=["pdf", "pdf_sha256", "signed_with"])
    return kept


def _read(certificate):
    try:
        with storages["private"].open(certificate.pdf) as file:
            pdf = file.read()
    except FileNotFoundError as error:
        logger.error("The file of certificate %s is missing: %s", certificate.serial, certificate.pdf)
        raise PaperDamaged(certificate.serial) from error
    if hashlib.sha256(pdf).hexdigest() != certificate.pdf_sha256:
        logger.error("The file of certificate %s is not as issued: %s", certificate.serial, certificate.pdf)
        raise PaperDamaged(certificate.serial)
    return pdf
