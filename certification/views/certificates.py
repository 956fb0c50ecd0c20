"""A certificate as its holder sees it, and its PDF."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.scoping import coordinated_by
from certification.serials import read_serial
from certification.services.certificates import PaperDamaged, certificates_for, pdf_of, state_on, verify_url
from certification.sheet import sheet_of


def _readable(user, serial):
    """A certificate that this person may open; everybody else's is a 404."""
    certificate = (
        certificates_for(user)
        .filter(serial=read_serial(serial))
        .select_related("administration", "replaces")
        .first()
    )
    if certificate is None:
        raise Http404
    return certificate


@require_safe
@login_required
def certificate(request, serial):
    held = _readable(request.user, serial)
    now = timezone.now()
    own = held.officer_id == request.user.pk
    context = {
        "certificate": held,
        "state": state_on(held, held.administration.day_of(now)),
        "sheet": sheet_of(held),
        "verify_url": verify_url(held.serial),
        "own": own,
        "administers": not own or coordinated_by(request.user).filter(pk=held.administration_id).exists(),
    }
    return render(request, "certification/certificate.html", context)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def pdf(request, serial):
    """The signed PDF; made now if the task worker has not made it yet."""
    held = _readable(request.user, serial)
    try:
        paper = pdf_of(held)
    except PaperDamaged:
        return render(request, "certification/paper_damaged.html", {"certificate": held}, status=503)
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{held.serial}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )
