"""The HS finder: open to everybody, since a wrong code at the counter helps nobody."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.tables.answers import answer_with_table
from accounts.tables.writing import CONTENT_TYPES
from reference.finder.terms import LONGEST_QUERY
from reference.matrix import COLUMNS, rows_of
from reference.services import finder


@require_safe
def find(request):
    """What a code, a number or a word leads to. Without a query: how to ask."""
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].replace("\0", "").split())
    context = {"query": query, "longest": LONGEST_QUERY, "formats": list(CONTENT_TYPES)}
    if query:
        context["answer"] = finder.find(query, on=timezone.localdate())
    return render(request, "reference/hs/find.html", context)


@require_safe
def heading(request, heading):
    """All codes of a heading of four digits. A code or a heading with dots leads there."""
    digits = heading.replace("-", "")
    codes = finder.catalogue(timezone.localdate()).heading(digits[:4])
    if not (digits.isascii() and digits.isdigit() and codes):
        raise Http404
    if heading != digits[:4]:
        return redirect("reference:heading", digits[:4])
    return render(request, "reference/hs/heading.html", {"heading": heading, "codes": codes})


@require_safe
def matrix(request, fmt):
    """The whole matrix as a file."""
    if fmt not in CONTENT_TYPES:
        raise Http404
    day = timezone.localdate()
    return answer_with_table(
        fmt,
        name=f"hs-matrix-{day.isoformat()}",
        title=_("HS matrix"),
        headers=[str(label) for label in COLUMNS.values()],
        fields=list(COLUMNS),
        rows=rows_of(finder.catalogue(day).codes.values()),
    )
