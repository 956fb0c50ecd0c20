"""An officer's training page, and the buttons of modules and lessons."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.scoping import learning_membership
from courses.access import reading_of
from courses.contents import contents_of
from courses.dashboard import sections_for
from courses.models import AdministrationPage, Module, Unit
from courses.models.pages import pages_of
from courses.services import searching
from courses.services.glossary import terms_for
from courses.services.overview import last_opened, module_states
from courses.services.progress import ModuleNotOpen, complete_unit, start_module
from quizzes.models import Attempt
from reference.finding import finds

FINDS_ON_A_PAGE = 10


@require_GET
@login_required
def dashboard(request):
    """Your training: what to go on with, the modules taken, and what the apps above add."""
    membership = learning_membership(request.user)
    if membership is None:
        return redirect("accounts:waiting")
    administration = membership.administration
    states = module_states(request.user, administration)
    running = list(
        Attempt.objects.of(request.user)
        .open()
        .filter(administration=administration, deadline__gt=timezone.now())
        .select_related("quiz")
        .order_by("deadline")
    )
    going = last_opened(states, request.user, administration)
    main, side, covered = [], [], set()
    for template, section in sections_for(request.user, administration):
        covered |= set(section.get("covers", ()))
        drawn = render_to_string(template, section | {"states": states, "going": going}, request)
        (side if section.get("side") else main).append(drawn)
    context = {
        "membership": membership,
        "administration": administration,
        "states": states,
        "others": [state for state in states if state.module.pk not in covered],
        "covered": covered,
        "running": running,
        "zone": request.user.zone_in(administration),
        "going": going,
        "national": AdministrationPage.objects.live()
        .filter(administration=administration, numchild__gt=0)
        .first(),
        "sections": main,
        "side_sections": side,
    }
    return render(request, "courses/dashboard.html", context)


@require_GET
def glossary(request):
    """The terms of all lessons by letter, of national modules only for those who may know of them."""
    terms, titles = terms_for(request.user)
    several = len({term.pack for term in terms}) > 1
    entries = [{"term": term, "module": titles[term.pack] if several else ""} for term in terms]
    letters = [
        {"letter": letter, "entries": list(found)}
        for letter, found in groupby(entries, key=lambda entry: entry["term"].term[:1].upper())
    ]
    return render(request, "courses/glossary.html", {"letters": letters, "number": len(entries)})


@require_safe
@login_required
def search(request):
    """Lessons and terms with the words of `q`."""
    query = request.GET.get("q", "").strip()[: searching.LONGEST_QUERY]
    words = searching.words_of(query)
    lessons, readable = searching.lessons_found(words, request.user)
    page = Paginator(lessons, FINDS_ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = searching.shown(page.object_list, words, readable, request)
    context = {
        "query": query,
        "words": words,
        "others": finds(words, request.user) if words and page.number == 1 else [],
        "page_obj": page,
    }
    return render(request, "courses/search.html", context)


@require_POST
@login_required
def start(request, slug):
    """Take a module; pressing twice does no harm. Goes on to its first step."""
    module = get_object_or_404(Module.objects.select_related("administration"), slug=slug)
    reading = reading_of(request.user, module)
    if not reading.known:
        raise Http404
    if reading.administration is None:
        return redirect("accounts:waiting")
    page = pages_of([module]).get(module.pk)
    try:
        start_module(
            officer=request.user, module=module, administration=reading.administration, now=timezone.now()
        )
    except ModuleNotOpen:
        messages.warning(request, _("This module is in preparation and cannot be started yet."))
        return redirect(page.get_url(request) if page else "courses:dashboard")
    if page is None:
        return redirect("courses:dashboard")
    step = contents_of([page], request.user, reading.administration, request)[module.pk].next
    return redirect(step.url if step else page.get_url(request))


@require_POST
@login_required
def complete(request, pk):
    """A lesson is done: record it and go on. A quiz is completed by passing it, never here."""
    unit = get_object_or_404(Unit.objects.in_use().select_related("module"), pk=pk, kind=Unit.Kind.LESSON)
    reading = reading_of(request.user, unit.module)
    if not (reading.known and reading.enrolment and unit.module.is_open):
        raise Http404
    complete_unit(officer=request.user, unit=unit, administration=reading.administration, now=timezone.now())
    page = pages_of([unit.module]).get(unit.module_id)
    if page is None:
        return redirect("courses:dashboard")
    inside = contents_of([page], request.user, reading.administration, request)[unit.module_id]
    following = inside.around(unit.pk)[1]
    if following is None:
        messages.success(request, _("You have reached the end of the module."))
    return redirect(following.url if following else page.get_url(request))
