"""Coordinators transfer officers, let them go, and take them back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import LeaveForm, TakeBackForm, TransferForm
from accounts.models import User
from accounts.scoping import coordinated_by
from accounts.services.moves import let_go, take_back, trainees_of, transfer_officers

# As many as a page of the list shows.
MOST = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def transfer(request, slug):
    """Move the officers named in the address, or in the form, to another office."""
    administration = _administration(request, slug)
    data = request.POST if request.method == "POST" else request.GET
    officers = _chosen(administration, data.getlist("officer"))
    now = timezone.now()
    initial = {"day": administration.day_of(now)}
    form = TransferForm(request.POST or None, administration=administration, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            moved = transfer_officers(
                officers=officers,
                administration=administration,
                by=request.user,
                now=now,
                **form.cleaned_data,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                ngettext("%(number)s officer is transferred.", "%(number)s officers are transferred.", moved)
                % {"number": moved},
            )
            if len(officers) == 1:
                return redirect("certification:officer", slug, officers[0].pk)
            return redirect("certification:officers", slug)
    context = {"administration": administration, "officers": officers, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/administration/transfer.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave(request, slug, pk):
    """Record that an officer leaves, on which day and why."""
    administration = _administration(request, slug)
    officer = get_object_or_404(_officers(administration), pk=pk)
    now = timezone.now()
    form = LeaveForm(request.POST or None, initial={"last_day": administration.day_of(now)})
    if request.method == "POST" and form.is_valid():
        try:
            ended = let_go(
                officer=officer, administration=administration, by=request.user, now=now, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request,
                _("%(name)s serves until %(day)s. Records and certificates stay.")
                % {"name": officer.name, "day": date_format(ended.until)},
            )
            return redirect("certification:officer", slug, pk)
    return _asked(request, "leave", administration, officer, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def come_back(request, slug, pk):
    """Take a former officer back."""
    administration = _administration(request, slug)
    officer = get_object_or_404(_officers(administration), pk=pk)
    now = timezone.now()
    before = trainees_of(administration).filter(user=officer).latest("since", "pk")
    initial = {
        "since": administration.day_of(now),
        "office": before.office_id,
        "staff_number": before.staff_number,
    }
    form = TakeBackForm(request.POST or None, administration=administration, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            take_back(
                officer=officer, administration=administration, by=request.user, now=now, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(name)s is an officer of yours again.") % {"name": officer.name})
            return redirect("certification:officer", slug, pk)
    return _asked(request, "take_back", administration, officer, form)


def _asked(request, template, administration, officer, form):
    context = {"administration": administration, "officer": officer, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, f"accounts/administration/{template}.html", context, status=status)


def _administration(request, slug):
    return get_object_or_404(coordinated_by(request.user), slug=slug)


def _officers(administration):
    """Everybody who learns or learnt in an administration."""
    return User.objects.filter(pk__in=trainees_of(administration).values("user"))


def _chosen(administration, texts):
    """The officers of an administration among what a form names, by name; what is no number is nobody."""
    numbers = [int(text) for text in texts[:MOST] if text.isascii() and text.isdigit() and len(text) < 19]
    return list(_officers(administration).filter(pk__in=numbers).order_by("name", "pk"))
