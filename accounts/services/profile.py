"""Changing one's own account."""

from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User


class EmailTaken(Exception):
    """Somebody else took the address in the same moment."""

    def __init__(self):
        super().__init__(_("Another account has this e-mail address. Give one of your own."))


def change_profile(*, user, email, language, time_zone):
    """Write what a person changes of the own account. Raises EmailTaken.

    A changed address is told to the former one, so that a theft of the account is noticed.
    """
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=user.pk)
            former, user.email = user.email, email
            user.language, user.time_zone = language, time_zone
            user.save(update_fields=["email", "language", "time_zone"])
    except IntegrityError as error:
        raise EmailTaken from error
    if former and former.lower() != email.lower():
        # The change stands also where no mail can be sent.
        transaction.on_commit(lambda: _tell_former_address(former, user), robust=True)
    return user


def _tell_former_address(former, user):
    site = {"domain": urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}
    context = {"name": user.name, "address": user.email, "current_site": site}
    get_adapter().render_mail("account/email/email_changed", former, context).send()
