"""Practical sign-offs: coordinators name supervisors, supervisors say what they saw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from certification.forms import SignOffForm, SupervisorForm
from certification.models import SignOff, Supervision
from certification.services.curricula import newest_version
from certification.services.enrolling import person_known_as
from certification.services.supervision import (
    NOT_YET,
    SIGNED,
    SeenSince,
    SignOffRefused,
    asked_sign_offs,
    likely_supervisors,
    name_supervisor,
    runs_with_sign_offs,
    sign_off,
    sign_off_lines,
    supervisions_of,
    waiting,
)
from certification.views.curricula import curriculum_of

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sign_offs(request, slug, name):
    """Who waits for a practical sign-off, since when and with whom; a POST names a supervisor."""
    administration, curriculum = curriculum_of(request, slug, name)
    now = timezone.now()
    day = administration.day_of(now)
    requirements = asked_sign_offs(curriculum)
    runs = runs_with_sign_offs(curriculum, requirements)
    form = SupervisorForm(
        request.POST or None, sign_offs=list(dict.fromkeys(row.sign_off for row in requirements))
    )
    ticked = {int(key) for key in request.POST.getlist("run") if key.isdecimal() and len(key) < 19}
    if request.method == "POST" and form.is_valid():
        supervisor = person_known_as(administration, form.cleaned_data["supervisor"], day)
        if supervisor is None:
            form.add_error("supervisor", _("Nobody who serves in your administration is known as this."))
        elif not ticked:
            form.add_error(None, _("Tick an officer."))
        else:
            wanted = form.cleaned_data["sign_off"]
            done, own = name_supervisor(
                runs=runs.filter(pk__in=ticked),
                requirements=[row for row in requirements if not wanted or row.sign_off == wanted],
                supervisor=supervisor,
                by=request.user,
                now=now,
            )
            messages.success(
                request,
                ngettext(
                    "%(supervisor)s now signs off in %(number)s place.",
                    "%(supervisor)s now signs off in %(number)s places.",
                    done,
                )
                % {"supervisor": supervisor.name, "number": done},
            )
            if own:
                messages.warning(request, _("Nobody signs off for oneself: name somebody else there."))
            return redirect(request.get_full_path())
    show = request.GET.get("show", "")
    if show == "unnamed":
        runs = runs.filter(~Exists(Supervision.objects.filter(enrolment=OuterRef("pk"))))
    page = Paginator(runs, PER_PAGE).get_page(request.GET.get("page"))
    newest = newest_version(curriculum)
    context = {
        "administration": administration,
        "curriculum": curriculum,
        "title": newest.title if newest else curriculum.slug,
        "form": form,
        "likely": likely_supervisors(administration, day),
        "lines": sign_off_lines(page.object_list, requirements),
        "page": page,
        "show": show,
        "ticked": ticked,
        "zone": administration.zone,
    }
    return render(
        request, "certification/curricula/sign_offs.html", context, status=422 if form.is_bound else 200
    )


@require_safe
@login_required
def supervisions(request):
    """Whom a supervisor is to sign off, the longest waiting first; then what is signed."""
    mine = supervisions_of(request.user).select_related(
        "enrolment__officer", "enrolment__administration", "enrolment__version", "requirement"
    )
    context = {
        "page": Paginator(waiting(mine).order_by("named_at", "pk"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "signed": mine.filter(outcome=SIGNED).order_by("-decided_at", "-pk")[:PER_PAGE],
    }
    return render(request, "certification/supervision/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def supervision(request, pk):
    """One officer's checklist: ticked, remarked, signed off or not yet."""
    shown = get_object_or_404(
        supervisions_of(request.user).select_related(
            "enrolment__officer", "enrolment__administration", "enrolment__version", "requirement"
        ),
        pk=pk,
    )
    history = list(
        SignOff.objects.filter(enrolment=shown.enrolment, requirement=shown.requirement)
        .select_related("supervisor")
        .order_by("-at", "-pk")
    )
    last = history[0] if history else None
    checklist = shown.requirement.checklist
    initial = {
        "after": last and last.pk,
        "seen": [number for number, line in enumerate(checklist) if last and line in last.seen],
    }
    form = SignOffForm(request.POST or None, checklist=checklist, initial=initial)
    is_open = shown.enrolment.ended_at is None
    status = 200
    if request.method == "POST" and not is_open:
        messages.info(request, _("Everything is met by now: there is nothing more to sign off."))
        return redirect("certification:supervision", pk)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            outcome = SIGNED if request.POST.get("outcome") == SIGNED else NOT_YET
            try:
                sign_off(
                    supervision=shown,
                    outcome=outcome,
                    seen=form.lines(),
                    remark=form.cleaned_data["remark"],
                    after=form.cleaned_data["after"],
                    now=timezone.now(),
                )
            except SignOffRefused:
                form.add_error("seen", _("Tick every line to sign off, or choose “Not yet”."))
            except SeenSince:
                status = 409
                form.data = form.data.copy()
                form.data["after"] = last.pk
                form.add_error(None, _("Something was recorded in the meantime: read it below, then decide."))
            else:
                messages.success(
                    request,
                    _("Signed off: %(name)s.") % {"name": shown.enrolment.officer.name}
                    if outcome == SIGNED
                    else _("Recorded: not yet. The officer reads your remark."),
                )
                return redirect("certification:supervisions")
    context = {
        "supervision": shown,
        "history": history,
        "last": last,
        "is_open": is_open,
        "form": form,
        "zone": request.user.zone_in(shown.enrolment.administration),
    }
    return render(request, "certification/supervision/one.html", context, status=status)
