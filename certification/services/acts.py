"""What a coordinator does to a certificate: suspend, reinstate, revoke, replace; once, with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.services.audit import record_act
from certification import tasks
from certification.models import Certificate, CertificateEvent
from certification.serials import new_serial
from certification.services.certificates import holder_of, order_paper
from certification.services.certifications import follow, hold
from certification.services.designs import newest_design
from certification.standings import LEADS_TO, Act, is_done

KIND_OF = {
    Act.SUSPEND: CertificateEvent.Kind.SUSPENDED,
    Act.REINSTATE: CertificateEvent.Kind.REINSTATED,
    Act.REVOKE: CertificateEvent.Kind.REVOKED,
    Act.REPLACE: CertificateEvent.Kind.REPLACED,
}
REFUSALS = {
    (Act.SUSPEND, "revoked"): gettext_lazy("A revoked certificate cannot be suspended: it is not in force."),
    (Act.REINSTATE, "revoked"): gettext_lazy(
        "A revoked certificate stays revoked. The officer can earn another one."
    ),
    (Act.REPLACE, "revoked"): gettext_lazy(
        "A revoked certificate cannot be replaced. The officer can earn another one."
    ),
    (Act.REPLACE, "suspended"): gettext_lazy(
        "This certificate is suspended. Reinstate it first, then replace it."
    ),
}


class ActRefused(Exception):
    """This cannot be done to the certificate as it stands. `str()` is a sentence that says why."""


def refusal_of_act(act, standing):
    """Why an act is not open to a certificate of a standing, in a sentence; "" where it is."""
    if (act, standing) in LEADS_TO:
        return ""
    if standing == Certificate.Standing.SUPERSEDED:
        return _("A newer certificate has taken the place of this one. Act on the newer one.")
    return str(REFUSALS.get((act, standing), ""))


def suspend(*, certificate, by, reason, now):
    """Take a certificate out of force for a time. Returns whether it did: twice is once."""
    return _act(Act.SUSPEND, certificate, by, reason, now)


def reinstate(*, certificate, by, reason, now):
    """Put a suspended certificate back into force. Returns whether it did: twice is once."""
    return _act(Act.REINSTATE, certificate, by, reason, now)


def revoke(*, certificate, by, reason, now):
    """Withdraw a certificate for good. Returns whether it did: twice is once."""
    return _act(Act.REVOKE, certificate, by, reason, now)


@transaction.atomic
def _act(act, certificate, by, reason, now):
    """Raises ValueError without a reason, ActRefused where the table knows no such way."""
    reason = _reason(reason)
    certificate = hold(certificate)
    if is_done(act, certificate.standing):
        return False
    _lead(act, certificate, by, reason, now)
    follow(certificate=certificate, now=now, by=by, reason=reason)
    return True


@transaction.atomic
def replace(*, certificate, by, reason, now, name=None, latin_name=None):
    """Issue a certificate with the name as the officer's record has it now, in place of one with another.

    The successor has a serial number of its own, the same award and dates, and the design of today.
    `name` and `latin_name`, if not None, are first written into the record. Replacing what is replaced
    returns the successor that there is. Raises ValueError without a reason, ActRefused, and NameRefused for
    a name that no font holds.
    """
    reason = _reason(reason)
    certificate = hold(certificate)
    successor = Certificate.objects.filter(replaces=certificate).first()
    if successor:
        return successor
    if refusal := refusal_of_act(Act.REPLACE, certificate.standing):
        raise ActRefused(refusal)
    officer = User.objects.select_for_update().get(pk=certificate.officer_id)
    corrected = {"name": name, "latin_name": latin_name}
    for field, text in corrected.items():
        if text is not None:
            setattr(officer, field, text)
    officer.save(update_fields=list(corrected))
    name, latin = holder_of(officer)
    if (name, latin) == (certificate.holder_name, certificate.holder_latin_name):
        raise ActRefused(
            _("The record of the officer has the same name as this certificate. Correct the name first.")
        )
    # The old one first: an award has one standing certificate.
    _lead(Act.REPLACE, certificate, by, reason, now)
    successor = _successor(certificate, name, latin, now)
    CertificateEvent.objects.create(
        certificate=successor, kind=CertificateEvent.Kind.ISSUED, at=now, by=by, reason=reason
    )
    order_paper(successor)
    follow(certificate=successor, now=now, by=by, reason=reason)
    return successor


def _successor(certificate, name, latin, now):
    """A certificate that states what another does, under another name and number."""
    copied = (
        "award",
        "officer",
        "administration",
        "level",
        "administration_name",
        "curriculum_title",
        "curriculum_version",
        "modules",
        "issued_on",
        "valid_until",
        "time_zone",
        "language",
    )
    return Certificate.objects.create(
        **{field: getattr(certificate, field) for field in copied},
        serial=new_serial(),
        holder_name=name,
        holder_latin_name=latin,
        signatory=certificate.administration.signatory,
        design=newest_design(certificate.administration),
        issued_at=now,
        replaces=certificate,
    )


def _lead(act, certificate, by, reason, now):
    """Change the standing of a locked certificate, write it down, and have the holder told."""
    if refusal := refusal_of_act(act, certificate.standing):
        raise ActRefused(refusal)
    certificate.standing = LEADS_TO[act, certificate.standing]
    certificate.save(update_fields=["standing"])
    event = CertificateEvent.objects.create(
        certificate=certificate, kind=KIND_OF[act], at=now, by=by, reason=reason
    )
    record_act(
        administration=certificate.administration,
        by=by,
        act=f"certificate.{event.kind}",
        now=now,
        subject=certificate.officer,
        what=f"{certificate.serial}, {certificate.holder_name}",
        detail={"reason": reason},
    )
    # What was decided stands also where nobody can be told.
    transaction.on_commit(lambda: tasks.tell_holder.enqueue(event.pk), robust=True)


def _reason(reason):
    reason = reason.strip()
    if not reason:
        raise ValueError("An act on a certificate has a reason.")
    return reason
