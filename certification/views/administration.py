"""The area of an administration's coordinators: one officer, certificates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Membership, Role, User
from accounts.scoping import coordinated_by
from accounts.services.audit import record_act
from certification.forms import (
    AccommodationForm,
    CertificateFilterForm,
    NameForm,
)
from certification.models import Award, Certificate
from certification.services import overview
from certification.services.awarding import try_to_award
from certification.services.certificates import refusal_of, state_on
from certification.services.examinations import accommodations_of, quizzes_of
from certification.services.population import offices_of
from certification.services.standing import standing_of
from certification.standings import allowed
from courses.contents import identity_of
from courses.models import ModuleEnrolment
from quizzes.grading.percent import shown_percent
from quizzes.models import Attempt
from quizzes.services.accommodations import accommodate as give_accommodation

PER_PAGE = 50


def _administration(request, slug):
    """An administration that this person coordinates; any other is a 404."""
    return get_object_or_404(coordinated_by(request.user), slug=slug)


def _person(administration, pk):
    """Somebody who serves or served in the administration."""
    served = Membership.objects.filter(administration=administration, user=OuterRef("pk"))
    return get_object_or_404(User.objects.filter(Exists(served)), pk=pk)


@require_safe
@login_required
def index(request):
    """The own administration; a choice for who coordinates several."""
    administrations = list(coordinated_by(request.user))
    if not administrations:
        raise Http404
    if len(administrations) == 1:
        return redirect("certification:officers", administrations[0].slug)
    return render(request, "certification/administrations.html", {"administrations": administrations})


@require_safe
@login_required
def officer(request, slug, pk):
    administration = _administration(request, slug)
    return render(
        request, "certification/officer.html", _officer_context(administration, _person(administration, pk))
    )


def _officer_context(administration, person, name_form=None, accommodation_form=None):
    """How one officer stands, in a fixed number of queries."""
    day = administration.day_of(timezone.now())
    memberships = list(
        Membership.objects.filter(administration=administration, user=person)
        .select_related("office")
        .order_by("-since", "-pk")
    )
    attempts = list(
        Attempt.objects.filter(officer=person, administration=administration)
        .select_related("quiz", "grade")
        .order_by("-started_at")
    )
    for attempt in attempts:
        attempt.shown = attempt.grade and shown_percent(attempt.grade.percent, attempt.pass_mark)
    held = list(
        Certificate.objects.filter(officer=person, administration=administration).prefetch_related(
            "events__by"
        )
    )
    for certificate in held:
        certificate.state = state_on(certificate, day)
    waiting = list(
        Award.objects.filter(officer=person, administration=administration, certificates=None).select_related(
            "officer", "administration", "enrolment__version"
        )
    )
    enrolments = list(
        ModuleEnrolment.objects.filter(officer=person, administration=administration)
        .select_related("module__convention", "module__administration")
        .order_by("module__order", "module__title")
    )
    for enrolment in enrolments:
        enrolment.mark_slug = identity_of(enrolment.module).slug
    return {
        "administration": administration,
        "officer": person,
        "membership": next((held for held in memberships if held.is_on(day)), memberships[0]),
        "memberships": memberships,
        "learns": next((held for held in memberships if held.role == Role.TRAINEE), None),
        "day": day,
        "standings": standing_of(person, administration, timezone.now()),
        "enrolments": enrolments,
        "attempts": attempts,
        "certificates": held,
        "refusals": [refusal for award in waiting if (refusal := refusal_of(award))],
        "name_form": name_form or NameForm(instance=person),
        "accommodations": accommodations_of(administration, person),
        "accommodation_form": accommodation_form or AccommodationForm(quizzes=quizzes_of(administration)),
        "zone": administration.zone,
    }


@require_POST
@login_required
def mend_name(request, slug, pk):
    """Give the Latin form of a name for which a certificate waits, and issue the certificate."""
    administration = _administration(request, slug)
    person = _person(administration, pk)
    waiting = Award.objects.filter(officer=person, administration=administration, certificates=None)
    if not waiting.exists():
        messages.info(request, _("No certificate waits for this name."))
        return redirect("certification:officer", slug, pk)
    form = NameForm(request.POST, instance=person)
    if not form.is_valid():
        context = _officer_context(administration, _person(administration, pk), name_form=form)
        return render(request, "certification/officer.html", context, status=422)
    before = form.initial["latin_name"]
    now = timezone.now()
    with transaction.atomic():
        form.save()
        if form.has_changed():
            record_act(
                administration=administration,
                by=request.user,
                act="name.mended",
                now=now,
                subject=person,
                detail={"before": before, "after": person.latin_name},
            )
    try_to_award(officer=person, administration=administration, now=now)
    if waiting.all().exists():
        messages.warning(request, _("The name is saved, and the certificate still waits: read why below."))
    else:
        messages.success(request, _("The name is saved and the certificate is issued."))
    return redirect("certification:officer", slug, pk)


@require_POST
@login_required
def accommodate(request, slug, pk):
    """Give an officer extra time or further attempts at a quiz, with the reason."""
    administration = _administration(request, slug)
    person = _person(administration, pk)
    form = AccommodationForm(request.POST, quizzes=quizzes_of(administration))
    if not form.is_valid():
        context = _officer_context(administration, person, accommodation_form=form)
        return render(request, "certification/officer.html", context, status=422)
    given = give_accommodation(
        **form.cleaned_data,
        officer=person,
        administration=administration,
        by=request.user,
        now=timezone.now(),
    )
    messages.success(
        request,
        _("At “%(quiz)s” this officer now has %(minutes)s extra minutes and %(attempts)s further attempts.")
        % {"quiz": given.quiz.title, "minutes": given.extra_minutes, "attempts": given.further_attempts},
    )
    return redirect("certification:officer", slug, pk)


@require_safe
@login_required
def certificates(request, slug):
    """The certificates of an administration, newest first."""
    administration = _administration(request, slug)
    day = administration.day_of(timezone.now())
    form = CertificateFilterForm(request.GET, offices=offices_of(administration))
    asked = form.asked()
    found = overview.certificates_matching(
        Certificate.objects.filter(administration=administration), administration, day=day, **asked
    )
    page = Paginator(found.order_by("-issued_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for certificate in page.object_list:
        certificate.state = state_on(certificate, day)
        certificate.acts = allowed(certificate.standing)
    context = {"administration": administration, "page": page, "form": form, "filtered": any(asked.values())}
    return render(request, "certification/certificates.html", context)
