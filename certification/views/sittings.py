"""Coordinators open sittings of invigilated examinations, show their codes, and end them."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.scoping import coordinated_by
from certification.forms import SittingForm
from certification.services.examinations import quizzes_of, sittings_of
from quizzes.services.sittings import end_sitting, open_sitting

PER_PAGE = 50
USUAL_LENGTH = timedelta(minutes=30)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sittings(request, slug):
    """The sittings of an administration, the latest first, and a form that opens another."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    now = timezone.now()
    with timezone.override(administration.zone):
        form = SittingForm(
            request.POST or None,
            quizzes=quizzes_of(administration).filter(invigilated=True),
            now=now,
            initial={"opens_at": now, "closes_at": now + USUAL_LENGTH},
        )
        if request.method == "POST" and form.is_valid():
            made = open_sitting(**form.cleaned_data, administration=administration, by=request.user, now=now)
            return redirect("certification:sitting", slug, made.pk)
        page = Paginator(sittings_of(administration), PER_PAGE).get_page(request.GET.get("page"))
        for sitting in page.object_list:
            sitting.state_now = sitting.state(now)
        context = {"administration": administration, "form": form, "page": page}
        return render(request, "certification/sittings.html", context, status=422 if form.is_bound else 200)


def _sitting(user, slug, pk):
    """An administration that this person coordinates and a sitting of it; any other is a 404."""
    administration = get_object_or_404(coordinated_by(user), slug=slug)
    return administration, get_object_or_404(sittings_of(administration), pk=pk)


@never_cache
@require_safe
@login_required
def sitting(request, slug, pk):
    """One sitting: its code, large enough for the room, and who has started in it."""
    administration, shown = _sitting(request.user, slug, pk)
    started = shown.attempts.select_related("officer").order_by("started_at", "pk")
    context = {
        "administration": administration,
        "sitting": shown,
        "state_now": shown.state(timezone.now()),
        "page": Paginator(started, PER_PAGE).get_page(request.GET.get("page")),
    }
    with timezone.override(administration.zone):
        return render(request, "certification/sitting.html", context)


@require_POST
@login_required
def end(request, slug, pk):
    """Let nobody start in a sitting any more; pressing twice does no harm."""
    _administration, shown = _sitting(request.user, slug, pk)
    end_sitting(sitting=shown, by=request.user, now=timezone.now())
    messages.success(request, _("The sitting has ended. Attempts that run go on until their own time is up."))
    return redirect("certification:sitting", slug, pk)
