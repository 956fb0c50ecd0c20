"""The trainer's pages in the Wagtail admin: banks, questions, their versions."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from pydantic import ValidationError as BodyError
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.blocks import BlockField

from quizzes.blocks import EDITORS, editor_of
from quizzes.grading import kinds, validate_body
from quizzes.models import Difficulty, PaperItem, Question
from quizzes.permissions import banks_for
from quizzes.services.questions import create_question, restore_question, retire_question, write_version
from reference.models import Objective, Source


class QuestionForm(forms.Form):
    """A question as a trainer writes it. `cleaned_data["body"]` is the body of the new version."""

    objective = forms.ModelChoiceField(Objective.objects.all(), label=_("Objective"))
    difficulty = forms.ChoiceField(choices=Difficulty.choices, label=_("Difficulty"))
    source = forms.ModelChoiceField(Source.objects.all(), label=_("Source"), required=False)
    where = forms.CharField(
        label=_("Where in the source"), max_length=200, required=False, help_text=_("Article or page.")
    )
    verified = forms.BooleanField(
        label=_("Verified in the source"), required=False, help_text=_("Only verified questions are drawn.")
    )
    reason = forms.CharField(label=_("What is new, and why"), max_length=300)

    def __init__(self, *args, kind, earlier=None, **kwargs):
        self.kind, self.earlier = kind, earlier
        super().__init__(*args, **kwargs)
        editor = editor_of(kind)
        self.fields["content"] = BlockField(editor, label="", initial=editor.get_default())
        self.order_fields(["content", "objective", "difficulty", "source", "where", "verified", "reason"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("content") is not None and not self.errors:
            cleaned["body"] = editor_of(self.kind).to_body(cleaned["content"], self.earlier)
            try:
                validate_body(self.kind, cleaned["body"])
            except BodyError as error:
                for problem in error.errors():
                    self.add_error(None, problem["msg"].removeprefix("Value error, "))
        return cleaned


class NewQuestionForm(forms.Form):
    """What has to be known before a question's form can be shown."""

    slug = forms.SlugField(label=_("Permanent name"), max_length=120, help_text=_("Such as permit-validity."))
    kind = forms.ChoiceField(label=_("Kind"))

    def __init__(self, *args, bank, **kwargs):
        self.bank = bank
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, editor.meta.label) for kind, editor in EDITORS.items()]

    def clean_slug(self):
        slug = slugify(self.cleaned_data["slug"])
        if self.bank.questions.filter(slug=slug).exists():
            raise forms.ValidationError(_("This bank has a question of that name: choose another."))
        return slug


class AuthoringView(WagtailAdminTemplateMixin, TemplateView):
    """A page for those who may write in some bank. The bank comes out of the person's own."""

    header_icon = "help"

    def dispatch(self, request, *args, **kwargs):
        if not banks_for(request.user).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def bank(self):
        return get_object_or_404(banks_for(self.request.user), slug=self.kwargs["bank"])

    @cached_property
    def question(self):
        questions = Question.objects.select_related("bank", "current__objective", "current__source")
        return get_object_or_404(questions, bank=self.bank, pk=self.kwargs["pk"])

    def crumbs(self, *further):
        """Home, question banks, then (address, label) pairs."""
        steps = [(reverse("question_banks:index"), _("Question banks")), *further]
        return [*self.breadcrumbs_items, *({"url": url, "label": label} for url, label in steps)]

    def bank_crumb(self):
        return reverse("question_banks:bank", args=[self.bank.slug]), self.bank.title


class BankList(AuthoringView):
    page_title = _("Question banks")
    template_name = "quizzes/authoring/banks.html"

    def get_breadcrumbs_items(self):
        return self.crumbs()

    def get_context_data(self, **kwargs):
        banks = banks_for(self.request.user).annotate(
            in_use=Count("questions", filter=Q(questions__retired_at=None))
        )
        return super().get_context_data(banks=banks, **kwargs)


