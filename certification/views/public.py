"""The public page that says whether a certificate is genuine and in force."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certification.limits import PER_MINUTE, asks_too_much
from certification.models import CertificateEvent
from certification.services import checking
from certification.services.certificates import verify as ask_register
from certification.verdicts import SIGNS, in_other_languages

# What a form adds to the file that it sends.
ROUND_A_FILE = 16 * 1024
SINCE = {
    "suspended": CertificateEvent.Kind.SUSPENDED,
    "revoked": CertificateEvent.Kind.REVOKED,
    "superseded": CertificateEvent.Kind.REPLACED,
}


# Nothing is changed by asking, and who asks has neither account nor cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def verify(request):
    """The form, or the register's answer on a number, or (POST) on a file that is looked at in memory."""
    asked = request.GET.get("serial", "").strip()[:60]
    if request.method != "POST" and not asked:
        return _form(request)
    if asks_too_much(request):
        context = {"asked": asked, "limit": PER_MINUTE}
        response = render(request, "certification/verify_busy.html", context, status=429)
        response["Retry-After"] = "60"
        return response
    return _on_paper(request) if request.method == "POST" else _on_number(request, asked)


def _form(request, error="", status=200):
    return render(request, "certification/verify.html", {"error": error}, status=status)


def _on_number(request, asked):
    """What the register says of a number. One that never was is a clear 404."""
    now = timezone.now()
    answer = ask_register(asked, now)
    if answer.certificate is not None:
        return _answer(request, answer, now)
    context = {"asked": answer.serial or asked, "answer": answer, "now": now, **_verdict("unknown")}
    return render(request, "certification/verify_unknown.html", context, status=404)


def _on_paper(request):
    """What the register says of a file. A large one is turned away before it is read, so none is stored."""
    too_large = int(request.META.get("CONTENT_LENGTH") or 0) > checking.LARGEST_FILE + ROUND_A_FILE
    file = None if too_large else request.FILES.get("paper")
    if too_large or (file and file.size > checking.LARGEST_FILE):
        return _form(request, _("This file is larger than 1 MB. Papers of this register are smaller."), 413)
    if not file:
        return _form(request, _("Choose the PDF of a certificate."), 422)
    now = timezone.now()
    found = checking.check_paper(file.read(), now=now)
    if found.answer:
        return _answer(request, found.answer, now, paper=True)
    context = {"asked": found.serial, "found": found, "now": now}
    if found.finding not in checking.ANSWERED:
        return render(request, "certification/verify_paper.html", context, status=422)
    return render(request, "certification/verify_paper.html", context | _verdict(found.finding))


def _answer(request, answer, now, paper=False):
    """The page on a certificate: no more than stands on it, its state, and since when."""
    certificate = answer.certificate
    since = [event.at for event in certificate.events.all() if event.kind == SINCE.get(answer.state)]
    context = {
        "asked": answer.serial,
        "answer": answer,
        "now": now,
        "certificate": certificate,
        "since": certificate.administration.day_of(since[-1]) if since else None,
        "signatories": _signatories(certificate),
        "paper": paper,
        **_verdict(answer.state),
    }
    return render(request, "certification/verify_answer.html", context)


def _signatories(certificate):
    """Who signed for the administration, as it stands on the paper: (name, office)."""
    signed = certificate.design.signatories.all() if certificate.design else ()
    return [(one.name, one.office) for one in signed] or [(certificate.signatory or "–", "")]


def _verdict(verdict):
    return {
        "verdict": str(verdict),
        "sign": SIGNS[verdict],
        "words": in_other_languages(verdict, get_language()),
    }
