"""The site's own small pages."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """A form whose secret is missing or old: say so, and what to do."""
    return render(request, "403_csrf.html", status=403)
