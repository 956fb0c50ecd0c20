"""ZIPs of certificates: ordered, watched, downloaded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.scoping import coordinated_by
from accounts.services.audit import record_act
from certification.forms import CertificateFilterForm
from certification.models import Certificate, CertificateBundle
from certification.serials import read_serial
from certification.services.bundles import LIFETIME, BundleRefused, order_bundle, stalled
from certification.services.overview import certificates_matching
from certification.services.population import offices_of

PER_PAGE = 50
# htmx stops asking when it gets this.
STOP_POLLING = 286


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bundles(request, slug):
    """The ZIPs of an administration; a POST orders one of the chosen certificates, or of all that match."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    if request.method == "POST":
        try:
            made = order_bundle(
                certificates=_chosen(request, administration),
                administration=administration,
                by=request.user,
                now=timezone.now(),
            )
        except BundleRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("certification:certificates", slug)
        return redirect("certification:bundle", slug, made.pk)
    found = administration.certificate_bundles.select_related("created_by").order_by("-created_at", "-pk")
    context = {
        "administration": administration,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "days": LIFETIME.days,
    }
    return render(request, "certification/bundles.html", context)


def _chosen(request, administration):
    """The certificates with a tick, or all that the filters in the address let through."""
    own = Certificate.objects.filter(administration=administration)
    if request.POST.get("which") == "all":
        form = CertificateFilterForm(request.GET, offices=offices_of(administration))
        day = administration.day_of(timezone.now())
        return certificates_matching(own, administration, day=day, **form.asked())
    serials = [serial for text in request.POST.getlist("serial") if (serial := read_serial(text))]
    return own.filter(serial__in=serials)


@login_required
@require_safe
@never_cache
@vary_on_headers("HX-Request")
def bundle(request, slug, pk):
    """How far a ZIP is, and the link to it. The page asks again by itself, and has a link that does."""
    found = _bundle(request, slug, pk)
    now = timezone.now()
    working = found.state in {CertificateBundle.State.WAITING, CertificateBundle.State.RUNNING}
    context = {
        "administration": found.administration,
        "bundle": found,
        "working": working and not stalled(found, now),
        "stalled": stalled(found, now),
        "days": LIFETIME.days,
    }
    if request.htmx:
        status = 200 if context["working"] else STOP_POLLING
        return render(request, "certification/_bundle.html", context, status=status)
    return render(request, "certification/bundle.html", context)


@login_required
@require_safe
@never_cache
def download(request, slug, pk):
    found = _bundle(request, slug, pk)
    if found.state != CertificateBundle.State.READY:
        raise Http404
    try:
        file = storages["private"].open(found.file)
    except FileNotFoundError as error:
        raise Http404 from error
    if request.method == "GET":
        record_act(
            administration=found.administration,
            by=request.user,
            act="bundle.downloaded",
            now=timezone.now(),
            what=f"{found.created_at:%Y-%m-%d %H:%M}",
            detail={"count": found.number},
        )
    day = found.administration.day_of(found.created_at)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"certificates-{slug}-{day.isoformat()}.zip",
        content_type="application/zip",
    )


def _bundle(request, slug, pk):
    """A ZIP of an administration that this person coordinates; any other is a 404."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    return get_object_or_404(
        administration.certificate_bundles.select_related("administration", "created_by"), pk=pk
    )
