"""What certification adds to an officer's training page."""

from django.utils import timezone

from certification.models import Award, Certificate
from certification.services.certificates import refusal_of, state_on
from certification.services.overview import curricula_of
from courses.dashboard import register_section
from courses.models.pages import pages_of


@register_section
def curricula(user, administration):
    """The curricula that the officer is on: what is met, what is open, and where to go on."""
    curricula = [
        {
            "enrolment": line.enrolment,
            "certification": line.certification,
            "done": line.done,
            "wanted": line.wanted,
            "lines": line.lines,
        }
        for line in curricula_of(user, administration)
    ]
    if not curricula:
        return None
    modules = {line.module.pk for curriculum in curricula for line in curriculum["lines"] if line.module}
    pages = pages_of(modules)
    for curriculum in curricula:
        first = next((line.module.pk for line in curriculum["lines"] if line.module and not line.holds), None)
        curriculum["lines"] = [
            {
                "requirement": line.requirement,
                "module": line.module,
                "mark_slug": line.mark_slug,
                "holds": line.holds,
                "completed_at": line.completed_at,
                "shown": line.shown,
                "minimum_mark": line.minimum_mark,
                "first": line.requirement.module_id == first,
                "url": pages[line.requirement.module_id].url if line.requirement.module_id in pages else "",
            }
            for line in curriculum["lines"]
        ]
    return "certification/sections/curricula.html", {
        "curricula": curricula,
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
