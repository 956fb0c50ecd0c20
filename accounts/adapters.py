"""How django-allauth meets our people."""

from allauth.account.adapter import DefaultAccountAdapter
from django.shortcuts import resolve_url
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.names import staff_number_as_kept
from accounts.scoping import memberships_of

# A page of an examination carries a signed answer through sign-in in the query of `next`.
LONGEST_NEXT = 8192


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves here: a join code brings people in (accounts.services)."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "These sign-in details are not right. Check what you typed and try again."
        ),
        "too_many_login_attempts": _(
            "There were too many wrong attempts for this account. Wait five minutes and try again, or "
            "choose a new password."
        ),
        "incorrect_password": _("This is not your present password."),
        "enter_current_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request):
        return False

    def format_email_subject(self, subject):
        return f"{gettext('Green Customs')}: {subject}"

    def is_safe_url(self, url):
        """Whether sign-in may go on to an address: one of this site, of at most LONGEST_NEXT characters.

        Django refuses all beyond 2,048 characters. What leads to another site stands before the query, so
        only that part is judged by Django.
        """
        url = url or ""
        return len(url) <= LONGEST_NEXT and super().is_safe_url(url.partition("?")[0])

    def get_login_redirect_url(self, request):
        """Members go to their training, the owner to the admin, everybody else to the waiting page.

        Each in the language of the account.
        """
        with override(request.user.language):
            if memberships_of(request.user).exists():
                return super().get_login_redirect_url(request)
            return resolve_url("wagtailadmin_home" if request.user.is_superuser else "accounts:waiting")

    def get_password_change_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Failures count against the account that was tried, so a staff number needs its administration."""
        if "staff_number" in credentials:
            number = staff_number_as_kept(credentials["staff_number"])
            return f"staff:{credentials['administration'].pk}:{number}"
        return super()._get_login_attempts_cache_key(request, **credentials)


def display_name(user):
    """The name that allauth's messages use."""
    return user.get_full_name()
