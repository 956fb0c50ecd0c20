"""A certificate as its holder sees it, and its PDF."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.scoping import coordinated_by
from certification.models import Certificate
from certification.serials import read_serial
from certification.services.certificates import PaperDamaged, certificates_for, pdf_of, state_on, verify_url
from certification.services.designs import full_design
from certification.sheet import sheet_of
from certification.standings import allowed
from certification.views.designs import as_picture


def _readable(user, serial):
    """A certificate that this person may open; everybody else's is a 404."""
    certificate = (
        certificates_for(user)
        .filter(serial=read_serial(serial))
        .select_related("administration", "replaces", "design__logo")
        .first()
    )
    if certificate is None:
        raise Http404
    return certificate


@require_safe
@login_required
def certificate(request, serial):
    """The certificate as a sheet, with its history: to coordinators with who did what."""
    held = _readable(request.user, serial)
    own = held.officer_id == request.user.pk
    administers = coordinated_by(request.user).filter(pk=held.administration_id).exists()

    def address_of(picture):
        return reverse("certification:picture", args=[held.serial, picture.sha256])

    context = {
        "certificate": held,
        "state": state_on(held, held.administration.day_of(timezone.now())),
        "sheet": sheet_of(held, design=full_design(held.design), address_of=address_of),
        "verify_url": verify_url(held.serial),
        "own": own,
        "administers": administers,
        "acts": allowed(held.standing) if administers else (),
        "events": list(held.events.select_related("by")),
        "successor": Certificate.objects.filter(replaces=held).first(),
        "zone": held.administration.zone,
    }
    return render(request, "certification/certificate.html", context)


@require_safe
@login_required
@cache_control(private=True, max_age=86400, immutable=True)
def picture(request, serial, sha256):
    """A picture that a certificate bears, to who may open the certificate."""
    design = full_design(_readable(request.user, serial).design)
    borne = [design.row.logo, *(one.signature for one in design.signatories)] if design else []
    found = next((picture for picture in borne if picture and picture.sha256 == sha256), None)
    if found is None:
        raise Http404
    return as_picture(found)


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
