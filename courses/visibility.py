"""Which pages somebody may come across in the Wagtail admin.

Wagtail guards what is done to a page, but its choosers, bulk actions and some listings name every
page there is. A national module is nobody else's business, and a draft is its authors'.
"""

from django.db.models import Q
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.models import CataloguePage, HomePage


def visible_to(user, pages):
    """Narrow a queryset of pages: the user's own ground, and what is public."""
    if user.is_superuser:
        return pages
    public = Q(depth=1) | Q(path__in=HomePage.objects.live().values("path"))
    for path in CataloguePage.objects.live().values_list("path", flat=True):
        public |= Q(path__startswith=path, live=True)
    own = PagePermissionPolicy().explorable_instances(user)
    return pages.filter(public | Q(pk__in=own.values("pk")))
