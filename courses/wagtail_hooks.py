"""Pages and modules in the Wagtail admin: a trainer comes across nothing that is another administration's."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from courses import authoring
from courses.models import InspectionPage, ModulePage, QuizPage
from courses.models.pages import NOT_PUBLISHED
from courses.visibility import modules_written_by, visible_to
from exercises.permissions import inspections_for
from quizzes.permissions import banks_for
from reference.models import ReviewMark


@hooks.register("construct_page_chooser_queryset")
def choose_visible_pages(pages, request):
    return visible_to(request.user, pages)


@hooks.register("construct_explorer_page_queryset")
def explore_visible_pages(parent_page, pages, request):
    return visible_to(request.user, pages)


@hooks.register("before_copy_page")
def copy_where_it_may_stand(request, page):
    """A copy shows the same unit or module as its original, so it stands where that may stand."""
    form = CopyForm(request.POST, user=request.user, page=page) if request.method == "POST" else None
    if form is None or not form.is_valid():
        return None
    destination = form.cleaned_data["new_parent_page"] or page.get_parent()
    if destination == page.get_parent() or page.specific.can_move_to(destination):
        return None
    messages.error(request, _("A copy stays in its module. To teach something else there, write a new page."))
    return redirect("wagtailadmin_pages:copy", page.pk)


class ModuleMenuItem(MenuItem):
    def is_shown(self, request):
        return modules_written_by(request.user).exists()


class ModuleViewSet(ViewSet):
    """What modules are beside their pages, for those who write them. A module is made by making its page."""

    name = "modules"
    url_prefix = "modules"
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Modules")
    menu_name = "modules"
    menu_order = 240
    add_to_admin_menu = True
    menu_item_class = ModuleMenuItem

    def get_urlpatterns(self):
        return [
            path("", authoring.ModuleList.as_view(), name="index"),
            path("<int:pk>/", authoring.ModuleEdit.as_view(), name="edit"),
            path("<int:pk>/history/", authoring.ModuleHistory.as_view(), name="history"),
            path(
                "<int:pk>/history/results/",
                authoring.ModuleHistory.as_view(results_only=True),
                name="history_results",
            ),
        ]


@hooks.register("register_admin_viewset")
def register_modules():
    return ModuleViewSet()


@hooks.register("register_page_header_buttons")
def lead_to_module(page, user, view_name, next_url=None):
    """From the page of a module to what the module is beside its pages."""
    specific = page.specific_deferred
    if isinstance(specific, ModulePage) and page.permissions_for_user(user).can_edit():
        module = ModulePage.objects.values_list("module", flat=True).get(pk=page.pk)
        yield Button(
            _("Status, minutes and objectives"),
            url=reverse("modules:edit", args=[module]),
            icon_name="folder-open-inverse",
            priority=5,
        )


@hooks.register("before_edit_page")
def name_what_is_to_review(request, page):
    """Above a lesson's form: rows of the reference tables that it uses and that have changed."""
    if request.method != "GET":
        return
    for mark in ReviewMark.objects.open().filter(kind="lesson", user=str(page.pk)):
        text = _("To review: %(row)s. %(what)s") % {"row": mark.row, "what": mark.what}
        messages.warning(request, text, buttons=[messages.button(reverse("review:index"), _("Clear it"))])


@hooks.register("register_page_header_buttons")
def lead_to_quiz(page, user, view_name, next_url=None):
    """From the page of a quiz to its settings, and from the page of a module to a new quiz in it."""
    specific = page.specific_deferred
    if not page.permissions_for_user(user).can_edit() or not banks_for(user).exists():
        return
    if isinstance(specific, QuizPage):
        quiz = QuizPage.objects.values_list("unit__quiz", flat=True).get(pk=page.pk)
        address, label = reverse("quiz_editor:edit", args=[quiz]), _("Settings and blueprint")
    elif isinstance(specific, ModulePage):
        address, label = f"{reverse('quiz_editor:new')}?place={page.pk}", _("Add a quiz")
    else:
        return
    yield Button(label, url=address, icon_name="tasks", priority=6)


@hooks.register("register_page_header_buttons")
def lead_to_inspection(page, user, view_name, next_url=None):
    """From the page of an inspection to how its sets are made."""
    specific = page.specific_deferred
    if not isinstance(specific, InspectionPage) or not page.permissions_for_user(user).can_edit():
        return
    exercise = InspectionPage.objects.values_list("unit__exercise", flat=True).get(pk=page.pk)
    if inspections_for(user).filter(pk=exercise).exists():
        address = reverse("inspection_editor:edit", args=[exercise])
        yield Button(_("Kinds of fault and mix"), url=address, icon_name="tasks", priority=6)


@hooks.register("before_publish_page")
def publish_what_can_be_drawn(request, page):
    """The page of a quiz whose papers cannot be drawn stays a draft; what was written in it is saved."""
    if not isinstance(page, QuizPage) or page.live or not page.faults:
        return None
    _say_not_published(request, page)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def publish_many_that_can_be_drawn(request, action_type, pages, action):
    """Pages are published together or not at all, so that nobody takes a quiz for published that is not."""
    if action_type != "publish":
        return None
    chosen = {page.pk for page in pages}
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in pages:
            chosen |= set(page.get_descendants().values_list("pk", flat=True))
    drafts = QuizPage.objects.filter(pk__in=chosen, live=False).select_related("unit__quiz")
    refused = [page for page in drafts if page.faults]
    for page in refused:
        _say_not_published(request, page)
    return redirect(action.next_url) if refused else None


def _say_not_published(request, page):
    said = {"page": page.title, "faults": " ".join(page.faults)}
    messages.error(request, _("“%(page)s” is not published: no paper can be drawn. %(faults)s") % said)


@hooks.register("register_log_actions")
def register_refused_publication(actions):
    @actions.register_action(NOT_PUBLISHED)
    class NotPublished(LogFormatter):
        label = gettext_lazy("Leave a quiz unpublished")

        def format_message(self, entry):
            return _("Not published: no paper can be drawn. %s") % " ".join(entry.data["faults"])
