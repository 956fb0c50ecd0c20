"""The site's addresses and the bare view."""

from django.http import HttpResponse
from django.urls import path

from elearning.urls import urlpatterns as site


def bare(request):
    """Session, user, and a constant page: what nothing that knows its reader can do without."""
    known = request.user.is_authenticated
    return HttpResponse(f"<!doctype html><title>Bare</title><p>{'You are signed in.' if known else 'No.'}")


urlpatterns = [path("bare/", bare), *site]
