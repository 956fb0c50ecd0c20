"""The trainer's pages in the Wagtail admin: what a module is beside its pages, and what became of it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.history import HistoryView

from courses.models import Module
from courses.objectives import NotObjectives, read_objectives, write_objectives
from courses.services.objectives import ObjectiveRefused, objectives_of, reasons_against, set_objectives
from courses.visibility import module_pages_written_by, modules_written_by

MOST_MINUTES = 32767


class ModuleForm(WagtailAdminModelForm):
    """Status, place and time of a module, and its objectives as lines of text."""

    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=0,
        max_value=MOST_MINUTES,
        help_text=_("Learning time of the whole module."),
    )
    objectives = forms.CharField(
        label=_("Objectives"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "What an officer can do afterwards, one a line: a code, a space, the text. "
            "Such as: LO1 Tell a valid permit from an invalid one."
        ),
    )

    class Meta:
        model = Module
        fields = ["status", "order", "minutes"]
        help_texts = {"status": _("A module in preparation stands in the catalogue and cannot be started.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = [(objective.code, objective.text) for objective in objectives_of(self.instance)]
        self.initial["objectives"] = write_objectives(rows)

    def clean_objectives(self):
        try:
            rows = read_objectives(self.cleaned_data["objectives"])
        except NotObjectives as error:
            raise forms.ValidationError(error.messages) from error
        reasons = reasons_against(module=self.instance, rows=rows)
        if reasons:
            raise forms.ValidationError(reasons)
        return rows

    def save(self, commit=True):
        module = super().save(commit=commit)
        set_objectives(module=module, rows=self.cleaned_data["objectives"])
        return module


class OfOwnModules:
    """A view of one module, which is found among those that the person writes in, or not at all."""

    model = Module
    permission_policy = None
    header_icon = "folder-open-inverse"
    index_url_name = "modules:index"
    edit_url_name = "modules:edit"
    history_url_name = "modules:history"
    history_results_url_name = "modules:history_results"


class ModuleList(WagtailAdminTemplateMixin, TemplateView):
    """The modules that somebody writes in."""

    template_name = "courses/authoring/modules.html"
    page_title = _("Modules")
    header_icon = "folder-open-inverse"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        pages = {page.module_id: page for page in module_pages_written_by(self.request.user)}
        modules = modules_written_by(self.request.user).select_related("administration")
        rows = [(module, pages.get(module.pk)) for module in modules]
        return super().get_context_data(rows=rows, **kwargs)


class ModuleEdit(OfOwnModules, EditView):
    """The form of a module."""

    form_class = ModuleForm
    success_message = _("The module “%(object)s” is saved.")
    error_message = _("The module could not be saved. Correct what is marked.")

    def get_queryset(self):
        return modules_written_by(self.request.user)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ObjectiveRefused as refusal:
            form.add_error("objectives", refusal.messages)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class ModuleHistory(OfOwnModules, HistoryView):
    """Who changed a module, and when."""

    def get_base_object_queryset(self):
        return modules_written_by(self.request.user)
