"""Many certificates as one ZIP, with a manifest: ordered by a coordinator, made by the task worker."""

import hashlib
import logging
import re
import secrets
import tempfile
import zipfile
from datetime import timedelta

from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.names import tidy
from accounts.services.audit import record_act
from accounts.tables.writing import as_csv
from certification import tasks
from certification.models import CertificateBundle
from certification.services.papers import PaperDamaged, pdf_of

logger = logging.getLogger("certification")

MOST = 5_000
LIFETIME = timedelta(days=7)
# A worker that says nothing for so long has ended: another may begin anew.
SILENCE = timedelta(minutes=10)
TELLS_EACH = 20
MANIFEST = ["serial", "holder", "issued", "valid until", "file name", "SHA-256"]


class BundleRefused(Exception):
    """No ZIP is made of this. `str()` is a sentence that says what to do."""


@transaction.atomic
def order_bundle(*, certificates, administration, by, now):
    """Order a ZIP of certificates of an administration; all others stay out. Raises BundleRefused."""
    chosen = list(certificates.filter(administration=administration).values_list("pk", flat=True)[: MOST + 1])
    if not chosen:
        raise BundleRefused(_("Choose at least one certificate."))
    if len(chosen) > MOST:
        raise BundleRefused(
            _("One ZIP holds %(most)s certificates at most. Narrow the list with the filters.")
            % {"most": MOST}
        )
    bundle = CertificateBundle.objects.create(
        administration=administration, number=len(chosen), created_by=by, created_at=now
    )
    bundle.certificates.set(chosen)
    record_act(
        administration=administration,
        by=by,
        act="bundle.ordered",
        now=now,
        what=f"{bundle.created_at:%Y-%m-%d %H:%M}",
        detail={"count": len(chosen)},
    )
    transaction.on_commit(lambda: tasks.make_bundle.enqueue(bundle.pk))
    return bundle


def make_bundle(bundle, *, now):
    """Make the ZIP of an order and store it privately. A ready one, or one being made, is left alone."""
    if not _begun(bundle, now):
        return
    try:
        _fill(bundle)
    except Exception:
        logger.exception("The ZIP %s of certificates failed.", bundle.pk)
        CertificateBundle.objects.filter(pk=bundle.pk).update(state=CertificateBundle.State.FAILED)


def clear_old_bundles(*, now):
    """Delete the files of ZIPs that are older than LIFETIME; that they were made stays recorded."""
    for old in CertificateBundle.objects.filter(created_at__lt=now - LIFETIME).exclude(
        state=CertificateBundle.State.CLEARED
    ):
        name = old.file
        old.state, old.file = CertificateBundle.State.CLEARED, ""
        old.save(update_fields=["state", "file"])
        if name:
            storages["private"].delete(name)


def stalled(bundle, now):
    """Whether nobody works at an order any more."""
    waiting = {CertificateBundle.State.WAITING, CertificateBundle.State.RUNNING}
    return bundle.state in waiting and (bundle.worked_at or bundle.created_at) < now - SILENCE


@transaction.atomic
def _begun(bundle, now):
    kept = CertificateBundle.objects.select_for_update().get(pk=bundle.pk)
    idle = kept.state in {CertificateBundle.State.WAITING, CertificateBundle.State.FAILED}
    if not idle and not (kept.state == CertificateBundle.State.RUNNING and stalled(kept, now)):
        return False
    kept.state, kept.done, kept.worked_at = CertificateBundle.State.RUNNING, 0, now
    kept.save(update_fields=["state", "done", "worked_at"])
    return True


def _fill(bundle):
    """Write paper after paper, telling how far it is, then the manifest; store the file."""
    rows, damaged = [], []
    certificates = bundle.certificates.select_related("administration", "replaces").order_by(
        "holder_name", "serial"
    )
    with tempfile.TemporaryFile() as file:
        # Papers do not get smaller by packing.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for number, certificate in enumerate(certificates.iterator(chunk_size=100), start=1):
                row = [certificate.serial, certificate.holder_name, certificate.issued_on.isoformat()]
                row.append(certificate.valid_until.isoformat() if certificate.valid_until else "")
                try:
                    pdf = pdf_of(certificate)
                except PaperDamaged:
                    damaged.append(certificate.serial)
                    rows.append([*row, "", ""])
                else:
                    name = file_name(certificate)
                    archive.writestr(name, pdf)
                    rows.append([*row, name, hashlib.sha256(pdf).hexdigest()])
                if number % TELLS_EACH == 0:
                    CertificateBundle.objects.filter(pk=bundle.pk).update(
                        done=number, worked_at=timezone.now()
                    )
            archive.writestr("manifest.csv", "".join(as_csv(MANIFEST, rows)))
        file.seek(0)
        name = f"bundles/{bundle.administration_id}/{secrets.token_hex(16)}.zip"
        stored = storages["private"].save(name, File(file))
    CertificateBundle.objects.filter(pk=bundle.pk).update(
        state=CertificateBundle.State.READY,
        file=stored,
        done=len(rows),
        damaged=damaged,
        worked_at=timezone.now(),
    )


def file_name(certificate):
    """The name of a paper in the ZIP: the serial, and the holder in Latin letters where there are any."""
    holder = tidy(certificate.holder_latin_name or certificate.holder_name)
    holder = re.sub(r"[^A-Za-z0-9]+", "-", holder).strip("-")[:60]
    return f"{certificate.serial}-{holder}.pdf" if holder else f"{certificate.serial}.pdf"
