"""Coordinators compose curricula, look at whom a new version touches, and publish it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.scoping import coordinated_by
from certification.composing import Composition, Sketch
from certification.forms import CohortForm, PublishForm, SettingsForm
from certification.plans import differences, problems_of
from certification.services import publishing
from certification.services.cohorts import NameTaken, cohorts_with_figures, make_cohort
from certification.services.curricula import (
    Overtaken,
    PlanRefused,
    change_settings,
    curricula_with_figures,
    discard_draft,
    draft_of,
    known_modules,
    make_curriculum,
    newest_version,
    plan_of,
    titles_of,
    versions_with_runs,
    write_draft,
)
from certification.wording import change_of, sentence_of

PER_PAGE = 50
WORDS = {
    publishing.UNDER_WAY: gettext_lazy("Under way on an earlier version"),
    publishing.RENEWING: gettext_lazy("Renewal under way on an earlier version"),
    publishing.IN_FORCE: gettext_lazy("Certificate in force"),
    publishing.EXPIRED: gettext_lazy("Certificate expired"),
}
MEANINGS = {
    publishing.UNDER_WAY: gettext_lazy("They stay on their version, or are moved: you choose below."),
    publishing.RENEWING: gettext_lazy("They stay on their version, or are moved: you choose below."),
    publishing.IN_FORCE: gettext_lazy(
        "Their certificates stay as they are. Their next renewal is on the new version."
    ),
    publishing.EXPIRED: gettext_lazy("When they certify again, it is on the new version."),
}


def curriculum_of(request, slug, name):
    """An administration that this person coordinates and a curriculum of it; any other is a 404."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    curriculum = get_object_or_404(administration.curricula, slug=name)
    curriculum.administration = administration
    return administration, curriculum


@require_safe
@login_required
def curricula(request, slug):
    """The curricula of an administration."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    page = Paginator(curricula_with_figures(administration), PER_PAGE).get_page(request.GET.get("page"))
    context = {"administration": administration, "page": page}
    return render(request, "certification/curricula/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def curriculum(request, slug, name):
    """One curriculum: its versions, who is on which, its cohorts; a POST makes a cohort."""
    administration, shown = curriculum_of(request, slug, name)
    form = CohortForm(request.POST or None, prefix="cohort")
    if request.method == "POST" and form.is_valid():
        try:
            made = make_cohort(**form.cleaned_data, curriculum=shown, by=request.user, now=timezone.now())
        except NameTaken:
            form.add_error("name", _("Another cohort has this name: write another."))
        else:
            return redirect("certification:cohort", slug, name, made.pk)
    return render(
        request,
        "certification/curricula/curriculum.html",
        _curriculum_context(administration, shown, form),
        status=422 if form.is_bound else 200,
    )


def _curriculum_context(administration, shown, cohort_form):
    versions = list(versions_with_runs(shown))
    draft = draft_of(shown)
    titled = versions[0] if versions else draft
    cohorts = cohorts_with_figures(shown)
    return {
        "administration": administration,
        "curriculum": shown,
        "title": titled.title if titled else shown.slug,
        "versions": versions,
        "newest": versions[0] if versions else None,
        "draft": draft,
        "reach": [(group, WORDS[group], number) for group, number in publishing.reach_of(shown).items()],
        "cohorts": cohorts,
        "cohort_form": cohort_form,
        "settings_form": SettingsForm(
            initial={
                "enrols_new_officers": shown.enrols_new_officers,
                "is_closed": shown.closed_at is not None,
            }
        ),
        "zone": administration.zone,
    }


@require_POST
@login_required
def settings(request, slug, name):
    """Say whether new officers are enrolled by themselves, and whether anybody is."""
    _administration, shown = curriculum_of(request, slug, name)
    form = SettingsForm(request.POST)
    form.is_valid()
    change_settings(**form.cleaned_data, curriculum=shown, by=request.user, now=timezone.now())
    messages.success(request, _("The settings are saved."))
    return redirect("certification:curriculum", slug, name)


# --- composing ------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug):
    """Compose a curriculum that is not there yet."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)

    def save(plan, edition):
        made = make_curriculum(administration=administration, plan=plan, by=request.user, now=timezone.now())
        return redirect("certification:curriculum", slug, made.slug)

    context = {"administration": administration, "edition": 0}
    return _compose(request, context, Sketch.empty, save)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request, slug, name):
    """Compose the next version: from the draft, or else from the newest version."""
    administration, shown = curriculum_of(request, slug, name)
    newest, drafted = newest_version(shown), draft_of(shown)

    def save(plan, edition):
        write_draft(curriculum=shown, plan=plan, edition=edition, by=request.user, now=timezone.now())
        messages.success(request, _("The draft is saved. Nobody is touched by it before it is published."))
        return redirect("certification:curriculum", slug, name)

    context = {
        "administration": administration,
        "curriculum": shown,
        "newest": newest,
        "draft": drafted,
        "edition": shown.edition,
    }
    start = drafted or newest
    return _compose(
        request, context, lambda: Sketch.of_plan(plan_of(start)) if start else Sketch.empty(), save
    )


