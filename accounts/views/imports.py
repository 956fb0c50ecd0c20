"""Coordinators bring officers in by a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import storages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import ImportForm
from accounts.models import OfficerImport, User
from accounts.scoping import coordinated_by
from accounts.services.imports import (
    ImportRefused,
    confirm_import,
    discard_import,
    kept_on_undoing,
    preview_import,
    undo_import,
)
from accounts.tables.officers import COLUMNS, HINTS, left_out_csv, template_csv, template_xlsx
from accounts.tables.reading import TableRefused

PAGE = 50
SHOWN = {"all", "bad", "good"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request, slug):
    """The imports of an administration, and the form for another."""
    administration = _administration(request, slug)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = preview_import(
                administration=administration,
                data=file.read(),
                file_name=file.name,
                by=request.user,
                now=timezone.now(),
            )
        except TableRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("members:import", slug, made.pk)
    found = administration.officer_imports.select_related("created_by").annotate(
        made=Count("rows", filter=~Q(rows__user=None)), all_rows=Count("rows")
    )
    found = found.order_by("-created_at", "-pk")
    context = {
        "administration": administration,
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "columns": [(heading, HINTS[column]) for column, heading in COLUMNS.items()],
    }
    return render(
        request, "accounts/administration/imports.html", context, status=422 if form.errors else 200
    )


@login_required
@require_safe
def template(request, slug, fmt):
    """An empty table with the right headings."""
    administration = _administration(request, slug)
    if fmt == "csv":
        response = HttpResponse("".join(template_csv()), content_type="text/csv; charset=utf-8")
    elif fmt == "xlsx":
        response = HttpResponse(
            template_xlsx(administration.offices.all()),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="officers.{fmt}"'
    return response


@login_required
@require_safe
@never_cache
def officer_import(request, slug, pk):
    """One import: before it is confirmed every row and what speaks against it, then what became of it."""
    return _page(request, _import(request, slug, pk))


def _page(request, found, status=200):
    counts = found.rows.aggregate(
        all=Count("pk"),
        bad=Count("pk", filter=~Q(problems="")),
        good=Count("pk", filter=Q(problems="")),
        made=Count("user"),
    )
    shown = request.GET.get("rows")
    if shown not in SHOWN:
        shown = "bad" if counts["bad"] and found.state == OfficerImport.State.PREVIEW else "all"
    rows = {"all": found.rows.all(), "bad": found.rows.bad(), "good": found.rows.good()}[shown]
    context = {
        "administration": found.administration,
        "import": found,
        "counts": counts,
        "shown": shown,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "offices": found.administration.offices.all()[:200],
        "zone": found.administration.zone,
    }
    return render(request, "accounts/administration/import.html", context, status=status)


@login_required
@require_POST
def confirm(request, slug, pk):
    """Make the officers of the good rows; pressing twice makes nobody twice."""
    found = _import(request, slug, pk)
    try:
        confirm_import(officer_import=found, by=request.user, now=timezone.now())
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
    else:
        made = found.rows.exclude(user=None).count()
        messages.success(
            request,
            ngettext("%(number)s officer is imported.", "%(number)s officers are imported.", made)
            % {"number": made},
        )
    return redirect("members:import", slug, pk)


@login_required
@require_POST
def discard(request, slug, pk):
    """Throw a preview away."""
    discard_import(officer_import=_import(request, slug, pk), by=request.user, now=timezone.now())
    return redirect("members:imports", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request, slug, pk):
    """Say who would go and who would stay, then undo."""
    found = _import(request, slug, pk)
    if found.state not in {OfficerImport.State.DONE, OfficerImport.State.UNDONE}:
        raise Http404
    if request.method == "POST":
        try:
            undo_import(officer_import=found, by=request.user, now=timezone.now())
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The import is undone."))
        return redirect("members:import", slug, pk)
    if found.state == OfficerImport.State.UNDONE:
        return redirect("members:import", slug, pk)
    stay = kept_on_undoing(found)
    context = {
        "administration": found.administration,
        "import": found,
        "go": found.rows.exclude(user=None).count() - len(stay),
        "stay": len(stay),
        "page": Paginator(User.objects.filter(pk__in=stay).order_by("name", "pk"), PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "accounts/administration/import_undo.html", context)


@login_required
@require_safe
@never_cache
def left_out(request, slug, pk):
    """The rows that are not imported, each with its reasons, to be corrected and uploaded."""
    found = _import(request, slug, pk)
    response = StreamingHttpResponse(
        left_out_csv(found.rows.bad().iterator(chunk_size=1000)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="officers-left-out-{pk}.csv"'
    return response


@login_required
@require_safe
@never_cache
def uploaded(request, slug, pk):
    """The file as it was uploaded."""
    found = _import(request, slug, pk)
    if not found.file:
        raise Http404
    try:
        file = storages["private"].open(found.file)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file, as_attachment=True, filename=found.file_name, content_type="application/octet-stream"
    )


def _administration(request, slug):
    return get_object_or_404(coordinated_by(request.user), slug=slug)


def _import(request, slug, pk):
    """An import of an administration that the person coordinates, or 404."""
    administration = _administration(request, slug)
    return get_object_or_404(
        administration.officer_imports.select_related(
            "administration", "created_by", "confirmed_by", "undone_by"
        ),
        pk=pk,
    )
