"""The list of an administration's officers: whoever answers to what the address asks."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import SignUpRequest
from accounts.scoping import coordinated_by
from certification.forms import OfficerFilterForm
from certification.services import overview
from certification.services.population import LEFT, former_officers_of, narrowed, officers_of

PER_PAGE = 50


@require_safe
@login_required
def officers(request, slug):
    """The officers with their progress, fifty a page."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    now = timezone.now()
    day = administration.day_of(now)
    everybody = officers_of(administration, day)
    form = OfficerFilterForm({"period": "seen", **request.GET.dict()}, administration=administration)
    asked = form.asked()
    left = asked.state == LEFT
    listed = former_officers_of(administration, day) if left else everybody
    found = overview.sorted_by(
        narrowed(listed, asked, administration), form.order, administration, asked.curriculum
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "administration": administration,
        "figures": overview.figures(everybody, administration, day),
        "form": form,
        "left": left,
        "filtered": bool(asked),
        "columns": _columns(form.order),
        "page": page,
        "rows": overview.officer_rows(page.object_list, administration, day, asked.curriculum),
        "waiting": SignUpRequest.objects.filter(
            administration=administration, state=SignUpRequest.State.WAITING
        ).count(),
        "now": now.astimezone(administration.zone),
        "zone": administration.zone,
    }
    return render(request, "certification/officers.html", context)


@dataclass(frozen=True)
class Column:
    """A heading that sorts: the order it asks for next, and the one in force for readers of the screen."""

    label: str
    next: str
    order: str
    number: bool


def _columns(sort):
    """The headings of the list of officers. The one in force turns round."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    return [
        Column(
            label=label,
            next=f"-{key}" if key == name and not down else key,
            order=("descending" if down else "ascending") if key == name else "",
            number=key in {"valid", "seen"},
        )
        for key, label in (
            ("name", _("Officer")),
            ("number", _("Number")),
            ("office", _("Office")),
            ("done", _("Modules done")),
            ("state", _("State")),
            ("valid", _("Valid until")),
            ("seen", _("Last seen")),
        )
    ]
