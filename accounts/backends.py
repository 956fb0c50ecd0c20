"""Signing in by e-mail, or by administration and staff number."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class OfficerBackend(AuthenticationBackend):
    """allauth's e-mail sign-in, and the staff number within an administration.

    allauth hashes a password also for an account that does not exist, so that time tells nothing.
    """

    def _authenticate(self, request, **credentials):
        if "staff_number" in credentials:
            people = User.objects.with_staff_number(
                credentials["administration"], credentials["staff_number"]
            )
            return self._check_password(people.first(), credentials["password"])
        return super()._authenticate(request, **credentials)

    def _authenticate_by_email(self, email, password):
        """By the person's own address only: one that was theirs before opens nothing."""
        return self._check_password(User.objects.with_email(email).first(), password)
