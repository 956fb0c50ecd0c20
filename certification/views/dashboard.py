"""The first page of numbers: how the offices stand, and what was completed month by month."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.scoping import coordinated_by
from certification.services.dashboard import by_month, by_office


@require_safe
@login_required
def dashboard(request, slug):
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    now = timezone.now()
    day = administration.day_of(now)
    months = by_month(administration, day)
    context = {
        "administration": administration,
        "offices": by_office(administration, day),
        "months": months,
        "most": max(month.completions for month in months),
        "all_completions": sum(month.completions for month in months),
        "now": now.astimezone(administration.zone),
        "zone": administration.zone,
    }
    return render(request, "certification/dashboard.html", context)
