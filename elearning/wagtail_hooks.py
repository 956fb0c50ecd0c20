"""The site's part in the Wagtail admin: its look, and what its first page leads to."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from elearning.authors import GuideViewSet, WelcomePanel


@hooks.register("construct_main_menu")
def show_reports_to_owners(request, menu_items):
    """Reports name the pages and people of all administrations (elearning.middleware closes them)."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "reports"]


@hooks.register("insert_global_admin_css")
def wear_the_look():
    return format_html('<link rel="stylesheet" href="{}">', static("elearning/css/admin.css"))


@hooks.register("construct_homepage_panels")
def welcome_authors(request, panels):
    panels.append(WelcomePanel())


@hooks.register("register_admin_viewset")
def register_guides():
    return GuideViewSet()
