"""allauth's sign-in pages, where ours differ."""

from urllib.parse import urlsplit

from allauth.account import views
from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms import ChangePasswordForm, ResetPasswordForm, ResetPasswordKeyForm
from accounts.views.links import SIGNED_IN_BY_LINK


class LoginView(views.LoginView):
    """Sign in. `next` is kept through wrong attempts, however long it is."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_authenticated_redirect_url(self):
        """Where somebody goes who is signed in already.

        Wagtail sends here whoever may not enter its admin: sent back there, they would go in a circle.
        """
        url = super().get_authenticated_redirect_url()
        wants_admin = urlsplit(url).path.startswith(reverse("wagtailadmin_home"))
        if wants_admin and not self.request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return url


login = LoginView.as_view()


class PasswordChangeView(views.PasswordChangeView):
    def get_form_class(self):
        return ChangePasswordForm


class PasswordResetView(views.PasswordResetView):
    def get_form_class(self):
        return ResetPasswordForm


class PasswordResetFromKeyView(views.PasswordResetFromKeyView):
    def get_form_class(self):
        return ResetPasswordKeyForm


password_change = PasswordChangeView.as_view()
password_reset = PasswordResetView.as_view()
password_reset_from_key = PasswordResetFromKeyView.as_view()


@never_cache
@login_required
@sensitive_post_parameters()
def set_password(request):
    """Choose a password without the old one: somebody who has none, or came by a one-time link."""
    if request.user.has_usable_password() and SIGNED_IN_BY_LINK not in request.session:
        return redirect("account_change_password")
    form = SetPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        request.session.pop(SIGNED_IN_BY_LINK, None)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your new password is set."))
        return redirect(get_adapter(request).get_login_redirect_url(request))
    status = 422 if form.is_bound else 200
    return render(request, "account/password_set.html", {"form": form}, status=status)
