"""Pages in the Wagtail admin: a trainer comes across no page that is another administration's."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.pages import CopyForm

from courses.visibility import visible_to


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
