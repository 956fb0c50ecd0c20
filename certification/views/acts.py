"""What coordinators do to a certificate: asked first, with the reason, then done once."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.scoping import coordinated_by
from certification.forms import ActForm, ReplaceForm
from certification.models import Certificate
from certification.serials import read_serial
from certification.services import acts
from certification.services.certificates import NameRefused
from certification.standings import Act, is_done


@dataclass(frozen=True)
class Words:
    """What the page of an act says. `done` and `already` are filled with the serial number."""

    question: str
    warning: str
    meaning: str
    button: str
    done: str
    already: str
    danger: bool = True


WORDS = {
    Act.SUSPEND: Words(
        question=gettext_lazy("Suspend this certificate?"),
        warning=gettext_lazy("It is out of force until you reinstate it"),
        meaning=gettext_lazy(
            "From now on the public page says that the certificate is suspended. You can reinstate it or "
            "revoke it at any time."
        ),
        button=gettext_lazy("Suspend the certificate"),
        done=gettext_lazy("Certificate %(serial)s is suspended."),
        already=gettext_lazy("Certificate %(serial)s is already suspended."),
    ),
    Act.REINSTATE: Words(
        question=gettext_lazy("Reinstate this certificate?"),
        warning=gettext_lazy("It is in force again at once"),
        meaning=gettext_lazy("From now on the public page says what it said before the suspension."),
        button=gettext_lazy("Reinstate the certificate"),
        done=gettext_lazy("Certificate %(serial)s is reinstated."),
        already=gettext_lazy("Certificate %(serial)s is not suspended."),
        danger=False,
    ),
    Act.REVOKE: Words(
        question=gettext_lazy("Revoke this certificate?"),
        warning=gettext_lazy("This cannot be undone"),
        meaning=gettext_lazy(
            "From now on the public page says that the certificate is revoked. The award, its evidence and "
            "this decision stay on record."
        ),
        button=gettext_lazy("Revoke the certificate"),
        done=gettext_lazy("Certificate %(serial)s is revoked."),
        already=gettext_lazy("Certificate %(serial)s is already revoked."),
    ),
    Act.REPLACE: Words(
        question=gettext_lazy("Replace this certificate?"),
        warning=gettext_lazy("The present one is superseded for good"),
        meaning=gettext_lazy(
            "A new certificate with a number of its own states the name as it is corrected here, "
            "with the same dates. From now on the public page says that the present one is superseded."
        ),
        button=gettext_lazy("Replace the certificate"),
        done=gettext_lazy("Certificate %(serial)s takes its place."),
        already=gettext_lazy("It was replaced before, by certificate %(serial)s."),
        danger=False,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def act(request, slug, serial, act):
    """Ask for the reason, then act. Who comes second is told that it was done; a wrong act is refused."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    certificate = get_object_or_404(
        Certificate.objects.filter(administration=administration).select_related("officer"),
        serial=read_serial(serial),
    )
    words = WORDS[act]
    replaced = act == Act.REPLACE and Certificate.objects.filter(replaces=certificate).first()
    if replaced:
        return _to(request, replaced, words.already)
    if is_done(act, certificate.standing):
        return _to(request, certificate, words.already)
    if refusal := acts.refusal_of_act(act, certificate.standing):
        messages.error(request, refusal)
        return redirect("certification:certificate", certificate.serial)
    form = _form(act, request, certificate)
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, certificate, act, form.cleaned_data)
        except (acts.ActRefused, NameRefused) as refused:
            form.add_error(None, str(refused))
    context = {
        "administration": administration,
        "certificate": certificate,
        "form": form,
        "act": act,
        "words": words,
    }
    return render(request, "certification/act.html", context, status=422 if form.is_bound else 200)


def _form(act, request, certificate):
    if act == Act.REPLACE:
        officer = certificate.officer
        initial = {"name": officer.name, "latin_name": officer.latin_name}
        return ReplaceForm(request.POST or None, initial=initial)
    return ActForm(request.POST or None)


def _done(request, certificate, act, data):
    """Act, and go to the certificate, or to the one that takes its place."""
    words = WORDS[act]
    given = {"certificate": certificate, "by": request.user, "now": timezone.now(), **data}
    if act == Act.REPLACE:
        return _to(request, acts.replace(**given), words.done, messages.success)
    doing = {Act.SUSPEND: acts.suspend, Act.REINSTATE: acts.reinstate, Act.REVOKE: acts.revoke}
    if doing[act](**given):
        return _to(request, certificate, words.done, messages.success)
    return _to(request, certificate, words.already)


def _to(request, certificate, said, tell=messages.info):
    tell(request, said % {"serial": certificate.serial})
    return redirect("certification:certificate", certificate.serial)
