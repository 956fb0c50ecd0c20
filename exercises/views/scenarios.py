"""The officer's pages of a scenario: start, one situation at a time, debrief."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exercises import gates
from exercises.models import Exercise, ScenarioRun
from exercises.pages.scenarios import debrief_context, decision_at, situation_context
from exercises.scenarios.running import NotOffered, debrief, play
from exercises.services.scenarios import (
    StalePage,
    decide,
    decisions_of,
    position_of,
    scenario_in,
    start_run,
)
from exercises.views.starting import started
from quizzes.figures import answer_with
from reference.models import Illustration


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request, slug):
    """Begin a run, or go on with the open one."""
    return started(request, slug, kind=Exercise.Kind.SCENARIO, begin=start_run, page="exercises:situation")


def _run_of(user, pk):
    """An officer's own run. Raises Http404."""
    return get_object_or_404(ScenarioRun.every.of(user).select_related("version", "exercise"), pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def situation(request, pk):
    """The situation where a run stands, with what the last decision brought; a POST decides."""
    run = _run_of(request.user, pk)
    if request.method != "POST":
        return _situation_page(request, run) if run.is_open else redirect("exercises:debrief", pk)
    number, choice = (_whole(request.POST.get(name, "")) for name in ("number", "decision"))
    past = decisions_of(run)
    if not 1 <= number <= len(past) + 1:
        return _situation_page(
            request, run, HTTPStatus.UNPROCESSABLE_ENTITY, _("Choose one of the decisions.")
        )
    before = play(scenario_in(run.version), run.seed, past[: number - 1])
    name = "" if before.end else decision_at(run, before.node, choice)
    try:
        decide(run=run, number=number, decision=name, now=timezone.now())
    except StalePage as stale:
        return _situation_page(request, run, HTTPStatus.CONFLICT, str(stale))
    except NotOffered:
        return _situation_page(
            request, run, HTTPStatus.UNPROCESSABLE_ENTITY, _("Choose one of the decisions.")
        )
    return redirect("exercises:situation", pk)


def _whole(text):
    """A number that a form sent; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _situation_page(request, run, status=HTTPStatus.OK, warning=""):
    position = position_of(run)
    if position.end:
        messages.warning(request, warning)
        return redirect("exercises:debrief", run.pk)
    context = situation_context(run, scenario_in(run.version), position)
    context |= {"warning": warning, "entry": gates.entry(run.exercise, request.user)}
    return render(request, "exercises/situation.html", context, status=status)


@require_safe
@login_required
def figure(request, pk, number, place):
    """A drawing of a situation that the run has come to. Address and bytes do not say what it shows."""
    run = _run_of(request.user, pk)
    past = decisions_of(run)
    if not 1 <= number <= len(past) + 1:
        raise Http404
    position = play(scenario_in(run.version), run.seed, past[: number - 1])
    evidence = () if position.end else position.node.evidence
    if not 1 <= place <= len(evidence) or not evidence[place - 1].figure:
        raise Http404
    return answer_with(get_object_or_404(Illustration, slug=evidence[place - 1].figure))


@never_cache
@require_safe
@login_required
def debriefed(request, pk):
    """The end of a run, its score, and the way taken beside the best one."""
    run = _run_of(request.user, pk)
    if run.is_open:
        return redirect("exercises:situation", pk)
    scenario = scenario_in(run.version)
    context = debrief_context(run, scenario, debrief(scenario, run.seed, decisions_of(run)))
    context["entry"] = gates.entry(run.exercise, request.user)
    return render(request, "exercises/debrief.html", context)
