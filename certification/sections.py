"""What certification adds to an officer's training page."""

from django.utils import timezone

from certification.models import Award, Certificate
from certification.services.certificates import refusal_of, state_on
from certification.services.overview import curricula_of
from courses.dashboard import register_section


@register_section
def curricula(user, administration):
    """The curricula that the officer is on, with what is met and what is open."""
    lines = curricula_of(user, administration)
    if not lines:
        return None
    return "certification/sections/curricula.html", {"curricula": lines, "zone": administration.zone}


@register_section
def certificates(user, administration):
    """The certificates held, and why one that is earned has not been issued."""
    day = administration.day_of(timezone.now())
    held = list(Certificate.objects.filter(officer=user, administration=administration))
    for certificate in held:
        certificate.state = state_on(certificate, day)
    waiting = Award.objects.filter(
        officer=user, administration=administration, certificates=None
    ).select_related("officer", "administration", "enrolment__version")
    refusals = [refusal for award in waiting if (refusal := refusal_of(award))]
    if not held and not refusals:
        return None
    return "certification/sections/certificates.html", {
        "certificates": held,
        "refusals": refusals,
        "side": True,
    }
