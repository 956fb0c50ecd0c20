"""Coordinators look at officers who may be one person, merge them or tell them apart."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.duplicates import Reason, Strength
from accounts.forms import MergeForm
from accounts.models import Membership, User
from accounts.scoping import coordinated_by
from accounts.services.duplicates import probable_duplicates, tell_apart
from accounts.services.merging import (
    MergeRefused,
    fingerprint,
    merge_people,
    number_of,
    plans_of,
    refusals_of,
)

PAGE = 25
REASONS = {
    Reason.NUMBER: gettext_lazy("The same staff number"),
    Reason.EMAIL: gettext_lazy("The same e-mail address"),
    Reason.NAME: gettext_lazy("The same name"),
    Reason.INITIALS: gettext_lazy("The same name with an initial"),
    Reason.NEAR_NAME: gettext_lazy("Nearly the same name"),
}
STRENGTHS = {
    Strength.STRONG: ("bad", gettext_lazy("Very probably one person")),
    Strength.LIKELY: ("warn", gettext_lazy("Probably one person")),
    Strength.POSSIBLE: ("idle", gettext_lazy("Possibly one person")),
}


@dataclass(frozen=True)
class Line:
    """A pair in the list."""

    first: User
    second: User
    reasons: list
    kind: str
    words: str


@require_safe
@login_required
@never_cache
def duplicates(request, slug):
    """Pairs of officers who may be one person, the strongest first."""
    administration = _administration(request, slug)
    page = Paginator(probable_duplicates(administration), PAGE).get_page(request.GET.get("page"))
    people = _with_service(administration, {key for pair in page for key in (pair.first, pair.second)})
    lines = []
    for pair in page:
        kind, words = STRENGTHS[pair.strength]
        reasons = [REASONS[reason] for reason in pair.reasons]
        lines.append(Line(people[pair.first], people[pair.second], reasons, kind, words))
    context = {"administration": administration, "page": page, "lines": lines}
    return render(request, "accounts/administration/duplicates.html", context)


@require_safe
@login_required
@never_cache
def compare(request, slug):
    """From two ticks in the list of officers to the page of the pair."""
    _administration(request, slug)
    chosen = list(dict.fromkeys(request.GET.getlist("officer")))
    if len(chosen) != 2 or not all(text.isascii() and text.isdigit() and len(text) < 19 for text in chosen):
        messages.error(request, _("Tick two officers to compare them."))
        return redirect("certification:officers", slug)
    return redirect("members:merge", slug, *chosen)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def merge(request, slug, first, second):
    """Both accounts side by side, and what would move; a POST merges the second into the first."""
    administration = _administration(request, slug)
    kept, closed = _pair(administration, first, second)
    now = timezone.now()
    numbers = {person.pk: number_of(person, administration) for person in (kept, closed)}
    form = MergeForm(request.POST or None, kept=kept, closed=closed, numbers=numbers)
    if request.method == "POST" and form.is_valid():
        try:
            merge_people(
                kept=kept,
                closed=closed,
                administration=administration,
                take=form.taken,
                seen=form.cleaned_data["seen"],
                by=request.user,
                now=now,
            )
        except MergeRefused as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, _("The accounts are merged. The other one is closed."))
            return redirect("certification:officer", slug, kept.pk)
    return _preview(request, administration, kept, closed, form, now)


def _preview(request, administration, kept, closed, form, now):
    refusals = refusals_of(kept=kept, closed=closed, by=request.user)
    plans = {} if refusals else plans_of(kept=kept, closed=closed, now=now)
    refusals += [sentence for plan in plans.values() for sentence in plan.refusals]
    context = {
        "administration": administration,
        "kept": kept,
        "closed": closed,
        "form": form,
        "seen": fingerprint(plans),
        "refusals": refusals,
        "parts": [
            {
                "rows": capfirst(model._meta.verbose_name_plural),
                "column": model._meta.get_field(name).verbose_name,
                "move": len(plan.move),
                "stay": len(plan.stay),
                "change": len(plan.change),
            }
            for (model, name), plan in plans.items()
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/administration/merge.html", context, status=status)


@login_required
@require_POST
def differ(request, slug, first, second):
    """Keep that the two are not the same person; pressing twice does no harm."""
    administration = _administration(request, slug)
    one, other = _pair(administration, first, second)
    tell_apart(one=one, other=other, administration=administration, by=request.user, now=timezone.now())
    messages.success(request, _("It is kept that the two are not the same person."))
    return redirect("members:duplicates", slug)


def _administration(request, slug):
    return get_object_or_404(coordinated_by(request.user), slug=slug)


def _pair(administration, first, second):
    """Two people who serve or served in an administration, each with their service, or 404."""
    people = _with_service(administration, {first, second})
    if first not in people or second not in people:
        raise Http404
    return people[first], people[second]


def _with_service(administration, keys):
    """People by key, each with `service`: what they did in the administration, the newest first."""
    served = Membership.objects.filter(administration=administration, user__in=keys)
    people = {}
    for held in served.select_related("user", "office").order_by("-since", "-pk"):
        person = people.setdefault(held.user_id, held.user)
        person.service = [*getattr(person, "service", []), held]
    return people
