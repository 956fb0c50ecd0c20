"""A guard before the Wagtail admin: an address that names a page somebody may not come across is not found.

Wagtail checks what is done to a page, but some of its views draw the title of any page whose number they
are given: the chooser, the confirmation of a move, bulk actions.
"""

from django.http import Http404
from django.urls import reverse
from wagtail.models import Page

from courses.visibility import visible_to

PAGE_ARGUMENTS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id"}
PAGE_LISTS = ["target_pages[]", "new_parent_page"]


class PageGroundMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return
        if not user.is_authenticated or user.is_superuser:
            return
        named = Page.objects.filter(pk__in=pages_named(request, kwargs))
        if named.count() != visible_to(user, named).count():
            raise Http404


def pages_named(request, kwargs):
    """Ids of the pages that an address, its query and its form name."""
    match = request.resolver_match
    ids = {str(kwargs[name]) for name in PAGE_ARGUMENTS & kwargs.keys()}
    lists = list(PAGE_LISTS)
    if "wagtailadmin_pages" in match.namespaces and "pk" in kwargs:
        ids.add(str(kwargs["pk"]))
    if match.url_name == "wagtailadmin_choose_page_chosen_multiple" or (
        match.url_name == "wagtail_bulk_action" and kwargs.get("model_name") == "page"
    ):
        lists.append("id")
    for name in lists:
        ids.update(request.GET.getlist(name) + request.POST.getlist(name))
    return {int(number) for number in ids if number.isdecimal()}