def _compose(request, context, start, save):
    """The form of a curriculum. Every button sends all of it; only saving reads it as a plan."""
    administration = context["administration"]
    known = known_modules(administration)
    if request.method != "POST":
        return _form(request, context, Composition(start(), known, check=False))
    sketch = Sketch.of_post(request.POST)
    edition = _edition(request.POST.get("edition"))
    # Whoever is not told yet that somebody else wrote goes on with the number that was read.
    context["edition"] = edition
    act = request.POST.get("act", "save")
    if act != "save":
        context["done"] = sketch.change(act)
        context["unsaved"] = True
        return _form(request, context, Composition(sketch, known, check=False))
    composition = Composition(sketch, known, check=True)
    if composition.plan is None:
        return _form(request, context, composition, status=422)
    try:
        return save(composition.plan, edition)
    except PlanRefused as refused:
        composition.refuse(refused.problems)
        return _form(request, context, composition, status=422)
    except Overtaken:
        context |= _overtaken(context["curriculum"], composition.plan)
        return _form(request, context, composition, status=409)


def _overtaken(shown, plan):
    """What a second writer is told: who wrote, what stands, and how the own input differs from it."""
    stands = draft_of(shown) or newest_version(shown)
    shown.refresh_from_db(fields=["edition"])
    changes = differences(plan_of(stands), plan) if stands else ()
    titles = titles_of(changes)
    return {
        "overtaken": stands or True,
        "own": [change_of(change, titles) for change in changes],
        "edition": shown.edition,
    }


def _edition(text):
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _form(request, context, composition, status=200):
    context = {**context, "composition": composition, "zone": context["administration"].zone}
    return render(request, "certification/curricula/compose.html", context, status=status)


@require_POST
@login_required
def discard(request, slug, name):
    """Throw the draft away; pressing twice does no harm."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    shown = administration.curricula.filter(slug=name).first()
    if shown is None:
        return redirect("certification:curricula", slug)
    left = discard_draft(curriculum=shown, by=request.user, now=timezone.now())
    messages.success(request, _("The draft is discarded."))
    return (
        redirect("certification:curriculum", slug, name)
        if left
        else redirect("certification:curricula", slug)
    )


# --- publishing -----------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request, slug, name):
    """Say what is new and whom it touches, then publish."""
    administration, shown = curriculum_of(request, slug, name)
    now = timezone.now()
    form = PublishForm(
        request.POST or None, today=administration.day_of(now), initial={"edition": shown.edition}
    )
    back = redirect("certification:curriculum", slug, name)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            version = publishing.publish(
                curriculum=shown,
                edition=asked["edition"],
                move=asked["under_way"] == "move",
                bridge_by=asked["bridge_by"],
                by=request.user,
                now=now,
            )
        except Overtaken:
            messages.error(request, _("The draft was changed in the meantime: look at it again."))
            return redirect("certification:publish", slug, name) if draft_of(shown) else back
        except publishing.NothingNew:
            messages.info(
                request, _("The draft says what the newest version says: there is nothing to publish.")
            )
            return back
        except PlanRefused:
            messages.error(request, _("The draft cannot stand as it is any more: save it again to read why."))
            return redirect("certification:draft", slug, name)
        messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
        return back
    drafted = draft_of(shown)
    if drafted is None:
        messages.info(request, _("There is no draft to publish."))
        return back
    newest = newest_version(shown)
    plan = plan_of(drafted)
    changes = differences(plan_of(newest), plan) if newest else ()
    titles = titles_of(changes)
    problems = problems_of(plan, known_modules(administration))
    reach = publishing.reach_of(shown)
    context = {
        "administration": administration,
        "curriculum": shown,
        "draft": drafted,
        "newest": newest,
        "changes": [change_of(change, titles) for change in changes],
        "advice": [sentence_of(problem) for problem in problems if problem.is_advice],
        "faults": [sentence_of(problem) for problem in problems if not problem.is_advice],
        "reach": [(group, WORDS[group], number, MEANINGS[group]) for group, number in reach.items()],
        "moves": reach[publishing.UNDER_WAY] + reach[publishing.RENEWING],
        "bridges": reach[publishing.IN_FORCE],
        "form": form,
        "zone": administration.zone,
    }
    return render(
        request, "certification/curricula/publish.html", context, status=422 if form.is_bound else 200
    )


@require_safe
@login_required
def touched(request, slug, name, group):
    """The officers of one group that a new version touches, by name."""
    administration, shown = curriculum_of(request, slug, name)
    if group not in WORDS:
        raise Http404
    found = publishing.touched(shown, group).select_related("officer", "certificate", "cohort")
    page = Paginator(found.order_by("officer__name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "administration": administration,
        "curriculum": shown,
        "words": WORDS[group],
        "meaning": MEANINGS[group],
        "said": ngettext("%(number)s officer", "%(number)s officers", page.paginator.count)
        % {"number": page.paginator.count},
        "page": page,
        "zone": administration.zone,
    }
    return render(request, "certification/curricula/touched.html", context)
