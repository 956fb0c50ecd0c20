from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who: people, administrations, memberships, sign-in and scoping."""

    name = "accounts"
    verbose_name = _("accounts")

    def ready(self):
        from accounts import merges  # noqa: F401  (declares its rules)
