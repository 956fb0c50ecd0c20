"""The site's own small pages."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.static import serve


def csrf_failure(request, reason=""):
    """A form whose secret is missing or old: say so, and what to do."""
    return render(request, "403_csrf.html", status=403)


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
