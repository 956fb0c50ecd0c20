"""One-time sign-in links: made by a coordinator, used by an officer."""

from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.scoping import coordinated_by
from accounts.services.links import LIFETIME, LinkRefused, link_for, make_sign_in_link, use_sign_in_link

SIGNED_IN_BY_LINK = "signed_in_by_link"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request, token):
    """Sign in by a link. Looking at the page does not use it up: mail scanners look at every link."""
    now = timezone.now()
    try:
        if request.method != "POST":
            return render(request, "accounts/link.html", {"link": link_for(token, now)})
        user = use_sign_in_link(token=token, now=now)
    except LinkRefused as refusal:
        status = 410 if refusal.known else 404
        return render(request, "accounts/link_refused.html", {"refusal": refusal}, status=status)
    login(request, user)
    request.session[SIGNED_IN_BY_LINK] = True
    return redirect("account_set_password")


@never_cache
@require_POST
@login_required
def make_link(request, slug, pk):
    """Make a link for an officer and show it, this once."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    officer = get_object_or_404(
        get_user_model().objects.filter(memberships__administration=administration).distinct(), pk=pk
    )
    context = {"administration": administration, "officer": officer}
    now = timezone.now()
    try:
        token = make_sign_in_link(user=officer, administration=administration, by=request.user, now=now)
    except LinkRefused as refusal:
        context["refusal"] = refusal
        return render(request, "accounts/administration/link.html", context, status=403)
    context["url"] = request.build_absolute_uri(reverse("accounts:link", args=[token]))
    context["expires_at"] = (now + LIFETIME).astimezone(administration.zone)
    return render(request, "accounts/administration/link.html", context)
