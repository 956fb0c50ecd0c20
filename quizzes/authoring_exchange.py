"""Questions in and out of a bank by a file, in the Wagtail admin: uploaded, looked at, confirmed.

The file waits in the private storage, one for each person and bank; the session says how it is to be read.
So what is confirmed is the file that was shown, by who saw it, and a second look at it comes first.
"""

import hashlib

from django import forms
from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.authoring import AuthoringView
from quizzes.formats import table
from quizzes.models import Difficulty
from quizzes.permissions import banks_for
from quizzes.services.exchange import FORMATS, ImportRefused, export_questions, import_questions, look_at
from reference.models import Objective

LARGEST = 30 * 1024 * 1024
MOST_ON_A_PAGE = 1000
TEMPLATES = ("xlsx", "csv")


class ImportForm(forms.Form):
    """A file of questions, and what holds for questions that do not say it themselves."""

    file = forms.FileField(label=_("File"), max_length=255, help_text=_("Up to 30 MB and 1,000 questions."))
    format = forms.ChoiceField(label=_("Format"))
    objective = forms.ModelChoiceField(
        Objective.objects.none(),
        label=_("Objective of questions that name none"),
        required=False,
        help_text=_("A category of the file that is called like an objective counts as its name."),
    )
    difficulty = forms.ChoiceField(
        label=_("Difficulty of questions that name none"), choices=Difficulty.choices
    )

    def __init__(self, *args, bank, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objective"].queryset = Objective.objects.offered_to(bank.administration)
        self.fields["format"].choices = [(name, fmt.label) for name, fmt in FORMATS.items()]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 30 MB. Divide it into several files."))
        return file


class ExchangeView(AuthoringView):
    """What both pages of an import know of the file that waits."""

    @property
    def place(self):
        """Where this person's file for this bank waits in the private storage."""
        return f"question-imports/{self.request.user.pk}-{self.bank.pk}"

    @property
    def key(self):
        return f"question-import-{self.bank.pk}"

    def exchange_crumb(self):
        return reverse("question_banks:exchange", args=[self.bank.slug]), _("Import and export")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**(kwargs | {"bank": self.bank}))


class Exchange(ExchangeView):
    """Upload a file to look at, or take one."""

    template_name = "quizzes/authoring/exchange.html"
    page_title = _("Import and export")

    def get_breadcrumbs_items(self):
        return self.crumbs(self.bank_crumb(), ("", _("Import and export")))

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=ImportForm(bank=self.bank)))

    def post(self, request, *args, **kwargs):
        bank = self.bank
        form = ImportForm(request.POST, request.FILES, bank=bank)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        file = form.cleaned_data["file"]
        data, objective = file.read(), form.cleaned_data["objective"]
        storages["private"].delete(self.place)
        storages["private"].save(self.place, ContentFile(data))
        request.session[self.key] = {
            "digest": hashlib.sha256(data).hexdigest(),
            "name": file.name,
            "fmt": form.cleaned_data["format"],
            "objective": objective and objective.pk,
            "difficulty": form.cleaned_data["difficulty"],
        }
        return redirect("question_banks:check_import", bank.slug)

    def get_context_data(self, **kwargs):
        formats = [(name, fmt.label) for name, fmt in FORMATS.items()]
        asked = self.request.GET.get("left_out")
        told = {"left_out": None}
        if asked in FORMATS:
            told["left_out"] = export_questions(bank=self.bank, fmt=asked).dropped
            told["left_out_label"] = FORMATS[asked].label
        return super().get_context_data(**(kwargs | told | {"formats": formats, "templates": TEMPLATES}))


class CheckImport(ExchangeView):
    """What becomes of each question of the file; confirming writes them all, or none."""

    template_name = "quizzes/authoring/exchange_report.html"
    page_title = _("Check the import")

    def get_breadcrumbs_items(self):
        return self.crumbs(self.bank_crumb(), self.exchange_crumb(), ("", _("Check")))

    def waiting(self):
        """(bytes of the file, how to read it), or None when no file waits for this person."""
        known = self.request.session.get(self.key)  # asks for the bank first: 404 for a stranger
        if known is None:
            return None
        try:
            with storages["private"].open(self.place) as file:
                data = file.read()
        except FileNotFoundError:
            return None
        if hashlib.sha256(data).hexdigest() != known["digest"]:
            return None
        return data, known

    def wanted(self, data, known):
        objective = Objective.objects.filter(pk=known["objective"]).first()
        return {
            "bank": self.bank,
            "data": data,
            "fmt": known["fmt"],
            "objective": objective,
            "difficulty": known["difficulty"],
        }

    def get(self, request, *args, **kwargs):
        found = self.waiting()
        if found is None:
            return self.nothing_waits()
        report = look_at(**self.wanted(*found), waits=True)
        return self.shown(report, found[1])

    def post(self, request, *args, **kwargs):
        found = self.waiting()
        if found is None or request.POST.get("digest") != found[1]["digest"]:
            return self.nothing_waits()
        data, known = found
        report = look_at(**self.wanted(data, known), waits=True)
        if report.wrong or len(report.lines) > MOST_ON_A_PAGE:
            return self.shown(report, known, status=422)
        try:
            report = import_questions(
                **self.wanted(data, known),
                author=request.user,
                reason=_("Imported from %(file)s.") % {"file": known["name"][:200]},
                now=timezone.now(),
            )
        except ImportRefused as refusal:
            return self.shown(refusal.report, known, status=422)
        storages["private"].delete(self.place)
        del request.session[self.key]
        number = len(report.to_write)
        messages.success(
            request,
            ngettext(
                "%(number)s question is imported, and waits for a second person.",
                "%(number)s questions are imported, and wait for a second person.",
                number,
            )
            % {"number": number},
        )
        return self.shown(report, known, done=True)

    def nothing_waits(self):
        messages.error(self.request, _("No file of yours waits here. Upload it again."))
        return redirect("question_banks:exchange", self.bank.slug)

    def shown(self, report, known, *, done=False, status=200):
        context = self.get_context_data(
            report=report,
            lines=report.lines[:MOST_ON_A_PAGE],
            too_many=len(report.lines) > MOST_ON_A_PAGE,
            known=known,
            done=done,
        )
        return self.render_to_response(context, status=status)


def _bank(request, slug):
    """A bank that the person may write in, or 404."""
    return get_object_or_404(banks_for(request.user), slug=slug)


@require_safe
@never_cache
def export(request, bank, fmt):
    """The questions of a bank as a file."""
    bank = _bank(request, bank)
    if fmt not in FORMATS:
        raise Http404
    written = export_questions(bank=bank, fmt=fmt)
    response = HttpResponse(written.data, content_type=FORMATS[fmt].media_type)
    response["Content-Disposition"] = f'attachment; filename="{bank.slug}{FORMATS[fmt].suffix}"'
    return response


@require_safe
def template(request, bank, fmt):
    """An empty table to fill in."""
    _bank(request, bank)
    if fmt not in TEMPLATES:
        raise Http404
    response = HttpResponse(table.template(fmt), content_type=FORMATS[fmt].media_type)
    response["Content-Disposition"] = f'attachment; filename="questions{FORMATS[fmt].suffix}"'
    return response
