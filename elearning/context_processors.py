"""What every page's header needs, asked for only when a template uses it."""

from django.utils.functional import SimpleLazyObject

from accounts.models import Role
from accounts.scoping import memberships_of


class Nav:
    """Which doors the header shows a person. One query, when first asked."""

    catalogue_url = "/catalogue/"

    def __init__(self, user):
        roles = set(memberships_of(user).values_list("role", flat=True)) if user.is_authenticated else set()
        self.member = bool(roles)
        self.coordinates = Role.COORDINATOR in roles or user.is_superuser
        self.authors = Role.TRAINER in roles or user.is_superuser


def nav(request):
    user = getattr(request, "user", None)
    return {"nav": SimpleLazyObject(lambda: Nav(user))} if user is not None else {}
