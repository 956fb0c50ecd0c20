"""The officer's pages of an inspection: start, the documents to inspect, debrief."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exercises import gates
from exercises.inspections.rounds import reasons_of
from exercises.models import Exercise, InspectionRound
from exercises.pages.inspections import debrief_context, inspection_context
from exercises.services.inspections import (
    NotComplete,
    NotOnThePage,
    StaleFlags,
    begin_round,
    hand_in,
    save_flags,
)
from exercises.views.starting import started

UNKNOWN = "?"
"""Stands for what is no reason of the list."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request, slug):
    """Begin a round, or go on with the open one."""
    return started(request, slug, kind=Exercise.Kind.INSPECTION, begin=begin_round, page="exercises:inspect")


def _round_of(user, pk):
    """An officer's own round. Raises Http404."""
    rounds = InspectionRound.every.of(user).select_related("version", "exercise", "officer")
    return get_object_or_404(rounds, pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def inspect(request, pk):
    """The documents of a round; a POST saves the flags and, by its button, hands in."""
    one = _round_of(request.user, pk)
    if not one.is_open:
        if request.method == "POST":
            messages.warning(request, _("This round was handed in before, and stands as it was then."))
        return redirect("exercises:inspection_debrief", pk)
    if request.method != "POST":
        return _page(request, one)
    flags, decision = _flags(request.POST, one), request.POST.get("decision", "")
    saves = _whole(request.POST.get("saves", ""))
    try:
        one = save_flags(round_=one, flags=flags, decision=decision, saves=saves)
        if "hand_in" in request.POST:
            hand_in(round_=one, now=timezone.now())
            return redirect("exercises:inspection_debrief", pk)
    except StaleFlags as stale:
        sent = {"flags": flags, "decision": decision}
        return _page(request, one, HTTPStatus.CONFLICT, str(stale), **sent)
    except (NotOnThePage, NotComplete) as refused:
        return _page(request, one, HTTPStatus.UNPROCESSABLE_ENTITY, str(refused))
    messages.success(request, _("Saved. You can go on now, or later on any device."))
    return redirect("exercises:inspect", pk)


def _flags(sent, one):
    """What was flagged, with the kind that each reason stands for. No sign is no reason yet."""
    reasons = {"": "", **reasons_of(one.version.template)}
    return {name: reasons.get(sent.get(f"reason:{name}", ""), UNKNOWN) for name in sent.getlist("flag")}


def _whole(text):
    """A number that a form sent; -1 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _page(request, one, status=HTTPStatus.OK, warning="", **sent):
    context = inspection_context(one, **sent)
    context |= {"warning": warning, "entry": gates.entry(one.exercise, request.user)}
    return render(request, "exercises/inspections/inspect.html", context, status=status)


@never_cache
@require_safe
@login_required
def debriefed(request, pk):
    """What was right, what was missed, and why; and the way to the next round."""
    one = _round_of(request.user, pk)
    if one.is_open:
        return redirect("exercises:inspect", pk)
    context = debrief_context(one)
    context["entry"] = gates.entry(one.exercise, request.user)
    return render(request, "exercises/inspections/debrief.html", context)
