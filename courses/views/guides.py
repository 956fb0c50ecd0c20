"""Identification guides beside their pages: the key, and entries side by side. Every step is an address."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.scoping import learning_membership
from courses.guide_contents import guide_of
from courses.guide_pages import compare_context, guide_page_of, guides_context, key_context


def of_guide(view):
    """Gives a view the guide of the module in its address, where this person may read it."""

    @wraps(view)
    def found(request, module, **values):
        page = guide_page_of(module, request)
        if page is None:
            raise Http404
        return page.turned_away(request) or view(request, page, guide_of(page), **values)

    return found


@require_safe
@login_required
def every(request):
    """The guides that a member may use."""
    if learning_membership(request.user) is None and not request.user.is_superuser:
        return redirect("accounts:waiting")
    return render(request, "courses/guides/every.html", guides_context(request.user))


@require_safe
@of_guide
def key(request, page, guide, group):
    """What to look at next, and all entries of a group by how they agree with what was seen."""
    found = guide.group(group)
    if found is None:
        raise Http404
    return render(request, "courses/guides/key.html", key_context(guide, page, found, request))


@require_safe
@of_guide
def compare(request, page, guide):
    """Two to four entries side by side: what differs first."""
    return render(request, "courses/guides/compare.html", compare_context(guide, page, request))
