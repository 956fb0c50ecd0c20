"""Files of an administration's training: what there is to take out, and the files themselves."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.scoping import coordinated_by
from accounts.services.audit import record_act
from accounts.tables.answers import answer_with_table
from accounts.tables.writing import CONTENT_TYPES
from certification.forms import ExportForm
from certification.resources import KINDS

# A workbook is whole before it is sent. For more rows there are CSV, JSON and the command.
MOST_IN_A_WORKBOOK = 20_000


@dataclass(frozen=True)
class Offer:
    """One kind of file: its rows, and the formats that it can have."""

    kind: str
    title: str
    rows: int
    formats: list


@require_safe
@login_required
@never_cache
def exports(request, slug):
    """The kinds of file, with how many rows each would have."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    form = ExportForm(request.GET, administration=administration)
    day = administration.day_of(timezone.now())
    offers = []
    for kind, resource in KINDS.items():
        rows = resource(administration, day, form.asked()).count()
        formats = [name for name in CONTENT_TYPES if name != "xlsx" or rows <= MOST_IN_A_WORKBOOK]
        offers.append(Offer(kind, str(resource.title), rows, formats))
    context = {
        "administration": administration,
        "form": form,
        "filtered": bool(form.asked()),
        "query": form.asked().query,
        "offers": offers,
        "left_out": any("xlsx" not in offer.formats for offer in offers),
        "most": MOST_IN_A_WORKBOOK,
    }
    return render(request, "certification/exports.html", context)


@require_safe
@login_required
def export(request, slug, kind, fmt):
    """A file, row by row. That it was taken is written into the audit log."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    if kind not in KINDS or fmt not in CONTENT_TYPES:
        raise Http404
    now = timezone.now()
    day = administration.day_of(now)
    asked = ExportForm(request.GET, administration=administration).asked()
    resource = KINDS[kind](administration, day, asked, words=fmt != "json")
    if fmt == "xlsx" and resource.count() > MOST_IN_A_WORKBOOK:
        raise Http404(_("Too many rows for a workbook: take CSV or JSON."))
    if request.method == "GET":
        record_act(
            administration=administration,
            by=request.user,
            act=f"{kind}.exported",
            now=now,
            what=day.isoformat(),
            detail=resource.stated(fmt),
        )
    response = answer_with_table(
        fmt,
        name=f"{kind}-{administration.slug}-{day.isoformat()}",
        title=str(resource.title),
        headers=resource.headers(),
        fields=list(resource.columns),
        rows=resource.rows(),
    )
    response["Cache-Control"] = "private, no-store"
    return response
