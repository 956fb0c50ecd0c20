"""One's own account."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms import ProfileForm
from accounts.models import User
from accounts.scoping import learning_membership, memberships_of
from accounts.services.profile import EmailTaken, change_profile


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@sensitive_post_parameters("password")
def profile(request):
    """Names as confirmed, and what a person sets: address, language, time zone."""
    if request.method == "POST" and not ratelimit.consume(request, action="profile", user=request.user):
        return ratelimit.respond_429(request)
    membership = learning_membership(request.user)
    # Checking the form writes into its instance, and the page's header names the person.
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(
        request.POST or None, instance=person, administration=membership and membership.administration
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change_profile(
                user=request.user,
                email=data["email"],
                language=data["language"],
                time_zone=data["time_zone"],
            )
        except EmailTaken as taken:
            form.add_error("email", str(taken))
        else:
            with override(data["language"]):
                messages.success(request, _("Your account is changed."))
                return redirect("accounts:profile")
    context = {
        "form": form,
        "person": request.user,
        "memberships": memberships_of(request.user)
        .select_related("administration", "office")
        .order_by("since", "pk"),
    }
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)
