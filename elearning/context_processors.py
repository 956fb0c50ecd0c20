"""What every page's header needs, asked for only when a template uses it."""

from django.core.cache import cache
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from accounts.models import Role
from accounts.scoping import memberships_of
from courses.models import CataloguePage


def catalogue_url():
    """Where the catalogue is in the language of the reader; kept for five minutes."""
    return cache.get_or_set(f"catalogue-url:{get_language()}", _look_up_catalogue, 300)


def _look_up_catalogue():
    pages = CataloguePage.objects.live().select_related("locale")
    page = min(pages, key=lambda page: page.locale.language_code != get_language(), default=None)
    return page.url if page else "/"


class Nav:
    """Which doors the header shows a person. One query, when first asked, where the roles are not given."""

    def __init__(self, user, roles=None):
        self.catalogue_url = catalogue_url()
        if roles is None:
            known = user.is_authenticated
            roles = set(memberships_of(user).values_list("role", flat=True)) if known else set()
        self.member = bool(roles)
        self.coordinates = Role.COORDINATOR in roles or user.is_superuser
        self.authors = Role.TRAINER in roles or user.is_superuser


def nav(request):
    user = getattr(request, "user", None)
    return {"nav": SimpleLazyObject(lambda: Nav(user))} if user is not None else {}
