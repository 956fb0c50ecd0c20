"""The site's own small pages."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.defaults import server_error as unexpected
from django.views.static import serve

# What a database raises that cannot be reached, is starting up, or makes somebody wait for too long.
AWAY = (OperationalError, InterfaceError)
SECONDS_TO_WAIT = 5


def csrf_failure(request, reason=""):
    """A form whose secret is missing or old: say so, and what to do."""
    return render(request, "403_csrf.html", status=403)


def server_error(request):
    """An error that nobody caught. While the database is away: 503, and when to try again.

    Django calls this for exceptions of views and middleware alike, while the exception is being handled.
    """
    if not isinstance(sys.exception(), AWAY):
        return unexpected(request)
    if request.headers.get("Accept", "").startswith("application/json"):
        message = _("The records cannot be reached at this moment. Try again in a moment.")
        response = JsonResponse({"error": "away", "message": message}, status=503)
    else:
        response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = SECONDS_TO_WAIT
    response["Cache-Control"] = "no-store"
    return response


def to_sign_in(request):
    """The one sign-in page, with the address to come back to."""
    query = request.GET.urlencode()
    return redirect(f"{reverse('account_login')}{'?' if query else ''}{query}")


def media(request, path):
    """A published picture. A drawing opened by itself may style itself and do nothing else."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = "public, max-age=86400"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
