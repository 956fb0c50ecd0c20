"""The trainer's pages in the Wagtail admin: banks, questions, their versions."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from pydantic import ValidationError as BodyError
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.blocks import BlockField
from wagtail.images.widgets import AdminImageChooser

from quizzes.bank_audit import remarks_by_itself, remarks_on
from quizzes.blocks import EDITORS, editor_of
from quizzes.figures import refusal
from quizzes.grading import kinds, validate_body
from quizzes.models import Attempt, Difficulty, PaperItem, Question
from quizzes.permissions import banks_for, pictures_for
from quizzes.services.questions import create_question, restore_question, retire_question, write_version
from reference.models import Illustration, Objective, ReviewMark, Source
from reference.models.fields import LinesFormField
from reference.services.review import known_rows

# The columns by which the questions of a bank are sorted: the name in the address, heading, field.
COLUMNS = {
    "question": (_("Question"), "slug"),
    "drawn": (_("Drawn"), "drawn"),
    "last": (_("Last drawn"), "last_drawn"),
}


class QuestionForm(forms.Form):
    """A question as a trainer writes it. `cleaned_data["body"]` is the body of the new version.

    A picture is one that the trainer may choose, or one that the question has already. Objectives and sources
    are international ones and those of the bank's administration.
    """

    figure = forms.ModelChoiceField(
        Illustration.objects.none(),
        label=_("Figure"),
        required=False,
        widget=AdminImageChooser,
        help_text=_("Shown with its neutral text during the question, with the revealing one in the review."),
    )
    objective = forms.ModelChoiceField(Objective.objects.none(), label=_("Objective"))
    difficulty = forms.ChoiceField(choices=Difficulty.choices, label=_("Difficulty"))
    source = forms.ModelChoiceField(Source.objects.none(), label=_("Source"), required=False)
    where = forms.CharField(
        label=_("Where in the source"), max_length=200, required=False, help_text=_("Article or page.")
    )
    verified = forms.BooleanField(
        label=_("Verified in the source"), required=False, help_text=_("Only verified questions are drawn.")
    )
    uses = LinesFormField(
        label=_("Rows of the reference tables it rests on"),
        required=False,
        help_text=_(
            "One a line, such as hs:0106.12 or species:panthera-leo. When a row changes, you are told."
        ),
    )
    reason = forms.CharField(label=_("What is new, and why"), max_length=300)

    def __init__(self, *args, bank, kind, user, earlier=None, **kwargs):
        self.bank, self.kind, self.earlier = bank, kind, earlier
        super().__init__(*args, **kwargs)
        self.fields["objective"].queryset = Objective.objects.offered_to(bank.administration)
        self.fields["source"].queryset = Source.objects.offered_to(bank.administration)
        editor = editor_of(kind)
        self.fields["content"] = BlockField(editor, label="", initial=editor.get_default())
        held = kinds.get(kind).pictures(kinds.get(kind).body(earlier)) if earlier else []
        self.pictures = Illustration.objects.filter(
            Q(pk__in=pictures_for(user).values("pk")) | Q(slug__in=held)
        )
        self.fields["figure"].queryset = self.pictures
        if earlier and earlier.get("figure"):
            self.fields["figure"].initial = Illustration.objects.filter(slug=earlier["figure"]).first()
        self.order_fields(
            ["figure", "content", "objective", "difficulty", "source", "where", "verified", "uses", "reason"]
        )

    def clean_figure(self):
        figure = self.cleaned_data["figure"]
        refused = refusal(figure) if figure else ""
        if refused:
            raise forms.ValidationError(refused)
        return figure

    def clean_uses(self):
        return known_rows(self.cleaned_data["uses"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("content") is not None and not self.errors:
            figure = cleaned["figure"]
            cleaned["body"] = editor_of(self.kind).to_body(cleaned["content"], self.earlier) | {
                "figure": figure.slug if figure else ""
            }
            try:
                body = validate_body(self.kind, cleaned["body"])
            except BodyError as error:
                for problem in error.errors():
                    self.add_error(None, problem["msg"].removeprefix("Value error, "))
            else:
                self._only_own_pictures(kinds.get(self.kind).pictures(body))
        return cleaned

    def _only_own_pictures(self, slugs):
        """The choosers list no others; this also holds for a form that was made by hand."""
        known = set(self.pictures.filter(slug__in=slugs).values_list("slug", flat=True))
        if set(slugs) - known:
            self.add_error(None, _("One of the pictures is not among those that you may choose."))


class NewQuestionForm(QuestionForm):
    """A new question with the name that it keeps."""

    slug = forms.SlugField(label=_("Permanent name"), max_length=120, help_text=_("Such as permit-validity."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["slug"])

    def clean_slug(self):
        slug = slugify(self.cleaned_data["slug"])
        if self.bank.questions.filter(slug=slug).exists():
            raise forms.ValidationError(_("This bank has a question of that name: choose another."))
        return slug


class BankMenuItem(MenuItem):
    """An entry of the menu for those who may write in some bank: asked once for all such entries."""

    def is_shown(self, request):
        if not hasattr(request, "writes_in_a_bank"):
            request.writes_in_a_bank = banks_for(request.user).exists()
        return request.writes_in_a_bank


class WritersView(WagtailAdminTemplateMixin, TemplateView):
    """A page for those who may write in some bank; for everybody else there is none.

    `start` is the page where its breadcrumbs begin: the name of its address, and what it is called.
    """

    start = None

    def dispatch(self, request, *args, **kwargs):
        if not self.admits(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def admits(self, user):
        return banks_for(user).exists()

    def crumbs(self, *further):
        """Home, the start, then (address, label) pairs."""
        address, label = self.start
        steps = [(reverse(address), label), *further]
        return [*self.breadcrumbs_items, *({"url": url, "label": label} for url, label in steps)]


class AuthoringView(WritersView):
    """A page of a bank. The bank comes out of the person's own."""

    header_icon = "help"
    start = ("question_banks:index", _("Question banks"))

    @cached_property
    def bank(self):
        return get_object_or_404(banks_for(self.request.user), slug=self.kwargs["bank"])

    @cached_property
    def question(self):
        questions = Question.objects.select_related(
            "bank",
            "current__objective",
            "current__source",
            "proposal__version__objective",
            "proposal__version__source",
        )
        return get_object_or_404(questions, bank=self.bank, pk=self.kwargs["pk"])

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

    @property
    def order(self):
        """What is asked to be sorted by, with a dash for the other way round."""
        order = self.request.GET.get("order", "")
        return order if order.removeprefix("-") in COLUMNS else "question"

    def get_queryset(self):
        """Questions of the bank with how often each was drawn and when last; trials do not count."""
        counted = Q(versions__paper_items__attempt__trial=False)
        field = F(COLUMNS[self.order.removeprefix("-")][1])
        by = field.desc(nulls_last=True) if self.order.startswith("-") else field.asc(nulls_last=True)
        questions = (
            self.bank.questions.select_related("current__objective", "proposal__version__objective")
            .annotate(
                drawn=Count("versions__paper_items", filter=counted),
                last_drawn=Max("versions__paper_items__attempt__started_at", filter=counted),
            )
            .order_by(by, "slug")
        )
        if self.words:
            waiting = Q(proposal__has_unpublished_changes=True)
            questions = questions.filter(
                Q(slug__icontains=self.words)
                | Q(current__body__icontains=self.words)
                | waiting & Q(proposal__version__body__icontains=self.words)
            )
        return questions

    @property
    def words(self):
        return self.request.GET.get("q", "").strip()

    def get_context_data(self, **kwargs):
        page = Paginator(self.get_queryset(), 50).get_page(self.request.GET.get("p"))
        papers = Attempt.objects.filter(quiz__bank=self.bank).count()
        for question in page:
            question.kind_label = EDITORS[question.kind].meta.label
            kind = kinds.get(question.kind)
            question.words = kind.stem_text(kind.body(question.latest.body))
            question.remarks = remarks_by_itself(question)
            question.share = 100 * question.drawn / papers if papers else None
        return super().get_context_data(
            **kwargs
            | {
                "bank": self.bank,
                "page": page,
                "words": self.words,
                "papers": papers,
                "order": self.order,
                "columns": {name: self._column(name) for name in COLUMNS},
            }
        )

    def _column(self, name):
        other_way = self.order == name or (name != "question" and self.order != f"-{name}")
        sorted_so = {name: "ascending", f"-{name}": "descending"}.get(self.order, "")
        return {
            "heading": COLUMNS[name][0],
            "order": f"-{name}" if other_way else name,
            "sorted": sorted_so,
        }


