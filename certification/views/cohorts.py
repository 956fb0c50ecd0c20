"""Cohorts, and officers on a curriculum: enrolled, given terms, taken off and back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Membership, Role, User
from certification.forms import CohortForm, EnrolForm, FindForm, TermsForm
from certification.models import Certification
from certification.services.cohorts import NameTaken, change_cohort, leave_cohort
from certification.services.curricula import newest_version
from certification.services.enrolling import (
    EnrolmentRefused,
    change_terms,
    enrol_officers,
    numbers_in,
    officers_with_numbers,
    take_back,
    take_off,
)
from certification.services.population import Asked, narrowed, officers_of, offices_of
from certification.services.standing import standing_of
from certification.services.supervision import asked_sign_offs, sign_off_lines
from certification.views.curricula import curriculum_of

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cohort(request, slug, name, pk):
    """One cohort with its officers; a POST gives it another name, day or path."""
    administration, curriculum = curriculum_of(request, slug, name)
    shown = get_object_or_404(curriculum.cohorts, pk=pk)
    form = CohortForm(
        request.POST or None, initial={"name": shown.name, "due_on": shown.due_on, "path": shown.path}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_cohort(**form.cleaned_data, cohort=shown, by=request.user, now=timezone.now())
        except NameTaken:
            form.add_error("name", _("Another cohort has this name: write another."))
        else:
            messages.success(request, _("The cohort is saved."))
            return redirect("certification:cohort", slug, name, pk)
    found = shown.certifications.select_related("officer").order_by("officer__name", "pk")
    context = {
        "administration": administration,
        "curriculum": curriculum,
        "title": _title(curriculum),
        "cohort": shown,
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(
        request, "certification/curricula/cohort.html", context, status=422 if form.is_bound else 200
    )


def _title(curriculum):
    newest = newest_version(curriculum)
    return newest.title if newest else curriculum.slug


@require_safe
@login_required
def on_curriculum(request, slug, name):
    """The officers on a curriculum, those of one version where the address names it."""
    administration, curriculum = curriculum_of(request, slug, name)
    found = Certification.objects.filter(curriculum=curriculum).select_related("officer", "cohort")
    version = request.GET.get("version", "")
    if version.isdecimal() and len(version) < 6:
        found = found.filter(
            enrolments__version__number=int(version),
            enrolments__ended_at=None,
            enrolments__withdrawn_at=None,
        )
    context = {
        "administration": administration,
        "curriculum": curriculum,
        "title": _title(curriculum),
        "version": version,
        "page": Paginator(found.order_by("officer__name", "pk"), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "certification/curricula/officers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enrol(request, slug, name):
    """Choose officers out of a list or by their staff numbers, and enrol them."""
    administration, curriculum = curriculum_of(request, slug, name)
    now = timezone.now()
    day = administration.day_of(now)
    find = FindForm(request.GET, offices=offices_of(administration))
    asked = find.asked()
    found = narrowed(
        officers_of(administration, day), Asked(q=asked["q"], office=asked["office"]), administration
    )
    form = EnrolForm(
        request.POST or None, cohorts=curriculum.cohorts.all(), initial={"cohort": request.GET.get("cohort")}
    )
    ticked = {int(key) for key in request.POST.getlist("officer") if key.isdecimal() and len(key) < 19}
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(request, administration, found, form, ticked, day)
        if chosen and not form.errors:
            done = _enrol(request, curriculum, chosen, form, now)
            if done:
                return done
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    there = Certification.objects.filter(
        curriculum=curriculum, officer__in=[membership.user_id for membership in page.object_list]
    ).select_related("cohort")
    context = {
        "administration": administration,
        "curriculum": curriculum,
        "title": _title(curriculum),
        "newest": newest_version(curriculum),
        "find": find,
        "filtered": any(asked.values()),
        "form": form,
        "page": page,
        "there": {certification.officer_id: certification for certification in there},
        "ticked": ticked,
    }
    return render(
        request, "certification/curricula/enrol.html", context, status=422 if form.is_bound else 200
    )


def _chosen(request, administration, found, form, ticked, day):
    """Who is ticked, who matches, or whose number is written. The form says what is wrong."""
    if "everyone" in request.POST:
        chosen = {membership.user_id: membership.user for membership in found}
    else:
        serving = Membership.objects.on(day).filter(administration=administration, role=Role.TRAINEE)
        chosen = {
            person.pk: person
            for person in User.objects.filter(pk__in=serving.values("user")).filter(pk__in=ticked)
        }
    numbers = numbers_in(form.cleaned_data["numbers"])
    people, unknown = officers_with_numbers(administration, numbers, day)
    if unknown:
        form.add_error(
            "numbers",
            ngettext(
                "No officer of yours serves with this staff number: %(numbers)s. Correct or remove it.",
                "No officer of yours serves with these staff numbers: %(numbers)s. Correct or remove them.",
                len(unknown),
            )
            % {"numbers": ", ".join(unknown)},
        )
    elif not chosen and not people:
        form.add_error(None, _("Tick an officer, or write staff numbers."))
    return list((chosen | {person.pk: person for person in people}).values())


def _enrol(request, curriculum, chosen, form, now):
    terms = {name: form.cleaned_data[name] for name in ("cohort", "path", "due_on")}
    try:
        done = enrol_officers(officers=chosen, curriculum=curriculum, by=request.user, now=now, **terms)
    except EnrolmentRefused:
        form.add_error(None, _("Nobody can be enrolled: publish the curriculum first, or open it again."))
        return None
    messages.success(
        request,
        _("Newly enrolled: %(new)s. Given these terms: %(changed)s. Left as they were: %(same)s.")
        % {"new": done.new, "changed": done.changed, "same": done.same},
    )
    slug, name = curriculum.administration.slug, curriculum.slug
    if terms["cohort"]:
        return redirect("certification:cohort", slug, name, terms["cohort"].pk)
    return redirect("certification:on_curriculum", slug, name)


# --- one officer ----------------------------------------------------------------------------------


def _certification(request, slug, name, pk):
    administration, curriculum = curriculum_of(request, slug, name)
    found = Certification.objects.filter(curriculum=curriculum).select_related(
        "officer", "cohort", "certificate", "administration"
    )
    certification = get_object_or_404(found, officer=pk)
    certification.curriculum = curriculum
    return administration, certification


@require_safe
@login_required
def certification(request, slug, name, pk):
    """An officer on one curriculum: path, day, runs, sign-offs."""
    administration, shown = _certification(request, slug, name, pk)
    form = TermsForm(initial={"path": shown.path, "due_on": shown.due_on})
    return _certification_page(request, administration, shown, form)


def _certification_page(request, administration, shown, form):
    standings = standing_of(shown.officer, administration, timezone.now())
    runs = list(shown.enrolments.select_related("version").order_by("-enrolled_at", "-pk"))
    for run in runs:
        run.certification = shown
    running = [run for run in runs if run.ended_at is None and run.withdrawn_at is None]
    context = {
        "administration": administration,
        "curriculum": shown.curriculum,
        "title": _title(shown.curriculum),
        "certification": shown,
        "standing": next((each for each in standings if each.certification.pk == shown.pk), None),
        "runs": runs,
        "waiting": sign_off_lines(running, asked_sign_offs(shown.curriculum)) if running else [],
        "form": form,
        "zone": administration.zone,
    }
    return render(
        request, "certification/curricula/certification.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@login_required
def terms(request, slug, name, pk):
    """Give an officer another path and last day."""
    administration, shown = _certification(request, slug, name, pk)
    form = TermsForm(request.POST)
    if not form.is_valid():
        return _certification_page(request, administration, shown, form)
    change_terms(**form.cleaned_data, certification=shown, by=request.user, now=timezone.now())
    messages.success(request, _("Path and due date are saved."))
    return redirect("certification:certification", slug, name, pk)


@require_POST
@login_required
def off(request, slug, name, pk):
    """Take an officer off the curriculum; pressing twice does no harm."""
    _administration, shown = _certification(request, slug, name, pk)
    take_off(certification=shown, by=request.user, now=timezone.now())
    messages.success(request, _("The officer is taken off the curriculum. What was done stays on record."))
    return redirect("certification:certification", slug, name, pk)


@require_POST
@login_required
def back(request, slug, name, pk):
    """Put an officer back on the curriculum; pressing twice does no harm."""
    _administration, shown = _certification(request, slug, name, pk)
    try:
        take_back(certification=shown, by=request.user, now=timezone.now())
    except EnrolmentRefused:
        messages.error(request, _("The curriculum is closed: open it before you put anybody back."))
    else:
        messages.success(request, _("The officer is back on the curriculum."))
    return redirect("certification:certification", slug, name, pk)


@require_POST
@login_required
def leave(request, slug, name, pk):
    """Take an officer out of the cohort."""
    _administration, shown = _certification(request, slug, name, pk)
    cohort = shown.cohort
    leave_cohort(certification=shown, by=request.user, now=timezone.now())
    messages.success(request, _("The officer has left the cohort and keeps path and due date."))
    if cohort is None:
        return redirect("certification:certification", slug, name, pk)
    return redirect("certification:cohort", slug, name, cohort.pk)
