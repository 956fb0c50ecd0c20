"""What the register says of a PDF that somebody holds. The file is looked at and not kept."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from certification.models import Certificate, SigningCertificate
from certification.pdf.signing import inspect_pdf
from certification.services.certificates import Answer, verify

LARGEST_FILE = 1024 * 1024
_SERIAL = re.compile(rb"GC-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")


class Finding(StrEnum):
    """What a file is to the register."""

    GENUINE = "genuine"
    ALTERED = "altered"
    FOREIGN = "foreign"
    LOCKED = "locked"
    BROKEN = "broken"
    NOT_A_PDF = "not_a_pdf"


# The register has been asked by these and has answered; the others could not be read.
ANSWERED = frozenset({Finding.GENUINE, Finding.ALTERED, Finding.FOREIGN})


@dataclass(frozen=True)
class PaperAnswer:
    """What a file is, and for a genuine one what the register says of its certificate today.

    `serial` is the number that the file bears, "" if it bears none or several: of what is not genuine it
    says nothing, but it can be asked for.
    """

    finding: Finding
    serial: str = ""
    answer: Answer | None = None


def check_paper(pdf, *, now):
    """Hold a file against the register. Any bytes are answered.

    Genuine is only the very file that was issued, under a signature that holds, of the key that the register
    noted for it. Altered is what bears a signature of the register, or its number, and is not that file.
    """
    if b"%PDF-" not in pdf[:1024]:
        return PaperAnswer(Finding.NOT_A_PDF)
    serial = _serial_in(pdf)
    found = inspect_pdf(pdf)
    if found.encrypted:
        return PaperAnswer(Finding.LOCKED, serial)
    if not found.readable:
        return PaperAnswer(Finding.BROKEN, serial)
    own = Certificate.objects.filter(serial=serial).select_related("signed_with").first() if serial else None
    if own and _is_paper_of(own, pdf, found.signatures):
        return PaperAnswer(Finding.GENUINE, serial, verify(serial, now))
    signers = {check.signer_fingerprint for check in found.signatures}
    ours = SigningCertificate.objects.filter(fingerprint__in=signers).exists()
    return PaperAnswer(Finding.ALTERED if ours or own else Finding.FOREIGN, serial)


def _is_paper_of(certificate, pdf, signatures):
    """Whether this is the file that was issued: its checksum, and one whole signature of the key noted."""
    if not certificate.pdf_sha256 or len(signatures) != 1:
        return False
    [check] = signatures
    return (
        hashlib.sha256(pdf).hexdigest() == certificate.pdf_sha256
        and check.intact
        and check.covers_whole_file
        and check.signer_fingerprint == certificate.signed_with.fingerprint
    )


def _serial_in(pdf):
    """The serial number that stands in the file, in its description and the reason of its signature."""
    # A replaced certificate names another one only in letters drawn, which are packed.
    serials = set(_SERIAL.findall(pdf))
    return serials.pop().decode("ascii") if len(serials) == 1 else ""
