"""What must be in place before the server may answer anybody."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def unsafe_settings():
    """What speaks against serving real people: a list of sentences, empty when all is in place."""
    from accounts.models import User

    problems = []
    if User.objects.filter(is_sample=True).exists():
        problems.append("Demonstration accounts with published passwords exist: use a database of its own.")
    if settings.SECRET_KEY == settings.DEFAULT_SECRET_KEY:
        problems.append("SECRET_KEY is the published default: set one of your own.")
    if not settings.SITE_URL:
        problems.append(
            "SITE_URL is not set: give the address people use, such as https://learn.example.org."
        )
    if not settings.ALLOWED_HOSTS:
        problems.append("ALLOWED_HOSTS is empty: name the hosts that may be served.")
    return problems


def refuse_unsafe_start(*, bound_to):
    """Raise ImproperlyConfigured, naming every reason, unless serving is safe.

    With DEMO=1 and a loopback address anything goes: nobody else can reach the server.
    """
    if settings.DEMO and bound_to in LOOPBACK:
        return
    problems = unsafe_settings()
    if problems:
        raise ImproperlyConfigured("\n".join(["The server does not start:", *problems]))
