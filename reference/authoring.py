"""What has to be looked at again because a row changed: a list for trainers, each with what is theirs."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from reference.models import ReviewMark
from reference.permissions import may_look
from reference.services.review import clear_marks, to_review


class ClearForm(forms.Form):
    """Which marks to clear, and why."""

    marks = forms.ModelMultipleChoiceField(ReviewMark.objects.open(), widget=forms.MultipleHiddenInput)
    reason = forms.CharField(
        label=_("What you found"), max_length=300, help_text=_("Such as: read again, still right.")
    )


class ReviewList(WagtailAdminTemplateMixin, TemplateView):
    """Open marks on what this person may edit. Clearing takes a reason."""

    page_title = _("To review")
    header_icon = "warning"
    template_name = "reference/review.html"

    def dispatch(self, request, *args, **kwargs):
        if not may_look(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": reverse("review:index"), "label": _("To review")}]

    def get_context_data(self, **kwargs):
        found = to_review(self.request.user)
        page = Paginator(found, 50).get_page(self.request.GET.get("p"))
        return super().get_context_data(**{"page": page, "form": ClearForm()} | kwargs)

    def post(self, request, *args, **kwargs):
        form = ClearForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        asked = list(form.cleaned_data["marks"])
        own = [found.mark for found in to_review(request.user, asked)]
        if len(own) != len(asked):
            raise Http404
        count = clear_marks(
            marks=own, person=request.user, reason=form.cleaned_data["reason"], now=timezone.now()
        )
        messages.success(
            request,
            ngettext("%(count)s mark is cleared.", "%(count)s marks are cleared.", count) % {"count": count},
        )
        return redirect("review:index")


class ReviewMenuItem(MenuItem):
    def is_shown(self, request):
        return may_look(request.user)


class ReviewViewSet(ViewSet):
    """The list in the menu of the tables."""

    name = "review"
    url_prefix = "reference/review"
    icon = "warning"
    menu_label = _("To review")
    menu_name = "review"
    menu_item_class = ReviewMenuItem

    def get_urlpatterns(self):
        return [path("", ReviewList.as_view(), name="index")]