class QuestionCreate(AuthoringView):
    """The kinds to choose from, each an address; then one form for all of the question."""

    template_name = "quizzes/authoring/question_form.html"
    page_title = _("New question")

    def get_breadcrumbs_items(self):
        return self.crumbs(self.bank_crumb(), ("", _("New question")))

    @property
    def kind(self):
        """The kind in the address, or None."""
        kind = self.request.GET.get("kind")
        return kind if kind in EDITORS else None

    def get(self, request, *args, **kwargs):
        if self.kind is None:
            labels = ((kind, editor.meta.label) for kind, editor in EDITORS.items())
            choices = sorted(labels, key=lambda choice: str(choice[1]))
            return self.render_to_response(self.get_context_data(kinds=choices))
        form = NewQuestionForm(
            bank=self.bank, kind=self.kind, user=request.user, initial={"reason": _("First version")}
        )
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        if self.kind is None:
            return redirect("question_banks:new", self.bank.slug)
        form = NewQuestionForm(request.POST, bank=self.bank, kind=self.kind, user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        question = create_question(
            bank=self.bank,
            slug=form.cleaned_data["slug"],
            kind=self.kind,
            author=request.user,
            now=timezone.now(),
            waits=True,
            **_version_fields(form),
        )
        messages.success(
            request, _("The question is in the bank. It is asked after a second person has approved it.")
        )
        return redirect("question_banks:edit", self.bank.slug, question.pk)

    def get_context_data(self, **kwargs):
        label = EDITORS[self.kind].meta.label if self.kind else ""
        return super().get_context_data(**kwargs | {"kind_label": label})


class QuestionEdit(AuthoringView):
    """The latest version in a form; saving writes the next one, which waits for a second person.

    Papers already drawn keep theirs.
    """

    template_name = "quizzes/authoring/question_form.html"

    def get_page_title(self):
        return self.question.slug

    def get_breadcrumbs_items(self):
        return self.crumbs(self.bank_crumb(), ("", self.question.slug))

    def get_form(self, data=None):
        latest = self.question.latest
        initial = {
            "content": editor_of(self.question.kind).to_python(
                editor_of(self.question.kind).to_raw(latest.body)
            ),
            "objective": latest.objective_id,
            "difficulty": latest.difficulty,
            "source": latest.source_id,
            "where": latest.where,
            "verified": latest.verified,
            "uses": latest.uses,
        }
        return QuestionForm(
            data,
            bank=self.bank,
            kind=self.question.kind,
            user=self.request.user,
            earlier=latest.body,
            initial=initial,
        )

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        before = self.question.latest
        version = write_version(
            question=self.question,
            author=request.user,
            now=timezone.now(),
            waits=True,
            **_version_fields(form),
        )
        if version == before:
            messages.info(request, _("Nothing was changed, so no version was written."))
        else:
            messages.success(
                request,
                _("Version %(number)s is written. It is asked after a second person has approved it.")
                % {"number": version.number},
            )
        return redirect("question_banks:edit", self.bank.slug, self.question.pk)

    def get_context_data(self, **kwargs):
        versions = (
            self.question.versions.select_related("author")
            .annotate(papers=Count("paper_items", filter=Q(paper_items__attempt__trial=False)))
            .order_by("-number")
        )
        return super().get_context_data(
            **kwargs
            | {
                "bank": self.bank,
                "question": self.question,
                "versions": versions,
                "in_force": self.question.current_id,
                "waiting": self.question.waiting,
                "marks": ReviewMark.objects.open().filter(kind="question", user=str(self.question.pk)),
                "remarks": remarks_on(self.question),
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
    names = ["body", "objective", "difficulty", "source", "where", "verified", "uses", "reason"]
    return {name: form.cleaned_data[name] for name in names}
