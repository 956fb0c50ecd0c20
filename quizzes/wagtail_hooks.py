"""Question banks in the Wagtail admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.collections import collection_member_permission_formset_factory
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from quizzes import authoring
from quizzes.models import Bank
from quizzes.permissions import banks_for


class BankMenuItem(MenuItem):
    def is_shown(self, request):
        return banks_for(request.user).exists()


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
            path("<slug:bank>/new/", authoring.QuestionCreate.as_view(), name="new"),
            path("<slug:bank>/<int:pk>/", authoring.QuestionEdit.as_view(), name="edit"),
            path("<slug:bank>/<int:pk>/retire/", authoring.QuestionRetire.as_view(), name="retire"),
        ]


@hooks.register("register_admin_viewset")
def register_question_banks():
    return QuestionBankViewSet()


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
