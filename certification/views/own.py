"""What an officer takes along: the transcript, and everything that is stored about a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.scoping import learning_membership
from certification.services import transcripts
from certification.services.own_data import own_data

NOT_KEPT = cache_control(private=True, no_store=True)


@require_safe
@login_required
@NOT_KEPT
def transcript(request):
    """The officer's record in the administration learnt under."""
    membership = learning_membership(request.user)
    if membership is None:
        return redirect("accounts:waiting")
    record = transcripts.transcript_of(
        officer=request.user, administration=membership.administration, now=timezone.now()
    )
    return render(request, "certification/transcript.html", {"transcript": record})


@require_safe
@login_required
@NOT_KEPT
def transcript_pdf(request):
    membership = learning_membership(request.user)
    if membership is None:
        return redirect("accounts:waiting")
    record = transcripts.transcript_of(
        officer=request.user, administration=membership.administration, now=timezone.now()
    )
    try:
        paper = transcripts.transcript_pdf(record)
    except transcripts.TranscriptRefused as refused:
        messages.error(request, str(refused))
        return redirect("certification:transcript")
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="transcript-{record.drawn_on:%Y-%m-%d}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_safe
@login_required
@NOT_KEPT
def my_data(request):
    """Everything stored about the person who asks, as one JSON file."""
    return JsonResponse(
        own_data(person=request.user, now=timezone.now()),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={
            "Content-Disposition": 'attachment; filename="my-data.json"',
            "X-Content-Type-Options": "nosniff",
        },
    )