class QuestionList(AuthoringView):
    template_name = "quizzes/authoring/questions.html"

    def get_page_title(self):
        return self.bank.title

    def get_breadcrumbs_items(self):
        return self.crumbs(self.bank_crumb())

    def get_context_data(self, **kwargs):
        questions = self.bank.questions.select_related("current__objective", "current__source").order_by(
            "slug"
        )
        words = self.request.GET.get("q", "").strip()
        if words:
            questions = questions.filter(Q(slug__icontains=words) | Q(current__body__icontains=words))
        page = Paginator(questions, 50).get_page(self.request.GET.get("p"))
        for question in page:
            question.kind_label = EDITORS[question.kind].meta.label
            kind = kinds.get(question.kind)
            question.words = kind.stem_text(kind.body(question.current.body))
        return super().get_context_data(**(kwargs | {"bank": self.bank, "page": page, "words": words}))


class QuestionCreate(AuthoringView):
    """First the name and kind, then the question itself, on one address."""

    template_name = "quizzes/authoring/question_form.html"
    page_title = _("New question")

    def get_breadcrumbs_items(self):
        return self.crumbs(self.bank_crumb(), ("", _("New question")))

    def get(self, request, *args, **kwargs):
        start = NewQuestionForm(request.GET if "kind" in request.GET else None, bank=self.bank)
        if start.is_bound and start.is_valid():
            form = QuestionForm(kind=start.cleaned_data["kind"], initial={"reason": _("First version")})
            return self.render_to_response(self.get_context_data(form=form, start=start))
        return self.render_to_response(self.get_context_data(form=start, asks_kind=True))

    def post(self, request, *args, **kwargs):
        start = NewQuestionForm(request.GET, bank=self.bank)
        if not start.is_valid():
            return self.render_to_response(self.get_context_data(form=start, asks_kind=True), status=422)
        kind = start.cleaned_data["kind"]
        form = QuestionForm(request.POST, kind=kind)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, start=start), status=422)
        question = create_question(
            bank=self.bank,
            slug=start.cleaned_data["slug"],
            kind=kind,
            author=request.user,
            now=timezone.now(),
            **_version_fields(form),
        )
        messages.success(request, _("The question is in the bank."))
        return redirect("question_banks:edit", self.bank.slug, question.pk)


class QuestionEdit(AuthoringView):
    """The current version in a form; saving writes the next one. Papers already drawn keep theirs."""

    template_name = "quizzes/authoring/question_form.html"

    def get_page_title(self):
        return self.question.slug

    def get_breadcrumbs_items(self):
        return self.crumbs(self.bank_crumb(), ("", self.question.slug))

    def get_form(self, data=None):
        current = self.question.current
        initial = {
            "content": editor_of(self.question.kind).to_python(
                editor_of(self.question.kind).to_raw(current.body)
            ),
            "objective": current.objective_id,
            "difficulty": current.difficulty,
            "source": current.source_id,
            "where": current.where,
            "verified": current.verified,
        }
        return QuestionForm(data, kind=self.question.kind, earlier=current.body, initial=initial)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        before = self.question.current_id
        version = write_version(
            question=self.question, author=request.user, now=timezone.now(), **_version_fields(form)
        )
        if version.pk == before:
            messages.info(request, _("Nothing was changed, so no version was written."))
        else:
            messages.success(
                request,
                _("Version %(number)s is written. Papers that are already drawn keep the version they have.")
                % {"number": version.number},
            )
        return redirect("question_banks:edit", self.bank.slug, self.question.pk)

    def get_context_data(self, **kwargs):
        versions = (
            self.question.versions.select_related("author")
            .annotate(uses=Count("paper_items", filter=Q(paper_items__attempt__trial=False)))
            .order_by("-number")
        )
        return super().get_context_data(
            **kwargs
            | {
                "bank": self.bank,
                "question": self.question,
                "versions": versions,
                "uses": PaperItem.objects.filter(
                    version__question=self.question, attempt__trial=False
                ).count(),
            }
        )


class QuestionRetire(AuthoringView):
    """Take a question out of future papers, or back in. Only by POST."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if self.question.retired_at:
            restore_question(question=self.question)
            messages.success(request, _("The question is drawn again."))
        else:
            retire_question(question=self.question, now=timezone.now())
            messages.success(request, _("The question is drawn no more. Papers that hold it keep it."))
        return redirect("question_banks:edit", self.bank.slug, self.question.pk)


def _version_fields(form):
    names = ["body", "objective", "difficulty", "source", "where", "verified", "reason"]
    return {name: form.cleaned_data[name] for name in names}
