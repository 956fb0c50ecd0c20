"""Coordinators make join codes and close them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import NewJoinCodeForm
from accounts.scoping import coordinated_by
from accounts.services.join_codes import close_join_code, make_join_code

PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join_codes(request, slug):
    """The administration's codes, the newest first, and a form for another."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    now = timezone.now()
    form = NewJoinCodeForm(request.POST or None, administration=administration)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_join_code(
                administration=administration,
                by=request.user,
                office=form.cleaned_data["office"],
                expires_at=form.expires_at,
                now=now,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The new join code is %(code)s.") % {"code": made.code})
            return redirect("members:join_codes", slug)
    codes = administration.join_codes.with_use().select_related("office").order_by("-created_at", "-pk")
    context = {
        "administration": administration,
        "form": form,
        "page": Paginator(codes, PAGE).get_page(request.GET.get("page")),
        "now": now,
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/administration/join_codes.html", context, status=status)


@login_required
@require_POST
def close(request, slug, pk):
    """Close a code; pressing twice does no harm."""
    administration = get_object_or_404(coordinated_by(request.user), slug=slug)
    join_code = get_object_or_404(administration.join_codes, pk=pk)
    close_join_code(join_code=join_code, by=request.user, now=timezone.now())
    messages.success(request, _("The join code %(code)s is closed.") % {"code": join_code.code})
    return redirect("members:join_codes", slug)
