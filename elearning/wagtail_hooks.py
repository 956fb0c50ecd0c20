"""The site's part in the Wagtail admin."""

from wagtail import hooks


@hooks.register("construct_main_menu")
def show_reports_to_owners(request, menu_items):
    """Reports name the pages and people of all administrations (elearning.middleware closes them)."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "reports"]
