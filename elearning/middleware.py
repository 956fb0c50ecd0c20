"""The two content security policies, and the parts of the Wagtail admin that are the owner's alone."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse

COMPRESSED = frozenset({"text/html", "image/svg+xml"})


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Strict everywhere but below the Wagtail admin, whose own pages carry inline scripts."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts


class CompressionMiddleware(GZipMiddleware):
    """Compress pages and drawings. What is compressed by itself, or too small to gain, is left as it is.

    Django puts a random number of bytes into the head of each, so that lengths tell little (BREACH).
    """

    def process_response(self, request, response):
        kind = response.get("Content-Type", "").partition(";")[0]
        return super().process_response(request, response) if kind in COMPRESSED else response


class OwnersOnlyMiddleware:
    """Close parts of the Wagtail admin that show the records of all administrations alike.

    Wagtail narrows neither its reports (titles, people, what happened) nor the images and documents of
    its API to what somebody may see.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        inside = request.resolver_match.namespace
        if inside in settings.OWNERS_ONLY_NAMESPACES and not request.user.is_superuser:
            raise PermissionDenied
