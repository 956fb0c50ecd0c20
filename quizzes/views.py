"""The officer's pages of a quiz: start, one question at a time, check, hand in, result."""

from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import BigIntegerField
from django.http import Http404, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.statements import Given, Statement
from quizzes import carrying, figures, gates
from quizzes.grading import InvalidAnswer
from quizzes.grading.behaviours import Behaviour
from quizzes.models import Attempt, Correction, PaperItem, Quiz
from quizzes.pages import ItemShown, Paper, item_context, mea_of, page_context, saved_in_words
from quizzes.permissions import may_try
from quizzes.results import later_of, marks_of, objective_lines, regrades_of, reviewed_items, shown_of
from quizzes.services.attempts import (
    ConflictingReplay,
    Finished,
    NothingToCheck,
    StartRefused,
    TooLate,
    check_answer,
    save_answer,
    settle,
    standing,
    start_attempt,
    submit_attempt,
)
from reference.models import Illustration


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request, slug):
    """Begin an attempt, or go on with the open one at its first unanswered question.

    Who may write the questions can ask for a trial, also before the quiz is open to officers.
    Signing in comes back here with a GET, which changes nothing and leads to the quiz's page.
    """
    quiz = get_object_or_404(Quiz, slug=slug)
    entry = gates.entry(quiz, request.user)
    if entry is None:
        raise Http404
    if request.method != "POST":
        return redirect(entry.back_url)
    trial = "trial" in request.POST
    if trial and not may_try(request.user, quiz):
        raise Http404
    if entry.refusal and not trial:
        messages.error(request, entry.refusal)
        return redirect(entry.back_url)
    code = request.POST.get("code", "")[:40]
    if code and not trial and not _start_code(request, quiz, dry_run=True):
        messages.error(request, _("There were too many wrong start codes. Wait five minutes and try again."))
        return redirect(entry.back_url)
    try:
        attempt = start_attempt(
            quiz=quiz,
            officer=request.user,
            administration=entry.administration,
            now=timezone.now(),
            trial=trial,
            code=code,
            address=get_adapter(request).get_client_ip(request) if quiz.invigilated else None,
        )
    except StartRefused as refused:
        if refused.guessed:
            _start_code(request, quiz)
        messages.error(request, _refusal_in_words(refused, request.user.zone_in(entry.administration)))
        return redirect(entry.back_url)
    unanswered = Paper(attempt).unanswered
    return redirect(unanswered[0].url if unanswered else reverse("quizzes:check", args=[attempt.pk]))


def _start_code(request, quiz, **how):
    """Count a wrong start code of this officer at this quiz; False when there have been too many."""
    return ratelimit.consume(request, action="start_code", key=f"{quiz.pk}:{request.user.pk}", **how)


def _refusal_in_words(refused, zone):
    if refused.until is None:
        return refused.reason
    until = refused.until.astimezone(zone)
    return _("%(reason)s You can start again on %(date)s at %(time)s.") % {
        "reason": refused.reason,
        "date": date_format(until, "j F Y"),
        "time": date_format(until, "H:i"),
    }


# --- one question -----------------------------------------------------------------------------------


@csrf_exempt  # _refuse_forgery looks at the page's seal first, and at Django's token otherwise
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request, pk, position):
    """One question: shown, and its answer saved. A script asks for JSON at the same address."""
    if request.method == "POST":
        return _answer(request, pk, position)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    paper_item = _item_of(request.user, pk, position)
    if not settle(attempt=paper_item.attempt, now=timezone.now()).is_open and "carried" not in request.GET:
        return redirect("quizzes:result", pk)
    if "carried" in request.GET:
        return _bring_home(request, paper_item)
    given = request.GET.get("given", "")
    return _question_page(
        request, paper_item, given=int(given) if given.isdecimal() and len(given) < 19 else None
    )


def _items(*related):
    """An item of an officer's own attempt, with what is read along with it."""
    return PaperItem.objects.filter(
        attempt__officer=Given("officer", BigIntegerField()),
        attempt=Given("attempt", BigIntegerField()),
        position=Given("position", BigIntegerField()),
    ).select_related("attempt__administration", "version__question", *related)


to_answer = Statement(_items)
to_picture = Statement(lambda: _items("attempt__quiz", "attempt__grade"))
to_show = Statement(lambda: _items("attempt__quiz", "version__objective__convention"))


