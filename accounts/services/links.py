"""Links that sign an officer in once: for those without mail, or without their password.

Whoever makes a link could use it. So it is made only for somebody over whom the coordinator already has
charge, and who may do nothing that a trainee may not; both are looked at again when it is used.
"""

import hashlib
import secrets
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, Role, SignInLink
from accounts.scoping import coordinated_by
from accounts.services.audit import record_act

LIFETIME = timedelta(hours=24)


class LinkRefused(Exception):
    """The link cannot be made or used. `str()` is a sentence for the person; `known` if it ever was one."""

    def __init__(self, sentence, *, known=True):
        super().__init__(sentence)
        self.known = known


@transaction.atomic
def make_sign_in_link(*, user, administration, by, now):
    """The token of a new link; earlier unused ones end. Raises LinkRefused.

    The token is returned this once: only its hash is kept.
    """
    if not _may_have_link(user, administration, by):
        raise LinkRefused(
            _(
                "A sign-in link can only be made for somebody who is a trainee of your administration and "
                "has no other role or rights."
            )
        )
    SignInLink.objects.filter(user=user, used_at=None, expires_at__gt=now).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        user=user,
        administration=administration,
        token_hash=_hash(token),
        created_by=by,
        created_at=now,
        expires_at=now + LIFETIME,
    )
    record_act(administration=administration, by=by, act="link.made", now=now, subject=user)
    return token


def link_for(token, now):
    """The link that a token opens, not yet used. Changes nothing. Raises LinkRefused."""
    link = SignInLink.objects.select_related("user").filter(token_hash=_hash(token)).first()
    return _checked(link, now)


@transaction.atomic
def use_sign_in_link(*, token, now):
    """Whom the token signs in; it works this once. Raises LinkRefused."""
    link = SignInLink.objects.select_for_update(of=("self",)).filter(token_hash=_hash(token)).first()
    link = _checked(link, now)
    link.used_at = now
    link.save(update_fields=["used_at"])
    return link.user


def _checked(link, now):
    if link is None:
        sentence = _("There is no such sign-in link. Check that the address is complete.")
        raise LinkRefused(sentence, known=False)
    if link.used_at is not None:
        raise LinkRefused(_("This sign-in link has been used. Ask your coordinator for a new one."))
    if link.expires_at <= now:
        raise LinkRefused(_("This sign-in link has expired. Ask your coordinator for a new one."))
    if not _may_have_link(link.user, link.administration, link.created_by):
        raise LinkRefused(_("This sign-in link is not valid any more. Ask your coordinator for help."))
    return link


def _may_have_link(user, administration, by):
    """Whether a coordinator has this person wholly in charge: a trainee there and nothing anywhere else."""
    if not user.is_active or user.is_superuser or user.is_staff or user.pk == by.pk:
        return False
    if user.groups.exists() or user.user_permissions.exists():
        return False
    today = timezone.now().date()
    in_charge = set(coordinated_by(by).values_list("pk", flat=True))
    # Those that begin in the future count as well: they are what the person will be.
    held = Membership.objects.filter(models.Q(until=None) | models.Q(until__gte=today), user=user)
    places = {(membership.administration_id, membership.role) for membership in held}
    return (administration.pk, Role.TRAINEE) in places and all(
        role == Role.TRAINEE and place in in_charge for place, role in places
    )


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
