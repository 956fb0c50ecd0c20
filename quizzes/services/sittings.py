"""Invigilated sittings: the code that is given in the room, and the networks it holds in."""

import secrets
from ipaddress import ip_address, ip_network

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services.audit import record_act
from quizzes.models import Sitting

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without the letters and figures that are taken for one another."""
CODE_LENGTH = 6


class NoEntry(Exception):
    """A sitting does not take this officer. The argument is a sentence that says why."""


class WrongCode(NoEntry):
    """The code that was given opens no sitting: somebody may be guessing."""


def new_code():
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))


def checked_networks(texts):
    """Address ranges in their one spelling. Raises ValueError, which names the first that is none."""
    networks = []
    for text in texts:
        try:
            networks.append(str(ip_network(text.strip(), strict=False)))
        except ValueError:
            raise ValueError(
                _("%s is no address range: write it like 192.0.2.0/24.") % text.strip()
            ) from None
    return networks


@transaction.atomic
def open_sitting(*, quiz, administration, place, networks, opens_at, closes_at, by, now):
    """A sitting with a code of its own. `networks` as checked_networks gives them."""
    sitting = Sitting.objects.create(
        quiz=quiz,
        administration=administration,
        place=place,
        code=new_code(),
        networks=networks,
        opens_at=opens_at,
        closes_at=closes_at,
        opened_by=by,
        created_at=now,
    )
    _record(sitting, "sitting.opened", by, now, {"from": opens_at, "to": closes_at})
    return sitting


@transaction.atomic
def end_sitting(*, sitting, by, now):
    """Take no more officers. Attempts that run go on; ending an ended sitting keeps who ended it and when."""
    ended = Sitting.objects.filter(pk=sitting.pk, ended_at=None).update(ended_at=now, ended_by=by)
    sitting.refresh_from_db(fields=["ended_at", "ended_by"])
    if ended:
        _record(sitting, "sitting.ended", by, now)
    return sitting


def _record(sitting, act, by, now, detail=None):
    """Write an act on a sitting into the audit log."""
    what = f"{sitting.quiz.title}, {sitting.place}" if sitting.place else sitting.quiz.title
    record_act(administration=sitting.administration, by=by, act=act, now=now, what=what, detail=detail)


def sitting_for(*, quiz, administration, code, address, now):
    """The sitting that this code opens from this address. Raises NoEntry."""
    sittings = list(quiz.sittings.filter(administration=administration).at(now))
    if not sittings:
        raise NoEntry(_("This examination starts only in a sitting. None is open now."))
    given = "".join(code.split()).upper()
    if not given:
        raise NoEntry(_("Type the start code that is given in the room."))
    known = [sitting for sitting in sittings if secrets.compare_digest(sitting.code.encode(), given.encode())]
    if not known:
        raise WrongCode(_("This is not the start code of the sitting. Ask the invigilator for it."))
    inside = [sitting for sitting in known if _is_inside(address, sitting.networks)]
    if not inside:
        raise NoEntry(_("This sitting can be started only from the network of its room."))
    return inside[0]


def _is_inside(address, networks):
    if not networks:
        return True
    try:
        where = ip_address(address or "")
    except ValueError:
        return False
    # A server that listens on IPv6 sees an IPv4 address within one of IPv6.
    where = getattr(where, "ipv4_mapped", None) or where
    return any(where in ip_network(network) for network in networks)