def _item_of(user, pk, position, items=to_show):
    """An item of an officer's own attempt. Raises Http404."""
    found = items(officer=user.pk, attempt=pk, position=position)
    if not found:
        raise Http404
    return found[0]


def _question_page(request, paper_item, *, status=HTTPStatus.OK, error="", error_title="", **shown):
    attempt = paper_item.attempt
    context = item_context(attempt=attempt, item=paper_item, user=request.user, now=timezone.now(), **shown)
    context |= {"error": error, "error_title": error_title or _("Not saved")}
    with timezone.override(request.user.zone_in(attempt.administration)):
        return render(request, "quizzes/item.html", context, status=status)


def _wants_json(request):
    return request.headers.get("Accept", "").startswith("application/json")


def _answer(request, pk, position):
    sealed_for = carrying.officer_of_seal(request.POST.get("seal", ""), pk)
    if not request.user.is_authenticated:
        return _signed_out(request, pk, position, sealed_for)
    if sealed_for != request.user.pk:
        refusal = _refuse_forgery(request)
        if refusal is not None:
            return refusal
    paper_item = _item_of(request.user, pk, position, to_answer)
    return (_answer_json if _wants_json(request) else _answer_form)(request, paper_item)


def _refuse_forgery(request):
    """Django's own check of the form's token: None when it holds, the refusing response otherwise."""
    refusal = CsrfViewMiddleware(lambda request: None).process_view(request, None, (), {})
    if refusal is not None and _wants_json(request):
        message = _("This page is no longer valid. Reload it; the answer is kept on this device.")
        return JsonResponse({"error": "forgery", "message": message}, status=HTTPStatus.FORBIDDEN)
    return refusal


def _signed_out(request, pk, position, sealed_for):
    """The session has ended: a script keeps the answer itself, a plain form's travels through sign-in."""
    target = reverse("quizzes:item", args=[pk, position])
    if _wants_json(request):
        return JsonResponse(
            {
                "error": "signed_out",
                "message": _("You have been signed out. Sign in again, and the answer is sent."),
                "url": f"{resolve_url('account_login')}?{urlencode({'next': target})}",
            },
            status=HTTPStatus.UNAUTHORIZED,
        )
    if sealed_for is not None:
        packed = carrying.pack(attempt_pk=pk, position=position, officer_pk=sealed_for, data=request.POST)
        if packed:
            target = f"{target}?{urlencode({'carried': packed})}"
    return redirect_to_login(target)


def _said(paper_item, data):
    """What a form's data says: the answer with its key and times. Raises InvalidAnswer."""
    number = data.get("number", "")
    return {
        "item": paper_item,
        "client": data.get("client", ""),
        "number": int(number) if number.isdecimal() and len(number) < 10 else 0,
        "answer": ItemShown(paper_item).read(data),
        "client_time": _client_time(data.get("client_time", "")),
        "now": timezone.now(),
    }


def _level(paper_item, data):
    """The level of certainty in a form's data, None without one or where none is asked for."""
    level = data.get("certainty", "")
    if not level or paper_item.attempt.way != Behaviour.CERTAINTY:
        return None
    if not level.isdecimal() or len(level) > 1:
        raise InvalidAnswer("The level of certainty is not valid.")
    return int(level)


def _save(paper_item, data):
    """Save what a form's data says. Raises what save_answer raises."""
    if data.get("use", "").isdecimal():
        used = get_object_or_404(paper_item.events, pk=data["use"][:18])
        return save_answer(**_said(paper_item, data) | {"answer": used.answer}, certainty=used.certainty)
    return save_answer(**_said(paper_item, data), certainty=_level(paper_item, data))


def _client_time(text):
    """The time on the officer's device, or None for what is no sensible time. It decides nothing."""
    try:
        moment = parse_datetime(text[:40])
        if moment is None or moment.tzinfo is None:
            return None
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if datetime(2000, 1, 1, tzinfo=UTC) < moment < datetime(2200, 1, 1, tzinfo=UTC) else None


