"""Signing a certificate (PAdES B-B) and checking a signed file.

The platform signs with a certificate of its own making, so readers say that the signer is
unknown: who the signer is, the register answers by the key's fingerprint.
"""

import asyncio
import io
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Signature"
# An ECDSA signature with its one certificate takes some 1,500 bytes; a given reserve
# spares pyHanko a trial signature.
BYTES_RESERVED = 8192
KEY_LIFETIME = timedelta(days=3652)
# So often may a file have been added to. Ours has two tables.
MOST_TABLES = 50
_START = re.compile(rb"startxref\s+(\d{1,10})\s")
_BEFORE = re.compile(rb"/Prev\s+(\d{1,10})\b")


@dataclass(frozen=True)
class SigningKey:
    """A private key and its certificate, both PEM."""

    key_pem: bytes
    certificate_pem: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate (DER), in hexadecimal."""
        certificate = x509.load_pem_x509_certificate(self.certificate_pem)
        return certificate.fingerprint(hashes.SHA256()).hex()


@dataclass(frozen=True)
class SignatureCheck:
    """What a file's last signature says. `intact`: what it signed is as it was signed.

    Only with `covers_whole_file` is that all of the file. The fingerprint is the signer's, who
    may be anyone: compare it with the key of the certificate's issue date.
    """

    signed: bool
    intact: bool
    covers_whole_file: bool
    signer_fingerprint: str


UNSIGNED = SignatureCheck(signed=False, intact=False, covers_whole_file=False, signer_fingerprint="")


def make_signing_key(*, common_name: str, now: datetime) -> SigningKey:
    """A new ECDSA P-256 key with a self-signed certificate for ten years from `now`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + KEY_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return SigningKey(
        key_pem=key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        certificate_pem=certificate.public_bytes(serialization.Encoding.PEM),
    )


def sign_pdf(pdf: bytes, *, key: SigningKey, now: datetime, reason: str, location: str) -> bytes:
    """The file with an invisible signature appended; its own bytes stay as they are."""
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason=reason,
        location=location,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    pdf_signer = _PdfSigner(
        metadata, _signer(key), new_field_spec=SigFieldSpec(sig_field_name=FIELD), now=now
    )
    signed = _finished(pdf_signer.async_sign_pdf(writer, bytes_reserved=BYTES_RESERVED))
    return bytes(signed.getvalue())


@lru_cache(maxsize=4)
def _signer(key: SigningKey) -> SimpleSigner:
    """What signs with a key: reading key and certificate takes as long as a signature."""
    (certificate,) = load_certs_from_pemder_data(key.certificate_pem)
    return SimpleSigner(
        signing_cert=certificate,
        signing_key=load_private_key_from_pemder_data(key.key_pem, passphrase=None),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


class _PdfSigner(PdfSigner):
    """Takes the time as an argument instead of asking the machine, and keeps to PDF 1.7."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.now
        return session

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        # For this curve pyHanko would declare PDF 2.0; PAdES allows it in 1.7 as well.
        pdf_out.register_extension(ESIC_EXTENSION_1)


@dataclass(frozen=True)
class Inspection:
    """What a file is: whether it can be read, whether it is locked, and its signatures in order."""

    readable: bool
    encrypted: bool = False
    signatures: tuple[SignatureCheck, ...] = ()


def inspect_pdf(pdf: bytes) -> Inspection:
    """Look at the signatures of a file. Any bytes are answered; none raise.

    Of files that pack their directory, nothing is unpacked: they count as readable and unsigned. Ours do
    not, and a megabyte from outside could unpack to any size.
    """
    if not _plainly_listed(pdf):
        return Inspection(readable=_has_end(pdf), encrypted=b"/Encrypt" in pdf)
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        if reader.encrypted:
            return Inspection(readable=True, encrypted=True)
        return Inspection(readable=True, signatures=tuple(map(_checked, reader.embedded_regular_signatures)))
    except Exception:  # A parser that is fed with anything can fail in any way.
        return Inspection(readable=False)


def check_signature(pdf: bytes) -> SignatureCheck:
    """Check the last signature of a file. Any bytes are answered; none raise."""
    signatures = inspect_pdf(pdf).signatures
    return signatures[-1] if signatures else UNSIGNED


def _checked(signature: EmbeddedPdfSignature) -> SignatureCheck:
    certificate = signature.signer_cert
    fingerprint = sha256(certificate.dump()).hexdigest()
    try:
        # Only the cryptography is asked for; the chain is the register's matter. What was appended
        # shows in the coverage, and nobody asks whether it did harm.
        context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
        status = _finished(async_validate_pdf_signature(signature, context, skip_diff=True))
        intact = bool(status.intact and status.valid)
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    except Exception:
        intact = whole = False
    return SignatureCheck(signed=True, intact=intact, covers_whole_file=whole, signer_fingerprint=fingerprint)


def _has_end(pdf: bytes) -> bool:
    return b"startxref" in pdf and b"%%EOF" in pdf[-1024:]


def _plainly_listed(pdf: bytes) -> bool:
    """Whether every directory of the file is a plain table, as ReportLab and pyHanko write it.

    A name written with # could hide where a directory leads, and an object in its place is packed.
    """
    found = _START.findall(pdf[-1024:])
    place = int(found[-1]) if found else None
    for _round in range(MOST_TABLES):
        if place is None:
            return False
        trailer = pdf.find(b"trailer", place)
        end = pdf.find(b"startxref", trailer)
        listed = pdf[trailer:end]
        if pdf[place : place + 4] != b"xref" or min(trailer, end) < 0:
            return False
        if b"#" in listed or b"XRefStm" in listed:
            return False
        before = _BEFORE.findall(listed)
        if not before:
            return b"/Prev" not in listed
        if len(before) > 1:
            return False
        place = int(before[0])
    return False


def _finished(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine, from code that may itself run inside an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()
