"""The trainer's pages that correct past results: choose, read what would change, apply, undo."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from quizzes.authoring import AuthoringView
from quizzes.models import Correction
from quizzes.permissions import administrations_named_for
from quizzes.services.regrading import (
    DoesNotFit,
    apply_correction,
    misfits,
    preview,
    reads_differently,
    ruling_without,
    withdraw_correction,
)

PER_PAGE = 50


class VersionChoice(forms.ModelChoiceField):
    def label_from_instance(self, version):
        if not version.reason:
            return _("Version %(number)s") % {"number": version.number}
        return _("Version %(number)s: %(reason)s") % {"number": version.number, "reason": version.reason}


class CorrectionForm(forms.Form):
    """What becomes of a version on papers. `proposed` is the correction that it stands for."""

    version = VersionChoice(None, label=_("Version on the papers"))
    way = forms.ChoiceField(label=_("What becomes of it"), choices=Correction.Way.choices)
    graded_by = VersionChoice(
        None,
        label=_("Graded by"),
        required=False,
        help_text=_(
            "Write the right key, or the further right answer, as a new version first, and have it approved."
        ),
    )

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        versions = question.versions.select_related("question").order_by("-number")
        drawn = versions.annotate(
            papers=Count("paper_items", filter=Q(paper_items__attempt__trial=False))
        ).filter(papers__gt=0)
        self.fields["version"].queryset = drawn
        # What still waits for a second person is not a key to grade by.
        self.fields["graded_by"].queryset = versions.filter(
            Q(pk=question.current_id) | Q(pk__in=drawn.values("pk"))
        )

    def clean(self):
        cleaned = super().clean()
        version, graded_by = cleaned.get("version"), cleaned.get("graded_by")
        if cleaned.get("way") != Correction.Way.VERSION:
            cleaned["graded_by"] = None
        elif graded_by is None:
            self.add_error("graded_by", _("Choose the version that grades it."))
        elif graded_by == version:
            self.add_error("graded_by", _("Choose another version than the one on the papers."))
        elif version is not None:
            for misfit in misfits(version, graded_by):
                self.add_error("graded_by", misfit)
        return cleaned

    @property
    def proposed(self):
        fields = ("version", "way", "graded_by")
        return Correction(**{name: self.cleaned_data[name] for name in fields})


class ReasonForm(forms.Form):
    """Why results change."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Officers read it beside their new result: do not tell the right answer."),
    )


@dataclass(frozen=True)
class Listed:
    """What a correction would do, and a page of the officers whose result changes."""

    found: object
    page: object


class CorrectingView(AuthoringView):
    """What the two pages have in common: the list of what would change."""

    def listed(self, version, ruling):
        """One page of the officers whom the reader sees by name; the totals are of all."""
        asked = self.request.GET.get("p", "1")
        number = max(int(asked), 1) if asked.isdecimal() and len(asked) < 7 else 1
        found = preview(
            version=version,
            ruling=ruling,
            administrations=administrations_named_for(self.request.user),
            start=(number - 1) * PER_PAGE,
            number=PER_PAGE,
        )
        return Listed(found, Paginator(range(found.visible), PER_PAGE).get_page(number))

    def get_breadcrumbs_items(self):
        edit = reverse("question_banks:edit", args=[self.bank.slug, self.question.pk])
        return self.crumbs(self.bank_crumb(), (edit, self.question.slug), ("", self.page_title))

    def get_context_data(self, **kwargs):
        asked = self.request.GET.copy()
        asked.pop("p", None)
        return super().get_context_data(
            **kwargs | {"bank": self.bank, "question": self.question, "asked": asked.urlencode()}
        )

    def told(self, totals):
        return _(
            "%(changed)s results were graded again: %(passed)s pass now, %(failed)s do not pass any more."
        ) % {"changed": totals.changed, "passed": totals.newly_passed, "failed": totals.newly_failed}

    def back(self):
        return redirect("question_banks:correct", self.bank.slug, self.question.pk)


class QuestionCorrect(CorrectingView):
    """Choose what becomes of a question in past results, and read what would change; then apply it."""

    page_title = _("Correct past results")
    template_name = "quizzes/authoring/correct.html"

    def get(self, request, *args, **kwargs):
        if "version" not in request.GET:
            return self.render_to_response(self.get_context_data(form=self.form()))
        return self.answer(ReasonForm())

    def post(self, request, *args, **kwargs):
        """What is applied stands in the address, as it was previewed."""
        form, reason = self.form(request.GET), ReasonForm(request.POST)
        if not form.is_valid() or not reason.is_valid():
            return self.answer(reason, form=form)
        try:
            done = apply_correction(
                version=form.proposed.version,
                way=form.proposed.way,
                graded_by=form.proposed.graded_by,
                by=request.user,
                reason=reason.cleaned_data["reason"],
                now=timezone.now(),
            )
        except DoesNotFit as error:
            form.add_error("graded_by", error.misfits)
            return self.answer(reason, form=form)
        messages.success(request, self.told(done.totals))
        return self.back()

    def form(self, data=None):
        first = self.question.versions.filter(paper_items__attempt__trial=False).order_by("number").first()
        initial = {"version": first and first.pk, "graded_by": self.question.current_id}
        return CorrectionForm(data, question=self.question, initial=initial)

    def answer(self, reason, form=None):
        form = form or self.form(self.request.GET)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        ruling = form.proposed
        context = self.get_context_data(
            form=form,
            reason=reason,
            listed=self.listed(ruling.version, ruling),
            differs=ruling.graded_by and reads_differently(ruling.version, ruling.graded_by),
        )
        return self.render_to_response(context, status=422 if reason.errors else 200)

    def get_context_data(self, **kwargs):
        corrections = Correction.objects.filter(version__question=self.question).order_by("-pk")
        return super().get_context_data(
            **kwargs
            | {"corrections": corrections.select_related("version", "graded_by", "made_by", "withdrawn_by")}
        )


class CorrectionUndo(CorrectingView):
    """What would change back, and the reason for it."""

    page_title = _("Undo a correction")
    template_name = "quizzes/authoring/undo_correction.html"

    @cached_property
    def correction(self):
        corrections = Correction.objects.select_related("version__question", "graded_by", "made_by")
        return get_object_or_404(corrections, version__question=self.question, pk=self.kwargs["correction"])

    def get(self, request, *args, **kwargs):
        return self.answer(ReasonForm())

    def post(self, request, *args, **kwargs):
        reason = ReasonForm(request.POST)
        if not reason.is_valid():
            return self.answer(reason)
        done = withdraw_correction(
            correction=self.correction,
            by=request.user,
            reason=reason.cleaned_data["reason"],
            now=timezone.now(),
        )
        messages.success(request, self.told(done.totals))
        return self.back()

    def answer(self, reason):
        if not self.correction.is_in_force:
            messages.info(self.request, _("This correction is undone already."))
            return self.back()
        context = self.get_context_data(
            correction=self.correction,
            reason=reason,
            listed=self.listed(self.correction.version, ruling_without(self.correction)),
        )
        return self.render_to_response(context, status=422 if reason.errors else 200)
