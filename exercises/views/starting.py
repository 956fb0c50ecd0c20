"""The button on the page of a unit that begins an exercise, of whatever kind."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from exercises import gates
from exercises.models import Exercise
from exercises.services.scenarios import CannotStart


def started(request, slug, *, kind, begin, page):
    """Begin an exercise by the service `begin`, or go on with what is open; `page` names the address of that.

    Who may try it can ask for a trial, also before it is open to officers. Signing in comes back here with a
    GET, which changes nothing and leads to the page of the unit.
    """
    exercise = get_object_or_404(Exercise, slug=slug, kind=kind)
    entry = gates.entry(exercise, request.user)
    if entry is None:
        raise Http404
    if request.method != "POST":
        return redirect(entry.back_url)
    trial = "trial" in request.POST
    if trial and not entry.may_try():
        raise Http404
    if entry.refusal and not trial:
        messages.error(request, entry.refusal)
        return redirect(entry.back_url)
    try:
        begun = begin(
            exercise=exercise,
            officer=request.user,
            administration=entry.administration,
            now=timezone.now(),
            trial=trial,
        )
    except CannotStart as refused:
        messages.error(request, str(refused))
        return redirect(entry.back_url)
    return redirect(page, begun.pk)
