"""Coordinators decide on sign-ups."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import ApproveForm, RefuseForm
from accounts.models import SignUpRequest
from accounts.scoping import coordinated_by
from accounts.services.sign_up import approve, refuse

PAGE = 50


@login_required
@require_safe
def sign_ups(request, slug):
    """Who waits for approval, the longest waiting first."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    waiting = administration.sign_up_requests.filter(state=SignUpRequest.State.WAITING)
    waiting = waiting.select_related("user", "office", "join_code__office").order_by("created_at", "pk")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "accounts/administration/sign_ups.html", {"administration": administration, "page": page}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def approve_sign_up(request, slug, pk):
    """Confirm the name and the place of somebody, and let them in."""
    sign_up = _sign_up(request, slug, pk)
    form = ApproveForm(request.POST or None, request=sign_up)
    if request.method == "POST" and form.is_valid():
        try:
            approve(request=sign_up, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("%(name)s is now an officer of yours.") % {"name": form.cleaned_data["name"]}
            )
            return redirect("members:sign_ups", slug)
    return _page(request, sign_up, form, RefuseForm(prefix="refusal"))


@login_required
@require_POST
def refuse_sign_up(request, slug, pk):
    """Turn somebody down, with a reason."""
    sign_up = _sign_up(request, slug, pk)
    form = RefuseForm(request.POST, prefix="refusal")
    if form.is_valid():
        try:
            refuse(request=sign_up, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("The sign-up of %(name)s has been refused.") % {"name": sign_up.user.name}
            )
            return redirect("members:sign_ups", slug)
    return _page(request, sign_up, ApproveForm(request=sign_up), form)


def _sign_up(request, slug, pk):
    """A sign-up of an administration that the person coordinates, or 404."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    found = administration.sign_up_requests.select_related("user", "administration", "office", "join_code")
    return get_object_or_404(found, pk=pk)


def _page(request, sign_up, approve_form, refuse_form):
    context = {
        "administration": sign_up.administration,
        "sign_up": sign_up,
        "waiting": sign_up.state == SignUpRequest.State.WAITING,
        "approve_form": approve_form,
        "refuse_form": refuse_form,
    }
    bound = approve_form.is_bound or refuse_form.is_bound
    return render(request, "accounts/administration/sign_up.html", context, status=422 if bound else 200)