def _answer_json(request, paper_item):
    attempt = paper_item.attempt
    try:
        saved = _save(paper_item, request.POST)
    except InvalidAnswer:
        message = _("This answer does not fit the question. Reload the page and answer again.")
        return JsonResponse({"error": "invalid", "message": message}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except ConflictingReplay as conflict:
        return JsonResponse(
            {"error": "conflict", "message": str(conflict), "highest": Paper(attempt).highest},
            status=HTTPStatus.CONFLICT,
        )
    except TooLate as late:
        return JsonResponse(
            {"error": "too_late", "message": str(late), "url": reverse("quizzes:result", args=[attempt.pk])},
            status=HTTPStatus.CONFLICT,
        )
    except Finished as finished:
        url = reverse("quizzes:item", args=[attempt.pk, paper_item.position])
        return JsonResponse(
            {"error": "finished", "message": _of_question(paper_item, finished), "url": url},
            status=HTTPStatus.CONFLICT,
        )
    reply = {
        "state": "saved" if saved.rival is None and saved.counts else "compare",
        "message": saved_in_words(saved.event, attempt, request.user.zone_in(attempt.administration)),
        "received_at": saved.event.received_at.isoformat(),
        "answered": saved.current_event.answer is not None,
        "highest": saved.highest,
        "deadline": attempt.deadline.isoformat(),
        "now": timezone.now().isoformat(),
    }
    if reply["state"] == "compare":
        reply["message"] = _("Another window answered this question differently.")
        reply["url"] = _compare_url(paper_item, saved)
    return JsonResponse(reply)


def _compare_url(paper_item, saved):
    """The item's page with the answer that does not count beside the one that does."""
    other = saved.rival if saved.counts else saved.event
    return f"{reverse('quizzes:item', args=[paper_item.attempt_id, paper_item.position])}?given={other.pk}"


def _answer_form(request, paper_item):
    data = request.POST
    attempt, position = paper_item.attempt, paper_item.position
    checks = data.get("go") == "check" and attempt.way.checks
    try:
        if _holds_something(paper_item, data):
            saved = _save(paper_item, data)
            if not saved.counts or saved.rival:
                return redirect(_compare_url(paper_item, saved))
        elif checks:
            raise NothingToCheck
        if checks:
            check_answer(**_said(paper_item, data))
            return redirect(f"{reverse('quizzes:item', args=[attempt.pk, position])}#checked")
    except (InvalidAnswer, ConflictingReplay, TooLate, Finished, NothingToCheck) as error:
        return _not_saved(request, paper_item, data, error)
    going = {"back": position - 1, "stay": position}.get(data.get("go", ""), position + 1)
    if "use" in data or "move" in data:
        going = position
    if 1 <= going <= attempt.items.count():
        return redirect("quizzes:item", attempt.pk, going)
    return redirect("quizzes:check", attempt.pk)


def _holds_something(paper_item, data):
    """Whether a form is to be saved.

    Going on without a choice takes no answer back: that is only done by a page that showed one.
    """
    return (
        "use" in data
        or bool(data.get("had"))
        or ItemShown(paper_item).read(data) is not None
        or _level(paper_item, data) is not None
    )


def _of_question(paper_item, reason):
    return _("Question %(number)s: %(reason)s") % {"number": paper_item.position, "reason": reason}


def _not_saved(request, paper_item, data, error):
    """Say why an answer was not saved, and keep it in the form where it can still be."""
    if isinstance(error, TooLate):
        messages.error(request, _of_question(paper_item, error))
        return redirect("quizzes:result", paper_item.attempt_id)
    if isinstance(error, Finished):
        messages.error(request, _of_question(paper_item, error))
        return redirect("quizzes:item", paper_item.attempt_id, paper_item.position)
    if isinstance(error, NothingToCheck):
        return _question_page(
            request,
            paper_item,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            error=error,
            error_title=_("Nothing to check"),
        )
    if isinstance(error, InvalidAnswer):
        return _question_page(
            request,
            paper_item,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            error=_(
                "This answer was not saved, because it does not fit the question. Choose again and save."
            ),
        )
    return _question_page(
        request,
        paper_item,
        status=HTTPStatus.CONFLICT,
        error=_("Not saved yet: this page has already sent another answer. Save again if you mean this one."),
        answer=ItemShown(paper_item).read(data),
        certainty=_level(paper_item, data),
        filled=True,
    )


def _bring_home(request, paper_item):
    """Save the answer that travelled through sign-in, for the officer who gave it."""
    carried = carrying.unpack(
        request.GET["carried"], attempt_pk=paper_item.attempt_id, position=paper_item.position
    )
    if carried is None:
        messages.warning(
            request,
            _("The answer given before signing in could not be restored. Give it again."),
        )
    elif carried.officer_pk != request.user.pk:
        raise Http404
    else:
        try:
            saved = _save(paper_item, carried.data)
        except (InvalidAnswer, ConflictingReplay, TooLate, Finished) as error:
            return _not_saved(request, paper_item, carried.data, error)
        if not saved.counts or saved.rival:
            return redirect(_compare_url(paper_item, saved))
        messages.success(request, _("The answer that you gave before signing in is saved."))
    return redirect("quizzes:item", paper_item.attempt_id, paper_item.position)


@require_safe
@login_required
def figure(request, pk, position, place):
    """A picture of a question, for the officer whose paper holds it: while it is open, and in its review.

    The address, the file name and the bytes say nothing of what is to be seen.
    """
    paper_item = _item_of(request.user, pk, position, to_picture)
    attempt = paper_item.attempt
    if not attempt.is_open and not shown_of(attempt, now=timezone.now()):
        raise Http404
    slugs = figures.slugs_of(paper_item)
    if not 1 <= place <= len(slugs):
        raise Http404
    return figures.answer_with(get_object_or_404(Illustration, slug=slugs[place - 1]))


# --- check, hand in, result -----------------------------------------------------------------------


def _attempt_of(user, pk):
    """An officer's own attempt. Raises Http404."""
    attempts = Attempt.every.of(user).select_related("quiz", "administration", "grade")
    return get_object_or_404(attempts, pk=pk)


@never_cache
@require_safe
@login_required
def check(request, pk):
    """What is answered and what is not, before handing in."""
    attempt = _attempt_of(request.user, pk)
    now = timezone.now()
    if not settle(attempt=attempt, now=now).is_open:
        return redirect("quizzes:result", pk)
    first = attempt.items.select_related("version__objective__convention").defer("version__body").first()
    context = page_context(attempt=attempt, paper=Paper(attempt), user=request.user, now=now, item=first)
    with timezone.override(request.user.zone_in(attempt.administration)):
        return render(request, "quizzes/check.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submit(request, pk):
    """Hand in an attempt; pressing twice does no harm. Signing in comes back with a GET, to the check."""
    attempt = _attempt_of(request.user, pk)
    if request.method != "POST":
        return redirect("quizzes:check", pk)
    submit_attempt(attempt=attempt, now=timezone.now())
    return redirect("quizzes:result", pk)


@never_cache
@require_safe
@login_required
def result(request, pk):
    """The result by objective, and the review as far as the quiz's policy allows."""
    attempt = settle(attempt=_attempt_of(request.user, pk), now=timezone.now())
    if attempt.is_open:
        return redirect("quizzes:check", pk)
    shows = shown_of(attempt, now=timezone.now())
    marks = marks_of(attempt, with_review=bool(shows))
    used = attempt.submitted_at - attempt.started_at
    attempt.officer = request.user
    context = {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "grade": attempt.grade,
        "lines": objective_lines(marks, attempt=attempt, user=request.user),
        "answered": sum(mark.event is not None and mark.event.answer is not None for mark in marks),
        "number_of_items": len(marks),
        "minutes_used": -(-int(used.total_seconds()) // 60),
        "minutes_given": int((attempt.deadline - attempt.started_at).total_seconds()) // 60,
        "review": _review(attempt, marks, shows) if shows else None,
        "regrades": regrades_of(attempt),
        "later": later_of(attempt.quiz.review, shows),
        "standing": standing(quiz=attempt.quiz, officer=request.user, now=timezone.now()),
        "entry": gates.entry(attempt.quiz, request.user),
        "mea": mea_of(marks[0].item) if marks else "",
    }
    with timezone.override(request.user.zone_in(attempt.administration)):
        return render(request, "quizzes/result.html", context)


def _review(attempt, marks, shows):
    corrections = Correction.objects.by_version(mark.item.version_id for mark in marks)
    return reviewed_items(marks, shows, attempt=attempt, corrections=corrections)
