"""What certification adds to an officer's training page."""

from django.utils import timezone

from certification.models import Award, Certificate
from certification.services.certificates import refusal_of, state_on
from certification.services.standing import standing_of
from certification.services.supervision import supervisions_of, waiting
from courses.dashboard import register_section
from courses.models.pages import pages_of


@register_section
def supervised(user, administration):
    """The door to the sign-offs, for who is named to give some."""
    mine = supervisions_of(user)
    if not mine.exists():
        return None
    return "certification/sections/supervised.html", {"waiting": waiting(mine).count(), "side": True}


@register_section
def curricula(user, administration):
    """The curricula that the officer is on: what is met, what is open, and where to go on."""
    standings = standing_of(user, administration, timezone.now())
    if not standings:
        return None
    lines = [line for standing in standings for line in standing.lines if line.module]
    modules = {line.module.pk for line in lines}
    pages = pages_of(modules)
    for line in lines:
        line.url = pages[line.module.pk].url if line.module.pk in pages else ""
    return "certification/sections/curricula.html", {
        "standings": standings,
        "covers": modules,
        "zone": user.zone_in(administration),
    }


@register_section
def certificates(user, administration):
    """The certificates held, why one that is earned has not been issued, and the way to the transcript."""
    day = administration.day_of(timezone.now())
    held = list(
        Certificate.objects.filter(officer=user, administration=administration).prefetch_related("events")
    )
    for certificate in held:
        certificate.state = state_on(certificate, day)
        certificate.last = list(certificate.events.all())[-1]
    waiting = Award.objects.filter(
        officer=user, administration=administration, certificates=None
    ).select_related("officer", "administration", "enrolment__version")
    refusals = [refusal for award in waiting if (refusal := refusal_of(award))]
    return "certification/sections/certificates.html", {
        "certificates": held,
        "refusals": refusals,
        "side": True,
    }
