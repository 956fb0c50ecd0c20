"""The codes that an administration hands to its officers."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import JoinCode
from accounts.names import join_code_as_kept
from accounts.services.audit import record_act

# Without letters and figures that are taken for one another when read aloud or off a printed sheet.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


class JoinCodeRefused(ValidationError):
    """The code opens no door: it is unknown, closed or has expired."""


@transaction.atomic
def make_join_code(*, administration, by, office=None, expires_at=None, now):
    """A new code of forty bits. Raises ValidationError for a past expiry or an office from elsewhere."""
    if office is not None and office.administration_id != administration.pk:
        raise ValidationError({"office": _("Choose an office of this administration.")})
    if expires_at is not None and expires_at <= now:
        raise ValidationError({"expires_on": _("Choose a day from today on.")})
    drawn = "".join(secrets.choice(ALPHABET) for _place in range(8))
    made = JoinCode.objects.create(
        administration=administration,
        office=office,
        code=join_code_as_kept(drawn),
        created_by=by,
        created_at=now,
        expires_at=expires_at,
    )
    record_act(
        administration=administration,
        by=by,
        act="join_code.made",
        now=now,
        what=made.code,
        detail={"office": office.name if office else "", "expires": expires_at},
    )
    return made


@transaction.atomic
def close_join_code(*, join_code, by, now):
    """Nobody can use the code from now on. Closing a closed one changes nothing."""
    join_code = JoinCode.objects.select_for_update().get(pk=join_code.pk)
    if join_code.closed_at is None:
        join_code.closed_at = now
        join_code.save(update_fields=["closed_at"])
        record_act(
            administration=join_code.administration,
            by=by,
            act="join_code.closed",
            now=now,
            what=join_code.code,
        )
    return join_code


def usable_join_code(text, now, *, lock=False):
    """The code that somebody typed, with its administration. Raises JoinCodeRefused."""
    codes = JoinCode.objects.select_for_update(of=("self",)) if lock else JoinCode.objects
    code = codes.select_related("administration", "office").filter(code=join_code_as_kept(text)).first()
    if code is None:
        raise JoinCodeRefused({"code": _("There is no such join code. Check what you typed.")})
    if code.closed_at is not None:
        raise JoinCodeRefused(
            {"code": _("This join code has been closed. Ask your coordinator for another.")}
        )
    if code.expires_at is not None and code.expires_at <= now:
        raise JoinCodeRefused({"code": _("This join code has expired. Ask your coordinator for another.")})
    return code
