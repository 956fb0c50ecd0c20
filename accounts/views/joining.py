"""Signing up with a join code: the code, then the details, then waiting for approval."""

from allauth.core import ratelimit
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms import JoinCodeForm, PlaceForm, SignUpForm
from accounts.models import SignUpRequest
from accounts.scoping import memberships_of
from accounts.services.join_codes import JoinCodeRefused, usable_join_code
from accounts.services.sign_up import DetailsTaken, ask_to_join, ask_to_join_as

CODE_IN_SESSION = "join_code"


@never_cache
def join(request):
    """First step: the code. `?code=` fills it in, so that it can stand in a printed QR code."""
    if request.method != "POST":
        form = JoinCodeForm(initial={"code": request.GET.get("code", "")[:40]})
        return render(request, "accounts/join.html", {"form": form})
    form = JoinCodeForm(request.POST)
    if _guessed_too_often(request):
        form.add_error(None, _too_often())
    elif form.is_valid():
        try:
            join_code = usable_join_code(form.cleaned_data["code"], timezone.now())
        except JoinCodeRefused as refusal:
            _count_a_guess(request)
            form.add_error(None, refusal)
        else:
            request.session[CODE_IN_SESSION] = join_code.code
            return redirect("accounts:join_details")
    return render(request, "accounts/join.html", {"form": form}, status=422)


@never_cache
@sensitive_post_parameters("password1", "password2")
def join_details(request):
    """Second step: who the person is, or only where they serve when they are signed in."""
    now = timezone.now()
    try:
        join_code = usable_join_code(request.session.get(CODE_IN_SESSION, ""), now)
    except JoinCodeRefused:
        return redirect("accounts:join")
    form_class = PlaceForm if request.user.is_authenticated else SignUpForm
    form = form_class(request.POST or None, join_code=join_code)
    if request.method == "POST":
        if _guessed_too_often(request):
            form.add_error(None, _too_often())
        elif form.is_valid():
            try:
                sign_up = _ask(request, join_code, form.cleaned_data, now)
            except ValidationError as error:
                if isinstance(error, DetailsTaken):
                    _count_a_guess(request)
                form.add_error(None, _for_this_form(error))
            else:
                request.session.pop(CODE_IN_SESSION, None)
                if not request.user.is_authenticated:
                    login(request, sign_up.user)
                return redirect("accounts:waiting")
    context = {"form": form, "join_code": join_code}
    return render(request, "accounts/join_details.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
def waiting(request):
    """What has become of a sign-up. A member who waits for nothing has nothing to see here."""
    requests = list(request.user.sign_up_requests.select_related("administration").order_by("-created_at"))
    open_ones = [one for one in requests if one.state == SignUpRequest.State.WAITING]
    if not open_ones and memberships_of(request.user).exists():
        return redirect("courses:dashboard")
    # What was refused is of use until somebody has asked again.
    refused = [] if open_ones else [one for one in requests if one.state == SignUpRequest.State.REFUSED][:1]
    return render(request, "accounts/waiting.html", {"requests": open_ones + refused})


def _ask(request, join_code, data, now):
    place = {"staff_number": data["staff_number"], "office": data.get("office")}
    if request.user.is_authenticated:
        return ask_to_join_as(user=request.user, code=join_code.code, now=now, **place)
    return ask_to_join(
        code=join_code.code,
        name=data["name"],
        latin_name=data["latin_name"],
        email=data["email"],
        password=data["password1"],
        now=now,
        **place,
    )


def _for_this_form(error):
    """The code is not a field of the second step: what is said of it stands above the form."""
    if hasattr(error, "error_dict") and "code" in error.error_dict:
        return ValidationError(error.error_dict["code"])
    return error


def _guessed_too_often(request):
    return not ratelimit.consume(request, action="join_code", dry_run=True)


def _count_a_guess(request):
    """Only what was wrong counts, so that a class behind one address can sign up together."""
    ratelimit.consume(request, action="join_code")


def _too_often():
    return _("There were too many wrong attempts from here. Wait ten minutes and try again.")
