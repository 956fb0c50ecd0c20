"""Question banks in the Wagtail admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.collections import collection_member_permission_formset_factory
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from quizzes import authoring, authoring_exchange, correcting, quiz_authoring, statistics_pages
from quizzes.authoring import BankMenuItem
from quizzes.models import Bank, Proposal
from quizzes.proposals import ProposalPolicy, ProposalViewSet, VersionSheet
from quizzes.services import quizzes as quiz_services

register_permission_policy(Proposal, ProposalPolicy(Proposal))
register_snippet(ProposalViewSet)


class QuestionBankViewSet(ViewSet):
    """Banks and their questions, for those who may write in them."""

    name = "question_banks"
    url_prefix = "question-banks"
    icon = "help"
    menu_label = _("Question banks")
    menu_name = "question-banks"
    menu_order = 250
    add_to_admin_menu = True
    menu_item_class = BankMenuItem

    def get_urlpatterns(self):
        return [
            path("", authoring.BankList.as_view(), name="index"),
            path("<slug:bank>/", authoring.QuestionList.as_view(), name="bank"),
            path("<slug:bank>/exchange/", authoring_exchange.Exchange.as_view(), name="exchange"),
            path(
                "<slug:bank>/exchange/check/", authoring_exchange.CheckImport.as_view(), name="check_import"
            ),
            path("<slug:bank>/exchange/template/<str:fmt>/", authoring_exchange.template, name="template"),
            path("<slug:bank>/exchange/export/<str:fmt>/", authoring_exchange.export, name="export"),
            path("<slug:bank>/sets/", quiz_authoring.RivalryList.as_view(), name="sets"),
            path("<slug:bank>/sets/new/", quiz_authoring.RivalryEdit.as_view(), name="new_set"),
            path("<slug:bank>/sets/<int:pk>/", quiz_authoring.RivalryEdit.as_view(), name="set"),
            path(
                "<slug:bank>/sets/<int:pk>/dissolve/",
                quiz_authoring.RivalryDissolve.as_view(),
                name="dissolve_set",
            ),
            path("<slug:bank>/new/", authoring.QuestionCreate.as_view(), name="new"),
            path("<slug:bank>/<int:pk>/", authoring.QuestionEdit.as_view(), name="edit"),
            path("<slug:bank>/<int:pk>/versions/<int:number>/", VersionSheet.as_view(), name="version"),
            path("<slug:bank>/<int:pk>/retire/", authoring.QuestionRetire.as_view(), name="retire"),
            path("<slug:bank>/<int:pk>/correct/", correcting.QuestionCorrect.as_view(), name="correct"),
            path(
                "<slug:bank>/<int:pk>/corrections/<int:correction>/undo/",
                correcting.CorrectionUndo.as_view(),
                name="undo_correction",
            ),
        ]


class QuizEditorViewSet(ViewSet):
    """Quizzes: how papers are drawn, timed, passed and reviewed, for those who may write the questions."""

    name = "quiz_editor"
    url_prefix = "quiz-editor"
    icon = quiz_authoring.HEADER_ICON
    menu_label = _("Quizzes")
    menu_name = "quizzes"
    menu_order = 249
    add_to_admin_menu = True
    menu_item_class = BankMenuItem

    def get_urlpatterns(self):
        return [
            path("", quiz_authoring.QuizList.as_view(), name="index"),
            path("new/", quiz_authoring.QuizCreate.as_view(), name="new"),
            path("<int:pk>/", quiz_authoring.QuizEdit.as_view(), name="edit"),
            path("<int:pk>/module/", quiz_authoring.QuizPlace.as_view(), name="place"),
            path("<int:pk>/retire/", quiz_authoring.QuizRetire.as_view(), name="retire"),
            path("<int:pk>/history/", quiz_authoring.QuizHistory.as_view(), name="history"),
            path(
                "<int:pk>/history/results/",
                quiz_authoring.QuizHistory.as_view(results_only=True),
                name="history_results",
            ),
        ]


class QuizStatisticsViewSet(ViewSet):
    """What the marks say of quizzes and questions, for those who may write the questions."""

    name = "quiz_statistics"
    url_prefix = "quiz-statistics"
    icon = "view"
    menu_label = _("Quiz statistics")
    menu_name = "quiz-statistics"
    menu_order = 251
    add_to_admin_menu = True
    menu_item_class = BankMenuItem

    def get_urlpatterns(self):
        return [
            path("", statistics_pages.QuizList.as_view(), name="index"),
            path("<slug:quiz>/", statistics_pages.QuizStatistics.as_view(), name="quiz"),
            path("<slug:quiz>/questions.csv", statistics_pages.QuizExport.as_view(), name="export"),
            path("<slug:quiz>/<int:pk>/", statistics_pages.ItemStatistics.as_view(), name="item"),
        ]


@hooks.register("register_admin_viewset")
def register_question_banks():
    return [QuizEditorViewSet(), QuestionBankViewSet(), QuizStatisticsViewSet()]


@hooks.register("register_group_permission_panel")
def register_bank_permissions():
    """Owners give a group its banks where they give it its images."""
    return collection_member_permission_formset_factory(
        Bank,
        [("add_bank", _("Add"), _("Add question banks")), ("change_bank", _("Change"), _("Write questions"))],
        "quizzes/authoring/bank_permissions.html",
    )


@hooks.register("describe_collection_contents")
def describe_banks(collection):
    """A collection with a bank in it cannot be deleted."""
    count = Bank.objects.filter(collection=collection).count()
    if count:
        return {"count": count, "count_text": _("%d question banks") % count, "url": None}
    return None


@hooks.register("register_log_actions")
def register_quiz_history(actions):
    """What the history of a quiz says of each entry."""
    actions.register_action(quiz_services.CREATED, _("Create a quiz"), _("Made"))
    actions.register_action(quiz_services.RETIRED, _("Retire a quiz"), _("Retired"))
    actions.register_action(quiz_services.RESTORED, _("Restore a quiz"), _("In use again"))

    @actions.register_action(quiz_services.PLACED)
    class Placed(LogFormatter):
        label = _("Lay the page of a quiz")

        def format_message(self, entry):
            return _("Its page was laid in “%s”") % entry.data["place"]

    @actions.register_action(quiz_services.EDITED)
    class Edited(LogFormatter):
        label = _("Change a quiz")

        def format_message(self, entry):
            return "; ".join(
                f"{name}: {before or '–'} → {after or '–'}" for name, before, after in entry.data["changes"]
            )
