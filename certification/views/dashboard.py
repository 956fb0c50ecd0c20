"""The dashboard: six plots of one curriculum, each with its table, every figure with the list behind it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.scoping import coordinated_by
from certification.forms import DashboardForm
from certification.services.dashboard import endings, inspections, modules, objectives, offices, pace
from certification.services.dashboard.scope import Scope

# So many offices are drawn; the table has them all.
MOST_BARS = 30


@require_safe
@login_required
def dashboard(request, slug):
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    now = timezone.now()
    form = DashboardForm(request.GET, administration=administration)
    asked = form.asked()
    curriculum = next((row for row in form.curricula if row.slug == asked.curriculum), None)
    scope = Scope(
        administration=administration, day=administration.day_of(now), curriculum=curriculum, asked=asked
    )
    lines = offices.by_office(scope)
    total = offices.totals(lines, scope)
    enrolled = total.enrolled.number if curriculum else total.without.number
    pace_lines, ending_lines = pace.by_span(scope), endings.by_month(scope)
    context = {
        "administration": administration,
        "form": form,
        "scope": scope,
        "offices": lines,
        "drawn": sorted(lines, key=lambda line: -line.enrolled.number)[:MOST_BARS],
        "total": total,
        "modules": modules.by_module(scope, enrolled) if enrolled else [],
        "pace": pace_lines,
        "most_in_pace": max((max(line.due.number, line.completed.number) for line in pace_lines), default=0),
        "endings": ending_lines,
        "most_endings": max((max(line.ends.number, line.renewed.number) for line in ending_lines), default=0),
        "objectives": objectives.weakest(scope),
        "least_answers": objectives.LEAST_ANSWERS,
        "inspections": inspections.by_fault(scope),
        "now": now.astimezone(administration.zone),
        "zone": administration.zone,
    }
    return render(request, "certification/dashboard.html", context)
