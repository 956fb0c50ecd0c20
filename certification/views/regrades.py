"""The certificates that a regrade puts in doubt, for the coordinators of an administration."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.scoping import coordinated_by
from certification.services.certificates import state_on
from certification.services.regrades import doubts_in, look_for_other_attempts

PER_PAGE = 50


@require_safe
@login_required
def doubts(request, slug):
    """What each was issued on, what it is worth now, and the way to the certificate and to revoking it."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    page = Paginator(doubts_in(administration), PER_PAGE).get_page(request.GET.get("page"))
    day = administration.day_of(timezone.now())
    rows = look_for_other_attempts(list(page.object_list))
    for row in rows:
        row.certificate.state = state_on(row.certificate, day)
    context = {"administration": administration, "page": page, "rows": rows}
    return render(request, "certification/doubts.html", context)
