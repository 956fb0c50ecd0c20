"""The trainer's pages of quizzes in the Wagtail admin, and of questions that exclude each other."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.history import HistoryView

from quizzes import doors
from quizzes.authoring import AuthoringView, WritersView
from quizzes.models import Quiz
from quizzes.permissions import banks_for, quizzes_for
from quizzes.quiz_forms import Blueprint, NewQuizForm, PlaceForm, QuizForm, RivalryForm
from quizzes.services.drawing import Stock
from quizzes.services.questions import write_rivalry
from quizzes.services.quizzes import (
    BlueprintRefused,
    create_quiz,
    place_quiz,
    restore_quiz,
    retire_quiz,
    write_quiz,
)

HEADER_ICON = "tasks"


class QuizView(WritersView):
    """A page of a quiz. The quiz comes out of the person's own."""

    header_icon = HEADER_ICON
    start = ("quiz_editor:index", _("Quizzes"))

    @cached_property
    def quiz(self):
        quizzes = quizzes_for(self.request.user).select_related("bank")
        return get_object_or_404(quizzes, pk=self.kwargs["pk"])


class QuizList(QuizView):
    """The quizzes that somebody may write, and where officers find them."""

    page_title = _("Quizzes")
    template_name = "quizzes/authoring/quizzes.html"

    def get_breadcrumbs_items(self):
        return self.crumbs()

    def get_context_data(self, **kwargs):
        quizzes = list(quizzes_for(self.request.user).select_related("bank"))
        found = doors.keeper().doors(quizzes)
        return super().get_context_data(rows=[(quiz, found.get(quiz.pk)) for quiz in quizzes], **kwargs)


class QuizCreate(QuizView):
    """What a quiz must have; the rest follows in its own form."""

    page_title = _("New quiz")
    template_name = "quizzes/authoring/quiz_new.html"

    def get_breadcrumbs_items(self):
        return self.crumbs(("", _("New quiz")))

    def get_form(self, data=None):
        user = self.request.user
        asked = {"minutes": 30, "pass_mark": 80, "place": self.request.GET.get("place", "")}
        return NewQuizForm(data, initial=asked, banks=banks_for(user), places=doors.keeper().places(user))

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        quiz = create_quiz(quiz=form.save(commit=False), author=request.user)
        if form.cleaned_data["place"]:
            place_quiz(quiz=quiz, place=form.cleaned_data["place"], author=request.user)
        messages.success(request, _("The quiz is made. Say now what its papers hold."))
        return redirect("quiz_editor:edit", quiz.pk)


class QuizEdit(QuizView):
    """All settings of a quiz and its blueprint in one form, with what the bank has for each row."""

    template_name = "quizzes/authoring/quiz_form.html"

    def get_page_title(self):
        return self.quiz.title

    def get_breadcrumbs_items(self):
        return self.crumbs(("", self.quiz.title))

    def get(self, request, *args, **kwargs):
        form, blueprint = QuizForm(instance=self.quiz), Blueprint(quiz=self.quiz)
        return self.render_to_response(self.get_context_data(form=form, blueprint=blueprint))

    def post(self, request, *args, **kwargs):
        form, blueprint = QuizForm(request.POST, instance=self.quiz), Blueprint(request.POST, quiz=self.quiz)
        refused = ()
        if all([form.is_valid(), blueprint.is_valid()]):
            try:
                write_quiz(
                    quiz=form.save(commit=False),
                    rows=blueprint.rows,
                    fixed=form.cleaned_data["fixed"],
                    author=request.user,
                )
            except BlueprintRefused as error:
                refused = error.args
            else:
                messages.success(request, _("The quiz is saved. Attempts that run keep paper and time."))
                return redirect("quiz_editor:edit", self.quiz.pk)
        context = self.get_context_data(form=form, blueprint=blueprint, refused=refused)
        return self.render_to_response(context, status=422)

    def get_context_data(self, *, form, blueprint, refused=(), **kwargs):
        fixed = None
        if form.is_bound:
            fixed = [question.pk for question in form.cleaned_data.get("fixed", [])]
        stock = Stock(self.quiz, rows=blueprint.rows, fixed=fixed)
        blueprint.tell(stock)
        door = doors.door_of(self.quiz)
        places = [] if door else doors.keeper().places(self.request.user)
        return super().get_context_data(
            **kwargs
            | {
                "quiz": self.quiz,
                "form": form,
                "blueprint": blueprint,
                "faults": [] if refused else stock.faults,
                "refused": refused,
                "door": door,
                "place_form": None if door else PlaceForm(quiz=self.quiz, places=places),
                "media": form.media + blueprint.media,
            }
        )


