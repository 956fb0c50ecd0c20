"""Certificates: issuing, and what the register says of one."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.scoping import coordinated_by
from certification import rules, tasks
from certification.models import Certificate, CertificateEvent, Level
from certification.serials import new_serial, read_serial
from certification.services.designs import newest_design
from certification.services.papers import PaperDamaged, pdf_of, verify_url
from certification.services.printable import unprintable
from courses.contents import identity_of
from quizzes.grading.percent import tenths

__all__ = [
    "Answer",
    "NameRefused",
    "PaperDamaged",
    "certificates_for",
    "holder_of",
    "issue",
    "order_paper",
    "pdf_of",
    "refusal_of",
    "state_on",
    "verify",
    "verify_url",
]


class NameRefused(Exception):
    """A text of the certificate holds a character that no font has. Its message says what to do."""


def issue(*, award, held=None, now):
    """Issue the certificate of an award: what it states is copied now. Raises NameRefused.

    `held` is the certificate that the officer's certification holds, under its lock. Achievement supersedes
    it, and the certificate of participation in the same run; what was revoked stays so. The paper is drawn
    after the transaction, by the task worker.
    """
    administration = award.administration
    stated = _stated(award)
    former = _superseded(award, held, now) if award.level == Level.ACHIEVEMENT else []
    certificate = Certificate.objects.create(
        award=award,
        officer=award.officer,
        administration=administration,
        serial=new_serial(),
        issued_at=now,
        issued_on=administration.day_of(now),
        valid_until=_last_day(award, held),
        time_zone=administration.time_zone,
        language=administration.language,
        level=award.level,
        design=newest_design(administration),
        replaces=former[0] if former else None,
        **stated,
    )
    CertificateEvent.objects.create(certificate=certificate, kind=CertificateEvent.Kind.ISSUED, at=now)
    order_paper(certificate)
    return certificate


def order_paper(certificate):
    """Have the paper of a new certificate made after the transaction.

    The certificate stands also where no worker can be told: whoever asks for the paper first makes it.
    """
    transaction.on_commit(lambda: tasks.make_paper.enqueue(certificate.pk), robust=True)


def _superseded(award, held, now):
    """Supersede what a certificate of achievement takes the place of: the one held, and participation.

    Returns them, the one that was held first.
    """
    of_run = Certificate.objects.filter(award__enrolment=award.enrolment, award__level=Level.PARTICIPATION)
    keys = [*([held.pk] if held else []), *of_run.values_list("pk", flat=True)]
    former = list(
        Certificate.objects.select_for_update(no_key=True)
        .filter(pk__in=keys, standing=Certificate.Standing.IN_FORCE)
        .order_by("pk")
    )
    for certificate in former:
        certificate.standing = Certificate.Standing.SUPERSEDED
        certificate.save(update_fields=["standing"])
        CertificateEvent.objects.create(certificate=certificate, kind=CertificateEvent.Kind.REPLACED, at=now)
    return sorted(former, key=lambda certificate: certificate.pk != (held and held.pk))


def _last_day(award, held):
    """Until when the certificate of an award is valid. A bridge proves what is new: the last day stays."""
    run = award.enrolment
    version, certification = run.version, run.certification
    achieves = award.level == Level.ACHIEVEMENT
    previous = held if achieves and held and held.standing != Certificate.Standing.REVOKED else None
    if run.kind == run.Kind.BRIDGE and previous:
        return previous.valid_until
    cohort = certification.cohort
    return rules.valid_until(
        rules.ExpiryRule(version.expiry_rule),
        completed_on=award.completed_on,
        months=version.validity_months,
        previous_until=previous and previous.valid_until,
        due_on=(cohort and cohort.due_on) or version.fixed_on or certification.due_on,
        minimum_active_months=version.minimum_active_months,
    )


def refusal_of(award):
    """Why the certificate of an award cannot be printed, and what to do; "" where it can."""
    try:
        _stated(award)
    except NameRefused as refused:
        return str(refused)
    return ""


def state_on(certificate, day):
    """The state of a certificate on a day where its administration is."""
    return rules.state(certificate.standing, certificate.valid_until, day)


def certificates_for(user):
    """The certificates that a person may open: the own ones, and those of coordinated administrations."""
    return Certificate.objects.filter(Q(officer=user) | Q(administration__in=coordinated_by(user)))


@dataclass(frozen=True)
class Answer:
    """What the register says of a number: the serial as written, the certificate if there is one."""

    serial: str | None
    certificate: Certificate | None = None
    state: rules.State | None = None


def verify(serial, now):
    """Look a number up, however it is spelt. `serial` of the answer is None for what can be no number."""
    written = read_serial(serial)
    certificate = (
        written
        and Certificate.objects.filter(serial=written)
        .select_related("administration", "replaces", "signed_with", "design")
        .prefetch_related("events", "design__signatories")
        .first()
    )
    if not certificate:
        return Answer(serial=written)
    day = certificate.administration.day_of(now)
    return Answer(serial=written, certificate=certificate, state=state_on(certificate, day))


def _stated(award):
    """The texts that a certificate of this award states, as the rows have them now. Raises NameRefused."""
    version = award.enrolment.version
    holder_name, holder_latin_name = holder_of(award.officer)
    stated = {
        "administration_name": award.administration.name,
        "signatory": award.administration.signatory,
        "curriculum_title": version.title,
    }
    with translation.override(award.administration.language):
        modules = _module_lines(award)
    for text in [*stated.values(), *(line["name"] for line in modules)]:
        if refused := unprintable(text):
            raise NameRefused(
                _("No font of the certificate holds %(characters)s in “%(text)s”. Change that text.")
                % {"characters": refused, "text": text}
            )
    return stated | {
        "holder_name": holder_name,
        "holder_latin_name": holder_latin_name,
        "curriculum_version": version.number,
        "modules": modules,
    }


def holder_of(officer):
    """Name and Latin form of an officer to print. Raises NameRefused.

    A name that no font holds gives way to its Latin form.
    """
    refused = unprintable(officer.name)
    if not refused:
        latin_refused = unprintable(officer.latin_name)
        if not latin_refused:
            return officer.name, officer.latin_name
        refused = latin_refused
    elif officer.latin_name and not unprintable(officer.latin_name):
        return officer.latin_name, ""
    raise NameRefused(
        _(
            "No font of the certificate holds %(characters)s in the name “%(name)s”. "
            "Give the name in Latin letters."
        )
        % {"characters": refused, "name": officer.name}
    )


def _module_lines(award):
    """Convention, name and mark of each module that the evidence names, in the curriculum's order."""
    evidence = list(
        award.evidence.select_related(
            "requirement__module__convention", "requirement__module__administration"
        ).order_by("requirement__group__order", "requirement__group", "requirement__order", "requirement")
    )
    identities = [_identity(row.requirement) for row in evidence]
    number = Counter(name for _mark, name in identities)
    lines = []
    for row, (mark, name) in zip(evidence, identities, strict=True):
        lines.append(
            {
                "convention": mark,
                # The short name says it best, as long as it says which module is meant.
                "name": name
                if number[name] == 1 or not row.requirement.module_id
                else row.requirement.module.title,
                "mark": "" if row.percent is None else f"{tenths(row.percent)}\N{NO-BREAK SPACE}%",
            }
        )
    return lines


def _identity(requirement):
    """The mark of a module, "" for a national one without convention, and its short name; or the sign-off."""
    module = requirement.module
    if module is None:
        return "", requirement.sign_off
    if module.administration_id:
        return (module.convention.slug if module.convention else ""), module.title
    identity = identity_of(module)
    return identity.slug, str(identity.short_name)
