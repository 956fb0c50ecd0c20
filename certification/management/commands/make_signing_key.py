from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.services.audit import record_act
from certification.models import SigningCertificate
from certification.services.keys import key_path, recorded, renew_signing_key, signing_key


class Command(BaseCommand):
    help = "Makes the key that signs certificates, once. With --renew the present key is set aside and kept."

    def add_arguments(self, parser):
        parser.add_argument("--renew", action="store_true", help="Make another key from now on.")

    def handle(self, *, renew, **options):
        now = timezone.now()
        configured = bool(settings.SIGNING_KEY_FILE or settings.SIGNING_CERTIFICATE_FILE)
        if renew and configured:
            raise CommandError("The key comes from SIGNING_KEY_FILE; name another file there.")
        key = renew_signing_key(now=now) if renew else signing_key(now=now)
        self._record(key, now)
        self.stdout.write(f"Signing key: {settings.SIGNING_KEY_FILE if configured else key_path()}")
        self.stdout.write(f"Fingerprint (SHA-256): {key.fingerprint}")

    @transaction.atomic
    def _record(self, key, now):
        if SigningCertificate.objects.filter(fingerprint=key.fingerprint).exists():
            return
        recorded(key, now=now)
        record_act(administration=None, by=None, act="key.recorded", now=now, what=key.fingerprint)