class QuizPlace(QuizView):
    """Lay the page of a quiz in a module. Only by POST."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        places = doors.keeper().places(request.user)
        form = PlaceForm(request.POST, quiz=self.quiz, places=places)
        if form.is_valid():
            place_quiz(quiz=self.quiz, place=form.cleaned_data["place"], author=request.user)
            messages.success(
                request, _("The page of the quiz is laid as a draft. Publish it to open the quiz.")
            )
        else:
            messages.error(request, _("Choose one of your modules."))
        return redirect("quiz_editor:edit", self.quiz.pk)


class QuizRetire(QuizView):
    """Close a quiz for good, or take it in use again. Only by POST; nothing is deleted."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        door = doors.door_of(self.quiz)
        if door is None:
            raise Http404
        if door.retired:
            restore_quiz(quiz=self.quiz, author=request.user)
            messages.success(request, _("The quiz is in use again."))
        else:
            retire_quiz(quiz=self.quiz, author=request.user, now=timezone.now())
            messages.success(request, _("The quiz is retired: nobody can start it. All results stay."))
        return redirect("quiz_editor:edit", self.quiz.pk)


class QuizHistory(HistoryView):
    """Who changed a quiz, what and when."""

    model = Quiz
    permission_policy = None
    header_icon = HEADER_ICON
    index_url_name = "quiz_editor:index"
    edit_url_name = "quiz_editor:edit"
    history_url_name = "quiz_editor:history"
    history_results_url_name = "quiz_editor:history_results"

    def get_base_object_queryset(self):
        return quizzes_for(self.request.user)


class RivalryView(AuthoringView):
    """A page on sets of questions of one bank that exclude each other."""

    def sets_crumb(self):
        return reverse("question_banks:sets", args=[self.bank.slug]), _("Questions that exclude each other")


class RivalryList(RivalryView):
    page_title = _("Questions that exclude each other")
    template_name = "quizzes/authoring/rivalries.html"

    def get_breadcrumbs_items(self):
        return self.crumbs(self.bank_crumb(), self.sets_crumb())

    def get_context_data(self, **kwargs):
        sets = self.bank.rivalries.prefetch_related("questions")
        return super().get_context_data(**kwargs | {"bank": self.bank, "sets": sets})


class RivalryEdit(RivalryView):
    """The form of a set, also of a new one."""

    template_name = "quizzes/authoring/rivalry_form.html"

    @cached_property
    def rivalry(self):
        return get_object_or_404(self.bank.rivalries, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_page_title(self):
        return self.rivalry.name if self.rivalry else _("New set")

    def get_breadcrumbs_items(self):
        return self.crumbs(self.bank_crumb(), self.sets_crumb(), ("", self.get_page_title()))

    def get_form(self, data=None):
        initial = {}
        if self.rivalry:
            names = self.rivalry.questions.order_by("slug").values_list("slug", flat=True)
            initial = {"name": self.rivalry.name, "questions": "\n".join(names)}
        return RivalryForm(data, bank=self.bank, rivalry=self.rivalry, initial=initial)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        write_rivalry(bank=self.bank, rivalry=self.rivalry, **form.cleaned_data)
        messages.success(request, _("The set is saved. Papers that are already drawn stay as they are."))
        return redirect("question_banks:sets", self.bank.slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"bank": self.bank, "rivalry": self.rivalry})


class RivalryDissolve(RivalryView):
    """Let the questions of a set stand beside each other again. Only by POST."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        get_object_or_404(self.bank.rivalries, pk=self.kwargs["pk"]).delete()
        messages.success(request, _("The set is dissolved. Its questions stay in the bank."))
        return redirect("question_banks:sets", self.bank.slug)
