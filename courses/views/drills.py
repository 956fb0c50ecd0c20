"""The drill on a guide: today's cards, one at a time."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.drill_pages import card_context, day_context, picture_of
from courses.guide_contents import guide_of
from courses.guide_pages import guide_page_of
from courses.models import DrillTurn
from courses.services.drills import NotOffered, answer, draw_day, stands, turns_of
from courses.views.guides import of_guide
from quizzes.figures import answer_with


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_guide
def day(request, page, guide):
    """Today's cards and what is known of each group; a POST draws them and goes to the first open one."""
    reading = page.reading(request)
    if reading.administration is None or not guide.cards:
        return redirect(page.get_url(request))
    place = {
        "officer": request.user,
        "administration": reading.administration,
        "unit": page.unit,
        "day": timezone.localdate(timezone.now(), reading.zone),
    }
    if request.method != "POST":
        turns = turns_of(**place, guide=guide)
        return render(request, "courses/guides/drill.html", day_context(guide, page, turns, place, request))
    turns = draw_day(**place, guide=guide, zone=reading.zone)
    open_one = next((turn for turn in turns if not hasattr(turn, "review")), None)
    if open_one is None:
        return redirect("courses:drill", page.module.slug)
    return redirect("courses:drill_card", open_one.pk)


def _turn_of(request, pk):
    """(an officer's own card, page, guide) where all still stand. Raises Http404."""
    cards = DrillTurn.objects.select_related("entry", "other", "unit__module", "review")
    turn = get_object_or_404(cards, pk=pk, officer=request.user)
    page = guide_page_of(turn.unit.module.slug, request)
    if page is None or page.turned_away(request):
        raise Http404
    guide = guide_of(page)
    if not stands(turn, guide):
        raise Http404
    return turn, page, guide


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def card(request, pk):
    """One card; answered, it shows what is right. A second answer changes nothing."""
    turn, page, guide = _turn_of(request, pk)
    warning, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            answer(turn=turn, given=request.POST.get("answer", ""), guide=guide, now=timezone.now())
            return redirect("courses:drill_card", pk)
        except NotOffered:
            warning, status = _("Choose one of the answers."), HTTPStatus.UNPROCESSABLE_ENTITY
    context = card_context(guide, page, turn, request) | {"warning": warning}
    return render(request, "courses/guides/card.html", context, status=status)


@require_safe
@login_required
def picture(request, pk):
    """The drawing of a card. Neither its address nor its bytes say what it shows."""
    turn, _page, guide = _turn_of(request, pk)
    drawing = picture_of(guide, turn)
    if drawing is None:
        raise Http404
    return answer_with(drawing)
