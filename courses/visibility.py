"""Which pages somebody may come across in the Wagtail admin.

Wagtail guards what is done to a page, but its choosers, bulk actions and some listings name every
page there is. A national module is nobody else's business, and a draft is its authors'.
"""

from django.db.models import Q
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.models import AdministrationPage, CataloguePage, HomePage, Module, ModulePage


def visible_to(user, pages):
    """Narrow a queryset of pages: the user's own ground, and what is public."""
    if user.is_superuser:
        return pages
    public = Q(depth=1) | Q(path__in=HomePage.objects.live().values("path"))
    for path in CataloguePage.objects.live().values_list("path", flat=True):
        public |= Q(path__startswith=path, live=True)
    own = PagePermissionPolicy().explorable_instances(user)
    return pages.filter(public | Q(pk__in=own.values("pk")))


def editable_pages(user):
    """The pages that somebody may edit, of any kind."""
    return PagePermissionPolicy().instances_user_has_permission_for(user, "change")


def module_pages_written_by(user):
    """The pages of modules that somebody may edit, each on the ground of those its module belongs to."""
    grounds = dict(AdministrationPage.objects.values_list("path", "administration"))
    pages = ModulePage.objects.filter(pk__in=editable_pages(user).values("pk"))
    pages = pages.select_related("module__administration").order_by("module__order", "module__title", "path")
    return [
        page for page in pages if grounds.get(page.path[: -page.steplen]) == page.module.administration_id
    ]


def modules_written_by(user):
    """The modules whose page somebody may edit; owners write in all, also in those that lost their pages."""
    if user.is_superuser:
        return Module.objects.all()
    return Module.objects.filter(pk__in={page.module_id for page in module_pages_written_by(user)})
