"""An administration's design of its certificates: drawn up, looked at, published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from accounts.scoping import coordinated_by
from certification.design_forms import CertificateDesignForm, initial_of
from certification.models import CertificatePicture, Level
from certification.services.designs import (
    DesignOvertaken,
    full_design,
    newest_design,
    publish_design,
    specimen_of,
)
from certification.services.papers import specimen_pdf
from certification.services.pictures import png_of
from certification.sheet import sheet_of

PER_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def design(request, slug):
    """The form with the design in use. A POST shows it, prints a specimen of it, or publishes it."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    if request.method != "POST":
        return _page(request, administration)
    form = CertificateDesignForm(request.POST, request.FILES, administration=administration)
    if not form.is_valid():
        return _page(request, administration, form=form, status=422)
    draft, seen = form.draft(), form.cleaned_data["seen"]
    level = form.cleaned_data["level"] or Level.ACHIEVEMENT
    now = timezone.now()
    act = request.POST.get("act")
    if act == "specimen":
        return _as_file(specimen_pdf(specimen_of(administration, level=level, now=now), draft))
    if act == "publish":
        try:
            row = publish_design(draft=draft, based_on=seen, by=request.user, now=now)
        except DesignOvertaken as overtaken:
            messages.error(request, str(overtaken))
            return _page(request, administration, draft=draft, level=level, status=409)
        messages.success(
            request,
            _("Design %(number)s is in use. Certificates issued before keep theirs.")
            % {"number": row.number},
        )
        return redirect("certification:design", slug)
    return _page(request, administration, draft=draft, level=level, seen=seen)


def _page(request, administration, form=None, draft=None, level=Level.ACHIEVEMENT, seen=None, status=200):
    """The form, above it the draft as a sheet if there is one, below it what was published."""
    newest = newest_design(administration)
    number = newest.number if newest else 0
    present = full_design(newest)
    if form is None:
        # Who was overtaken has now seen the newer one.
        initial = initial_of(draft or present, seen=number if seen is None else seen, level=level)
        form = CertificateDesignForm(initial=initial, administration=administration)
    published = administration.certificate_designs.select_related("made_by").order_by("-number")
    context = {
        "administration": administration,
        "form": form,
        "newest": newest,
        "sheet": draft and _sheet(administration, draft, level),
        "certificate": draft and specimen_of(administration, level=level, now=timezone.now()),
        "page": Paginator(published, PER_PAGE).get_page(request.GET.get("page")),
        "zone": administration.zone,
    }
    return render(request, "certification/design.html", context, status=status)


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def published(request, slug, number):
    """A published design as a sheet, in both levels."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    row = get_object_or_404(
        administration.certificate_designs.select_related("made_by", "logo"), number=number
    )
    full = full_design(row)
    now = timezone.now()
    sheets = [
        (label, _sheet(administration, full, level), specimen_of(administration, level=level, now=now))
        for level, label in reversed(Level.choices)
    ]
    context = {
        "administration": administration,
        "design": row,
        "sheets": sheets,
        "in_use": newest_design(administration) == row,
        "zone": administration.zone,
    }
    return render(request, "certification/published_design.html", context)


@login_required
@require_safe
@cache_control(private=True, max_age=86400, immutable=True)
def picture(request, slug, sha256):
    """A picture of an administration's designs, to its coordinators."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    return as_picture(get_object_or_404(CertificatePicture, administration=administration, sha256=sha256))


def as_picture(found):
    """A kept picture as an answer. Raises Http404 where its file is gone."""
    try:
        png = png_of(found)
    except FileNotFoundError as error:
        raise Http404 from error
    return HttpResponse(png, content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


def _sheet(administration, full, level):
    def address_of(picture):
        return reverse("certification:design_picture", args=[administration.slug, picture.sha256])

    certificate = specimen_of(administration, level=level, now=timezone.now())
    return sheet_of(certificate, design=full, address_of=address_of, specimen=True)


def _as_file(pdf):
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="specimen.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )
