"""The public page that says whether a certificate is in force."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certification.limits import PER_MINUTE, asks_too_much
from certification.services import certificates


@require_safe
@cache_control(no_store=True)
def verify(request):
    """The form, or the register's answer on one number. A number that never was is a clear 404."""
    asked = request.GET.get("serial", "").strip()[:60]
    if not asked:
        return render(request, "certification/verify.html")
    if asks_too_much(request):
        context = {"asked": asked, "limit": PER_MINUTE}
        response = render(request, "certification/verify_busy.html", context, status=429)
        response["Retry-After"] = "60"
        return response
    now = timezone.now()
    answer = certificates.verify(asked, now)
    context = {"asked": answer.serial or asked, "answer": answer, "now": now}
    if answer.certificate is None:
        return render(request, "certification/verify_unknown.html", context, status=404)
    certificate = answer.certificate
    revoked_at = certificates.revoked_at(certificate)
    context |= {
        "certificate": certificate,
        "revoked_on": revoked_at and certificate.administration.day_of(revoked_at),
    }
    return render(request, "certification/verify_answer.html", context)
