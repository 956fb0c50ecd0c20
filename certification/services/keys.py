"""The key that signs certificates: from the environment, or made once and kept under KEYS_ROOT."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from certification.models import SigningCertificate
from certification.pdf.signing import SigningKey, make_signing_key

COMMON_NAME = "Green Customs certificate register"
KEY_END = b"-----END PRIVATE KEY-----\n"


def key_path():
    """Where the key stands that the platform makes for itself: private key, then its certificate."""
    return Path(settings.KEYS_ROOT) / "signing.pem"


def signing_key(*, now):
    """The key to sign with today. Makes one when there is none and none is configured.

    Raises ImproperlyConfigured when only one of the two configured files is named or readable.
    """
    if settings.SIGNING_KEY_FILE or settings.SIGNING_CERTIFICATE_FILE:
        return _configured_key()
    return _read(key_path()) or _made_once(now)


def renew_signing_key(*, now):
    """Set the present key aside under its fingerprint and make another. Raises like signing_key."""
    present = _read(key_path())
    if present is not None:
        key_path().rename(key_path().with_name(f"signing-{present.fingerprint[:16]}.pem"))
    return _made_once(now)


def recorded(key, *, now):
    """The register's row for a key's public half; it stays when the key is renewed."""
    row, _created = SigningCertificate.objects.get_or_create(
        fingerprint=key.fingerprint, defaults={"pem": key.certificate_pem.decode(), "created_at": now}
    )
    return row


def _configured_key():
    try:
        return SigningKey(
            key_pem=Path(settings.SIGNING_KEY_FILE).read_bytes(),
            certificate_pem=Path(settings.SIGNING_CERTIFICATE_FILE).read_bytes(),
        )
    except OSError as error:
        raise ImproperlyConfigured(
            f"SIGNING_KEY_FILE and SIGNING_CERTIFICATE_FILE must both name a file that can be read: {error}"
        ) from error


def _read(path):
    try:
        pem = path.read_bytes()
    except FileNotFoundError:
        return None
    key_pem, end, certificate_pem = pem.partition(KEY_END)
    return SigningKey(key_pem=key_pem + end, certificate_pem=certificate_pem)


def _made_once(now):
    """Write a new key beside its place and link it in: of two processes the first wins, both use that one."""
    path = key_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = make_signing_key(common_name=COMMON_NAME, now=now)
    # mkstemp makes the file readable by its owner only (0600), and a link keeps that.
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key.key_pem + key.certificate_pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        key = _read(path)
    finally:
        Path(temporary).unlink()
    return key
