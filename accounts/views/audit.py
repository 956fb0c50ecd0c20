"""The audit log: an administration's for its coordinators, the whole platform's for its owners."""

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.forms import AuditFilterForm
from accounts.models import AuditEntry, User
from accounts.periods import moments
from accounts.scoping import coordinated_by
from accounts.services.audit import record_act
from accounts.tables.answers import answer_with_table
from accounts.tables.writing import CONTENT_TYPES

PAGE = 50
COLUMNS = {
    "at": gettext_lazy("When"),
    "administration": gettext_lazy("Administration"),
    "by": gettext_lazy("By"),
    "act": gettext_lazy("Act"),
    "words": gettext_lazy("What was done"),
    "what": gettext_lazy("Object"),
    "subject": gettext_lazy("Person"),
    "detail": gettext_lazy("Details"),
}


@require_safe
@login_required
@never_cache
def log(request, slug):
    """What was done in an administration, the newest first."""
    return _page(request, get_object_or_404(coordinated_by(request.user), slug=slug))


@require_safe
@login_required
@never_cache
def export(request, slug, fmt):
    """The entries that match, as a file."""
    return _file(request, get_object_or_404(coordinated_by(request.user), slug=slug), fmt)


@require_safe
@login_required
@never_cache
def platform_log(request):
    """What was done in all administrations and on the platform itself. For owners."""
    _owners_only(request)
    return _page(request, None)


@require_safe
@login_required
@never_cache
def platform_export(request, fmt):
    _owners_only(request)
    return _file(request, None, fmt)


def _owners_only(request):
    if not (request.user.is_superuser and request.user.is_active):
        raise Http404


def _page(request, administration):
    form, found, zone = _found(request, administration)
    context = {
        "administration": administration,
        "form": form,
        "filtered": any(form.asked().values()),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "formats": CONTENT_TYPES,
        "zone": zone,
    }
    template = "administration/log.html" if administration else "platform_log.html"
    return render(request, f"accounts/{template}", context)


def _found(request, administration):
    """The filters, the entries that they let through, and the time zone of their days."""
    entries = AuditEntry.objects.all()
    if administration is not None:
        entries = entries.filter(administration=administration)
    doers = User.objects.filter(pk__in=entries.order_by().values("by").distinct())
    form = AuditFilterForm(request.GET, doers=doers.order_by("name", "pk"))
    asked = form.asked()
    zone = administration.zone if administration else ZoneInfo("UTC")
    begin, end = moments(asked["since"] or None, asked["until"] or None, zone)
    found = entries.matching(
        text=asked["q"], act=asked["act"], by=asked["by"] or None, begin=begin, end=end
    ).select_related("administration", "by", "subject")
    return form, found, zone


def _file(request, administration, fmt):
    if fmt not in CONTENT_TYPES:
        raise Http404
    _form, found, zone = _found(request, administration)
    now = timezone.now()
    name = administration.slug if administration else "platform"
    day = now.astimezone(zone).date().isoformat()
    if request.method == "GET":
        record_act(
            administration=administration,
            by=request.user,
            act="log.exported",
            now=now,
            what=day,
            detail={"format": fmt},
        )
    response = answer_with_table(
        fmt,
        name=f"log-{name}-{day}",
        title=_("Audit log"),
        headers=[str(heading) for heading in COLUMNS.values()],
        fields=list(COLUMNS),
        rows=_rows(found.filter(at__lt=now), zone),
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _rows(entries, zone):
    """One row an entry, moments as ISO 8601 with the zone's offset."""
    for entry in entries.iterator(chunk_size=1000):
        yield [
            entry.at.astimezone(zone).isoformat(timespec="seconds"),
            entry.administration.name if entry.administration else "",
            entry.by.name if entry.by else "",
            entry.act,
            str(entry.words),
            entry.what,
            entry.subject.name if entry.subject else "",
            "; ".join(f"{words}: {text}" for words, text in entry.details),
        ]
