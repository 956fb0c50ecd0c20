"""What the holder of a certificate is told when its standing changes."""

from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from certification.models import Certificate


def tell_holder(event):
    """Write to the holder what was done, why, and what it means; in the holder's language.

    Officers without an address read it on their own pages.
    """
    certificate = event.certificate
    officer = certificate.officer
    if not officer.email:
        return
    successor = Certificate.objects.filter(replaces=certificate).first()
    with translation.override(officer.language):
        context = {
            "name": officer.name,
            "certificate": certificate,
            "kind": event.kind,
            "day": certificate.administration.day_of(event.at),
            "reason": event.reason,
            "successor": successor,
            "address": _address((successor or certificate).serial),
            "current_site": {"domain": urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc},
        }
        get_adapter().render_mail("certification/email/act", officer.email, context).send()


def _address(serial):
    return settings.WAGTAILADMIN_BASE_URL + reverse("certification:certificate", args=[serial])
